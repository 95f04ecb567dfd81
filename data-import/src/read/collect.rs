//! A sink that keeps everything: the workbook in memory.

use crate::cell::{Merge, Row, Sheet, Workbook};
use crate::error::ReadError;
use crate::read::gate::Sink;

/// Collects sheets into a [`Workbook`], each row once and in ascending order.
#[derive(Debug, Default)]
pub struct Collect {
    /// What was read so far.
    pub workbook: Workbook,
    /// Rows so far, over all sheets.
    pub rows: u64,
}

impl Collect {
    fn current(&mut self) -> Option<&mut Sheet> {
        self.workbook.sheets.last_mut()
    }
}

impl Sink for Collect {
    fn sheet(&mut self, name: Option<String>, hidden: bool, merges: Vec<Merge>) -> Result<(), ReadError> {
        self.workbook.sheets.push(Sheet { name, hidden, merges, ..Sheet::default() });
        Ok(())
    }

    fn row(&mut self, row: Row) -> Result<(), ReadError> {
        self.rows += 1;
        if let Some(sheet) = self.current() {
            sheet.rows.push(row);
        }
        Ok(())
    }

    fn note(&mut self, withheld: Vec<u32>, far_rows: Vec<u32>) -> Result<(), ReadError> {
        if let Some(sheet) = self.current() {
            sheet.withheld.extend(withheld);
            sheet.far_rows.extend(far_rows);
        }
        Ok(())
    }

    fn sheet_end(&mut self) -> Result<(), ReadError> {
        if let Some(sheet) = self.current() {
            put_in_order(&mut sheet.rows);
            lend_merged(sheet);
        }
        Ok(())
    }
}

/// Damaged writers repeat a row or put it in the wrong place; later cells of a repeated row win.
fn put_in_order(rows: &mut Vec<Row>) {
    if rows.is_sorted_by(|a, b| a.number < b.number) {
        return;
    }
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
}

/// Gives every cell of a merged range the value of its first cell, marked as lent.
fn lend_merged(sheet: &mut Sheet) {
    const TALLEST: u32 = 20_000;
    const WIDEST: u32 = 500;
    for merge in sheet.merges.clone() {
        let found = sheet.rows.binary_search_by_key(&merge.from.row, |row| row.number);
        let Some(origin) = found.ok().and_then(|place| sheet.rows.get(place)) else { continue };
        let Some(value) = origin.cell(merge.from.column).filter(|cell| !cell.is_blank()) else { continue };
        let lent = crate::cell::Cell { merged_from: Some(merge.from), ..value.clone() };
        let last_row = merge.to.row.min(merge.from.row.saturating_add(TALLEST));
        let last_column = merge.to.column.min(merge.from.column.saturating_add(WIDEST));
        for number in merge.from.row..=last_row {
            // Rows that hold nothing of their own stay absent: a merged range makes no row.
            let Ok(place) = sheet.rows.binary_search_by_key(&number, |row| row.number) else { continue };
            let Some(row) = sheet.rows.get_mut(place) else { continue };
            for column in merge.from.column..=last_column {
                if (number, column) != (merge.from.row, merge.from.column) && !sheet.withheld.contains(&column) {
                    row.put(column, lent.clone());
                }
            }
        }
    }
}
