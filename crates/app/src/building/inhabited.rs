//! How many were in each room of a building, now or on a day. Counts only: no person is read.

use crate::asking::stored;
use crate::block::Occupancy;
use crate::findings::reminders;
use louce_domain::date::PartialDate;
use louce_domain::dated::Covers;
use louce_domain::field::RecordKind;
use louce_domain::id::{BuildingId, RoomId};
use louce_domain::space::Place;
use louce_store::{Occupied, PlacedSpan, Reader};
use louce_wire::RpcError;
use std::collections::{HashMap, HashSet};

/// Who is where in a building, counted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Inhabited {
    /// By room.
    pub rooms: HashMap<RoomId, Occupancy>,
    /// Stays in the building.
    pub residents: u32,
    /// Stays whose room is not known.
    pub residents_without_room: u32,
}

/// Counts what is open in a building, or was on a day.
///
/// # Errors
/// When the register cannot be read.
pub fn inhabited(reader: &Reader<'_>, id: BuildingId, on: Option<PartialDate>) -> Result<Inhabited, RpcError> {
    let mut found = Inhabited::default();
    match on {
        None => {
            for occupied in reader.occupancy_of_building(id).map_err(stored)? {
                found.add_open(&occupied);
            }
        }
        Some(day) => {
            let mut there = reader.spans_in_building(id).map_err(stored)?;
            there.retain(|placed| was_there(placed, day));
            // An organisation that is in a room twice is one.
            let mut known = HashSet::new();
            there.retain(|placed| placed.organisation.is_none_or(|one| known.insert((placed.room, one))));
            there.iter().for_each(|placed| found.add_span(placed));
        }
    }
    Ok(found)
}

/// Whether something was in its room on a day. On the day its room became another, it was in the other.
fn was_there(placed: &PlacedSpan, day: PartialDate) -> bool {
    placed.span.covers(day) != Covers::No && !(placed.room_changed && placed.span.to == Some(day))
}

impl Inhabited {
    fn add_open(&mut self, occupied: &Occupied) {
        self.residents += occupied.residents;
        match occupied.place {
            Place::Room(room) => {
                let inside = self.rooms.entry(room).or_default();
                inside.residents += occupied.residents;
                inside.organisations += occupied.organisations;
                inside.tenancies += occupied.tenancies;
            }
            _ => self.residents_without_room += occupied.residents,
        }
    }

    fn add_span(&mut self, placed: &PlacedSpan) {
        let mut ignored = Occupancy::default();
        let inside = match placed.room {
            Some(room) => self.rooms.entry(room).or_default(),
            None => &mut ignored,
        };
        match placed.kind {
            RecordKind::Stay => {
                inside.residents += 1;
                self.residents += 1;
                self.residents_without_room += u32::from(placed.room.is_none());
            }
            RecordKind::Presence => inside.organisations += 1,
            _ => inside.tenancies += 1,
        }
    }

    /// Counts the findings of each room that are shown today.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub fn count_findings(&mut self, reader: &Reader<'_>, id: BuildingId, today: PartialDate) -> Result<(), RpcError> {
        let reminders = reminders(reader)?;
        for (room, finding) in reader.findings_of_building(id).map_err(stored)? {
            if reminders.window(finding.code, today).is_some_and(|window| window.holds(finding.due_on)) {
                self.rooms.entry(room).or_default().findings += 1;
            }
        }
        Ok(())
    }
}
