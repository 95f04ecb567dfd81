//! What is known of a person as far as it tells two persons apart.

use crate::code_list::Coded;
use crate::date::PartialDate;
use crate::document::{Document, NumberTells, number_tells};
use crate::id::PersonId;
use crate::person::Person;
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
    /// Foreign surname (外文姓), compared together with the given name.
    pub foreign_surname: Option<&'a str>,
    /// Foreign given names (外文名).
    pub foreign_given_name: Option<&'a str>,
    /// Former names (曾用名).
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
            foreign_surname: None,
            foreign_given_name: None,
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

impl<'a> PersonFacts<'a, PersonId> {
    /// The facts of a person's record and of the documents kept with it. Identity cards go with the citizen ids; a
    /// household register book is left out, for all of a household share its number.
    pub fn of_record(person: &'a Person, documents: &'a [Document]) -> Self {
        let mut facts = Self {
            foreign_surname: person.foreign_surname.as_deref(),
            foreign_given_name: person.foreign_given_name.as_deref(),
            former_names: person.former_name.as_deref().into_iter().collect(),
            citizen_ids: person.citizen_id.as_deref().into_iter().collect(),
            birth: person.birth_date,
            sex: person.sex,
            phones: person.phones.iter().map(String::as_str).collect(),
            hukou_address: person.hukou_address.as_deref(),
            ..Self::named(person.id, &person.name)
        };
        for document in documents {
            facts.add(document);
        }
        facts
    }

    fn add(&mut self, document: &'a Document) {
        let kind = document.kind.as_ref();
        match number_tells(kind.and_then(Coded::listed)) {
            NumberTells::CitizenId => self.citizen_ids.push(&document.number),
            NumberTells::Household => {}
            NumberTells::Holder => {
                let kind = kind.map_or("", Coded::code);
                self.documents.push(DocumentFact { kind, number: &document.number });
            }
        }
    }
}
