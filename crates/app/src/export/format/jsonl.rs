//! JSON lines.

use super::RowWriter;
use crate::export::cell::Cell;
use std::io::{self, Write};

/// JSON lines being written.
pub(super) struct Lines<'w> {
    columns: &'static [&'static str],
    out: &'w mut dyn Write,
}

impl<'w> Lines<'w> {
    pub(super) fn new(columns: &'static [&'static str], out: &'w mut dyn Write) -> Self {
        Self { columns, out }
    }
}

impl RowWriter for Lines<'_> {
    fn row(&mut self, cells: &[Cell]) -> io::Result<()> {
        let mut comma = "{";
        for (column, cell) in self.columns.iter().zip(cells) {
            write!(self.out, "{comma}\"{column}\":")?;
            value(cell, self.out)?;
            comma = ",";
        }
        self.out.write_all(b"}\n")
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        self.out.flush()
    }
}

fn value(cell: &Cell, out: &mut dyn Write) -> io::Result<()> {
    match cell {
        Cell::Empty => out.write_all(b"null"),
        Cell::Text(text) => Ok(serde_json::to_writer(out, text)?),
        // Digits that came from a number are a number of JSON.
        Cell::Decimal(number) => out.write_all(number.as_bytes()),
        Cell::Number(number) => write!(out, "{number}"),
        Cell::Flag(flag) => write!(out, "{flag}"),
        Cell::Texts(texts) => Ok(serde_json::to_writer(out, texts)?),
    }
}
