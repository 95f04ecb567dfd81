//! Rooms by how many findings are shown of them and of what is in them (待核): flags of records, never of people.

use super::classes::Classes;
use super::mode::reached;
use super::moments::Moments;
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
    let counts = shown(reader, town, moments.today())?;
    Ok(Classes::of(town, moments, |room, _| reached(counts.get(room).copied().unwrap_or_default(), &[1, 2, 3, 5])))
}

/// How many each room of the town has.
fn shown(reader: &Reader<'_>, town: &Town, today: PartialDate) -> Result<Vec<u32>, RpcError> {
    let mut counts = vec![0_u32; town.rooms.len()];
    let mut add = |room: Option<usize>, how_many: u32| {
        let slot = room.and_then(|room| counts.get_mut(room));
        slot.into_iter().for_each(|count| *count = count.saturating_add(how_many));
    };
    let MapScope::Building(building) = town.scope else {
        let set = reminders(reader)?;
        let windows: Vec<(FindingCode, Window)> =
            FindingCode::ALL.iter().filter_map(|code| Some((*code, set.window(*code, today)?))).collect();
        reader.map_findings(&windows, |row| add(town.room_at(row), 1)).map_err(stored)?;
        return Ok(counts);
    };
    let mut inside = Inhabited::default();
    inside.count_findings(reader, building, today)?;
    let at: HashMap<_, _> = town.doors.iter().enumerate().map(|(at, door)| (door.id, at)).collect();
    inside.rooms.iter().for_each(|(room, inside)| add(at.get(room).copied(), inside.findings));
    Ok(counts)
}
