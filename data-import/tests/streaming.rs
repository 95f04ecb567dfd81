//! A file of any size goes by row by row: what comes is what a small file would give, in order, and no process is left
//! behind. The tests make every file themselves; all people are invented.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop at what it does not expect")]

use encoding_rs::GB18030;
use louce_import::cell::{Cell, CellAt, Merge, Row, Sheet, Workbook};
use louce_import::proposal::{DropReason, FileFacts, RowOutcome, RowProposal};
use louce_import::{
    FileFormat, Limits, Proposal, ProposalSink, ProposeOptions, ReadError, SheetHead, SheetTail, Source, Unwatched,
    Watch, propose, propose_into,
};
use proptest::prelude::*;
use sha2::{Digest, Sha256};
use std::cell::Cell as Counter;
use std::io::Write;
use std::path::Path;
use std::time::Duration;

fn worker() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_louce-parse-worker"))
}

fn options() -> ProposeOptions {
    ProposeOptions::in_year(2026)
}

/// Counts what comes, and stops after so many rows.
#[derive(Default)]
struct Counting {
    sheets: Vec<String>,
    numbers: Vec<u32>,
    restarts: u32,
    stop_after: Option<usize>,
}

impl ProposalSink for Counting {
    fn sheet(&mut self, head: SheetHead) -> Result<(), ReadError> {
        self.sheets.push(head.fingerprint);
        Ok(())
    }

    fn row(&mut self, row: RowProposal) -> Result<(), ReadError> {
        self.numbers.push(row.row);
        if self.stop_after.is_some_and(|most| self.numbers.len() >= most) { Err(ReadError::Cancelled) } else { Ok(()) }
    }

    fn sheet_end(&mut self, _: SheetTail) -> Result<(), ReadError> {
        Ok(())
    }

    fn restart(&mut self) -> Result<(), ReadError> {
        *self = Self { restarts: self.restarts + 1, stop_after: self.stop_after, ..Self::default() };
        Ok(())
    }
}

fn line(number: usize) -> String {
    format!("{number},张三{number},3幢2单元{}01室,139{number:08}\r\n", number % 20 + 1)
}

fn ledger(rows: usize) -> String {
    "序号,姓名,现住址,联系电话\r\n".to_owned() + &(1..=rows).map(line).collect::<String>()
}

fn on_disk(bytes: &[u8]) -> tempfile::NamedTempFile {
    let mut file = tempfile::NamedTempFile::with_suffix(".csv").unwrap();
    file.write_all(bytes).unwrap();
    file
}

#[test]
fn a_file_on_disk_gives_what_its_bytes_give() {
    let bytes = GB18030.encode(&ledger(3_000)).0.into_owned();
    let file = on_disk(&bytes);
    let mut sink = Counting::default();
    let facts =
        propose_into(worker(), Source::File(file.path().to_owned()), &options(), &Unwatched, &mut sink).unwrap();
    assert_eq!(sink.numbers, (1..=3_001).collect::<Vec<u32>>(), "every row once, in order");
    let hash: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!((facts.sha256, facts.bytes), (hash, bytes.len() as u64), "the hash is that of the file");
    assert_eq!(facts.encoding.as_deref(), Some("GB18030"), "told from its beginning");
    let whole = propose(worker(), "a.csv", bytes, &options(), &Unwatched).unwrap();
    assert_eq!(whole.sheets[0].rows.len(), 3_001, "and bytes give the same rows");
}

#[test]
fn a_late_character_that_is_no_utf8_makes_it_gb18030() {
    // The first megabyte is plain ASCII, so that nothing speaks for either encoding.
    let mut text = "name,phone\r\n".to_owned() + &"abc,13900001234\r\n".repeat(90_000);
    text.push_str("姓名,联系电话\r\n张三,13900001234\r\n");
    let mut sink = Counting::default();
    let source = Source::Bytes { name: "a.csv".into(), bytes: GB18030.encode(&text).0.into_owned() };
    let facts = propose_into(worker(), source, &options(), &Unwatched, &mut sink).unwrap();
    assert_eq!(facts.encoding.as_deref(), Some("GB18030"), "it was read anew rather than with question marks");
    assert_eq!((sink.restarts, sink.sheets.len()), (1, 1), "and what came before was taken back");
    assert_eq!(facts.bytes, GB18030.encode(&text).0.len() as u64, "all of it was read the second time");
}

#[test]
fn text_beyond_the_limit_is_refused_before_it_is_read() {
    let limits = Limits { text_bytes: 1_000, ..Limits::default() };
    let options = ProposeOptions { limits, ..options() };
    let file = on_disk(ledger(100).as_bytes());
    let result =
        propose_into(worker(), Source::File(file.path().to_owned()), &options, &Unwatched, &mut Counting::default());
    assert!(matches!(result, Err(ReadError::TooLarge { limit: 1_000, .. })), "by its size on disk");
    let absent = Source::File("/nowhere/ledger.csv".into());
    let result = propose_into(worker(), absent, &options, &Unwatched, &mut Counting::default());
    assert!(matches!(result, Err(ReadError::Unopenable { .. })), "a file that is not there says so");
}

/// Cancels once so many looks were taken.
struct Patient(Counter<u32>);

impl Watch for Patient {
    fn progress(&self, _rows: u64) {}

    fn cancelled(&self) -> bool {
        self.0.set(self.0.get().saturating_sub(1));
        self.0.get() == 0
    }
}

#[cfg(target_os = "linux")]
fn children() -> usize {
    let tasks = std::fs::read_dir("/proc/self/task").unwrap();
    let of_task = |task: std::io::Result<std::fs::DirEntry>| {
        std::fs::read_to_string(task.unwrap().path().join("children")).unwrap_or_default()
    };
    tasks.map(|task| of_task(task).split_whitespace().count()).sum()
}

/// Alone in its process: other tests start children of their own.
#[cfg(target_os = "linux")]
#[test]
#[ignore = "run by `cancelling_leaves_no_child`"]
fn cancelling_at_every_stage() {
    let bytes = ledger(50_000).into_bytes();
    for looks in [1, 2, 3, 10, 50, 200] {
        let source = Source::Bytes { name: "a.csv".into(), bytes: bytes.clone() };
        let watch = Patient(Counter::new(looks));
        let result = propose_into(worker(), source, &options(), &watch, &mut Counting::default());
        assert_eq!(result.unwrap_err(), ReadError::Cancelled, "after {looks} looks");
        assert_eq!(children(), 0, "the parsing process is gone when the answer comes");
    }
    let mut sink = Counting { stop_after: Some(1_500), ..Counting::default() };
    let source = Source::Bytes { name: "a.csv".into(), bytes };
    let result = propose_into(worker(), source, &options(), &Unwatched, &mut sink);
    assert_eq!(result.unwrap_err(), ReadError::Cancelled, "a taker may stop, too");
    assert_eq!((sink.numbers.len(), children()), (1_500, 0), "at once, and nobody is left");
}

#[cfg(target_os = "linux")]
#[test]
fn cancelling_leaves_no_child() {
    let alone = std::process::Command::new(std::env::current_exe().unwrap())
        .args(["cancelling_at_every_stage", "--exact", "--ignored", "--test-threads=1"])
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&alone.stdout);
    assert!(alone.status.success() && said.contains("1 passed"), "it ran, and held: {said}");
}

/// Takes its time, and says how far the reading is.
struct Slow {
    most: Counter<u64>,
    total: Counter<u64>,
}

impl Watch for Slow {
    fn progress(&self, _rows: u64) {
        std::thread::sleep(Duration::from_millis(2));
    }

    fn bytes(&self, done: u64, total: u64) {
        assert!(done >= self.most.get() && done <= total, "it goes forward, and never beyond the end");
        self.most.set(done);
        self.total.set(total);
    }

    fn cancelled(&self) -> bool {
        false
    }
}

#[test]
fn a_slow_taker_times_nobody_out_and_sees_how_far_it_is() {
    let bytes = ledger(60_000).into_bytes();
    let size = bytes.len() as u64;
    let limits = Limits { child_time: Duration::from_secs(1), ..Limits::default() };
    let options = ProposeOptions { limits, ..options() };
    let watch = Slow { most: Counter::new(0), total: Counter::new(0) };
    let source = Source::Bytes { name: "a.csv".into(), bytes };
    let mut sink = Counting::default();
    propose_into(worker(), source, &options, &watch, &mut sink).unwrap();
    assert_eq!(sink.numbers.len(), 60_001, "all came");
    assert_eq!(watch.total.get(), size, "the share is of the whole file");
    assert!(watch.most.get() > size / 2, "and was said until late");
}

fn read(sheet: Sheet) -> Proposal {
    let (name, sha256) = ("a.csv".to_owned(), String::new());
    let file = FileFacts { name, sha256, format: FileFormat::Csv, encoding: None, bytes: 1 };
    let book = Workbook { encoding: None, sheets: vec![sheet] };
    propose::of_workbook(book, file, &options(), &Unwatched).unwrap()
}

fn row(number: u32, texts: &[&str]) -> Row {
    let cells = (0u32..).zip(texts).filter(|(_, text)| !text.is_empty());
    Row { number, hidden: false, cells: cells.map(|(column, text)| (column, Cell::text(*text))).collect() }
}

const HEADER: &[&str] = &["序号", "姓名", "楼幢", "室号", "联系电话"];

#[test]
fn blank_rows_come_between_rows_and_not_below_the_last() {
    let tall = Merge { from: CellAt { row: 5, column: 2 }, to: CellAt { row: 9, column: 2 } };
    let rows = vec![row(2, HEADER), row(5, &["1", "张三", "3幢", "501"]), row(9, &["", "", "", " "])];
    let proposal = read(Sheet { rows, merges: vec![tall], ..Sheet::default() });
    let outcomes: Vec<_> = proposal.sheets[0].rows.iter().map(|row| (row.row, row.outcome)).collect();
    let blank = RowOutcome::Dropped(DropReason::Blank);
    assert_eq!(
        outcomes,
        [(1, blank), (2, RowOutcome::Dropped(DropReason::Header)), (3, blank), (4, blank), (5, RowOutcome::Record)],
        "what a merged range lends makes no row"
    );
}

#[test]
fn a_merged_range_lends_across_the_rows_that_are_held_back() {
    let tall = Merge { from: CellAt { row: 900, column: 2 }, to: CellAt { row: 1_300, column: 2 } };
    let mut rows = vec![row(1, HEADER)];
    rows.extend((2..=1_400).map(|number| row(number, &["1", "张三", if number == 900 { "7幢" } else { "" }, "501"])));
    let proposal = read(Sheet { rows, merges: vec![tall], ..Sheet::default() });
    let buildings: Vec<bool> = proposal.sheets[0].rows.iter().map(|row| row.cells[2] == "7幢").collect();
    assert!(buildings[899..1_300].iter().all(|lent| *lent), "down to its last row, wherever reading began");
    assert!(!buildings[1_300..].iter().any(|lent| *lent), "and no further");
}

/// A row of a ledger as it may come: a record, a section, a mark, a total, or nothing.
fn rows_of_a_ledger() -> impl Strategy<Value = Vec<Vec<&'static str>>> {
    let row = prop_oneof![
        6 => Just(vec!["1", "张三", "3幢", "501", "13900001234"]),
        2 => Just(vec!["2", "李四", "同上", "", "13900001235"]),
        1 => Just(vec!["5幢"]),
        1 => Just(vec!["", "", "", "", ""]),
        1 => Just(vec!["合计", "2"]),
        1 => Just(HEADER.to_vec()),
    ];
    proptest::collection::vec(row, 1_250..1_300)
}

fn sheet_of(rows: &[Vec<&str>]) -> Sheet {
    let numbered = (2..).zip(rows).filter(|(_, texts)| texts.iter().any(|text| !text.is_empty()));
    let mut sheet = Sheet { rows: vec![row(1, HEADER)], ..Sheet::default() };
    sheet.rows.extend(numbered.map(|(number, texts)| row(number, texts)));
    sheet
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn what_follows_changes_nothing_of_rows_that_were_handed_on(
        ledger in rows_of_a_ledger(),
        more in rows_of_a_ledger(),
    ) {
        let short = read(sheet_of(&ledger));
        let long = read(sheet_of(&[ledger, more].concat()));
        let (short, long) = (&short.sheets[0].rows, &long.sheets[0].rows);
        prop_assert_eq!(short.as_slice(), &long[..short.len()], "a longer ledger begins like the shorter");
        prop_assert!(long.iter().map(|row| row.row).eq(1..=long.len() as u32), "every row once, in order");
    }
}

#[cfg(unix)]
#[test]
fn a_silent_parsing_process_is_stopped_too() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let program = folder.path().join("parser");
    std::fs::write(&program, "#!/bin/sh\nexec sleep 20\n").unwrap();
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
    let source = Source::Bytes { name: "a.csv".into(), bytes: ledger(10).into_bytes() };
    let result = propose_into(&program, source, &options(), &Patient(Counter::new(5)), &mut Counting::default());
    assert_eq!(result.unwrap_err(), ReadError::Cancelled, "rather than that it died, as it would have in the end");
}
