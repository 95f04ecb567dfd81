//! The formats of a list: JSON lines, CSV, XLSX.

mod csv;
mod jsonl;
mod xlsx;

pub use xlsx::MOST_WORKBOOK_ROWS;

use super::cell::Cell;
use louce_domain::field::FieldError;
use std::io::{self, Write};
use std::str::FromStr;

/// A list being written.
pub(super) trait RowWriter {
    /// Writes a row.
    fn row(&mut self, cells: &[Cell]) -> io::Result<()>;
    /// Writes what is left.
    fn finish(self: Box<Self>) -> io::Result<()>;
}

/// A file format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportFormat {
    /// One JSON object a line, `null` for what is not known, texts as texts.
    JsonLines,
    /// CSV (RFC 4180) in UTF-8 with byte order mark, guarded against formula injection.
    Csv,
    /// A workbook whose ids and phones are text cells.
    Xlsx,
}

impl ExportFormat {
    /// The code on the command line, which is also the file extension.
    pub const fn code(self) -> &'static str {
        match self {
            Self::JsonLines => "jsonl",
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
        }
    }

    /// Opens a list on a sink: the header is written.
    ///
    /// # Errors
    /// When the sink cannot be written.
    pub(super) fn open<'w>(
        self,
        columns: &'static [&'static str],
        out: &'w mut dyn Write,
    ) -> io::Result<Box<dyn RowWriter + 'w>> {
        Ok(match self {
            Self::JsonLines => Box::new(jsonl::Lines::new(columns, out)),
            Self::Csv => Box::new(csv::Table::new(columns, out)?),
            Self::Xlsx => Box::new(xlsx::Book::new(columns, out)?),
        })
    }
}

impl FromStr for ExportFormat {
    type Err = FieldError;
    fn from_str(text: &str) -> Result<Self, FieldError> {
        let known = [Self::JsonLines, Self::Csv, Self::Xlsx].into_iter().find(|format| format.code() == text);
        known.ok_or_else(|| FieldError::not_in_list("export format", text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(format: ExportFormat, text: &str) -> Vec<u8> {
        let row =
            vec![Cell::Text(text.to_owned()), Cell::Number(-1), Cell::Empty, Cell::Texts(vec!["1".into(), "2".into()])];
        let mut out = Vec::new();
        let mut list = format.open(&["raw_address", "floor", "unit", "phones"], &mut out).unwrap();
        list.row(&row).unwrap();
        list.finish().unwrap();
        out
    }

    #[test]
    fn json_lines_keep_types() {
        let line = String::from_utf8(written(ExportFormat::JsonLines, "3幢\"甲\"")).unwrap();
        let expected = "{\"raw_address\":\"3幢\\\"甲\\\"\",\"floor\":-1,\"unit\":null,\"phones\":[\"1\",\"2\"]}\n";
        assert_eq!(line, expected, "columns in their order, numbers as numbers, null for nothing, lists as lists");
    }

    #[test]
    fn csv_is_read_by_spreadsheets_and_runs_no_formula() {
        let csv = String::from_utf8(written(ExportFormat::Csv, "=HYPERLINK(\"http://x\")")).unwrap();
        assert!(csv.starts_with('\u{feff}'), "the byte order mark tells spreadsheets that it is UTF-8");
        assert!(
            csv.contains("\"'=HYPERLINK(\"\"http://x\"\")\""),
            "a text that would be a formula is marked as text: {csv}"
        );
        assert!(csv.contains(",-1,"), "a number below zero is a number, not a formula");
        for start in ["+", "-", "@", "\t"] {
            let csv = String::from_utf8(written(ExportFormat::Csv, &format!("{start}1+1"))).unwrap();
            assert!(csv.contains(&format!("'{start}1+1")), "{start:?} starts a formula too");
        }
    }

    #[test]
    fn workbooks_depend_on_content_only() {
        let (one, two) = (written(ExportFormat::Xlsx, "=1+1"), written(ExportFormat::Xlsx, "=1+1"));
        assert!(one.starts_with(b"PK"), "a workbook is a zip");
        assert_eq!(one, two, "no clock goes into the file");
    }
}
