//! From the rooms of a building to its block: floors × rooms, in the order a person would draw them.

mod order;
mod storeys;

pub use order::{Standing, Stands, arranged, natural_key};
pub use storeys::DeclaredFloors;

use louce_domain::id::RoomId;
use louce_domain::room_plan::{BlockSpec, RoomChange, RoomException, diff};
use louce_domain::space::{Room, RoomState};
use louce_wire::{BlockView, FloorView, RoomCell, RoomStateCounts};
use std::collections::HashMap;
use storeys::Storeys;

/// What is open in a room.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Occupancy {
    /// Stays.
    pub residents: u32,
    /// Organisations, each once.
    pub organisations: u32,
    /// Tenancies.
    pub tenancies: u32,
    /// Findings of the room and of what is in it.
    pub findings: u32,
}

/// What a block is drawn from.
#[derive(Clone, Copy)]
pub struct BlockOf<'a> {
    /// The building's identifier; empty where it is not there yet.
    pub building_id: &'a str,
    /// The rooms drawn.
    pub rooms: &'a [Room],
    /// What is in them.
    pub occupancy: &'a HashMap<RoomId, Occupancy>,
    /// How the building is made, where that is known: it names floors that no number names.
    pub spec: Option<&'a BlockSpec>,
    /// How many floors it is said to have: without a specification they tell which floors no room is recorded on.
    pub declared: DeclaredFloors,
}

/// The block of a building. Rooms whose number tells no floor stand on the ground floor.
pub fn block(of: &BlockOf<'_>) -> BlockView {
    let storeys = Storeys::of(of.spec, of.declared);
    let mut units: Vec<String> = of.rooms.iter().filter_map(|room| room.unit.clone()).collect();
    units.sort_by_cached_key(|unit| natural_key(unit));
    units.dedup();
    let spans = spans(of);
    let floors = order::arranged_on(&storeys, of.rooms).into_iter().map(|(key, standing)| FloorView {
        floor: key.0,
        storey: standing.storey,
        label: storeys.label(key),
        rooms: cells(&standing.rooms, of.occupancy, &spans),
    });
    BlockView { building_id: of.building_id.to_owned(), units, floors: floors.collect(), footprint: None }
}

/// How wide rooms are that others were merged into.
fn spans(of: &BlockOf<'_>) -> HashMap<RoomId, u16> {
    let merges = |own: &RoomException| matches!(own.change, RoomChange::MergedInto { .. });
    let Some(spec) = of.spec.filter(|spec| spec.room_exceptions.iter().any(merges)) else { return HashMap::new() };
    diff(of.rooms, &[], spec).kept.into_iter().map(|kept| (kept.room, kept.planned.span)).collect()
}

fn cells(rooms: &[&Room], occupancy: &HashMap<RoomId, Occupancy>, spans: &HashMap<RoomId, u16>) -> Vec<RoomCell> {
    let cell = |room: &&Room| {
        let inside = occupancy.get(&room.id).copied().unwrap_or_default();
        RoomCell {
            id: room.id.to_string(),
            number: room.label(),
            unit: room.unit.clone(),
            kind: room.kind.code().to_owned(),
            state: room.state.code().to_owned(),
            span: spans.get(&room.id).copied().unwrap_or(1),
            residents: inside.residents,
            organisations: inside.organisations,
            parent: room.parent_room.map(|id| id.to_string()),
            findings: inside.findings,
            tenancies: inside.tenancies,
        }
    };
    rooms.iter().map(cell).collect()
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
    use louce_domain::room_plan::FloorLabel;
    use uuid::Uuid;

    fn room(n: u128, unit: &str, floor: Option<i16>, number: &str) -> Room {
        Room {
            unit: Some(unit.to_owned()),
            floor,
            state: RoomState::Let,
            ..Room::numbered(RoomId(Uuid::from_u128(n)), BuildingId(Uuid::from_u128(1)), number)
        }
    }

    fn drawn(rooms: &[Room], spec: Option<&BlockSpec>) -> BlockView {
        let declared = DeclaredFloors::default();
        block(&BlockOf { building_id: "", rooms, occupancy: &HashMap::new(), spec, declared })
    }

    /// Storeys, what they are called and how many rooms each has, of a building without a specification.
    fn declaring(above: i16, below: i16, rooms: &[Room]) -> Vec<(i16, String, usize)> {
        let declared = DeclaredFloors { above: Some(above), below: Some(below) };
        let view = block(&BlockOf { building_id: "", rooms, occupancy: &HashMap::new(), spec: None, declared });
        let floors = view.floors.into_iter().map(|floor| (floor.storey, floor.label, floor.rooms.len()));
        floors.collect()
    }

    #[test]
    fn rooms_of_a_building_of_which_little_is_recorded_stand_on_their_own_floors() {
        let rooms = [room(1, "1", Some(3), "301"), room(2, "1", Some(5), "502")];
        let floors = declaring(6, 1, &rooms);
        let expected =
            [(-1, "B1", 0), (1, "1F", 0), (2, "2F", 0), (3, "3F", 1), (4, "4F", 0), (5, "5F", 1), (6, "6F", 0)];
        assert_eq!(floors, expected.map(|(storey, label, count)| (storey, label.to_owned(), count)), "as declared");
        assert_eq!(
            declaring(0, 0, &rooms).len(),
            2,
            "of a building that declares nothing only what is recorded is known"
        );
        assert_eq!(declaring(i16::MAX, i16::MAX, &rooms).len(), 108, "an absurd count is no page without end");
    }

    #[test]
    fn a_skipped_number_is_no_missing_floor_where_all_are_recorded() {
        let rooms = [1, 2, 3, 5, 6]
            .map(|floor: i16| room(floor.unsigned_abs().into(), "1", Some(floor), &format!("{floor}01")));
        let floors: Vec<(i16, String)> = declaring(5, 0, &rooms).into_iter().map(|(s, label, _)| (s, label)).collect();
        let expected = [(1, "1F"), (2, "2F"), (3, "3F"), (4, "5F"), (5, "6F")];
        assert_eq!(floors, expected.map(|(storey, label)| (storey, label.to_owned())), "five floors without a 4th");
    }

    #[test]
    fn rooms_stand_by_unit_then_number() {
        let rooms = [
            room(1, "10", Some(5), "501"),
            room(2, "2", Some(5), "502"),
            room(3, "2", Some(5), "501"),
            room(4, "2", Some(-1), "B101"),
        ];
        let view = drawn(&rooms, None);
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

    #[test]
    fn a_mezzanine_is_a_storey_of_its_own() {
        let mezzanine = FloorLabel { storey: 2, label: "夹层".to_owned(), takes_number: false };
        let spec = BlockSpec { floors_below: 1, floor_labels: vec![mezzanine], ..BlockSpec::plain(1, 3, 2) };
        let made = louce_domain::room_plan::rooms(&spec);
        let building = BuildingId(Uuid::from_u128(1));
        let rooms: Vec<Room> =
            (1..).zip(&made).map(|(n, planned)| planned.room(RoomId(Uuid::from_u128(n)), building)).collect();
        let view = drawn(&rooms, Some(&spec));
        let floors: Vec<_> = view.floors.iter().map(|f| (f.storey, f.label.as_str(), f.rooms.len())).collect();
        let expected = [(-1, "B1", 0), (1, "1F", 2), (2, "夹层", 2), (3, "2F", 2)];
        assert_eq!(floors, expected, "each storey once, from the lowest up, the empty basement among them");
    }

    #[test]
    fn a_merged_room_is_as_wide_as_the_doors_it_takes() {
        let merged = RoomException {
            unit: None,
            number: "102".to_owned(),
            change: RoomChange::MergedInto { number: "101".to_owned() },
        };
        let spec = BlockSpec { room_exceptions: vec![merged], ..BlockSpec::plain(1, 1, 3) };
        let rooms = [room(1, "1", Some(1), "101"), room(3, "1", Some(1), "103")];
        let view = drawn(&rooms, Some(&spec));
        let widths: Vec<u16> = view.floors.iter().flat_map(|f| f.rooms.iter().map(|r| r.span)).collect();
        assert_eq!(widths, [2, 1], "101 takes two places, 103 one");
    }
}
