//! What is remembered of a pass for its preview: bounded, whatever the file holds.

mod blocks;
mod column;
mod marks;
mod sheet;
mod value;
mod warnings;
mod words;

use super::known::Known;
use super::pass::{Passed, RowTaker};
use super::plan::PlannedRow;
use super::preview_view::{counts_view, effects_view};
use super::profile::SeenLayout;
use blocks::Blocks;
use louce_import::ledger_date::LedgerDateFrom;
use louce_import::proposal::{Question, RowProposal};
use louce_import::remembered::Recalled;
use louce_import::{SheetHead, SheetTail};
use louce_store::{Seen, WriteTx};
use louce_wire::{AnswerOption, ImportChoices, ImportPreview, ImportQuestion, RpcError};
use sheet::SheetSummary;
use warnings::Warnings;

/// Rows a question names.
const ROWS_NAMED: usize = 50;

/// Gathers the preview of a file.
pub struct Summary<'s> {
    seen: &'s mut Seen,
    sheets: Vec<SheetSummary>,
    warnings: Warnings,
    questions: Vec<Question>,
    blocks: Blocks,
}

impl<'s> Summary<'s> {
    /// Nothing yet; what is seen of the register is noted for the audit.
    pub fn new(seen: &'s mut Seen) -> Self {
        Self {
            seen,
            sheets: Vec::new(),
            warnings: Warnings::default(),
            questions: Vec::new(),
            blocks: Blocks::default(),
        }
    }

    /// The layouts of the sheets, for a profile.
    pub fn layouts(&self) -> Vec<SeenLayout> {
        self.sheets.iter().map(SheetSummary::layout).collect()
    }

    /// The profiles that sheets were read with.
    pub fn recalled(&self) -> Vec<(String, Recalled)> {
        let recalled = |sheet: &SheetSummary| Some((sheet.name().to_owned(), sheet.head().recalled.clone()?));
        self.sheets.iter().filter_map(recalled).collect()
    }

    /// The day the ledger speaks of, and who says so.
    fn ledger_date(&self) -> (Option<String>, String) {
        let found = self.sheets.iter().find_map(|sheet| sheet.head().ledger_date.as_ref());
        let from = found.map_or("", |found| if found.from == LedgerDateFrom::User { "user" } else { "file" });
        (found.map(|found| found.date.to_string()), from.to_owned())
    }

    /// The preview; by which profile it was read, and whether it was imported before, is not known here.
    pub fn finish(self, token: String, passed: &Passed, choices: ImportChoices) -> ImportPreview {
        let (ledger_date, ledger_date_from) = self.ledger_date();
        let (warnings, more_warnings) = self.warnings.finish();
        ImportPreview {
            token,
            file: passed.file.name.clone(),
            format: passed.file.format.name().to_owned(),
            encoding: passed.file.encoding.clone(),
            bytes: passed.file.bytes as f64,
            choices,
            profile: None,
            ledger_date,
            ledger_date_from,
            questions: self.questions.into_iter().map(question_view).collect(),
            blocks: self.blocks.finish(),
            sheets: self.sheets.into_iter().map(SheetSummary::finish).collect(),
            counts: counts_view(passed.counts),
            effects: effects_view(passed.effects),
            warnings,
            more_warnings,
            imported_before: None,
            ground: None,
        }
    }
}

impl RowTaker for Summary<'_> {
    fn begin(&mut self, _: &mut WriteTx<'_>) -> Result<(), RpcError> {
        self.sheets.clear();
        self.warnings = Warnings::default();
        self.questions.clear();
        self.blocks = Blocks::default();
        Ok(())
    }

    fn sheet(&mut self, _: &mut WriteTx<'_>, head: SheetHead) -> Result<(), RpcError> {
        self.sheets.push(SheetSummary::of(head));
        Ok(())
    }

    fn row(
        &mut self,
        tx: &mut WriteTx<'_>,
        row: RowProposal,
        planned: &PlannedRow,
        known: &Known,
    ) -> Result<(), RpcError> {
        if !planned.changes.is_empty() || !planned.conflicts.is_empty() {
            planned.record.into_iter().for_each(|record| self.seen.record(record));
        }
        planned.candidates.iter().for_each(|candidate| self.seen.record(candidate.record));
        self.blocks.note(&tx.reader(), planned, known);
        if let Some(sheet) = self.sheets.last_mut() {
            self.warnings.note_row(sheet, &row, planned);
            sheet.note(row, planned);
        }
        Ok(())
    }

    fn sheet_end(&mut self, tail: SheetTail) -> Result<(), RpcError> {
        self.warnings.note_tail(&tail);
        self.questions.extend(tail.questions);
        Ok(())
    }
}

fn question_view(question: Question) -> ImportQuestion {
    let first = question.options.first().map(|option| option.code.clone());
    ImportQuestion {
        sheet: question.sheet.unwrap_or_default(),
        code: question.code,
        ask: question.ask,
        rows: u32::try_from(question.rows.len()).unwrap_or(u32::MAX),
        first_rows: question.rows.into_iter().take(ROWS_NAMED).collect(),
        options: question
            .options
            .into_iter()
            .map(|option| AnswerOption { code: option.code, zh: option.zh, en: option.en })
            .collect(),
        answer: question.answer.or(first),
        answered_by: question.by.code().to_owned(),
    }
}
