use super::*;
use crate::cell::Sheet;
use crate::read::collect::Collect;
use proptest::prelude::*;
use std::io::Write;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn document(body: &str) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("word/document.xml", SimpleFileOptions::default()).unwrap();
    let xml =
        format!(r#"<?xml version="1.0"?><w:document xmlns:w="w" xmlns:mc="mc"><w:body>{body}</w:body></w:document>"#);
    zip.write_all(xml.as_bytes()).unwrap();
    zip.finish().unwrap().into_inner()
}

fn sheets(body: &str) -> Vec<Sheet> {
    let mut sink = Collect::default();
    read(&document(body), &mut sink).unwrap();
    sink.workbook.sheets
}

fn run(text: &str) -> String {
    format!("<w:r><w:t>{text}</w:t></w:r>")
}

fn cell(properties: &str, inside: &str) -> String {
    format!("<w:tc><w:tcPr>{properties}</w:tcPr><w:p>{inside}</w:p></w:tc>")
}

fn table(rows: &[String]) -> String {
    format!("<w:tbl><w:tblPr/>{}</w:tbl>", rows.iter().map(|row| format!("<w:tr>{row}</w:tr>")).collect::<String>())
}

#[test]
fn every_table_is_a_sheet_with_its_title_above() {
    let one =
        table(&[cell("", &run("姓名")) + &cell("", &run("室号")), cell("", &run("张三")) + &cell("", &run("501"))]);
    let body = format!("<w:p>{}</w:p><w:p>{}</w:p><w:p/>{one}<w:p/>{one}", run("前言"), run("3幢住户"));
    let found = sheets(&body);
    let names: Vec<_> = found.iter().map(|sheet| sheet.name.as_deref()).collect();
    assert_eq!(names, [Some("表1"), Some("表2")], "in order");
    assert_eq!((found[0].rows[0].text(0), found[0].rows[1].number), ("3幢住户", 2), "the last line above is row 1");
    assert_eq!((found[1].rows[0].text(0), found[1].rows[0].number), ("姓名", 1), "nothing stands above the second");
}

#[test]
fn spans_are_merged_ranges() {
    let rows = [
        cell(r#"<w:vMerge w:val="restart"/>"#, &run("3幢")) + &cell(r#"<w:gridSpan w:val="2"/>"#, &run("住户")),
        cell("<w:vMerge/>", "") + &cell("", &run("张三")) + &cell("", &run("501")),
        cell("<w:vMerge/>", "") + &cell("", &run("李四")) + &cell("", &run("502")),
    ];
    let sheet = &sheets(&table(&rows))[0];
    assert_eq!(sheet.merges.len(), 2, "one down, one across");
    assert_eq!((sheet.rows[2].text(0), sheet.rows[2].text(2)), ("3幢", "502"), "lent to every row it covers");
    assert!(sheet.rows[0].cell(2).unwrap().merged_from.is_some(), "and to the columns");
}

#[test]
fn runs_lines_revisions_and_hidden_text() {
    let struck = "<w:r><w:rPr><w:strike/></w:rPr><w:t>搬走</w:t></w:r>";
    let off = r#"<w:r><w:rPr><w:strike w:val="0"/></w:rPr><w:t>在</w:t></w:r>"#;
    let text = format!(
        "{}<w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:ins>{}</w:ins><w:r><w:br/><w:t>A&amp;B</w:t><w:tab/></w:r>\
         <w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r></w:p><w:p>{}",
        run("张"),
        run("三"),
        run("租客")
    );
    let row = cell(r#"<w:shd w:fill="FFFF00"/>"#, struck) + &cell(r#"<w:shd w:fill="auto"/>"#, off) + &cell("", &text);
    let deleted = format!("<w:trPr><w:del/></w:trPr>{}", cell("", &run("删")));
    let sheet = &sheets(&table(&[row, deleted]))[0];
    let (gone, there) = (sheet.rows[0].cell(0).unwrap(), sheet.rows[0].cell(1).unwrap());
    assert_eq!(
        (gone.struck, gone.fill, there.struck, there.fill),
        (true, Some([255, 255, 0]), false, None),
        "by run and cell"
    );
    assert_eq!(sheet.rows[0].text(2), "张三\nA&B\t\n租客", "inserted, not deleted, not hidden; a line a paragraph");
    assert_eq!(sheet.rows.len(), 1, "a deleted row is gone");
}

#[test]
fn a_table_in_a_cell_is_text_of_that_cell() {
    let inner = table(&[cell("", &run("电话")) + &cell("", &run("13900001234"))]);
    let outer = format!("<w:tc>{inner}<w:p/></w:tc>{}", cell("", &run("张三")));
    let sheet = &sheets(&table(&[outer]))[0];
    assert_eq!(sheet.rows[0].text(0).split_whitespace().collect::<Vec<_>>(), ["电话", "13900001234"], "joined");
    assert_eq!(sheet.rows[0].text(1), "张三", "the outer row goes on");
}

#[test]
fn a_letter_without_a_table_says_so() {
    let refused = read(&document(&format!("<w:p>{}</w:p>", run("你好"))), &mut Collect::default()).unwrap_err();
    assert_eq!(refused, ReadError::UnknownFormat { looks_like: LooksLike::Document }, "nothing to import");
}

proptest! {
    #[test]
    fn any_nesting_is_survived(soup in "(<w:tbl>|<w:tr>|<w:tc>|<w:gridSpan w:val='3'/>|<w:vMerge/>|<w:p>|<w:r>|<w:t>|甲|</w:t>|</w:p>|</w:tc>|</w:tr>|</w:tbl>|</w:del>|<w:del>){0,40}") {
        let _ = read(&document(&soup), &mut Collect::default());
    }
}
