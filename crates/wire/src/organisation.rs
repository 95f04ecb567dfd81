//! Organisations.

use crate::FieldRow;

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
}
