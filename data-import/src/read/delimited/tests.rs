//! Records however their text is cut.

use super::*;
use crate::cell::{Merge, Row};
use crate::read::collect::Collect;
use encoding_rs::GB18030;
use proptest::prelude::*;

/// The rows of a text that is taken in by so many bytes, as (number, texts up to the last that is not empty).
fn rows_by(bytes: &[u8], piece: usize) -> Result<Vec<(u32, Vec<String>)>, ReadError> {
    let mut collect = Collect::default();
    let (head, rest) = bytes.split_at(bytes.len().min(SAMPLE_BYTES));
    match read_pieces(head, &mut &*rest, None, u64::MAX, piece, &mut collect)? {
        TextEnd::Read(_) => {}
        TextEnd::Anew(_) => return Err(ReadError::UnknownEncoding),
    }
    let rows = collect.workbook.sheets.into_iter().flat_map(|sheet| sheet.rows);
    Ok(rows.map(|row| (row.number, texts(&row))).collect())
}

fn texts(row: &Row) -> Vec<String> {
    let width = row.cells.last().map_or(0, |(column, _)| column + 1);
    (0..width).map(|column| row.text(column).to_owned()).collect()
}

fn rows(text: &str) -> Vec<(u32, Vec<String>)> {
    rows_by(text.as_bytes(), PIECE_BYTES).unwrap()
}

#[test]
fn quoted_line_breaks_stay_in_their_record_and_empty_lines_count() {
    let rows = rows("a,\"b\nc\",d\r\n\r\n\"say \"\"hi\"\"\",2\n");
    assert_eq!(rows[0], (1, ["a", "b\nc", "d"].map(str::to_owned).to_vec()), "the break is kept, it starts no record");
    assert_eq!(
        rows[1],
        (3, ["say \"hi\"", "2"].map(str::to_owned).to_vec()),
        "an empty line is a record; marks undone"
    );
}

#[test]
fn a_stray_quotation_mark_does_not_swallow_the_file() {
    let rows = rows("1,\"5寸屏,x\n2,ok,y\n");
    assert_eq!(rows.len(), 2, "the unclosed mark is an ordinary character");
    assert_eq!(rows[0].1[1], "\"5寸屏", "and stays visible");
    let far = format!("1,\"5寸屏,x\n{}2,ok\",y\n", "3,b,c\n".repeat(20_000));
    let rows = rows_by(far.as_bytes(), 1000).unwrap();
    assert_eq!(rows.len(), 20_002, "nor one whose counterpart is far below");
}

#[test]
fn the_delimiter_is_the_one_that_splits_alike() {
    assert_eq!(sniff_delimiter("姓名\t电话\n张三,李四\t139\n", true), b'\t', "tabs stand in every line");
    assert_eq!(sniff_delimiter("a;b;c\n1;2,5;3\n", true), b';', "the comma is a decimal mark here");
    assert_eq!(sniff_delimiter("一列\n", true), b',', "one column needs none");
}

#[test]
fn a_row_keeps_nothing_of_the_one_that_it_was_before() {
    /// Gives every row back.
    #[derive(Default)]
    struct Reusing {
        seen: Vec<String>,
        spare: Row,
    }
    impl Sink for Reusing {
        fn sheet(&mut self, _: Option<String>, _: bool, _: Vec<Merge>) -> Result<(), ReadError> {
            Ok(())
        }
        fn row(&mut self, row: Row) -> Result<(), ReadError> {
            self.seen.push(texts(&row).join("|"));
            self.spare = row;
            Ok(())
        }
        fn note(&mut self, _: Vec<u32>, _: Vec<u32>) -> Result<(), ReadError> {
            Ok(())
        }
        fn sheet_end(&mut self) -> Result<(), ReadError> {
            Ok(())
        }
        fn spare(&mut self) -> Row {
            std::mem::take(&mut self.spare)
        }
    }
    let mut sink = Reusing::default();
    read(b"a,b,c\n,,x\n\ny\n", &mut &b""[..], None, 100, &mut sink).unwrap();
    assert_eq!(sink.seen, ["a|b|c", "||x", "y"], "each row is its own");
}

#[test]
fn more_than_is_allowed_is_refused() {
    let result = read(b"a,b\n", &mut &b"c,d\n"[..], None, 6, &mut Collect::default());
    assert_eq!(result, Err(ReadError::TooLarge { bytes: 8, limit: 6 }), "counted as it comes");
}

proptest! {
    #[test]
    fn splitting_never_panics_and_ends(text in "[a\"\r\n,\\t张 ]{0,200}") {
        prop_assert!(rows(&text).len() <= text.len() + 1, "every record consumes something");
    }

    #[test]
    fn written_records_read_back(rows in proptest::collection::vec(proptest::collection::vec("[a\"\r\n,张]{0,8}", 1..5), 1..8)) {
        let quote = |field: &String| format!("\"{}\"", field.replace('"', "\"\""));
        let text: String = rows.iter().map(|row| row.iter().map(quote).collect::<Vec<_>>().join(",") + "\n").collect();
        let mut decoded = Vec::new();
        let mut nothing = &b""[..];
        let mut records = Records::new(decoded_of(&text, &mut nothing), b',');
        loop {
            let mut row = Row::default();
            if !records.next_record(&mut row).unwrap() {
                break;
            }
            decoded.push(texts(&row));
        }
        let trimmed = |row: &Vec<String>| {
            let width = row.iter().rposition(|text| !text.is_empty()).map_or(0, |last| last + 1);
            row[..width].to_vec()
        };
        prop_assert_eq!(decoded, rows.iter().map(trimmed).collect::<Vec<_>>(), "quoting is undone exactly");
    }

    #[test]
    fn however_a_text_is_cut_its_rows_are_the_same(
        text in "([a-b\"\r\n,㛃张𠮷]|\r\n|\"\"|\",){0,120}",
        gb in any::<bool>(),
        piece in 1..40usize,
    ) {
        let bytes = if gb { GB18030.encode(&text).0.into_owned() } else { text.clone().into_bytes() };
        prop_assume!(!bytes.is_empty());
        prop_assert_eq!(rows_by(&bytes, piece), rows_by(&bytes, PIECE_BYTES), "taken in by {} bytes", piece);
    }
}

fn decoded_of<'a>(text: &'a str, rest: &'a mut dyn Read) -> Decoded<'a> {
    let decoding = Decoding::choose(text.as_bytes(), true, Some("UTF-8")).unwrap();
    Decoded::new(text.as_bytes(), rest, decoding, u64::MAX, PIECE_BYTES)
}
