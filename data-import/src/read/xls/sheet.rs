//! One sheet of a BIFF workbook: a first pass for merged ranges and hidden rows, a second for the cells.

use super::globals::Globals;
use super::record::{Record, Records, rk};
use super::text::{Strings, decode};
use crate::cell::{Cell, CellAt, Form, Merge};
use crate::error::{FileFormat, ReadError};
use crate::read::cell_format::{CellFormat, Look};
use crate::read::gate::Sink;
use crate::read::rows::RowsInMaking;
use crate::read::serial_date;
use crate::read::xml::{MERGES_KEPT, damaged};
use std::collections::HashSet;

/// The records of a sheet's own substream: those of embedded charts, which look alike, are stepped over.
fn own_records<'a>(records: &mut Records<'a>) -> impl Iterator<Item = Record<'a>> {
    let mut depth = 0u32;
    std::iter::from_fn(move || {
        loop {
            let record = records.next()?;
            match record.id {
                0x0009 | 0x0209 | 0x0409 | 0x0809 => depth += 1,
                0x000A if depth <= 1 => return None,
                0x000A => depth -= 1,
                _ if depth > 1 => {}
                _ => return Some(record),
            }
        }
    })
}

/// What must be known of a sheet before its cells.
#[derive(Debug, Default)]
pub struct SheetFacts {
    pub merges: Vec<Merge>,
    /// Hidden rows, from 1.
    pub hidden: HashSet<u32>,
}

impl SheetFacts {
    /// Looks over the sheet that begins at an offset of the stream.
    pub fn of(stream: &[u8], offset: usize) -> Self {
        let mut facts = Self::default();
        let mut records = Records::from(stream, offset);
        for record in own_records(&mut records) {
            match record.id {
                // MERGEDCELLS
                0x00E5 => facts.merges.extend(merges(&record)),
                // ROW
                0x0208 if record.u16(12).unwrap_or(0) & 0x20 != 0 => {
                    facts.hidden.extend(record.u16(0).map(|row| u32::from(row) + 1));
                }
                _ => {}
            }
        }
        facts.merges.truncate(MERGES_KEPT);
        facts
    }
}

fn merges(record: &Record<'_>) -> Vec<Merge> {
    let ranges = record.data.get(2..).unwrap_or_default().chunks_exact(8);
    let number =
        |range: &[u8], at: usize| range.get(at..at + 2).and_then(|two| two.try_into().ok()).map(u16::from_le_bytes);
    let merges = ranges.filter_map(|range| {
        let at = |row, column| {
            Some(CellAt { row: u32::from(number(range, row)?) + 1, column: u32::from(number(range, column)?) })
        };
        Some(Merge { from: at(0, 4)?, to: at(2, 6)? })
    });
    merges
        .filter(|merge| {
            merge.from.row <= merge.to.row && merge.from.column <= merge.to.column && merge.from != merge.to
        })
        .collect()
}

/// Passes the cells of the sheet that begins at an offset on.
///
/// # Errors
/// [`ReadError::Damaged`] where it is cut off, or what the sink refuses.
pub fn read(
    stream: &[u8],
    offset: usize,
    globals: &Globals,
    hidden: HashSet<u32>,
    sink: &mut dyn Sink,
) -> Result<(), ReadError> {
    let mut records = Records::from(stream, offset);
    let mut rows = RowsInMaking::new(hidden);
    let mut cells = Cells { globals, formula: None, format: 0 };
    for record in own_records(&mut records) {
        for (row, column, cell) in cells.of(&record).into_iter().flatten() {
            rows.put(row, column, cell, sink)?;
        }
    }
    if records.cut_off {
        return Err(damaged(FileFormat::Xls));
    }
    rows.flush(sink)
}

/// A cell with its place: row and column from 0.
type Placed = (u32, u32, Cell);

/// Makes cells of records.
struct Cells<'a> {
    globals: &'a Globals,
    /// The cell whose formula gave a text, which stands in the next STRING record.
    formula: Option<(u32, u32, CellFormat)>,
    /// The format of the next cell, which BIFF2 writes in a record of its own when its number is large.
    format: u16,
}

impl Cells<'_> {
    fn of(&mut self, record: &Record<'_>) -> Option<Vec<Placed>> {
        match record.id {
            // MULRK
            0x00BD => return Some(self.multiple(record)),
            // STRING
            0x0007 | 0x0207 => {
                let (row, column, format) = self.formula.take()?;
                let text = self.text_of_formula(record)?;
                return Some(vec![(row, column, format.look.on(Cell::text(text)))]);
            }
            // IXFE
            0x0044 => {
                self.format = record.u16(0)?;
                return None;
            }
            0x0002..=0x0006 | 0x0203..=0x0206 | 0x0406 | 0x027E | 0x00D6 | 0x00FD => {}
            _ => return None,
        }
        let (row, column) = (u32::from(record.u16(0)?), u32::from(record.u16(2)?));
        // Before BIFF3 three bytes of attributes follow, afterwards the number of a format.
        let early = self.globals.version == 2 && record.id < 0x0200;
        let (format, value_at) =
            if early { (self.early_format(record), 7) } else { (self.format_of(record.u16(4)?), 6) };
        let cell = self.cell(record, value_at, format, (row, column))?;
        Some(vec![(row, column, format.look.on(cell))])
    }

    fn cell(&mut self, record: &Record<'_>, at: usize, format: CellFormat, place: (u32, u32)) -> Option<Cell> {
        match record.id {
            0x0002 => Some(self.number(f64::from(record.u16(at)?), format)),
            0x0003 | 0x0203 => Some(self.number(record.f64(at)?, format)),
            0x0004 | 0x0204 | 0x00D6 => Some(Cell::text(self.label(record, at)?)),
            0x0005 | 0x0205 => Some(bool_or_error(record.u8(at)?, record.u8(at + 1)? != 0)),
            0x0006 | 0x0206 | 0x0406 => self.formula_value(record, at, format, place),
            0x027E => Some(self.number(rk(record.u32(at)?), format)),
            0x00FD => {
                let index = usize::try_from(record.u32(at)?).ok()?;
                self.globals.strings.get(index).map(Cell::text)
            }
            _ => None,
        }
    }

    fn format_of(&self, index: u16) -> CellFormat {
        self.globals.cell_formats.get(usize::from(index)).copied().unwrap_or_default()
    }

    fn early_format(&self, record: &Record<'_>) -> CellFormat {
        let (index, looks) = (record.u8(4).unwrap_or(0) & 0x3F, record.u8(5).unwrap_or(0));
        let index = if index == 63 { self.format } else { u16::from(index) };
        let is_date = self.globals.is_date(u16::from(looks & 0x3F)) || self.format_of(index).is_date;
        CellFormat { is_date, look: Look { struck: self.globals.is_struck(u16::from(looks >> 6)), fill: None } }
    }

    fn number(&self, number: f64, format: CellFormat) -> Cell {
        if format.is_date { serial_date::cell(number, self.globals.from_1904) } else { Cell::number(number) }
    }

    fn label(&self, record: &Record<'_>, at: usize) -> Option<String> {
        if self.globals.version == 8 {
            return Strings::of(record, at).unicode(2);
        }
        let (length, from) = if self.globals.version == 2 {
            (usize::from(record.u8(at)?), at + 1)
        } else {
            (usize::from(record.u16(at)?), at + 2)
        };
        let bytes = record.data.get(from..)?;
        Some(decode(bytes.get(..length).unwrap_or(bytes), self.globals.encoding))
    }

    fn text_of_formula(&self, record: &Record<'_>) -> Option<String> {
        self.label(record, 0)
    }

    /// The cached result of a formula; it is never computed.
    fn formula_value(&mut self, record: &Record<'_>, at: usize, format: CellFormat, place: (u32, u32)) -> Option<Cell> {
        self.formula = None;
        if record.u16(at + 6)? != 0xFFFF {
            return Some(self.number(record.f64(at)?, format));
        }
        match record.u8(at)? {
            0 => {
                self.formula = Some((place.0, place.1, format));
                None
            }
            1 => Some(bool_or_error(record.u8(at + 2)?, false)),
            2 => Some(bool_or_error(record.u8(at + 2)?, true)),
            _ => None,
        }
    }

    fn multiple(&self, record: &Record<'_>) -> Vec<Placed> {
        let (Some(row), Some(first)) = (record.u16(0), record.u16(2)) else { return Vec::new() };
        let body = record.data.get(4..record.data.len().saturating_sub(2)).unwrap_or_default();
        let values = body.chunks_exact(6).filter_map(|six| {
            let (format, number) = six.split_at_checked(2)?;
            Some((u16::from_le_bytes(format.try_into().ok()?), u32::from_le_bytes(number.try_into().ok()?)))
        });
        let cells = (u32::from(first)..).zip(values).map(|(column, (format, number))| {
            let format = self.format_of(format);
            (u32::from(row), column, format.look.on(self.number(rk(number), format)))
        });
        cells.collect()
    }
}

fn bool_or_error(value: u8, is_error: bool) -> Cell {
    if !is_error {
        return Cell::of(Form::Bool(value != 0), if value != 0 { "TRUE" } else { "FALSE" });
    }
    Cell::of(Form::Error, error_text(value))
}

/// An error value by its code, as BIFF and xlsb write it.
pub fn error_text(code: u8) -> &'static str {
    match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        0x2B => "#GETTING_DATA",
        _ => "#N/A",
    }
}
