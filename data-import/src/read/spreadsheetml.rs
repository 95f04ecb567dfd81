//! SpreadsheetML 2003: one XML file, saved as `.xml` or under the name `.xls`.

use crate::cell::{Cell, CellAt, Form, Merge, Row};
use crate::error::{FileFormat, ReadError};
use crate::read::encoding::decode_labelled;
use crate::read::gate::Sink;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// Reads every worksheet; returns the encoding.
///
/// # Errors
/// [`ReadError::Damaged`], or what the sink refuses.
pub fn read(bytes: &[u8], sink: &mut dyn Sink) -> Result<&'static str, ReadError> {
    let head: Vec<u8> = bytes.iter().take(200).filter(|b| **b != 0).copied().collect();
    let head = String::from_utf8_lossy(&head);
    let label =
        head.split("encoding=").nth(1).and_then(|rest| rest.get(1..)).and_then(|rest| rest.split(['"', '\'']).next());
    let decoded = decode_labelled(bytes, label)?;
    let mut reader = Reader::from_str(&decoded.text);
    reader.config_mut().check_end_names = false;
    let mut state = State::default();
    loop {
        match reader.read_event().map_err(|_| damaged())? {
            Event::Start(tag) => state.open(&tag, sink)?,
            Event::Empty(tag) => {
                state.open(&tag, sink)?;
                state.close(tag.local_name().as_ref(), sink)?;
            }
            Event::Text(text) => state.text(&text.xml10_content()),
            Event::CData(text) => state.text(&text.xml10_content()),
            Event::GeneralRef(name) => state.reference(&name),
            Event::End(tag) => state.close(tag.local_name().as_ref(), sink)?,
            Event::DocType(_) => {
                return Err(ReadError::HostileXml { fault: crate::error::XmlFault::Doctype });
            }
            Event::Eof => break,
            _ => {}
        }
    }
    Ok(decoded.encoding)
}

fn damaged() -> ReadError {
    ReadError::Damaged { format: FileFormat::SpreadsheetMl }
}

/// Where in the tree the reader is, and what it has gathered.
#[derive(Default)]
struct State {
    sheet: Option<String>,
    rows: Vec<Row>,
    merges: Vec<Merge>,
    row: Option<Row>,
    /// Row number of the last row element, from 1.
    row_number: u32,
    /// Column of the next cell without an index.
    column: u32,
    cell: Option<Open>,
    in_data: bool,
}

struct Open {
    column: u32,
    across: u32,
    down: u32,
    form: String,
    text: String,
}

const WIDEST: u32 = 16_384;
const TALLEST: u32 = 1_048_576;

impl State {
    fn open(&mut self, tag: &BytesStart<'_>, sink: &mut dyn Sink) -> Result<(), ReadError> {
        match tag.local_name().as_ref() {
            "Worksheet" => {
                self.end_sheet(sink)?;
                self.sheet = Some(attribute(tag, "Name").unwrap_or_default());
                self.row_number = 0;
            }
            "Row" => {
                self.row_number = number(tag, "Index").unwrap_or(self.row_number.saturating_add(1)).min(TALLEST);
                let hidden = attribute(tag, "Hidden").is_some_and(|value| value == "1");
                self.row = Some(Row { number: self.row_number, hidden, cells: Vec::new() });
                self.column = 0;
            }
            "Cell" => {
                let column = number(tag, "Index").map_or(self.column, |index| index.saturating_sub(1)).min(WIDEST);
                let (across, down) = (number(tag, "MergeAcross").unwrap_or(0), number(tag, "MergeDown").unwrap_or(0));
                let (across, down) = (across.min(WIDEST), down.min(TALLEST));
                self.column = column.saturating_add(1).saturating_add(across);
                self.cell = Some(Open { column, across, down, form: String::new(), text: String::new() });
            }
            "Data" => {
                self.in_data = true;
                if let Some(cell) = &mut self.cell {
                    cell.form = attribute(tag, "Type").unwrap_or_default();
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        if let Some(cell) = self.cell.as_mut().filter(|_| self.in_data) {
            cell.text.push_str(text);
        }
    }

    fn reference(&mut self, name: &quick_xml::events::BytesRef<'_>) {
        let character = name.resolve_char_ref().ok().flatten().or(match &**name {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            _ => None,
        });
        if let Some(character) = character {
            self.text(character.encode_utf8(&mut [0; 4]));
        }
    }

    fn close(&mut self, name: &str, sink: &mut dyn Sink) -> Result<(), ReadError> {
        match name {
            "Data" => self.in_data = false,
            "Cell" => self.end_cell(),
            "Row" => {
                if let Some(row) = self.row.take().filter(|row| !row.cells.is_empty()) {
                    self.rows.push(row);
                }
            }
            "Worksheet" => self.end_sheet(sink)?,
            _ => {}
        }
        Ok(())
    }

    fn end_cell(&mut self) {
        let (Some(cell), Some(row)) = (self.cell.take(), self.row.as_mut()) else { return };
        if cell.across > 0 || cell.down > 0 {
            let from = CellAt { row: row.number, column: cell.column };
            let to =
                CellAt { row: row.number.saturating_add(cell.down), column: cell.column.saturating_add(cell.across) };
            self.merges.push(Merge { from, to });
        }
        if let Some(made) = made(&cell.form, cell.text) {
            row.put(cell.column, made);
        }
    }

    fn end_sheet(&mut self, sink: &mut dyn Sink) -> Result<(), ReadError> {
        let Some(name) = self.sheet.take() else { return Ok(()) };
        sink.sheet(Some(name), false, std::mem::take(&mut self.merges))?;
        for row in std::mem::take(&mut self.rows) {
            sink.row(row)?;
        }
        sink.sheet_end()
    }
}

fn made(form: &str, text: String) -> Option<Cell> {
    if text.is_empty() {
        return None;
    }
    Some(match form {
        "Number" => text.trim().parse().map_or_else(|_| Cell::text(text.as_str()), Cell::number),
        "DateTime" => {
            let text = text.trim().trim_end_matches(".000").trim_end_matches("T00:00:00");
            Cell::of(Form::Date, text)
        }
        "Boolean" => Cell::of(Form::Bool(text.trim() == "1"), if text.trim() == "1" { "TRUE" } else { "FALSE" }),
        "Error" => Cell::of(Form::Error, text),
        _ => Cell::text(text),
    })
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = tag.attributes();
    let found =
        attributes.with_checks(false).flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
}

fn number(tag: &BytesStart<'_>, name: &str) -> Option<u32> {
    attribute(tag, name)?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::collect::Collect;

    #[test]
    fn indexes_and_merges_place_the_cells() {
        let xml = r#"<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
          <Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
          <Worksheet ss:Name="甲"><Table><Row ss:Index="3"><Cell ss:Index="2" ss:MergeDown="1"><Data ss:Type="String">3&amp;4幢</Data></Cell>
          <Cell><Data ss:Type="Number">12</Data></Cell></Row><Row><Cell ss:Index="3"><Data ss:Type="DateTime">1980-01-05T00:00:00.000</Data></Cell></Row>
          </Table></Worksheet></Workbook>"#;
        let mut sink = Collect::default();
        read(xml.as_bytes(), &mut sink).unwrap();
        let sheet = &sink.workbook.sheets[0];
        assert_eq!((sheet.rows[0].number, sheet.rows[0].text(1)), (3, "3&4幢"), "Index moves row and column");
        assert_eq!(sheet.rows[1].cell(2).unwrap(), &Cell::of(Form::Date, "1980-01-05"), "a day without a time");
        assert_eq!(sheet.rows[1].text(1), "3&4幢", "a merged cell lends its value");
    }
}
