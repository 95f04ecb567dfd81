//! The second pass: rows on their way to the sink.

use super::outline::Outline;
use super::place::Place;
use super::value::Value;
use crate::cell::Row;
use crate::error::ReadError;
use crate::read::cell_format::Look;
use crate::read::gate::Sink;
use crate::read::xml::{attribute, number, referred};
use quick_xml::events::{BytesStart, Event};

/// Runs of columns with a style that are kept; they are looked through for each cell without one.
const STYLED_COLUMNS: usize = 256;

/// Cells that may be there only because one says that it is repeated; a ledger has each of its values written.
const REPEATED: u64 = 1_000_000;

/// Passes the rows of every sheet on.
pub struct Rows<'a> {
    outline: Outline,
    sink: &'a mut dyn Sink,
    /// Sheets begun so far.
    begun: usize,
    depth: u32,
    is_passing: bool,
    place: Place,
    row: Option<Row>,
    row_look: Option<Look>,
    /// Groups of rows that are folded away.
    folded: Vec<bool>,
    /// First and last column with a style, and the style.
    columns: Vec<(u32, u32, Look)>,
    next_column: u32,
    cell: Option<(Value, Option<Look>)>,
    /// Cells so far that are only repeated.
    repeated: u64,
}

impl<'a> Rows<'a> {
    /// Rows of the spreadsheet with this outline.
    pub fn new(outline: Outline, sink: &'a mut dyn Sink) -> Self {
        Self {
            outline,
            sink,
            begun: 0,
            depth: 0,
            is_passing: false,
            place: Place::default(),
            row: None,
            row_look: None,
            folded: Vec::new(),
            columns: Vec::new(),
            next_column: 0,
            cell: None,
            repeated: 0,
        }
    }

    /// Takes an event in.
    ///
    /// # Errors
    /// What the sink refuses.
    pub fn take(&mut self, event: &Event<'_>) -> Result<(), ReadError> {
        match event {
            Event::Start(tag) => self.begin(tag),
            Event::End(tag) => self.end(tag.name().as_ref()),
            _ => {
                let Some((value, _)) = self.cell.as_mut().filter(|_| self.depth == 1) else { return Ok(()) };
                match event {
                    Event::Text(text) => value.text(&text.xml10_content()),
                    Event::CData(text) => value.text(&text.xml10_content()),
                    Event::GeneralRef(name) => value.character(referred(name)),
                    _ => {}
                }
                Ok(())
            }
        }
    }

    fn begin(&mut self, tag: &BytesStart<'_>) -> Result<(), ReadError> {
        let name = tag.name();
        if name.as_ref() == "table:table" {
            self.depth += 1;
            return if self.depth == 1 { self.begin_sheet() } else { Ok(()) };
        }
        if self.depth != 1 {
            return Ok(());
        }
        match name.as_ref() {
            "table:table-column" => self.column(tag),
            "table:table-row-group" => {
                self.folded.push(attribute(tag, "display").is_some_and(|display| display == "false"));
            }
            "table:table-row" => self.begin_row(tag),
            "table:table-cell" | "table:covered-table-cell" => {
                self.place.begin_cell(tag);
                self.cell = Some((Value::of(tag), self.style(tag, "style-name")));
            }
            other => {
                if let Some((value, _)) = &mut self.cell {
                    value.begin(other, tag);
                }
            }
        }
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<(), ReadError> {
        if name == "table:table" {
            self.depth = self.depth.saturating_sub(1);
            return if self.depth == 0 { self.end_sheet() } else { Ok(()) };
        }
        if self.depth != 1 {
            return Ok(());
        }
        match name {
            "table:table-row-group" => {
                self.folded.pop();
            }
            "table:table-row" => self.end_row()?,
            "table:table-cell" | "table:covered-table-cell" => self.end_cell(),
            other => {
                if let Some((value, _)) = &mut self.cell {
                    value.end(other);
                }
            }
        }
        Ok(())
    }

    fn begin_sheet(&mut self) -> Result<(), ReadError> {
        self.place.table();
        self.columns.clear();
        self.folded.clear();
        self.next_column = 0;
        let sheet = self.outline.sheets.get_mut(self.begun).map(std::mem::take).unwrap_or_default();
        self.begun += 1;
        self.is_passing = !sheet.is_cache;
        if self.is_passing { self.sink.sheet(Some(sheet.name), sheet.hidden, sheet.merges) } else { Ok(()) }
    }

    fn end_sheet(&mut self) -> Result<(), ReadError> {
        if std::mem::take(&mut self.is_passing) { self.sink.sheet_end() } else { Ok(()) }
    }

    fn style(&self, tag: &BytesStart<'_>, name: &str) -> Option<Look> {
        attribute(tag, name).map(|style| self.outline.styles.look(&style))
    }

    fn column(&mut self, tag: &BytesStart<'_>) {
        let first = self.next_column;
        self.next_column = first.saturating_add(number(tag, "number-columns-repeated").unwrap_or(1).max(1));
        let look = self.style(tag, "default-cell-style-name").filter(|look| *look != Look::default());
        if let Some(look) = look.filter(|_| self.columns.len() < STYLED_COLUMNS) {
            self.columns.push((first, self.next_column.saturating_sub(1), look));
        }
    }

    fn begin_row(&mut self, tag: &BytesStart<'_>) {
        self.place.begin_row(tag);
        self.row_look = self.style(tag, "default-cell-style-name");
        let hidden = attribute(tag, "visibility").is_some_and(|how| matches!(how.as_str(), "collapse" | "filter"));
        let hidden = hidden || self.folded.contains(&true);
        self.row = Some(Row { number: self.place.row, hidden, cells: Vec::new() });
    }

    fn end_cell(&mut self) {
        if let (Some((value, look)), Some(row)) = (self.cell.take(), self.row.as_mut())
            && let Some(made) = value.made()
        {
            let at = self.place.column;
            let of_column = || {
                let run = self.columns.iter().find(|(first, last, _)| (*first..=*last).contains(&at));
                run.map(|(_, _, look)| *look)
            };
            let look = look.or(self.row_look).or_else(of_column).unwrap_or_default();
            let made = look.on(made);
            self.repeated += u64::from(self.place.columns.saturating_sub(1));
            for column in at..at.saturating_add(self.place.columns) {
                row.put(column, made.clone());
            }
        }
        self.place.end_cell();
    }

    /// A row that stands for many is passed on as many; one without a value costs nothing.
    fn end_row(&mut self) -> Result<(), ReadError> {
        let row = self.row.take().filter(|row| self.is_passing && !row.cells.is_empty());
        let again = self.place.rows;
        self.place.end_row();
        let Some(row) = row else { return Ok(()) };
        self.repeated += row.cells.len() as u64 * u64::from(again.saturating_sub(1));
        if self.repeated > REPEATED {
            return Err(ReadError::TooManyCells { limit: REPEATED });
        }
        for more in 1..again {
            let number = row.number.saturating_add(more - 1);
            self.sink.row(Row { number, ..row.clone() })?;
        }
        self.sink.row(Row { number: row.number.saturating_add(again.saturating_sub(1)), ..row })
    }
}
