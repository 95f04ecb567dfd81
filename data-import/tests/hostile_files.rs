//! Files that mean harm, and files that are merely broken: each is refused with its reason or read safely, and
//! the caller lives on. The tests make every file themselves.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop at what it does not expect")]

use louce_import::error::{ArchiveFault, LooksLike, XmlFault};
use louce_import::proposal::{ColumnMeaning, RowOutcome};
use louce_import::worker::{Request, parse_in_child};
use louce_import::{FileFormat, Limits, Proposal, ProposeOptions, ReadError, Unwatched, Watch, propose};
use rust_xlsxwriter::Workbook;
use std::io::{Cursor, Write};
use std::path::Path;
use std::time::Duration;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn worker() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_louce-parse-worker"))
}

fn open(name: &str, bytes: Vec<u8>) -> Result<Proposal, ReadError> {
    propose(worker(), name, bytes, &ProposeOptions::in_year(2026), &Unwatched)
}

const TYPES: &str = r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>"#;
const RELS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const BOOK: &str = r#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="甲" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const BOOK_RELS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#;

/// A workbook of these parts, besides the usual frame.
fn workbook(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let frame = [
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", RELS),
        ("xl/workbook.xml", BOOK),
        ("xl/_rels/workbook.xml.rels", BOOK_RELS),
    ];
    for (name, part) in frame.iter().map(|(name, part)| (*name, part.as_bytes())).chain(parts.iter().copied()) {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(part).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn sheet(rows: &str) -> String {
    format!(
        r#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>"#
    )
}

const PEOPLE: &str = r#"<row r="1"><c r="A1" t="inlineStr"><is><t>姓名</t></is></c><c r="B1" t="inlineStr"><is><t>室号</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>张三</t></is></c><c r="B2" t="inlineStr"><is><t>3幢2单元501室</t></is></c></row>"#;

#[test]
fn two_far_cells_are_read_without_the_grid_between_them() {
    let far = r#"<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>"#;
    let proposal =
        open("far.xlsx", workbook(&[("xl/worksheets/sheet1.xml", sheet(&format!("{PEOPLE}{far}")).as_bytes())]))
            .unwrap();
    assert_eq!(proposal.rows_total(), 2, "the cell in the last corner is not part of the table");
    assert!(proposal.warnings.iter().any(|w| w.code == "far_row" && w.row == Some(1_048_576)), "and that is said");
    let bare = sheet(r#"<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>"#);
    assert!(
        open("killer.xlsx", workbook(&[("xl/worksheets/sheet1.xml", bare.as_bytes())])).is_ok(),
        "the file that aborts a dense reader"
    );
}

#[test]
fn merged_ranges_over_one_another_take_no_row_and_no_time() {
    let person = |at: u32| {
        format!(
            r#"<row r="{at}"><c r="A{at}" t="inlineStr"><is><t>张三</t></is></c><c r="B{at}" t="inlineStr"><is><t>3幢2单元501室</t></is></c></row>"#
        )
    };
    let rows: String = (3..=3_000).map(person).collect();
    let merges: String = (2..=3_000).map(|at| format!(r#"<mergeCell ref="A{at}:XFD1048576"/>"#)).collect();
    let sheet = sheet(&format!("{PEOPLE}{rows}"))
        .replace("</sheetData>", &format!("</sheetData><mergeCells>{merges}</mergeCells>"));
    let proposal = open("merged.xlsx", workbook(&[("xl/worksheets/sheet1.xml", sheet.as_bytes())])).unwrap();
    let records = proposal.sheets[0].rows.iter().filter(|row| row.outcome == RowOutcome::Record);
    assert_eq!(records.count(), 2_999, "every row has values of its own");
    let told: Vec<_> = proposal.warnings.iter().filter(|warning| warning.code == "merged_overlap").collect();
    assert_eq!(told.len(), 1, "once for the sheet");
    assert_eq!(told[0].row, Some(3), "with the first of them");
}

#[test]
fn a_false_count_of_strings_is_refused_before_memory_is_reserved() {
    let strings = r#"<?xml version="1.0"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="1" uniqueCount="400000000000"><si><t>x</t></si></sst>"#;
    let file = workbook(&[
        ("xl/worksheets/sheet1.xml", sheet(PEOPLE).as_bytes()),
        ("xl/sharedStrings.xml", strings.as_bytes()),
    ]);
    assert_eq!(
        open("count.xlsx", file).unwrap_err(),
        ReadError::HostileXml { fault: XmlFault::Count },
        "the count is a lie"
    );
}

#[test]
fn a_zip_bomb_is_stopped_while_it_inflates() {
    let zeros = vec![b' '; 24 << 20];
    let file = workbook(&[("xl/worksheets/sheet1.xml", &zeros)]);
    assert!(file.len() < 200_000, "small outside");
    assert_eq!(open("bomb.xlsx", file).unwrap_err(), ReadError::Bomb { fault: ArchiveFault::Ratio }, "huge inside");
}

#[test]
fn entries_that_share_a_name_or_bytes_are_refused() {
    let file = workbook(&[("xl/media/a1.bin", b"one"), ("xl/media/a2.bin", b"two")]);
    let twice = replace(&file, b"a2.bin", b"a1.bin");
    assert_eq!(
        open("twice.xlsx", twice).unwrap_err(),
        ReadError::Bomb { fault: ArchiveFault::DuplicateName },
        "which of the two is meant?"
    );
    let mut overlapping = file.clone();
    let headers: Vec<usize> = find_all(&file, b"PK\x01\x02");
    let (first, last) = (headers[headers.len() - 2] + 42, headers[headers.len() - 1] + 42);
    let offset: [u8; 4] = file[first..first + 4].try_into().unwrap();
    overlapping[last..last + 4].copy_from_slice(&offset);
    let refused = open("overlap.xlsx", overlapping).unwrap_err();
    assert!(
        matches!(refused, ReadError::Bomb { fault: ArchiveFault::Overlap } | ReadError::Damaged { .. }),
        "one body for two entries: {refused:?}"
    );
}

#[test]
fn too_many_entries_are_refused() {
    let names: Vec<String> = (0..1_100).map(|n| format!("xl/media/{n}.bin")).collect();
    let parts: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b"x"[..])).collect();
    assert_eq!(
        open("many.xlsx", workbook(&parts)).unwrap_err(),
        ReadError::Bomb { fault: ArchiveFault::TooManyEntries },
        "no ledger has these"
    );
}

#[test]
fn a_document_type_is_refused() {
    let laughs = r#"<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><worksheet><sheetData/></worksheet>"#;
    let file = workbook(&[("xl/worksheets/sheet1.xml", laughs.as_bytes())]);
    assert_eq!(
        open("laughs.xlsx", file).unwrap_err(),
        ReadError::HostileXml { fault: XmlFault::Doctype },
        "ordinary programs write none"
    );
}

#[test]
fn cut_off_empty_and_foreign_files_say_what_they_are() {
    let whole = workbook(&[("xl/worksheets/sheet1.xml", sheet(PEOPLE).as_bytes())]);
    let half = whole[..whole.len() / 2].to_vec();
    assert_eq!(
        open("half.xlsx", half).unwrap_err(),
        ReadError::Damaged { format: FileFormat::Xlsx },
        "a copy that broke off"
    );
    let half_xls = [b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".as_slice(), &[0; 300]].concat();
    assert_eq!(
        open("half.xls", half_xls).unwrap_err(),
        ReadError::Damaged { format: FileFormat::Xls },
        "before its directory"
    );
    assert_eq!(open("nothing.xlsx", Vec::new()).unwrap_err(), ReadError::Empty, "zero bytes");
    assert_eq!(
        open("pdf.xlsx", b"%PDF-1.7 ...".to_vec()).unwrap_err(),
        ReadError::UnknownFormat { looks_like: LooksLike::Pdf },
        "its name does not help"
    );
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("word/document.xml", SimpleFileOptions::default()).unwrap();
    zip.write_all(b"<w/>").unwrap();
    let document = zip.finish().unwrap().into_inner();
    assert_eq!(
        open("letter.xlsx", document).unwrap_err(),
        ReadError::UnknownFormat { looks_like: LooksLike::Document },
        "a letter"
    );
    for error in [ReadError::Empty, ReadError::Encrypted, ReadError::ParserMissing] {
        assert!(error.message_zh().contains("请") || error.message_zh().contains("再"), "{error} says what to do");
    }
}

#[test]
fn an_encrypted_workbook_asks_for_one_without_a_password() {
    let mut file = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    file.resize(512, 0);
    let mut entry: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let length = u16::try_from(entry.len() + 2).unwrap();
    entry.resize(128, 0);
    entry[64..66].copy_from_slice(&length.to_le_bytes());
    file.extend(entry);
    let refused = open("locked.xlsx", file).unwrap_err();
    assert_eq!(refused, ReadError::Encrypted, "it is no broken file");
    assert!(refused.message_zh().contains("密码"), "the message names the password");
}

#[test]
fn a_wrong_extension_does_not_matter() {
    let csv = open("list.xlsx", "姓名,室号\n张三,3幢2单元501室\n".as_bytes().to_vec()).unwrap();
    assert_eq!((csv.file.format, csv.rows_total()), (FileFormat::Csv, 2), "text under a workbook's name");
    let page = "<table><tr><td>姓名<td>室号</tr><tr><td>张三<td>3幢2单元501室</tr></table>";
    assert_eq!(
        open("list.xls", page.as_bytes().to_vec()).unwrap().file.format,
        FileFormat::Html,
        "a page under a workbook's name"
    );
    let book = workbook(&[("xl/worksheets/sheet1.xml", sheet(PEOPLE).as_bytes())]);
    assert_eq!(open("list.csv", book).unwrap().file.format, FileFormat::Xlsx, "a workbook under a text's name");
}

#[test]
fn refused_cells_never_leave_the_parsing_process() {
    let secret = "某教SECRET-77";
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    for (column, header) in (0u16..).zip(["姓名", "室号", "宗教信仰", "健康状况", "微信", "备注（是否重点人员）"])
    {
        page.write(2, column, header).unwrap();
        for row in 3..60 {
            let text = if column == 0 {
                format!("张{row}")
            } else if column == 1 {
                "3幢2单元501室".into()
            } else {
                secret.into()
            };
            page.write(row, column, text).unwrap();
        }
    }
    let xlsx = book.save_to_buffer().unwrap();
    let csv = format!("姓名,室号,宗教信仰\n张三,3幢2单元501室,{secret}\n").into_bytes();
    let html =
        format!("<table><tr><td>姓名<td>室号<td>上访情况</tr><tr><td>张三<td>3幢2单元501室<td>{secret}</tr></table>")
            .into_bytes();
    for (name, bytes) in [("a.xlsx", xlsx), ("a.csv", csv), ("a.xls", html)] {
        let (_, workbook) = parse_in_child(worker(), bytes.clone(), &Request::default(), &Unwatched).unwrap();
        assert!(!serde_json::to_string(&workbook).unwrap().contains("SECRET"), "{name}: what comes out of the child");
        let proposal = open(name, bytes).unwrap();
        assert!(!serde_json::to_string(&proposal).unwrap().contains("SECRET"), "{name}: what is proposed");
        let refused =
            proposal.sheets[0].columns.iter().filter(|c| matches!(c.meaning, ColumnMeaning::Refused(_))).count();
        assert!(
            refused >= 1 && proposal.warnings.iter().any(|w| w.code == "column_refused"),
            "{name}: refused, and said so"
        );
        assert!(
            proposal.sheets[0].rows.iter().any(|row| row.outcome == RowOutcome::Record),
            "{name}: the rest is imported"
        );
    }
}

#[test]
fn a_formula_gives_its_cached_value_and_is_never_evaluated() {
    let rows = r#"<row r="1"><c r="A1" t="inlineStr"><is><t>姓名</t></is></c><c r="B1" t="inlineStr"><is><t>备注</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>张三</t></is></c><c r="B2" t="str"><f>HYPERLINK("http://example.invalid","x")</f><v>旧值</v></c></row>"#;
    let proposal = open("formula.xlsx", workbook(&[("xl/worksheets/sheet1.xml", sheet(rows).as_bytes())])).unwrap();
    assert_eq!(proposal.sheets[0].rows[1].cells, ["张三", "旧值"], "what the clerk saw");
}

#[cfg(unix)]
fn script(folder: &Path, body: &str) -> std::path::PathBuf {
    use std::os::unix::fs::PermissionsExt;
    let path = folder.join("parser");
    std::fs::write(&path, format!("#!/bin/sh\n{body}\n")).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
    path
}

#[cfg(unix)]
#[test]
fn whatever_happens_to_the_child_the_parent_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let run = |body: &str, millis: u64| {
        let program = script(folder.path(), body);
        let limits = Limits { child_time: Duration::from_millis(millis), ..Limits::default() };
        parse_in_child(&program, b"a,b\n1,2\n".to_vec(), &Request { limits, ..Request::default() }, &Unwatched)
            .map(|_| ())
            .unwrap_err()
    };
    assert!(matches!(run("kill -ABRT $$", 20_000), ReadError::ParserDied { .. }), "an abort");
    assert!(matches!(run("exit 3", 20_000), ReadError::ParserDied { .. }), "an early end");
    assert_eq!(run("echo no frames at all; exec sleep 5", 20_000), ReadError::ParserConfused, "nonsense");
    assert_eq!(run("exec sleep 30", 200), ReadError::TimedOut { seconds: 0 }, "silence");
    let missing = parse_in_child(&folder.path().join("absent"), b"a".to_vec(), &Request::default(), &Unwatched);
    assert_eq!(missing.map(|_| ()).unwrap_err(), ReadError::ParserMissing, "no program");
}

#[cfg(target_os = "linux")]
#[test]
fn a_child_that_needs_more_memory_than_allowed_dies_alone() {
    let bytes = format!("<table>{}", "<tr><td>张三<td>3幢2单元501室".repeat(1 << 20)).into_bytes();
    let limits = Limits { child_memory: 40 << 20, ..Limits::default() };
    let result = parse_in_child(worker(), bytes, &Request { limits, ..Request::default() }, &Unwatched);
    let result = result.map(|(parsed, book)| (parsed, book.sheets.len()));
    assert!(matches!(result, Err(ReadError::ParserDied { .. })), "the limit holds and the caller lives on: {result:?}");
}

struct Impatient;

impl Watch for Impatient {
    fn progress(&self, _rows: u64) {}

    fn cancelled(&self) -> bool {
        true
    }
}

#[test]
fn cancelling_ends_the_child() {
    let result = propose(worker(), "a.csv", b"a,b\n1,2\n".to_vec(), &ProposeOptions::in_year(2026), &Impatient);
    assert_eq!(result.unwrap_err(), ReadError::Cancelled, "the user said stop");
}

fn find_all(haystack: &[u8], needle: &[u8]) -> Vec<usize> {
    haystack.windows(needle.len()).enumerate().filter(|(_, window)| *window == needle).map(|(at, _)| at).collect()
}

fn replace(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let mut replaced = bytes.to_vec();
    for at in find_all(bytes, from) {
        replaced[at..at + to.len()].copy_from_slice(to);
    }
    replaced
}

#[test]
fn a_header_that_the_user_names_far_down_refuses_its_columns_too() {
    let mut text = "甲\n".repeat(100);
    text.push_str("姓名,室号,宗教信仰\n张三,3幢2单元501室,SECRET\n");
    let named = louce_import::SheetChoice { header_rows: Some((101, 101)), ..Default::default() };
    let options = ProposeOptions {
        choices: louce_import::LedgerChoices { sheets: vec![named], ..Default::default() },
        ..ProposeOptions::in_year(2026)
    };
    let proposal = propose(worker(), "a.csv", text.into_bytes(), &options, &Unwatched).unwrap();
    assert_eq!(proposal.sheets[0].header_rows, [101], "the user's word counts");
    assert!(!serde_json::to_string(&proposal).unwrap().contains("SECRET"), "and so does the refusal");
}

#[test]
fn a_second_table_on_the_sheet_refuses_its_own_columns() {
    let rows = [
        "姓名,备注,现住址",
        "张三,租客,3幢2单元502室",
        "李四,SECOND,3幢2单元503室",
        "姓名,宗教信仰,现住址",
        "王五,佛教SECRET,3幢2单元501室",
        "赵六,SECRET,3幢2单元504室",
    ];
    let csv = rows.join("\n").into_bytes();
    let html = rows.map(|row| format!("<tr><td>{}</tr>", row.replace(',', "<td>"))).concat();
    let mut book = Workbook::new();
    // The second table stands below what is held back to find the header, too.
    for (page, gap) in [("近", 0u32), ("远", 60)] {
        let page = book.add_worksheet().set_name(page).unwrap();
        for (number, row) in (0u32..).zip(rows) {
            for (column, text) in (0u16..).zip(row.split(',')) {
                page.write(if number < 3 { number } else { number + gap }, column, text).unwrap();
            }
        }
        for number in 3..3 + gap {
            page.write(number, 0, format!("周{number}")).unwrap();
        }
    }
    let xlsx = book.save_to_buffer().unwrap();
    for (name, bytes) in [("a.xlsx", xlsx), ("a.csv", csv), ("a.xls", format!("<table>{html}</table>").into_bytes())] {
        let (_, workbook) = parse_in_child(worker(), bytes.clone(), &Request::default(), &Unwatched).unwrap();
        assert!(!serde_json::to_string(&workbook).unwrap().contains("SECRET"), "{name}: what comes out of the child");
        let proposal = open(name, bytes).unwrap();
        let all = serde_json::to_string(&proposal).unwrap();
        assert!(!all.contains("SECRET"), "{name}: what is proposed");
        assert!(all.contains("SECOND"), "{name}: the first table's column is still read");
        for sheet in &proposal.sheets {
            let header = sheet.rows.iter().find(|row| row.cells.iter().any(|cell| cell == "宗教信仰")).unwrap();
            assert_ne!(header.outcome, RowOutcome::Record, "{name}: nobody is called 姓名");
            let said = proposal.warnings.iter().find(|w| w.code == "column_refused" && w.sheet == sheet.name).unwrap();
            assert_eq!((said.row, said.column), (Some(header.row), Some(1)), "{name}: where it begins is said");
            let records = sheet.rows.iter().filter(|row| row.row > header.row && row.outcome == RowOutcome::Record);
            assert_eq!(records.count(), 2, "{name}: the people of the second table are read");
        }
    }
}

#[test]
fn a_sheet_that_goes_on_without_a_header_refuses_the_columns_of_the_one_before() {
    let row = |name: &str, at: u32| {
        [name.to_owned(), format!("1390000{at:04}"), format!("3幢2单元50{at}室"), "SECRET".to_owned()]
    };
    let header = ["姓名", "联系电话", "住址", "宗教信仰"].map(str::to_owned);
    let pages = [
        vec![header, row("张伟明", 1), row("王秀英", 2)],
        vec![row("李建国", 3), row("刘芳芳", 4), row("陈志强", 5)],
        vec![row("杨丽华", 6), row("赵国庆", 7), row("黄小红", 8)],
    ];
    let mut book = Workbook::new();
    for page in &pages {
        let sheet = book.add_worksheet();
        for (number, row) in (0u32..).zip(page) {
            for (column, text) in (0u16..).zip(row) {
                sheet.write(number, column, text).unwrap();
            }
        }
    }
    let bytes = book.save_to_buffer().unwrap();
    let (_, workbook) = parse_in_child(worker(), bytes.clone(), &Request::default(), &Unwatched).unwrap();
    assert!(!serde_json::to_string(&workbook).unwrap().contains("SECRET"), "nothing comes out of the child");
    let proposal = open("a.xlsx", bytes).unwrap();
    let all = serde_json::to_string(&proposal).unwrap();
    assert!(!all.contains("SECRET") && all.contains("黄小红"), "the other columns are read");
    let told = proposal.warnings.iter().filter(|warning| warning.code == "columns_carried").count();
    assert_eq!(told, 2, "each sheet that goes on says so");
}

#[test]
fn the_program_refuses_a_second_tables_columns_should_the_child_not_have() {
    use louce_import::cell::{Cell, Row, Sheet, Workbook};
    let row = |number, texts: [&str; 3]| {
        let cells = (0u32..).zip(texts).map(|(column, text)| (column, Cell::text(text)));
        Row { number, hidden: false, cells: cells.collect() }
    };
    let rows = vec![
        row(1, ["姓名", "备注", "现住址"]),
        row(2, ["张三", "租客", "3幢2单元502室"]),
        row(3, ["姓名", "宗教信仰", "现住址"]),
        row(4, ["王五", "SECRET", "3幢2单元501室"]),
    ];
    let book = Workbook { encoding: None, sheets: vec![Sheet { rows, ..Sheet::default() }] };
    let (name, sha256) = ("a.csv".to_owned(), String::new());
    let file = louce_import::proposal::FileFacts { name, sha256, format: FileFormat::Csv, encoding: None, bytes: 1 };
    let proposal = propose::of_workbook(book, file, &ProposeOptions::in_year(2026), &Unwatched).unwrap();
    assert!(!serde_json::to_string(&proposal).unwrap().contains("SECRET"), "not even an example value");
}
