//! Which columns carry which field.

use crate::field::FieldCode;
use crate::proposal::{ColumnMeaning, ColumnProposal};
use std::collections::BTreeMap;

/// Columns (from 0) of each field of a sheet, in sheet order.
#[derive(Debug, Clone, Default)]
pub(crate) struct FieldColumns {
    columns: BTreeMap<FieldCode, Vec<u32>>,
}

impl FieldColumns {
    pub(crate) fn of(columns: &[ColumnProposal]) -> Self {
        let mut found = Self::default();
        for column in columns {
            if let ColumnMeaning::Field(field) = column.meaning {
                found.columns.entry(field).or_default().push(column.column);
            }
        }
        found
    }

    pub(crate) fn has(&self, field: FieldCode) -> bool {
        self.columns.contains_key(&field)
    }

    pub(crate) fn all(&self, field: FieldCode) -> &[u32] {
        self.columns.get(&field).map_or(&[], Vec::as_slice)
    }

    pub(crate) fn first(&self, field: FieldCode) -> Option<u32> {
        self.all(field).first().copied()
    }
}
