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

/// Signs that begin a formula, or may where signs are typed full width.
const SIGNS: &[char] = &['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// A text a spreadsheet would take for a formula gets an apostrophe, which marks it as text.
fn guarded(cell: &Cell) -> String {
    let text = cell.to_text();
    let is_number = matches!(cell, Cell::Number(_) | Cell::Decimal(_));
    if !is_number && text.trim_start_matches(' ').starts_with(SIGNS) { format!("'{text}") } else { text }
}
