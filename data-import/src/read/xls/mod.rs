//! Excel workbooks of BIFF records, versions 2 to 8: `.xls`, and `.et` of WPS, which is the same inside.
//!
//! A reader of our own: it streams, it knows hidden rows, struck fonts and fills, it reads versions 2 to 4, and a
//! damaged file costs no more memory than its bytes.

mod compound;
mod globals;
mod record;
mod sheet;
mod text;

use crate::error::{FileFormat, ReadError};
use crate::read::gate::Sink;
use crate::read::xml::damaged;
use compound::Compound;
use globals::Globals;
use record::Records;
pub use record::rk;
use sheet::SheetFacts;
pub use sheet::error_text;

/// Reads the workbook in a compound file.
///
/// # Errors
/// [`ReadError::Encrypted`], [`ReadError::Damaged`], or what the sink refuses.
pub fn read(bytes: &[u8], sink: &mut dyn Sink) -> Result<(), ReadError> {
    let broken = || damaged(FileFormat::Xls);
    let file = Compound::open(bytes).ok_or_else(broken)?;
    // A file saved for two versions at once has both; the newer one is whole.
    let stream = file.stream("Workbook").or_else(|| file.stream("Book")).ok_or_else(broken)?;
    read_bare(&stream, sink)
}

/// Reads a stream of records: that of a compound file, or a file of its own.
///
/// # Errors
/// As [`read`].
pub fn read_bare(stream: &[u8], sink: &mut dyn Sink) -> Result<(), ReadError> {
    let globals = Globals::of(stream)?;
    let listed = globals.sheets.iter().map(|sheet| (Some(sheet.name.clone()), sheet.hidden, sheet.offset));
    let mut sheets: Vec<_> = listed.collect();
    if sheets.is_empty() {
        sheets = unlisted(stream, &globals);
    }
    if sheets.is_empty() {
        return Err(damaged(FileFormat::Xls));
    }
    for (name, hidden, offset) in sheets {
        let facts = SheetFacts::of(stream, offset);
        sink.sheet(name, hidden, facts.merges)?;
        sheet::read(stream, offset, &globals, facts.hidden, sink)?;
        sink.bytes(offset as u64, stream.len() as u64);
        sink.sheet_end()?;
    }
    Ok(())
}

/// Sheets of a stream without a list: where a `BOF` begins a worksheet. A workspace of version 4 names them before.
fn unlisted(stream: &[u8], globals: &Globals) -> Vec<(Option<String>, bool, usize)> {
    const SHEETS: usize = 1_000;
    let mut found = Vec::new();
    let mut name = None;
    let mut offset = 0;
    for record in Records::from(stream, 0) {
        match record.id {
            0x0009 | 0x0209 | 0x0409 | 0x0809 if record.u16(2) == Some(0x0010) && found.len() < SHEETS => {
                found.push((name.take(), false, offset));
            }
            // SHEETHDR
            0x008F => {
                let length = usize::from(record.u8(4).unwrap_or(0));
                name = record.data.get(5..5 + length).map(|bytes| text::decode(bytes, globals.encoding));
            }
            _ => {}
        }
        offset += 4 + record.data.len() + record.continued.iter().map(|piece| piece.len() + 4).sum::<usize>();
    }
    found
}

#[cfg(test)]
mod tests;
