//! Which columns carry which field.

use crate::field::FieldCode;
use crate::proposal::{ColumnMeaning, ColumnProposal};

/// Columns (from 0) of each field of a sheet, in sheet order.
#[derive(Debug, Clone)]
pub(crate) struct FieldColumns {
    /// One entry for each field, in the order of their declaration.
    columns: Vec<Vec<u32>>,
}

impl FieldColumns {
    pub(crate) fn of(columns: &[ColumnProposal]) -> Self {
        let mut found = Self { columns: vec![Vec::new(); FieldCode::ALL.len()] };
        for column in columns {
            if let ColumnMeaning::Field(field) = column.meaning
                && let Some(slot) = found.columns.get_mut(field as usize)
            {
                slot.push(column.column);
            }
        }
        found
    }

    pub(crate) fn has(&self, field: FieldCode) -> bool {
        !self.all(field).is_empty()
    }

    pub(crate) fn all(&self, field: FieldCode) -> &[u32] {
        self.columns.get(field as usize).map_or(&[], Vec::as_slice)
    }

    /// Every field that has a column, with its columns, in the order of declaration.
    pub(crate) fn each(&self) -> impl Iterator<Item = (FieldCode, u32)> {
        let fields = FieldCode::ALL.iter().zip(&self.columns);
        fields.flat_map(|(field, columns)| columns.iter().map(|column| (*field, *column)))
    }

    pub(crate) fn first(&self, field: FieldCode) -> Option<u32> {
        self.all(field).first().copied()
    }
}
