//! Follows a Word document through its tables.

use super::cell::Text;
use super::spans::{Spans, Vertical};
use crate::cell::{Cell, Merge, Row};
use crate::error::ReadError;
use crate::read::gate::Sink;
use crate::read::xml::{attribute, colour, number, referred};
use quick_xml::events::{BytesStart, Event};

const COLUMNS: u32 = 16_384;
const TITLE_CHARS: usize = 200;

/// A cell that is open.
#[derive(Default)]
struct Open {
    text: Text,
    wide: u32,
    vertical: Vertical,
    fill: Option<[u8; 3]>,
}

/// One pass: without a sink it gathers merged ranges, with one it passes the rows on.
pub struct Tables<'a> {
    sink: Option<&'a mut dyn Sink>,
    /// By table: its merged ranges.
    merges: Vec<Vec<Merge>>,
    table: usize,
    passed: usize,
    begun: bool,
    spans: Spans,
    /// Tables that are open, one in the cell of another.
    depth: u32,
    /// Elements that are left out with all they hold.
    left_out: u32,
    /// The last line of text above.
    title: Text,
    row: Row,
    is_row_deleted: bool,
    column: u32,
    cell: Option<Open>,
    in_row_properties: bool,
    in_paragraph_properties: bool,
    in_text: bool,
    struck: bool,
    hidden: bool,
}

impl<'a> Tables<'a> {
    /// A pass; `merges` are those that the first one gathered.
    pub fn new(sink: Option<&'a mut dyn Sink>, merges: Vec<Vec<Merge>>) -> Self {
        Self {
            sink,
            merges,
            table: 0,
            passed: 0,
            begun: false,
            spans: Spans::default(),
            depth: 0,
            left_out: 0,
            title: Text::default(),
            row: Row::default(),
            is_row_deleted: false,
            column: 0,
            cell: None,
            in_row_properties: false,
            in_paragraph_properties: false,
            in_text: false,
            struck: false,
            hidden: false,
        }
    }

    /// Tables passed on.
    pub fn passed(&self) -> usize {
        self.passed
    }

    /// The merged ranges of every table.
    pub fn into_merges(self) -> Vec<Vec<Merge>> {
        self.merges
    }

    /// Takes an event in.
    ///
    /// # Errors
    /// What the sink refuses.
    pub fn take(&mut self, event: &Event<'_>) -> Result<(), ReadError> {
        match event {
            Event::Start(tag) => {
                let name = tag.local_name();
                if self.left_out == 0 && self.in_row_properties && name.as_ref() == "del" {
                    self.is_row_deleted = true;
                }
                if self.left_out > 0 || is_left_out(name.as_ref()) {
                    self.left_out += 1;
                    return Ok(());
                }
                self.begin(name.as_ref(), tag);
                Ok(())
            }
            Event::End(_) if self.left_out > 0 => {
                self.left_out -= 1;
                Ok(())
            }
            Event::End(tag) => self.end(tag.local_name().as_ref()),
            _ => {
                if self.in_text && self.left_out == 0 {
                    self.text(event);
                }
                Ok(())
            }
        }
    }

    fn text(&mut self, event: &Event<'_>) {
        match event {
            Event::Text(text) => self.show(&text.xml10_content()),
            Event::CData(text) => self.show(&text.xml10_content()),
            Event::GeneralRef(name) => {
                if let Some(character) = referred(name) {
                    self.show(character.encode_utf8(&mut [0; 4]));
                }
            }
            _ => {}
        }
    }

    fn show(&mut self, text: &str) {
        if self.hidden {
            return;
        }
        let struck = self.struck;
        match &mut self.cell {
            Some(cell) => cell.text.push(text, struck),
            None if self.depth == 0 => self.title.push(text, struck),
            None => {}
        }
    }

    fn begin(&mut self, name: &str, tag: &BytesStart<'_>) {
        match name {
            "tbl" => self.begin_table(),
            "tr" if self.depth == 1 => self.begin_row(),
            "tc" if self.depth == 1 => self.cell = Some(Open { wide: 1, ..Open::default() }),
            "tc" => {
                if let Some(cell) = &mut self.cell {
                    cell.text.gap();
                }
            }
            "p" => self.begin_paragraph(),
            "pPr" => self.in_paragraph_properties = true,
            "trPr" => self.in_row_properties = true,
            "r" => (self.struck, self.hidden) = (false, false),
            "t" => self.in_text = true,
            "br" | "cr" => self.show("\n"),
            "tab" if !self.in_paragraph_properties => self.show("\t"),
            "noBreakHyphen" => self.show("-"),
            "strike" | "dstrike" if !self.in_paragraph_properties => self.struck = is_on(tag),
            "vanish" if !self.in_paragraph_properties => self.hidden = is_on(tag),
            "hidden" if self.in_row_properties && self.depth == 1 => self.row.hidden = is_on(tag),
            "gridBefore" if self.depth == 1 => self.column = number(tag, "val").unwrap_or(0).min(COLUMNS),
            _ => self.cell_property(name, tag),
        }
    }

    fn cell_property(&mut self, name: &str, tag: &BytesStart<'_>) {
        let Some(cell) = self.cell.as_mut().filter(|_| self.depth == 1) else { return };
        match name {
            "gridSpan" => cell.wide = number(tag, "val").unwrap_or(1).clamp(1, COLUMNS),
            "vMerge" => {
                let begins = attribute(tag, "val").is_some_and(|how| how == "restart");
                cell.vertical = if begins { Vertical::Begins } else { Vertical::GoesOn };
            }
            // Shading of runs and paragraphs is no fill of the cell.
            "shd" if cell.text.shown().is_empty() && !self.in_paragraph_properties && cell.fill.is_none() => {
                cell.fill = attribute(tag, "fill").and_then(|fill| colour(&fill));
            }
            _ => {}
        }
    }

    fn begin_paragraph(&mut self) {
        match &mut self.cell {
            Some(cell) => cell.text.paragraph(),
            // Empty lines between a title and its table do not matter.
            None if self.depth == 0 && !self.title.shown().is_empty() => self.title.paragraph(),
            None => {}
        }
    }

    fn begin_table(&mut self) {
        self.depth += 1;
        if self.depth == 1 {
            self.row.number = u32::from(self.title_line().is_some());
            self.begun = false;
            self.spans = Spans::default();
        }
    }

    /// The last line of text above the table.
    fn title_line(&self) -> Option<String> {
        let line = self.title.shown().lines().next_back()?.trim();
        (!line.is_empty() && line.chars().count() <= TITLE_CHARS).then(|| line.to_owned())
    }

    fn begin_row(&mut self) {
        self.row.number = self.row.number.saturating_add(1);
        self.row.hidden = false;
        self.row.cells.clear();
        self.is_row_deleted = false;
        self.column = 0;
    }

    fn end(&mut self, name: &str) -> Result<(), ReadError> {
        match name {
            "t" => self.in_text = false,
            "pPr" => self.in_paragraph_properties = false,
            "trPr" => self.in_row_properties = false,
            "r" => (self.struck, self.hidden) = (false, false),
            "tc" if self.depth == 1 => self.end_cell(),
            "tr" if self.depth == 1 => return self.end_row(),
            "tbl" => {
                self.depth = self.depth.saturating_sub(1);
                if self.depth == 0 {
                    return self.end_table();
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn end_cell(&mut self) {
        let Some(cell) = self.cell.take() else { return };
        let first = self.column.min(COLUMNS);
        let last = first.saturating_add(cell.wide - 1).min(COLUMNS);
        self.column = last.saturating_add(1);
        self.spans.cell(self.row.number, first, last, cell.vertical);
        // What a continued cell holds is not shown.
        if cell.vertical != Vertical::GoesOn
            && let Some(made) = cell.text.made(cell.fill)
        {
            self.row.put(first, made);
        }
    }

    fn end_row(&mut self) -> Result<(), ReadError> {
        self.end_cell();
        if self.row.cells.is_empty() || self.is_row_deleted {
            return Ok(());
        }
        let title = self.title_line();
        let Some(sink) = &mut self.sink else { return Ok(()) };
        if !std::mem::replace(&mut self.begun, true) {
            self.passed += 1;
            let merges = self.merges.get_mut(self.table).map(std::mem::take).unwrap_or_default();
            sink.sheet(Some(format!("表{}", self.passed)), false, merges)?;
            if let Some(title) = title {
                sink.row(Row { number: 1, hidden: false, cells: vec![(0, Cell::text(title))] })?;
            }
        }
        sink.row(self.row.clone())
    }

    fn end_table(&mut self) -> Result<(), ReadError> {
        self.cell = None;
        self.table += 1;
        self.title = Text::default();
        let merges = std::mem::take(&mut self.spans).finish();
        match &mut self.sink {
            Some(sink) if self.begun => sink.sheet_end(),
            Some(_) => Ok(()),
            None => {
                self.merges.push(merges);
                Ok(())
            }
        }
    }
}

/// `w:strike` alone switches on; its value may switch off.
fn is_on(tag: &BytesStart<'_>) -> bool {
    !attribute(tag, "val").is_some_and(|value| matches!(value.as_str(), "0" | "false" | "off"))
}

/// Deleted and moved text, drawings with their text boxes, older property values, and what is drawn in place of them.
fn is_left_out(name: &str) -> bool {
    matches!(
        name,
        "del"
            | "moveFrom"
            | "drawing"
            | "pict"
            | "object"
            | "Fallback"
            | "rt"
            | "sectPr"
            | "pPrChange"
            | "rPrChange"
            | "tcPrChange"
            | "trPrChange"
            | "tblPrChange"
            | "tblPrExChange"
            | "tblGridChange"
    )
}
