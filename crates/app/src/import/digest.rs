//! A digest of what a pass does with the records that were there before it: which rows meet which of them, and what of
//! them changes from what. New records have other names in every pass and say nothing beside the file, whose hash is
//! compared; how many there are is counted.

use super::plan::{PlannedRow, Step};
use crate::asking::stored;
use louce_domain::change::RecordRef;
use louce_domain::field::RecordKind;
use louce_store::{StoreError, WriteTx};
use louce_wire::RpcError;
use sha2::{Digest, Sha256};

/// Gathers the digest of a pass.
#[derive(Debug, Clone, Default)]
pub struct PlanDigest(Sha256);

impl PlanDigest {
    /// Takes a planned row in, before its steps are written.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub fn note(&mut self, tx: &mut WriteTx<'_>, row: &PlannedRow) -> Result<(), RpcError> {
        self.0.update(row.row.to_le_bytes());
        self.0.update(row.outcome.code());
        let amended = row.steps.iter().filter_map(amended);
        for record in row.record.into_iter().chain(amended) {
            let is_made = row.steps.iter().any(|step| makes(step, record));
            if !is_made && was_there(tx, record).map_err(stored)? {
                self.0.update(record.id.as_bytes());
            }
        }
        for change in &row.changes {
            self.0.update(&change.field);
            self.0.update(change.old.as_deref().filter(|old| !names_record(old)).unwrap_or_default());
            self.0.update([0]);
        }
        Ok(())
    }

    /// The digest.
    pub fn finish(self) -> [u8; 32] {
        self.0.finalize().into()
    }
}

/// Whether a value names a record: one that this very pass has made is called otherwise in the next.
fn names_record(value: &str) -> bool {
    value.split([':', ' ']).any(|part| part.parse::<uuid::Uuid>().is_ok())
}

/// The record that a step amends.
fn amended(step: &Step) -> Option<RecordRef> {
    let (kind, id) = match step {
        Step::AmendPerson { before, .. } => (RecordKind::Person, before.id.0),
        Step::AmendStay { before, .. } => (RecordKind::Stay, before.id.0),
        Step::AmendOrganisation { before, .. } => (RecordKind::Organisation, before.id.0),
        Step::AmendBuilding { before, .. } => (RecordKind::Building, before.id.0),
        Step::Amend { before, .. } => (before.kind(), before.id()),
        _ => return None,
    };
    Some(RecordRef { kind, id })
}

/// Whether a step makes the record.
fn makes(step: &Step, record: RecordRef) -> bool {
    let made = match step {
        Step::CreateSite(site) => site.id.0,
        Step::CreateBuilding(building) => building.id.0,
        Step::CreateRoom(room) => room.id.0,
        Step::CreatePerson(person) => person.id.0,
        Step::CreateStay(stay) => stay.id.0,
        Step::CreateOrganisation(organisation) => organisation.id.0,
        Step::CreatePresence(presence) => presence.id.0,
        Step::Create(linked) => linked.id(),
        _ => return false,
    };
    made == record.id
}

/// Whether a record stood in the register before the pass.
fn was_there(tx: &mut WriteTx<'_>, record: RecordRef) -> Result<bool, StoreError> {
    match tx.made(record.kind, record.id) {
        Ok(is_made) => Ok(!is_made),
        Err(StoreError::NotFound { .. }) => Ok(false),
        Err(error) => Err(error),
    }
}
