//! Text → records, in place: a record that is not all there yet is gone over again once it is.

use super::decoded::{Decoded, Stop};
use crate::cell::{Cell, Form, Row};

const QUOTED_AT_MOST: usize = 64 * 1024;

/// The records of a text that comes piece by piece.
pub(super) struct Records<'a> {
    text: Decoded<'a>,
    delimiter: u8,
    fields: Vec<Field>,
}

/// Where a field stands in the text ahead.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Field {
    /// As it stands, from and to (exclusive), bytes.
    Plain(usize, usize),
    /// Undone of its doubled quotation marks.
    Undone(String),
}

/// What was found at the beginning of a text.
enum Found {
    /// A record of so many bytes.
    Record(usize),
    /// The beginning of a record; more text is needed.
    Part,
    /// Nothing more.
    End,
}

impl<'a> Records<'a> {
    pub(super) fn new(text: Decoded<'a>, delimiter: u8) -> Self {
        Self { text, delimiter, fields: Vec::new() }
    }

    /// Bytes of the file that were taken in.
    pub(super) fn bytes_done(&self) -> u64 {
        self.text.bytes_done()
    }

    /// Puts the next record's fields into a row, empty ones left out; false at the end. An empty line is a record.
    pub(super) fn next_record(&mut self, row: &mut Row) -> Result<bool, Stop> {
        loop {
            let (text, whole) = self.text.ahead();
            match find(text, whole, self.delimiter, &mut self.fields) {
                Found::Record(length) => {
                    put(text, &self.fields, row);
                    self.text.advance(length);
                    return Ok(true);
                }
                Found::End => return Ok(false),
                Found::Part => self.text.more()?,
            }
        }
    }
}

/// How many fields each of the first records of a text has; a record that the text may not hold whole does not count.
pub(super) fn widths(text: &str, delimiter: u8, records: usize, whole: bool) -> Vec<usize> {
    let (mut widths, mut fields, mut at) = (Vec::new(), Vec::new(), 0);
    while widths.len() < records
        && let Found::Record(length) = find(text.get(at..).unwrap_or_default(), whole, delimiter, &mut fields)
    {
        widths.push(fields.len());
        at += length;
    }
    widths
}

/// Puts fields into a row, with the strings that it has from before.
fn put(text: &str, fields: &[Field], row: &mut Row) {
    let mut filled = 0;
    for (column, field) in (0u32..).zip(fields) {
        let field = match field {
            Field::Plain(from, to) => text.get(*from..*to).unwrap_or_default(),
            Field::Undone(text) => text,
        };
        if field.is_empty() {
            continue;
        }
        if let Some((at, cell)) = row.cells.get_mut(filled) {
            *at = column;
            cell.form = Form::Text;
            (cell.merged_from, cell.struck, cell.fill) = (None, false, None);
            cell.text.clear();
            cell.text.push_str(field);
        } else {
            row.cells.push((column, Cell::text(field)));
        }
        filled += 1;
    }
    row.cells.truncate(filled);
    row.hidden = false;
}

/// Finds the first record of a text and where its fields stand. `whole` says that the text goes no further.
fn find(text: &str, whole: bool, delimiter: u8, fields: &mut Vec<Field>) -> Found {
    fields.clear();
    let bytes = text.as_bytes();
    if bytes.is_empty() {
        return if whole { Found::End } else { Found::Part };
    }
    let mut at = 0;
    loop {
        let Some((field, end)) = field(text, at, whole, delimiter) else { return Found::Part };
        fields.push(field);
        at = end;
        match (bytes.get(at), bytes.get(at + 1)) {
            (Some(byte), _) if *byte == delimiter => at += 1,
            (Some(b'\r'), Some(b'\n')) => return Found::Record(at + 2),
            (Some(b'\r'), None) if !whole => return Found::Part,
            (Some(_), _) => return Found::Record(at + 1),
            (None, _) if whole => return Found::Record(at),
            (None, _) => return Found::Part,
        }
    }
}

/// The field that begins at a place, and where it ends; none where more text is needed to tell.
fn field(text: &str, at: usize, whole: bool, delimiter: u8) -> Option<(Field, usize)> {
    let bytes = text.as_bytes();
    if bytes.get(at) == Some(&b'"') {
        match quoted(text, at + 1, whole, delimiter) {
            Quoted::Field(field, end) => return Some((field, end)),
            Quoted::Part => return None,
            Quoted::Unclosed => {}
        }
    }
    let rest = bytes.get(at..).unwrap_or_default();
    let length = memchr::memchr3(delimiter, b'\n', b'\r', rest).or(whole.then_some(rest.len()))?;
    Some((Field::Plain(at, at + length), at + length))
}

enum Quoted {
    /// The field, and where it ends with its quotation mark.
    Field(Field, usize),
    /// More text is needed to tell.
    Part,
    /// The quotation mark is never closed: it is an ordinary character.
    Unclosed,
}

/// A quoted field, from behind its quotation mark.
fn quoted(text: &str, start: usize, whole: bool, delimiter: u8) -> Quoted {
    let bytes = text.as_bytes();
    let end = bytes.len().min(start.saturating_add(QUOTED_AT_MOST));
    let is_all = whole || end == start.saturating_add(QUOTED_AT_MOST);
    let window = bytes.get(start..end).unwrap_or_default();
    // Hardly a field holds quotation marks of its own; it stays where it stands.
    let mut undone = String::new();
    let mut from = 0;
    while let Some(step) = window.get(from..).and_then(|rest| memchr::memchr(b'"', rest)) {
        let close = from + step;
        let next = bytes.get(start + close + 1);
        match next {
            None if !whole => return Quoted::Part,
            None | Some(b'\n' | b'\r') => return closed(text, start, from, close, undone),
            Some(byte) if *byte == delimiter => return closed(text, start, from, close, undone),
            // Doubled, or a quotation mark in the middle that its writer forgot to double.
            Some(byte) => {
                undone.push_str(text.get(start + from..start + close).unwrap_or_default());
                undone.push('"');
                from = close + if *byte == b'"' { 2 } else { 1 };
            }
        }
    }
    if is_all { Quoted::Unclosed } else { Quoted::Part }
}

fn closed(text: &str, start: usize, from: usize, close: usize, mut undone: String) -> Quoted {
    let end = start + close + 1;
    if from == 0 {
        return Quoted::Field(Field::Plain(start, start + close), end);
    }
    undone.push_str(text.get(start + from..start + close).unwrap_or_default());
    Quoted::Field(Field::Undone(undone), end)
}
