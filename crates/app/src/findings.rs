//! Findings (数据疑点) derived from records: what is missing or doubtful in a *record*. Nothing here judges a person
//! (DOMAIN §1.8 rule 3), and nothing reads ethnicity.

mod words;

pub use words::{FindingWords, words};

use louce_domain::citizen_id::{CitizenIdState, checksum};
use louce_domain::credit_code::CreditCodeState;
use louce_domain::date::PartialDate;
use louce_domain::finding::Finding;
use louce_domain::organisation::Organisation;
use louce_domain::person::Person;
use louce_domain::sex::Sex;
use louce_domain::space::{Building, Place};
use louce_domain::stay::Stay;

fn finding(code: &str, detail: Option<String>) -> Finding {
    Finding { code: code.to_owned(), severity: words(code).severity, detail }
}

fn noted(code: &str) -> Finding {
    finding(code, None)
}

/// What is missing or doubtful in a person's record.
pub fn of_person(person: &Person) -> Vec<Finding> {
    let id_code = id_code(person.id_state);
    let mut found: Vec<Finding> = id_code.map(noted).into_iter().collect();
    if person.id_state == CitizenIdState::Ok {
        found.extend(id_contradictions(person));
    }
    if person.name.contains(['?', '？', '□', '\u{FFFD}']) {
        found.push(noted("name_unreadable"));
    }
    if person.phones.is_empty() {
        found.push(noted("phone_missing"));
    }
    if person.hukou_address.is_none() && person.hukou_site.is_none() && person.hukou_division.is_none() {
        found.push(noted("hukou_missing"));
    }
    found
}

const fn id_code(state: CitizenIdState) -> Option<&'static str> {
    match state {
        CitizenIdState::Ok => None,
        CitizenIdState::BadChecksum => Some("id_bad_checksum"),
        CitizenIdState::PrecisionLost => Some("id_precision_lost"),
        CitizenIdState::FifteenDigit => Some("id_15_digit"),
        CitizenIdState::Malformed => Some("id_malformed"),
        CitizenIdState::Missing => Some("id_missing"),
    }
}

/// Where a sound id says another birth date or sex than the record does.
fn id_contradictions(person: &Person) -> Vec<Finding> {
    let Some(id) = person.citizen_id.as_deref() else { return Vec::new() };
    let mut found = Vec::new();
    if let Some((in_id, stated)) = checksum::birth_date(id).zip(person.birth_date)
        && !stated.agrees_with(in_id)
    {
        found.push(finding("id_birth_mismatch", Some(format!("{in_id} ≠ {stated}"))));
    }
    let known = matches!(person.sex, Sex::Male | Sex::Female);
    if checksum::sex(id).is_some_and(|in_id| known && in_id != person.sex) {
        found.push(noted("id_sex_mismatch"));
    }
    found
}

/// What is missing or doubtful in a stay, seen on `today`. Stays that have ended are history and have none.
pub fn of_stay(stay: &Stay, today: PartialDate) -> Vec<Finding> {
    if !stay.is_open() {
        return Vec::new();
    }
    let past = |date: Option<PartialDate>| date.is_some_and(|date| date.ends_before(today));
    let mut found = Vec::new();
    if !matches!(stay.place, Place::Room(_)) {
        found.push(finding("room_unknown", Some(stay.raw_address.clone())));
    }
    if past(stay.permit_until) {
        found.push(finding("permit_expired", stay.permit_until.map(|date| date.to_string())));
    }
    if past(stay.intended_until) {
        found.push(finding("stay_past_intended", stay.intended_until.map(|date| date.to_string())));
    }
    found
}

/// What is missing or doubtful in an organisation's record.
pub fn of_organisation(organisation: &Organisation) -> Vec<Finding> {
    let code = match organisation.credit_code_state {
        CreditCodeState::Ok | CreditCodeState::OrganisationCode9 => None,
        CreditCodeState::BadChecksum => Some("uscc_bad_checksum"),
        CreditCodeState::RegistrationNumber15 => Some("uscc_15_digit"),
        CreditCodeState::PrecisionLost => Some("uscc_precision_lost"),
        CreditCodeState::Malformed => Some("uscc_malformed"),
        CreditCodeState::Missing => Some("uscc_missing"),
    };
    let of_rep = match organisation.legal_rep_id_state {
        CitizenIdState::Ok => None,
        CitizenIdState::BadChecksum => Some("legal_rep_id_bad_checksum"),
        CitizenIdState::PrecisionLost => Some("legal_rep_id_precision_lost"),
        CitizenIdState::FifteenDigit => Some("legal_rep_id_15_digit"),
        CitizenIdState::Malformed => Some("legal_rep_id_malformed"),
        CitizenIdState::Missing => Some("legal_rep_id_missing"),
    };
    let mut found: Vec<Finding> = code.into_iter().chain(of_rep).map(noted).collect();
    if organisation.security_contact_name.is_none() {
        found.push(noted("security_contact_missing"));
    }
    found
}

/// What is missing or doubtful in a building's record; `dwellings` are the whole dwelling rooms counted in it.
pub fn of_building(building: &Building, dwellings: u32) -> Vec<Finding> {
    let mut found = Vec::new();
    if let Some(declared) = building.households_declared.filter(|declared| *declared != dwellings) {
        found.push(finding("declared_rooms_differ", Some(format!("{declared} ≠ {dwellings}"))));
    }
    if building.floors_above.is_none() {
        found.push(noted("floors_missing"));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use louce_domain::id::{PersonId, StayId};
    use uuid::Uuid;

    fn person() -> Person {
        let mut person = Person::named(PersonId(Uuid::nil()), "", "张三");
        person.citizen_id = Some("330299196512014235".to_owned());
        person.id_state = CitizenIdState::Ok;
        person.phones = vec!["13900001234".to_owned()];
        person.hukou_division = Some("330299".to_owned());
        person
    }

    fn codes(found: &[Finding]) -> Vec<&str> {
        found.iter().map(|finding| finding.code.as_str()).collect()
    }

    #[test]
    fn a_whole_record_has_no_findings() {
        assert!(of_person(&person()).is_empty(), "name, sound id, phone and hukou are there");
    }

    #[test]
    fn what_is_missing_is_said_once_each() {
        let bare = Person::named(PersonId(Uuid::nil()), "", "李?");
        let expected = ["id_missing", "name_unreadable", "phone_missing", "hukou_missing"];
        assert_eq!(codes(&of_person(&bare)), expected, "every gap of the record, most pressing matter first");
    }

    #[test]
    fn a_record_that_contradicts_its_id_is_a_conflict() {
        let mut odd = person();
        odd.sex = Sex::Female;
        odd.birth_date = PartialDate::year_only(1970);
        assert_eq!(codes(&of_person(&odd)), ["id_birth_mismatch", "id_sex_mismatch"], "the id says 1965 and male");
        odd.birth_date = PartialDate::year_only(1965);
        assert_eq!(codes(&of_person(&odd)), ["id_sex_mismatch"], "a year that holds the day does not contradict it");
    }

    #[test]
    fn only_open_stays_have_findings() {
        let today = PartialDate::day_of(2026, 6, 1).unwrap();
        let mut stay = Stay::at(StayId(Uuid::nil()), PersonId(Uuid::nil()), Place::Unmatched, "老街");
        stay.permit_until = PartialDate::month_of(2026, 5);
        assert_eq!(codes(&of_stay(&stay, today)), ["room_unknown", "permit_expired"], "the permit ended with May");
        stay.to = PartialDate::year_only(2025);
        assert!(of_stay(&stay, today).is_empty(), "what has ended is history");
    }

    #[test]
    fn every_finding_has_words_in_both_languages() {
        for known in words::ALL {
            assert!(
                !known.zh.is_empty() && !known.en.is_empty() && !known.action_zh.is_empty(),
                "{} is told",
                known.code
            );
        }
    }
}
