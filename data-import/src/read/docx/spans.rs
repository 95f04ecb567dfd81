//! Merged ranges of a Word table: cells span columns outright, and rows by saying that they go on.

use crate::cell::{CellAt, Merge};
use crate::read::xml::MERGES_KEPT;
use std::collections::BTreeMap;

/// A cell that may go on in the next row.
#[derive(Debug, Clone, Copy)]
struct Down {
    from_row: u32,
    last_row: u32,
    last_column: u32,
}

/// Gathers the merged ranges of one table.
#[derive(Debug, Default)]
pub struct Spans {
    /// By first column.
    open: BTreeMap<u32, Down>,
    merges: Vec<Merge>,
}

/// What a cell says of its rows (`w:vMerge`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Vertical {
    /// Nothing: it ends with its row.
    #[default]
    Alone,
    /// It may go on below.
    Begins,
    /// It goes on from above.
    GoesOn,
}

impl Spans {
    /// Takes a cell in: row from 1, first and last column from 0.
    pub fn cell(&mut self, row: u32, first: u32, last: u32, vertical: Vertical) {
        let open = self.open.get_mut(&first).filter(|down| vertical == Vertical::GoesOn && down.last_row + 1 == row);
        if let Some(down) = open {
            down.last_row = row;
            return;
        }
        if let Some(ended) = self.open.remove(&first) {
            self.push(first, ended);
        }
        let down = Down { from_row: row, last_row: row, last_column: last };
        if vertical == Vertical::Alone {
            self.push(first, down);
        } else {
            self.open.insert(first, down);
        }
    }

    fn push(&mut self, column: u32, down: Down) {
        let from = CellAt { row: down.from_row, column };
        let to = CellAt { row: down.last_row, column: down.last_column };
        if from != to && self.merges.len() < MERGES_KEPT {
            self.merges.push(Merge { from, to });
        }
    }

    /// The ranges, once the table has ended.
    pub fn finish(mut self) -> Vec<Merge> {
        for (column, down) in std::mem::take(&mut self.open) {
            self.push(column, down);
        }
        self.merges
    }
}
