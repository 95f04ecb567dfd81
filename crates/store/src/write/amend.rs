//! Amending records: old and new value of each changed field are kept.

use super::{Pace, WriteTx};
use crate::connection::Ready;
use crate::error::{Result, StoreError};
use crate::table::change::{Amendment, insert_field};
use crate::table::{Record, RowIds, Table, get, kind_number, table_of};
use louce_domain::change::{FieldChange, RecordRef};
use louce_domain::field::RecordKind;
use rusqlite::types::Value;

/// A changed field, its name as the table knows it.
pub(super) struct Changed {
    pub(super) field: &'static str,
    pub(super) old: Option<String>,
    pub(super) new: Option<String>,
}

/// The fields and changeable links in which two versions differ.
fn changed<R: Table>(before: &R, after: &R) -> Vec<Changed> {
    let old = before.fields().into_iter().chain(before.link_texts());
    let new = after.fields().into_iter().chain(after.link_texts());
    old.zip(new)
        .filter(|((_, old), (_, new))| old != new)
        .map(|((field, old), (_, new))| Changed { field, old, new })
        .collect()
}

impl WriteTx<'_> {
    /// Turns the record `before`, as it was read, into `after`. Returns the fields that changed; none, and nothing is
    /// written.
    ///
    /// [`StoreError::Stale`] where the stored record is no longer `before`.
    pub fn amend<R: Record>(&mut self, before: &R, after: &R) -> Result<Vec<FieldChange>> {
        let (row, stored) = get::<R>(self.conn, before.uuid())?;
        if stored != *before {
            return Err(StoreError::Stale(RecordRef { kind: R::KIND, id: before.uuid() }));
        }
        if before.uuid() != after.uuid() {
            return Err(StoreError::FixedField("id"));
        }
        before.check_fixed(after)?;
        let changes = changed(before, after);
        if changes.is_empty() {
            return Ok(Vec::new());
        }
        let logged = self.write_changes::<R>(row, changes)?;
        self.note_touched(R::KIND, before.uuid());
        match self.pace {
            Pace::Steady => R::effects(self.conn, row, Some(before), Some(after), &mut self.effects)?,
            Pace::Loaded if !self.is_made_here(R::KIND, row) => {
                R::effects(self.conn, row, Some(before), Some(after), &mut self.effects)?;
                self.effects.carry_out_when_many(self.conn)?;
            }
            // What follows from rows made here is derived once they are all there.
            Pace::Loaded | Pace::Bulk | Pace::Rehearsed => {}
        }
        Ok(logged)
    }

    fn is_made_here(&self, kind: RecordKind, row: i64) -> bool {
        self.runs.get(&kind_number(kind)).is_some_and(|run| row >= run.first)
    }

    /// Updates the changed columns and logs each field.
    pub(super) fn write_changes<R: Table>(&mut self, row: i64, changes: Vec<Changed>) -> Result<Vec<FieldChange>> {
        let mut columns: Vec<(&'static str, Value)> = Vec::new();
        for change in &changes {
            columns.extend(self.column_values::<R>(change)?);
        }
        let sets: Vec<String> = columns.iter().map(|(column, _)| format!("\"{column}\" = ?")).collect();
        let sql = format!("UPDATE {} SET {} WHERE id = ?", table_of(R::KIND), sets.join(", "));
        let values = columns.into_iter().map(|(_, value)| value).chain([Value::Integer(row)]);
        self.conn.ready(&sql)?.execute(rusqlite::params_from_iter(values))?;
        let logged = changes.into_iter().map(|c| FieldChange { field: c.field.to_owned(), old: c.old, new: c.new });
        let logged: Vec<FieldChange> = logged.collect();
        for change in &logged {
            let amendment = Amendment { kind: R::KIND, row, change, source: self.source };
            insert_field(self.conn, self.change, &amendment)?;
        }
        Ok(logged)
    }

    fn column_values<R: Table>(&mut self, change: &Changed) -> Result<Vec<(&'static str, Value)>> {
        let ids: &mut dyn RowIds = &mut self.ids;
        R::column_values(self.conn, ids, change.field, change.new.as_deref())
    }
}
