//! Who a row speaks of: by citizen id, else by evidence, never by name alone (DOMAIN §1.6, §2.2 #5, #7, #18).

use super::known::Known;
use super::place::Placed;
use louce_domain::citizen_id::CitizenIdState;
use louce_domain::date::PartialDate;
use louce_domain::person::Person;
use louce_domain::space::Place;
use louce_import::facts::PersonFacts;

/// What the register knows of a row's person.
pub enum Met<'a> {
    /// Nobody fits.
    Nobody,
    /// This person, and how it is known.
    Person(&'a Person),
    /// The citizen id stands at someone of another name.
    IdTaken(&'a Person),
    /// Several fit by evidence; a person must decide.
    Several(usize),
}

/// Finds the person a row speaks of.
pub fn find<'a>(known: &'a Known, facts: &PersonFacts, placed: &Placed) -> Met<'a> {
    if let Some(holder) = holder_of_id(known, facts) {
        return if names_agree(&holder.name, &facts.name) { Met::Person(holder) } else { Met::IdTaken(holder) };
    }
    let mut fitting = known.persons_named(&facts.name).filter(|person| fits(known, person, facts, placed));
    match (fitting.next(), fitting.count()) {
        (None, _) => Met::Nobody,
        (Some(only), 0) => Met::Person(only),
        (Some(_), more) => Met::Several(more + 1),
    }
}

/// The holder of the row's number, or of the same number in its 15- or 18-digit form when the name agrees too.
fn holder_of_id<'a>(known: &'a Known, facts: &PersonFacts) -> Option<&'a Person> {
    let number = facts.id.text.as_deref()?;
    let other_form = || {
        let other = facts.id.upgrade_offer.clone().or_else(|| fifteen_digit_form(number))?;
        known.person_with_id(&other).filter(|person| names_agree(&person.name, &facts.name))
    };
    known.person_with_id(number).or_else(other_form)
}

/// The first-generation form of an 18-character number: without the century and the check character.
fn fifteen_digit_form(number: &str) -> Option<String> {
    if number.len() != 18 {
        return None;
    }
    Some(format!("{}{}", number.get(..6)?, number.get(8..17)?))
}

/// Whether two spellings can be one name: equal, or alike but for characters that were lost ("姚?").
fn names_agree(known: &str, read: &str) -> bool {
    let lost = |c: char| matches!(c, '?' | '？' | '\u{FFFD}');
    if known == read {
        return true;
    }
    let has_gap = known.chars().chain(read.chars()).any(lost);
    let prefix_agrees = known.chars().zip(read.chars()).all(|(a, b)| a == b || lost(a) || lost(b));
    has_gap && prefix_agrees
}

/// Whether a namesake is the row's person: nothing contradicts, and a place, phone or household vouches for it.
fn fits(known: &Known, person: &Person, facts: &PersonFacts, placed: &Placed) -> bool {
    !ids_contradict(person, facts)
        && !births_contradict(person.birth_date, facts.birth_date)
        && vouched(known, person, facts, placed)
}

/// Two sound numbers that differ are two persons.
fn ids_contradict(person: &Person, facts: &PersonFacts) -> bool {
    let both_sound = person.id_state == CitizenIdState::Ok && facts.id.state == CitizenIdState::Ok;
    both_sound && person.citizen_id != facts.id.text
}

fn births_contradict(known: Option<PartialDate>, read: Option<PartialDate>) -> bool {
    known.zip(read).is_some_and(|(known, read)| !known.agrees_with(read))
}

/// A room or a phone vouches by itself; a household number or a written address only inside one site, because every
/// ledger numbers its households from one; an address that leads nowhere only with the same full birth date.
fn vouched(known: &Known, person: &Person, facts: &PersonFacts, placed: &Placed) -> bool {
    let stays = known.stays_of(person.id);
    let same_room = matches!(placed.place, Place::Room(_)) && known.has_stayed_at(person.id, placed.place);
    let same_phone = facts.phones.iter().any(|phone| person.phones.contains(phone));
    let raw = facts.stay.address.raw.as_str();
    let household = facts.stay.household_no.as_ref();
    let in_site = stays.iter().filter(|stay| placed.site.is_some() && known.site_of(stay.place) == placed.site);
    let in_site_vouches = in_site.clone().any(|stay| {
        (!raw.is_empty() && stay.raw_address == raw) || (household.is_some() && stay.household_no.as_ref() == household)
    });
    let same_birth = person.birth_date.is_some() && person.birth_date == facts.birth_date;
    let same_words = !raw.is_empty() && stays.iter().any(|stay| stay.raw_address == raw);
    same_room || same_phone || in_site_vouches || (same_birth && same_words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lost_character_agrees_with_the_full_name() {
        assert!(names_agree("姚?", "姚婷敏"), "the rest of the name was lost on the way");
        assert!(!names_agree("姚?", "王婷敏"), "the surname is another one");
        assert!(!names_agree("张伟", "张伟民"), "nothing was lost: two names");
    }

    #[test]
    fn the_first_generation_form_drops_century_and_check() {
        assert_eq!(fifteen_digit_form("330299196309124068").as_deref(), Some("330299630912406"), "GB 11643-1989 form");
        assert_eq!(fifteen_digit_form("330299"), None, "not a whole number");
    }
}
