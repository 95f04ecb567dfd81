//! Workbooks read by calamine: xlsb, cell by cell.

use crate::cell::{Cell, Form, Row};
use crate::error::{FileFormat, ReadError};
use crate::read::gate::Sink;
use calamine::{CellErrorType, DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsb};
use std::io::Cursor;

type Bytes<'a> = Cursor<&'a [u8]>;

fn damaged(format: FileFormat) -> ReadError {
    ReadError::Damaged { format }
}

/// Tables only: charts, dialogs and macro sheets hold no records.
fn tables(sheets: &[calamine::Sheet]) -> Vec<(String, bool)> {
    let tables = sheets.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    tables.map(|sheet| (sheet.name.clone(), sheet.visible != SheetVisible::Visible)).collect()
}

/// Reads an xlsb workbook cell by cell.
///
/// # Errors
/// [`ReadError::Damaged`], or what the sink refuses.
pub fn read_xlsb(bytes: &[u8], sink: &mut dyn Sink) -> Result<(), ReadError> {
    let broken = || damaged(FileFormat::Xlsb);
    let mut book: Xlsb<Bytes<'_>> = Xlsb::new(Cursor::new(bytes)).map_err(|_| broken())?;
    for (name, hidden) in tables(book.sheets_metadata()) {
        sink.sheet(Some(name.clone()), hidden, Vec::new())?;
        let mut reader = book.worksheet_cells_reader(&name).map_err(|_| broken())?;
        let mut rows = RowsInMaking::default();
        while let Some(cell) = reader.next_cell().map_err(|_| broken())? {
            let (row, column) = cell.get_position();
            if let Some(made) = from_ref(cell.get_value()) {
                rows.put(row, column, made, sink)?;
            }
        }
        rows.flush(sink)?;
        sink.sheet_end()?;
    }
    Ok(())
}

/// Gathers cells that come one by one into rows.
#[derive(Default)]
struct RowsInMaking {
    row: Option<Row>,
}

impl RowsInMaking {
    fn put(&mut self, row: u32, column: u32, cell: Cell, sink: &mut dyn Sink) -> Result<(), ReadError> {
        let number = row.saturating_add(1);
        if self.row.as_ref().is_some_and(|row| row.number != number) {
            self.flush(sink)?;
        }
        let row = self.row.get_or_insert_with(|| Row { number, ..Row::default() });
        row.put(column, cell);
        Ok(())
    }

    fn flush(&mut self, sink: &mut dyn Sink) -> Result<(), ReadError> {
        self.row.take().map_or(Ok(()), |row| sink.row(row))
    }
}

fn from_ref(value: &DataRef<'_>) -> Option<Cell> {
    Some(match value {
        DataRef::Empty => return None,
        DataRef::Int(number) => Cell::number(*number as f64),
        DataRef::Float(number) => Cell::number(*number),
        DataRef::String(text) => Cell::text(text.as_str()),
        DataRef::SharedString(text) => Cell::text(*text),
        DataRef::Bool(truth) => Cell::of(Form::Bool(*truth), if *truth { "TRUE" } else { "FALSE" }),
        DataRef::DateTime(date) => from_date(date),
        DataRef::DateTimeIso(text) => Cell::of(Form::Date, text.as_str()),
        DataRef::DurationIso(text) => Cell::text(text.as_str()),
        DataRef::Error(error) => Cell::of(Form::Error, error_text(error)),
    })
}

fn error_text(error: &CellErrorType) -> String {
    error.to_string()
}

/// A serial date; durations and serials outside the calendar stay numbers.
fn from_date(date: &ExcelDateTime) -> Cell {
    let serial = date.as_f64();
    if !date.is_datetime() || !(1.0..2_958_466.0).contains(&serial) {
        return Cell::number(serial);
    }
    let (year, month, day, hour, minute, second, _) = date.to_ymd_hms_milli();
    let mut text = format!("{year:04}-{month:02}-{day:02}");
    if (hour, minute, second) != (0, 0, 0) {
        text.push_str(&format!("T{hour:02}:{minute:02}:{second:02}"));
    }
    Cell::of(Form::Date, text)
}
