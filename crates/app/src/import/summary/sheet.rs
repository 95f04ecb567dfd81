//! What is remembered of a sheet.

use super::super::candidate::Candidate;
use super::super::plan::PlannedRow;
use super::super::preview_view::{change_view, counts_view, reason_of};
use super::super::profile::SeenLayout;
use super::super::reasons::in_chinese;
use super::column::ColumnSummary;
use super::{marks, words};
use louce_domain::batch::OutcomeCounts;
use louce_import::SheetHead;
use louce_import::cell::Merge;
use louce_import::proposal::RowProposal;
use louce_wire::{MatchCandidate, MergedCells, ReasonCount, RowPreview, SheetPreview};
use std::collections::BTreeMap;

/// The first rows of a sheet are shown as written, whatever they are.
const FIRST_SHOWN: usize = 200;
/// Beyond them, so many of every outcome and reason.
const OF_EACH_SHOWN: u32 = 50;
/// Columns of a row that are shown.
const COLUMNS_SHOWN: usize = 512;
/// Outcomes and reasons that are told apart.
const MOST_REASONS: usize = 200;

/// What is remembered of a sheet.
pub(super) struct SheetSummary {
    head: SheetHead,
    columns: Vec<ColumnSummary>,
    rows: Vec<RowPreview>,
    noted: usize,
    reasons: BTreeMap<(&'static str, String), Fate>,
    counts: OutcomeCounts,
}

/// Rows of one outcome and reason, and those of them shown beyond the first of the sheet.
#[derive(Default)]
struct Fate {
    rows: u32,
    shown: u32,
}

impl SheetSummary {
    pub(super) fn of(mut head: SheetHead) -> Self {
        let columns = std::mem::take(&mut head.columns).into_iter().map(ColumnSummary::of).collect();
        Self { head, columns, rows: Vec::new(), noted: 0, reasons: BTreeMap::new(), counts: OutcomeCounts::default() }
    }

    pub(super) fn name(&self) -> &str {
        self.head.name.as_deref().unwrap_or_default()
    }

    pub(super) const fn head(&self) -> &SheetHead {
        &self.head
    }

    /// What a profile remembers the sheet by.
    pub(super) fn layout(&self) -> SeenLayout {
        SeenLayout {
            sheet: self.head.name.clone(),
            fingerprint: self.head.fingerprint.clone(),
            columns: self.columns.iter().map(ColumnSummary::seen).collect(),
            recalled: self.head.recalled.clone(),
        }
    }

    /// A cell as written, where its column may be shown.
    pub(super) fn raw(&self, row: &RowProposal, column: u32) -> Option<String> {
        let known = self.columns.iter().find(|known| known.column() == column)?;
        let text = known.is_shown().then(|| row.cells.get(usize::try_from(column).ok()?))??;
        (!text.is_empty()).then(|| text.clone())
    }

    pub(super) fn note(&mut self, row: RowProposal, planned: &PlannedRow) {
        self.counts.count(planned.outcome);
        // Titles, headers and totals hold no values.
        if row.facts.is_some() {
            self.columns.iter_mut().for_each(|column| column.note(&row));
        }
        self.noted += 1;
        if self.fate(planned) || self.noted <= FIRST_SHOWN {
            self.rows.push(row_view(row, planned));
        }
    }

    /// Counts the row's fate; whether the row is shown although it is not among the first.
    fn fate(&mut self, planned: &PlannedRow) -> bool {
        let reason = planned.reason.clone().unwrap_or_default();
        let key = (planned.outcome.code(), reason);
        if !self.reasons.contains_key(&key) && self.reasons.len() >= MOST_REASONS {
            return false;
        }
        let is_first = self.noted <= FIRST_SHOWN;
        let fate = self.reasons.entry(key).or_default();
        fate.rows += 1;
        let shows = !is_first && fate.shown < OF_EACH_SHOWN;
        fate.shown += u32::from(shows);
        shows
    }

    pub(super) fn finish(self) -> SheetPreview {
        let reasons = self.reasons.into_iter().map(|((outcome, reason), fate)| ReasonCount {
            outcome: outcome.to_owned(),
            text: if reason.is_empty() { String::new() } else { in_chinese(&reason).to_owned() },
            reason,
            rows: fate.rows,
        });
        SheetPreview {
            hidden: self.head.hidden,
            skipped: self.head.skipped,
            ledger: words::ledger(self.head.ledger).to_owned(),
            merges: self.head.merges.iter().map(merge_view).collect(),
            reasons: reasons.collect(),
            columns: self.columns.into_iter().map(ColumnSummary::finish).collect(),
            rows: self.rows,
            counts: counts_view(self.counts),
            name: self.head.name.unwrap_or_default(),
            header_rows: self.head.header_rows,
        }
    }
}

fn merge_view(merge: &Merge) -> MergedCells {
    MergedCells {
        row: merge.from.row,
        column: merge.from.column,
        rows: merge.to.row.saturating_sub(merge.from.row) + 1,
        columns: merge.to.column.saturating_sub(merge.from.column) + 1,
    }
}

fn row_view(row: RowProposal, planned: &PlannedRow) -> RowPreview {
    let marks = marks::of(&row);
    let mut cells = row.cells;
    cells.truncate(COLUMNS_SHOWN);
    RowPreview {
        row: planned.row,
        outcome: planned.outcome.code().to_owned(),
        reason: reason_of(planned),
        cells,
        changes: planned.changes.iter().chain(&planned.conflicts).map(change_view).collect(),
        reason_code: planned.reason.clone().unwrap_or_default(),
        hidden: row.hidden,
        marks,
        candidates: planned.candidates.iter().map(candidate_view).collect(),
    }
}

fn candidate_view(candidate: &Candidate) -> MatchCandidate {
    MatchCandidate {
        kind: candidate.record.kind.code().to_owned(),
        id: candidate.record.id.to_string(),
        title: candidate.title.clone(),
        score: candidate.score,
        evidence: candidate.evidence.clone(),
    }
}
