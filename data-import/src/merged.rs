//! Merged ranges (合并单元格): every cell of one has the value of its first, lent row by row.

use crate::cell::{Cell, CellAt, Merge, Row};
use std::collections::BTreeMap;

/// Rows below its first that a range lends to.
const TALLEST: u32 = 20_000;
/// Columns beside its first that a range lends to.
const WIDEST: u32 = 500;
/// Ranges that lend to one row.
const OVER_ONE_ROW: usize = 500;
/// Cells that all ranges together lend to one row.
const TO_ONE_ROW: usize = 500;
/// Text that all ranges together lend to one row, bytes.
const TEXT_TO_ONE_ROW: usize = 32 * 1024;
/// Cells that all ranges of a sheet lend, over all its rows; a form has thousands.
const TO_ALL_ROWS: usize = 20_000_000;

/// The merged ranges of a sheet that do not overlap, from top to bottom, and where the first begins that does: a
/// spreadsheet program merges no cell twice, so a range that lies over an earlier one is damage and lends nothing.
///
/// Takes time in proportion to the ranges, however they lie.
pub(crate) fn apart(merges: &[Merge]) -> (Vec<Merge>, Option<CellAt>) {
    let mut sorted: Vec<Merge> = merges.to_vec();
    sorted.sort_by_key(|merge| merge.from.row);
    let (mut kept, mut overlapping) = (Vec::with_capacity(sorted.len()), None);
    // By first column: last column and last row. None overlap one another, as ranges that ended make room.
    let mut open: BTreeMap<u32, (u32, u32)> = BTreeMap::new();
    for merge in sorted {
        if is_free(&merge, &mut open) {
            open.insert(merge.from.column, (merge.to.column, merge.to.row));
            kept.push(merge);
        } else {
            overlapping = overlapping.or(Some(merge.from));
        }
    }
    (kept, overlapping)
}

/// Whether no open range lies under this one; forgets those that end above it.
fn is_free(merge: &Merge, open: &mut BTreeMap<u32, (u32, u32)>) -> bool {
    while let Some((&first, &(last, last_row))) = open.range(..=merge.to.column).next_back() {
        if last < merge.from.column {
            return true;
        }
        if last_row >= merge.from.row {
            return false;
        }
        open.remove(&first);
    }
    true
}

/// Lends the values of the merged ranges of one sheet to its rows, which come in ascending order.
#[derive(Debug, Default)]
pub(crate) struct Lending {
    /// By first row, the lowest last.
    waiting: Vec<Merge>,
    /// Ranges over the current row, from left to right.
    active: Vec<Lender>,
    /// Cells that may still be lent.
    left: usize,
}

#[derive(Debug)]
struct Lender {
    merge: Merge,
    last_row: u32,
    value: Cell,
}

impl Lending {
    /// Begins above the first row of a sheet with these merged ranges, which lie [`apart`].
    pub(crate) fn of(merges: &[Merge]) -> Self {
        let mut waiting = merges.to_vec();
        waiting.sort_by_key(|merge| std::cmp::Reverse(merge.from.row));
        Self { waiting, active: Vec::new(), left: TO_ALL_ROWS }
    }

    /// Gives a row what merged ranges lend it, marked as lent; a cell with a value of its own keeps it, and columns
    /// that are withheld get nothing.
    ///
    /// Rows that hold nothing of their own need not come: a merged range makes no row.
    pub(crate) fn lend(&mut self, row: &mut Row, withheld: &[u32]) {
        self.active.retain(|lender| row.number <= lender.last_row);
        self.begin(row);
        let mut lent: Vec<(u32, Cell)> = Vec::new();
        let (mut steps, mut bytes) = (TO_ONE_ROW.min(self.left), TEXT_TO_ONE_ROW);
        for lender in &self.active {
            let value = &lender.value;
            let from = lender.merge.from;
            for column in from.column..=lender.merge.to.column.min(from.column.saturating_add(WIDEST)) {
                if (row.number, column) == (from.row, from.column) {
                    continue;
                }
                if steps == 0 || bytes < value.text.len() {
                    break;
                }
                (steps, self.left) = (steps - 1, self.left.saturating_sub(1));
                if !withheld.contains(&column) && row.cell(column).is_none_or(Cell::is_blank) {
                    bytes = bytes.saturating_sub(value.text.len());
                    lent.push((column, value.clone()));
                }
            }
        }
        self.give(row, lent);
    }

    fn give(&mut self, row: &mut Row, lent: Vec<(u32, Cell)>) {
        if self.left == 0 {
            (self.active, self.waiting) = (Vec::new(), Vec::new());
        }
        if lent.is_empty() {
            return;
        }
        row.cells.retain(|(_, cell)| !cell.is_blank());
        row.cells.extend(lent);
        // Two ascending runs: in proportion to the cells.
        row.cells.sort_by_key(|(column, _)| *column);
    }

    fn begin(&mut self, row: &Row) {
        let before = self.active.len();
        while let Some(merge) = self.waiting.pop_if(|merge| merge.from.row <= row.number) {
            // A range whose first cell holds nothing has nothing to lend.
            let from = merge.from;
            let value = row.cell(from.column).filter(|cell| from.row == row.number && !cell.is_blank());
            if let Some(value) = value.filter(|_| self.active.len() < OVER_ONE_ROW) {
                let value = Cell { merged_from: Some(from), ..value.clone() };
                let last_row = merge.to.row.min(from.row.saturating_add(TALLEST));
                self.active.push(Lender { merge, last_row, value });
            }
        }
        if self.active.len() > before {
            self.active.sort_by_key(|lender| lender.merge.from.column);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn merge(from: (u32, u32), to: (u32, u32)) -> Merge {
        let at = |(row, column)| CellAt { row, column };
        Merge { from: at(from), to: at(to) }
    }

    fn texts(lending: &mut Lending, number: u32, cells: &[(u32, &str)], withheld: &[u32]) -> String {
        let cells = cells.iter().map(|(column, text)| (*column, Cell::text(*text))).collect();
        let mut row = Row { number, hidden: false, cells };
        lending.lend(&mut row, withheld);
        row.cells.iter().map(|(column, cell)| format!("{column}{} ", cell.text)).collect()
    }

    #[test]
    fn a_tall_range_lends_down_to_its_last_row() {
        let mut lending = Lending::of(&[merge((2, 0), (4, 1)), merge((9, 0), (9, 2))]);
        assert_eq!(texts(&mut lending, 1, &[(2, "x")], &[]), "2x ", "above it nothing");
        assert_eq!(texts(&mut lending, 2, &[(0, "甲")], &[]), "0甲 1甲 ", "sideways");
        assert_eq!(texts(&mut lending, 4, &[(2, "y")], &[1]), "0甲 2y ", "down, but not into a withheld column");
        assert_eq!(texts(&mut lending, 5, &[(2, "z")], &[]), "2z ", "below it nothing");
        assert_eq!(texts(&mut lending, 10, &[(2, "z")], &[]), "2z ", "a range without a first row lends nothing");
    }

    #[test]
    fn ranges_over_one_another_lend_once_and_are_told() {
        let (kept, overlapping) = apart(&[
            merge((5, 0), (9, 3)),
            merge((2, 0), (4, 1)),
            merge((3, 1), (3, 2)),
            merge((2, 2), (2, 9)),
            merge((9, 3), (9, 5)),
        ]);
        let kept: Vec<_> = kept.iter().map(|merge| (merge.from.row, merge.from.column)).collect();
        assert_eq!(kept, [(2, 0), (2, 2), (5, 0)], "the upper of two stays, one that ended is in nobody's way");
        assert_eq!(overlapping, Some(CellAt { row: 3, column: 1 }), "the first that lies over another is named");
        assert_eq!(apart(&[merge((2, 0), (4, 1)), merge((5, 0), (6, 1))]).1, None, "neighbours do not overlap");
    }

    #[test]
    fn a_cell_with_a_value_of_its_own_keeps_it() {
        let mut lending = Lending::of(&[merge((1, 0), (3, 2))]);
        assert_eq!(texts(&mut lending, 1, &[(0, "甲"), (2, "x")], &[]), "0甲 1甲 2x ", "beside the first");
        assert_eq!(texts(&mut lending, 2, &[(0, "y"), (1, " ")], &[]), "0y 1甲 2甲 ", "below it; a blank is no value");
        let mut row = Row { number: 3, hidden: false, cells: vec![(0, Cell::text("张三"))] };
        lending.lend(&mut row, &[]);
        assert_eq!(row.own().count(), 1, "a row under a range stays a row: it counts as its own");
    }

    #[test]
    fn what_is_lent_has_an_end() {
        let columns: Vec<Merge> = (0..600).map(|at| merge((1, at * 600), (9, at * 600 + 500))).collect();
        let mut lending = Lending::of(&columns);
        let mut row = Row { number: 1, hidden: false, cells: Vec::new() };
        row.cells = (0..600).map(|at| (at * 600, Cell::text("甲"))).collect();
        lending.lend(&mut row, &[]);
        assert_eq!(row.cells.len() - row.own().count(), TO_ONE_ROW, "to one row");
        let mut long = Lending::of(&[merge((1, 0), (9, 400))]);
        let mut row = Row { number: 1, hidden: false, cells: vec![(0, Cell::text("x".repeat(10_000)))] };
        long.lend(&mut row, &[]);
        assert_eq!(row.cells.len(), 4, "long texts to fewer cells");
        lending.left = 3;
        let mut row = Row { number: 2, hidden: false, cells: vec![(9, Cell::text("乙"))] };
        lending.lend(&mut row, &[]);
        assert_eq!(row.cells.len(), 4, "to the whole sheet");
        assert!(lending.active.is_empty(), "then no range is looked at any more");
    }
}
