//! Any list as a workbook of one sheet, for `louce export --format xlsx`.

use rust_xlsxwriter::Workbook;

use super::cells::Styles;
use super::sheet::SheetWriter;
use super::workbook_of;
use crate::document::{Align, Cell, Column, Table, Weight};
use crate::error::ReportError;

/// A column of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableColumn {
    /// Title in the first row.
    pub title: String,
    /// Width in characters; `None` for one that suits the title.
    pub width: Option<u16>,
}

impl TableColumn {
    /// A column whose width follows its title.
    pub fn new(title: impl Into<String>) -> Self {
        Self { title: title.into(), width: None }
    }
}

/// A value of a list with its type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TableCell {
    /// Nothing.
    Empty,
    /// Text; ids, codes and phones are text.
    Text(String),
    /// A count.
    Count(u64),
    /// An ISO date cut to its precision: a whole date becomes a date cell, a year alone a number,
    /// the rest text.
    Date(String),
}

/// A workbook with one sheet: header row, frozen, filtered, every text a text cell. The same list gives
/// the same bytes. Sheet names are at most 31 characters without `[]:*?/\`.
pub fn render_table_xlsx(
    sheet_name: &str,
    columns: &[TableColumn],
    rows: &[Vec<TableCell>],
) -> Result<Vec<u8>, ReportError> {
    let mut table = Table::new(columns.iter().map(column).collect());
    for row in rows {
        table.push(Weight::Normal, row.iter().map(cell).collect());
    }
    let mut workbook: Workbook = workbook_of(sheet_name, "", "")?;
    let styles = Styles::new();
    let sheet = workbook.add_worksheet().set_name(sheet_name)?;
    SheetWriter::new(sheet, &styles).listing(&table, 0, 0)?;
    Ok(workbook.save_to_buffer()?)
}

fn column(column: &TableColumn) -> Column {
    let characters = column.width.map_or_else(|| 2 * column.title.chars().count() + 6, usize::from);
    // Seven characters make one share of width.
    Column::new(&column.title, characters as f32 / 7.0, Align::Left)
}

fn cell(cell: &TableCell) -> Cell {
    match cell {
        TableCell::Empty => Cell::Blank,
        TableCell::Text(text) => Cell::text(text),
        TableCell::Count(count) => Cell::Count(*count),
        TableCell::Date(iso) => Cell::Date(iso.clone()),
    }
}
