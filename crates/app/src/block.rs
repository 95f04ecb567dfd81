//! From the rooms of a building to its block: floors × rooms, in the order a person would draw them.

use louce_domain::id::RoomId;
use louce_domain::space::{Building, Room, RoomState};
use louce_wire::{BlockView, FloorView, RoomCell, RoomStateCounts};
use std::collections::{BTreeMap, HashMap};

/// How many stay and work in a room.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Occupancy {
    /// Open stays.
    pub residents: u32,
    /// Organisations.
    pub organisations: u32,
}

/// A text by its numbers: unit 2 stands before unit 10, room 501 before 1001.
pub fn natural_key(text: &str) -> (u64, String) {
    let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
    (digits.parse().unwrap_or(u64::MAX), text.to_owned())
}

fn floor_label(floor: i16) -> String {
    if floor < 0 { format!("B{}", -floor) } else { format!("{floor}F") }
}

/// The block of a building. Rooms whose number tells no floor stand on the ground floor.
pub fn block(building: &Building, rooms: &[Room], occupancy: &HashMap<RoomId, Occupancy>) -> BlockView {
    let mut by_floor: BTreeMap<i16, Vec<&Room>> = BTreeMap::new();
    for room in rooms {
        by_floor.entry(room.floor.unwrap_or(1)).or_default().push(room);
    }
    let mut units: Vec<String> = rooms.iter().filter_map(|room| room.unit.clone()).collect();
    units.sort_by_key(|unit| natural_key(unit));
    units.dedup();
    let floors = by_floor.into_iter().map(|(floor, rooms)| floor_view(floor, rooms, occupancy)).collect();
    BlockView { building_id: building.id.to_string(), units, floors, footprint: None }
}

fn floor_view(floor: i16, mut rooms: Vec<&Room>, occupancy: &HashMap<RoomId, Occupancy>) -> FloorView {
    rooms.sort_by_key(|room| {
        let unit = room.unit.as_deref().map(natural_key);
        (unit, natural_key(&room.number), room.sub_room.clone())
    });
    let cell = |room: &&Room| {
        let inside = occupancy.get(&room.id).copied().unwrap_or_default();
        RoomCell {
            id: room.id.to_string(),
            number: room.label(),
            unit: room.unit.clone(),
            kind: room.kind.code().to_owned(),
            state: room.state.code().to_owned(),
            span: 1,
            residents: inside.residents,
            organisations: inside.organisations,
            parent: room.parent_room.map(|id| id.to_string()),
            findings: 0,
            tenancies: 0,
        }
    };
    FloorView { floor, storey: floor, label: floor_label(floor), rooms: rooms.iter().map(cell).collect() }
}

/// Rooms by state.
pub fn count_states<'a>(rooms: impl Iterator<Item = &'a Room>) -> RoomStateCounts {
    let mut counts = RoomStateCounts::default();
    for room in rooms {
        let slot = match room.state {
            RoomState::OwnerOccupied => &mut counts.owner_occupied,
            RoomState::Let => &mut counts.r#let,
            RoomState::Vacant => &mut counts.vacant,
            RoomState::Business => &mut counts.business,
            RoomState::Unknown => &mut counts.unknown,
        };
        *slot += 1;
    }
    counts
}

/// The state that most rooms share; unknown when there are none.
pub fn prevailing_state(counts: &RoomStateCounts) -> RoomState {
    let by_state = [
        (RoomState::Unknown, counts.unknown),
        (RoomState::Business, counts.business),
        (RoomState::Vacant, counts.vacant),
        (RoomState::Let, counts.r#let),
        (RoomState::OwnerOccupied, counts.owner_occupied),
    ];
    by_state
        .into_iter()
        .max_by_key(|(_, count)| *count)
        .filter(|(_, count)| *count > 0)
        .map_or(RoomState::Unknown, |(s, _)| s)
}

#[cfg(test)]
mod tests {
    use super::*;
    use louce_domain::id::BuildingId;
    use uuid::Uuid;

    fn room(n: u128, unit: &str, floor: Option<i16>, number: &str) -> Room {
        Room {
            unit: Some(unit.to_owned()),
            floor,
            state: RoomState::Let,
            ..Room::numbered(RoomId(Uuid::from_u128(n)), BuildingId(Uuid::from_u128(1)), number)
        }
    }

    #[test]
    fn rooms_stand_by_unit_then_number() {
        let building = Building::named(BuildingId(Uuid::from_u128(1)), "", "3");
        let rooms = [
            room(1, "10", Some(5), "501"),
            room(2, "2", Some(5), "502"),
            room(3, "2", Some(5), "501"),
            room(4, "2", Some(-1), "B101"),
        ];
        let view = block(&building, &rooms, &HashMap::new());
        let numbers: Vec<_> = view
            .floors
            .iter()
            .flat_map(|f| f.rooms.iter().map(|r| (r.unit.clone().unwrap_or_default(), r.number.clone())))
            .collect();
        let expected =
            [("2", "B101"), ("2", "501"), ("2", "502"), ("10", "501")].map(|(u, n)| (u.to_owned(), n.to_owned()));
        assert_eq!(numbers, expected, "basement first, then unit 2 before unit 10");
        assert_eq!(view.units, ["2", "10"], "units in the order of their numbers");
    }
}
