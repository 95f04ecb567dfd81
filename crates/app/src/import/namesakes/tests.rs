use super::*;
use crate::import::person_match::{Met, find, is_near};
use louce_domain::id::RoomId;
use louce_domain::id::StayId;
use louce_domain::space::{Building, Room, Site};
use louce_import::facts::{AddressFacts, IdFacts, NameState, StayFacts};
use uuid::Uuid;

fn facts(name: &str) -> PersonFacts {
    PersonFacts {
        name: name.to_owned(),
        name_state: NameState::Ok,
        split: Vec::new(),
        former_name: None,
        id: IdFacts::missing(),
        sex: None,
        birth_date: "1980-03-05".parse().ok(),
        phones: Vec::new(),
        ethnicity: None,
        native_place: None,
        marital: None,
        education: None,
        occupation: None,
        workplace: None,
        hukou_site: None,
        hukou_addr: None,
        death_date: None,
        remark: None,
        stay: StayFacts::default(),
        landlord: None,
        relation_to_owner: None,
    }
}

fn at(place: Place) -> Placed {
    Placed { place, site: None, steps: Vec::new(), note: None }
}

fn room(number: u128) -> Place {
    Place::Room(RoomId(Uuid::from_u128(number)))
}

/// Takes in what a row makes of its person.
fn adopt(known: &mut Known, number: u128, facts: &PersonFacts, placed: &Placed) {
    let id = PersonId(Uuid::from_u128(number));
    let person = Person::named(id, "", &facts.name);
    let blank = Person { id_state: facts.id.state, ..person };
    known.learn_person(crate::import::merge::person(&blank, facts));
    let stay = Stay::at(StayId(Uuid::from_u128(number)), id, placed.place, &facts.stay.address.raw);
    known.learn_stay(Stay { household_no: facts.stay.household_no.clone(), ..stay });
}

/// Comparisons made by so many rows of one name and birth date, each in a room and with a phone of its own.
fn comparisons(rows: u128) -> u64 {
    let mut known = Known::default();
    for row in 1..=rows {
        let address = AddressFacts { raw: format!("望湖路{row}号"), ..AddressFacts::default() };
        let stay = StayFacts { address, ..StayFacts::default() };
        let facts = PersonFacts { phones: vec![format!("1390{row:07}")], stay, ..facts("张三") };
        let placed = at(room(row));
        assert!(matches!(find(&known, &facts, &placed), Met::Nobody), "nothing but name and birth date in common");
        adopt(&mut known, row, &facts, &placed);
    }
    known.compared()
}

#[test]
fn namesakes_without_anything_in_common_are_not_compared() {
    let (few, many) = (comparisons(100), comparisons(2_000));
    assert_eq!(few, many, "once many bear a name, those who share nothing cost nothing");
}

#[test]
fn those_who_all_share_something_wait_after_so_many() {
    let mut known = Known::default();
    let row = PersonFacts { phones: vec!["13900001234".to_owned()], ..facts("李四") };
    for number in 1..=300 {
        adopt(&mut known, number, &row, &at(room(number)));
    }
    let Met::TooMany(candidates) = find(&known, &row, &at(room(999))) else { panic!("a person has to decide") };
    assert!(!candidates.is_empty(), "among some of them");
    assert_eq!(known.compared(), 0, "and nobody is compared for nothing");
}

/// Numbers in a row that look like nothing, the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    fn one<'a>(&mut self, of: &[&'a str]) -> Option<&'a str> {
        let at = self.below(of.len() as u64 + 1);
        usize::try_from(at).ok().and_then(|at| of.get(at)).copied()
    }
}

const IDS: &[&str] = &[
    "330299198003050011",
    "330299198003050038",
    "330299198003050018",
    "33029919800305001",
    "330299198003500011",
    "330299800305001",
    "330299198008050011",
    "330298198003050011",
    "332099198003050011",
    "330299190803050011",
];
const ADDRESSES: &[&str] = &["虚构市望湖路15号3幢501室", "望湖路15号3幢501", "虚构市望湖路15号3幢502室", "青山村27号"];
const BIRTHS: &[&str] = &["1980-03-05", "1980-05-03", "1980-03", "1980", "1980-01-01", "1991-03-05", "1962-11-27"];

fn invented(dice: &mut Dice) -> PersonFacts {
    let id = dice.one(IDS).map(|id| read_citizen_id(id, CellForm::Text));
    let id = id.map_or_else(IdFacts::missing, |id| IdFacts {
        text: id.text,
        state: id.state,
        upgrade_offer: id.upgrade_offer,
        ..IdFacts::missing()
    });
    let phone = dice.below(40);
    let stay = StayFacts {
        address: AddressFacts {
            raw: dice.one(&["望湖1-101", "望湖1-102", "望湖"]).unwrap_or_default().to_owned(),
            ..AddressFacts::default()
        },
        household_no: dice.one(&["1", "2"]).map(str::to_owned),
        ..StayFacts::default()
    };
    PersonFacts {
        id,
        birth_date: dice.one(BIRTHS).and_then(|birth| birth.parse().ok()),
        phones: if phone < 10 {
            vec![format!("+861390000{phone:04}")]
        } else {
            vec![format!("1390000{:04}", phone % 10)]
        },
        hukou_addr: dice.one(ADDRESSES).map(str::to_owned),
        stay,
        ..facts("王五")
    }
}

#[test]
fn nobody_whom_the_comparison_would_find_is_passed_over() {
    let mut dice = Dice(7);
    let mut compared = 0;
    for _ in 0..40 {
        let mut known = Known::default();
        let (site, building) = (SiteId(Uuid::from_u128(1)), BuildingId(Uuid::from_u128(2)));
        let blank = Site {
            id: site,
            area: String::new(),
            name: "望湖".to_owned(),
            division_code: None,
            township: None,
            community: None,
        };
        known.learn_site(&blank);
        known.learn_building(Building { site: Some(site), ..Building::named(building, "", "1") });
        for number in 1..=6 {
            known.learn_room(&Room::numbered(RoomId(Uuid::from_u128(number)), building, &number.to_string()));
        }
        for number in 1..=60 {
            let place = at(room(u128::from(dice.below(8)) + 1));
            adopt(&mut known, number, &invented(&mut dice), &place);
        }
        for _ in 0..60 {
            let row = invented(&mut dice);
            let place = room(u128::from(dice.below(8)) + 1);
            let placed = Placed { site: known.site_of(place), ..at(place) };
            let found: HashSet<PersonId> = known.namesakes_of(&row, &placed).persons.iter().map(|one| one.id).collect();
            for person in known.persons_named("王五") {
                let holds_its_number = row.id.text.is_some() && person.citizen_id == row.id.text;
                let is_found = found.contains(&person.id) || holds_its_number;
                assert!(is_found || !is_near(&known, person, &row, &placed), "{row:?} is near {person:?}");
            }
            compared += found.len();
        }
    }
    assert!(compared < 40 * 60 * 60, "and the marks tell some apart: {compared} compared");
}
