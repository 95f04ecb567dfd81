//! Organisations and their addresses (楼宇经济): mismatches, and lists of two sources compared.

use crate::LinkRow;

/// Organisations whose addresses do not agree.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct MismatchView {
    /// How many there are of the kind asked for; without a kind, whose addresses disagree: a missing one is no
    /// disagreement.
    pub count: u32,
    /// By kind of mismatch.
    pub counts: Vec<MismatchCount>,
    /// This page of them.
    pub rows: Vec<MismatchRow>,
}

/// How many of one kind.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct MismatchCount {
    /// out_of_district, other_building, other_room, unmatched, missing_office, missing_registered, missing_tax.
    pub code: String,
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
    /// How many.
    pub count: u32,
}

/// An organisation whose addresses do not agree.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct MismatchRow {
    /// The organisation.
    pub organisation: LinkRow,
    /// Kinds of mismatch.
    pub codes: Vec<String>,
    /// Where it works (办公地).
    pub office: Option<LinkRow>,
    /// Where it is registered (注册地).
    pub registered: Option<LinkRow>,
    /// Where it pays taxes (纳税地).
    pub tax: Option<LinkRow>,
    /// The three addresses as written.
    pub raw: [Option<String>; 3],
}

/// Two lists of organisations compared: say the tax list against the registry.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct ListComparison {
    /// Name of one list.
    pub left: String,
    /// Name of the other.
    pub right: String,
    /// In both and agreeing.
    pub both: u32,
    /// Only in one.
    pub only_left: Vec<ComparedRow>,
    /// Only in the other.
    pub only_right: Vec<ComparedRow>,
    /// In both, not agreeing.
    pub differing: Vec<ComparedRow>,
}

/// An organisation in a comparison.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct ComparedRow {
    /// Identifier, where it is in the register.
    pub organisation_id: Option<String>,
    /// Name.
    pub name: String,
    /// Credit code.
    pub credit_code: Option<String>,
    /// Row in each list, counted from 1.
    pub rows: [Option<u32>; 2],
    /// Fields that differ.
    pub differences: Vec<ComparedField>,
}

/// A field that differs.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct ComparedField {
    /// Field name.
    pub field: String,
    /// In one.
    pub left: Option<String>,
    /// In the other.
    pub right: Option<String>,
}

/// An employee, with the check whether they are registered where they live.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct EmploymentRow {
    /// The employment.
    pub record: crate::RecordRow,
    /// registered, lives_here_unregistered, elsewhere, unmatched, person_unknown, withheld.
    pub check: String,
    /// In Chinese.
    pub check_zh: String,
    /// In English.
    pub check_en: String,
}
