use super::*;
use crate::cell::{Form, Sheet};
use crate::error::{FileFormat, XmlFault};
use crate::read::collect::Collect;
use proptest::prelude::*;
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const STYLES: &str = r##"<style:style style:name="gone" style:family="table-cell"><style:text-properties style:text-line-through-style="solid"/></style:style>
  <style:style style:name="both" style:family="table-cell" style:parent-style-name="gone"><style:table-cell-properties fo:background-color="#ffff00"/></style:style>
  <style:style style:name="off" style:family="table"><style:table-properties table:display="false"/></style:style>"##;

fn content(tables: &str) -> String {
    format!(
        r#"<?xml version="1.0"?><office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:style="s" xmlns:fo="f"><office:automatic-styles>{STYLES}</office:automatic-styles><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"#
    )
}

fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in [("mimetype", "application/vnd.oasis.opendocument.spreadsheet")].iter().chain(parts) {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(part.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn sheets(tables: &str) -> Vec<Sheet> {
    let mut sink = Collect::default();
    read(&archive(&[("content.xml", &content(tables))]), &mut sink).unwrap();
    sink.workbook.sheets
}

const TEXT: &str = r#"<table:table-cell office:value-type="string"><text:p>甲</text:p></table:table-cell>"#;

#[test]
fn each_kind_of_value_is_read() {
    let cells = r#"<table:table-cell office:value-type="float" office:value="501"><text:p>501.00</text:p></table:table-cell>
      <table:table-cell office:value-type="date" office:date-value="1980-01-05T00:00:00"><text:p>80年</text:p></table:table-cell>
      <table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>真</text:p></table:table-cell>
      <table:table-cell office:value-type="percentage" office:value="0.5"><text:p>50%</text:p></table:table-cell>
      <table:table-cell office:value-type="string" calcext:value-type="error"><text:p>#N/A</text:p></table:table-cell>
      <table:table-cell office:value-type="string"><office:annotation><text:p>批注</text:p></office:annotation><text:p>张三<text:s text:c="2"/>&amp;<text:span>李四</text:span></text:p><text:p>王五</text:p></table:table-cell>"#;
    let sheet =
        &sheets(&format!("<table:table table:name='甲'><table:table-row>{cells}</table:table-row></table:table>"))[0];
    let row = &sheet.rows[0];
    let forms: Vec<_> = row.cells.iter().map(|(_, cell)| cell.form).collect();
    assert_eq!(
        forms,
        [Form::Number(501.0), Form::Date, Form::Bool(true), Form::Number(0.5), Form::Error, Form::Text],
        "by value type"
    );
    assert_eq!(
        (row.text(1), row.text(5)),
        ("1980-01-05", "张三  &李四\n王五"),
        "paragraphs are lines, a remark is no value"
    );
}

#[test]
fn repeated_rows_and_cells_are_counted_and_empty_ones_cost_nothing() {
    let rows = format!(
        "<table:table-row table:number-rows-repeated='3'><table:table-cell/>{}</table:table-row>\
         <table:table-row table:number-rows-repeated='4000000000'><table:table-cell table:number-columns-repeated='16384'/></table:table-row>",
        TEXT.replace("office:value-type", "table:number-columns-repeated='2' office:value-type")
    );
    let sheet = &sheets(&format!("<table:table table:name='甲'>{rows}</table:table>"))[0];
    assert_eq!(sheet.rows.iter().map(|row| row.number).collect::<Vec<_>>(), [1, 2, 3], "each of the equal rows");
    assert_eq!((sheet.rows[2].text(1), sheet.rows[2].text(2)), ("甲", "甲"), "each of the equal cells");
}

#[test]
fn merged_hidden_struck_and_filled_are_told() {
    let merged =
        TEXT.replace("office:value-type", "table:number-rows-spanned='2' table:style-name='both' office:value-type");
    let tables = format!(
        "<table:table table:name='甲' table:style-name='off'><table:table-column/><table:table-column table:default-cell-style-name='gone'/>\
         <table:table-row>{merged}{TEXT}</table:table-row>\
         <table:table-row table:visibility='filter'><table:covered-table-cell/>{TEXT}</table:table-row></table:table>"
    );
    let sheet = &sheets(&tables)[0];
    assert!(sheet.hidden, "by the style of the table");
    let first = sheet.rows[0].cell(0).unwrap();
    assert_eq!((first.struck, first.fill), (true, Some([255, 255, 0])), "a style adds to its parent");
    assert!(sheet.rows[0].cell(1).unwrap().struck, "the style of a column");
    assert!(sheet.rows[1].hidden && sheet.rows[1].cell(0).unwrap().merged_from.is_some(), "filtered away, and lent");
}

#[test]
fn a_password_and_a_document_type_are_refused() {
    let manifest =
        r#"<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry>"#;
    let locked = archive(&[("content.xml", "\u{1}\u{2}"), ("META-INF/manifest.xml", manifest)]);
    assert_eq!(read(&locked, &mut Collect::default()), Err(ReadError::Encrypted), "the manifest says so");
    let hostile = archive(&[("content.xml", "<!DOCTYPE x [<!ENTITY a 'b'>]><x/>")]);
    let refused = read(&hostile, &mut Collect::default()).unwrap_err();
    assert_eq!(refused, ReadError::HostileXml { fault: XmlFault::Doctype }, "ordinary programs write none");
    let half = archive(&[("content.xml", content(TEXT).split("</table:table-cell>").next().unwrap())]);
    assert_eq!(read(&half, &mut Collect::default()), Err(ReadError::Damaged { format: FileFormat::Ods }), "cut off");
}

#[test]
fn a_flat_file_is_the_same_spreadsheet() {
    let flat =
        content(&format!("<table:table table:name='甲'><table:table-row>{TEXT}</table:table-row></table:table>"));
    let mut sink = Collect::default();
    assert_eq!(read_flat(flat.as_bytes(), &mut sink), Ok("UTF-8"), "no archive around it");
    assert_eq!(sink.workbook.sheets[0].rows[0].text(0), "甲", "the same value");
}

proptest! {
    #[test]
    fn any_nesting_is_survived(soup in "(<table:table>|<table:table-row>|<table:table-cell>|<table:table-cell table:number-columns-repeated='9' table:number-rows-spanned='3'>|<text:p>|甲|</text:p>|</table:table-cell>|</table:table-row>|</table:table>){0,40}") {
        let _ = read_flat(format!("<office:document>{soup}").as_bytes(), &mut Collect::default());
    }
}
