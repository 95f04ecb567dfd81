//! XLSX: ids and phones as text cells, nothing evaluated.

use crate::export::cell::Cell;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use std::io::{self, Write};

/// A workbook with more rows is refused: no office program is of use with it, and it is built in memory.
pub const MOST_WORKBOOK_ROWS: usize = 300_000;

pub(super) fn write(columns: &[&str], rows: impl Iterator<Item = Vec<Cell>>, out: &mut dyn Write) -> io::Result<()> {
    let bytes = workbook(columns, rows).map_err(io::Error::other)?;
    out.write_all(&bytes)
}

fn workbook(columns: &[&str], rows: impl Iterator<Item = Vec<Cell>>) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // The file depends on its content only: no clock.
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&made));
    let sheet = workbook.add_worksheet();
    sheet.set_freeze_panes(1, 0)?;
    let bold = Format::new().set_bold();
    for (column, name) in (0_u16..).zip(columns) {
        sheet.write_string_with_format(0, column, *name, &bold)?;
        sheet.set_column_width(column, 16)?;
    }
    for (number, row) in (1_u32..).zip(rows) {
        for (column, cell) in (0_u16..).zip(&row) {
            put(sheet, number, column, cell)?;
        }
    }
    workbook.save_to_buffer()
}

fn put(sheet: &mut Worksheet, row: u32, column: u16, cell: &Cell) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => Ok(()),
        #[expect(clippy::cast_precision_loss, reason = "counts and floors are far below 2^53")]
        Cell::Number(number) => sheet.write_number(row, column, *number as f64).map(|_| ()),
        other => sheet.write_string(row, column, other.to_text()).map(|_| ()),
    }
}
