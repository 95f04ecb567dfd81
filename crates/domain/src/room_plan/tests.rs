use super::*;
use crate::space::Building;

fn tower() -> RoomPlan {
    RoomPlan { units: 1, floors_above: 24, rooms_per_floor: 4, ..RoomPlan::default() }
}

#[test]
fn skipped_floors_have_no_rooms() {
    let plan = RoomPlan { skipped_floors: vec![4, 13, 14], ..tower() };
    assert_eq!(plan.rooms().len(), 84, "24 floor numbers less three, four rooms each");
    assert!(plan.rooms().iter().all(|room| ![4, 13, 14].contains(&room.floor)), "no room on a floor that is not there");
}

#[test]
fn shop_floors_have_no_dwellings() {
    let plan = RoomPlan { shop_floors: Some((1, 2)), ..tower() };
    assert_eq!(plan.rooms().len(), 88, "22 dwelling floors of four rooms");
    assert_eq!(plan.rooms().first().map(|room| room.number.as_str()), Some("301"), "dwellings begin above the shops");
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

/// `unit/number` of every room, or the number alone.
fn numbers(spec: &BlockSpec) -> Vec<String> {
    let show = |room: PlannedRoom| {
        let unit = room.unit.map(|unit| format!("{unit}/")).unwrap_or_default();
        format!("{unit}{}{}", room.number, room.sub_room.map(|part| format!("-{part}")).unwrap_or_default())
    };
    rooms(spec).into_iter().map(show).collect()
}

fn labels(spec: &BlockSpec) -> Vec<(i16, i16, String)> {
    spec.floors(None).into_iter().map(|floor| (floor.storey, floor.floor, floor.label)).collect()
}

fn units(names: &[&str]) -> Vec<UnitSpec> {
    names.iter().map(|name| UnitSpec::named(*name)).collect()
}

fn band(floors: &[&str], kind: SpaceKind, rooms: u16, rooms_of: BandRooms, numbering: BandNumbering) -> FloorBand {
    let floors = floors.iter().map(|floor| (*floor).to_owned()).collect();
    FloorBand { floors, units: Vec::new(), kind, rooms, rooms_of, numbering }
}

fn serial(prefix: &str) -> BandNumbering {
    BandNumbering::Serial { prefix: prefix.to_owned(), start: 1 }
}

fn exception(number: &str, change: RoomChange) -> RoomException {
    RoomException { unit: None, number: number.to_owned(), change }
}

#[test]
fn every_style_numbers_its_rooms() {
    for (numbering, names, number, written) in [
        (RoomNumbering::FloorSerial, ["1", "2"], "101", "101"),
        (RoomNumbering::PaddedFloorSerial, ["1", "2"], "0101", "0101"),
        (RoomNumbering::UnitLetter, ["A", "B"], "A101", "A101"),
        (RoomNumbering::UnitDash, ["1", "2"], "101", "1-101"),
        (RoomNumbering::Suffix, ["1", "2"], "101", "101室"),
        (RoomNumbering::ChineseFloorSide, ["1", "2"], "一层东", "一层东"),
    ] {
        let spec = BlockSpec { units: units(&names), numbering, ..BlockSpec::plain(0, 12, 2) };
        assert_eq!(spec.validate(), [], "{numbering:?} is a sound choice here");
        let made = rooms(&spec);
        assert_eq!(made.len(), 48, "two units of twelve floors of two rooms");
        let first = made.first().map(|room| (room.number.as_str(), room.written.as_str()));
        assert_eq!(first, Some((number, written)), "the first room in the style {}", numbering.example());
    }
}

#[test]
fn a_skipped_number_jumps_or_leaves_its_storey_empty() {
    let skip = |how| vec![SkippedFloor { floor: 4, how }];
    let jump = BlockSpec { skipped_floors: skip(FloorSkip::LabelJumps), ..BlockSpec::plain(1, 6, 1) };
    assert_eq!(numbers(&jump), ["101", "201", "301", "501", "601", "701"], "six storeys, the fourth called the fifth");
    assert_eq!(jump.floors(None).get(3).map(|f| (f.storey, f.floor)), Some((4, 5)), "the fourth storey is floor 5");

    let top = BlockSpec { floors_counted: FloorCount::TopNumber, ..jump.clone() };
    assert_eq!(numbers(&top), ["101", "201", "301", "501", "601"], "the top floor is the sixth, of five storeys");

    let void = BlockSpec { skipped_floors: skip(FloorSkip::NotBuilt), ..jump };
    assert_eq!(numbers(&void), ["101", "201", "301", "501", "601"], "the fourth storey has no rooms");
    assert_eq!(void.floors(None).get(4).map(|f| (f.storey, f.floor)), Some((5, 5)), "and the fifth stays the fifth");
}

#[test]
fn floors_may_have_names_that_take_a_number_or_none() {
    let named = |storey, label: &str, takes_number| FloorLabel { storey, label: label.to_owned(), takes_number };
    let spec = BlockSpec {
        floors_below: 2,
        floor_labels: vec![named(1, "G", false), named(3, "夹层", false), named(6, "3A", true), named(-1, "-1", true)],
        ..BlockSpec::plain(1, 6, 1)
    };
    let expected = [
        (-2, -2, "B2"),
        (-1, -1, "-1"),
        (1, 0, "G"),
        (2, 1, "1"),
        (3, 1, "夹层"),
        (4, 2, "2"),
        (5, 3, "3"),
        (6, 4, "3A"),
    ];
    assert_eq!(
        labels(&spec),
        expected.map(|(s, f, l)| (s, f, l.to_owned())).get(..8).map(<[_]>::to_vec).unwrap_or_default(),
        "from the lowest up"
    );
    assert_eq!(numbers(&spec), ["G01", "101", "夹层01", "201", "301", "3A01"], "rooms are called after their floor");
    assert_eq!(spec.validate(), [], "all of it can be built");
}

#[test]
fn serials_skip_and_run_on_across_units() {
    let spec = BlockSpec { serials: SerialRun::Continue, skipped_serials: vec![4], ..BlockSpec::plain(2, 1, 3) };
    assert_eq!(numbers(&spec), ["1/101", "1/102", "1/103", "2/105", "2/106", "2/107"], "104 is no door");
    let anew = BlockSpec { serials: SerialRun::Restart, ..spec };
    assert_eq!(numbers(&anew), ["1/101", "1/102", "1/103", "2/101", "2/102", "2/103"], "each unit begins with 01");
}

#[test]
fn shops_are_numbered_by_the_street_in_front() {
    let street =
        |street: Option<&str>| BandNumbering::Street { street: street.map(str::to_owned), start: 201, step: 2 };
    let shops = band(&["1"], SpaceKind::Shop, 8, BandRooms::WholeFloor, street(None));
    let spec = BlockSpec { bands: vec![shops], ..BlockSpec::plain(2, 2, 1) };
    let expected = ["1/201", "2/201", "201号", "203号", "205号", "207号", "209号", "211号", "213号", "215号"];
    assert_eq!(numbers(&spec), expected, "dwellings from the second floor, shops on odd numbers below");
    assert!(
        rooms(&spec).iter().skip(2).all(|room| room.kind == SpaceKind::Shop && room.floor == 1),
        "all on the ground"
    );

    let shops = band(&["1"], SpaceKind::Shop, 1, BandRooms::WholeFloor, street(Some("澄浪路")));
    let corner = rooms(&BlockSpec { bands: vec![shops], ..BlockSpec::plain(1, 1, 1) });
    let shown =
        corner.first().map(|room| (room.number.as_str(), room.written.as_str(), room.street_address.as_deref()));
    assert_eq!(shown, Some(("澄浪路201号", "201号", Some("澄浪路201号"))), "another street is part of the number");
}

#[test]
fn basements_hold_what_their_band_says() {
    let spec = BlockSpec {
        floors_below: 2,
        bands: vec![
            band(&["B2"], SpaceKind::Garage, 2, BandRooms::WholeFloor, serial("车库")),
            band(&["B1"], SpaceKind::Storage, 1, BandRooms::EachUnit, serial("储藏室")),
        ],
        ..BlockSpec::plain(2, 1, 1)
    };
    assert_eq!(spec.validate(), [], "garages and storage rooms have numbers of their own");
    assert_eq!(
        numbers(&spec),
        ["1/储藏室1", "1/101", "2/储藏室1", "2/101", "车库1", "车库2"],
        "per unit, and per floor"
    );
    let unused = BlockSpec { bands: Vec::new(), ..spec };
    assert_eq!(numbers(&unused), ["1/101", "2/101"], "nobody dwells below ground unless it is said");
}

#[test]
fn ground_floor_garages_push_the_dwellings_up() {
    let spec = BlockSpec {
        floor_labels: vec![FloorLabel { storey: 1, label: "车库层".to_owned(), takes_number: false }],
        bands: vec![band(&["车库层"], SpaceKind::Garage, 2, BandRooms::EachUnit, serial(""))],
        ..BlockSpec::plain(1, 3, 2)
    };
    assert_eq!(
        numbers(&spec),
        ["1", "2", "101", "102", "201", "202"],
        "the first dwelling stands on the second storey"
    );
    assert_eq!(rooms(&spec).get(2).map(|room| room.storey), Some(2), "and is drawn there");
}

#[test]
fn exceptions_change_floors_and_rooms() {
    let spec = BlockSpec {
        floor_exceptions: vec![FloorException { floor: "2".to_owned(), rooms: Some(3), ..FloorException::default() }],
        room_exceptions: vec![
            exception("101", RoomChange::Missing),
            exception("202", RoomChange::MergedInto { number: "201".to_owned() }),
            exception("301", RoomChange::Parts { names: vec!["A".to_owned(), "B".to_owned()] }),
            exception("302", RoomChange::Number { number: "301A".to_owned() }),
            exception("102", RoomChange::Kind { kind: SpaceKind::Office }),
        ],
        ..BlockSpec::plain(1, 3, 2)
    };
    assert_eq!(spec.validate(), [], "each speaks of a room that is there");
    assert_eq!(numbers(&spec), ["102", "201", "203", "301-A", "301-B", "301A"], "what is left");
    let made = rooms(&spec);
    assert_eq!(made.get(1).map(|room| room.span), Some(2), "201 is two doors wide");
    assert_eq!(made.first().map(|room| room.kind), Some(SpaceKind::Office), "102 is an office");
}

#[test]
fn several_rooms_per_door_are_parts_of_it() {
    let shops = band(&["1"], SpaceKind::Shop, 1, BandRooms::EachUnit, BandNumbering::AsRooms);
    let spec = BlockSpec { parts_per_room: 2, bands: vec![shops], ..BlockSpec::plain(1, 2, 1) };
    assert_eq!(numbers(&spec), ["101", "201-A", "201-B"], "dwellings have parts, the shop does not");
}

#[test]
fn units_may_differ_in_height_and_width() {
    let tall = UnitSpec { floors_above: Some(3), rooms_per_floor: Some(1), ..UnitSpec::named("东") };
    let spec = BlockSpec { units: vec![tall, UnitSpec::named("西")], ..BlockSpec::plain(0, 1, 2) };
    assert_eq!(numbers(&spec), ["东/101", "东/201", "东/301", "西/101", "西/102"], "each as it stands");
    assert_eq!(spec.floors(None).len(), 3, "the building is as tall as its tallest unit");
}

#[test]
fn what_is_wrong_is_said_with_what_to_do() {
    let plain = BlockSpec::plain(2, 6, 2);
    let shops = |floor: &str| band(&[floor], SpaceKind::Shop, 1, BandRooms::EachUnit, BandNumbering::AsRooms);
    let cases: Vec<(BlockSpec, SpecProblem)> = vec![
        (BlockSpec::default(), SpecProblem::NoFloors),
        (BlockSpec::plain(1, 6, 0), SpecProblem::NoRooms),
        (BlockSpec::plain(1, 100, 2), SpecProblem::TooManyFloors),
        (BlockSpec::plain(900, 9, 2), SpecProblem::TooManyUnits),
        (BlockSpec::plain(200, 99, 9), SpecProblem::TooManyRooms),
        (BlockSpec::plain(1, 1, 100), SpecProblem::TooManyOnFloor { floor: "1".to_owned() }),
        (
            BlockSpec { numbering: RoomNumbering::ChineseFloorSide, ..BlockSpec::plain(1, 1, 6) },
            SpecProblem::TooManySides { floor: "1".to_owned() },
        ),
        (BlockSpec { parts_per_room: 27, ..plain.clone() }, SpecProblem::TooManyParts),
        (
            BlockSpec { units: units(&["一楼梯口"]), ..plain.clone() },
            SpecProblem::UnitName { unit: "一楼梯口".to_owned() },
        ),
        (BlockSpec { units: units(&["1", "1"]), ..plain.clone() }, SpecProblem::UnitTwice { unit: "1".to_owned() }),
        (
            BlockSpec { numbering: RoomNumbering::UnitLetter, ..plain.clone() },
            SpecProblem::UnitNotALetter { unit: "1".to_owned() },
        ),
        (
            BlockSpec { numbering: RoomNumbering::UnitDash, ..BlockSpec::plain(1, 6, 2) },
            SpecProblem::UnitNotForDash { unit: String::new() },
        ),
        (
            BlockSpec { skipped_floors: vec![SkippedFloor { floor: 14, how: FloorSkip::LabelJumps }], ..plain.clone() },
            SpecProblem::SkippedBeyond { floor: 14 },
        ),
        (BlockSpec { bands: vec![shops("9")], ..plain.clone() }, SpecProblem::UnknownFloor { floor: "9".to_owned() }),
        (
            BlockSpec { bands: vec![shops("1"), shops("1")], ..plain.clone() },
            SpecProblem::BandsOverlap { floor: "1".to_owned() },
        ),
        (
            BlockSpec { room_exceptions: vec![exception("101", RoomChange::Missing)], ..plain.clone() },
            SpecProblem::UnknownRoom { room: "101".to_owned() },
        ),
        (
            BlockSpec {
                room_exceptions: vec![exception("101", RoomChange::MergedInto { number: "101".to_owned() })],
                ..BlockSpec::plain(1, 6, 2)
            },
            SpecProblem::MergedIntoNothing { room: "101".to_owned() },
        ),
        (
            BlockSpec {
                room_exceptions: vec![exception("101", RoomChange::Number { number: "102".to_owned() })],
                ..BlockSpec::plain(1, 6, 2)
            },
            SpecProblem::NumberTwice { room: "102".to_owned() },
        ),
    ];
    let basement = band(&["B1"], SpaceKind::Storage, 1, BandRooms::EachUnit, BandNumbering::AsRooms);
    let letters = BlockSpec { units: units(&["A", "B"]), floors_below: 1, bands: vec![basement], ..plain.clone() };
    let cases = cases.into_iter().chain([(letters, SpecProblem::BasementOfUnitB)]);
    for (spec, problem) in cases {
        assert_eq!(spec.validate(), std::slice::from_ref(&problem), "{}", problem.zh());
        assert!(problem.zh().contains('：'), "{} says what to do", problem.zh());
        assert!(problem.en().contains([':', ',']) || problem.en().contains("need"), "{} says what to do", problem.en());
    }
    assert_eq!(plain.validate(), [], "a plain building is in order");
}

#[test]
fn a_specification_is_kept_and_read_again() {
    let spec = BlockSpec {
        bands: vec![band(&["1"], SpaceKind::Shop, 8, BandRooms::WholeFloor, serial("店"))],
        room_exceptions: vec![exception("201", RoomChange::Missing)],
        ..BlockSpec::plain(2, 6, 2)
    };
    let text = serde_json::to_string(&spec).unwrap();
    assert_eq!(serde_json::from_str::<BlockSpec>(&text).unwrap(), spec, "what a form sends comes back the same");
    let short: BlockSpec = serde_json::from_str(r#"{"floors_above": 6, "rooms_per_floor": 2}"#).unwrap();
    assert_eq!(short, BlockSpec::plain(1, 6, 2), "what a form does not ask is as usual");
}

#[test]
fn a_registered_building_is_described_by_its_rooms() {
    let spec = BlockSpec {
        skipped_floors: vec![SkippedFloor { floor: 4, how: FloorSkip::LabelJumps }],
        serials: SerialRun::Continue,
        skipped_serials: vec![4],
        room_exceptions: vec![RoomException {
            unit: Some("2".to_owned()),
            number: "206".to_owned(),
            change: RoomChange::Missing,
        }],
        ..BlockSpec::plain(2, 5, 3)
    };
    let registered = |(n, planned): (u128, PlannedRoom)| {
        planned.room(RoomId(uuid::Uuid::from_u128(n)), BuildingId(uuid::Uuid::from_u128(1)))
    };
    let standing: Vec<Room> = (1..).zip(rooms(&spec)).map(registered).collect();
    let expected = BlockSpec { floors_above: 6, floors_counted: FloorCount::TopNumber, ..spec };
    assert_eq!(BlockSpec::inferred(&standing), expected, "the fourth floor and 04 are skipped, 206 is missing");
    assert_eq!(
        BlockSpec::inferred(&[]),
        BlockSpec { floors_counted: FloorCount::TopNumber, ..BlockSpec::default() },
        "nothing is known of an empty building"
    );
}

#[test]
fn a_building_without_rooms_starts_from_what_it_declares() {
    let building = Building {
        units: Some(2),
        floors_above: Some(6),
        floors_below: Some(-1),
        rooms_per_floor: Some(2),
        ..Building::named(BuildingId(uuid::Uuid::from_u128(1)), "", "3")
    };
    assert_eq!(BlockSpec::declared(&building), BlockSpec::plain(2, 6, 2), "a nonsense depth is left out");
}
