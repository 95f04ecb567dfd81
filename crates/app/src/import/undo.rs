//! Undoing a batch (撤销批次): amended fields get their old values back, created records are withdrawn; nothing is lost.

use crate::asking::{Asking, stored};
use crate::counts::base_counts;
use crate::import::undo_check;
use crate::permission::Operation;
use crate::{ids, places, refusal};
use louce_domain::id::BatchId;
use louce_domain::space::Place;
use louce_store::{Reader, StoreError};
use louce_wire::{ErrorCode, ImportEffects, RpcError};

/// The kinds of batches that come from a file.
const IMPORTED: &[&str] = &["import", "ground"];

/// Undoes a batch; says how many records of each kind went.
///
/// # Errors
/// When the role does not allow it, newer changes stand on the batch, or it was undone before.
pub fn undo(asking: Asking<'_>, batch_id: &str) -> Result<ImportEffects, RpcError> {
    let permit = asking.permit(Operation::UndoBatch)?;
    let id: BatchId = ids::read(batch_id)?;
    let batch =
        permit.look(|reader| reader.batch(id).map_err(stored))?.ok_or_else(|| refusal::no_such_record("batch"))?;
    if !IMPORTED.contains(&batch.kind.as_str()) {
        // A move or a split is taken back by whoever may make one.
        asking.permit(Operation::EditRecords)?;
    }
    let counted = || permit.look(|reader| base_counts(reader).map_err(stored));
    let before = counted()?;
    permit.write(None, |tx| {
        if let Err(error) = tx.undo_batch(id) {
            return Err(match &error {
                StoreError::Dependents(found) => undo_check::refused(&tx.reader(), asking, found)?,
                _ => stored(error),
            });
        }
        refuse_stranded(&tx.reader(), id)?;
        refuse_doubled(&tx.reader(), id)
    })?;
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

/// Nobody goes back to a room that has become another meanwhile.
fn refuse_stranded(reader: &Reader<'_>, id: BatchId) -> Result<(), RpcError> {
    let Some(room) = reader.stranded_by(id).map_err(stored)?.first().copied() else { return Ok(()) };
    let room = places::shown(reader, Place::Room(room))?.address.unwrap_or_default();
    Err(RpcError::new(
        ErrorCode::Conflict,
        format!("撤销会让登记回到已停用的{room}。请先撤销该房间的拆分、合并或改号。"),
        format!("Undoing would put records back into {room}, which is no longer in use: undo its change first."),
    ))
}

/// No room comes back under a number that another has taken meanwhile.
fn refuse_doubled(reader: &Reader<'_>, id: BatchId) -> Result<(), RpcError> {
    let Some(room) = reader.doubled_by(id).map_err(stored)?.first().copied() else { return Ok(()) };
    let room = places::shown(reader, Place::Room(room))?.address.unwrap_or_default();
    Err(RpcError::new(
        ErrorCode::Conflict,
        format!("撤销会使{room}出现两次：该房号后来已另有房间使用。请先撤销或改号后建的房间。"),
        format!(
            "Undoing would bring back {room}, a number that another room has now: undo or renumber that room first."
        ),
    ))
}
