use super::*;
use crate::field::RecordKind;
use crate::id::{BuildingId, PersonId, PresenceId, StayId};
use crate::organisation::Presence;
use crate::room_plan::{BlockSpec, SpecProblem, diff, rooms};
use crate::space::Place;
use crate::space_kind::SpaceKind;
use crate::stay::{EndReason, Stay};

fn building() -> BuildingId {
    BuildingId(Uuid::from_u128(1))
}

fn date(text: &str) -> PartialDate {
    text.parse().unwrap()
}

/// A room by its number, whose id is that number.
fn room(number: u16) -> Room {
    Room {
        floor: Some(number.cast_signed() / 100),
        area_m2: Some(60.0),
        owner_name: Some("某房主".to_owned()),
        ..Room::numbered(id(number), building(), &number.to_string())
    }
}

fn id(number: u16) -> RoomId {
    RoomId(Uuid::from_u128(u128::from(number)))
}

fn stay(n: u128) -> RecordRef {
    RecordRef { kind: RecordKind::Stay, id: Uuid::from_u128(n) }
}

fn in_room(n: u128, room: u16) -> Occupant {
    Occupant { record: stay(n), room: id(room) }
}

fn mint() -> impl FnMut() -> Uuid {
    let mut next = 10_000;
    move || {
        next += 1;
        Uuid::from_u128(next)
    }
}

fn inside<'a>(rooms: &'a [Room], occupants: &'a [Occupant]) -> Inside<'a> {
    Inside { rooms, occupants, on: date("2026-11-01") }
}

fn labels(rooms: &[Room]) -> Vec<String> {
    rooms.iter().filter(|room| room.is_live()).map(Room::label).collect()
}

fn numbers(numbers: &[&str]) -> SplitInto {
    SplitInto::Rooms { numbers: numbers.iter().map(|number| (*number).to_owned()).collect() }
}

fn parts(names: &[&str], whole: WholeRoom) -> SplitInto {
    SplitInto::Parts { names: names.iter().map(|name| (*name).to_owned()).collect(), whole }
}

#[test]
fn a_split_room_ends_and_everyone_in_it_is_a_decision() {
    let (rooms, occupants) = ([room(501), room(502)], [in_room(1, 501), in_room(2, 501), in_room(3, 502)]);
    let before = inside(&rooms, &occupants);
    let plan = split(&before, id(501), &numbers(&["501", "503"]), &mut mint()).unwrap();
    assert_eq!(
        plan.ended,
        [RoomEnd { room: id(501), on: date("2026-11-01"), reason: RoomEndReason::Split }],
        "it ends"
    );
    assert_eq!(plan.successions.len(), 2, "either new room knows where it came from");
    let asked: Vec<_> = plan.decisions.iter().map(|decision| decision.record).collect();
    assert_eq!(asked, [stay(1), stay(2)], "only who was in 501 is asked about");
    let new = plan.created.first().unwrap();
    assert_eq!((new.area_m2, new.owner_name.as_deref()), (None, Some("某房主")), "its size is new, its owner is not");

    let undecided = plan.clone().settle(&BTreeMap::from([(stay(1), new.id)]));
    assert_eq!(undecided, Err(vec![ChangeProblem::Undecided { record: stay(2) }]), "nobody is placed by guess");
    let elsewhere = BTreeMap::from([(stay(1), new.id), (stay(2), id(502))]);
    assert_eq!(
        plan.clone().settle(&elsewhere),
        Err(vec![ChangeProblem::NoChoice { record: stay(2) }]),
        "nor elsewhere"
    );

    let settled = plan.clone().settle(&BTreeMap::from([(stay(1), new.id), (stay(2), new.id)])).unwrap();
    assert_eq!(check_conserved(&before, &settled), Ok(()), "everyone has one room");
    assert_eq!(labels(&settled.after(&before).0), ["502", "501", "503"], "the old number lives on in a new room");
}

#[test]
fn a_partitioned_room_may_live_on_with_its_parts() {
    let (rooms, occupants) = ([room(501)], [in_room(1, 501), in_room(2, 501)]);
    let before = inside(&rooms, &occupants);
    let plan = split(&before, id(501), &parts(&["A"], WholeRoom::LivesOn), &mut mint()).unwrap();
    assert!(plan.ended.is_empty(), "501 is still lived in");
    let part = plan.created.first().unwrap().clone();
    assert_eq!((part.label().as_str(), part.parent_room), ("501A", Some(id(501))), "501A is part of it");
    let settled = plan.settle(&BTreeMap::from([(stay(2), part.id)])).unwrap();
    assert_eq!(settled.moves, [OccupantMove { record: stay(2), from: id(501), to: part.id }], "who is not named stays");
    assert_eq!(check_conserved(&before, &settled), Ok(()), "everyone has one room");

    let plan = split(&before, id(501), &parts(&["A", "B"], WholeRoom::Ends), &mut mint()).unwrap();
    assert!(plan.created.iter().all(|part| part.parent_room.is_none()), "parts of nothing that is still there");
    assert!(plan.decisions.iter().all(|decision| decision.proposed.is_none()), "so everyone must be placed");
}

#[test]
fn merged_rooms_bring_everyone_along() {
    let (rooms, occupants) = ([room(501), room(502), room(503)], [in_room(1, 501), in_room(2, 502), in_room(3, 503)]);
    let before = inside(&rooms, &occupants);
    let kept = merge(&before, &[id(501), id(502), id(502)], &MergeInto::Keep(id(501)), &mut mint()).unwrap();
    assert!(kept.decisions.is_empty() && kept.created.is_empty(), "nothing to decide, nothing new");
    assert_eq!(kept.moves, [OccupantMove { record: stay(2), from: id(502), to: id(501) }], "502 goes to 501");
    let settled = kept.settle(&BTreeMap::new()).unwrap();
    assert_eq!(labels(&settled.after(&before).0), ["501", "503"], "502 has ended");

    let new = MergeInto::New { number: "501".to_owned() };
    let plan = merge(&before, &[id(501), id(502)], &new, &mut mint()).unwrap();
    assert_eq!(plan.created.first().and_then(|room| room.area_m2), Some(120.0), "as large as both");
    let settled = plan.settle(&BTreeMap::new()).unwrap();
    assert_eq!((settled.ended.len(), settled.moves.len()), (2, 2), "both end, both come along");
    assert_eq!(check_conserved(&before, &settled), Ok(()), "everyone has one room");
}

#[test]
fn parts_are_merged_back_into_their_room() {
    let part = |n: u128, name: &str| Room {
        id: RoomId(Uuid::from_u128(n)),
        sub_room: Some(name.to_owned()),
        parent_room: Some(id(501)),
        area_m2: Some(20.0),
        ..room(501)
    };
    let rooms = [room(501), part(21, "A"), part(22, "B")];
    let occupants = [Occupant { record: stay(1), room: RoomId(Uuid::from_u128(21)) }];
    let before = inside(&rooms, &occupants);
    let all: Vec<RoomId> = rooms.iter().map(|room| room.id).collect();
    let plan = merge(&before, &all, &MergeInto::Keep(id(501)), &mut mint()).unwrap();
    assert_eq!(plan.moves.iter().map(|step| step.to).collect::<Vec<_>>(), [id(501)], "the tenant of 501A is in 501");
    let new = merge(&before, &all, &MergeInto::New { number: "501".to_owned() }, &mut mint()).unwrap();
    assert_eq!(new.created.first().and_then(|room| room.area_m2), Some(60.0), "parts are not counted twice");
    let stays = MergeInto::Keep(RoomId(Uuid::from_u128(21)));
    let hanging = merge(&before, &all, &stays, &mut mint());
    assert_eq!(hanging, Err(ChangeProblem::PartOfRoom { room: "501A".to_owned() }), "a part does not outlive its room");
    let other = [room(502), room(501), part(21, "A")];
    let left = merge(&inside(&other, &[]), &[id(502), id(501)], &MergeInto::Keep(id(502)), &mut mint());
    assert_eq!(
        left,
        Err(ChangeProblem::HasParts { room: "501".to_owned() }),
        "a part does not stay behind without its room"
    );
}

#[test]
fn rooms_may_swap_their_numbers() {
    let part = Room { sub_room: Some("A".to_owned()), parent_room: Some(id(501)), id: id(21), ..room(501) };
    let (rooms, occupants) = ([room(501), room(502), part], [in_room(1, 501), in_room(2, 502), in_room(3, 21)]);
    let before = inside(&rooms, &occupants);
    let to =
        |from: u16, number: &str| NewNumber { room: id(from), unit: None, floor: Some(5), number: number.to_owned() };
    let plan = renumber(&before, &[to(501, "502"), to(502, "501")], &mut mint()).unwrap();
    let settled = plan.settle(&BTreeMap::new()).unwrap();
    let (after, seats) = settled.after(&before);
    assert_eq!(labels(&after), ["502", "502A", "501"], "the part goes along with its room");
    let number_of = |seat: &Occupant| after.iter().find(|room| room.id == seat.room).map(Room::label);
    let seated: Vec<_> = seats.iter().filter_map(number_of).collect();
    assert_eq!(seated, ["502", "501", "502A"], "everyone is where they were, under another number");
    assert_eq!(check_conserved(&before, &settled), Ok(()), "everyone has one room");
    let taken = renumber(&before, &[to(501, "502")], &mut mint());
    assert_eq!(taken, Err(ChangeProblem::NumberTaken { room: "502".to_owned() }), "502 is somebody else's");
}

#[test]
fn floors_are_added_without_moving_anyone() {
    let spec = BlockSpec::plain(1, 2, 2);
    let standing: Vec<Room> = (0..)
        .zip(rooms(&spec))
        .map(|(n, planned)| planned.room(RoomId(Uuid::from_u128(n + 500)), building()))
        .collect();
    let before = inside(&standing, &[]);
    let more = MoreFloors { above: 1, below: 0 };
    let (taller, plan) = add_floors(&before, building(), &spec, more, &mut mint()).unwrap();
    assert_eq!(labels(&plan.created), ["301", "302"], "one floor more");
    assert_eq!((taller.floors_above, plan.ended.len()), (3, 0), "and nothing else");
    assert!(plan.created.iter().all(|room| room.valid_from == Some(date("2026-11-01"))), "from that day");
    let none = add_floors(&before, building(), &spec, MoreFloors::default(), &mut mint());
    assert_eq!(none.err(), Some(ChangeProblem::NoFloors), "no floor is no change");
    let sky = add_floors(&before, building(), &spec, MoreFloors { above: 99, below: 0 }, &mut mint());
    assert_eq!(
        sky.err(),
        Some(ChangeProblem::Spec(SpecProblem::TooManyFloors)),
        "what cannot be numbered is not built"
    );
}

#[test]
fn a_changed_specification_is_compared_with_the_rooms() {
    let standing = [room(101), room(102), Room { kind: SpaceKind::Shop, ..room(201) }, room(901)];
    let part = Room { sub_room: Some("A".to_owned()), parent_room: Some(id(101)), id: id(31), ..room(101) };
    let gone = Room { end_reason: Some(RoomEndReason::Demolished), ..room(202) };
    let standing: Vec<Room> = standing.into_iter().chain([part, gone]).collect();
    let occupants = [in_room(1, 901)];
    let found = diff(&standing, &occupants, &BlockSpec::plain(1, 2, 2));
    let added: Vec<_> = found.added.iter().map(|room| room.number.as_str()).collect();
    assert_eq!(added, ["202"], "the one that was pulled down stands again");
    let kept: Vec<_> = found.kept.iter().map(|kept| (kept.room, kept.differs.len())).collect();
    assert_eq!(kept, [(id(101), 0), (id(102), 0), (id(201), 1), (id(31), 0)], "201 is a shop; 101A stays with 101");
    let surplus: Vec<_> = found.surplus.iter().map(|left| (left.room, left.occupants.clone())).collect();
    assert_eq!(surplus, [(id(901), vec![stay(1)])], "901 is not called for, and somebody lives there");

    let before = inside(&standing, &occupants);
    let ends = BTreeMap::from([(id(901), RoomEndReason::Erroneous)]);
    let plan = found.plan(&before, building(), &ends, &mut mint());
    assert_eq!(
        plan,
        Err(ChangeProblem::StillOccupied { room: "901".to_owned(), records: 1 }),
        "nobody is ended with it"
    );
    let empty = Inside { occupants: &[], ..before };
    let plan = found.plan(&empty, building(), &ends, &mut mint()).unwrap();
    assert_eq!((plan.created.len(), plan.ended.len()), (1, 1), "empty, it may end");
}

#[test]
fn units_and_leading_zeros_do_not_make_another_room() {
    let named = [Room { unit: Some("1".to_owned()), number: "0101".to_owned(), ..room(101) }];
    let found = diff(&named, &[], &BlockSpec::plain(1, 1, 1));
    assert_eq!((found.added.len(), found.kept.len()), (0, 1), "the only unit, named or not, is the same");
    let two = diff(&named, &[], &BlockSpec::plain(2, 1, 1));
    assert_eq!((two.added.len(), two.kept.len()), (1, 1), "of two units, one is there");
}

#[test]
fn what_cannot_be_done_is_refused_with_a_reason() {
    let ended = Room { end_reason: Some(RoomEndReason::Merged), ..room(504) };
    let young = Room { valid_from: Some(date("2027")), ..room(505) };
    let standing = [room(501), room(502), ended, young];
    let before = inside(&standing, &[]);
    let split = |room, into: &SplitInto| split(&before, id(room), into, &mut mint()).err();
    let merge = |rooms: &[u16], into| {
        merge(&before, &rooms.iter().copied().map(id).collect::<Vec<_>>(), &into, &mut mint()).err()
    };
    for (problem, code) in [
        (split(999, &numbers(&["1", "2"])), "unknown_room"),
        (split(504, &numbers(&["1", "2"])), "room_ended"),
        (split(505, &numbers(&["1", "2"])), "before_room"),
        (split(501, &numbers(&["501"])), "too_few_parts"),
        (split(501, &numbers(&["501", " "])), "name_missing"),
        (split(501, &numbers(&["501", "502"])), "number_taken"),
        (split(501, &parts(&["A", "A"], WholeRoom::Ends)), "number_taken"),
        (merge(&[501, 501], MergeInto::Keep(id(501))), "too_few_rooms"),
        (merge(&[501, 502], MergeInto::Keep(id(503))), "survivor_elsewhere"),
    ] {
        let problem = problem.expect("it is refused");
        assert_eq!(problem.code(), code, "the reason");
        assert!(problem.zh().contains('：') && problem.en().contains(':'), "{} says what to do", problem.zh());
    }
}

#[test]
fn numbers_for_a_split_are_the_next_that_are_free() {
    let standing = [room(501), room(502), room(504)];
    let before = inside(&standing, &[]);
    assert_eq!(split_numbers(&before, &room(501), 3), ["501", "503", "505"], "502 and 504 are taken");
    assert_eq!(part_names(3), ["A", "B", "C"], "parts are letters");
}

#[test]
fn who_would_go_astray_is_found() {
    let (rooms, occupants) = ([room(501), room(502)], [in_room(1, 501), in_room(2, 502)]);
    let before = inside(&rooms, &occupants);
    let end = RoomEnd { room: id(501), on: date("2026-11-01"), reason: RoomEndReason::Demolished };
    let step = |n, from, to| OccupantMove { record: stay(n), from: id(from), to: id(to) };
    for (ended, moves, expected) in [
        (vec![end], vec![], vec![Astray::Nowhere(stay(1))]),
        (vec![end], vec![step(1, 501, 999)], vec![Astray::Nowhere(stay(1))]),
        (vec![end], vec![step(1, 501, 502), step(1, 501, 502)], vec![Astray::Doubled(stay(1))]),
        (vec![], vec![step(9, 501, 502)], vec![Astray::Unknown(stay(9))]),
    ] {
        let plan = SettledPlan { ended, moves, ..SettledPlan::default() };
        assert_eq!(check_conserved(&before, &plan), Err(expected), "{plan:?}");
    }
}

#[test]
fn a_stay_is_carried_over_on_the_day() {
    let person = PersonId(Uuid::from_u128(7));
    let old = Stay {
        from: Some(date("2019-03")),
        ..Stay::at(StayId(Uuid::from_u128(1)), person, Place::Room(id(501)), "望湖家园3幢501室")
    };
    let new = StayId(Uuid::from_u128(2));
    let carried = carry_stay(&old, id(503), date("2026-11-01"), new, EndReason::MovedWithin);
    let ended = carried.ended.expect("it ended in 501");
    assert_eq!((ended.id, ended.place, ended.to), (old.id, old.place, Some(date("2026-11-01"))), "501 keeps its past");
    assert_eq!(
        (carried.begun.place, carried.begun.from),
        (Place::Room(id(503)), Some(date("2026-11-01"))),
        "503 goes on"
    );
    assert_eq!(carried.begun.raw_address, old.raw_address, "what was written is kept for ever");

    let later = Stay { from: Some(date("2026-12-05")), ..old };
    let carried = carry_stay(&later, id(503), date("2026-11-01"), new, EndReason::MovedWithin);
    assert!(carried.ended.is_none(), "who came after the change was never in the old room");
    assert_eq!((carried.begun.id, carried.begun.from), (later.id, later.from), "it is the same stay, put right");

    let presence = Presence {
        place: Place::Room(id(501)),
        ..Presence::blank(PresenceId(Uuid::from_u128(3)), crate::id::OrganisationId(Uuid::from_u128(4)))
    };
    let carried = carry_presence(&presence, id(503), date("2026-11-01"), PresenceId(Uuid::from_u128(5)));
    assert_eq!(carried.ended.and_then(|ended| ended.to), Some(date("2026-11-01")), "an unknown beginning was before");
}
