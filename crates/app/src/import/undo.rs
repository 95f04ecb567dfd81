//! Undoing a batch (撤销批次): amended fields get their old values back, created records are withdrawn; nothing is lost.

use crate::asking::{Asking, stored};
use crate::counts::base_counts;
use crate::ids;
use crate::permission::Operation;
use louce_domain::id::BatchId;
use louce_wire::{ImportEffects, RpcError};

/// Undoes a batch; says how many records of each kind went.
///
/// # Errors
/// When the role does not allow it, newer changes stand on the batch, or it was undone before.
pub fn undo(asking: Asking<'_>, batch_id: &str) -> Result<ImportEffects, RpcError> {
    let permit = asking.permit(Operation::UndoBatch)?;
    let id: BatchId = ids::read(batch_id)?;
    let counted = || permit.look(|reader| base_counts(reader).map_err(stored));
    let before = counted()?;
    permit.write(None, |tx| tx.undo_batch(id).map_err(stored))?;
    let after = counted()?;
    Ok(ImportEffects {
        sites: before.sites.saturating_sub(after.sites),
        buildings: before.buildings.saturating_sub(after.buildings),
        rooms: before.rooms.saturating_sub(after.rooms),
        persons: before.persons.saturating_sub(after.persons),
        stays: before.open_stays.saturating_sub(after.open_stays),
        organisations: before.organisations.saturating_sub(after.organisations),
        ..ImportEffects::default()
    })
}
