use crate::cell::{Cell, Row, Sheet, Workbook};
use crate::choices::{LedgerChoices, SheetChoice};
use crate::error::FileFormat;
use crate::facts::RowFacts;
use crate::field::FieldCode;
use crate::proposal::{DropReason, FileFacts, LedgerKind, Proposal, RowOutcome};
use crate::propose::{ProposeOptions, of_workbook};
use crate::worker::Unwatched;

fn read_with(lines: &[&str], choice: SheetChoice) -> Proposal {
    let cells = |line: &str| {
        let texts = (0..).zip(line.split('|')).filter(|(_, text)| !text.is_empty());
        texts.map(|(column, text)| (column, Cell::text(text))).collect()
    };
    let rows = (1..).zip(lines).map(|(number, line)| Row { number, hidden: false, cells: cells(line) }).collect();
    let workbook = Workbook { encoding: None, sheets: vec![Sheet { rows, ..Sheet::default() }] };
    let choices = LedgerChoices { sheets: vec![choice], ..LedgerChoices::default() };
    let file = FileFacts {
        name: "台账.xlsx".into(),
        sha256: String::new(),
        format: FileFormat::Xlsx,
        encoding: None,
        bytes: 1,
    };
    of_workbook(workbook, file, &ProposeOptions { choices, ..ProposeOptions::in_year(2026) }, &Unwatched).unwrap()
}

fn read(lines: &[&str]) -> Proposal {
    read_with(lines, SheetChoice::default())
}

fn warned(proposal: &Proposal) -> Vec<&str> {
    let found = proposal.warnings.iter().filter(|warning| warning.code == "header_not_found");
    found.map(|warning| warning.message.as_str()).collect()
}

fn names(proposal: &Proposal) -> Vec<&str> {
    let facts = proposal.sheets[0].rows.iter().filter_map(|row| row.facts.as_deref());
    facts
        .filter_map(|facts| if let RowFacts::Person(person) = facts { Some(person.name.as_str()) } else { None })
        .collect()
}

#[test]
fn a_table_without_a_known_header_does_not_vanish() {
    let found = read(&["甲|乙", "1|2", "3|4"]);
    assert_eq!(found.sheets[0].ledger, LedgerKind::NoRecords, "nothing is guessed");
    assert!(warned(&found)[0].contains("共3行未读取"), "the rows are counted: {:?}", found.warnings);
    let rows = &found.sheets[0].rows;
    assert!(rows.iter().all(|row| row.outcome == RowOutcome::Dropped(DropReason::NoHeader)), "each row has its fate");
    assert_eq!(rows[0].cells, ["甲", "乙"], "the clerk sees where the header stands");
}

#[test]
fn the_clerk_points_at_the_header_and_names_its_columns() {
    let header = SheetChoice { header_rows: Some((1, 1)), ..SheetChoice::default() };
    let pointed = read_with(&["甲|乙", "张三|2"], header.clone());
    assert_eq!(pointed.sheets[0].columns.len(), 2, "the columns of a header that was pointed at can be named");
    assert_eq!(warned(&pointed).len(), 1, "until then no row is read");
    let named = SheetChoice { columns: vec![(0, Some(FieldCode::Name))], ..header };
    let read = read_with(&["甲|乙", "张三|2"], named);
    assert_eq!((names(&read), warned(&read).len()), (vec!["张三"], 0), "and then they are");
}

#[test]
fn covers_instructions_and_charts_are_passed_over_in_silence() {
    for lines in [
        &["望湖社区", "人口台账", "2024年3月"][..],
        &["填表说明", "1. 必填列：姓名、身份证号。", "2. 日期写作 2024-01-05。"],
        &["序号|总户数|备注", "1|24|", "2|30|含空置"],
        &[],
    ] {
        let found = read(lines);
        assert_eq!(warned(&found), [""; 0], "{lines:?} holds no records");
        assert!(found.sheets.iter().all(|sheet| sheet.rows.is_empty()), "{lines:?} proposes nothing");
    }
}

#[test]
fn a_list_of_addresses_that_names_nobody_is_told_of() {
    let found = read(&["住址|联系电话", "望湖家园3幢1单元501室|13900001234"]);
    assert!(warned(&found)[0].contains("共2行未读取"), "{:?}", found.warnings);
    assert_eq!(found.sheets[0].header_rows, [1], "its header is known");
    assert_eq!(found.sheets[0].columns.len(), 2, "so that a column can be named");
}

#[test]
fn what_is_never_kept_is_not_shown_for_want_of_a_header() {
    let mut lines = vec!["甲|乙|丙"; 1];
    lines.extend(["钟甲|吸毒人员|在", "钟乙|吸毒人员|在", "钟丙|在册吸毒人员，已告知|在"]);
    let text = serde_json::to_string(&read(&lines)).unwrap();
    assert!(text.contains("钟甲"), "the rows are shown");
    assert!(!text.contains("吸毒"), "but not what they must not hold: {text}");
}

#[test]
fn a_list_of_names_alone_is_read() {
    let found = read(&["某社区志愿者名单", "姓 名", "张三", "李四", "王小明"]);
    assert_eq!(names(&found), ["张三", "李四", "王小明"], "姓名 alone is a header over names");
    assert_eq!(found.sheets[0].header_rows, [2], "the title above is none");
    assert!(names(&read(&["姓名", "必填，与身份证一致", "不得使用简称"])).is_empty(), "but not over sentences");
}

#[test]
fn a_header_under_a_long_introduction_is_found() {
    let mut lines = vec!["说明：本表由社区填写。"; 25];
    lines.extend(["姓名|身份证号|住址", "张三||望湖家园3幢1单元501室"]);
    let found = read(&lines);
    assert_eq!(
        (found.sheets[0].header_rows.as_slice(), names(&found)),
        (&[26][..], vec!["张三"]),
        "the text is passed by"
    );
    let mut rows = vec!["钟甲|东|3"; 30];
    rows.extend(["姓名|身份证号|住址", "张三||望湖家园3幢1单元501室"]);
    let found = read(&rows);
    assert!(warned(&found)[0].contains("共32行未读取"), "rows of a table above it are not thrown away as titles");
}
