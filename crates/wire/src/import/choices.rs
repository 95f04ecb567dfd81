//! What the clerk says about a file, and what the file asks.

use crate::CoordinateSystem;

/// All that is said about one file; sent with the file each time it is previewed.
#[derive(Debug, Clone, PartialEq, Default, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct ImportChoices {
    /// What is said of single sheets; a sheet that is not named stays as found.
    pub sheets: Vec<SheetChoices>,
    /// The day the ledger speaks of (台账日期), ISO 8601, as exact as known.
    pub ledger_date: Option<String>,
    /// Decisions on rows that wait.
    pub decisions: Vec<RowDecision>,
    /// Which remembered profile to begin with.
    pub profile: ProfileUse,
    /// The coordinates of a map file; none: as the file says, else WGS-84.
    #[serde(default)]
    pub coordinates: Option<CoordinateSystem>,
}

/// Which remembered profile (导入方案) a preview begins with; what is said in the choices wins over it.
#[derive(Debug, Clone, PartialEq, Default, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(tag = "use", rename_all = "snake_case")]
pub enum ProfileUse {
    /// The one that knows this layout, if any does.
    #[default]
    Recognise,
    /// None.
    Nothing,
    /// This one.
    Profile {
        /// Profile.
        id: String,
    },
}

/// What is said of one sheet.
#[derive(Debug, Clone, PartialEq, Default, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct SheetChoices {
    /// Sheet; empty in formats without sheets.
    pub sheet: String,
    /// Leave the sheet out.
    pub skip: bool,
    /// Header rows, first and last, from 1; none as found.
    pub header: Option<HeaderRows>,
    /// Columns taken otherwise than found.
    pub columns: Vec<ColumnChoice>,
    /// Values that mean others.
    pub fixes: Vec<ValueFix>,
    /// Answers to the questions of the sheet.
    pub answers: Vec<ImportAnswer>,
}

/// Header rows, from 1.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct HeaderRows {
    /// First.
    pub first: u32,
    /// Last.
    pub last: u32,
}

/// What a column carries, by the clerk's word.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct ColumnChoice {
    /// Letter.
    pub column: String,
    /// Field code; none leaves the column out.
    pub field: Option<String>,
}

/// A value that means another, in every row of a column (值映射).
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct ValueFix {
    /// Letter.
    pub column: String,
    /// As written; empty for cells without a value.
    pub from: String,
    /// As meant.
    pub to: String,
}

/// An answer to a question of the file.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct ImportAnswer {
    /// Question.
    pub code: String,
    /// Answer.
    pub answer: String,
}

/// A question asked once per sheet.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct ImportQuestion {
    /// Sheet; empty in formats without sheets.
    pub sheet: String,
    /// Code, such as `strike_through`, `hidden_rows`, `fill_colour:FFFF00`.
    pub code: String,
    /// The question, in Chinese.
    pub ask: String,
    /// Rows concerned.
    pub rows: u32,
    /// The first of them.
    pub first_rows: Vec<u32>,
    /// What can be answered.
    pub options: Vec<AnswerOption>,
    /// The answer that holds now, one of the options.
    pub answer: Option<String>,
    /// Who gave it: `file`, `profile`, `user`, or `default`.
    pub answered_by: String,
}

/// One possible answer.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct AnswerOption {
    /// Code.
    pub code: String,
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
}

/// A decision on a row that waits.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct RowDecision {
    /// Sheet; empty in formats without sheets.
    pub sheet: String,
    /// Row.
    pub row: u32,
    /// What to do.
    pub take: RowTake,
}

/// What to do with a row that waits.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum RowTake {
    /// It speaks of this record of the register.
    Candidate {
        /// Record.
        id: String,
    },
    /// It speaks of somebody or something new.
    New,
    /// Where it contradicts the register, the ledger is right.
    Ledger,
    /// Where it contradicts the register, the register is right; the rest of the row is taken.
    Register,
    /// The people that one cell names are as proposed.
    Split,
    /// It stays waiting.
    Wait,
}

/// A record a waiting row may speak of.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct MatchCandidate {
    /// Kind of record: person, room, building, organisation …
    pub kind: String,
    /// Record.
    pub id: String,
    /// How it is called, masked.
    pub title: String,
    /// How well it fits, 0–100.
    pub score: u8,
    /// Why, in Chinese: 同名, 同一房间, 出生日期不同 …
    pub evidence: Vec<String>,
}
