//! Withdrawing and restoring whole records: the way back for what an import or a person created by mistake. The record
//! leaves its table, its body and its history stay.

use super::{Pace, WriteTx};
use crate::connection::Ready;
use crate::error::{Result, StoreError};
use crate::table::{Table, get, insert, table_of, withdrawn};
use louce_domain::change::RecordRef;
use louce_domain::with_kind;
use rusqlite::Error::SqliteFailure;
use rusqlite::ErrorCode::ConstraintViolation;
use uuid::Uuid;

impl WriteTx<'_> {
    /// Takes a record back. [`StoreError::InUse`] where others refer to it.
    pub fn withdraw(&mut self, record: RecordRef) -> Result<()> {
        with_kind!(record.kind, R => self.withdraw_from::<R>(record.id))
    }

    /// Puts a withdrawn record back as it was. What it refers to must be there.
    pub fn restore(&mut self, record: RecordRef) -> Result<()> {
        with_kind!(record.kind, R => self.restore_to::<R>(record))
    }

    pub(super) fn withdraw_from<R: Table>(&mut self, id: Uuid) -> Result<()> {
        let (row, record) = get::<R>(self.conn, id)?;
        let reference = RecordRef { kind: R::KIND, id };
        let table = table_of(R::KIND);
        let sql = format!("SELECT created_change, created_row FROM {table} WHERE id = ?1");
        let created = self.conn.ready(&sql)?.query_row([row], |r| Ok((r.get(0)?, r.get(1)?)))?;
        let body = serde_json::to_string(&record)?;
        withdrawn::insert(self.conn, self.change, reference, row, &body, created)?;
        let deleted = self.conn.ready(&format!("DELETE FROM {table} WHERE id = ?1"))?.execute([row]);
        deleted.map_err(|error| match &error {
            SqliteFailure(cause, _) if cause.code == ConstraintViolation => StoreError::InUse(reference),
            _ => error.into(),
        })?;
        self.ids.forget(R::KIND, id);
        self.note_touched(R::KIND, id);
        if self.pace == Pace::Steady {
            R::effects(self.conn, row, Some(&record), None, &mut self.effects)?;
        }
        Ok(())
    }

    fn restore_to<R: Table>(&mut self, reference: RecordRef) -> Result<()> {
        let kept = withdrawn::latest(self.conn, reference)?;
        let kept = kept.ok_or(StoreError::NotFound { kind: reference.kind, id: reference.id })?;
        let record: R = serde_json::from_str(&kept.body)?;
        insert(self.conn, &mut self.ids, kept.row, &record, kept.created)?;
        withdrawn::set_restored(self.conn, kept.id, self.change)?;
        self.note_touched(R::KIND, reference.id);
        if self.pace == Pace::Steady {
            R::effects(self.conn, kept.row, None, Some(&record), &mut self.effects)?;
        }
        Ok(())
    }
}
