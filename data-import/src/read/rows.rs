//! Gathers cells that come one by one into rows.

use crate::cell::{Cell, Row};
use crate::error::ReadError;
use crate::read::gate::Sink;
use std::collections::HashSet;

/// Cells on their way to the sink: each row goes on when the next begins.
#[derive(Debug, Default)]
pub struct RowsInMaking {
    row: Option<Row>,
    hidden: HashSet<u32>,
    /// The rows from here on are hidden, until it is said again.
    hides: bool,
}

impl RowsInMaking {
    /// For a sheet with these hidden rows (from 1).
    pub fn new(hidden: HashSet<u32>) -> Self {
        Self { hidden, ..Self::default() }
    }

    /// Says whether the rows that follow are hidden.
    pub fn hide(&mut self, hides: bool) {
        self.hides = hides;
    }

    /// Takes a cell; row and column from 0.
    ///
    /// # Errors
    /// What the sink refuses.
    pub fn put(&mut self, row: u32, column: u32, cell: Cell, sink: &mut dyn Sink) -> Result<(), ReadError> {
        let number = row.saturating_add(1);
        if self.row.as_ref().is_some_and(|row| row.number != number) {
            self.flush(sink)?;
        }
        let hidden = self.hides || self.hidden.contains(&number);
        self.row.get_or_insert_with(|| Row { number, hidden, ..Row::default() }).put(column, cell);
        Ok(())
    }

    /// Passes on what is left.
    ///
    /// # Errors
    /// What the sink refuses.
    pub fn flush(&mut self, sink: &mut dyn Sink) -> Result<(), ReadError> {
        self.row.take().map_or(Ok(()), |row| sink.row(row))
    }
}
