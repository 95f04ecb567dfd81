//! Rooms by state (房屋使用状态). The change log knows what a state was before it was changed; before the first change, and
//! before the room was entered, the state is the first one known.

use super::classes::Classes;
use super::moments::Moments;
use super::town::Town;
use crate::asking::stored;
use crate::day;
use louce_domain::space::RoomState;
use louce_store::{Reader, Since};
use louce_wire::RpcError;
use std::collections::HashMap;

/// States of rooms at past moments.
pub(super) struct States<'t> {
    town: &'t Town,
    /// Until which day a room had which state, earliest first.
    before: HashMap<usize, Vec<(i32, RoomState)>>,
    days: Vec<(i32, i32)>,
}

impl<'t> States<'t> {
    /// Reads the states of a town.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub(super) fn read(reader: &Reader<'_>, town: &'t Town, moments: &Moments) -> Result<Self, RpcError> {
        let mut before: HashMap<usize, Vec<(i32, RoomState)>> = HashMap::new();
        if moments.since() == Since::Ever {
            for known in reader.map_states_before(town.scope).map_err(stored)? {
                if let Some(room) = town.room_at(known.room) {
                    before.entry(room).or_default().push((day::of_time(known.at_ms), known.before));
                }
            }
        }
        let now = moments.now_at();
        // Now is after every change, whatever the clock of the machine that wrote it said.
        let last = |(at, (first, last))| (first, if Some(at) == now { i32::MAX } else { last });
        Ok(Self { town, before, days: moments.day_numbers().into_iter().enumerate().map(last).collect() })
    }

    /// Whether the register had the room, and with it a state, at a moment.
    pub(super) fn recorded(&self, room: usize, moment: usize) -> bool {
        let (day, room) = (self.days.get(moment).map(|(_, last)| *last), self.town.rooms.get(room));
        day.zip(room).is_some_and(|(day, room)| day::of_time(room.entered_ms) <= day)
    }

    /// The state of a room at a moment.
    pub(super) fn at(&self, room: usize, moment: usize) -> Option<RoomState> {
        let (_, day) = self.days.get(moment)?;
        let then = self.before.get(&room).and_then(|known| known.iter().find(|(changed, _)| changed > day));
        then.map(|(_, state)| *state).or_else(|| self.town.rooms.get(room).map(|room| room.state))
    }
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
