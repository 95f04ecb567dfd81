//! Rooms by state (房屋使用状态). The change log knows what a state was before it was changed; before the first change, and
//! before the room was entered, the state is the first one known.

use super::classes::Classes;
use super::moments::Moments;
use super::town::Town;
use crate::asking::stored;
use crate::day;
use louce_domain::date::PartialDate;
use louce_domain::id::{BuildingId, RoomId};
use louce_domain::space::RoomState;
use louce_store::{MapDoor, MapScope, Reader, Since};
use louce_wire::RpcError;
use std::collections::HashMap;

/// States of rooms at past moments.
pub(super) struct States<'t> {
    town: &'t Town,
    /// Until which day a room had which state: room by room, earliest first.
    before: Vec<(i32, RoomState)>,
    /// Where each room's begin among them.
    begins: Vec<usize>,
    days: Vec<i32>,
}

/// The last day of each moment. Now is after every change, whatever the clock of the machine that wrote it said.
fn last_days(moments: &Moments) -> Vec<i32> {
    let now = moments.now_at();
    let last = |(at, (_, last))| if Some(at) == now { i32::MAX } else { last };
    moments.day_numbers().into_iter().enumerate().map(last).collect()
}

/// Since when the register has had each room, and with it a state.
pub(super) struct Entered {
    rooms: Vec<i32>,
    days: Vec<i32>,
}

impl Entered {
    /// Reads it, where a past moment is asked for.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub(super) fn read(reader: &Reader<'_>, town: &Town, moments: &Moments) -> Result<Self, RpcError> {
        let mut rooms = vec![i32::MIN; town.rooms.len()];
        if moments.since() == Since::Ever {
            let take = |row, at_ms| {
                let slot = town.room_at(row).and_then(|room| rooms.get_mut(room));
                slot.into_iter().for_each(|day| *day = day::of_time(at_ms));
            };
            reader.map_rooms_entered(town.scope, take).map_err(stored)?;
        }
        Ok(Self { rooms, days: last_days(moments) })
    }

    /// Whether the register had a room by a moment.
    pub(super) fn by(&self, room: usize, moment: usize) -> bool {
        self.rooms.get(room).zip(self.days.get(moment)).is_some_and(|(entered, day)| entered <= day)
    }
}

impl<'t> States<'t> {
    /// Reads the states of a town.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub(super) fn read(reader: &Reader<'_>, town: &'t Town, moments: &Moments) -> Result<Self, RpcError> {
        let (mut before, mut begins) = (Vec::new(), Vec::with_capacity(town.rooms.len() + 1));
        if moments.since() == Since::Ever {
            for known in reader.map_states_before(town.scope).map_err(stored)? {
                let Some(room) = town.room_at(known.room) else { continue };
                begins.resize(begins.len().max(room + 1), before.len());
                before.push((day::of_time(known.at_ms), known.before));
            }
        }
        begins.resize(town.rooms.len() + 1, before.len());
        Ok(Self { town, before, begins, days: last_days(moments) })
    }

    /// Until which day a room had which state, earliest first.
    fn before(&self, room: usize) -> &[(i32, RoomState)] {
        let bounds = self.begins.get(room).zip(self.begins.get(room + 1));
        bounds.and_then(|(begin, end)| self.before.get(*begin..*end)).unwrap_or_default()
    }

    /// The state of a room at a moment.
    pub(super) fn at(&self, room: usize, moment: usize) -> Option<RoomState> {
        let day = self.days.get(moment)?;
        let then = self.before(room).iter().find(|(changed, _)| changed > day);
        then.map(|(_, state)| *state).or_else(|| self.town.rooms.get(room).map(|room| room.state))
    }
}

/// The state that each room of a building was in on a day, as the map shows it.
///
/// # Errors
/// When the register cannot be read.
pub fn states_on(
    reader: &Reader<'_>,
    building: BuildingId,
    day: PartialDate,
    today: PartialDate,
) -> Result<HashMap<RoomId, RoomState>, RpcError> {
    let moments = Moments::on(day, today);
    let town = Town::read(reader, MapScope::Building(building), moments.since())?;
    let states = States::read(reader, &town, &moments)?;
    let of_door = |(at, door): (usize, &MapDoor)| Some((door.id, states.at(at, 0)?));
    Ok(town.doors.iter().enumerate().filter_map(of_door).collect())
}

/// Rooms by state.
///
/// # Errors
/// When the register cannot be read.
pub(super) fn by_state(reader: &Reader<'_>, town: &Town, moments: &Moments) -> Result<Classes, RpcError> {
    let states = States::read(reader, town, moments)?;
    Ok(Classes::of(town, moments, |room, moment| states.at(room, moment).map(class)))
}

/// Where a state stands among the classes.
const fn class(state: RoomState) -> u8 {
    match state {
        RoomState::OwnerOccupied => 0,
        RoomState::Let => 1,
        RoomState::Vacant => 2,
        RoomState::Business => 3,
        RoomState::Unknown => 4,
    }
}
