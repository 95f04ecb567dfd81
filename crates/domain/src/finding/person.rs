//! Persons’ records.

use super::written::{not_listed, words};
use super::{Finding, FindingCode};
use crate::citizen_id::{CitizenIdState, checksum};
use crate::person::Person;
use crate::sex::Sex;

/// A person’s record and its surroundings.
#[derive(Debug, Clone, Copy)]
pub struct PersonFacts<'a> {
    /// The record.
    pub person: &'a Person,
    /// Whether every stay has ended: nobody is left here to ask for what is missing.
    pub gone: bool,
    /// Whether another document is registered: somebody from abroad has no citizen id.
    pub has_document: bool,
}

/// What is missing or doubtful in a person’s record. Nothing reads ethnicity.
pub fn person(facts: &PersonFacts<'_>) -> Vec<Finding> {
    let PersonFacts { person, gone, has_document } = *facts;
    let asked = |code: FindingCode, missing: bool| (missing && !gone).then(|| Finding::of(code));
    let mut found: Vec<Finding> = Vec::new();
    match id_code(person.id_state) {
        Some(FindingCode::IdMissing) => found.extend(asked(FindingCode::IdMissing, !has_document)),
        Some(code) => found.push(Finding::of(code)),
        None => found.extend(id_contradictions(person)),
    }
    if person.name.contains(['?', '？', '□', '\u{FFFD}']) {
        found.push(Finding::of(FindingCode::NameUnreadable));
    }
    let no_hukou = person.hukou_address.is_none() && person.hukou_site.is_none() && person.hukou_division.is_none();
    found.extend(asked(FindingCode::PhoneMissing, person.phones.is_empty()));
    found.extend(asked(FindingCode::HukouMissing, no_hukou && !has_document));
    found.extend(not_listed([words(person.marital_status.as_ref()), words(person.education.as_ref())]));
    found
}

const fn id_code(state: CitizenIdState) -> Option<FindingCode> {
    match state {
        CitizenIdState::Ok => None,
        CitizenIdState::BadChecksum => Some(FindingCode::IdBadChecksum),
        CitizenIdState::PrecisionLost => Some(FindingCode::IdPrecisionLost),
        CitizenIdState::FifteenDigit => Some(FindingCode::Id15Digit),
        CitizenIdState::Malformed => Some(FindingCode::IdMalformed),
        CitizenIdState::Missing => Some(FindingCode::IdMissing),
    }
}

/// Where a sound id says another birth date or sex than the record does.
fn id_contradictions(person: &Person) -> Vec<Finding> {
    let Some(id) = person.citizen_id.as_deref() else { return Vec::new() };
    let mut found = Vec::new();
    if let Some((in_id, stated)) = checksum::birth_date(id).zip(person.birth_date)
        && !stated.agrees_with(in_id)
    {
        found.push(Finding::saying(FindingCode::IdBirthMismatch, format!("{in_id} ≠ {stated}")));
    }
    let known = matches!(person.sex, Sex::Male | Sex::Female);
    if checksum::sex(id).is_some_and(|in_id| known && in_id != person.sex) {
        found.push(Finding::of(FindingCode::IdSexMismatch));
    }
    found
}
