//! What every row of a file is planned with, and the few things a planned row can say.

use super::known::Known;
use super::mint::Mint;
use super::plan::{PlannedRow, Step};
use super::said::Said;
use louce_domain::batch::RowOutcome;
use louce_domain::change::FieldChange;
use uuid::Uuid;

/// What every row is planned with.
pub struct Planner<'a> {
    /// The register as far as the file touches it, and what earlier rows added.
    pub known: Known,
    /// Identifiers.
    pub mint: Mint<'a>,
    /// Police area that new records belong to.
    pub area: &'a str,
}

/// Why a row must wait: code and words.
pub type Waits = (&'static str, String);

impl Planner<'_> {
    /// A field last written by a person is not overwritten by paper: both values are shown and the row waits.
    pub fn hand_edited(&self, id: Uuid, changes: &[FieldChange]) -> Option<Waits> {
        let change = changes.iter().find(|change| self.known.is_edited_by_hand(id, &change.field))?;
        let shown = |text: &Option<String>| text.clone().unwrap_or_else(|| "（空）".to_owned());
        let (old, new) = (shown(&change.old), shown(&change.new));
        let detail = format!("“{}”曾由民警手工更正：登记簿为 {old}，台账为 {new}，请人工确认", change.field);
        Some(("newer_edit", detail))
    }
}

/// Where a row stands, and what it states beside its facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RowAt<'a> {
    /// Sheet, by its place in the file.
    pub sheet: usize,
    /// Row as the spreadsheet counts.
    pub row: u32,
    /// What it states of fields that the facts have no place for.
    pub said: Said<'a>,
}

impl RowAt<'_> {
    /// A row that writes these steps.
    pub fn writes(self, outcome: RowOutcome, steps: Vec<Step>) -> PlannedRow {
        PlannedRow { steps, ..PlannedRow::idle(self.sheet, self.row, outcome, None) }
    }

    /// A row that waits for a person's decision and writes nothing.
    pub fn waits(self, reason: &str, detail: String) -> PlannedRow {
        PlannedRow::idle(self.sheet, self.row, RowOutcome::Pending, Some(reason)).explained(detail)
    }
}
