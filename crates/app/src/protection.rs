//! Protected addresses (住址保护): whom a page, a list or a file says nothing of the whereabouts of (DOMAIN §1.8 rule 4).
//!
//! A protection stands until it is lifted: a review that is overdue must not give an address away.

use crate::asking::{Asking, stored};
use crate::permission::Operation;
use louce_domain::care::Protection;
use louce_domain::change::RecordRef;
use louce_domain::field::RecordKind;
use louce_domain::id::PersonId;
use louce_store::Reader;
use louce_wire::RpcError;
use std::collections::HashSet;

/// What stands in the place of a name or an address that is withheld.
pub const WITHHELD: &str = "受保护";

/// Whether the address of a person is to be hidden from whoever asks.
///
/// # Errors
/// When the register cannot be read.
pub fn hides(reader: &Reader<'_>, asking: Asking<'_>, person: PersonId) -> Result<bool, RpcError> {
    if asking.may(Operation::SeeProtected) { Ok(false) } else { protected(reader, person) }
}

/// Whether the address of a person is protected, whoever asks: also under another record that is said to be theirs.
///
/// # Errors
/// When the register cannot be read.
pub fn protected(reader: &Reader<'_>, person: PersonId) -> Result<bool, RpcError> {
    reader.is_protected(person).map_err(stored)
}

/// Whether a number written in a ledger is that of somebody whose address is protected.
///
/// # Errors
/// When the register cannot be read.
pub fn protected_number(reader: &Reader<'_>, citizen_id: &str) -> Result<bool, RpcError> {
    let holders = reader.persons_by_citizen_id(&[citizen_id]).map_err(stored)?;
    let protected = holders.iter().map(|holder| protected(reader, holder.id)).collect::<Result<Vec<_>, _>>()?;
    Ok(protected.contains(&true))
}

/// The protection that stands for a person under this record.
///
/// # Errors
/// When the register cannot be read.
pub fn standing(reader: &Reader<'_>, person: PersonId) -> Result<Option<Protection>, RpcError> {
    let target = RecordRef { kind: RecordKind::Person, id: person.0 };
    let known: Vec<Protection> = reader.records_naming("person", target).map_err(stored)?;
    Ok(known.into_iter().rev().find(|protection| protection.to.is_none()))
}

/// Everybody whose address is to be hidden from whoever asks: for lists and files.
#[derive(Debug, Clone, Default)]
pub struct Hidden(HashSet<PersonId>);

impl Hidden {
    /// Reads who they are; nobody, where the role sees protected addresses.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub fn read(reader: &Reader<'_>, asking: Asking<'_>) -> Result<Self, RpcError> {
        if asking.may(Operation::SeeProtected) {
            return Ok(Self::default());
        }
        Self::from_all(reader)
    }

    /// Everybody whose address is protected, whoever asks: for what leaves the register.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub fn from_all(reader: &Reader<'_>) -> Result<Self, RpcError> {
        Ok(Self(reader.protected_persons().map_err(stored)?.into_iter().collect()))
    }

    /// Whether this person is one of them.
    pub fn hides(&self, person: PersonId) -> bool {
        self.0.contains(&person)
    }

    /// Who they are.
    pub fn persons(&self) -> Vec<PersonId> {
        self.0.iter().copied().collect()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is nobody to hide.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
