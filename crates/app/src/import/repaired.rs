//! Rows that come back put right: a workbook of what was not taken says of each row, in a column of its own, where it
//! stood ([`super::unimported`]). Taken now, it settles the row that waited or was refused there, in every import of that
//! file.

use super::plan::{PlannedRow, WaitingRow};
use super::unimported::{ORIGIN_COLUMN, origin};
use louce_domain::batch::RowOutcome;
use louce_import::SheetHead;
use louce_import::cell::column_number;
use louce_import::proposal::RowProposal;
use louce_store::{Reader, StoreError};
use std::collections::HashMap;

/// What waits, by where it stood.
#[derive(Debug, Default)]
pub struct Repaired {
    /// The column of the sheet at hand that says where its rows stood, from 0.
    column: Option<usize>,
    /// The rows that wait or were refused, by origin; read when the first sheet asks.
    waiting: Option<HashMap<String, Vec<WaitingRow>>>,
}

impl Repaired {
    /// A sheet begins.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub fn begin_sheet(&mut self, reader: &Reader<'_>, head: &SheetHead) -> Result<(), StoreError> {
        let says_origin = |header: &str| header.trim() == ORIGIN_COLUMN;
        let column = head.columns.iter().find(|column| says_origin(&column.header));
        let number = column.and_then(|column| column_number(&column.letters));
        self.column = number.and_then(|number| usize::try_from(number).ok());
        if self.column.is_some() && self.waiting.is_none() {
            self.waiting = Some(untaken(reader)?);
        }
        Ok(())
    }

    /// The rows that this one puts right, now that it is taken.
    pub fn settled_by(&self, row: &RowProposal, planned: &PlannedRow) -> Vec<WaitingRow> {
        let is_taken = matches!(planned.outcome, RowOutcome::Added | RowOutcome::Updated | RowOutcome::Unchanged);
        let said = self.column.filter(|_| is_taken).and_then(|column| row.cells.get(column));
        let waiting = said.zip(self.waiting.as_ref()).and_then(|(said, waiting)| waiting.get(said.trim()));
        let known = |one: &&WaitingRow| !planned.settles.contains(one);
        waiting.into_iter().flatten().filter(known).cloned().collect()
    }
}

fn untaken(reader: &Reader<'_>) -> Result<HashMap<String, Vec<WaitingRow>>, StoreError> {
    let mut waiting: HashMap<String, Vec<WaitingRow>> = HashMap::new();
    for batch in reader.batches()?.into_iter().filter(|batch| batch.undone_ms.is_none()) {
        for outcome in [RowOutcome::Pending, RowOutcome::Rejected] {
            reader.each_import_row::<StoreError>(batch.id, Some(outcome), |logged| {
                if !logged.is_settled {
                    let stood = origin(&logged.file, &logged.sheet, logged.row.row);
                    let row = WaitingRow { id: logged.id, file: logged.file, row: logged.row.row };
                    waiting.entry(stood).or_default().push(row);
                }
                Ok(())
            })?;
        }
    }
    Ok(waiting)
}
