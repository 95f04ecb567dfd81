//! CSV for spreadsheets.

use super::RowWriter;
use crate::export::cell::Cell;
use std::io::{self, Write};

/// A table being written.
pub(super) struct Table<'w> {
    writer: csv::Writer<&'w mut dyn Write>,
}

impl<'w> Table<'w> {
    pub(super) fn new(columns: &[&str], out: &'w mut dyn Write) -> io::Result<Self> {
        out.write_all("\u{feff}".as_bytes())?;
        let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
        writer.write_record(columns)?;
        Ok(Self { writer })
    }
}

impl RowWriter for Table<'_> {
    fn row(&mut self, cells: &[Cell]) -> io::Result<()> {
        Ok(self.writer.write_record(cells.iter().map(guarded))?)
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.writer.flush()
    }
}

/// A text a spreadsheet would take for a formula gets an apostrophe, which marks it as text.
fn guarded(cell: &Cell) -> String {
    let text = cell.to_text();
    let formula =
        !matches!(cell, Cell::Number(_) | Cell::Decimal(_)) && text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if formula { format!("'{text}") } else { text }
}
