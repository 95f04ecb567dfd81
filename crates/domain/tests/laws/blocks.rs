//! Blocks: whatever a form asks for, the rooms are told apart, and every number is read back as its room.

use louce_domain::address::parse_address;
use louce_domain::id::{BuildingId, RoomId};
use louce_domain::room_plan::{
    BandNumbering, BandRooms, BlockSpec, FloorBand, FloorCount, FloorException, FloorLabel, FloorSkip,
    MOST_ROOMS_PER_BUILDING, PlannedRoom, RoomChange, RoomException, RoomNumbering, SerialRun, SkippedFloor,
    SpecProblem, UnitNames, UnitSpec, diff, number_read, rooms,
};
use louce_domain::space::Room;
use louce_domain::space_kind::SpaceKind;
use proptest::prelude::*;
use std::collections::HashSet;
use uuid::Uuid;

fn numbering() -> impl Strategy<Value = RoomNumbering> {
    prop::sample::select(RoomNumbering::ALL)
}

/// Also beyond what a building may have, which [`dwellings`] drops.
fn skipped_floors() -> impl Strategy<Value = Vec<SkippedFloor>> {
    let how = prop::sample::select(vec![FloorSkip::LabelJumps, FloorSkip::NotBuilt]);
    prop::collection::vec((1i16..20, how).prop_map(|(floor, how)| SkippedFloor { floor, how }), 0..4)
}

prop_compose! {
    /// A building of dwellings that a form could have asked for.
    fn dwellings()(
        numbering in numbering(), units in 0u16..6, named in prop::sample::select(vec![UnitNames::Numbers, UnitNames::Letters, UnitNames::Sides]),
        floors_above in 1u16..40, floors_below in 0u16..3, rooms_per_floor in 1u16..6, parts_per_room in 0u16..4,
        skipped_floors in skipped_floors(), skipped_serials in prop::collection::vec(1u16..20, 0..4),
        serials in prop::sample::select(vec![SerialRun::Restart, SerialRun::Continue]),
        counted in prop::sample::select(vec![FloorCount::Storeys, FloorCount::TopNumber]), heights in prop::collection::vec(prop::option::of(1u16..40), 6),
    ) -> BlockSpec {
        let (units, named) = match numbering {
            RoomNumbering::UnitLetter => (units.max(1), UnitNames::Letters),
            RoomNumbering::UnitDash => (units.max(1), if named == UnitNames::Sides { UnitNames::Numbers } else { named }),
            _ => (units, named),
        };
        let units = named.names(units).into_iter().zip(heights);
        let skipped_floors = skipped_floors.into_iter().filter(|s| (1..=floors_above.cast_signed()).contains(&s.floor)).collect();
        BlockSpec {
            units: units.map(|(name, floors_above)| UnitSpec { floors_above, ..UnitSpec::named(name) }).collect(),
            floors_above, floors_below, rooms_per_floor, parts_per_room, numbering, serials, skipped_serials, skipped_floors,
            floors_counted: counted,
            bands: if floors_below > 0 && numbering != RoomNumbering::UnitLetter {
                vec![FloorBand { floors: vec!["B1".to_owned()], units: Vec::new(), kind: SpaceKind::Dwelling, rooms: 2, rooms_of: BandRooms::EachUnit, numbering: BandNumbering::AsRooms }]
            } else { Vec::new() },
            ..BlockSpec::default()
        }
    }
}

prop_compose! {
    /// Anything at all, sound or not.
    fn anything()(
        spec in dwellings(), units in prop::collection::vec("[1-3A-C东西中]{0,2}", 0..5), labels in prop::collection::vec((-3i16..6, "[GM1-3夹层]{0,3}", any::<bool>()), 0..3),
        bands in prop::collection::vec((prop::sample::select(vec!["1", "2", "B1", "B2", "G"]), 0u16..12, any::<bool>(), 0u8..4, 0u32..3), 0..4),
        exceptions in prop::collection::vec((prop::sample::select(vec!["101", "102", "A101", "201", "一层东"]), prop::option::of("[1-3A]"), 0u8..5), 0..5),
        floors in prop::collection::vec((prop::sample::select(vec!["1", "2", "B1", "9"]), prop::option::of("[1-3]"), prop::option::of(0u16..120)), 0..3),
        numbering in numbering(),
    ) -> BlockSpec {
        let band = |(floor, rooms, whole, style, step): (&str, u16, bool, u8, u32)| FloorBand {
            floors: vec![floor.to_owned()], units: Vec::new(), kind: SpaceKind::Shop, rooms,
            rooms_of: if whole { BandRooms::WholeFloor } else { BandRooms::EachUnit },
            numbering: match style {
                0 => BandNumbering::AsRooms,
                1 => BandNumbering::Serial { prefix: String::new(), start: 1 },
                2 => BandNumbering::Serial { prefix: "车库".to_owned(), start: 101 },
                _ => BandNumbering::Street { street: None, start: 201, step },
            },
        };
        let exception = |(number, unit, change): (&str, Option<String>, u8)| RoomException {
            unit, number: number.to_owned(),
            change: match change {
                0 => RoomChange::Missing,
                1 => RoomChange::MergedInto { number: "101".to_owned() },
                2 => RoomChange::Kind { kind: SpaceKind::Office },
                3 => RoomChange::Number { number: "102".to_owned() },
                _ => RoomChange::Parts { names: vec!["A".to_owned(), "A".to_owned()] },
            },
        };
        BlockSpec {
            units: units.into_iter().map(UnitSpec::named).collect(),
            floor_labels: labels.into_iter().map(|(storey, label, takes_number)| FloorLabel { storey, label, takes_number }).collect(),
            bands: bands.into_iter().map(band).collect(),
            room_exceptions: exceptions.into_iter().map(exception).collect(),
            floor_exceptions: floors.into_iter().map(|(floor, unit, rooms)| FloorException { floor: floor.to_owned(), unit, rooms, kind: None }).collect(),
            numbering, ..spec
        }
    }
}

/// The room as a clerk writes it.
fn address(room: &PlannedRoom, numbering: RoomNumbering) -> String {
    match &room.unit {
        Some(unit) if numbering != RoomNumbering::UnitDash => format!("望湖家园3幢{unit}单元{}", room.written),
        _ => format!("望湖家园3幢{}", room.written),
    }
}

fn key(room: &PlannedRoom) -> (Option<String>, String, Option<String>) {
    (room.unit.clone(), room.number.clone(), room.sub_room.clone())
}

proptest! {
    #[test]
    fn every_dwelling_number_is_read_back_as_its_room(spec in dwellings()) {
        prop_assume!(!spec.validate().contains(&SpecProblem::BasementOfUnitB));
        for room in rooms(&spec) {
            let written = address(&room, spec.numbering);
            let parts = parse_address(&written);
            let read = (parts.unit.clone(), number_read(&parts), parts.sub_room.clone());
            let (unit, number, part) = key(&room);
            prop_assert_eq!(read, (unit, Some(number), part), "{} is that room", written);
            prop_assert_eq!(parts.floor, Some(room.floor), "{} is on that floor", written);
            prop_assert_eq!(parts.rest.as_str(), "", "nothing of {} is left", written);
        }
    }

    #[test]
    fn no_two_rooms_are_called_alike(spec in anything()) {
        let made = rooms(&spec);
        let mut seen = HashSet::new();
        for room in &made {
            prop_assert!(seen.insert(key(room)), "{:?} is there once", key(room));
        }
        prop_assert!(made.len() <= MOST_ROOMS_PER_BUILDING, "no more than are made at once");
        prop_assert_eq!(&made, &rooms(&spec), "the same specification makes the same rooms");
    }

    #[test]
    fn a_sound_specification_makes_every_room_it_asks_for(spec in dwellings()) {
        let problems = spec.validate();
        prop_assume!(problems.is_empty());
        let floors = |unit: Option<&UnitSpec>| spec.floors(unit).iter().filter(|floor| floor.is_built && floor.storey > 0).count();
        let dwellings: usize = if spec.units.is_empty() { floors(None) } else { spec.units.iter().map(|unit| floors(Some(unit))).sum() };
        let parts = usize::from(spec.parts_per_room.max(1));
        let above = rooms(&spec).iter().filter(|room| room.storey > 0).count();
        prop_assert_eq!(above, dwellings * usize::from(spec.rooms_per_floor) * parts, "floors × rooms × parts");
    }

    #[test]
    fn floor_numbers_rise_and_skip_what_jumps(spec in dwellings()) {
        let floors = spec.floors(None);
        prop_assert!(floors.is_sorted_by(|a, b| a.storey < b.storey && a.floor < b.floor), "each floor above the one before");
        let jumps = |floor: i16| spec.skipped_floors.iter().any(|s| s.floor == floor && s.how == FloorSkip::LabelJumps);
        prop_assert!(floors.iter().all(|f| f.floor < 0 || !jumps(f.floor)), "no floor is called by a number that is left out");
    }
}

/// The rooms as they are registered.
fn registered(planned: &[PlannedRoom]) -> Vec<Room> {
    let room =
        |(n, planned): (u128, &PlannedRoom)| planned.room(RoomId(Uuid::from_u128(n)), BuildingId(Uuid::from_u128(1)));
    (100..).zip(planned).map(room).collect()
}

proptest! {
    #[test]
    fn a_specification_read_off_the_rooms_calls_for_them_all(spec in dwellings()) {
        prop_assume!(spec.validate().is_empty());
        let standing = registered(&rooms(&spec));
        let read = BlockSpec::inferred(&standing);
        prop_assert_eq!(read.validate(), vec![], "what stands can be asked for");
        let found = diff(&standing, &[], &read);
        prop_assert_eq!((found.added.len(), found.surplus.len()), (0, 0), "no room too many, none too few");
        prop_assert!(found.kept.iter().all(|kept| kept.differs.is_empty()), "each as it is");
    }

    #[test]
    fn a_specification_read_off_any_rooms_calls_for_no_other(spec in anything(), gone in prop::collection::vec(any::<bool>(), 60)) {
        let mut gone = gone.into_iter().cycle();
        let standing: Vec<Room> = registered(&rooms(&spec)).into_iter().filter(|_| !gone.next().unwrap_or_default()).collect();
        let found = diff(&standing, &[], &BlockSpec::inferred(&standing));
        prop_assert_eq!(found.added, vec![], "nothing comes that is not there");
        prop_assert_eq!(found.kept.len() + found.surplus.len(), standing.len(), "every room is accounted for");
    }
}
