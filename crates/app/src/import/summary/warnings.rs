//! What the clerk must know of a file, most important first; capped, with the rest counted.

use super::super::plan::PlannedRow;
use super::super::preview_view::reason_of;
use super::sheet::SheetSummary;
use louce_import::SheetTail;
use louce_import::cell::column_letters;
use louce_import::proposal::RowProposal;
use louce_wire::ImportWarning;

/// Warnings that are listed.
const SHOWN: usize = 300;

/// Warnings of the file first, then rows that wait or were refused, then what is doubtful in rows that go in.
#[derive(Default)]
pub(super) struct Warnings {
    of_file: List,
    waiting: List,
    doubtful: List,
}

#[derive(Default)]
struct List {
    shown: Vec<ImportWarning>,
    more: u32,
}

impl List {
    fn push(&mut self, warning: impl FnOnce() -> ImportWarning) {
        if self.shown.len() < SHOWN {
            self.shown.push(warning());
        } else {
            self.more = self.more.saturating_add(1);
        }
    }
}

impl Warnings {
    pub(super) fn note_row(&mut self, sheet: &SheetSummary, row: &RowProposal, planned: &PlannedRow) {
        if matches!(planned.outcome.code(), "pending" | "rejected") {
            self.waiting.push(|| ImportWarning {
                sheet: sheet.name().to_owned(),
                row: row.row,
                column: None,
                code: planned.reason.clone().unwrap_or_default(),
                message: reason_of(planned).unwrap_or_default(),
                raw: None,
            });
        }
        for finding in &row.findings {
            self.doubtful.push(|| ImportWarning {
                sheet: sheet.name().to_owned(),
                row: row.row,
                column: finding.column.map(column_letters),
                code: finding.code.clone(),
                message: finding.message.clone(),
                raw: finding.column.and_then(|column| sheet.raw(row, column)),
            });
        }
    }

    pub(super) fn note_tail(&mut self, tail: &SheetTail) {
        for warning in &tail.warnings {
            self.of_file.push(|| ImportWarning {
                sheet: warning.sheet.clone().unwrap_or_default(),
                row: warning.row.unwrap_or(0),
                column: warning.column.map(column_letters),
                code: warning.code.clone(),
                message: warning.message.clone(),
                raw: None,
            });
        }
        for question in &tail.questions {
            self.of_file.push(|| ImportWarning {
                sheet: question.sheet.clone().unwrap_or_default(),
                row: question.rows.first().copied().unwrap_or(0),
                column: None,
                code: question.code.clone(),
                message: question.ask.clone(),
                raw: None,
            });
        }
    }

    /// The list, and how many were left out.
    pub(super) fn finish(self) -> (Vec<ImportWarning>, u32) {
        let Self { of_file, waiting, doubtful } = self;
        let mut more = of_file.more.saturating_add(waiting.more).saturating_add(doubtful.more);
        let mut shown: Vec<_> = of_file.shown.into_iter().chain(waiting.shown).chain(doubtful.shown).collect();
        let cut = u32::try_from(shown.len().saturating_sub(SHOWN)).unwrap_or(u32::MAX);
        more = more.saturating_add(cut);
        shown.truncate(SHOWN);
        (shown, more)
    }
}
