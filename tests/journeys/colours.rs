//! What the map is coloured by is what the pages say: each digit is the cell of the building page, each quarter of the
//! replay is the map of that day.

use crate::bench::Bench;
use crate::estate::{form, set};
use louce_app::amend::amend;
use louce_app::host::{Host, Unwatched};
use louce_app::map::{map_colours, map_timeline, room_colours};
use louce_app::permission::Role;
use louce_app::record::add;
use louce_app::{asking::Asking, asking::Session, demo};
use louce_domain::date::PartialDate;
use louce_wire::{
    BuildingColours, BuildingView, ColourMode, ErrorCode, FieldEdit, MapColours, RoomCell, WrittenPerson,
};
use std::collections::HashMap;

const MODES: [ColourMode; 7] = [
    ColourMode::State,
    ColourMode::Occupancy,
    ColourMode::Verified,
    ColourMode::Findings,
    ColourMode::Tenancy,
    ColourMode::Plates,
    ColourMode::Organisations,
];
const WITH_HISTORY: [ColourMode; 5] =
    [ColourMode::State, ColourMode::Occupancy, ColourMode::Verified, ColourMode::Tenancy, ColourMode::Organisations];

impl Bench {
    fn colours(&self, mode: ColourMode, as_of: Option<&str>) -> MapColours {
        map_colours(self.asking(), mode, as_of).expect("the map is coloured")
    }

    /// The classes of a building's rooms by their codes, in the order of the building page.
    fn classes(&self, building: &str, mode: ColourMode, as_of: Option<&str>) -> Vec<String> {
        let map = self.colours(mode, as_of);
        let one = map.buildings.iter().find(|one| one.id == building).expect("the building is on the map");
        let digits = one.storeys.iter().flat_map(|storey| storey.chars());
        digits.map(|digit| map.classes[digit.to_digit(10).expect("a digit") as usize].code.clone()).collect()
    }

    fn amends(&self, kind: &str, id: &str, edits: &[FieldEdit]) {
        amend(self.asking(), kind, id, edits, None).expect("the record is amended");
    }
}

fn invented() -> Bench {
    let bench = Bench::new();
    demo::fill(bench.asking(), 0.003, &Unwatched).expect("the community is invented");
    bench
}

/// The cells above ground, storey by storey.
fn above_ground(view: &BuildingView) -> Vec<&[RoomCell]> {
    view.block.floors.iter().filter(|floor| floor.storey > 0).map(|floor| floor.rooms.as_slice()).collect()
}

/// The number of limits a figure reaches.
fn step(figure: u32, limits: &[u32]) -> usize {
    limits.iter().filter(|limit| figure >= **limit).count()
}

/// What a cell of the building page says in the classes of a mode; none where it does not say it.
fn told_by_cell(cell: &RoomCell, mode: ColourMode) -> Option<usize> {
    match mode {
        ColourMode::State => {
            ["owner_occupied", "let", "vacant", "business", "unknown"].iter().position(|code| *code == cell.state)
        }
        ColourMode::Occupancy => Some(step(cell.residents, &[1, 3, 5, 9])),
        ColourMode::Findings => Some(step(cell.findings, &[1, 2, 3, 5])),
        ColourMode::Organisations => Some(step(cell.organisations, &[1, 2, 3])),
        ColourMode::Verified | ColourMode::Tenancy | ColourMode::Plates => None,
    }
}

fn agrees(bench: &Bench, mode: ColourMode, as_of: Option<&str>) -> usize {
    let map = bench.colours(mode, as_of);
    let mut compared = 0;
    for BuildingColours { id, storeys, counts, .. } in &map.buildings {
        let view = bench.building(id, as_of);
        let digits = |cells: &[RoomCell]| -> Option<String> {
            cells.iter().map(|cell| told_by_cell(cell, mode).map(|class| class.to_string())).collect()
        };
        let told: Option<Vec<String>> = above_ground(&view).into_iter().map(digits).collect();
        assert_eq!(Some(storeys), told.as_ref(), "{mode:?} on {as_of:?}: {} as its page shows it", view.title);
        let rooms: usize = view.block.floors.iter().map(|floor| floor.rooms.len()).sum();
        assert_eq!(
            counts.iter().sum::<u32>() as usize,
            rooms,
            "{}: every room is counted, those below too",
            view.title
        );
        compared += rooms;
    }
    compared
}

#[test]
fn every_digit_of_the_map_is_the_cell_of_the_building_page() {
    let bench = invented();
    for mode in [ColourMode::State, ColourMode::Occupancy, ColourMode::Findings, ColourMode::Organisations] {
        assert!(agrees(&bench, mode, None) > 300, "{mode:?}: all rooms of the invented community are compared");
    }
    for day in ["2025-12-01", "2019-06", "2012"] {
        for mode in [ColourMode::State, ColourMode::Occupancy, ColourMode::Organisations] {
            agrees(&bench, mode, Some(day));
        }
    }
}

#[test]
fn an_opened_building_has_the_digits_of_the_map() {
    let bench = invented();
    for mode in MODES {
        let days = if WITH_HISTORY.contains(&mode) { vec![None, Some("2021-03-15")] } else { vec![None] };
        for day in days {
            let map = bench.colours(mode, day);
            for building in &map.buildings {
                let own = room_colours(bench.asking(), &building.id, mode, day).expect("the rooms are coloured").rooms;
                let classes: HashMap<String, u8> = own.into_iter().map(|room| (room.id, room.class)).collect();
                let digit = |cell: &RoomCell| classes.get(&cell.id).map_or("-".to_owned(), u8::to_string);
                let view = bench.building(&building.id, day);
                let rows: Vec<String> =
                    above_ground(&view).iter().map(|cells| cells.iter().map(digit).collect()).collect();
                let expected = if map.per_building { Vec::new() } else { rows };
                assert_eq!(building.storeys, expected, "{mode:?} on {day:?}: {}", view.title);
            }
        }
    }
}

#[test]
fn every_day_of_the_replay_is_the_map_of_that_day() {
    let bench = invented();
    for mode in WITH_HISTORY {
        let replay = map_timeline(bench.asking(), mode).expect("the decade is replayed");
        assert_eq!(replay.days.len(), 41, "{mode:?}: a decade in quarters, today the last");
        assert_eq!(replay.days.last().map(String::as_str), Some("2026-09-21"), "{mode:?}: today");
        for (at, day) in replay.days.iter().enumerate() {
            let then = bench.colours(mode, Some(day));
            let counts: Vec<u32> = then.classes.iter().map(|class| class.count).collect();
            assert_eq!(replay.counts[at], counts, "{mode:?} on {day}: rooms by class");
            for (building, replayed) in then.buildings.iter().zip(&replay.buildings) {
                let class = building.class.map_or("-".to_owned(), |class| class.to_string());
                let digit = replayed.classes.chars().nth(at).map(String::from);
                assert_eq!((&building.id, Some(class)), (&replayed.id, digit), "{mode:?} on {day}");
            }
        }
        let now = bench.colours(mode, None);
        assert_eq!(now, bench.colours(mode, Some("2026-09-21")), "{mode:?}: today is now");
    }
}

#[test]
fn the_invented_decade_is_one_to_watch() {
    let bench = invented();
    let replay = map_timeline(bench.asking(), ColourMode::State).expect("the decade is replayed");
    let changing = replay.counts.windows(2).filter(|two| two[0] != two[1]).count();
    assert!(changing >= 36, "something is sold, let or left nearly every quarter: {changing} of 40");
    let seen = |at: usize| replay.buildings.iter().map(|one| one.classes.chars().nth(at)).collect::<Vec<_>>();
    assert_ne!(seen(0), seen(40), "which shows from afar");
}

/// A building of four rooms on two floors.
fn house(bench: &Bench) -> String {
    bench.raise("3", form(&[], 2, 2))
}

fn stay(who: &WrittenPerson) -> &str {
    who.stay_id.as_deref().expect("a stay is opened")
}

#[test]
fn a_split_room_is_coloured_as_its_page_on_every_day_around_it() {
    let bench = Bench::new();
    let building = house(&bench);
    let room = bench.room_called(&building, "101");
    let people = [bench.moves_in(&room, "张三", "2020-05-01"), bench.moves_in(&room, "李四", "2024")];
    bench.split(&room, "2025-03-10", &["101", "103"], &[(&people[0], 0), (&people[1], 1)]).expect("the room is split");
    for day in ["2019-12-31", "2020-05-01", "2024-06-01", "2025-03-09", "2025-03-10", "2025-03-11", "2025", "2026-01"] {
        assert!(agrees(&bench, ColourMode::Occupancy, Some(day)) >= 4, "all rooms on {day}");
    }
    agrees(&bench, ColourMode::Occupancy, None);
}

#[test]
fn a_state_is_what_it_was_before_it_was_changed() {
    let bench = Bench::new();
    let building = house(&bench);
    let room = bench.room_called(&building, "101");
    bench.amends("room", &room, &[set("state", "let")]);
    bench.machine.wait_days(60);
    bench.amends("room", &room, &[set("state", "vacant")]);
    let state = |day| bench.classes(&building, ColourMode::State, day).first().cloned().unwrap_or_default();
    assert_eq!(state(None), "vacant", "now");
    assert_eq!(state(Some("2026-10-30")), "let", "until sixty days after it was let");
    assert_eq!(state(Some("2026-12-31")), "vacant", "and after that");
    assert_eq!(state(Some("2015-01-01")), "unknown", "the first state known stands for the time before");
}

#[test]
fn the_building_page_of_a_day_tells_the_states_of_that_day() {
    let bench = Bench::new();
    let building = house(&bench);
    let room = bench.room_called(&building, "101");
    bench.amends("room", &room, &[set("state", "owner_occupied")]);
    bench.machine.wait_days(60);
    bench.amends("room", &room, &[set("state", "let")]);
    let told = |day: Option<&str>| {
        let view = bench.building(&building, day);
        let cell = view.block.floors.iter().flat_map(|floor| &floor.rooms).find(|cell| cell.number == "101");
        (cell.expect("the room is there").state.clone(), view.room_states.owner_occupied, view.room_states.r#let)
    };
    assert_eq!(told(Some("2026-10-30")), ("owner_occupied".to_owned(), 1, 0), "before it was let, cell and figures");
    assert_eq!(told(Some("2026-12-31")), ("let".to_owned(), 0, 1), "since it is let");
    assert_eq!(told(None), ("let".to_owned(), 0, 1), "and now");
    for day in ["2026-10-30", "2026-12-31", "2015", "2026-09-21"] {
        assert_eq!(agrees(&bench, ColourMode::State, Some(day)), 4, "the map says the same of {day}");
    }
}

#[test]
fn a_past_day_is_shown_as_the_map_was_on_that_day() {
    let bench = Bench::new();
    let building = house(&bench);
    let rooms = ["101", "102", "201", "202"].map(|number| bench.room_called(&building, number));
    let states = ["owner_occupied", "let", "vacant", "business", "unknown"];
    let mut shown: Vec<(String, MapColours)> = Vec::new();
    for turn in 0..24 {
        for change in 0..(turn * 5 + 1) % 4 {
            let edit = set("state", states[(turn * 11 + change * 3) % states.len()]);
            // What a room is already is no change, and may be refused.
            let _ = amend(bench.asking(), "room", &rooms[(turn * 7 + change * 3) % rooms.len()], &[edit], None);
        }
        let day = PartialDate::from_days_since_1970(i32::try_from(bench.machine.now_ms() / 86_400_000).expect("a day"));
        shown.push((day.to_string(), bench.colours(ColourMode::State, None)));
        bench.machine.wait_days(1 + turn as u64 * 37 % 150);
    }
    let different = shown.windows(2).filter(|two| two[0].1.buildings != two[1].1.buildings).count();
    assert!(different > 8, "the map changed from day to day: {different}");
    for (day, then) in shown.iter().filter(|(day, _)| day != "2026-09-21") {
        let now = bench.colours(ColourMode::State, Some(day));
        assert_eq!(
            (now.classes, now.buildings),
            (then.classes.clone(), then.buildings.clone()),
            "{day}, looked back at"
        );
    }
}

#[test]
fn an_organisation_that_is_in_a_room_twice_is_one() {
    let bench = Bench::new();
    let building = house(&bench);
    let place = format!("room:{}", bench.room_called(&building, "101"));
    let company =
        add(bench.asking(), "organisation", &[set("name", "示例商贸有限公司")], &[], None).expect("a company");
    for (role, from, to) in [("registered", "2020-03-01", None), ("office", "2022-05-01", Some("2024-05-01"))] {
        let mut fields =
            vec![set("organisation", &company.id), set("role", role), set("place", &place), set("from", from)];
        fields.extend(to.map(|to| set("to", to)));
        add(bench.asking(), "presence", &fields, &[], None).expect("a presence");
    }
    let told = |day| bench.classes(&building, ColourMode::Organisations, day).first().cloned().unwrap_or_default();
    for (day, expected) in [("2019-01-01", "none"), ("2021-01-01", "one"), ("2023-01-01", "one"), ("2025-01-01", "one")]
    {
        assert_eq!(told(Some(day)), expected, "on {day}");
        agrees(&bench, ColourMode::Organisations, Some(day));
    }
    let other = add(bench.asking(), "organisation", &[set("name", "示例小吃店")], &[], None).expect("a shop");
    let fields =
        [set("organisation", &other.id), set("role", "office"), set("place", &place), set("from", "2023-01-01")];
    add(bench.asking(), "presence", &fields, &[], None).expect("a presence");
    assert_eq!(told(Some("2023-06-01")), "two", "another one is another");
    agrees(&bench, ColourMode::Organisations, None);
    let replay = map_timeline(bench.asking(), ColourMode::Organisations).expect("it is replayed");
    for (at, day) in replay.days.iter().enumerate() {
        let then: Vec<u32> =
            bench.colours(ColourMode::Organisations, Some(day)).classes.iter().map(|c| c.count).collect();
        assert_eq!(replay.counts[at], then, "the replay says the same of {day}");
    }
}

#[test]
fn a_check_that_a_later_one_took_the_place_of_still_took_place() {
    let bench = Bench::new();
    let building = house(&bench);
    let room = bench.room_called(&building, "101");
    let who = bench.moves_in(&room, "张三", "2020-05-01");
    let checked = |day| bench.classes(&building, ColourMode::Verified, day).first().cloned().unwrap_or_default();
    assert_eq!(checked(None), "never", "moving in is no check");
    bench.amends("stay", stay(&who), &[set("verified_on", "2025-01-10")]);
    assert_eq!(checked(None), "over_a_year", "on 2026-09-21");
    bench.amends("stay", stay(&who), &[set("verified_on", "2026-08-10")]);
    assert_eq!(checked(None), "within_a_quarter", "42 days ago");
    assert_eq!(checked(Some("2025-02-09")), "within_a_month", "the earlier one, then 30 days ago");
    assert_eq!(checked(Some("2025-02-10")), "within_a_quarter", "31 days");
    assert_eq!(checked(Some("2025-01-09")), "never", "not yet");
    bench.amends("stay", stay(&who), &[set("verified_on", "2026-02-10")]);
    assert_eq!(checked(None), "within_a_year", "a date put right was never a check");
    let visit = [set("place", &format!("room:{room}")), set("on", "2026-09-20"), set("purpose", "safety")];
    let visit = add(bench.asking(), "visit", &visit, &[], None).expect("a visit");
    assert_eq!(checked(None), "within_a_year", "a safety check checks no record");
    bench.amends("visit", &visit.id, &[set("purpose", "verification")]);
    assert_eq!(checked(None), "within_a_month", "a visit made to check does");
}

#[test]
fn tenancies_are_told_from_rooms_said_to_be_let() {
    let bench = Bench::new();
    let building = house(&bench);
    let rooms = ["101", "102", "201"].map(|number| bench.room_called(&building, number));
    bench.amends("room", &rooms[0], &[set("state", "let")]);
    for (room, until) in [(&rooms[1], "2027-06-30"), (&rooms[2], "2026-06-30")] {
        let fields = [
            set("place", &format!("room:{room}")),
            set("from", "2024-07-01"),
            set("agreed_until", until),
            set("landlord_name", "孙七"),
        ];
        add(bench.asking(), "tenancy", &fields, &[], None).expect("a tenancy");
    }
    let told = |day| bench.classes(&building, ColourMode::Tenancy, day);
    assert_eq!(told(None), ["without_tenancy", "tenancy", "past_agreed", "not_let"], "now");
    assert_eq!(told(Some("2026-06-30"))[2], "tenancy", "the last day of the term is within it");
    assert_eq!(told(Some("2026-07-01"))[2], "past_agreed", "the next is not");
    let before = told(Some("2023-01-01"));
    assert_eq!(before[1], "not_let", "before it began");
    assert_eq!(before[0], "not_let", "of a day before the room was entered nobody said that it was let");
}

#[test]
fn plates_are_of_buildings_and_what_has_no_past_says_so() {
    let bench = Bench::new();
    let building = house(&bench);
    let plates = || {
        let map = bench.colours(ColourMode::Plates, None);
        let class = map.buildings[0].class.expect("a class");
        assert_eq!(map.classes[usize::from(class)].count, 1, "it is counted once");
        assert!(map.per_building && map.buildings[0].storeys.is_empty(), "its rooms have no class of their own");
        map.classes[usize::from(class)].code.clone()
    };
    assert_eq!(plates(), "no_address", "nothing is registered");
    let place = set("place", &format!("building:{building}"));
    let fields = [place, set("text", "永丰路1号")];
    let address = add(bench.asking(), "space_address", &fields, &[], None).expect("an address").id;
    assert_eq!(plates(), "no_plate", "an address");
    for (field, value, expected) in [
        ("plate_no", "1号", "not_surveyed"),
        ("plate_state", "good", "in_order"),
        ("plate_state", "damaged", "faulty"),
        ("to", "2026-01-01", "no_address"),
    ] {
        bench.amends("space_address", &address, &[set(field, value)]);
        assert_eq!(plates(), expected, "{field} = {value}");
    }
    for mode in [ColourMode::Plates, ColourMode::Findings] {
        let now = bench.colours(mode, Some("2020-01-01"));
        assert_eq!(
            (&now, now.as_of.as_deref()),
            (&bench.colours(mode, None), None),
            "{mode:?}: as of now, and said so"
        );
        let replay = map_timeline(bench.asking(), mode).expect("the question is answered");
        assert!(replay.days.is_empty() && !replay.classes.is_empty(), "{mode:?}: no days, {replay:?}");
    }
    let wrong = map_colours(bench.asking(), ColourMode::State, Some("前年")).expect_err("no date");
    assert_eq!(wrong.code, ErrorCode::Invalid, "said plainly");
}

#[test]
fn a_young_register_is_replayed_from_its_first_fact_on() {
    let bench = Bench::new();
    let building = house(&bench);
    bench.moves_in(&bench.room_called(&building, "101"), "张三", "2026-04-01");
    let replay = map_timeline(bench.asking(), ColourMode::Occupancy).expect("it is replayed");
    assert_eq!(replay.days, ["2026-03-21", "2026-06-21", "2026-09-21"], "one day before it, then on");
    assert_eq!(replay.counts.iter().map(|counts| counts[1]).collect::<Vec<_>>(), [0, 1, 1], "one room is lived in");
}

#[test]
fn whoever_may_see_the_map_sees_its_colours_and_nothing_of_a_person() {
    let bench = Bench::new();
    let building = house(&bench);
    let who = bench.moves_in(&bench.room_called(&building, "101"), "张三", "2020-05-01");
    let of_role = |role| Session { roles: vec![role], ..bench.session.clone() };
    let (officer, administrator) = (of_role(Role::Officer), of_role(Role::Administrator));
    let asking = |session| Asking { host: bench.machine.as_ref(), session };
    let shown = || MODES.map(|mode| map_colours(asking(&officer), mode, None).expect("an officer may"));
    let before = shown();
    let fields = [set("person", &who.person_id), set("granted_by", "王所长")];
    add(bench.asking(), "protection", &fields, &[], None).expect("the address is protected");
    assert_eq!(shown(), before, "that an address is protected changes no colour");
    let audited = || bench.session.register.read(|reader| reader.audit_head()).expect("the audit log").0;
    let rows = audited();
    let text = format!("{:?}", shown());
    assert!(!text.contains("张") && !text.contains(&who.person_id), "no name, no identifier of a person");
    assert_eq!(audited(), rows, "figures are no look-up");
    for mode in MODES {
        let refused = map_colours(asking(&administrator), mode, None).expect_err("an administrator sees no rooms");
        assert_eq!(refused.code, ErrorCode::Refused, "{mode:?}");
        map_timeline(asking(&administrator), mode).expect_err("nor how they were");
        room_colours(asking(&administrator), &building, mode, None).expect_err("nor one building");
    }
}
