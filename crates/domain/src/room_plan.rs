//! The block generator (房号生成): units × floors × rooms per floor → rooms with their usual numbers (DOMAIN §1.3).

use crate::space_kind::SpaceKind;

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
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedRoom {
    /// Unit.
    pub unit: Option<String>,
    /// Floor.
    pub floor: i16,
    /// Number, e.g. `501`.
    pub number: String,
    /// Kind of space.
    pub kind: SpaceKind,
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
            .map(|(floor, room)| PlannedRoom {
                unit: Some(unit.to_owned()),
                floor,
                number: format!("{floor}{room:02}"),
                kind: SpaceKind::Dwelling,
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tower() -> RoomPlan {
        RoomPlan { units: 1, floors_above: 24, rooms_per_floor: 4, ..RoomPlan::default() }
    }

    #[test]
    fn skipped_floors_have_no_rooms() {
        let plan = RoomPlan { skipped_floors: vec![4, 13, 14], ..tower() };
        assert_eq!(plan.rooms().len(), 84, "24 floor numbers less three, four rooms each");
        assert!(
            plan.rooms().iter().all(|room| ![4, 13, 14].contains(&room.floor)),
            "no room on a floor that is not there"
        );
    }

    #[test]
    fn shop_floors_have_no_dwellings() {
        let plan = RoomPlan { shop_floors: Some((1, 2)), ..tower() };
        assert_eq!(plan.rooms().len(), 88, "22 dwelling floors of four rooms");
        assert_eq!(
            plan.rooms().first().map(|room| room.number.as_str()),
            Some("301"),
            "dwellings begin above the shops"
        );
    }

    #[test]
    fn units_may_differ_in_height() {
        let plan = RoomPlan { units: 2, unit_floors: vec![("2".to_owned(), 18)], ..tower() };
        assert_eq!(plan.rooms().len(), 168, "24 and 18 floors of four rooms");
    }

    #[test]
    fn an_absurd_plan_is_not_carried_out() {
        let plan = RoomPlan { units: 900, floors_above: 900, rooms_per_floor: 900, ..RoomPlan::default() };
        assert!(plan.rooms().is_empty(), "numbers like these are a mistake in the ledger");
    }
}
