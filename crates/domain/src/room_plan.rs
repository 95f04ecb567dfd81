//! The block generator (房号生成): units × floors × rooms per floor → rooms with their usual numbers (DOMAIN §1.3).
//!
//! [`RoomPlan`] is what a ledger's row tells; [`BlockSpec`] is everything a form can ask, and [`rooms`] makes its rooms.
//! [`diff`] shows what a specification would change in a registered building, and [`change`] plans splitting, merging,
//! renumbering and adding floors.

pub mod change;
mod check;
mod diff;
mod floor;
mod generate;
mod infer;
mod numbering;
mod problem;
mod spec;

pub use diff::{BlockDiff, KeptRoom, RoomDifference, SurplusRoom, diff};
pub use floor::{MOST_FLOORS_ABOVE, MOST_FLOORS_BELOW, PlannedFloor};
pub use generate::rooms;
pub use numbering::{BandNumbering, RoomNumbering, number_read};
pub use problem::SpecProblem;
pub use spec::{
    BandRooms, BlockSpec, FloorBand, FloorCount, FloorException, FloorLabel, FloorSkip, RoomChange, RoomException,
    SerialRun, SkippedFloor, UnitNames, UnitSpec,
};

use crate::id::{BuildingId, RoomId};
use crate::space::Room;
use crate::space_kind::SpaceKind;
use serde::{Deserialize, Serialize};

/// What a ledger or an officer says of a building's inside.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RoomPlan {
    /// Number of units; 0 or 1 units are not named in an address.
    pub units: u16,
    /// The highest floor number (地上层数 as numbered).
    pub floors_above: i16,
    /// Rooms on each floor of each unit.
    pub rooms_per_floor: u16,
    /// Floor numbers that do not exist (4, 13, 14).
    pub skipped_floors: Vec<i16>,
    /// Floors that are shops, first to last: they have no dwellings.
    pub shop_floors: Option<(i16, i16)>,
    /// Highest floor of single units where it differs from `floors_above`.
    pub unit_floors: Vec<(String, i16)>,
}

/// A room the plan calls for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedRoom {
    /// Unit.
    pub unit: Option<String>,
    /// Floor as numbered; a floor that takes no number has that of the floor beneath, 0 where it is the lowest.
    pub floor: i16,
    /// What the floor is called, where that is not its number: `G`, `3A`, `夹层`.
    pub floor_label: Option<String>,
    /// Which storey it is on, counted as they stand: 1 is the lowest above ground, −1 the highest below.
    pub storey: i16,
    /// Number as the register keeps it and as addresses are read, e.g. `501`, `A101`, `二层东`, `203号`.
    pub number: String,
    /// Part of the room, where several lie behind its door.
    pub sub_room: Option<String>,
    /// Kind of space.
    pub kind: SpaceKind,
    /// How many doors wide it is: 2 where another room is merged into it.
    pub span: u16,
    /// What stands on its door: `1-101`, `101室`, `车库12号`.
    pub written: String,
    /// Its own address on the street, where that is another than the building's: `澄浪路203号`.
    pub street_address: Option<String>,
}

impl PlannedRoom {
    /// The room as it is registered. What its floor is called, where that is not its number, is kept in the annex.
    pub fn room(&self, id: RoomId, building: BuildingId) -> Room {
        Room {
            unit: self.unit.clone(),
            floor: Some(self.floor),
            sub_room: self.sub_room.clone(),
            kind: self.kind,
            annex: self.floor_label.clone(),
            ..Room::numbered(id, building, &self.number)
        }
    }
}

/// The largest plan that is carried out; beyond it the numbers in the ledger are taken for a mistake.
pub const MOST_ROOMS_PER_BUILDING: usize = 20_000;

impl RoomPlan {
    /// The dwelling floors of a unit, bottom to top.
    fn floors_of(&self, unit: &str) -> Vec<i16> {
        let own = self.unit_floors.iter().find(|(name, _)| name == unit).map(|(_, floors)| *floors);
        let is_shop = |floor: &i16| self.shop_floors.is_some_and(|(first, last)| (first..=last).contains(floor));
        (1..=own.unwrap_or(self.floors_above)).filter(|f| !self.skipped_floors.contains(f) && !is_shop(f)).collect()
    }

    /// How many rooms the plan calls for.
    pub fn room_count(&self) -> usize {
        let floors: usize = (1..=self.units.max(1)).map(|unit| self.floors_of(&unit.to_string()).len()).sum();
        floors * usize::from(self.rooms_per_floor)
    }

    /// The rooms of the plan, unit by unit, bottom to top; empty when it would exceed [`MOST_ROOMS_PER_BUILDING`].
    pub fn rooms(&self) -> Vec<PlannedRoom> {
        if self.room_count() > MOST_ROOMS_PER_BUILDING {
            return Vec::new();
        }
        (1..=self.units.max(1)).flat_map(|unit| self.rooms_of(&unit.to_string())).collect()
    }

    fn rooms_of(&self, unit: &str) -> Vec<PlannedRoom> {
        let numbers = 1..=self.rooms_per_floor;
        let floors = self.floors_of(unit).into_iter();
        floors
            .flat_map(|floor| numbers.clone().map(move |room| (floor, room)))
            .map(|(floor, room)| (floor, format!("{floor}{room:02}")))
            .map(|(floor, number)| PlannedRoom {
                unit: Some(unit.to_owned()),
                floor,
                floor_label: None,
                storey: floor,
                number: number.clone(),
                sub_room: None,
                kind: SpaceKind::Dwelling,
                span: 1,
                written: number,
                street_address: None,
            })
            .collect()
    }
}

#[cfg(test)]
mod tests;
