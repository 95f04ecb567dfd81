//! Where in a sheet the reader stands; a row or cell may stand for many equal ones.

use crate::cell::{CellAt, Merge};
use crate::read::xml::number;
use quick_xml::events::BytesStart;

/// No sheet is taller or wider; what is said to be repeated beyond is not.
const ROWS: u32 = 1_048_576;
const COLUMNS: u32 = 16_384;

/// Row from 1, column from 0, and for how many each stands.
#[derive(Debug, Default)]
pub struct Place {
    pub row: u32,
    pub rows: u32,
    pub column: u32,
    pub columns: u32,
}

impl Place {
    /// A table begins.
    pub fn table(&mut self) {
        *self = Self { row: 1, ..Self::default() };
    }

    /// A row begins.
    pub fn begin_row(&mut self, tag: &BytesStart<'_>) {
        let room = ROWS.saturating_add(1).saturating_sub(self.row);
        self.rows = number(tag, "number-rows-repeated").unwrap_or(1).max(1).min(room.max(1));
        (self.column, self.columns) = (0, 0);
    }

    /// The open row ends.
    pub fn end_row(&mut self) {
        self.row = self.row.saturating_add(std::mem::take(&mut self.rows));
    }

    /// A cell begins.
    pub fn begin_cell(&mut self, tag: &BytesStart<'_>) {
        let room = COLUMNS.saturating_sub(self.column);
        self.columns = number(tag, "number-columns-repeated").unwrap_or(1).max(1).min(room.max(1));
    }

    /// The open cell ends.
    pub fn end_cell(&mut self) {
        self.column = self.column.saturating_add(std::mem::take(&mut self.columns));
    }

    /// The merged range that begins with the open cell.
    pub fn merge(&self, tag: &BytesStart<'_>) -> Option<Merge> {
        let across = number(tag, "number-columns-spanned").unwrap_or(1).clamp(1, COLUMNS) - 1;
        let down = number(tag, "number-rows-spanned").unwrap_or(1).clamp(1, ROWS) - 1;
        let from = CellAt { row: self.row, column: self.column };
        let to = CellAt { row: from.row.saturating_add(down), column: from.column.saturating_add(across) };
        (from != to).then_some(Merge { from, to })
    }
}
