//! Rooms by how many findings are shown of them and of what is in them (待核): flags of records, never of people.

use super::classes::Classes;
use super::mode::reached;
use super::moments::Moments;
use super::sweep::Sweep;
use super::town::Town;
use crate::asking::stored;
use crate::building::Inhabited;
use crate::findings::reminders;
use louce_domain::date::PartialDate;
use louce_domain::finding::{FindingCode, Window};
use louce_store::{MapScope, Reader};
use louce_wire::RpcError;
use std::collections::HashMap;

/// Rooms by their findings, as of today.
///
/// # Errors
/// When the register cannot be read.
pub(super) fn by_findings(reader: &Reader<'_>, town: &Town, moments: &Moments) -> Result<Classes, RpcError> {
    let mut sweep = Sweep::over(town.rooms.len(), moments.len());
    for (room, count) in shown(reader, town, moments.today())? {
        sweep.add(room, 0..moments.len(), count);
    }
    let counts = sweep.counts();
    Ok(Classes::of(town, moments, |room, moment| reached(counts.at(room, moment), &[1, 2, 3, 5])))
}

/// How many each room of the town has that has any.
fn shown(reader: &Reader<'_>, town: &Town, today: PartialDate) -> Result<Vec<(usize, u32)>, RpcError> {
    let MapScope::Building(building) = town.scope else {
        let set = reminders(reader)?;
        let windows: Vec<(FindingCode, Window)> =
            FindingCode::ALL.iter().filter_map(|code| Some((*code, set.window(*code, today)?))).collect();
        let counted = reader.map_findings(&windows).map_err(stored)?;
        return Ok(counted.into_iter().filter_map(|(row, count)| Some((town.room_at(row)?, count))).collect());
    };
    let mut inside = Inhabited::default();
    inside.count_findings(reader, building, today)?;
    let at: HashMap<_, _> = town.rooms.iter().enumerate().map(|(at, room)| (room.id, at)).collect();
    Ok(inside.rooms.iter().filter_map(|(room, inside)| Some((*at.get(room)?, inside.findings))).collect())
}
