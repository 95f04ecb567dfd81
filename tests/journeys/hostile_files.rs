//! Files built to hurt: refused with a reason or read safely, while the program lives on and the register is untouched.

use crate::bench::Bench;
use louce_wire::ErrorCode;
use std::io::Write;
use std::path::Path;
use zip::write::SimpleFileOptions;

const WORKBOOK: &str = r#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const WORKBOOK_RELS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#;
const TYPES: &str = r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"#;
const RELS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;

fn workbook(path: &Path, sheet: &[u8], strings: &str) {
    let mut archive = zip::ZipWriter::new(std::fs::File::create(path).expect("the file is made"));
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    let parts: [(&str, &[u8]); 6] = [
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("_rels/.rels", RELS.as_bytes()),
        ("xl/workbook.xml", WORKBOOK.as_bytes()),
        ("xl/_rels/workbook.xml.rels", WORKBOOK_RELS.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet),
        ("xl/sharedStrings.xml", strings.as_bytes()),
    ];
    for (name, content) in parts {
        archive.start_file(name, options).expect("the part is begun");
        archive.write_all(content).expect("the part is written");
    }
    archive.finish().expect("the archive is closed");
}

fn sheet(rows: &str) -> Vec<u8> {
    format!(r#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>"#).into_bytes()
}

const NO_STRINGS: &str = r#"<?xml version="1.0"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="0" uniqueCount="0"></sst>"#;

/// The program is as well as before: an ordinary ledger still imports.
fn lives_on(bench: &Bench, folder: &Path) {
    let good = folder.join("good.csv");
    std::fs::write(&good, "姓名,身份证号,住址\n张三,330299198001011234,示例苑1幢1单元101室\n")
        .expect("a ledger is written");
    let result = bench.import(&good).expect("an ordinary ledger imports after the hostile one");
    assert_eq!(result.counts.added, 1, "its one person is added");
}

#[test]
fn two_far_cells_do_not_take_the_program_down() {
    let (bench, folder) = (Bench::new(), tempfile::tempdir().expect("a folder"));
    let file = folder.path().join("far.xlsx");
    let rows = r#"<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>"#;
    workbook(&file, &sheet(rows), NO_STRINGS);
    match bench.import(&file) {
        Ok(result) => assert_eq!(result.counts.added, 0, "two numbers are nobody"),
        Err(error) => assert_eq!(error.code, ErrorCode::Unreadable, "a refusal says why: {error}"),
    }
    lives_on(&bench, folder.path());
}

#[test]
fn a_huge_string_count_is_refused_with_a_reason() {
    let (bench, folder) = (Bench::new(), tempfile::tempdir().expect("a folder"));
    let file = folder.path().join("count.xlsx");
    let strings = NO_STRINGS.replace("uniqueCount=\"0\"", "uniqueCount=\"400000000000\"");
    workbook(&file, &sheet(r#"<row r="1"><c r="A1"><v>1</v></c></row>"#), &strings);
    let before = bench.everything();
    let error = bench.import(&file).expect_err("a count that no file can hold");
    assert_eq!(error.code, ErrorCode::Unreadable, "refused, not crashed: {error}");
    assert!(!error.zh.is_empty() && !error.en.is_empty(), "the clerk is told what to do");
    assert_eq!(bench.everything(), before, "nothing was written");
    lives_on(&bench, folder.path());
}

#[test]
fn a_zip_bomb_is_refused_with_a_reason() {
    let (bench, folder) = (Bench::new(), tempfile::tempdir().expect("a folder"));
    let file = folder.path().join("bomb.xlsx");
    let cell = format!(r#"<row r="1"><c r="A1" t="inlineStr"><is><t>{}</t></is></c></row>"#, "0".repeat(600 << 20));
    workbook(&file, &sheet(&cell), NO_STRINGS);
    let error = bench.import(&file).expect_err("600 MB out of less than one");
    assert_eq!(error.code, ErrorCode::Unreadable, "refused before it is unpacked: {error}");
    lives_on(&bench, folder.path());
}
