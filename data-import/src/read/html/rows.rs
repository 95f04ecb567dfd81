//! The second pass over a page: rows on their way to the sink.

use super::look::Look;
use super::outline::Outline;
use super::pieces::{Piece, attributes};
use super::text::{append, break_line, tidy};
use super::walk::Visitor;
use crate::cell::{Cell, CellAt, Merge, Row};
use crate::error::ReadError;
use crate::read::gate::Sink;

const INLINE_KEPT: usize = 64;

/// Passes the rows of every sheet on.
pub struct Rows<'a> {
    outline: Outline,
    sink: &'a mut dyn Sink,
    /// Name sheets by their number, because there are several.
    named: bool,
    /// Sheets passed on so far, over all pages.
    pub passed: usize,
    /// Tables that are open.
    open: Vec<Open>,
}

/// A table that is open.
#[derive(Default)]
struct Open {
    table: usize,
    is_sheet: bool,
    hidden: bool,
    begun: bool,
    /// Rows kept until the sheets inside have passed.
    kept: Option<Vec<Row>>,
    row: Row,
    row_look: Look,
    cell: Option<OpenCell>,
}

#[derive(Default)]
struct OpenCell {
    column: u32,
    text: String,
    look: Look,
    /// The exact number behind what is shown, as Excel saves it.
    number: Option<String>,
    /// Elements inside that strike their text out.
    striking: Vec<String>,
    has_plain: bool,
    has_struck: bool,
}

impl<'a> Rows<'a> {
    /// Rows of the page with this outline; `passed` sheets came before it.
    pub fn new(outline: Outline, sink: &'a mut dyn Sink, named: bool, passed: usize) -> Self {
        Self { outline, sink, named, passed, open: Vec::new() }
    }

    /// The open cell that text belongs to: of the innermost table that is a sheet.
    fn cell_around(&mut self) -> Option<&mut OpenCell> {
        self.open.iter_mut().rev().find(|open| open.is_sheet).and_then(|open| open.cell.as_mut())
    }

    fn begin_sheet(&mut self, table: usize, hidden: bool) -> Result<(), ReadError> {
        self.passed += 1;
        let name = self.named.then(|| format!("表{}", self.passed));
        let merges = self.outline.tables.get_mut(table).map(|table| std::mem::take(&mut table.merges));
        self.sink.sheet(name, hidden, merges.unwrap_or_default())
    }
}

impl Visitor for Rows<'_> {
    fn table(&mut self, table: usize, _parent: Option<usize>, tag: &str) {
        let outline = self.outline.tables.get(table);
        let (is_sheet, holds_sheet) = outline.map_or((true, false), |outline| (outline.is_sheet, outline.holds_sheet));
        let hidden = self.outline.classes.look(tag).hidden;
        if !is_sheet && let Some(cell) = self.cell_around() {
            break_line(&mut cell.text);
        }
        self.open.push(Open { table, is_sheet, hidden, kept: holds_sheet.then(Vec::new), ..Open::default() });
    }

    fn row(&mut self, _table: usize, number: u32, tag: &str) {
        let look = self.outline.classes.look(tag);
        let Some(open) = self.open.last_mut() else { return };
        if open.is_sheet {
            open.row = Row { number, hidden: look.hidden, cells: Vec::new() };
            open.row_look = look;
        } else if let Some(cell) = self.cell_around() {
            break_line(&mut cell.text);
        }
    }

    fn cell(&mut self, _table: usize, at: CellAt, _merge: Option<Merge>, tag: &str) {
        let look = self.outline.classes.look(tag);
        let Some(open) = self.open.last_mut() else { return };
        if open.is_sheet {
            let exact = attributes(tag).find(|(name, _)| name.eq_ignore_ascii_case("x:num"));
            let look = look.over(open.row_look);
            let number = exact.map(|(_, value)| value.to_owned());
            open.cell = Some(OpenCell { column: at.column, look, number, ..OpenCell::default() });
        } else if let Some(cell) = self.cell_around()
            && !cell.text.is_empty()
            && !cell.text.ends_with('\n')
        {
            cell.text.push(' ');
        }
    }

    fn cell_end(&mut self, _table: usize) {
        let Some(open) = self.open.last_mut() else { return };
        let Some(cell) = open.cell.take() else { return };
        let column = cell.column;
        if let Some(made) = cell.made() {
            open.row.put(column, made);
        }
    }

    fn row_end(&mut self, _table: usize) -> Result<(), ReadError> {
        let Some(open) = self.open.last_mut().filter(|open| open.is_sheet) else { return Ok(()) };
        let row = std::mem::take(&mut open.row);
        if row.cells.is_empty() {
            return Ok(());
        }
        if let Some(kept) = &mut open.kept {
            kept.push(row);
            return Ok(());
        }
        let (table, hidden) = (open.table, open.hidden);
        if !std::mem::replace(&mut open.begun, true) {
            self.begin_sheet(table, hidden)?;
        }
        self.sink.row(row)
    }

    fn table_end(&mut self, _table: usize) -> Result<(), ReadError> {
        let Some(open) = self.open.pop() else { return Ok(()) };
        if open.begun {
            return self.sink.sheet_end();
        }
        let Some(kept) = open.kept.filter(|kept| !kept.is_empty()) else { return Ok(()) };
        self.begin_sheet(open.table, open.hidden)?;
        kept.into_iter().try_for_each(|row| self.sink.row(row))?;
        self.sink.sheet_end()
    }

    fn inside(&mut self, piece: Piece<'_>) {
        let strikes = match piece {
            Piece::Open(_, tag) => self.outline.classes.look(tag).struck,
            _ => false,
        };
        let Some(cell) = self.cell_around() else { return };
        match piece {
            Piece::Text(text) => cell.append(text),
            Piece::Open(name, _) => cell.open(&name.to_ascii_lowercase(), strikes),
            Piece::Close(name) => cell.close(&name.trim().to_ascii_lowercase()),
            Piece::Style(_) => {}
        }
    }
}

impl OpenCell {
    fn append(&mut self, text: &str) {
        append(&mut self.text, text);
        if text.chars().any(|c| !c.is_whitespace()) {
            *(if self.striking.is_empty() { &mut self.has_plain } else { &mut self.has_struck }) = true;
        }
    }

    fn open(&mut self, name: &str, strikes: bool) {
        match name {
            "br" => self.text.push('\n'),
            "p" | "div" | "li" => break_line(&mut self.text),
            _ => {}
        }
        let void = matches!(name, "br" | "img" | "hr" | "input" | "col" | "wbr");
        if (strikes || matches!(name, "s" | "strike" | "del")) && !void && self.striking.len() < INLINE_KEPT {
            self.striking.push(name.to_owned());
        } else if self.striking.iter().any(|open| open == name) && !void {
            // One of the same name inside: its end must not end the line.
            self.striking.push(name.to_owned());
            self.striking.truncate(INLINE_KEPT);
        }
    }

    fn close(&mut self, name: &str) {
        if matches!(name, "p" | "div" | "li") {
            break_line(&mut self.text);
        }
        if let Some(at) = self.striking.iter().rposition(|open| open == name) {
            self.striking.truncate(at);
        }
    }

    fn made(self) -> Option<Cell> {
        let shown = tidy(&self.text);
        if shown.is_empty() {
            return None;
        }
        let number = self.number.as_deref().filter(|_| !self.look.as_text).and_then(|exact| number(exact, shown));
        let struck = self.look.struck || self.has_struck && !self.has_plain;
        Some(Cell { struck, fill: self.look.fill, ..number.map_or_else(|| Cell::text(shown), Cell::number) })
    }
}

/// The number of a cell that Excel saved, unless what is shown says more: a date, or digits that a double cannot hold.
fn number(exact: &str, shown: &str) -> Option<f64> {
    let numeric = shown.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.' | '-' | '+' | 'E' | ' ' | '#'));
    let digits = shown.chars().filter(char::is_ascii_digit).count();
    if !numeric || digits > 15 {
        return None;
    }
    let text = if exact.is_empty() { shown.replace([',', ' '], "") } else { exact.trim().to_owned() };
    text.parse().ok().filter(|number: &f64| number.is_finite())
}
