//! Tables that the graphics card reads texel by texel, and which of their rows were changed since they were last sent:
//! a new colour costs the rows that it is in, not the table.

use std::ops::Range;

/// Rows that lie no farther apart are sent as one: a further upload costs more than the rows between.
const NEAR_ROWS: u32 = 8;

/// Whole rows of texels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table<T> {
    width: u32,
    texels: Vec<T>,
    /// Rows changed since they were last taken.
    touched: Vec<bool>,
}

impl<T: Copy + PartialEq> Table<T> {
    /// Rows of `width` for `count` texels, at least one, all `blank`; none of them was sent yet.
    pub fn new(width: u32, count: usize, blank: T) -> Self {
        let wide = width.max(1) as usize;
        let rows = count.div_ceil(wide).max(1);
        Self { width: width.max(1), texels: vec![blank; rows * wide], touched: vec![true; rows] }
    }

    /// Texels of one row.
    pub fn width(&self) -> u32 {
        self.width
    }

    /// Rows.
    pub fn height(&self) -> u32 {
        u32::try_from(self.touched.len()).unwrap_or(u32::MAX)
    }

    /// All texels, row by row.
    pub fn texels(&self) -> &[T] {
        &self.texels
    }

    /// The texels of some rows.
    pub fn rows(&self, rows: &Range<u32>) -> &[T] {
        let wide = self.width as usize;
        self.texels.get(rows.start as usize * wide..rows.end as usize * wide).unwrap_or_default()
    }

    /// Writes one texel.
    pub fn set(&mut self, at: usize, texel: T) {
        if let Some(old) = self.texels.get_mut(at).filter(|old| **old != texel) {
            *old = texel;
            self.touch(&(at..at + 1));
        }
    }

    /// Lets `write` change a range of texels; it says whether it did.
    pub fn change(&mut self, range: Range<usize>, write: impl FnOnce(&mut [T]) -> bool) {
        if self.texels.get_mut(range.clone()).is_some_and(write) {
            self.touch(&range);
        }
    }

    fn touch(&mut self, range: &Range<usize>) {
        let wide = self.width as usize;
        let rows = range.start / wide..range.end.div_ceil(wide);
        self.touched.get_mut(rows).unwrap_or_default().fill(true);
    }

    /// Whether any row waits to be sent.
    pub fn is_touched(&self) -> bool {
        self.touched.contains(&true)
    }

    /// The rows to send now, from the first on.
    pub fn take_touched(&mut self) -> Vec<Range<u32>> {
        let mut ranges: Vec<Range<u32>> = Vec::new();
        for (row, touched) in (0..).zip(&mut self.touched) {
            if !std::mem::take(touched) {
                continue;
            }
            match ranges.last_mut().filter(|last| row - last.end <= NEAR_ROWS) {
                Some(last) => last.end = row + 1,
                None => ranges.push(row..row + 1),
            }
        }
        ranges
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(table: &mut Table<u8>) -> Vec<(u32, u32)> {
        table.take_touched().into_iter().map(|rows| (rows.start, rows.end)).collect()
    }

    #[test]
    fn a_new_table_is_sent_as_a_whole_and_then_only_what_changed() {
        let mut table = Table::new(4, 81, 0_u8);
        assert_eq!((table.height(), table.texels().len()), (21, 84), "whole rows");
        assert_eq!(taken(&mut table), [(0, 21)], "the card has nothing yet");
        assert!(!table.is_touched(), "and then it has everything");
        table.set(6, 0);
        assert!(!table.is_touched(), "the same again is no change");
        table.set(6, 1);
        table.set(83, 2);
        assert_eq!(taken(&mut table), [(1, 2), (20, 21)], "two rows far apart");
        assert_eq!(table.rows(&(1..2)), [0, 0, 1, 0], "a row is its texels");
        table.set(0, 3);
        table.set(9, 3);
        assert_eq!(taken(&mut table), [(0, 3)], "near rows go together");
    }

    #[test]
    fn a_range_touches_the_rows_it_is_in_if_it_changed() {
        let mut table = Table::new(4, 40, 0_u8);
        table.take_touched();
        table.change(3..5, |own| {
            own.fill(7);
            true
        });
        table.change(20..30, |_| false);
        assert_eq!(taken(&mut table), [(0, 2)], "and nothing else");
        table.change(38..50, |_| true);
        table.set(99, 1);
        assert!(!table.is_touched(), "what lies outside is passed over");
    }
}
