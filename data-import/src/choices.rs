//! What the user says about a file, instead of what was found: header, columns, answers, corrected values.
//!
//! Given with the file each time it is read; a profile (导入方案) remembers them for the next file of the same layout.

use crate::field::FieldCode;
use crate::remembered::{RememberedLayout, recall};
use louce_domain::date::PartialDate;
use serde::{Deserialize, Serialize};

pub use crate::remembered::Recall;

/// All that is said about one file.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct LedgerChoices {
    /// What is said of single sheets.
    pub sheets: Vec<SheetChoice>,
    /// The day the ledger speaks of (台账日期), where the user knows better than the file.
    pub ledger_date: Option<PartialDate>,
    /// Layouts that profiles know, for sheets that have one of them.
    pub remembered: Vec<RememberedLayout>,
}

impl LedgerChoices {
    /// What is said of a sheet.
    #[must_use]
    pub fn of_sheet(&self, name: Option<&str>) -> Option<&SheetChoice> {
        self.sheets.iter().find(|choice| choice.sheet.as_deref() == name)
    }

    /// What is remembered of a sheet's layout: its fingerprint, and its columns (from 0) with their headers.
    #[must_use]
    pub fn recall(&self, fingerprint: &str, columns: &[(u32, String)]) -> Option<Recall> {
        recall(&self.remembered, fingerprint, columns)
    }
}

/// What is said of one sheet.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SheetChoice {
    /// Sheet name; none where the format has none.
    pub sheet: Option<String>,
    /// Leave the whole sheet out.
    pub skip: bool,
    /// First and last header row, from 1; none keeps what was found.
    pub header_rows: Option<(u32, u32)>,
    /// Column (from 0) → field; none leaves the column out. A refused column stays refused.
    pub columns: Vec<(u32, Option<FieldCode>)>,
    /// Values written otherwise than meant.
    pub fixes: Vec<ValueFix>,
    /// Answers to the questions of the sheet.
    pub answers: Vec<Answer>,
}

/// A value that means another, in every row of a column (值映射).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ValueFix {
    /// Column from 0.
    pub column: u32,
    /// As written, without blanks around it; empty for cells without a value.
    pub from: String,
    /// As meant.
    pub to: String,
}

/// The answer to a question that a file raises.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// Code of the question, such as `strike_through`.
    pub code: String,
    /// Code of the answer, such as `moved_out`.
    pub answer: String,
}
