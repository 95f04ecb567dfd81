//! JSON lines.

use crate::export::cell::Cell;
use std::io::{self, Write};

pub(super) fn write(columns: &[&str], rows: impl Iterator<Item = Vec<Cell>>, out: &mut dyn Write) -> io::Result<()> {
    for row in rows {
        let mut comma = "{";
        for (column, cell) in columns.iter().zip(&row) {
            write!(out, "{comma}\"{column}\":")?;
            value(cell, out)?;
            comma = ",";
        }
        out.write_all(b"}\n")?;
    }
    Ok(())
}

fn value(cell: &Cell, out: &mut dyn Write) -> io::Result<()> {
    match cell {
        Cell::Empty => out.write_all(b"null"),
        Cell::Text(text) => Ok(serde_json::to_writer(out, text)?),
        Cell::Number(number) => write!(out, "{number}"),
        Cell::Flag(flag) => write!(out, "{flag}"),
        Cell::Texts(texts) => Ok(serde_json::to_writer(out, texts)?),
    }
}
