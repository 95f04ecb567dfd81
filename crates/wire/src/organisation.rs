//! Organisations.

use crate::{EmploymentRow, FieldRow, FindingRow, RecordRow};

/// An organisation as listed.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct OrganisationRow {
    /// Identifier.
    pub id: String,
    /// Name.
    pub name: String,
    /// Kind in Chinese.
    pub kind: Option<String>,
    /// Industry.
    pub industry: Option<String>,
    /// Unified social credit code.
    pub credit_code: Option<String>,
    /// Which address this is (办公地, 注册地, 纳税地).
    pub role: String,
    /// Since.
    pub from: Option<String>,
    /// Until.
    pub to: Option<String>,
}

/// The organisation page.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct OrganisationView {
    /// Identifier.
    pub id: String,
    /// Name.
    pub name: String,
    /// All fields in record order.
    pub fields: Vec<FieldRow>,
    /// Its addresses.
    pub presences: Vec<PresenceRow>,
    /// The day the page shows; none: today.
    pub as_of: Option<String>,
    /// Kinds of mismatch between its addresses.
    pub mismatches: Vec<String>,
    /// Employees, with the check whether they are registered where they live.
    pub employments: Vec<EmploymentRow>,
    /// Tenancies as landlord or tenant.
    pub tenancies: Vec<RecordRow>,
    /// Inspections, latest first.
    pub inspections: Vec<RecordRow>,
    /// What is missing or doubtful in the record.
    pub findings: Vec<FindingRow>,
}

/// An address of an organisation.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct PresenceRow {
    /// Identifier.
    pub id: String,
    /// Which address (办公地, 注册地, 纳税地).
    pub role: String,
    /// As written.
    pub address: String,
    /// Room, where matched.
    pub room_id: Option<String>,
    /// Building, where matched.
    pub building_id: Option<String>,
    /// Since.
    pub from: Option<String>,
    /// Until.
    pub to: Option<String>,
    /// All fields in record order.
    pub fields: Vec<FieldRow>,
    /// Whether it holds on the day asked for.
    pub open: bool,
}
