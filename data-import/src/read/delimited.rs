//! Delimited text: one record a row, quoted line breaks inside, empty lines counted.
//!
//! A record reader of our own, because row numbers must count empty lines and a stray quotation mark must
//! not swallow the rest of the file.

use crate::cell::{Cell, Row};
use crate::error::ReadError;
use crate::read::gate::Sink;

const DELIMITERS: [u8; 4] = [b',', b'\t', b';', b'|'];
const QUOTED_AT_MOST: usize = 64 * 1024;
const SAMPLE_RECORDS: usize = 50;

/// Reads all records of a decoded text into one nameless sheet.
///
/// # Errors
/// What the sink refuses.
pub fn read(text: &str, sink: &mut dyn Sink) -> Result<(), ReadError> {
    let delimiter = sniff_delimiter(text);
    sink.sheet(None, false, Vec::new())?;
    let mut records = Records::new(text, delimiter);
    let mut number = 0u32;
    while let Some(fields) = records.next_record() {
        number = number.saturating_add(1);
        let cells = (0u32..).zip(fields).filter(|(_, field)| !field.is_empty());
        let cells: Vec<_> = cells.map(|(column, field)| (column, Cell::text(field))).collect();
        if !cells.is_empty() {
            sink.row(Row { number, hidden: false, cells })?;
        }
    }
    sink.sheet_end()
}

/// The delimiter that splits the first records into the most, and most alike, fields.
#[must_use]
pub fn sniff_delimiter(text: &str) -> u8 {
    let score = |delimiter: u8| {
        let mut records = Records::new(text, delimiter);
        let mut widths = Vec::new();
        while let Some(fields) = records.next_record().filter(|_| widths.len() < SAMPLE_RECORDS) {
            widths.push(fields.len());
        }
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

/// Splits text into records without copying it.
struct Records<'a> {
    text: &'a str,
    at: usize,
    delimiter: u8,
}

impl<'a> Records<'a> {
    fn new(text: &'a str, delimiter: u8) -> Self {
        Self { text, at: 0, delimiter }
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// The next record; an empty line is a record of one empty field.
    fn next_record(&mut self) -> Option<Vec<String>> {
        self.byte()?;
        let mut fields = Vec::new();
        loop {
            fields.push(self.field());
            match self.byte() {
                Some(b) if b == self.delimiter => self.at += 1,
                Some(b'\r') => {
                    self.at += 1;
                    if self.byte() == Some(b'\n') {
                        self.at += 1;
                    }
                    return Some(fields);
                }
                Some(_) => {
                    self.at += 1;
                    return Some(fields);
                }
                None => return Some(fields),
            }
        }
    }

    fn field(&mut self) -> String {
        if self.byte() == Some(b'"')
            && let Some(field) = self.quoted()
        {
            return field;
        }
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        let length = memchr::memchr3(self.delimiter, b'\n', b'\r', rest).unwrap_or(rest.len());
        let field = self.text.get(self.at..self.at + length).unwrap_or_default().to_owned();
        self.at += length;
        field
    }

    /// A quoted field, or none (and nothing consumed) when the quotation mark is never closed.
    fn quoted(&mut self) -> Option<String> {
        let start = self.at + 1;
        let bytes = self.text.as_bytes();
        let window = bytes.get(start..bytes.len().min(start + QUOTED_AT_MOST))?;
        let mut field = String::new();
        let mut from = 0;
        while let Some(step) = memchr::memchr(b'"', window.get(from..)?) {
            let close = from + step;
            field.push_str(self.text.get(start + from..start + close)?);
            match bytes.get(start + close + 1) {
                Some(b'"') => {
                    field.push('"');
                    from = close + 2;
                }
                None | Some(b'\n' | b'\r') => return self.close(start + close + 1, field),
                Some(b) if *b == self.delimiter => return self.close(start + close + 1, field),
                // A quotation mark in the middle of a quoted field that its writer forgot to double.
                Some(_) => {
                    field.push('"');
                    from = close + 1;
                }
            }
        }
        None
    }

    fn close(&mut self, at: usize, field: String) -> Option<String> {
        self.at = at;
        Some(field)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn records(text: &str, delimiter: u8) -> Vec<Vec<String>> {
        let mut records = Records::new(text, delimiter);
        std::iter::from_fn(|| records.next_record()).collect()
    }

    #[test]
    fn quoted_line_breaks_stay_in_their_record_and_empty_lines_count() {
        let rows = records("a,\"b\nc\",d\r\n\r\n\"say \"\"hi\"\"\",2\n", b',');
        assert_eq!(rows.len(), 3, "a quoted line break starts no record; an empty line is one");
        assert_eq!(rows[0], ["a", "b\nc", "d"], "the break is kept");
        assert_eq!(rows[2], ["say \"hi\"", "2"], "doubled marks are one");
    }

    #[test]
    fn a_stray_quotation_mark_does_not_swallow_the_file() {
        let rows = records("1,\"5寸屏,x\n2,ok,y\n", b',');
        assert_eq!(rows.len(), 2, "the unclosed mark is an ordinary character");
        assert_eq!(rows[0][1], "\"5寸屏", "and stays visible");
    }

    #[test]
    fn the_delimiter_is_the_one_that_splits_alike() {
        assert_eq!(sniff_delimiter("姓名\t电话\n张三,李四\t139\n"), b'\t', "tabs stand in every line");
        assert_eq!(sniff_delimiter("a;b;c\n1;2,5;3\n"), b';', "the comma is a decimal mark here");
        assert_eq!(sniff_delimiter("一列\n"), b',', "one column needs none");
    }

    proptest! {
        #[test]
        fn splitting_never_panics_and_ends(text in "[a\"\r\n,\\t张 ]{0,200}") {
            let rows = records(&text, b',');
            prop_assert!(rows.len() <= text.len() + 1, "every record consumes something");
        }

        #[test]
        fn written_records_read_back(rows in proptest::collection::vec(proptest::collection::vec("[a\"\r\n,张]{0,8}", 1..5), 1..8)) {
            let quote = |field: &String| format!("\"{}\"", field.replace('"', "\"\""));
            let text: String = rows.iter().map(|row| row.iter().map(quote).collect::<Vec<_>>().join(",") + "\n").collect();
            prop_assert_eq!(records(&text, b','), rows, "quoting is undone exactly");
        }
    }
}
