//! Namesakes, found by what can tell that one of them is a row's person.
//!
//! A name alone says nothing, and with a birth date it only says that the list of duplicates should look. Beyond that a
//! namesake is a row's person, or near to it, through something they have in common: a phone, a room, the words of an
//! address, a household number, a citizen id but for a slip, a household register address beside the month of birth. Where
//! many bear a name, only those who share such a mark are compared, so that a ledger of thousands of namesakes costs what
//! any other does. The marks are wider than the comparison: they pass nobody over whom it would find
//! ([`louce_domain::duplicate`] weighs name and birth date together below what makes a row wait).

use super::known::Known;
use super::place::Placed;
use louce_domain::citizen_id::{CellForm, CitizenIdState, read_citizen_id};
use louce_domain::id::{BuildingId, PersonId, SiteId};
use louce_domain::person::Person;
use louce_domain::space::Place;
use louce_domain::stay::Stay;
use louce_import::facts::PersonFacts;
use std::collections::{HashMap, HashSet};

/// So many bearers of a name are all compared.
const FEW: usize = 16;
/// The most namesakes one row is compared with.
pub const MOST_COMPARED: usize = 128;
/// Digits at the end of a phone that two equal ones share, however the country is written.
const PHONE_END: usize = 7;
/// Of the 17 characters before the check digit one slip leaves either the first so many or the last so many as they are.
/// The check digit is left out: it follows from the others where a number of 15 is read as one of 18.
const ID_HEAD: usize = 10;
const ID_END: usize = 17;

/// Something that namesakes have in common.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Mark {
    /// The end of a phone.
    Phone(String),
    /// A room.
    Room(Place),
    /// The words of an address.
    Written(String),
    /// A household number in a site.
    InSite(SiteId, String),
    /// A household number in a building.
    InBuilding(BuildingId, String),
    /// The beginning of a citizen id.
    IdHead(String),
    /// The end of a citizen id.
    IdTail(String),
    /// Year and month of birth, of those with a household register address.
    Born(i16, u8),
}

/// The bearers of one name by their marks: those whose number is sound apart, for a row with a sound one is none of them.
#[derive(Debug, Default)]
struct Bearers {
    sound: HashMap<Mark, Vec<PersonId>>,
    doubtful: HashMap<Mark, Vec<PersonId>>,
}

/// The names that many bear.
#[derive(Debug, Default)]
pub struct Namesakes(HashMap<String, Bearers>);

impl Namesakes {
    /// Whether so many bear a name that they are kept by their marks.
    pub const fn are_many(bearers: usize) -> bool {
        bearers > FEW
    }

    /// Whether the bearers of a name are kept by their marks.
    pub fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    /// Forgets them all.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// Takes in by which marks a person is found.
    pub fn note(&mut self, person: &Person, marks: Vec<Mark>) {
        let bearers = self.0.entry(person.name.clone()).or_default();
        let of_state = match person.id_state {
            CitizenIdState::Ok => &mut bearers.sound,
            _ => &mut bearers.doubtful,
        };
        for mark in marks {
            let found = of_state.entry(mark).or_default();
            if found.last() != Some(&person.id) {
                found.push(person.id);
            }
        }
    }

    /// Those who share a mark with a row, and whether more do than are given out.
    fn sharing(&self, name: &str, marks: &[Mark], is_sound: bool) -> (Vec<PersonId>, bool) {
        let Some(bearers) = self.0.get(name) else { return (Vec::new(), false) };
        let sound = marks.iter().filter(|_| !is_sound).filter_map(|mark| bearers.sound.get(mark));
        let doubtful = marks.iter().filter_map(|mark| bearers.doubtful.get(mark));
        let mut seen = HashSet::new();
        let mut found = sound.chain(doubtful).flatten().copied().filter(|id| seen.insert(*id));
        let given: Vec<PersonId> = found.by_ref().take(MOST_COMPARED).collect();
        let are_more = found.next().is_some();
        (given, are_more)
    }
}

/// The bearers of a row's name who can be its person.
pub struct Sharing<'a> {
    /// They.
    pub persons: Vec<&'a Person>,
    /// Whether there are more than anybody can be asked about.
    pub are_too_many: bool,
}

impl Known {
    /// The bearers of a row's name who can be its person, or near to it.
    pub(super) fn namesakes_of(&self, facts: &PersonFacts, placed: &Placed) -> Sharing<'_> {
        if !self.has_many_named(&facts.name) {
            return Sharing { persons: self.persons_named(&facts.name).collect(), are_too_many: false };
        }
        let is_sound = facts.id.state == CitizenIdState::Ok;
        let marks = self.marks_of_row(facts, placed);
        let (ids, are_too_many) = self.namesakes().sharing(&facts.name, &marks, is_sound);
        Sharing { persons: ids.into_iter().filter_map(|id| self.person(id)).collect(), are_too_many }
    }

    /// By which marks a person is found who is taken in.
    pub(super) fn marks_of(&self, person: &Person) -> Vec<Mark> {
        let mut marks = Vec::new();
        marks.extend(person.phones.iter().filter_map(|phone| phone_mark(phone)));
        marks.extend(person.citizen_id.as_deref().into_iter().flat_map(id_marks));
        if person.hukou_address.is_some() {
            let inside = person.citizen_id.as_deref().and_then(birth_inside);
            marks.extend(person.birth_date.into_iter().chain(inside).flat_map(birth_marks));
        }
        marks.extend(self.stays_of(person.id).iter().flat_map(|stay| self.marks_of_stay(stay)));
        marks
    }

    /// By which marks of a stay its person is found.
    pub(super) fn marks_of_stay(&self, stay: &Stay) -> Vec<Mark> {
        let building = self.spaces.building_of_place(stay.place);
        let household = household_marks(self.site_of(stay.place), building, stay.household_no.as_ref());
        place_marks(stay.place, &stay.raw_address).chain(household).collect()
    }

    fn marks_of_row(&self, facts: &PersonFacts, placed: &Placed) -> Vec<Mark> {
        let building = placed.building(&self.spaces);
        let mut marks: Vec<Mark> = place_marks(placed.place, &facts.stay.address.raw).collect();
        marks.extend(household_marks(placed.site, building, facts.stay.household_no.as_ref()));
        marks.extend(facts.phones.iter().filter_map(|phone| phone_mark(phone)));
        marks.extend(facts.id.text.as_deref().into_iter().flat_map(id_marks));
        if facts.hukou_addr.is_some() {
            let inside = facts.id.text.as_deref().and_then(birth_inside);
            marks.extend(facts.birth_date.into_iter().chain(inside).flat_map(birth_marks));
        }
        marks
    }
}

fn phone_mark(phone: &str) -> Option<Mark> {
    let digits: Vec<char> = phone.chars().filter(char::is_ascii_digit).collect();
    let end = digits.get(digits.len().checked_sub(PHONE_END)?..)?;
    Some(Mark::Phone(end.iter().collect()))
}

fn place_marks(place: Place, written: &str) -> impl Iterator<Item = Mark> {
    let room = matches!(place, Place::Room(_)).then_some(Mark::Room(place));
    let words = (!written.is_empty()).then(|| Mark::Written(written.to_owned()));
    room.into_iter().chain(words)
}

fn household_marks(
    site: Option<SiteId>,
    building: Option<BuildingId>,
    number: Option<&String>,
) -> impl Iterator<Item = Mark> {
    let in_site = site.zip(number).map(|(site, number)| Mark::InSite(site, number.clone()));
    let in_building = building.zip(number).map(|(building, number)| Mark::InBuilding(building, number.clone()));
    in_site.into_iter().chain(in_building)
}

/// Both parts of a number in its 18-character form.
fn id_marks(number: &str) -> Vec<Mark> {
    let reading = read_citizen_id(number, CellForm::Text);
    let form = reading.upgrade_offer.or(reading.text).unwrap_or_else(|| number.to_owned());
    let signs: Vec<char> = form.chars().filter(char::is_ascii_alphanumeric).collect();
    let head = signs.get(..ID_HEAD).map(|head| Mark::IdHead(head.iter().collect()));
    let tail = signs.get(ID_HEAD..ID_END);
    head.into_iter().chain(tail.map(|tail| Mark::IdTail(tail.iter().collect()))).collect()
}

fn birth_inside(number: &str) -> Option<louce_domain::date::PartialDate> {
    read_citizen_id(number, CellForm::Text).birth_date
}

/// The month of birth, and the day as a month: the two are exchanged at times.
fn birth_marks(birth: louce_domain::date::PartialDate) -> impl Iterator<Item = Mark> {
    [birth.month(), birth.day()].into_iter().flatten().map(move |month| Mark::Born(birth.year(), month))
}

#[cfg(test)]
mod tests;
