//! The invented community keeps its promises: fixed, of the right size, and nobody real.

use super::origin::ORIGINS;
use super::*;
use louce_domain::citizen_id::{CellForm, CitizenIdState, read_citizen_id};
use louce_domain::credit_code::read_credit_code;
use louce_domain::division::DivisionPrefix;
use louce_domain::space::{Place, RoomState};
use std::collections::{HashMap, HashSet};

/// What the default demo is made of: changes only with the generator itself.
const PRINT: u64 = 5_051_855_797_655_783_524;

fn records(scale: f64) -> Vec<DemoRecord> {
    Community::at_scale(scale).unwrap().collect()
}

/// FNV-1a over what a user sees of every record, corrections included.
fn print_of(scale: f64) -> u64 {
    let mut community = Community::at_scale(scale).unwrap();
    let mut print = 0xcbf2_9ce4_8422_2325_u64;
    let mut take = |text: String| {
        for byte in text.bytes() {
            print = (print ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    };
    for record in community.by_ref() {
        take(match record {
            DemoRecord::Site(site) => format!("{} {}", site.id, site.name),
            DemoRecord::Building(building) | DemoRecord::Footprint(building) => {
                format!(
                    "{} {:?} {:?} {:?}",
                    building.id, building.address, building.footprint, building.footprint_holes
                )
            }
            DemoRecord::Room(room) => format!("{} {:?} {} {}", room.id, room.unit, room.number, room.state),
            DemoRecord::Person(person) => {
                format!("{} {} {:?} {:?}", person.id, person.name, person.citizen_id, person.phones)
            }
            DemoRecord::Stay(stay) => {
                format!("{} {} {:?} {:?} {:?}", stay.id, stay.raw_address, stay.relation, stay.from, stay.to)
            }
            DemoRecord::Organisation(organisation) => format!("{} {}", organisation.id, organisation.name),
            DemoRecord::Presence(presence) => format!("{} {}", presence.id, presence.raw_address),
            linked => format!("{linked:?}"),
        });
    }
    take(format!("{:?}", community.ground()));
    community.corrections().into_iter().for_each(|correction| take(format!("{correction:?}")));
    print
}

#[test]
fn same_scale_same_data() {
    assert_eq!(print_of(0.01), PRINT, "the seed is fixed and nothing depends on clock, memory or machine");
    assert_eq!(print_of(0.01), print_of(0.01), "nor on what was invented before");
    assert_ne!(print_of(0.01), print_of(0.02), "another scale is another community");
}

#[test]
fn the_data_do_not_change_unnoticed() {
    let all = records(0.01);
    let counts = |kind: fn(&DemoRecord) -> bool| all.iter().filter(|record| kind(record)).count();
    let totals = Totals::at_scale(0.01).unwrap();
    assert_eq!(counts(|r| matches!(r, DemoRecord::Building(_))), totals.buildings as usize, "68 buildings");
    let as_built = |r: &DemoRecord| matches!(r, DemoRecord::Room(room) if room.parent_room.is_none() && room.is_live());
    assert_eq!(counts(as_built), totals.rooms as usize, "1,500 rooms, what became of a few beside them");
    assert_eq!(counts(|r| matches!(r, DemoRecord::Person(_))), totals.persons as usize, "12,700 persons");
    assert_eq!(
        counts(|r| matches!(r, DemoRecord::Organisation(_))),
        totals.organisations as usize,
        "270 organisations"
    );
    assert!(counts(|r| matches!(r, DemoRecord::Stay(_))) > totals.persons as usize, "some moved within the community");
}

#[test]
fn totals_are_exact_at_many_scales() {
    for scale in [0.001, 0.003, 0.02, 0.05] {
        let totals = Totals::at_scale(scale).unwrap();
        let mut seen = Totals { buildings: 0, rooms: 0, persons: 0, organisations: 0 };
        for record in records(scale) {
            match record {
                DemoRecord::Building(_) => seen.buildings += 1,
                DemoRecord::Room(ref room) if room.parent_room.is_none() && room.is_live() => seen.rooms += 1,
                DemoRecord::Person(_) => seen.persons += 1,
                DemoRecord::Organisation(_) => seen.organisations += 1,
                _ => {}
            }
        }
        assert_eq!(seen, totals, "scale {scale} yields what it says");
    }
    assert!(Totals::at_scale(0.0).is_err() && Totals::at_scale(f64::NAN).is_err(), "nothing is no community");
}

#[test]
fn everybody_is_invented() {
    for origin in ORIGINS {
        let prefix = DivisionPrefix::of(origin.division);
        assert!(
            matches!(prefix, DivisionPrefix::Unknown | DivisionPrefix::Demo),
            "{} was never assigned",
            origin.division
        );
    }
    let divisions: HashSet<&str> = ORIGINS.iter().map(|origin| origin.division).collect();
    let mut ids = HashSet::new();
    for record in records(0.02) {
        let DemoRecord::Person(person) = record else { continue };
        for phone in &person.phones {
            assert!(
                phone.len() == 11 && phone.get(3..7) == Some("0000"),
                "{phone} is of the invented range 1xx 0000 xxxx"
            );
        }
        let Some(id) = person.citizen_id.as_deref() else {
            assert!(
                matches!(person.id_state, CitizenIdState::Missing | CitizenIdState::PrecisionLost),
                "an id is absent for a reason"
            );
            continue;
        };
        assert!(divisions.contains(id.get(..6).unwrap()), "{id} stands on a division that was never assigned");
        assert_eq!(read_citizen_id(id, CellForm::Text).state, person.id_state, "{id} is what its state says");
        assert!(ids.insert(id.to_owned()), "{id} is given once");
    }
}

#[test]
fn organisations_carry_codes_of_the_demo_division() {
    for record in records(0.02) {
        let DemoRecord::Organisation(organisation) = record else { continue };
        let Some(code) = organisation.credit_code else { continue };
        assert_eq!(
            code.get(2..8).unwrap(),
            louce_domain::division::DEMO_DIVISION,
            "{code} stands on the demo division"
        );
        assert_eq!(read_credit_code(&code).state, organisation.credit_code_state, "{code} is what its state says");
    }
}

#[test]
fn every_reference_points_back() {
    let mut known: HashSet<String> = HashSet::new();
    for record in records(0.01) {
        match record {
            DemoRecord::Site(site) => assert!(known.insert(site.id.to_string()), "ids are unique"),
            DemoRecord::Building(building) => {
                assert!(
                    building.site.is_none_or(|site| known.contains(&site.to_string())),
                    "a site comes before its buildings"
                );
                assert!(known.insert(building.id.to_string()), "ids are unique");
            }
            DemoRecord::Room(room) => {
                assert!(known.contains(&room.building.to_string()), "a building comes before its rooms");
                assert!(known.insert(room.id.to_string()), "ids are unique");
            }
            DemoRecord::Person(person) => assert!(known.insert(person.id.to_string()), "ids are unique"),
            DemoRecord::Stay(stay) => {
                assert!(known.contains(&stay.person.to_string()), "a person comes before the stay");
                if let Place::Room(room) = stay.place {
                    assert!(known.contains(&room.to_string()), "a room comes before who stays in it");
                }
                let order = stay.from.zip(stay.to).is_none_or(|(from, to)| from.first_day() <= to.last_day());
                assert!(order, "nobody leaves before they came: {stay:?}");
            }
            DemoRecord::Organisation(organisation) => {
                assert!(known.insert(organisation.id.to_string()), "ids are unique")
            }
            DemoRecord::Presence(presence) => {
                assert!(
                    known.contains(&presence.organisation.to_string()),
                    "an organisation comes before its addresses"
                );
            }
            linked => linked_points_back(&linked, &mut known),
        }
    }
}

fn linked_points_back(record: &DemoRecord, known: &mut HashSet<String>) {
    let named: Vec<String> = match record {
        DemoRecord::Household(household) => {
            assert!(known.insert(household.id.to_string()), "ids are unique");
            household.head.iter().map(ToString::to_string).collect()
        }
        DemoRecord::Tenancy(tenancy) => {
            assert!(known.insert(tenancy.id.to_string()), "ids are unique");
            tenancy.landlord_person.iter().chain(&tenancy.tenant_person).map(ToString::to_string).collect()
        }
        DemoRecord::Visit(visit) => {
            assert!(known.insert(visit.id.to_string()), "ids are unique");
            Vec::new()
        }
        DemoRecord::Encounter(met) => vec![met.visit.to_string(), met.person.to_string()],
        DemoRecord::Document(document) => vec![document.person.to_string()],
        DemoRecord::Kinship(kinship) => vec![kinship.person.to_string(), kinship.relative.to_string()],
        DemoRecord::Care(note) => vec![note.person.to_string()],
        DemoRecord::Employment(employment) => vec![employment.organisation.to_string()],
        DemoRecord::Succession(succession) => vec![succession.from_room.to_string(), succession.to_room.to_string()],
        DemoRecord::Inspection(inspection) => {
            let tenancy = inspection.tenancy.map(|id| id.to_string());
            tenancy.into_iter().chain(inspection.organisation.map(|id| id.to_string())).collect()
        }
        _ => Vec::new(),
    };
    for id in named {
        assert!(known.contains(&id), "what a record names comes before it: {record:?}");
    }
}

#[test]
fn there_is_something_of_everything_to_explore() {
    let all = records(0.02);
    let count = |kind: fn(&DemoRecord) -> bool| all.iter().filter(|record| kind(record)).count();
    for (name, found) in [
        ("passports", count(|r| matches!(r, DemoRecord::Document(_)))),
        ("households", count(|r| matches!(r, DemoRecord::Household(_)))),
        ("kinships", count(|r| matches!(r, DemoRecord::Kinship(_)))),
        ("inspections", count(|r| matches!(r, DemoRecord::Inspection(_)))),
        ("employments", count(|r| matches!(r, DemoRecord::Employment(_)))),
        ("visits", count(|r| matches!(r, DemoRecord::Visit(_)))),
        ("care notes", count(|r| matches!(r, DemoRecord::Care(_)))),
        ("partitioned rooms", count(|r| matches!(r, DemoRecord::Succession(_)))),
        ("plates", count(|r| matches!(r, DemoRecord::Address(a) if a.plate_state.is_some()))),
        ("former tenancies", count(|r| matches!(r, DemoRecord::Tenancy(t) if !t.is_open()))),
    ] {
        assert!(found > 0, "the demo has {name}");
    }
    let owned = count(
        |r| matches!(r, DemoRecord::Room(room) if room.owner_person.is_some() && room.parent_room.is_none() && room.is_live()),
    );
    assert_eq!(owned, letting::MOST_ROOMS as usize, "one landlord has forty rooms");
}

#[test]
fn room_states_have_believable_shares() {
    let mut states: HashMap<RoomState, f64> = HashMap::new();
    let mut rooms = 0.0;
    for record in records(0.1) {
        if let DemoRecord::Room(room) = record
            && room.is_live()
        {
            *states.entry(room.state).or_default() += 1.0;
            rooms += 1.0;
        }
    }
    for (state, share) in [
        (RoomState::OwnerOccupied, 55.0),
        (RoomState::Let, 25.0),
        (RoomState::Vacant, 8.0),
        (RoomState::Business, 7.0),
        (RoomState::Unknown, 5.0),
    ] {
        let seen = states.get(&state).copied().unwrap_or_default() / rooms * 100.0;
        assert!((seen - share).abs() < 4.0, "{state}: {seen:.1} % of the rooms, about {share} % wanted");
    }
}

#[test]
fn rooms_have_ten_years_behind_them() {
    let all = records(0.02);
    let mut before: HashMap<String, Vec<(i32, RoomState)>> = HashMap::new();
    for record in &all {
        if let DemoRecord::Past(room, states) = record {
            assert!(before.insert(room.id.to_string(), states.clone()).is_none(), "a room has one past");
            assert!(states.is_sorted_by_key(|(round, _)| *round), "told in its order: {states:?}");
            let rounds = states.iter().map(|(round, _)| *round);
            assert!(rounds.clone().all(|round| (1..past::ROUNDS).contains(&round)), "found on a round: {states:?}");
            let then = states.iter().map(|(_, state)| *state).chain([room.state]).collect::<Vec<_>>();
            assert!(then.windows(2).all(|two| two.first() != two.get(1)), "each gave way to another one: {then:?}");
        }
    }
    let rooms = || all.iter().filter_map(|r| if let DemoRecord::Room(room) = r { Some(room) } else { None });
    let share = |round: i32, wanted: Option<RoomState>| {
        let there: Vec<RoomState> = rooms()
            .filter(|room| room.is_live() && past::met(room.valid_from) <= round)
            .map(|room| {
                let known = before.get(&room.id.to_string()).into_iter().flatten();
                known.filter(|(until, _)| *until > round).map(|(_, state)| *state).next().unwrap_or(room.state)
            })
            .collect();
        let held = there.iter().filter(|state| wanted.is_none_or(|wanted| **state == wanted)).count();
        if wanted.is_some() { held as f64 / there.len() as f64 * 100.0 } else { held as f64 }
    };
    let last = past::ROUNDS - 1;
    assert!(share(0, None) < 0.95 * share(last, None), "the town has grown");
    let (vacant, now) = (share(0, Some(RoomState::Vacant)), share(last, Some(RoomState::Vacant)));
    assert!(vacant > now + 5.0 && vacant < 60.0, "more stood empty when more was new: {vacant:.1} %, now {now:.1} %");
    for round in 0..last {
        let changed = before.values().flatten().filter(|(at, _)| *at == round + 1).count();
        assert!(changed > 0, "no quarter in which nothing is sold, let or left: {round}");
    }
    let changes: usize = before.values().map(Vec::len).sum();
    assert!(changes < 2 * rooms().count(), "and a demo stays quick to make: {changes} changes");
}

#[test]
fn nobody_lived_in_a_room_that_was_not_built() {
    let mut built = HashMap::new();
    for record in records(0.02) {
        match record {
            DemoRecord::Room(Room { id, valid_from: Some(since), parent_room: None, .. }) => {
                built.insert(id, since);
            }
            DemoRecord::Stay(stay) => {
                let Place::Room(room) = stay.place else { continue };
                let early = built.get(&room).zip(stay.from).filter(|(since, from)| from.ends_before(**since));
                assert_eq!(early, None, "somebody came before the house was there");
            }
            _ => {}
        }
    }
    assert!(built.len() > 100, "houses of the last ten years are among them: {}", built.len());
}

#[test]
fn corrections_touch_records_of_the_community() {
    let mut community = Community::at_scale(0.01).unwrap();
    let ids: HashSet<uuid::Uuid> = community
        .by_ref()
        .filter_map(|record| match record {
            DemoRecord::Person(person) => Some(person.id.0),
            DemoRecord::Stay(stay) => Some(stay.id.0),
            _ => None,
        })
        .collect();
    let corrections = community.corrections();
    assert!((24..80).contains(&corrections.len()), "a few dozen: {}", corrections.len());
    assert!(
        corrections.iter().all(|correction| ids.contains(&correction.record.id)),
        "each corrects a record that is there"
    );
    assert!(corrections.is_sorted_by_key(|correction| correction.at_ms), "in the order of their dates");
    assert!(OFFICERS.iter().all(|name| corrections.iter().any(|c| c.officer == *name)), "both officers were at work");
}

#[test]
fn the_town_is_one_to_look_at_and_to_try_placing_on() {
    let mut community = Community::at_scale(0.01).unwrap();
    let records: Vec<DemoRecord> = community.by_ref().collect();
    let buildings = || records.iter().filter_map(|r| if let DemoRecord::Building(b) = r { Some(b) } else { None });
    let unplaced = buildings().filter(|building| building.footprint.is_empty()).count();
    assert_eq!(unplaced, 2, "two buildings look for their footprint");
    let free = records.iter().filter(|record| matches!(record, DemoRecord::Footprint(_))).count();
    assert_eq!(free, 3, "and three footprints for their building");
    let courts = buildings().filter(|building| !building.footprint_holes.is_empty()).count();
    let corners: HashSet<usize> = buildings().map(|building| building.footprint.len()).collect();
    assert!(courts > 0 && corners.is_superset(&HashSet::from([4, 6, 8])), "slabs, an L, a U, courts");
    let (source, ground) = community.ground();
    assert!(source.attribution.contains("虚构"), "it says that it is invented");
    for layer in ["road", "water", "green", "site"] {
        assert!(ground.iter().any(|feature| feature.layer == layer), "there is {layer}");
    }
    let all = buildings().flat_map(|b| &b.footprint).chain(ground.iter().flat_map(|feature| &feature.points));
    let mut far = all.map(|[x, y]| ((x - 121.9) * 97.0).hypot((y - 29.5) * 111.0));
    assert!(far.all(|kilometres| kilometres < 5.0), "all of it lies where nothing is");
}

#[test]
fn no_two_buildings_of_the_town_stand_in_each_other() {
    use crate::ground::outline::contains;
    let records = records(0.02);
    let rings: Vec<&Vec<[f64; 2]>> = records
        .iter()
        .filter_map(|record| match record {
            DemoRecord::Building(building) | DemoRecord::Footprint(building) => Some(&building.footprint),
            _ => None,
        })
        .filter(|ring| !ring.is_empty())
        .collect();
    for (at, ring) in rings.iter().enumerate() {
        for (other_at, other) in rings.iter().enumerate() {
            let is_in = at != other_at && ring.iter().any(|corner| contains(other, *corner));
            assert!(!is_in, "building {at} stands in building {other_at}");
        }
    }
}
