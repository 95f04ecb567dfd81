//! Rooms by how long ago they were last checked (最近核实): at the door or by registering who stays there, or on a visit
//! made to check or on which a record was checked. A date known to the month counts from its first day.

use super::classes::Classes;
use super::mode::reached;
use super::moments::Moments;
use super::town::Town;
use crate::asking::stored;
use louce_store::{Reader, RoomChecked};
use louce_wire::RpcError;

/// Days since the last check from which the next class begins: a month, a quarter, half a year, a year.
const LIMITS: [u32; 4] = [31, 91, 181, 366];
/// The class of rooms that were never checked.
const NEVER: u8 = 5;
/// No day yet.
const NOT_YET: i32 = i32::MIN;

/// Rooms by their last check.
///
/// # Errors
/// When the register cannot be read.
pub(super) fn by_last_check(reader: &Reader<'_>, town: &Town, moments: &Moments) -> Result<Classes, RpcError> {
    let days: Vec<i32> = moments.day_numbers().into_iter().map(|(_, last)| last).collect();
    let mut latest = vec![NOT_YET; town.rooms.len() * days.len()];
    let take = |checked: RoomChecked| {
        let on = checked.on.first_day().days_since_1970();
        let (room, from) = (town.room_at(checked.room), days.partition_point(|day| *day < on));
        let slot = room.filter(|_| from < days.len()).and_then(|room| latest.get_mut(room * days.len() + from));
        slot.into_iter().for_each(|slot| *slot = on.max(*slot));
    };
    reader.map_checks(town.scope, take).map_err(stored)?;
    for of_room in latest.chunks_mut(days.len().max(1)) {
        let mut known = NOT_YET;
        for day in of_room {
            known = known.max(*day);
            *day = known;
        }
    }
    Ok(Classes::of(town, moments, |room, moment| {
        let (day, last) = (days.get(moment)?, latest.get(room * days.len() + moment)?);
        if *last == NOT_YET { Some(NEVER) } else { reached(day.saturating_sub(*last).unsigned_abs(), &LIMITS) }
    }))
}
