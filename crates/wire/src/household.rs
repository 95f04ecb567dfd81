//! Households, and moving people together.

use crate::{FieldEdit, RecordRow};

/// A household in a room, or those without one.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct HouseholdRow {
    /// The household; none: those counted in no household.
    pub record: Option<RecordRow>,
    /// Its head.
    pub head_person_id: Option<String>,
    /// Its stays, head first.
    pub stay_ids: Vec<String>,
}

/// One command: the stays end, and go on elsewhere.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct MoveTogether {
    /// The stays that end.
    pub stay_ids: Vec<String>,
    /// The room they go on in; none: they leave the area.
    pub room_id: Option<String>,
    /// On which day, as exact as known.
    pub on: Option<String>,
    /// Reason code of the end (GA/T 2000.25).
    pub end_reason: String,
    /// Where to, in words.
    pub moved_to: Option<String>,
    /// Whether the household goes with them.
    pub take_household: bool,
    /// Why.
    pub note: Option<String>,
}

/// The same edit of several stays (批量修改).
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct StaysEdit {
    /// The stays.
    pub stay_ids: Vec<String>,
    /// What to set.
    pub edits: Vec<FieldEdit>,
    /// Why.
    pub note: Option<String>,
}

/// Counts stays together as a household.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct FormHousehold {
    /// The household; none: a new one.
    pub household_id: Option<String>,
    /// Its stays.
    pub stay_ids: Vec<String>,
    /// Its head.
    pub head_person_id: Option<String>,
    /// Its number (户号).
    pub number: Option<String>,
    /// Kind (code).
    pub kind: Option<String>,
}
