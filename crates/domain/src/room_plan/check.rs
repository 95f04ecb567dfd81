//! Checking a specification before its rooms are made.

use super::generate::{Regular, numbered, regular};
use super::numbering::{BandNumbering, RoomNumbering};
use super::spec::{BandRooms, BlockSpec, FloorCount, RoomChange, RoomException, UnitSpec};
use super::{MOST_FLOORS_ABOVE, MOST_FLOORS_BELOW, MOST_ROOMS_PER_BUILDING, PlannedRoom, SpecProblem};
use crate::address::read_unit_no;
use std::collections::{BTreeSet, HashSet};

/// The most units of one building.
pub(super) const MOST_UNITS: usize = 200;
/// How many numbers that stand twice are told at once; one cause makes hundreds.
const MOST_TOLD: usize = 20;

impl BlockSpec {
    /// Everything to be put right before the rooms are made; empty when all is well. The order is that of the form.
    pub fn validate(&self) -> Vec<SpecProblem> {
        let mut problems = self.size_problems();
        if problems.is_empty() {
            problems.extend(self.unit_problems());
            problems.extend(self.floor_problems());
            problems.extend(self.reference_problems());
        }
        if problems.is_empty() {
            problems.extend(self.room_problems());
        }
        let mut seen = Vec::new();
        problems.retain(|problem| {
            let is_new = !seen.contains(problem);
            seen.push(problem.clone());
            is_new
        });
        problems
    }

    /// What would make everything that follows absurd.
    fn size_problems(&self) -> Vec<SpecProblem> {
        let above = self.units.iter().filter_map(|unit| unit.floors_above).chain([self.floors_above]).max();
        let below = self.units.iter().filter_map(|unit| unit.floors_below).chain([self.floors_below]).max();
        let (above, below) = (above.unwrap_or(0), below.unwrap_or(0));
        let found = [
            (above == 0 && below == 0, SpecProblem::NoFloors),
            (self.is_too_tall(above) || below > MOST_FLOORS_BELOW, SpecProblem::TooManyFloors),
            (self.units.len() > MOST_UNITS, SpecProblem::TooManyUnits),
            (self.parts_per_room > 26, SpecProblem::TooManyParts),
        ];
        found.into_iter().filter_map(|(is_so, problem)| is_so.then_some(problem)).collect()
    }

    fn is_too_tall(&self, above: u16) -> bool {
        let top = self.floors(None).last().map_or(0, |floor| floor.floor);
        let beyond = self.floors_counted == FloorCount::Storeys && top > MOST_FLOORS_ABOVE.cast_signed();
        above > MOST_FLOORS_ABOVE || beyond
    }

    fn unit_problems(&self) -> Vec<SpecProblem> {
        let mut problems = Vec::new();
        let mut names = HashSet::new();
        for UnitSpec { name, .. } in &self.units {
            let unit = name.clone();
            if read_unit_no(name).as_deref() != Some(name) {
                problems.push(SpecProblem::UnitName { unit });
            } else if !names.insert(name) {
                problems.push(SpecProblem::UnitTwice { unit });
            }
        }
        let unnamed = self.units.is_empty().then_some("");
        let mut all = self.units.iter().map(|unit| unit.name.as_str()).chain(unnamed);
        let bad = match self.numbering {
            RoomNumbering::UnitLetter => all.find(|name| name.len() != 1 || !is_plain(name, char::is_ascii_uppercase)),
            RoomNumbering::UnitDash => all.find(|name| !is_plain(name, char::is_ascii_alphanumeric)),
            _ => None,
        };
        problems.extend(bad.map(str::to_owned).map(|unit| match self.numbering {
            RoomNumbering::UnitLetter => SpecProblem::UnitNotALetter { unit },
            _ => SpecProblem::UnitNotForDash { unit },
        }));
        problems
    }

    fn floor_problems(&self) -> Vec<SpecProblem> {
        let mut problems = Vec::new();
        for own in &self.floor_labels {
            let length = own.label.chars().count();
            if !(1..=4).contains(&length) || own.label.contains(char::is_whitespace) {
                problems.push(SpecProblem::FloorLabel { label: own.label.clone() });
            }
        }
        let floors = self.floors(None);
        let mut labels = HashSet::new();
        for floor in floors.iter().filter(|floor| !labels.insert(&floor.label)) {
            problems.push(SpecProblem::FloorTwice { label: floor.label.clone() });
        }
        let (lowest, top) = (floors.first().map_or(0, |f| f.floor), floors.last().map_or(0, |f| f.floor));
        let top = if self.floors_counted == FloorCount::TopNumber { self.floors_above.cast_signed() } else { top };
        for skipped in self.skipped_floors.iter().filter(|skipped| !(lowest..=top).contains(&skipped.floor)) {
            problems.push(SpecProblem::SkippedBeyond { floor: skipped.floor });
        }
        problems
    }

    /// Floors and units that bands and exceptions speak of.
    fn reference_problems(&self) -> Vec<SpecProblem> {
        let floors = self.floors(None);
        let is_floor = |label: &str| floors.iter().any(|floor| floor.label == label);
        let is_unit = |name: &str| self.units.iter().any(|unit| unit.name == name);
        let band_floors = self.bands.iter().flat_map(|band| &band.floors);
        let named_floors = band_floors.chain(self.floor_exceptions.iter().map(|own| &own.floor));
        let unknown_floors = named_floors.filter(|floor| !is_floor(floor));
        let band_units = self.bands.iter().flat_map(|band| &band.units);
        let named_units = band_units
            .chain(self.floor_exceptions.iter().filter_map(|own| own.unit.as_ref()))
            .chain(self.room_exceptions.iter().filter_map(|own| own.unit.as_ref()));
        let unknown_units = named_units.filter(|unit| !is_unit(unit));
        let mut problems: Vec<_> = unknown_floors.cloned().map(|floor| SpecProblem::UnknownFloor { floor }).collect();
        problems.extend(unknown_units.cloned().map(|unit| SpecProblem::UnknownUnit { unit }));
        problems.extend(self.band_problems());
        problems
    }

    fn band_problems(&self) -> Vec<SpecProblem> {
        let mut problems = Vec::new();
        let in_units = || self.bands.iter().filter(|band| band.rooms_of == BandRooms::EachUnit);
        for (index, band) in in_units().enumerate() {
            for other in in_units().skip(index + 1) {
                let share_unit = band.units.is_empty()
                    || other.units.is_empty()
                    || band.units.iter().any(|unit| other.units.contains(unit));
                let shared = band.floors.iter().find(|floor| other.floors.contains(floor)).filter(|_| share_unit);
                problems.extend(shared.cloned().map(|floor| SpecProblem::BandsOverlap { floor }));
            }
        }
        let stands_still = |numbering: &BandNumbering| matches!(numbering, BandNumbering::Street { step: 0, .. });
        if self.bands.iter().any(|band| stands_still(&band.numbering) && band.rooms > 1) {
            problems.push(SpecProblem::StreetStep);
        }
        problems
    }

    fn room_problems(&self) -> Vec<SpecProblem> {
        let Regular { rooms, crowded } = regular(self);
        if rooms.is_empty() {
            return vec![SpecProblem::NoRooms];
        }
        if rooms.len() > MOST_ROOMS_PER_BUILDING {
            return vec![SpecProblem::TooManyRooms];
        }
        let mut problems = self.exception_problems(&rooms);
        let is_mistaken = |room: &PlannedRoom| room.storey < 0 && room.unit.as_deref() == Some("B");
        if rooms.iter().any(|room| is_mistaken(room) && room.number.starts_with("B")) {
            problems.push(SpecProblem::BasementOfUnitB);
        }
        problems.extend(crowded.into_iter().map(|floor| match self.numbering {
            RoomNumbering::ChineseFloorSide => SpecProblem::TooManySides { floor },
            _ => SpecProblem::TooManyOnFloor { floor },
        }));
        let made = numbered(self);
        if made.len() > MOST_ROOMS_PER_BUILDING {
            problems.push(SpecProblem::TooManyRooms);
        }
        let mut seen = HashSet::new();
        let twice = made.iter().filter(|room| !seen.insert((&room.unit, &room.number, &room.sub_room)));
        problems.extend(
            twice.take(MOST_TOLD).map(|room| SpecProblem::NumberTwice { room: called(&room.unit, &room.number) }),
        );
        problems
    }

    fn exception_problems(&self, rooms: &[PlannedRoom]) -> Vec<SpecProblem> {
        let known: HashSet<_> = rooms.iter().map(|room| (&room.unit, &room.number)).collect();
        let goes = |change: &RoomChange| matches!(change, RoomChange::Missing | RoomChange::MergedInto { .. });
        let gone: HashSet<_> =
            self.room_exceptions.iter().filter(|own| goes(&own.change)).map(|own| (&own.unit, &own.number)).collect();
        let problem = |own: &RoomException| {
            let room = called(&own.unit, &own.number);
            match &own.change {
                _ if !known.contains(&(&own.unit, &own.number)) => Some(SpecProblem::UnknownRoom { room }),
                RoomChange::MergedInto { number: into }
                    if !known.contains(&(&own.unit, into)) || gone.contains(&(&own.unit, into)) =>
                {
                    Some(SpecProblem::MergedIntoNothing { room })
                }
                RoomChange::Number { number } if number.trim().is_empty() => Some(SpecProblem::RoomNumber { room }),
                RoomChange::Parts { names } => {
                    let distinct: BTreeSet<_> = names.iter().map(|name| name.trim()).collect();
                    let is_sound = names.len() >= 2 && distinct.len() == names.len() && !distinct.contains("");
                    (!is_sound).then_some(SpecProblem::PartNames { room })
                }
                _ => None,
            }
        };
        self.room_exceptions.iter().filter_map(problem).collect()
    }
}

fn is_plain(name: &str, fits: fn(&char) -> bool) -> bool {
    !name.is_empty() && name.chars().all(|c| fits(&c))
}

/// A room as a problem names it: `2单元501`.
fn called(unit: &Option<String>, number: &str) -> String {
    let unit = unit.as_ref().map(|unit| format!("{unit}单元")).unwrap_or_default();
    format!("{unit}{number}")
}
