//! Findings (数据疑点) of records as screens, lists and reports show them.

mod shown;

pub use shown::{in_rooms, of_record};

use crate::asking::stored;
use crate::refusal;
use louce_domain::date::PartialDate;
use louce_domain::finding::Reminders;
use louce_domain::finding::{self, Finding, FindingCode, PersonFacts, StayFacts};
use louce_domain::organisation::Organisation;
use louce_domain::person::Person;
use louce_domain::space::{Building, Place};
use louce_domain::stay::Stay;
use louce_store::Reader;
use louce_wire::RpcError;

/// The setting that keeps the reminders (JSON).
pub const REMINDERS: &str = "reminders";

/// The reminders as they are set.
///
/// # Errors
/// When the register cannot be read.
pub fn reminders(reader: &Reader<'_>) -> Result<Reminders, RpcError> {
    let kept = reader.setting(REMINDERS).map_err(stored)?;
    let read = kept.map(|json| serde_json::from_str(&json)).transpose();
    Ok(read.map_err(|error| refusal::internal("reminders", &error))?.unwrap_or_default())
}

/// What is missing or doubtful in a person's record, the person living here.
pub fn of_person(person: &Person) -> Vec<Finding> {
    finding::person(&PersonFacts { person, gone: false, has_document: false })
}

/// What is missing or doubtful in a stay, seen on `today`, its room in use.
pub fn of_stay(stay: &Stay, today: PartialDate) -> Vec<Finding> {
    let found =
        finding::stay(&StayFacts { stay, other_main_stays: 0, room_live: matches!(stay.place, Place::Room(_)) });
    let reminders = Reminders::default();
    let shown =
        |finding: &Finding| reminders.window(finding.code, today).is_some_and(|window| window.holds(finding.due_on));
    found.into_iter().filter(shown).collect()
}

/// What is missing or doubtful in an organisation's record, its addresses apart.
pub fn of_organisation(organisation: &Organisation) -> Vec<Finding> {
    let found = finding::organisation(&finding::OrganisationFacts { organisation, addresses: &[] });
    found.into_iter().filter(|finding| finding.code != FindingCode::OrgAddressMissing).collect()
}

/// What is missing or doubtful in a building's record; `dwellings` are the whole dwelling rooms counted in it.
pub fn of_building(building: &Building, dwellings: u32) -> Vec<Finding> {
    finding::building(&finding::BuildingFacts { building, dwellings })
}
