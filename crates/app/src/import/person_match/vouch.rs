//! What vouches for a namesake being the row's person, beside a citizen id (DOMAIN §1.6, §2.2 #7).
//!
//! A number that several people have in common — the phone of a family, the household number that every ledger begins at
//! one — speaks for somebody, and never moves them by itself: only with a birth date that agrees, or in the room where
//! they are registered, is it they. Otherwise a person decides.

use super::{ids_contradict, stays_there};
use crate::import::known::Known;
use crate::import::place::Placed;
use louce_domain::person::Person;
use louce_domain::stay::Stay;
use louce_import::facts::PersonFacts;

/// Whether a namesake is the row's person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vouch {
    /// Nothing vouches for it, or something contradicts.
    Nothing,
    /// Something speaks for it that several people may have in common.
    Perhaps,
    /// It is they.
    Surely,
}

/// What vouches for a namesake.
pub fn vouch(known: &Known, person: &Person, facts: &PersonFacts, placed: &Placed) -> Vouch {
    let births = person.birth_date.zip(facts.birth_date);
    if ids_contradict(person, facts) || births.is_some_and(|(known, read)| !known.agrees_with(read)) {
        return Vouch::Nothing;
    }
    let same_birth = births.is_some();
    let same_phone = share_phone(person, facts);
    if stays_there(known, person, placed) {
        let is_double = !same_birth && is_written_twice(known, person, facts);
        return if is_double { Vouch::Perhaps } else { Vouch::Surely };
    }
    let stays = known.stays_of(person.id);
    let in_site = |stay: &&Stay| placed.site.is_some() && known.site_of(stay.place) == placed.site;
    let same_number = |stay: &Stay| facts.stay.household_no.is_some() && stay.household_no == facts.stay.household_no;
    if stays.iter().filter(in_site).any(|stay| same_words(stay, facts)) {
        return Vouch::Surely;
    }
    let with_birth = same_phone
        || stays.iter().filter(in_site).any(same_number)
        || (person.birth_date == facts.birth_date && stays.iter().any(|stay| same_words(stay, facts)));
    if same_birth && with_birth {
        return Vouch::Surely;
    }
    let mut in_these_words = stays.iter().filter(|stay| same_words(stay, facts)).peekable();
    let is_written_there = in_these_words.peek().is_some();
    // The same ledger again, and no other row of it that has spoken of them already.
    if in_these_words.any(|stay| known.knowledge.has_layout_now(stay.id.0)) && !known.is_met_here(person.id) {
        return Vouch::Surely;
    }
    let is_perhaps = same_phone || is_written_there || shares_household(known, person, facts, placed);
    if is_perhaps { Vouch::Perhaps } else { Vouch::Nothing }
}

/// Whether person and row have a phone in common.
pub fn share_phone(person: &Person, facts: &PersonFacts) -> bool {
    facts.phones.iter().any(|phone| person.phones.contains(phone))
}

/// Whether the person is counted under the row's household number in the row's building: in the next one the same number
/// is another household's.
pub fn shares_household(known: &Known, person: &Person, facts: &PersonFacts, placed: &Placed) -> bool {
    let building = placed.building(&known.spaces);
    let number = facts.stay.household_no.as_ref().filter(|_| building.is_some());
    number.is_some_and(|number| {
        let mut stays = known.stays_of(person.id).iter();
        stays.any(|stay| {
            stay.household_no.as_ref() == Some(number) && known.spaces.building_of_place(stay.place) == building
        })
    })
}

/// Whether a row of this very file has spoken of them already, with other phones: two rows of one name in one room, and
/// nothing says that they are one person written twice.
pub fn is_written_twice(known: &Known, person: &Person, facts: &PersonFacts) -> bool {
    let both_have = !person.phones.is_empty() && !facts.phones.is_empty();
    both_have && !share_phone(person, facts) && known.is_met_here(person.id)
}

fn same_words(stay: &Stay, facts: &PersonFacts) -> bool {
    let raw = facts.stay.address.raw.as_str();
    !raw.is_empty() && stay.raw_address == raw
}
