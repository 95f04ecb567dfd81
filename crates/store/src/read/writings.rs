//! Every writing of a record's fields with what it was read from: where a value comes from.

use super::Reader;
use crate::error::{Result, StoreError};
use crate::table::change::{self, ChangeHead};
use crate::table::import_row::{self, RowSource};
use louce_domain::change::{FieldChange, RecordRef};
use louce_domain::id::BatchId;

/// One writing of a record: its making, or one field amended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Writing {
    /// Who, when, why.
    pub head: ChangeHead,
    /// The field with its old and new value; none for the making of the record.
    pub amended: Option<FieldChange>,
    /// The batch that was undone by it.
    pub undoes: Option<BatchId>,
    /// The row of a ledger it was read from.
    pub source: Option<RowSource>,
}

impl Reader<'_> {
    /// Every writing of a record, earliest first; of one field where one is named.
    pub fn writings_of(&self, record: RecordRef, field: Option<&str>) -> Result<Vec<Writing>> {
        let made = change::origin(self.conn, record)?;
        let (row, created, created_row) = made.ok_or(StoreError::NotFound { kind: record.kind, id: record.id })?;
        let mut writings = vec![self.writing(created, None, created_row)?];
        for (change, amended, import_row) in change::amendments(self.conn, (record.kind, row), field)? {
            writings.push(self.writing(change, Some(amended), import_row)?);
        }
        Ok(writings)
    }

    fn writing(&self, change: i64, amended: Option<FieldChange>, import_row: Option<i64>) -> Result<Writing> {
        let source = import_row.map(|id| import_row::sourced(self.conn, id)).transpose()?.flatten();
        let (head, undoes) = (change::head(self.conn, change)?, change::undoes(self.conn, change)?);
        Ok(Writing { head, amended, undoes, source })
    }
}
