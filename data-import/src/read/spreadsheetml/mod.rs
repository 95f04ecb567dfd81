//! SpreadsheetML 2003, the XML that many systems write under the name `.xls`.
//!
//! Two passes over the decoded text: the first learns names, merged ranges and styles, the second passes the rows
//! on one by one. Nothing of a sheet is kept.

mod layout;
mod place;

use crate::cell::{Cell, Form, Row};
use crate::error::{FileFormat, LooksLike, ReadError};
use crate::read::cell_format::Look;
use crate::read::encoding::decode_labelled;
use crate::read::gate::Sink;
use crate::read::xml::{self, attribute, number, referred};
use layout::Layout;
use place::Place;
use quick_xml::events::{BytesStart, Event};

/// Runs of columns with a style that are kept; they are looked through for each cell without one.
const STYLED_COLUMNS: usize = 256;

/// Reads every worksheet; returns the encoding.
///
/// # Errors
/// [`ReadError::Damaged`], [`ReadError::HostileXml`], [`ReadError::UnknownFormat`] without a worksheet, or what the
/// sink refuses.
pub fn read(bytes: &[u8], sink: &mut dyn Sink) -> Result<&'static str, ReadError> {
    let head: Vec<u8> = bytes.iter().take(400).filter(|b| **b != 0).copied().collect();
    let head = String::from_utf8_lossy(&head);
    let label =
        head.split("encoding=").nth(1).and_then(|rest| rest.get(1..)).and_then(|rest| rest.split(['"', '\'']).next());
    let decoded = decode_labelled(bytes, label)?;
    let layout = Layout::of(&decoded.text)?;
    if layout.sheets.is_empty() {
        return Err(ReadError::UnknownFormat { looks_like: LooksLike::NoTable });
    }
    let mut rows = Rows { layout, ..Rows::default() };
    events(&decoded.text, |event| rows.take(event, sink))?;
    rows.end_sheet(sink)?;
    Ok(decoded.encoding)
}

fn events(text: &str, take: impl FnMut(&Event<'_>) -> Result<(), ReadError>) -> Result<(), ReadError> {
    xml::events(text.as_bytes(), FileFormat::SpreadsheetMl, take)
}

/// The second pass: rows on their way to the sink.
#[derive(Default)]
struct Rows {
    layout: Layout,
    /// Sheets begun so far.
    begun: usize,
    in_sheet: bool,
    place: Place,
    row: Option<Row>,
    row_look: Option<Look>,
    /// First and last column with a style, and the style.
    columns: Vec<(u32, u32, Look)>,
    next_column: u32,
    cell: Option<Open>,
    in_data: bool,
    in_comment: bool,
}

struct Open {
    form: String,
    text: String,
    look: Option<Look>,
}

impl Rows {
    fn take(&mut self, event: &Event<'_>, sink: &mut dyn Sink) -> Result<(), ReadError> {
        match event {
            Event::Start(tag) => {
                self.place.open(tag);
                self.open(tag, sink)?;
            }
            Event::End(tag) => {
                self.close(tag.local_name().as_ref(), sink)?;
                self.place.close(tag.local_name().as_ref());
            }
            Event::Text(text) => self.text(&text.xml10_content()),
            Event::CData(text) => self.text(&text.xml10_content()),
            Event::GeneralRef(name) => {
                if let Some(character) = referred(name) {
                    self.text(character.encode_utf8(&mut [0; 4]));
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn open(&mut self, tag: &BytesStart<'_>, sink: &mut dyn Sink) -> Result<(), ReadError> {
        match tag.local_name().as_ref() {
            "Worksheet" => self.begin_sheet(sink)?,
            "Column" => self.column(tag),
            "Row" if self.in_sheet => {
                self.end_row(sink)?;
                let hidden = attribute(tag, "Hidden").is_some_and(|value| value == "1");
                self.row_look = self.style_of(tag);
                self.row = Some(Row { number: self.place.row, hidden, cells: Vec::new() });
            }
            "Cell" => {
                self.end_cell();
                self.cell = Some(Open { form: String::new(), text: String::new(), look: self.style_of(tag) });
            }
            "Comment" => self.in_comment = true,
            "Data" if !self.in_comment => {
                self.in_data = true;
                if let Some(cell) = &mut self.cell {
                    cell.form = attribute(tag, "Type").unwrap_or_default();
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn style_of(&self, tag: &BytesStart<'_>) -> Option<Look> {
        attribute(tag, "StyleID").map(|style| self.layout.look(&style))
    }

    /// The style of a column goes for its cells that name none.
    fn column(&mut self, tag: &BytesStart<'_>) {
        let first = number(tag, "Index").map_or(self.next_column, |index| index.saturating_sub(1));
        let last = first.saturating_add(number(tag, "Span").unwrap_or(0));
        self.next_column = last.saturating_add(1);
        if let Some(look) =
            self.style_of(tag).filter(|look| *look != Look::default() && self.columns.len() < STYLED_COLUMNS)
        {
            self.columns.push((first, last, look));
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(cell) = self.cell.as_mut().filter(|_| self.in_data) {
            cell.text.push_str(text);
        }
    }

    fn close(&mut self, name: &str, sink: &mut dyn Sink) -> Result<(), ReadError> {
        match name {
            "Comment" => self.in_comment = false,
            "Data" => self.in_data = false,
            "Cell" => self.end_cell(),
            "Row" => self.end_row(sink)?,
            "Worksheet" => self.end_sheet(sink)?,
            _ => {}
        }
        Ok(())
    }

    fn end_cell(&mut self) {
        let (Some(cell), Some(row)) = (self.cell.take(), self.row.as_mut()) else { return };
        self.in_data = false;
        let Some(made) = made(&cell.form, cell.text) else { return };
        let column = self.place.column;
        let of_column = || {
            self.columns.iter().find(|(first, last, _)| (*first..=*last).contains(&column)).map(|(_, _, look)| *look)
        };
        let look = cell.look.or(self.row_look).or_else(of_column).unwrap_or_default();
        row.put(column, look.on(made));
    }

    fn end_row(&mut self, sink: &mut dyn Sink) -> Result<(), ReadError> {
        self.end_cell();
        match self.row.take().filter(|row| !row.cells.is_empty()) {
            Some(row) => sink.row(row),
            None => Ok(()),
        }
    }

    fn begin_sheet(&mut self, sink: &mut dyn Sink) -> Result<(), ReadError> {
        self.end_sheet(sink)?;
        let sheet = self.layout.sheets.get_mut(self.begun).map(std::mem::take).unwrap_or_default();
        self.begun += 1;
        self.in_sheet = true;
        self.columns.clear();
        self.next_column = 0;
        sink.sheet(Some(sheet.name), sheet.hidden, sheet.merges)
    }

    fn end_sheet(&mut self, sink: &mut dyn Sink) -> Result<(), ReadError> {
        self.end_row(sink)?;
        if std::mem::take(&mut self.in_sheet) { sink.sheet_end() } else { Ok(()) }
    }
}

fn made(form: &str, text: String) -> Option<Cell> {
    if text.is_empty() {
        return None;
    }
    let truth = text.trim() == "1";
    Some(match form {
        "Number" => text.trim().parse().map_or_else(|_| Cell::text(text.as_str()), Cell::number),
        "DateTime" => moment(text.trim()),
        "Boolean" => Cell::of(Form::Bool(truth), if truth { "TRUE" } else { "FALSE" }),
        "Error" => Cell::of(Form::Error, text),
        _ => Cell::text(text),
    })
}

/// `1980-01-05T00:00:00.000`; a time of day stands on the day before the calendar begins.
fn moment(text: &str) -> Cell {
    let text = text.split_once('.').map_or(text, |(whole, _)| whole);
    match text.split_once('T') {
        Some(("1899-12-30" | "1899-12-31", time)) => Cell::text(time),
        Some((day, "00:00:00")) => Cell::of(Form::Date, day),
        _ => Cell::of(Form::Date, text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cell::Sheet;
    use crate::read::collect::Collect;

    fn book(inside: &str) -> String {
        format!(
            r#"<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:html="http://www.w3.org/TR/REC-html40">{inside}</Workbook>"#
        )
    }

    fn sheets(bytes: &[u8]) -> Vec<Sheet> {
        let mut sink = Collect::default();
        read(bytes, &mut sink).unwrap();
        sink.workbook.sheets
    }

    #[test]
    fn indexes_and_merges_place_the_cells() {
        let xml = book(
            r#"<Worksheet ss:Name="甲"><Table><Row ss:Index="3"><Cell ss:Index="2" ss:MergeDown="1"><Data ss:Type="String">3&amp;4幢</Data></Cell>
          <Cell><Data ss:Type="Number">12</Data></Cell></Row><Row><Cell ss:Index="3"><Data ss:Type="DateTime">1980-01-05T00:00:00.000</Data></Cell></Row>
          </Table></Worksheet>"#,
        );
        let sheet = &sheets(xml.as_bytes())[0];
        assert_eq!((sheet.rows[0].number, sheet.rows[0].text(1)), (3, "3&4幢"), "Index moves row and column");
        assert_eq!(sheet.rows[1].cell(2).unwrap(), &Cell::of(Form::Date, "1980-01-05"), "a day without a time");
        assert_eq!(sheet.rows[1].text(1), "3&4幢", "a merged cell lends its value");
    }

    #[test]
    fn styles_hidden_rows_and_hidden_sheets_are_told() {
        let xml = book(
            r##"<Styles><Style ss:ID="a"><Font ss:StrikeThrough="1"/></Style><Style ss:ID="b" ss:Parent="a"><Interior ss:Color="#FFFF00" ss:Pattern="Solid"/></Style></Styles>
          <Worksheet ss:Name="甲"><Table><Column/><Column ss:StyleID="a"/><Row ss:Span="2" ss:Hidden="1"><Cell ss:StyleID="b"><Data ss:Type="String">搬走</Data></Cell><Cell><Data ss:Type="String">乙</Data></Cell></Row>
          <Row><Cell><Data ss:Type="String">丙</Data></Cell></Row></Table><WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet>"##,
        );
        let sheet = &sheets(xml.as_bytes())[0];
        let moved = sheet.rows[0].cell(0).unwrap();
        assert_eq!((moved.struck, moved.fill), (true, Some([255, 255, 0])), "a style adds to its parent");
        assert!(sheet.rows[0].cell(1).unwrap().struck, "a column's style goes for cells without one");
        assert_eq!((sheet.rows[0].hidden, sheet.rows[1].number), (true, 4), "a span stands for rows not written");
        assert!(sheet.hidden, "said after the table");
    }

    #[test]
    fn rich_text_is_joined_and_a_comment_is_no_value() {
        let xml = book(
            r#"<Worksheet ss:Name="甲"><Table><Row><Cell><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40"><B>张</B><Font html:Color="red">三</Font>&#10;租客</ss:Data><Comment ss:Author="x"><ss:Data><B>批注</B></ss:Data></Comment></Cell></Row></Table></Worksheet>"#,
        );
        assert_eq!(sheets(xml.as_bytes())[0].rows[0].text(0), "张三\n租客", "runs and references, no remark");
    }

    #[test]
    fn files_in_gbk_and_utf16_are_read_and_cut_off_ones_refused() {
        let xml = book(
            r#"<Worksheet ss:Name="甲"><Table><Row><Cell><Data ss:Type="String">张三</Data></Cell></Row></Table></Worksheet>"#,
        );
        let gbk = encoding_rs::GBK.encode(&xml.replace("1.0\"?>", "1.0\" encoding=\"GBK\"?>")).0.into_owned();
        let wide: Vec<u8> = [0xFF, 0xFE].into_iter().chain(xml.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        for bytes in [gbk, wide] {
            assert_eq!(sheets(&bytes)[0].rows[0].text(0), "张三", "decoded by label or mark");
        }
        let half = xml.split("</Table>").next().unwrap();
        let refused = read(half.as_bytes(), &mut Collect::default()).unwrap_err();
        assert_eq!(refused, xml::damaged(FileFormat::SpreadsheetMl), "half a ledger is not taken for a whole one");
    }
}
