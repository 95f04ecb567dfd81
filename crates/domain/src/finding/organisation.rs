//! Organisations, their addresses, their employees.

use super::written::{end_before_begin, not_listed, words};
use super::{Finding, FindingCode};
use crate::citizen_id::CitizenIdState;
use crate::credit_code::CreditCodeState;
use crate::employment::Employment;
use crate::organisation::{Organisation, Presence, PresenceRole};
use crate::space::Place;
use std::collections::BTreeSet;
use uuid::Uuid;

/// One of an organisation’s addresses in use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddressAt {
    /// Which.
    pub role: PresenceRole,
    /// The building it was matched to.
    pub building: Option<Uuid>,
    /// As written.
    pub raw_address: String,
}

/// An organisation and its surroundings.
#[derive(Debug, Clone, Copy)]
pub struct OrganisationFacts<'a> {
    /// The organisation.
    pub organisation: &'a Organisation,
    /// Its addresses in use.
    pub addresses: &'a [AddressAt],
}

/// What is missing or doubtful in an organisation’s record. One that is gone is history.
pub fn organisation(facts: &OrganisationFacts<'_>) -> Vec<Finding> {
    let organisation = facts.organisation;
    if organisation.closed_on.is_some() {
        return Vec::new();
    }
    let codes = [credit_code(organisation.credit_code_state), legal_rep(organisation.legal_rep_id_state)];
    let mut found: Vec<Finding> = codes.into_iter().flatten().map(Finding::of).collect();
    if organisation.security_contact_name.is_none() {
        found.push(Finding::of(FindingCode::SecurityContactMissing));
    }
    found.extend(addresses(facts.addresses));
    found
        .extend(not_listed([words(organisation.place_kind.as_ref()), words(organisation.legal_rep_document.as_ref())]));
    found
}

const fn credit_code(state: CreditCodeState) -> Option<FindingCode> {
    match state {
        CreditCodeState::Ok | CreditCodeState::OrganisationCode9 => None,
        CreditCodeState::BadChecksum => Some(FindingCode::UsccBadChecksum),
        CreditCodeState::RegistrationNumber15 => Some(FindingCode::Uscc15Digit),
        CreditCodeState::PrecisionLost => Some(FindingCode::UsccPrecisionLost),
        CreditCodeState::Malformed => Some(FindingCode::UsccMalformed),
        CreditCodeState::Missing => Some(FindingCode::UsccMissing),
    }
}

const fn legal_rep(state: CitizenIdState) -> Option<FindingCode> {
    match state {
        CitizenIdState::Ok => None,
        CitizenIdState::BadChecksum => Some(FindingCode::LegalRepIdBadChecksum),
        CitizenIdState::PrecisionLost => Some(FindingCode::LegalRepIdPrecisionLost),
        CitizenIdState::FifteenDigit => Some(FindingCode::LegalRepId15Digit),
        CitizenIdState::Malformed => Some(FindingCode::LegalRepIdMalformed),
        CitizenIdState::Missing => Some(FindingCode::LegalRepIdMissing),
    }
}

/// The three dated addresses against each other. Where it works must be known; whether the others are missing is told
/// by the list of mismatches, because most ledgers carry one address only.
fn addresses(addresses: &[AddressAt]) -> Vec<Finding> {
    let mut found = Vec::new();
    if addresses.iter().all(|address| address.role != PresenceRole::Office) {
        found.push(Finding::of(FindingCode::OrgAddressMissing));
    }
    let unmatched: Vec<&str> =
        addresses.iter().filter(|a| a.building.is_none()).map(|a| a.raw_address.as_str()).collect();
    if !unmatched.is_empty() {
        found.push(Finding::saying(FindingCode::OrgAddressUnmatched, unmatched.join("、")));
    }
    let matched: BTreeSet<(PresenceRole, Uuid)> =
        addresses.iter().filter_map(|address| Some((address.role, address.building?))).collect();
    let apart =
        |role: &PresenceRole| matched.iter().any(|(other, at)| role != other && !matched.contains(&(*role, *at)));
    let roles: BTreeSet<PresenceRole> = matched.iter().map(|(role, _)| *role).collect();
    let differing: Vec<PresenceRole> = roles.into_iter().filter(apart).collect();
    if differing.len() > 1 {
        let words: Vec<&str> = differing.iter().map(|role| role.zh()).collect();
        found.push(Finding::saying(FindingCode::OrgAddressMismatch, words.join(" ≠ ")));
    }
    found
}

/// What is doubtful in one of an organisation’s addresses.
pub fn presence(presence: &Presence) -> Vec<Finding> {
    end_before_begin(presence.from, presence.to).into_iter().collect()
}

/// An employment and its surroundings.
#[derive(Debug, Clone, Copy)]
pub struct EmploymentFacts<'a> {
    /// The employment.
    pub employment: &'a Employment,
    /// Whether the person, once matched, has an open stay here.
    pub has_open_stay: bool,
}

/// What is missing or doubtful in an employment: its address lies here, but nobody registered a stay.
pub fn employment(facts: &EmploymentFacts<'_>) -> Vec<Finding> {
    let EmploymentFacts { employment, has_open_stay } = *facts;
    let here = !matches!(employment.place, Place::Unmatched) && employment.to.is_none();
    let unregistered = (here && !has_open_stay).then(|| Finding {
        detail: Some(employment.raw_address.clone()).filter(|address| !address.is_empty()),
        due_on: employment.from.map(crate::date::PartialDate::last_day),
        ..Finding::of(FindingCode::EmployeeNotRegistered)
    });
    unregistered.into_iter().chain(end_before_begin(employment.from, employment.to)).collect()
}
