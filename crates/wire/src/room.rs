//! The room page.

use crate::{FieldRow, FindingRow, HouseholdRow, LinkRow, OrganisationRow, RecordRow};

/// A room: who lives there, who did, which organisations work there.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct RoomView {
    /// Identifier.
    pub id: String,
    /// Full address.
    pub address: String,
    /// Shorthand, e.g. 3-2-501.
    pub shorthand: String,
    /// Building.
    pub building_id: String,
    /// Building's title.
    pub building_title: String,
    /// State (code).
    pub state: String,
    /// Kind of space (code).
    pub kind: String,
    /// Fields of the room.
    pub fields: Vec<FieldRow>,
    /// Who lives here.
    pub residents: Vec<ResidentRow>,
    /// Who lived here.
    pub former: Vec<ResidentRow>,
    /// Organisations here.
    pub organisations: Vec<OrganisationRow>,
    /// Whether names, ids and phones are masked in this reply.
    pub masked: bool,
    /// The day the page shows; none: today.
    pub as_of: Option<String>,
    /// Whether the room is in use (on that day).
    pub live: bool,
    /// Households, and those counted in none.
    pub households: Vec<HouseholdRow>,
    /// Tenancies, open ones first.
    pub tenancies: Vec<RecordRow>,
    /// Visits, latest first.
    pub visits: Vec<RecordRow>,
    /// Addresses, main and alias, with their plates.
    pub addresses: Vec<RecordRow>,
    /// Owner, parent room, sub-rooms, rooms it came from and rooms that followed it.
    pub links: Vec<LinkRow>,
    /// What is missing or doubtful in the record.
    pub findings: Vec<FindingRow>,
}

/// A stay in a room, with its person.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct ResidentRow {
    /// Stay.
    pub stay_id: String,
    /// Person.
    pub person_id: String,
    /// Name (masked unless revealed).
    pub name: String,
    /// Sex (男/女 or empty).
    pub sex: String,
    /// Birth date as exact as known.
    pub birth_date: Option<String>,
    /// Age in whole years at today's date.
    pub age: Option<u16>,
    /// Citizen id (masked unless revealed).
    pub citizen_id: Option<String>,
    /// State of the id (code).
    pub id_state: String,
    /// Phones (masked unless revealed).
    pub phones: Vec<String>,
    /// Relation to the head of household, as written.
    pub relation: Option<String>,
    /// Population class (code), stated or derived.
    pub class: Option<String>,
    /// Population class in Chinese.
    pub class_zh: Option<String>,
    /// Household number.
    pub household_no: Option<String>,
    /// Since.
    pub from: Option<String>,
    /// Until.
    pub to: Option<String>,
    /// Why it ended, in Chinese.
    pub end_reason: Option<String>,
    /// Codes of what is missing or doubtful in the record.
    pub findings: Vec<String>,
    /// Whether the dates leave open that the stay covers the day asked for.
    pub possibly: bool,
    /// Whether the address is protected, and this row therefore says no more than that somebody lives here.
    pub protected: bool,
    /// Last checked at the door.
    pub verified_on: Option<String>,
    /// Intends to stay until.
    pub intended_until: Option<String>,
}
