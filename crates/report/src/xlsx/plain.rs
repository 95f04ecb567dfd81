//! Sheets of cells as they stood in a ledger: every cell typed text, whatever it looks like, with fill, strike-through,
//! notes and merged ranges.

use std::collections::HashSet;

use rust_xlsxwriter::{Color, Format, Note, Workbook, Worksheet, XlsxError};

use super::workbook_of;
use crate::error::ReportError;

/// Characters that a cell of a workbook takes.
const MOST_CHARACTERS: usize = 32_767;
/// Characters that the name of a sheet takes.
const MOST_IN_NAME: usize = 31;
/// Columns of a sheet (A to XFD).
const MOST_COLUMNS: u32 = 16_384;

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PlainCell {
    /// What is written in it.
    pub text: String,
    /// What is noted at it (批注).
    pub note: Option<String>,
    /// Fill colour (填充色), red green blue.
    pub fill: Option<[u8; 3]>,
    /// Struck through.
    pub struck: bool,
    /// Whether it heads a column.
    pub is_header: bool,
}

impl PlainCell {
    /// A cell of text alone.
    pub fn text(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// A cell that heads a column.
    pub fn header(text: impl Into<String>) -> Self {
        Self { text: text.into(), is_header: true, ..Self::default() }
    }

    fn is_bare(&self) -> bool {
        self.text.is_empty() && self.note.is_none() && self.fill.is_none()
    }

    /// `@` keeps a code a text when the cell is edited later.
    fn format(&self) -> Format {
        let mut format = Format::new().set_num_format("@");
        if self.is_header {
            format = format.set_bold().set_background_color(Color::RGB(0x00EE_EEEE)).set_text_wrap();
        }
        if let Some([red, green, blue]) = self.fill {
            format = format.set_background_color(Color::RGB(u32::from_be_bytes([0, red, green, blue])));
        }
        if self.struck { format.set_font_strikethrough() } else { format }
    }
}

/// A merged range: first and last row, first and last column, from 0.
type Range = ((u32, u32), (u32, u32));

/// A workbook of such sheets. The same cells give the same bytes.
pub struct PlainBook {
    done: Vec<Worksheet>,
    open: Option<Worksheet>,
    names: HashSet<String>,
    merges: Vec<Range>,
    /// What stands in the upper left corner of a merged range.
    corners: Vec<(Range, PlainCell)>,
}

impl Default for PlainBook {
    fn default() -> Self {
        Self::new()
    }
}

impl PlainBook {
    /// An empty workbook.
    pub fn new() -> Self {
        Self { done: Vec::new(), open: None, names: HashSet::new(), merges: Vec::new(), corners: Vec::new() }
    }

    /// Begins a sheet. A name that no sheet can have, or that another has, is made one it can.
    ///
    /// # Errors
    /// When the sheet before cannot be written.
    pub fn sheet(&mut self, name: &str, hidden: bool) -> Result<(), ReportError> {
        self.close()?;
        let name = self.free_name(name);
        let mut sheet = Worksheet::new();
        sheet.set_name(&name)?;
        // A workbook shows at least one sheet, and its first is the one it opens with.
        sheet.set_hidden(hidden && !self.done.is_empty());
        self.names.insert(name.to_lowercase());
        self.open = Some(sheet);
        Ok(())
    }

    /// The width of a column of the sheet, in characters.
    ///
    /// # Errors
    /// When there is no such column.
    pub fn width(&mut self, column: u16, characters: u16) -> Result<(), ReportError> {
        if let Some(sheet) = &mut self.open {
            sheet.set_column_width(column, characters)?;
        }
        Ok(())
    }

    /// Keeps so many rows and columns in sight.
    ///
    /// # Errors
    /// When there are not so many.
    pub fn freeze(&mut self, rows: u32, columns: u16) -> Result<(), ReportError> {
        if let Some(sheet) = &mut self.open {
            sheet.set_freeze_panes(rows, columns)?;
        }
        Ok(())
    }

    /// A merged range of the sheet, rows and columns from 0; to be said before its rows.
    pub fn merge(&mut self, rows: (u32, u32), columns: (u32, u32)) {
        let meets = |((top, bottom), (left, right)): &Range| {
            *top <= rows.1 && rows.0 <= *bottom && *left <= columns.1 && columns.0 <= *right
        };
        let is_range = rows.1 > rows.0 || columns.1 > columns.0;
        if is_range && columns.1 < MOST_COLUMNS && !self.merges.iter().any(meets) {
            self.merges.push((rows, columns));
        }
    }

    /// A row of the sheet, its number from 0.
    ///
    /// # Errors
    /// When the sheet has no such row.
    pub fn row(&mut self, row: u32, cells: &[PlainCell]) -> Result<(), ReportError> {
        let Some(sheet) = &mut self.open else { return Ok(()) };
        for (column, cell) in (0_u16..).zip(cells) {
            if !cell.is_bare() {
                write(sheet, (row, column), cell)?;
            }
        }
        let begun = self.merges.iter().filter(|((top, _), _)| *top == row);
        self.corners.extend(begun.filter_map(|range| {
            let corner = cells.get(usize::try_from(range.1.0).ok()?)?;
            Some((*range, corner.clone()))
        }));
        Ok(())
    }

    /// The bytes of the workbook.
    ///
    /// # Errors
    /// When the last sheet cannot be written.
    pub fn finish(mut self) -> Result<Vec<u8>, ReportError> {
        self.close()?;
        let mut workbook: Workbook = workbook_of("", "", "")?;
        if self.done.is_empty() {
            workbook.add_worksheet();
        }
        for sheet in self.done {
            workbook.push_worksheet(sheet);
        }
        Ok(workbook.save_to_buffer()?)
    }

    fn close(&mut self) -> Result<(), ReportError> {
        self.merges.clear();
        let Some(mut sheet) = self.open.take() else { return Ok(()) };
        for (((top, bottom), (left, right)), corner) in self.corners.drain(..) {
            let column = |column: u32| u16::try_from(column).unwrap_or(u16::MAX);
            sheet.merge_range(top, column(left), bottom, column(right), &cut(&corner.text), &corner.format())?;
        }
        self.done.push(sheet);
        Ok(())
    }

    fn free_name(&self, wished: &str) -> String {
        let allowed = |c: char| if matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\') { ' ' } else { c };
        let plain: String = wished.chars().map(allowed).collect();
        let plain = plain.trim().trim_matches('\'');
        let plain = if plain.is_empty() { "Sheet" } else { plain };
        let numbered = |number: u32| {
            let tail = if number == 1 { String::new() } else { format!(" ({number})") };
            let head: String = plain.chars().take(MOST_IN_NAME - tail.chars().count()).collect();
            format!("{head}{tail}")
        };
        (1..).map(numbered).find(|name| !self.names.contains(&name.to_lowercase())).unwrap_or_default()
    }
}

fn write(sheet: &mut Worksheet, (row, column): (u32, u16), cell: &PlainCell) -> Result<(), XlsxError> {
    let format = cell.format();
    if cell.text.is_empty() {
        sheet.write_blank(row, column, &format)?;
    } else {
        sheet.write_string_with_format(row, column, cut(&cell.text), &format)?;
    }
    if let Some(note) = &cell.note {
        sheet.insert_note(row, column, &Note::new(note).add_author_prefix(false))?;
    }
    Ok(())
}

/// What a cell takes of a text.
fn cut(text: &str) -> String {
    text.chars().take(MOST_CHARACTERS).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_is_called_as_a_sheet_can_be() {
        let mut book = PlainBook::new();
        for name in ["3幢/4幢", "3幢?4幢", "", "'x'"] {
            book.sheet(name, false).unwrap();
        }
        book.sheet(&"长".repeat(40), false).unwrap();
        let names: Vec<String> = book.done.iter().map(Worksheet::name).collect();
        assert_eq!(names, ["3幢 4幢", "3幢 4幢 (2)", "Sheet", "x"], "signs are blanked, doubles numbered");
        assert_eq!(book.open.as_ref().map(Worksheet::name), Some("长".repeat(31)), "31 characters are enough");
    }

    #[test]
    fn the_same_cells_give_the_same_bytes() {
        let made = || {
            let mut book = PlainBook::new();
            book.sheet("人口", false).unwrap();
            book.merge((0, 0), (0, 2));
            book.row(0, &[PlainCell::header("标题")]).unwrap();
            let odd =
                PlainCell { note: Some("位数不对".into()), fill: Some([255, 242, 204]), ..PlainCell::text("=1+1") };
            book.row(1, &[odd, PlainCell::text("00012")]).unwrap();
            book.finish().unwrap()
        };
        assert_eq!(made(), made(), "no clock goes into the file");
        assert!(made().starts_with(b"PK"), "a workbook is a zip");
    }
}
