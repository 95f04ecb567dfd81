//! CSV for spreadsheets.

use crate::export::cell::Cell;
use std::io::{self, Write};

pub(super) fn write(columns: &[&str], rows: impl Iterator<Item = Vec<Cell>>, out: &mut dyn Write) -> io::Result<()> {
    out.write_all("\u{feff}".as_bytes())?;
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
    writer.write_record(columns)?;
    for row in rows {
        writer.write_record(row.iter().map(guarded))?;
    }
    writer.flush()
}

/// A text a spreadsheet would take for a formula gets an apostrophe, which marks it as text.
fn guarded(cell: &Cell) -> String {
    let text = cell.to_text();
    let formula = !matches!(cell, Cell::Number(_)) && text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if formula { format!("'{text}") } else { text }
}
