//! Records that may be the same person, and the verdicts about them. Nothing is merged away.

use crate::{FieldRow, LinkRow};

/// Pairs that wait for a verdict.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct DuplicateQueue {
    /// How many.
    pub count: u32,
    /// When the whole register was last searched, milliseconds since 1970; none: never.
    pub searched_ms: Option<f64>,
    /// Records written since the last search that were not compared with all others.
    pub unsearched: u32,
    /// This page of them, surest first.
    pub pairs: Vec<DuplicateRow>,
}

/// Verdicts given so far, newest first.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct VerdictList {
    /// How many.
    pub count: u32,
    /// This page of them.
    pub verdicts: Vec<VerdictRow>,
}

/// A verdict and the two records it is about.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct VerdictRow {
    /// The verdict.
    pub link: IdentityLinkRow,
    /// The record that speaks for both, where they are the same (masked).
    pub person: LinkRow,
    /// The other (masked).
    pub other: LinkRow,
    /// When it was taken back; none: it stands.
    pub to: Option<String>,
}

/// A pair.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct DuplicateRow {
    /// One record (masked).
    pub person: LinkRow,
    /// The other (masked).
    pub other: LinkRow,
    /// certain, probable or possible.
    pub grade: String,
    /// In Chinese.
    pub grade_zh: String,
    /// Why they are thought the same, and what speaks against it.
    pub reasons: Vec<EvidenceRow>,
}

/// One piece of evidence.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct EvidenceRow {
    /// Code.
    pub code: String,
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
    /// Whether it speaks for the same person.
    pub supports: bool,
}

/// Two records side by side, revealed and audited.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct DuplicatePair {
    /// The pair.
    pub row: DuplicateRow,
    /// Field by field.
    pub fields: Vec<PairField>,
    /// The stays of each.
    pub stays: [Vec<crate::StayRow>; 2],
    /// The verdict that stands, if any.
    pub link: Option<IdentityLinkRow>,
}

/// A field in both records.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct PairField {
    /// Field name.
    pub field: String,
    /// Its value in each, with origin.
    pub values: [FieldRow; 2],
    /// Whether they agree; none where one is missing.
    pub agrees: Option<bool>,
}

/// A verdict.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct IdentityLinkRow {
    /// Identifier.
    pub id: String,
    /// same or different.
    pub verdict: String,
    /// What it rests on.
    pub reason: Option<String>,
    /// Since.
    pub from: Option<String>,
}

/// A search of the whole register for duplicates.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct DuplicateSearch {
    /// Records looked at.
    pub persons: u32,
    /// Pairs found that have no verdict yet.
    pub pairs: u32,
    /// Groups too large to compare pair by pair (a phone of a whole dormitory).
    pub passed_over: u32,
}
