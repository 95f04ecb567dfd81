//! Merged ranges (合并单元格): every cell of one has the value of its first, lent row by row.

use crate::cell::{Cell, Merge, Row};
use std::cmp::Reverse;

/// Rows below its first that a range lends to.
const TALLEST: u32 = 20_000;
/// Columns beside its first that a range lends to.
const WIDEST: u32 = 500;
/// Ranges that may cover one row; a sheet where more overlap was not made by a spreadsheet program.
const OVER_ONE_ROW: usize = 4_096;

/// Lends the values of the merged ranges of one sheet to its rows, which come in ascending order.
#[derive(Debug, Default)]
pub(crate) struct Lending {
    /// By first row, the lowest last; with their place in the file.
    waiting: Vec<(usize, Merge)>,
    /// Ranges over the current row, in file order.
    active: Vec<Lender>,
}

#[derive(Debug)]
struct Lender {
    place: usize,
    merge: Merge,
    last_row: u32,
    value: Option<Cell>,
}

impl Lending {
    /// Begins above the first row of a sheet with these merged ranges.
    pub(crate) fn of(merges: &[Merge]) -> Self {
        let mut waiting: Vec<(usize, Merge)> = merges.iter().copied().enumerate().collect();
        waiting.sort_unstable_by_key(|(place, merge)| Reverse((merge.from.row, *place)));
        Self { waiting, active: Vec::new() }
    }

    /// Gives a row what merged ranges lend it, marked as lent; columns that are withheld get nothing.
    ///
    /// Rows that hold nothing of their own need not come: a merged range makes no row.
    pub(crate) fn lend(&mut self, row: &mut Row, withheld: &[u32]) {
        self.active.retain(|lender| row.number <= lender.last_row);
        self.begin(row.number);
        for lender in &mut self.active {
            let from = lender.merge.from;
            if from.row == row.number {
                let value = row.cell(from.column).filter(|cell| !cell.is_blank());
                lender.value = value.map(|cell| Cell { merged_from: Some(from), ..cell.clone() });
            }
            let Some(value) = &lender.value else { continue };
            let last_column = lender.merge.to.column.min(from.column.saturating_add(WIDEST));
            for column in from.column..=last_column {
                if (row.number, column) != (from.row, from.column) && !withheld.contains(&column) {
                    row.put(column, value.clone());
                }
            }
        }
        self.active.retain(|lender| lender.value.is_some());
    }

    fn begin(&mut self, row: u32) {
        let before = self.active.len();
        while let Some((place, merge)) = self.waiting.pop_if(|(_, merge)| merge.from.row <= row) {
            // A range whose first row holds nothing has nothing to lend.
            if merge.from.row == row && self.active.len() < OVER_ONE_ROW {
                let last_row = merge.to.row.min(merge.from.row.saturating_add(TALLEST));
                self.active.push(Lender { place, merge, last_row, value: None });
            }
        }
        if self.active.len() > before {
            self.active.sort_by_key(|lender| lender.place);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cell::CellAt;

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
}
