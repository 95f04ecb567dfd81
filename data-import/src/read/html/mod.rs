//! Web pages with tables, as management systems save them under the name `.xls`.
//!
//! Two passes over the decoded text: the first finds the tables and their merged ranges, the second passes the rows
//! on one by one. Every table is a sheet, named 表1, 表2 … where there are several.

mod look;
mod mhtml;
mod outline;
mod pieces;
mod rows;
mod text;
mod walk;

use crate::error::{LooksLike, ReadError};
use crate::read::encoding::{Decoded, decode_labelled};
use crate::read::gate::Sink;
use look::Classes;
use outline::Outline;
use pieces::Pieces;
use rows::Rows;
use walk::Walk;

pub use mhtml::read as read_mhtml;

/// Reads every table of a page; returns the encoding.
///
/// # Errors
/// [`ReadError::UnknownFormat`] without any value in a table, or what the sink refuses.
pub fn read(bytes: &[u8], sink: &mut dyn Sink) -> Result<&'static str, ReadError> {
    let Decoded { text, encoding } = decode(bytes, None)?;
    let outline = Outline::of(&text, Classes::default())?;
    let named = outline.sheets() > 1;
    if pass(&text, outline, named, 0, sink)? == 0 {
        return Err(ReadError::UnknownFormat { looks_like: LooksLike::NoTable });
    }
    Ok(encoding)
}

/// Decodes a page by what is said outside it, else by what it says itself.
fn decode<'a>(bytes: &'a [u8], charset: Option<&str>) -> Result<Decoded<'a>, ReadError> {
    let head: Vec<u8> = bytes.iter().take(8192).filter(|b| **b != 0).map(u8::to_ascii_lowercase).collect();
    let head = String::from_utf8_lossy(&head);
    let said = head.split("charset=").nth(1).map(|rest| {
        let rest = rest.trim_start_matches(['"', '\'', ' ']);
        rest.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).collect::<String>()
    });
    decode_labelled(bytes, charset.or(said.as_deref()))
}

/// Passes the rows of a page on; `passed` sheets came before it. Returns how many there are now.
fn pass(text: &str, outline: Outline, named: bool, passed: usize, sink: &mut dyn Sink) -> Result<usize, ReadError> {
    let mut rows = Rows::new(outline, sink, named, passed);
    let mut walk = Walk::default();
    for piece in Pieces::new(text) {
        walk.take(piece, &mut rows)?;
    }
    walk.end(&mut rows)?;
    Ok(rows.passed)
}

#[cfg(test)]
mod tests;
