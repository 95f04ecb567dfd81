//! The block generator (房号生成): units × floors × rooms per floor → rooms with their usual numbers (DOMAIN §1.3).

use crate::space_kind::SpaceKind;

/// What a ledger or an officer says of a building's inside.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RoomPlan {
    /// Number of units; 0 counts as one unnamed unit.
    pub units: u16,
    /// Floors above ground.
    pub floors_above: i16,
    /// Floors below ground.
    pub floors_below: i16,
    /// Rooms on each floor of each unit.
    pub rooms_per_floor: u16,
    /// Floor numbers the numbering skips (4, 13, 14).
    pub skipped_floors: Vec<i16>,
}

/// A room the plan calls for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedRoom {
    /// Unit, none in a building of one unit without name.
    pub unit: Option<String>,
    /// Floor.
    pub floor: i16,
    /// Number, e.g. `501`.
    pub number: String,
    /// Kind of space.
    pub kind: SpaceKind,
}

/// The largest plan that is carried out; beyond it the numbers in the ledger are taken for a mistake.
pub const MOST_ROOMS_PER_BUILDING: u32 = 20_000;

impl RoomPlan {
    /// The floor numbers of the plan, bottom to top, without the skipped ones: `floors_above` storeys in all.
    pub fn floor_numbers(&self) -> Vec<i16> {
        (1..i16::MAX).filter(|f| !self.skipped_floors.contains(f)).take(self.floors_above.max(0) as usize).collect()
    }

    /// The rooms of the plan, unit by unit, bottom to top; empty when it would exceed [`MOST_ROOMS_PER_BUILDING`].
    pub fn rooms(&self) -> Vec<PlannedRoom> {
        let units = self.units.max(1);
        let floors = self.floor_numbers();
        let total = u32::from(units) * floors.len() as u32 * u32::from(self.rooms_per_floor);
        if total > MOST_ROOMS_PER_BUILDING {
            return Vec::new();
        }
        let unit_name = |unit: u16| (self.units > 0).then(|| unit.to_string());
        (1..=units)
            .flat_map(|unit| floors.iter().map(move |floor| (unit, *floor)))
            .flat_map(|(unit, floor)| (1..=self.rooms_per_floor).map(move |room| (unit, floor, room)))
            .map(|(unit, floor, room)| PlannedRoom {
                unit: unit_name(unit),
                floor,
                number: format!("{floor}{room:02}"),
                kind: SpaceKind::Dwelling,
            })
            .collect()
    }
}
