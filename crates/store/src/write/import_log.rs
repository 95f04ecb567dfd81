//! Batches, their files, sheets and rows.

use super::WriteTx;
use crate::error::{Result, StoreError};
use crate::table::batch::{FileInfo, FileRow, NewBatch, SheetInfo, SheetRow};
use crate::table::import_decision::{self, RowDecided};
use crate::table::import_row::{ImportRow, ImportRowId};
use crate::table::{batch, change, import_row};
use louce_domain::batch::OutcomeCounts;
use louce_domain::date::PartialDate;
use louce_domain::id::BatchId;
use uuid::Uuid;

impl WriteTx<'_> {
    /// Begins a batch: this write and all that follow under its identifier belong to it.
    pub fn begin_batch(&mut self, new: &NewBatch) -> Result<BatchId> {
        let id: BatchId = self.mint();
        let row = batch::insert(self.conn, id, new, self.user, self.context.at_ms)?;
        change::set_batch(self.conn, self.change, row)?;
        self.batch = Some((row, id));
        Ok(id)
    }

    /// Names a ledger of the batch.
    pub fn add_file(&mut self, file: &FileInfo) -> Result<FileRow> {
        batch::insert_file(self.conn, self.batch_row()?, file)
    }

    /// Says what a ledger of the batch was, now that it was read to its end.
    pub fn describe_file(&mut self, row: FileRow, file: &FileInfo) -> Result<()> {
        batch::describe_file(self.conn, row, file)
    }

    /// Names a sheet of a ledger.
    pub fn add_sheet(&mut self, file: FileRow, sheet: &SheetInfo) -> Result<SheetRow> {
        batch::insert_sheet(self.conn, file, sheet)
    }

    /// Logs what became of a row. Log it before the records it gives, so that they can name it.
    pub fn add_import_row(&mut self, sheet: SheetRow, row: &ImportRow) -> Result<ImportRowId> {
        import_row::insert(self.conn, sheet, row)
    }

    /// The batch being written, once it was begun.
    pub fn batch_id(&self) -> Option<BatchId> {
        self.batch.map(|(_, id)| id)
    }

    /// Notes the day the ledger of the batch speaks of (台账日期).
    pub fn date_ledger(&mut self, date: PartialDate) -> Result<()> {
        batch::set_ledger_date(self.conn, self.batch_row()?, &date.to_string())
    }

    /// Notes the layout of a sheet: equal for two sheets with the same headers in the same columns.
    pub fn note_layout(&mut self, sheet: SheetRow, layout: &str) -> Result<()> {
        batch::set_layout(self.conn, sheet, layout)
    }

    /// Remembers what a person decided about a row.
    pub fn remember_decision(&mut self, decided: &RowDecided) -> Result<()> {
        import_decision::insert(self.conn, self.batch_row()?, decided)
    }

    /// Finishes the batch with its counts.
    pub fn finish_batch(&mut self, counts: &OutcomeCounts) -> Result<()> {
        batch::finish(self.conn, self.batch_row()?, counts, self.context.at_ms)
    }

    fn batch_row(&self) -> Result<i64> {
        self.batch.map(|(row, _)| row).ok_or(StoreError::NoSuchBatch(Uuid::nil()))
    }
}
