//! Putting a building on a footprint that nobody has taken (认领轮廓): outline and height move to the building, the nameless
//! record ends.

use super::is_unclaimed;
use super::place::{gone, plane};
use super::release::release;
use super::standing::standing_on;
use crate::asking::{Asking, stored};
use crate::permission::Operation;
use crate::writing::Writing;
use crate::{ids, places, refusal};
use louce_domain::id::BuildingId;
use louce_domain::space::Building;
use louce_store::{BuildingListing, Reader};
use louce_wire::{RpcError, WrittenTogether};

/// Puts a building on a footprint.
///
/// # Errors
/// When the role does not allow it, or the footprint is somebody's already: nothing is written then.
pub fn take_footprint(asking: Asking<'_>, building: &str, footprint: &str) -> Result<WrittenTogether, RpcError> {
    let permit = asking.permit(Operation::EditRecords)?;
    let id: BuildingId = ids::read(building)?;
    let nameless: BuildingId = ids::read(footprint)?;
    let written = permit.write(None, |tx| {
        let before = tx.reader().building(id).map_err(stored)?;
        if !before.is_live() {
            return Err(gone(&before));
        }
        let found = free(&tx.reader(), nameless, id)?;
        if let Some(plane) = plane(&tx.reader())? {
            plane.keep(tx)?;
        }
        let title = places::building_title(&tx.reader(), id)?;
        let mut writing = Writing::begin(tx, "take_footprint", format!("认领轮廓 {title}"))?;
        writing.amend(&before, &standing_on(&before, &found))?;
        writing.amend(&found, &Building { valid_to: Some(asking.host.today()), ..found.clone() })?;
        if before.map_id.is_some() {
            release(&mut writing, &before)?;
        }
        writing.finish()
    });
    written.inspect_err(|_| permit.note_refused())
}

/// The footprint's record, where nobody has taken it.
fn free(reader: &Reader<'_>, id: BuildingId, taker: BuildingId) -> Result<Building, RpcError> {
    let listings = reader.buildings().map_err(stored)?;
    let found = listings.into_iter().find(|listing| listing.building.id == id);
    let found: BuildingListing = found.ok_or_else(|| refusal::no_such_record("building"))?;
    if id == taker || !is_unclaimed(&found) || found.building.footprint.len() < 3 {
        return Err(refusal::invalid(
            format!("“{}”已是登记的楼幢（有房间、人员或小区），不能并入：请选择未认领的轮廓。", found.building.label()),
            format!("“{}” is a building of its own: choose a footprint nobody has taken.", found.building.label()),
        )
        .about("footprint"));
    }
    Ok(found.building)
}
