//! Finds the header under title rows: the row whose cells the dictionary knows best, with its other tiers.

use crate::cell::{Merge, Row};
use crate::dictionary;
use crate::mapping;
use std::collections::BTreeMap;

/// Rows with values that are looked at.
const LOOKED_AT: usize = 15;
/// Known headers a row must have to be one.
const KNOWN_AT_LEAST: usize = 2;
const TIERS_AT_MOST: u32 = 3;
/// Lines of text above a header that are passed by.
const TEXT_AT_MOST: usize = 200;

/// A header that was found, or named by the user.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Header {
    /// Its rows, from 1, in order.
    pub rows: Vec<u32>,
    /// Columns (from 0) with their tiers from top to bottom, repeated tiers once.
    pub columns: Vec<(u32, Vec<String>)>,
}

impl Header {
    /// The last header row.
    #[must_use]
    pub fn last_row(&self) -> u32 {
        self.rows.last().copied().unwrap_or(0)
    }

    /// Gives every column that another header refuses the name it has there: it stays refused by that name, whatever
    /// stands in the rows of this one.
    pub(crate) fn bind(&mut self, other: &Self) {
        for (column, tiers) in other.columns.iter().filter(|(_, tiers)| mapping::withheld(tiers).is_some()) {
            match self.columns.iter_mut().find(|(at, _)| at == column) {
                Some((_, own)) => own.clone_from(tiers),
                None => self.columns.push((*column, tiers.clone())),
            }
        }
        self.columns.sort_unstable_by_key(|(column, _)| *column);
    }
}

/// Finds the header among the first rows of a sheet; `wanted` (first and last row) is the user's word.
#[must_use]
pub fn find(rows: &[Row], merges: &[Merge], wanted: Option<(u32, u32)>) -> Option<Header> {
    let (first, last) = match wanted {
        Some(range) => range,
        None => {
            let best = best_row(rows)?;
            tiers(rows, merges, best)
        }
    };
    let rows_of_it: Vec<&Row> = rows.iter().filter(|row| (first..=last).contains(&row.number)).collect();
    if rows_of_it.is_empty() {
        return None;
    }
    Some(Header { rows: (first..=last).collect(), columns: columns(&rows_of_it, merges) })
}

/// Finds a header that stands far down, under nothing but lines of text: an introduction takes no row away from it.
pub(crate) fn below_text(rows: &[Row], merges: &[Merge]) -> Option<Header> {
    let text = rows.iter().take_while(|row| row.own().nth(1).is_none()).count();
    let below = rows.get(text..).filter(|_| text <= TEXT_AT_MOST)?;
    find(below, merges, None)
}

/// How many cells of a row the dictionary knows as headers.
#[must_use]
pub fn known_cells(row: &Row) -> usize {
    row.own().filter(|(_, cell)| is_known(&cell.text)).count()
}

fn is_known(text: &str) -> bool {
    is_ordinary(text) || (is_short(text) && dictionary::withheld(&dictionary::header_key(text)).is_some())
}

/// Whether a text is the header of a column that is read, or of a group of such.
pub(crate) fn is_ordinary(text: &str) -> bool {
    if !is_short(text) {
        return false;
    }
    let key = dictionary::header_key(text);
    let known = dictionary::exact(&key).is_some() || dictionary::role(&key).is_some();
    known || dictionary::role_and_field(&key).is_some()
}

/// A header is a word, not a sentence.
fn is_short(text: &str) -> bool {
    text.chars().count() <= 24
}

fn best_row(rows: &[Row]) -> Option<&Row> {
    let scored = rows.iter().take(LOOKED_AT).map(|row| (known_cells(row), row));
    let best = scored.reduce(|best, next| if next.0 > best.0 { next } else { best })?;
    (best.0 >= KNOWN_AT_LEAST).then_some(best.1)
}

fn row_at(rows: &[Row], number: u32) -> Option<&Row> {
    rows.iter().find(|row| row.number == number)
}

/// First and last row of the header around its best row.
fn tiers(rows: &[Row], merges: &[Merge], best: &Row) -> (u32, u32) {
    let (mut first, mut last) = (best.number, best.number);
    let width = best.cells.last().map_or(0, |(column, _)| *column);
    loop {
        let before = (first, last);
        for merge in merges.iter().filter(|merge| merge.is_tall() && !covers_all(merge, width)) {
            let touches = merge.from.row <= last && merge.to.row >= first;
            let small = merge.to.row.max(last) - merge.from.row.min(first) < TIERS_AT_MOST;
            if touches && small {
                first = first.min(merge.from.row);
                last = last.max(merge.to.row);
            }
        }
        if last - first + 1 < TIERS_AT_MOST {
            if first > 1 && row_at(rows, first - 1).is_some_and(|above| names_groups(above, merges, width)) {
                first -= 1;
            }
            let group = row_at(rows, last).zip(row_at(rows, last + 1));
            if group.is_some_and(|(row, below)| is_tier_below(row, below)) {
                last += 1;
            }
        }
        if (first, last) == before {
            return before;
        }
    }
}

fn covers_all(merge: &Merge, width: u32) -> bool {
    merge.from.column == 0 && merge.to.column >= width.max(1)
}

/// Whether a row above the header names groups of columns: several wide merges, none over everything.
pub(crate) fn names_groups(above: &Row, merges: &[Merge], width: u32) -> bool {
    let wide: Vec<_> = merges.iter().filter(|merge| merge.from.row == above.number && merge.is_wide()).collect();
    !wide.is_empty() && !wide.iter().any(|merge| covers_all(merge, width)) && above.own().count() >= 2
}

/// Whether the row below only fills the columns that the upper row leaves open, with known headers.
fn is_tier_below(upper: &Row, below: &Row) -> bool {
    let cells: Vec<_> = below.own().collect();
    let open = |column: u32| {
        upper
            .cell(column)
            .is_none_or(|cell| cell.is_blank() || dictionary::role(&dictionary::header_key(&cell.text)).is_some())
    };
    cells.len() >= 2
        && cells.iter().all(|(column, cell)| open(*column) && is_known(&cell.text))
        && cells.iter().any(|(column, _)| upper.cell(*column).is_none())
}

fn columns(rows: &[&Row], merges: &[Merge]) -> Vec<(u32, Vec<String>)> {
    let mut found: BTreeMap<u32, Vec<String>> = BTreeMap::new();
    let leaf = rows.last().map_or(0, |row| row.number);
    for row in rows {
        let mut texts: BTreeMap<u32, String> =
            row.own().map(|(column, cell)| (*column, one_line(&cell.text))).collect();
        let spread: Vec<_> = merges.iter().filter(|m| (m.from.row..=m.to.row).contains(&row.number)).collect();
        for merge in &spread {
            let origin = rows.iter().find(|r| r.number == merge.from.row).and_then(|r| r.cell(merge.from.column));
            let Some(text) = origin.map(|cell| one_line(&cell.text)).filter(|text| !text.is_empty()) else { continue };
            for column in merge.from.column..=merge.to.column.min(merge.from.column.saturating_add(500)) {
                texts.entry(column).or_insert_with(|| text.clone());
            }
        }
        // Without merged cells a group name stands over its first column only.
        if row.number != leaf && spread.is_empty() {
            spread_groups(rows, row, &mut texts);
        }
        for (column, text) in texts {
            let tiers = found.entry(column).or_default();
            if tiers.last() != Some(&text) {
                tiers.push(text);
            }
        }
    }
    found.into_iter().collect()
}

fn spread_groups(rows: &[&Row], row: &Row, texts: &mut BTreeMap<u32, String>) {
    let below = rows.iter().filter(|r| r.number > row.number).flat_map(|r| r.own().map(|(column, _)| *column));
    let mut below: Vec<u32> = below.collect();
    below.sort_unstable();
    for column in below {
        let left = texts.range(..=column).next_back().map(|(at, text)| (*at, text.clone()));
        if let Some((at, text)) = left.filter(|(at, _)| *at < column) {
            let group = dictionary::role(&dictionary::header_key(&text)).is_some();
            if group || rows.iter().any(|r| r.number > row.number && r.cell(at).is_some_and(|cell| !cell.is_blank())) {
                texts.insert(column, text);
            }
        }
    }
}

/// A header in one line: line breaks inside a header cell only fold it.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join("")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cell::{Cell, CellAt};

    fn row(number: u32, texts: &[&str]) -> Row {
        let cells = (0u32..).zip(texts).filter(|(_, text)| !text.is_empty());
        Row { number, hidden: false, cells: cells.map(|(column, text)| (column, Cell::text(*text))).collect() }
    }

    fn merge(from: (u32, u32), to: (u32, u32)) -> Merge {
        let at = |(row, column)| CellAt { row, column };
        Merge { from: at(from), to: at(to) }
    }

    #[test]
    fn the_header_stands_under_titles() {
        let rows = [
            row(1, &["某社区人口台账"]),
            row(2, &["填报单位：甲", "日期：2024"]),
            row(4, &["序号", "姓名", "电话"]),
            row(5, &["1", "张三", "1"]),
        ];
        assert_eq!(find(&rows, &[], None).unwrap().rows, [4], "the first row that the dictionary knows");
        assert_eq!(find(&rows, &[], Some((2, 2))).unwrap().rows, [2], "the user's word counts more");
    }

    #[test]
    fn tiers_are_joined_with_and_without_merged_cells() {
        let upper = ["序号", "姓名", "房东信息", "", "备注"];
        let lower = ["", "", "姓名", "电话", ""];
        let merges = [merge((1, 0), (2, 0)), merge((1, 1), (2, 1)), merge((1, 2), (1, 3)), merge((1, 4), (2, 4))];
        for merges in [merges.as_slice(), &[]] {
            let header = find(&[row(1, &upper), row(2, &lower), row(3, &["1", "甲"])], merges, None).unwrap();
            assert_eq!(header.rows, [1, 2], "two tiers");
            let tiers: Vec<_> = header.columns.iter().map(|(_, tiers)| tiers.join("·")).collect();
            assert_eq!(
                tiers,
                ["序号", "姓名", "房东信息·姓名", "房东信息·电话", "备注"],
                "the group stands before its columns"
            );
        }
    }

    #[test]
    fn instructions_are_no_header() {
        let rows = [row(1, &["必填列：姓名、身份证号、联系电话"]), row(2, &["总列数：27列"])];
        assert_eq!(find(&rows, &[], None), None, "sentences are no column names");
    }
}
