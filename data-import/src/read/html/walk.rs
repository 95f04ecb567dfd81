//! Follows the tables of a page: which opens in which, and where a cell stands in its grid.

use super::pieces::{Piece, attribute};
use crate::cell::{CellAt, Merge};
use crate::error::ReadError;

const WIDEST_SPAN: u32 = 1_000;
const TALLEST_SPAN: u32 = 20_000;
const COLUMNS: u32 = 20_000;
const DEEPEST: usize = 32;

/// Is told of the tables of a page, in order. Tables count from 0.
pub trait Visitor {
    /// A table begins, inside the cell of another or alone.
    fn table(&mut self, table: usize, parent: Option<usize>, tag: &str);
    /// A row begins.
    fn row(&mut self, table: usize, number: u32, tag: &str);
    /// A cell begins.
    fn cell(&mut self, table: usize, at: CellAt, merge: Option<Merge>, tag: &str);
    /// The open cell ends.
    fn cell_end(&mut self, table: usize);
    /// The open row ends.
    ///
    /// # Errors
    /// What the sink refuses.
    fn row_end(&mut self, table: usize) -> Result<(), ReadError>;
    /// The table ends.
    ///
    /// # Errors
    /// What the sink refuses.
    fn table_end(&mut self, table: usize) -> Result<(), ReadError>;
    /// Text or a tag inside a cell.
    fn inside(&mut self, piece: Piece<'_>);
}

/// A table that is open.
#[derive(Default)]
struct Frame {
    table: usize,
    row: u32,
    column: u32,
    /// By column: the last row that is covered from above.
    covered: Vec<u32>,
    in_row: bool,
    in_cell: bool,
}

/// Walks over the pieces of a page.
#[derive(Default)]
pub struct Walk {
    frames: Vec<Frame>,
    tables: usize,
    too_deep: u32,
}

impl Walk {
    /// Takes the next piece.
    ///
    /// # Errors
    /// What the visitor refuses.
    pub fn take(&mut self, piece: Piece<'_>, visitor: &mut impl Visitor) -> Result<(), ReadError> {
        let (name, opens) = match piece {
            Piece::Open(name, _) => (name, true),
            Piece::Close(name) => (name.trim(), false),
            Piece::Text(_) | Piece::Style(_) => ("", false),
        };
        let is = |tag: &str| name.eq_ignore_ascii_case(tag);
        let tag = if let Piece::Open(_, tag) = piece { tag } else { "" };
        if is("table") {
            return if opens { self.begin_table(tag, visitor) } else { self.end_table(visitor) };
        }
        if is("tr") {
            return if opens { self.begin_row(tag, visitor) } else { self.end_row(visitor) };
        }
        if is("td") || is("th") {
            if opens {
                return self.begin_cell(tag, visitor);
            }
            self.end_cell(visitor);
            return Ok(());
        }
        if self.frames.last().is_some_and(|frame| frame.in_cell) {
            visitor.inside(piece);
        }
        Ok(())
    }

    /// The page ends: whatever is open ends with it.
    ///
    /// # Errors
    /// What the visitor refuses.
    pub fn end(&mut self, visitor: &mut impl Visitor) -> Result<(), ReadError> {
        self.too_deep = 0;
        while !self.frames.is_empty() {
            self.end_table(visitor)?;
        }
        Ok(())
    }

    fn begin_table(&mut self, tag: &str, visitor: &mut impl Visitor) -> Result<(), ReadError> {
        if self.frames.len() >= DEEPEST {
            self.too_deep += 1;
            return Ok(());
        }
        // Outside a cell a table cannot stand in another: the one before was never closed.
        if self.frames.last().is_some_and(|frame| !frame.in_cell) {
            self.end_table(visitor)?;
        }
        visitor.table(self.tables, self.frames.last().map(|frame| frame.table), tag);
        self.frames.push(Frame { table: self.tables, ..Frame::default() });
        self.tables += 1;
        Ok(())
    }

    fn end_table(&mut self, visitor: &mut impl Visitor) -> Result<(), ReadError> {
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return Ok(());
        }
        self.end_row(visitor)?;
        self.frames.pop().map_or(Ok(()), |frame| visitor.table_end(frame.table))
    }

    fn begin_row(&mut self, tag: &str, visitor: &mut impl Visitor) -> Result<(), ReadError> {
        self.end_row(visitor)?;
        if self.frames.is_empty() {
            self.begin_table("", visitor)?;
        }
        if let Some(frame) = self.frames.last_mut() {
            frame.row = frame.row.saturating_add(1);
            frame.column = 0;
            frame.in_row = true;
            visitor.row(frame.table, frame.row, tag);
        }
        Ok(())
    }

    fn end_row(&mut self, visitor: &mut impl Visitor) -> Result<(), ReadError> {
        self.end_cell(visitor);
        match self.frames.last_mut().filter(|frame| frame.in_row) {
            Some(frame) => {
                frame.in_row = false;
                visitor.row_end(frame.table)
            }
            None => Ok(()),
        }
    }

    fn begin_cell(&mut self, tag: &str, visitor: &mut impl Visitor) -> Result<(), ReadError> {
        self.end_cell(visitor);
        if !self.frames.last().is_some_and(|frame| frame.in_row) {
            self.begin_row("", visitor)?;
        }
        if let Some(frame) = self.frames.last_mut() {
            let (at, merge) = frame.place(tag);
            frame.in_cell = true;
            visitor.cell(frame.table, at, merge, tag);
        }
        Ok(())
    }

    fn end_cell(&mut self, visitor: &mut impl Visitor) {
        if let Some(frame) = self.frames.last_mut().filter(|frame| frame.in_cell) {
            frame.in_cell = false;
            visitor.cell_end(frame.table);
        }
    }
}

impl Frame {
    fn is_covered(&self, column: u32) -> bool {
        usize::try_from(column).ok().and_then(|column| self.covered.get(column)).is_some_and(|last| *last >= self.row)
    }

    /// The place of the next cell, stepping over what is covered from above.
    fn place(&mut self, tag: &str) -> (CellAt, Option<Merge>) {
        let span =
            |name: &str| attribute(tag, name).and_then(|value| value.trim().parse::<u32>().ok()).unwrap_or(1).max(1);
        let (wide, tall) = (span("colspan").min(WIDEST_SPAN), span("rowspan").min(TALLEST_SPAN));
        while self.column < COLUMNS && self.is_covered(self.column) {
            self.column += 1;
        }
        let from = CellAt { row: self.row, column: self.column };
        let to = CellAt { row: from.row.saturating_add(tall - 1), column: from.column.saturating_add(wide - 1) };
        if tall > 1 && to.column < COLUMNS {
            for column in from.column..=to.column {
                let Ok(column) = usize::try_from(column) else { continue };
                if self.covered.len() <= column {
                    self.covered.resize(column + 1, 0);
                }
                if let Some(last) = self.covered.get_mut(column) {
                    *last = (*last).max(to.row);
                }
            }
        }
        self.column = self.column.saturating_add(wide);
        (from, (from != to).then_some(Merge { from, to }))
    }
}
