//! What is known of a person as far as it tells two persons apart.

use crate::date::PartialDate;
use crate::sex::Sex;

/// A document other than the citizen id (护照, 通行证 …).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DocumentFact<'a> {
    /// The kind, as the register codes or writes it. Only documents of one kind are compared.
    pub kind: &'a str,
    /// The number, in any spacing and case.
    pub number: &'a str,
}

/// The facts of one record that are compared. `K` is whatever the caller knows the record by: a row number, an id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonFacts<'a, K> {
    /// What the caller knows the record by.
    pub key: K,
    /// Name (姓名); empty where none is known.
    pub name: &'a str,
    /// Former names (曾用名) and other spellings.
    pub former_names: Vec<&'a str>,
    /// Citizen identity numbers (公民身份号码), present and past, of 18 or 15 characters, sound or not.
    pub citizen_ids: Vec<&'a str>,
    /// Other documents.
    pub documents: Vec<DocumentFact<'a>>,
    /// Birth date as exact as known.
    pub birth: Option<PartialDate>,
    /// Sex, GB/T 2261.1; taken from the citizen id where unknown.
    pub sex: Sex,
    /// Phones.
    pub phones: Vec<&'a str>,
    /// Address of the household register (户籍地址).
    pub hukou_address: Option<&'a str>,
}

impl<'a, K> PersonFacts<'a, K> {
    /// Facts of a record of which only the name is known.
    pub fn named(key: K, name: &'a str) -> Self {
        Self {
            key,
            name,
            former_names: Vec::new(),
            citizen_ids: Vec::new(),
            documents: Vec::new(),
            birth: None,
            sex: Sex::Unknown,
            phones: Vec::new(),
            hukou_address: None,
        }
    }
}
