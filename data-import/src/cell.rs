//! Cells, rows and sheets as they stand in a file, before anything is understood.

use serde::{Deserialize, Serialize};

/// What kind of value a cell holds.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub enum Form {
    /// Text.
    Text,
    /// A number; the double keeps 15 digits, so longer identifiers have already lost their tail.
    Number(f64),
    /// A date formatted as one; the cell's text is ISO 8601 (`1980-01-05`, or with a time).
    Date,
    /// A truth value.
    Bool(bool),
    /// An error value such as `#N/A`.
    Error,
    /// Nothing.
    Empty,
}

/// A place in a sheet: row from 1, column from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct CellAt {
    /// Row as a spreadsheet program numbers it, from 1.
    pub row: u32,
    /// Column from 0 (A = 0).
    pub column: u32,
}

/// One cell.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Cell {
    /// Text as shown.
    pub text: String,
    /// Kind of value.
    pub form: Form,
    /// Where the value stands when a merged range lends it to this cell.
    pub merged_from: Option<CellAt>,
    /// Written with a line through it.
    pub struck: bool,
    /// Fill colour (填充色), red green blue; none where the cell has none or white.
    pub fill: Option<[u8; 3]>,
}

impl Cell {
    /// A text cell.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self { text: text.into(), form: Form::Text, merged_from: None, struck: false, fill: None }
    }

    /// A number cell, shown as a spreadsheet's General format shows it.
    #[must_use]
    pub fn number(value: f64) -> Self {
        Self { text: show_number(value), form: Form::Number(value), merged_from: None, struck: false, fill: None }
    }

    /// A cell of another form with its text.
    #[must_use]
    pub fn of(form: Form, text: impl Into<String>) -> Self {
        Self { text: text.into(), form, merged_from: None, struck: false, fill: None }
    }

    /// Whether nothing can be seen in the cell (spaces and full-width spaces count as nothing).
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.text.chars().all(|c| c.is_whitespace() || c == '\u{feff}')
    }
}

/// A number as the General format shows it: up to 11 digits plain, longer ones as 5.29986E+17.
#[must_use]
pub fn show_number(value: f64) -> String {
    if value.abs() >= 1e11 {
        let text = format!("{value:.5E}");
        let (mantissa, exponent) = text.split_once('E').unwrap_or((&text, "0"));
        let mantissa =
            if mantissa.contains('.') { mantissa.trim_end_matches('0').trim_end_matches('.') } else { mantissa };
        return format!("{mantissa}E+{exponent:0>2}");
    }
    format!("{value}")
}

/// One row that holds at least one value.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Row {
    /// Row number from 1; in a CSV the record number, in an HTML table the `<tr>`.
    pub number: u32,
    /// Hidden by the person who made the file.
    pub hidden: bool,
    /// Cells in ascending column order (column from 0); columns without a value are absent.
    pub cells: Vec<(u32, Cell)>,
}

impl Row {
    /// The cell of a column, if it holds a value.
    #[must_use]
    pub fn cell(&self, column: u32) -> Option<&Cell> {
        let place = self.cells.binary_search_by_key(&column, |(c, _)| *c).ok()?;
        self.cells.get(place).map(|(_, cell)| cell)
    }

    /// The text of a column; empty where there is none.
    #[must_use]
    pub fn text(&self, column: u32) -> &str {
        self.cell(column).map_or("", |cell| cell.text.as_str())
    }

    /// Cells with something to see that are not lent by a merged range.
    pub fn own(&self) -> impl Iterator<Item = &(u32, Cell)> {
        self.cells.iter().filter(|(_, cell)| cell.merged_from.is_none() && !cell.is_blank())
    }

    /// Puts a cell in, keeping the order.
    pub fn put(&mut self, column: u32, cell: Cell) {
        match self.cells.binary_search_by_key(&column, |(c, _)| *c) {
            Ok(place) => {
                if let Some(slot) = self.cells.get_mut(place) {
                    slot.1 = cell;
                }
            }
            Err(place) => self.cells.insert(place, (column, cell)),
        }
    }
}

/// A merged range, both corners included: rows from 1, columns from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Merge {
    /// Upper left corner.
    pub from: CellAt,
    /// Lower right corner.
    pub to: CellAt,
}

impl Merge {
    /// Whether the range covers more than one row.
    #[must_use]
    pub fn is_tall(&self) -> bool {
        self.to.row > self.from.row
    }

    /// Whether the range covers more than one column.
    #[must_use]
    pub fn is_wide(&self) -> bool {
        self.to.column > self.from.column
    }
}

/// One sheet.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Sheet {
    /// Name; none where the format has none (CSV, HTML).
    pub name: Option<String>,
    /// Hidden by the person who made the file.
    pub hidden: bool,
    /// Merged ranges.
    pub merges: Vec<Merge>,
    /// Columns that were refused or left out while reading: their cells never arrived.
    pub withheld: Vec<u32>,
    /// Rows in ascending order; rows without a value are absent.
    pub rows: Vec<Row>,
    /// Rows that stood so far below the table that they do not belong to it.
    pub far_rows: Vec<u32>,
}

/// Everything read from one file.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Workbook {
    /// Encoding of a text file, by its usual name.
    pub encoding: Option<String>,
    /// Sheets in file order.
    pub sheets: Vec<Sheet>,
}

/// The letter name of a column from 0: A, B … Z, AA.
#[must_use]
pub fn column_letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = u64::from(column) + 1;
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).unwrap_or(0);
        letters.push(char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// The column (from 0) of a letter name; none where it is no such name.
#[must_use]
pub fn column_number(letters: &str) -> Option<u32> {
    let digit = |letter: char| letter.is_ascii_uppercase().then(|| letter as u32 - 'A' as u32 + 1);
    let number = letters.chars().try_fold(0_u32, |number, letter| number.checked_mul(26)?.checked_add(digit(letter)?));
    number?.checked_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_lettered_as_a_spreadsheet_does() {
        let names: Vec<_> = [0, 25, 26, 28, 701, 702, 16383].map(column_letters).into();
        assert_eq!(names, ["A", "Z", "AA", "AC", "ZZ", "AAA", "XFD"], "XFD is the last column");
        assert_eq!(["A", "Z", "AA", "AC"].map(column_number), [Some(0), Some(25), Some(26), Some(28)], "and back");
        assert_eq!(["", "a", "AAAAAAAAA"].map(column_number), [None; 3], "no letters, no column");
    }

    #[test]
    fn long_numbers_show_as_the_general_format_shows_them() {
        assert_eq!(show_number(5.299_861_999_072_63e17), "5.29986E+17", "18 digits do not fit");
        assert_eq!(show_number(13_800_004_424.0), "13800004424", "11 digits fit");
        assert_eq!(show_number(33.5), "33.5", "fractions stay");
        assert_eq!(show_number(3.0e11), "3E+11", "no empty fraction");
    }
}
