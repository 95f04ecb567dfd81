//! Binary workbooks of Excel 2007 and later, `.xlsb`.
//!
//! A reader of our own over the parts: merged ranges in a first pass over a sheet, cells with their hidden rows, lines
//! and fills in a second.

mod book;
mod record;

use crate::cell::{Cell, CellAt, Form, Merge};
use crate::error::{FileFormat, ReadError};
use crate::read::cell_format::CellFormat;
use crate::read::gate::Sink;
use crate::read::rows::RowsInMaking;
use crate::read::serial_date;
use crate::read::xls::{error_text, rk};
use crate::read::xml::{MERGES_KEPT, damaged};
use book::{Book, Parts};
use record::Records;
use std::io::Read;

const LAST_ROW: u32 = 1_048_575;

/// Reads the workbook.
///
/// # Errors
/// [`ReadError::Damaged`], [`ReadError::HostileXml`], or what the sink refuses.
pub fn read(bytes: &[u8], sink: &mut dyn Sink) -> Result<(), ReadError> {
    let parts = Parts(bytes);
    let mut book = Book::of(&parts)?;
    if book.sheets.is_empty() {
        return Err(damaged(FileFormat::Xlsb));
    }
    for sheet in std::mem::take(&mut book.sheets) {
        let merges = parts.with(&sheet.part, |part| merges(&mut Records::new(part)))?;
        sink.sheet(Some(sheet.name), sheet.hidden, merges)?;
        parts.with(&sheet.part, |part| cells(&mut Records::new(part), &book, sink))?;
        sink.sheet_end()?;
    }
    Ok(())
}

fn merges(records: &mut Records<&mut dyn Read>) -> Result<Vec<Merge>, ReadError> {
    let mut merges = Vec::new();
    while let Some(kind) = records.next()? {
        // BrtMergeCell
        if kind != 176 || merges.len() >= MERGES_KEPT {
            continue;
        }
        let at = |row, column| Some(CellAt { row: records.u32(row)?.saturating_add(1), column: records.u32(column)? });
        if let (Some(from), Some(to)) = (at(0, 8), at(4, 12))
            && from.row <= to.row
            && from.column <= to.column
            && from != to
        {
            merges.push(Merge { from, to });
        }
    }
    Ok(merges)
}

fn cells(records: &mut Records<&mut dyn Read>, book: &Book, sink: &mut dyn Sink) -> Result<(), ReadError> {
    let mut rows = RowsInMaking::default();
    let mut row = None;
    while let Some(kind) = records.next()? {
        match kind {
            // BrtRowHdr
            0 => {
                row = records.u32(0).filter(|row| *row <= LAST_ROW);
                rows.hide(records.u8(11).unwrap_or(0) & 0x10 != 0);
            }
            1..=11 | 62 => {
                let format = records.u32(4).and_then(|format| usize::try_from(format & 0x00FF_FFFF).ok());
                let format = format.and_then(|format| book.formats.get(format)).copied().unwrap_or_default();
                if let (Some(row), Some(column), Some(cell)) = (row, records.u32(0), cell(kind, records, book, format))
                {
                    rows.put(row, column, format.look.on(cell), sink)?;
                }
            }
            // BrtEndSheetData
            146 => break,
            _ => {}
        }
    }
    rows.flush(sink)
}

fn cell(kind: u32, records: &Records<&mut dyn Read>, book: &Book, format: CellFormat) -> Option<Cell> {
    let number = |number| if format.is_date { serial_date::cell(number, book.from_1904) } else { Cell::number(number) };
    match kind {
        2 => Some(number(rk(records.u32(8)?))),
        5 | 9 => Some(number(records.f64(8)?)),
        3 | 11 => Some(Cell::of(Form::Error, error_text(records.u8(8)?))),
        4 | 10 => {
            let truth = records.u8(8)? != 0;
            Some(Cell::of(Form::Bool(truth), if truth { "TRUE" } else { "FALSE" }))
        }
        6 | 8 => Some(Cell::text(records.text(8)?.0)),
        7 => book.strings.get(usize::try_from(records.u32(8)?).ok()?).map(Cell::text),
        // A text with runs begins with a byte that says so.
        62 => Some(Cell::text(records.text(9)?.0)),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
