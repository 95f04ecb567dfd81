//! XLSX: ids and phones as text cells, nothing evaluated.

use super::RowWriter;
use crate::export::cell::Cell;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use std::io::{self, Write};

/// A workbook with more rows is refused: no office program is of use with it, and it is built in memory.
pub const MOST_WORKBOOK_ROWS: u64 = 300_000;

/// A workbook being written.
pub(super) struct Book<'w> {
    workbook: Workbook,
    sheet: Worksheet,
    next: u32,
    out: &'w mut dyn Write,
}

impl<'w> Book<'w> {
    pub(super) fn new(columns: &[&str], out: &'w mut dyn Write) -> io::Result<Self> {
        let (workbook, sheet) = begin(columns).map_err(io::Error::other)?;
        Ok(Self { workbook, sheet, next: 1, out })
    }
}

fn begin(columns: &[&str]) -> Result<(Workbook, Worksheet), XlsxError> {
    let mut workbook = Workbook::new();
    // The file depends on its content only: no clock.
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&made));
    let mut sheet = Worksheet::new();
    sheet.set_freeze_panes(1, 0)?;
    let bold = Format::new().set_bold();
    for (column, name) in (0_u16..).zip(columns) {
        sheet.write_string_with_format(0, column, *name, &bold)?;
        sheet.set_column_width(column, 16)?;
    }
    Ok((workbook, sheet))
}

impl RowWriter for Book<'_> {
    fn row(&mut self, cells: &[Cell]) -> io::Result<()> {
        for (column, cell) in (0_u16..).zip(cells) {
            put(&mut self.sheet, self.next, column, cell).map_err(io::Error::other)?;
        }
        self.next += 1;
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.workbook.push_worksheet(self.sheet);
        let bytes = self.workbook.save_to_buffer().map_err(io::Error::other)?;
        self.out.write_all(&bytes)?;
        self.out.flush()
    }
}

fn put(sheet: &mut Worksheet, row: u32, column: u16, cell: &Cell) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => Ok(()),
        #[expect(clippy::cast_precision_loss, reason = "counts and floors are far below 2^53")]
        Cell::Number(number) => sheet.write_number(row, column, *number as f64).map(|_| ()),
        Cell::Decimal(number) => match number.parse::<f64>() {
            Ok(value) => sheet.write_number(row, column, value).map(|_| ()),
            Err(_) => sheet.write_string(row, column, number).map(|_| ()),
        },
        other => sheet.write_string(row, column, other.to_text()).map(|_| ()),
    }
}
