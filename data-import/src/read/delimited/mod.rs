//! Delimited text (csv, tsv, txt): one record a row, quoted line breaks inside, empty lines counted. Read as it comes,
//! so that memory does not grow with the file.
//!
//! A record reader of our own, because row numbers must count empty lines and a stray quotation mark must
//! not swallow the rest of the file.

mod decoded;
mod records;

use crate::error::ReadError;
use crate::read::encoding::Decoding;
use crate::read::gate::Sink;
use decoded::Decoded;
use records::Records;
use std::io::Read;

const DELIMITERS: [u8; 4] = [b',', b'\t', b';', b'|'];
const SAMPLE_RECORDS: usize = 50;
/// Bytes from which encoding and delimiter are told.
pub const SAMPLE_BYTES: usize = 1 << 20;
/// Bytes taken in at once.
const PIECE_BYTES: usize = 64 << 10;
/// Records between two words on how far the reading is.
const SAY_EVERY: u32 = 1024;

/// How the reading of a text ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TextEnd {
    /// All of it was read, in this encoding.
    Read(&'static str),
    /// Its encoding is another than its beginning says: it must be read anew, in this one.
    Anew(&'static str),
}

/// Reads all records of a text, `head` (its beginning, up to [`SAMPLE_BYTES`]) and then `rest`, into one nameless
/// sheet. `encoding` is the name of the encoding where it is known from an earlier try.
///
/// # Errors
/// [`ReadError::UnknownEncoding`], [`ReadError::TooLarge`] beyond `limit` bytes, or what the sink refuses.
pub fn read(
    head: &[u8],
    rest: &mut dyn Read,
    encoding: Option<&str>,
    limit: u64,
    sink: &mut dyn Sink,
) -> Result<TextEnd, ReadError> {
    read_pieces(head, rest, encoding, limit, PIECE_BYTES, sink)
}

fn read_pieces(
    head: &[u8],
    rest: &mut dyn Read,
    encoding: Option<&str>,
    limit: u64,
    piece: usize,
    sink: &mut dyn Sink,
) -> Result<TextEnd, ReadError> {
    let decoding = Decoding::choose(head, head.len() < SAMPLE_BYTES, encoding)?;
    let name = decoding.name();
    let delimiter = sniff_delimiter(&decoding.sample(head), head.len() < SAMPLE_BYTES);
    let text = Decoded::new(head, rest, decoding, limit, piece);
    let mut records = Records::new(text, delimiter);
    sink.sheet(None, false, Vec::new())?;
    let mut number = 0u32;
    loop {
        let mut row = sink.spare();
        match records.next_record(&mut row) {
            Ok(true) => {}
            Ok(false) => break,
            Err(decoded::Stop::Anew(encoding)) => return Ok(TextEnd::Anew(encoding)),
            Err(decoded::Stop::Failed(error)) => return Err(error),
        }
        number = number.saturating_add(1);
        if number.is_multiple_of(SAY_EVERY) {
            sink.bytes(records.bytes_done(), 0);
        }
        row.number = number;
        if !row.cells.is_empty() {
            sink.row(row)?;
        }
    }
    sink.sheet_end()?;
    Ok(TextEnd::Read(name))
}

/// The delimiter that splits the first records into the most, and most alike, fields. `whole` says that the text goes
/// no further.
#[must_use]
fn sniff_delimiter(text: &str, whole: bool) -> u8 {
    let score = |delimiter: u8| {
        let widths = records::widths(text, delimiter, SAMPLE_RECORDS, whole);
        let widest = widths.iter().copied().max().unwrap_or(1);
        let alike = widths.iter().filter(|width| **width == widest).count();
        if widest < 2 { 0 } else { alike * 100 + widest }
    };
    let best = DELIMITERS
        .iter()
        .copied()
        .map(|d| (score(d), d))
        .reduce(|best, next| if next.0 > best.0 { next } else { best });
    best.filter(|(score, _)| *score > 0).map_or(b',', |(_, delimiter)| delimiter)
}

#[cfg(test)]
mod tests;
