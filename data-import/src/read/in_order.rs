//! The order of rows: damaged writers repeat a row or put it in the wrong place. Whoever reads on sees each row of a
//! sheet once, in ascending order.

use crate::cell::{Merge, Row};
use crate::error::ReadError;
use crate::field::RefusedKind;
use crate::read::gate::Sink;

/// Passes rows on as long as they are in order, and stops at the first that is not.
pub(crate) struct InOrder<'a> {
    inner: &'a mut dyn Sink,
    last: u32,
    is_broken: bool,
}

impl<'a> InOrder<'a> {
    pub(crate) fn new(inner: &'a mut dyn Sink) -> Self {
        Self { inner, last: 0, is_broken: false }
    }

    /// Whether a row came out of order: the reader was stopped, and the file must be read by [`Sorting`].
    pub(crate) fn is_broken(&self) -> bool {
        self.is_broken
    }
}

impl Sink for InOrder<'_> {
    fn sheet(&mut self, name: Option<String>, hidden: bool, merges: Vec<Merge>) -> Result<(), ReadError> {
        self.last = 0;
        self.inner.sheet(name, hidden, merges)
    }

    fn row(&mut self, row: Row) -> Result<(), ReadError> {
        if row.number <= self.last {
            self.is_broken = true;
            return Err(ReadError::Cancelled);
        }
        self.last = row.number;
        self.inner.row(row)
    }

    fn note(&mut self, withheld: Vec<u32>, far_rows: Vec<u32>) -> Result<(), ReadError> {
        self.inner.note(withheld, far_rows)
    }

    fn refused(&mut self, columns: Vec<(u32, RefusedKind)>) -> Result<(), ReadError> {
        self.inner.refused(columns)
    }

    fn sheet_end(&mut self) -> Result<(), ReadError> {
        self.inner.sheet_end()
    }

    fn bytes(&mut self, done: u64, total: u64) {
        self.inner.bytes(done, total);
    }

    fn spare(&mut self) -> Row {
        self.inner.spare()
    }
}

/// Keeps the rows of a sheet until it ends and passes them on in order; of a repeated row later cells win.
pub(crate) struct Sorting<'a> {
    inner: &'a mut dyn Sink,
    rows: Vec<Row>,
}

impl<'a> Sorting<'a> {
    pub(crate) fn new(inner: &'a mut dyn Sink) -> Self {
        Self { inner, rows: Vec::new() }
    }
}

impl Sink for Sorting<'_> {
    fn sheet(&mut self, name: Option<String>, hidden: bool, merges: Vec<Merge>) -> Result<(), ReadError> {
        self.rows.clear();
        self.inner.sheet(name, hidden, merges)
    }

    fn row(&mut self, row: Row) -> Result<(), ReadError> {
        self.rows.push(row);
        Ok(())
    }

    fn note(&mut self, withheld: Vec<u32>, far_rows: Vec<u32>) -> Result<(), ReadError> {
        self.inner.note(withheld, far_rows)
    }

    fn refused(&mut self, columns: Vec<(u32, RefusedKind)>) -> Result<(), ReadError> {
        self.inner.refused(columns)
    }

    fn sheet_end(&mut self) -> Result<(), ReadError> {
        let mut rows = std::mem::take(&mut self.rows);
        rows.sort_by_key(|row| row.number);
        rows.dedup_by(|later, first| {
            let same = later.number == first.number;
            if same {
                for (column, cell) in later.cells.drain(..) {
                    first.put(column, cell);
                }
            }
            same
        });
        rows.into_iter().try_for_each(|row| self.inner.row(row))?;
        self.inner.sheet_end()
    }

    fn bytes(&mut self, done: u64, total: u64) {
        self.inner.bytes(done, total);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cell::Cell;
    use crate::read::collect::Collect;

    fn row(number: u32, column: u32, text: &str) -> Row {
        Row { number, hidden: false, cells: vec![(column, Cell::text(text))] }
    }

    #[test]
    fn rows_out_of_order_stop_the_reading_and_are_sorted_the_next_time() {
        let rows = [row(3, 0, "丙"), row(1, 0, "甲"), row(3, 0, "三"), row(3, 1, "叁")];
        let mut collect = Collect::default();
        let mut in_order = InOrder::new(&mut collect);
        in_order.sheet(None, false, Vec::new()).unwrap();
        assert!(rows.iter().cloned().any(|row| in_order.row(row).is_err()), "the second row stands too low");
        assert!(in_order.is_broken(), "and that is known to be why");
        in_order.sheet(None, false, Vec::new()).unwrap();
        in_order.row(row(1, 0, "甲")).unwrap();

        let mut collect = Collect::default();
        let mut sorting = Sorting::new(&mut collect);
        sorting.sheet(None, false, Vec::new()).unwrap();
        rows.into_iter().try_for_each(|row| sorting.row(row)).unwrap();
        sorting.sheet_end().unwrap();
        let read = &collect.workbook.sheets[0].rows;
        assert_eq!(read.iter().map(|row| row.number).collect::<Vec<_>>(), [1, 3], "each once, in order");
        assert_eq!((read[1].text(0), read[1].text(1)), ("三", "叁"), "the cells that came later");
    }
}
