//! Keeping the copy of a ledger, and purging it when its retention is over.

use super::WriteTx;
use crate::error::Result;
use crate::table::batch::FileRow;
use crate::table::import_row::{self, ImportRowId};
use crate::table::kept_ledger;

impl WriteTx<'_> {
    /// Keeps a packed part of a ledger's copy; parts count from 0.
    pub fn keep_part(&mut self, file: FileRow, seq: u32, body: &[u8]) -> Result<()> {
        kept_ledger::insert_part(self.conn, file, seq, body)
    }

    /// Says that the copy of a ledger is whole.
    pub fn keep_ledger(&mut self, file: FileRow, rows: u64, bytes: u64) -> Result<()> {
        kept_ledger::insert(self.conn, file, rows, bytes)
    }

    /// Purges the copy of a ledger and the cells of its rows; gives how many rows lost theirs.
    pub fn purge_ledger(&mut self, file: FileRow) -> Result<u64> {
        let rows = kept_ledger::purge(self.conn, file, self.change)?;
        self.touched += rows;
        Ok(rows)
    }

    /// Notes that a row puts right one that waited in an earlier batch.
    pub fn settle_row(&mut self, waiting: ImportRowId, by: ImportRowId) -> Result<()> {
        import_row::settle(self.conn, waiting, by)
    }
}
