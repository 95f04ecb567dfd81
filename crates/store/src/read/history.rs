//! Readings of the change log, of batches and of the audit log.

use super::Reader;
use crate::error::{Result, StoreError};
use crate::table::audit::{self, AuditRow, BrokenChain};
use crate::table::batch::{self, Batch, FileRow, SheetInfo};
use crate::table::change::{self, ChangeSummary, HistoryEntry};
use crate::table::import_row::{self, LoggedRow, RowEnded};
use crate::table::kept_ledger::{self, KeptLedger};
use crate::write::{BatchDependent, batch_dependents};
use louce_domain::batch::RowOutcome;
use louce_domain::change::RecordRef;
use louce_domain::id::BatchId;

impl Reader<'_> {
    /// The history of a record, earliest first: its creation with file, sheet and row, every later edit with old and new
    /// values, withdrawal and restoration.
    pub fn changes_of(&self, record: RecordRef) -> Result<Vec<HistoryEntry>> {
        change::of_record(self.conn, record)
    }

    /// The changes of a span of time (milliseconds since 1970, end excluded), earliest first, with what they touched.
    pub fn changes_between(&self, from_ms: u64, until_ms: u64) -> Result<Vec<ChangeSummary>> {
        change::between(self.conn, from_ms, until_ms)
    }

    /// Every batch, latest first.
    pub fn batches(&self) -> Result<Vec<Batch>> {
        batch::all(self.conn)
    }

    /// A batch.
    pub fn batch(&self, id: BatchId) -> Result<Option<Batch>> {
        batch::get(self.conn, id)
    }

    /// The batch, not undone, in which a file with these bytes was imported.
    pub fn batch_with_file(&self, sha256: &[u8; 32]) -> Result<Option<BatchId>> {
        batch::with_file(self.conn, sha256)
    }

    /// The rows of a batch with what became of them, of one outcome or of all.
    pub fn import_rows(&self, batch: BatchId, outcome: Option<RowOutcome>) -> Result<Vec<LoggedRow>> {
        import_row::of_batch(self.conn, batch, outcome)
    }

    /// How the rows of a sheet of a batch ended that stand between two rows, both among them; rows refused or
    /// passed over left out.
    pub fn import_rows_between(&self, batch: BatchId, sheet: &SheetInfo, rows: (u32, u32)) -> Result<Vec<RowEnded>> {
        import_row::between(self.conn, batch, sheet, rows)
    }

    /// The same rows one by one, for what must not hold them all.
    ///
    /// # Errors
    /// The store's, or what `take` ends in.
    pub fn each_import_row<E: From<StoreError>>(
        &self,
        batch: BatchId,
        outcome: Option<RowOutcome>,
        take: impl FnMut(LoggedRow) -> std::result::Result<(), E>,
    ) -> std::result::Result<(), E> {
        import_row::each_of_batch(self.conn, batch, outcome, take)
    }

    /// Every ledger with rows in the log, latest first, with what is kept of it.
    pub fn kept_ledgers(&self) -> Result<Vec<KeptLedger>> {
        kept_ledger::all(self.conn)
    }

    /// A packed part of a ledger's copy, counted from 0; none after the last.
    pub fn kept_part(&self, file: FileRow, seq: u32) -> Result<Option<Vec<u8>>> {
        kept_ledger::part(self.conn, file, seq)
    }

    /// The later changes that rest on a batch, earliest first; of each sort at most a thousand. While there are any, it
    /// cannot be undone.
    pub fn batch_dependents(&self, batch: BatchId) -> Result<Vec<BatchDependent>> {
        batch_dependents(self.conn, batch)
    }

    /// The latest rows of the audit log, latest first.
    pub fn audit_tail(&self, limit: u32) -> Result<Vec<AuditRow>> {
        audit::tail(self.conn, limit)
    }

    /// Number of rows and hash of the last row of the audit log: what a witness outside the file keeps.
    pub fn audit_head(&self) -> Result<(u64, [u8; 32])> {
        audit::head(self.conn)
    }

    /// Walks the audit chain; `None` where it is whole.
    pub fn verify_audit(&self) -> Result<Option<BrokenChain>> {
        audit::verify(self.conn)
    }
}
