//! What every row of a file is planned with, and the few things a planned row can say.

use super::candidate::Candidate;
use super::decision::{Decisions, Takes};
use super::guarded::Guarded;
use super::knowledge::LedgerNow;
use super::known::Known;
use super::mint::Mint;
use super::plan::{PlannedRow, Step};
use super::repaired::Repaired;
use super::repeat::Repeat;
use super::said::Said;
use super::weigh::{Weighed, in_words};
use louce_domain::address::AddressParts;
use louce_domain::batch::RowOutcome;
use louce_domain::change::FieldChange;
use louce_domain::field::RecordKind;
use louce_domain::space::Place;

/// What every row is planned with.
pub struct Planner<'a> {
    /// The register as far as the file touches it, and what earlier rows added.
    pub known: Known,
    /// Identifiers.
    pub mint: Mint<'a>,
    /// Police area that new records belong to.
    pub area: &'a str,
    /// Who imports, by the name shown.
    pub user: String,
    /// The ledger at hand: its day, its batch, the layout of the sheet.
    pub ledger: LedgerNow,
    /// Those of whom the rows tell nothing to whoever imports.
    pub guarded: Guarded,
    /// Whether a row was withdrawn after its steps were taken in: what is known must be read anew.
    pub is_astray: bool,
    /// The earlier import of the very same file.
    pub repeat: Repeat,
    /// What rows of the sheet at hand put right.
    pub repaired: Repaired,
    /// What was said of single rows.
    pub decisions: Decisions,
    /// Name of the sheet at hand; empty in formats without sheets.
    pub sheet_name: String,
    /// What was decided about the row at hand.
    pub takes: Takes,
    /// The place that a person said the row at hand means by its address.
    pub settled: Option<(AddressParts, Place)>,
}

/// Why a row must wait.
#[derive(Debug, Clone)]
pub struct Waits {
    /// Code.
    pub reason: &'static str,
    /// In words.
    pub detail: String,
    /// What contradicts: register first.
    pub conflicts: Vec<FieldChange>,
}

impl Waits {
    /// Waits for words alone.
    pub const fn new(reason: &'static str, detail: String) -> Self {
        Self { reason, detail, conflicts: Vec::new() }
    }
}

impl<'a> Planner<'a> {
    /// A planner of a file of which nothing is said.
    pub fn new(known: Known, mint: Mint<'a>, area: &'a str) -> Self {
        Self {
            known,
            mint,
            area,
            user: "民警".to_owned(),
            ledger: LedgerNow::default(),
            guarded: Guarded::default(),
            is_astray: false,
            repeat: Repeat::default(),
            repaired: Repaired::default(),
            decisions: Decisions::default(),
            sheet_name: String::new(),
            takes: Takes::default(),
            settled: None,
        }
    }

    /// A sheet begins: its name, empty in formats without sheets, and its layout.
    pub fn begin_sheet(&mut self, name: &str, layout: &str) {
        name.clone_into(&mut self.sheet_name);
        layout.clone_into(&mut self.ledger.layout);
        self.known.knowledge.begin_layout(layout);
    }

    /// Why a record that contradicts the register must wait; none where nothing is left open.
    pub fn contradicts<R>(&self, kind: RecordKind, weighed: &Weighed<R>) -> Option<Waits> {
        if weighed.conflicts.is_empty() {
            return None;
        }
        let both = in_words(kind, &weighed.conflicts);
        let (reason, detail) = if weighed.is_by_hand {
            ("newer_edit", format!("民警曾手工更正：{both}。请确认以哪一个为准"))
        } else {
            ("contradiction", format!("台账与登记簿不一致，日期不能判断先后：{both}。请填写台账日期或确认以哪一个为准"))
        };
        Some(Waits { reason, detail, conflicts: weighed.conflicts.clone() })
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

    /// A row that contradicts the register and waits with both values.
    pub fn contradicts(self, waits: Waits) -> PlannedRow {
        PlannedRow { conflicts: waits.conflicts, ..self.waits(waits.reason, waits.detail) }
    }

    /// A row that waits for a person to choose among records.
    pub fn waits_among(self, reason: &str, detail: String, candidates: Vec<Candidate>) -> PlannedRow {
        PlannedRow { candidates, ..self.waits(reason, detail) }
    }
}
