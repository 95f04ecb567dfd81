//! Who a row speaks of: by citizen id, else by evidence, never by name alone (DOMAIN §1.6, §2.2 #5, #7, #18). What is near
//! and not sure becomes candidates for a person to choose from.

mod vouch;

use self::vouch::{Vouch, is_written_twice, share_phone, shares_household, vouch};
use super::candidate::{Candidate, best};
use super::known::Known;
use super::place::Placed;
use louce_domain::citizen_id::CitizenIdState;
use louce_domain::duplicate::{self, Evidence, Grade, compare};
use louce_domain::field::RecordKind;
use louce_domain::name::mask_name;
use louce_domain::person::Person;
use louce_domain::sex::Sex;
use louce_domain::space::Place;
use louce_import::facts::PersonFacts;

/// What the register knows of a row's person.
pub enum Met<'a> {
    /// Nobody fits.
    Nobody,
    /// This person.
    Person(&'a Person),
    /// The citizen id stands at someone of another name.
    IdTaken(&'a Person, Vec<Candidate>),
    /// Several fit by evidence; a person must decide.
    Several(Vec<Candidate>),
    /// Somebody is near; whether it is they changes what is written, so a person must decide.
    Near(Vec<Candidate>),
    /// More namesakes share something with the row than anybody compares: these are some of them.
    TooMany(Vec<Candidate>),
}

/// Finds the person a row speaks of.
pub fn find<'a>(known: &'a Known, facts: &PersonFacts, placed: &Placed) -> Met<'a> {
    if let Some(holder) = holder_of_id(known, facts) {
        return match names_agree(&holder.name, &facts.name) {
            true => Met::Person(holder),
            false => Met::IdTaken(holder, vec![candidate(known, holder, facts, placed)]),
        };
    }
    let namesakes = known.namesakes_of(facts, placed);
    if namesakes.are_too_many {
        let some = namesakes.persons.iter().map(|person| candidate(known, person, facts, placed));
        return Met::TooMany(best(some.collect()));
    }
    let fits = |person: &&Person| {
        known.note_compared();
        vouch(known, person, facts, placed) == Vouch::Surely
    };
    let fitting: Vec<&Person> = namesakes.persons.iter().copied().filter(fits).collect();
    match fitting.as_slice() {
        [only] => return Met::Person(only),
        [] => {}
        several => {
            let mut by_phone = several.iter().filter(|person| share_phone(person, facts));
            if let (Some(only), None) = (by_phone.next(), by_phone.next()) {
                return Met::Person(only);
            }
            return Met::Several(best(several.iter().map(|one| candidate(known, one, facts, placed)).collect()));
        }
    }
    let near = near(known, facts, placed, &namesakes.persons);
    if near.is_empty() { Met::Nobody } else { Met::Near(near) }
}

/// Those who may be the row's person although nothing vouches for it enough: a name with the same room and another birth
/// date, a name with the same phone or household number elsewhere, a number one slip apart, a name written otherwise with
/// the same birth and number but for a slip.
fn near(known: &Known, facts: &PersonFacts, placed: &Placed, namesakes: &[&Person]) -> Vec<Candidate> {
    let alike_numbers = facts.id.text.as_deref().into_iter().flat_map(|id| known.persons_with_id_like(id));
    let upgraded = facts.id.upgrade_offer.as_deref().and_then(|id| known.person_with_id(id));
    let older = facts.id.text.as_deref().and_then(fifteen_digit_form);
    let older = older.as_deref().and_then(|id| known.person_with_id(id));
    let mut seen = std::collections::HashSet::new();
    let met = namesakes
        .iter()
        .copied()
        .chain(alike_numbers)
        .chain(upgraded)
        .chain(older)
        .filter(|person| seen.insert(person.id));
    let near = met.filter(|person| is_near(known, person, facts, placed));
    best(near.map(|person| candidate(known, person, facts, placed)).collect())
}

/// Whether the row must wait for a word on this person. Namesakes with another sound number, or with nothing but the
/// birth date in common, are left to the list of duplicates.
pub(super) fn is_near(known: &Known, person: &Person, facts: &PersonFacts, placed: &Placed) -> bool {
    if ids_contradict(person, facts) {
        return false;
    }
    known.note_compared();
    let is_namesake = person.name == facts.name;
    let same_room = is_namesake && stays_there(known, person, placed);
    let is_spoken_for = is_namesake && vouch(known, person, facts, placed) != Vouch::Nothing;
    same_room || is_spoken_for || is_likely(person, facts)
}

/// Whether the words of a row and a record are near to each other, wherever either stays.
pub(super) fn is_likely(person: &Person, facts: &PersonFacts) -> bool {
    let found = compared(person, facts).filter(|_| !ids_contradict(person, facts));
    found.is_some_and(|found| {
        let one_number = found.evidence.contains(&Evidence::SameCitizenId);
        one_number || matches!(found.grade, Grade::Probable | Grade::Certain)
    })
}

/// The comparison of two records that the list of duplicates makes.
fn compared(person: &Person, facts: &PersonFacts) -> Option<duplicate::Candidate> {
    let read = duplicate::PersonFacts {
        former_names: facts.former_name.as_deref().into_iter().collect(),
        citizen_ids: facts.id.text.as_deref().into_iter().collect(),
        birth: facts.birth_date,
        sex: facts.sex.unwrap_or(Sex::Unknown),
        phones: facts.phones.iter().map(String::as_str).collect(),
        hukou_address: facts.hukou_addr.as_deref(),
        ..duplicate::PersonFacts::named((), &facts.name)
    };
    compare(&duplicate::PersonFacts::of_record(person, &[]), &read)
}

fn stays_there(known: &Known, person: &Person, placed: &Placed) -> bool {
    matches!(placed.place, Place::Room(_)) && known.has_stayed_at(person.id, placed.place)
}

fn candidate(known: &Known, person: &Person, facts: &PersonFacts, placed: &Placed) -> Candidate {
    let found = compared(person, facts);
    let score = match found.as_ref().map(|found| found.grade) {
        Some(Grade::Certain) => 90,
        Some(Grade::Probable) => 75,
        Some(Grade::Possible) => 55,
        None => 40,
    };
    let found = found.map_or_else(|| plain_evidence(person, facts), |found| found.evidence);
    let mut candidate =
        Candidate::new(RecordKind::Person, person.id.0, mask_name(&person.name), score).compared(&found);
    if stays_there(known, person, placed) {
        let is_double = is_written_twice(known, person, facts);
        candidate =
            if is_double { candidate.because("同一文件中另有一行，电话不同", -10) } else { candidate };
        return candidate.because("登记在同一房间", 10);
    }
    if shares_household(known, person, facts, placed) {
        return candidate.because("同一楼幢的户编号相同", 8);
    }
    let same_site =
        placed.site.is_some() && known.stays_of(person.id).iter().any(|stay| known.site_of(stay.place) == placed.site);
    if same_site { candidate.because("登记在同一小区", 4) } else { candidate }
}

/// What is plain between two records that little else speaks for.
fn plain_evidence(person: &Person, facts: &PersonFacts) -> Vec<Evidence> {
    let name = if person.name == facts.name { Evidence::SameName } else { Evidence::NameDiffers };
    let birth = person.birth_date.zip(facts.birth_date).map(|(known, read)| match known.agrees_with(read) {
        true => Evidence::SameBirth,
        false => Evidence::BirthDiffers,
    });
    std::iter::once(name).chain(birth).collect()
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
pub fn names_agree(known: &str, read: &str) -> bool {
    let lost = |c: char| matches!(c, '?' | '？' | '\u{FFFD}');
    if known == read {
        return true;
    }
    let has_gap = known.chars().chain(read.chars()).any(lost);
    let prefix_agrees = known.chars().zip(read.chars()).all(|(a, b)| a == b || lost(a) || lost(b));
    has_gap && prefix_agrees
}

/// Two sound numbers that differ are two persons.
fn ids_contradict(person: &Person, facts: &PersonFacts) -> bool {
    let both_sound = person.id_state == CitizenIdState::Ok && facts.id.state == CitizenIdState::Ok;
    both_sound && person.citizen_id != facts.id.text
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
