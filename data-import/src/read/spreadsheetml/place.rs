//! Where in a sheet the reader stands: rows and cells without an index follow the one before.

use crate::cell::{CellAt, Merge};
use crate::read::xml::number;
use quick_xml::events::BytesStart;

const WIDEST: u32 = 16_384;
const TALLEST: u32 = 1_048_576;

/// Row from 1 and column from 0 of the element that was opened last.
#[derive(Debug, Default)]
pub struct Place {
    pub row: u32,
    pub column: u32,
    next_row: u32,
    next_column: u32,
    across: u32,
    down: u32,
}

impl Place {
    /// Follows an element that begins.
    pub fn open(&mut self, tag: &BytesStart<'_>) {
        match tag.local_name().as_ref() {
            "Worksheet" | "Table" => *self = Self { next_row: 1, ..Self::default() },
            "Row" => {
                self.row = number(tag, "Index").unwrap_or(self.next_row).clamp(1, TALLEST);
                // Span: so many more rows look the same and are not written.
                self.next_row = self.row.saturating_add(1).saturating_add(number(tag, "Span").unwrap_or(0));
                self.next_column = 0;
            }
            "Cell" => {
                let index = number(tag, "Index").map(|index| index.saturating_sub(1));
                self.column = index.unwrap_or(self.next_column).min(WIDEST);
                self.across = number(tag, "MergeAcross").unwrap_or(0).min(WIDEST);
                self.down = number(tag, "MergeDown").unwrap_or(0).min(TALLEST);
                self.next_column = self.column.saturating_add(1).saturating_add(self.across);
            }
            _ => {}
        }
    }

    /// Follows an element that ends.
    pub fn close(&mut self, name: &str) {
        if name == "Cell" {
            (self.across, self.down) = (0, 0);
        }
    }

    /// The merged range that begins with the open cell.
    pub fn merge(&self) -> Option<Merge> {
        let from = CellAt { row: self.row, column: self.column };
        let to = CellAt { row: from.row.saturating_add(self.down), column: from.column.saturating_add(self.across) };
        (from != to).then_some(Merge { from, to })
    }
}
