//! Whole workbooks, small, as programs write them and as they should not.

use super::*;
use crate::cell::{Cell, Form, Row, Workbook};
use crate::read::collect::Collect;
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A zip archive of parts.
pub fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(part.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const ROOT: &str = r#"<Relationships><Relationship Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;

/// A workbook of one sheet, with other parts beside it.
fn book(sheet: &str, others: &[(&str, &str)]) -> Vec<u8> {
    let relation =
        |(kind, _): &(&str, &str)| format!("<Relationship Id='{kind}' Type='x/{kind}' Target='{kind}.xml'/>");
    let relations = format!(
        "<Relationships><Relationship Id='s1' Type='x/worksheet' Target='worksheets/a.xml'/>{}</Relationships>",
        others.iter().map(relation).collect::<String>()
    );
    let names: Vec<String> = others.iter().map(|(kind, _)| format!("xl/{kind}.xml")).collect();
    let mut parts = vec![
        ("_rels/.rels", ROOT),
        ("xl/workbook.xml", "<workbook><sheets><sheet name='登记表' sheetId='1' r:id='s1'/></sheets></workbook>"),
        ("xl/_rels/workbook.xml.rels", relations.as_str()),
        ("xl/worksheets/a.xml", sheet),
    ];
    parts.extend(names.iter().map(String::as_str).zip(others.iter().map(|(_, part)| *part)));
    zipped(&parts)
}

fn read_all(bytes: &[u8]) -> Result<Workbook, ReadError> {
    let mut sink = Collect::default();
    read(bytes, true, &mut sink).map(|()| sink.workbook)
}

fn rows(cells: &str) -> Vec<Row> {
    let sheet = format!("<worksheet><sheetData>{cells}</sheetData></worksheet>");
    read_all(&book(&sheet, &[])).unwrap().sheets.remove(0).rows
}

fn shown(rows: &[Row]) -> Vec<String> {
    let cell = |(column, cell): &(u32, Cell)| format!("{}={}", crate::cell::column_letters(*column), cell.text);
    rows.iter()
        .map(|row| format!("{} {}", row.number, row.cells.iter().map(cell).collect::<Vec<_>>().join(" ")))
        .collect()
}

#[test]
fn a_strict_workbook_with_prefixes_and_parts_elsewhere_reads_like_any() {
    let strict = "http://purl.oclc.org/ooxml/officeDocument/relationships";
    let parts = [
        ("_rels/.rels", format!("<p:Relationships xmlns:p='z'><p:Relationship Id='q' Type='{strict}/officeDocument' Target='/Book/Main.XML'/></p:Relationships>")),
        ("book/main.xml", "<x:workbook xmlns:x='http://purl.oclc.org/ooxml/spreadsheetml/main' xmlns:o='y' conformance='strict'><x:sheets><x:sheet name='甲' sheetId='1' o:id='one'/><x:sheet name='图' sheetId='2' o:id='two'/></x:sheets></x:workbook>".to_owned()),
        ("book/_rels/main.xml.rels", format!("<Relationships><Relationship Id='one' Type='{strict}/worksheet' Target='../Tables/T1.xml'/><Relationship Id='two' Type='{strict}/chartsheet' Target='none.xml'/><Relationship Id='three' Type='{strict}/sharedStrings' Target='/book/Texts.xml'/></Relationships>")),
        ("book/texts.xml", "<x:sst xmlns:x='y'><x:si><x:t>张三</x:t></x:si></x:sst>".to_owned()),
        ("tables/t1.xml", "<x:worksheet xmlns:x='y'><x:sheetData><x:row r='2'><x:c r='B2' t='s'><x:v>0</x:v></x:c><x:c r='C2' t='d'><x:v>1980-01-05</x:v></x:c></x:row></x:sheetData><x:mergeCells><x:mergeCell ref='B2:B3'/></x:mergeCells></x:worksheet>".to_owned()),
    ];
    let parts: Vec<(&str, &str)> = parts.iter().map(|(name, part)| (*name, part.as_str())).collect();
    let book = read_all(&zipped(&parts)).unwrap();
    assert_eq!(book.sheets.len(), 1, "a chart is no table");
    assert_eq!(shown(&book.sheets[0].rows), ["2 B=张三 C=1980-01-05"], "text and date");
    assert_eq!(book.sheets[0].rows[0].cell(2).map(|cell| cell.form), Some(Form::Date), "a strict date is a date");
    assert_eq!(book.sheets[0].merges.len(), 1, "merged ranges are known");
}

#[test]
fn what_does_not_say_where_it_stands_follows_the_one_before() {
    let found = rows(
        "<row><c><v>1</v></c><c r='D1'><v>2</v></c><c><v>3</v></c></row><row r='9'><c><v>4</v></c></row><row><c r='B12'><v>5</v></c></row><row><c><v>6</v></c></row>",
    );
    assert_eq!(shown(&found), ["1 A=1 D=2 E=3", "9 A=4", "12 B=5", "13 A=6"], "rows and columns without references");
}

#[test]
fn rows_and_cells_out_of_order_are_not_lost() {
    let mut seen = Collect::default();
    let sheet = "<worksheet><dimension ref='A1:XFD1048576'/><sheetData><row r='5' spans='1:16384'><c r='C5'><v>1</v></c><c r='A5'><v>2</v></c><c r='A5'><v>3</v></c></row><row r='2'><c r='A2'><v>4</v></c></row><row r='5'><c r='B5'><v>5</v></c></row></sheetData></worksheet>";
    read(&book(sheet, &[]), false, &mut seen).unwrap();
    assert_eq!(
        shown(&seen.workbook.sheets[0].rows),
        ["5 A=3 C=1", "2 A=4", "5 B=5"],
        "rows as they stand; of two cells in one place the later"
    );
}

#[test]
fn a_cell_beyond_the_last_column_is_not_read_and_many_in_one_place_cost_nothing() {
    let many = "<c r='A1'><v>7</v></c>".repeat(CROWDED_ROW);
    let found = rows(&format!(
        "<row r='1'>{many}<c r='XFE1'><v>1</v></c><c><v>2</v></c></row><row r='4294967295'><c><v>1</v></c></row>"
    ));
    assert_eq!(shown(&found[..1]), ["1 A=7"], "column XFE does not exist");
}

const CROWDED_ROW: usize = 70_000;

#[test]
fn formulas_show_what_they_came_to_and_are_never_computed() {
    let found = rows(
        "<row><c t='str'><f>HYPERLINK(\"x\")</f><v>甲</v></c><c><f>1+1</f></c><c><f>1+1</f><v>2</v></c><c t='e'><f>1/0</f><v>#DIV/0!</v></c><c t='str'><f>A1</f><v/></c><c t='b'><v>1</v></c></row>",
    );
    assert_eq!(shown(&found), ["1 A=甲 C=2 D=#DIV/0! F=TRUE"], "one that was never computed is empty");
}

#[test]
fn text_may_stand_in_the_cell_itself() {
    let found = rows(
        "<row><c t='inlineStr'><is><r><t>3幢</t></r><r><t>501</t></r><rPh sb='0' eb='1'><t>sān</t></rPh></is></c><c t='inlineStr'><v>甲</v></c><c><is><t>乙</t></is></c><c t='inlineStr'><is><t xml:space='preserve'> 丙</t></is><v>丁</v></c></row>",
    );
    assert_eq!(shown(&found), ["1 A=3幢501 B=甲 C=乙 D= 丙"], "in its place or, from some programs, in the value's");
}

#[test]
fn hidden_rows_and_sheets_are_known() {
    let found = rows(
        "<row r='1'><c><v>1</v></c></row><row r='2' hidden='1'><c><v>2</v></c></row><row r='3' ht='0' customHeight='1'><c><v>3</v></c></row><row r='4' hidden='0' ht='15'><c><v>4</v></c></row>",
    );
    assert_eq!(
        found.iter().map(|row| row.hidden).collect::<Vec<_>>(),
        [false, true, true, false],
        "hidden, or of no height"
    );
}

#[test]
fn styles_tell_days_lines_and_fills() {
    let styles = "<styleSheet><fonts><font/><font><strike/></font></fonts><fills><fill/><fill><patternFill patternType='solid'><fgColor rgb='FFFFFF00'/></patternFill></fill></fills>\
        <cellXfs><xf/><xf numFmtId='14'/><xf fontId='1'/><xf fillId='1'/><xf numFmtId='20'/></cellXfs></styleSheet>";
    let shared = "<sst><si><r><rPr><strike/></rPr><t>李四</t></r></si></sst>";
    let sheet = "<worksheet><sheetData><row><c s='1'><v>29225</v></c><c s='2'><v>1</v></c><c s='3'><v>2</v></c><c s='4'><v>29225.5</v></c><c t='s'><v>0</v></c><c t='s'><v>1</v></c><c s='1'><v>0.5</v></c><c s=''><v>9</v></c></row></sheetData></worksheet>";
    let book = read_all(&book(sheet, &[("styles", styles), ("sharedStrings", shared)])).unwrap();
    let row = &book.sheets[0].rows[0];
    assert_eq!(
        shown(&book.sheets[0].rows),
        ["1 A=1980-01-05 B=1 C=2 D=29225.5 E=李四 G=0.5 H=9"],
        "a time of day is no day; a text beyond the table is none"
    );
    let struck: Vec<u32> = row.cells.iter().filter(|(_, cell)| cell.struck).map(|(column, _)| *column).collect();
    assert_eq!(struck, [1, 4], "by the font of the cell or of all runs");
    assert_eq!(row.cell(2).and_then(|cell| cell.fill), Some([0xFF, 0xFF, 0]), "yellow");
    assert!(
        row.cells.iter().filter(|(column, _)| *column != 2).all(|(_, cell)| cell.fill.is_none()),
        "the others have none"
    );
}

#[test]
fn a_days_number_means_another_day_from_1904() {
    let mut parts = vec![
        ("_rels/.rels", ROOT),
        (
            "xl/workbook.xml",
            "<workbook><workbookPr date1904='1'/><sheets><sheet name='a' r:id='s'/></sheets></workbook>",
        ),
    ];
    parts.extend([
        ("xl/_rels/workbook.xml.rels", "<Relationships><Relationship Id='s' Type='x/worksheet' Target='a.xml'/><Relationship Id='t' Type='x/styles' Target='s.xml'/></Relationships>"),
        ("xl/a.xml", "<worksheet><sheetData><row><c><v>27763</v></c></row></sheetData></worksheet>"),
        ("xl/s.xml", "<styleSheet><cellXfs><xf numFmtId='31'/></cellXfs></styleSheet>"),
    ]);
    assert_eq!(
        shown(&read_all(&zipped(&parts)).unwrap().sheets[0].rows),
        ["1 A=1980-01-05"],
        "and the first format holds where none is named"
    );
}

#[test]
fn anchors_of_drawings_are_no_rows() {
    let sheet = "<worksheet><sheetData/><controls><control><anchor><from><row>5</row></from></anchor></control></controls></worksheet>";
    assert_eq!(read_all(&book(sheet, &[])).unwrap().sheets[0].rows, [], "a row is a row among the sheet's data alone");
}

#[test]
fn damage_is_said_and_nothing_panics() {
    for broken in
        ["<worksheet><sheetData><row>", "<worksheet><sheetData><row><c></row></sheetData></worksheet>", "", "no xml"]
    {
        let result = read_all(&book(broken, &[]));
        assert!(
            result.as_ref().is_ok_and(|book| book.sheets[0].rows.is_empty()) || result == Err(damaged()),
            "{broken}"
        );
    }
    let lost = zipped(&[
        ("_rels/.rels", ROOT),
        ("xl/workbook.xml", "<workbook><sheets><sheet name='a' r:id='s'/></sheets></workbook>"),
    ]);
    assert_eq!(read_all(&lost), Err(damaged()), "a sheet that is named and not there");
    assert_eq!(read_all(b"PK\x03\x04"), Err(damaged()), "no archive");
}

/// Hands its rows back to be filled anew, as the parsing process does, and hears how far the reader is.
#[derive(Default)]
struct Reusing {
    seen: Vec<String>,
    spare: Row,
    heard: Vec<(u64, u64)>,
}

impl Sink for Reusing {
    fn sheet(&mut self, _: Option<String>, _: bool, _: Vec<crate::cell::Merge>) -> Result<(), ReadError> {
        Ok(())
    }

    fn row(&mut self, row: Row) -> Result<(), ReadError> {
        self.seen.extend(shown(std::slice::from_ref(&row)));
        self.spare = row;
        Ok(())
    }

    fn note(&mut self, _: Vec<u32>, _: Vec<u32>) -> Result<(), ReadError> {
        Ok(())
    }

    fn sheet_end(&mut self) -> Result<(), ReadError> {
        Ok(())
    }

    fn bytes(&mut self, done: u64, total: u64) {
        self.heard.push((done, total));
    }

    fn spare(&mut self) -> Row {
        std::mem::take(&mut self.spare)
    }
}

#[test]
fn a_row_that_comes_round_again_is_a_new_one() {
    let rows = "<row hidden='1'><c t='str'><v>甲</v></c><c t='b'><v>1</v></c><c><v>3</v></c></row><row/><row><c/><c t='str'><v>乙</v></c></row><row><c r='C4'><v>1</v></c><c r='A4'><v>2</v></c></row>";
    let sheet = format!("<worksheet><sheetData>{rows}{}</sheetData></worksheet>", "<row/>".repeat(1_000));
    let mut sink = Reusing::default();
    read(&book(&sheet, &[]), false, &mut sink).unwrap();
    assert_eq!(sink.seen, ["1 A=甲 B=TRUE C=3", "3 B=乙", "4 A=2 C=1"], "nothing is left of the row before");
    assert!(
        !sink.spare.hidden && sink.spare.cells.iter().all(|(_, cell)| matches!(cell.form, Form::Number(_))),
        "nor of its forms"
    );
    assert_eq!(
        sink.heard.last(),
        Some(&(sheet.len() as u64, sheet.len() as u64)),
        "and the progress ends at all of it"
    );
}
