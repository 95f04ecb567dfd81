//! OpenDocument spreadsheets, `.ods` and flat `.fods`.
//!
//! A reader of our own over the content: two passes, the first for merged ranges and styles, the second for the rows.
//! A row or cell that stands for a million empty ones costs nothing.

mod outline;
mod place;
mod rows;
mod source;
mod styles;
mod value;

use crate::error::{LooksLike, ReadError};
use crate::read::encoding::decode;
use crate::read::gate::Sink;
use outline::Outline;
use rows::Rows;
use source::Source;

/// Reads the spreadsheet in an archive.
///
/// # Errors
/// [`ReadError::Encrypted`], [`ReadError::Damaged`], [`ReadError::HostileXml`], or what the sink refuses.
pub fn read(bytes: &[u8], sink: &mut dyn Sink) -> Result<(), ReadError> {
    let source = Source::Archive(bytes);
    if source.is_encrypted() {
        return Err(ReadError::Encrypted);
    }
    pass(&source, sink)
}

/// Reads a spreadsheet in one XML file; returns the encoding.
///
/// # Errors
/// As [`read`].
pub fn read_flat(bytes: &[u8], sink: &mut dyn Sink) -> Result<&'static str, ReadError> {
    let decoded = decode(bytes)?;
    pass(&Source::Flat(&decoded.text), sink)?;
    Ok(decoded.encoding)
}

fn pass(source: &Source<'_>, sink: &mut dyn Sink) -> Result<(), ReadError> {
    let outline = Outline::of(source)?;
    if outline.sheets.is_empty() {
        return Err(ReadError::UnknownFormat { looks_like: LooksLike::NoTable });
    }
    let mut rows = Rows::new(outline, sink);
    source.content(|event| rows.take(event))
}

#[cfg(test)]
mod tests;
