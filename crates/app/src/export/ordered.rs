//! Rows in the order of their content: the store hands records out by place or name, but where two have the same, by
//! row number. Here each group of the same place or name is sorted by what its rows say, so that the bytes of a list
//! depend on content alone. One group is held in memory at a time.

use super::cell::{Cell, Rows};
use super::fault::Fault;
use super::format::RowWriter;

/// Sorts group by group and hands the rows on.
pub(super) struct Ordered<'w> {
    group: String,
    rows: Rows,
    out: Box<dyn RowWriter + 'w>,
    written: u64,
}

impl<'w> Ordered<'w> {
    pub(super) fn new(out: Box<dyn RowWriter + 'w>) -> Self {
        Self { group: String::new(), rows: Rows::default(), out, written: 0 }
    }

    /// A row of a group; rows of one group come together.
    pub(super) fn push(&mut self, group: &str, cells: &[Cell]) -> Result<(), Fault> {
        if self.group != group {
            self.flush()?;
            group.clone_into(&mut self.group);
        }
        self.rows.push(cells);
        Ok(())
    }

    fn flush(&mut self) -> Result<(), Fault> {
        for row in self.rows.sorted() {
            self.out.row(&row)?;
            self.written += 1;
        }
        self.rows.clear();
        Ok(())
    }

    /// Hands the last group on and closes the list. Gives the number of rows.
    pub(super) fn finish(mut self) -> Result<u64, Fault> {
        self.flush()?;
        self.out.finish()?;
        Ok(self.written)
    }
}
