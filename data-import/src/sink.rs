//! Where a proposal goes while it is made: sheet by sheet, row by row, so that nothing needs the whole file at once.

use crate::cell::Merge;
use crate::error::ReadError;
use crate::ledger_date::LedgerDate;
use crate::proposal::{ColumnProposal, FileFacts, LedgerKind, Proposal, Question, RowProposal, SheetProposal, Warning};
use crate::remembered::Recalled;
use serde::{Deserialize, Serialize};

/// What is known of a sheet before its first row.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SheetHead {
    /// Name; none where the format has none.
    pub name: Option<String>,
    /// Hidden in the file.
    pub hidden: bool,
    /// Left out at the user's word: no row follows.
    pub skipped: bool,
    /// Header rows, from 1, in order; empty for [`LedgerKind::NoRecords`].
    pub header_rows: Vec<u32>,
    /// What the sheet is.
    pub ledger: LedgerKind,
    /// Columns with a header.
    pub columns: Vec<ColumnProposal>,
    /// Merged ranges of the first rows, as drawn in the preview; bounded.
    pub merges: Vec<Merge>,
    /// Tells layouts apart: equal for two sheets with the same headers in the same columns.
    pub fingerprint: String,
    /// The profile that knows this layout, among those given with the file.
    pub recalled: Option<Recalled>,
    /// The day the sheet speaks of (台账日期): the user's word, else what the file says.
    pub ledger_date: Option<LedgerDate>,
}

/// What is known of a sheet after its last row.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct SheetTail {
    /// What is odd about the sheet as a whole.
    pub warnings: Vec<Warning>,
    /// What must be asked once per file.
    pub questions: Vec<Question>,
}

/// Takes a proposal in, in file order.
///
/// A taker that wants to stop answers [`ReadError::Cancelled`], whatever its own reason, and keeps the reason itself.
pub trait ProposalSink {
    /// A sheet begins.
    ///
    /// # Errors
    /// [`ReadError::Cancelled`] to stop.
    fn sheet(&mut self, head: SheetHead) -> Result<(), ReadError>;

    /// The next row of the sheet; every row up to the last that holds a value comes, in order.
    ///
    /// # Errors
    /// [`ReadError::Cancelled`] to stop.
    fn row(&mut self, row: RowProposal) -> Result<(), ReadError>;

    /// The sheet ends.
    ///
    /// # Errors
    /// [`ReadError::Cancelled`] to stop.
    fn sheet_end(&mut self, tail: SheetTail) -> Result<(), ReadError>;

    /// All that came so far is to be forgotten: the file is read once more from its beginning, otherwise. That comes
    /// with damaged files only, whose rows stand out of order or whose text turns out to be in another encoding.
    ///
    /// # Errors
    /// [`ReadError::Cancelled`] to stop, as a taker does that cannot forget.
    fn restart(&mut self) -> Result<(), ReadError> {
        Err(ReadError::Cancelled)
    }
}

/// Keeps the whole proposal in memory: for small files, tests and measuring.
#[derive(Debug, Default)]
pub struct WholeProposal {
    sheets: Vec<SheetProposal>,
    warnings: Vec<Warning>,
    questions: Vec<Question>,
}

impl WholeProposal {
    /// The proposal of a file that was read to its end.
    #[must_use]
    pub fn finish(self, file: FileFacts) -> Proposal {
        Proposal { file, sheets: self.sheets, warnings: self.warnings, questions: self.questions }
    }
}

impl ProposalSink for WholeProposal {
    fn sheet(&mut self, head: SheetHead) -> Result<(), ReadError> {
        let SheetHead { name, hidden, header_rows, ledger, columns, .. } = head;
        self.sheets.push(SheetProposal { name, hidden, header_rows, ledger, columns, rows: Vec::new() });
        Ok(())
    }

    fn row(&mut self, row: RowProposal) -> Result<(), ReadError> {
        if let Some(sheet) = self.sheets.last_mut() {
            sheet.rows.push(row);
        }
        Ok(())
    }

    fn sheet_end(&mut self, tail: SheetTail) -> Result<(), ReadError> {
        self.warnings.extend(tail.warnings);
        self.questions.extend(tail.questions);
        Ok(())
    }

    fn restart(&mut self) -> Result<(), ReadError> {
        *self = Self::default();
        Ok(())
    }
}
