//! The first pass over a page: its tables, their merged ranges, and which of them are sheets.

use super::look::Classes;
use super::pieces::{Piece, Pieces};
use super::walk::{Visitor, Walk};
use crate::cell::{CellAt, Merge};
use crate::error::ReadError;
use crate::read::xml::MERGES_KEPT;

/// A table of the page.
#[derive(Debug, Default)]
pub struct TableOutline {
    pub parent: Option<usize>,
    pub rows: u32,
    pub merges: Vec<Merge>,
    /// Its rows are a sheet; else its text belongs to the cell that it stands in.
    pub is_sheet: bool,
    /// Another sheet stands inside it.
    pub holds_sheet: bool,
}

/// What a page holds.
#[derive(Debug, Default)]
pub struct Outline {
    pub tables: Vec<TableOutline>,
    pub classes: Classes,
}

impl Outline {
    /// Looks over a page; `classes` are those of its style sheets elsewhere.
    ///
    /// # Errors
    /// None of its own.
    pub fn of(text: &str, classes: Classes) -> Result<Self, ReadError> {
        let mut outline = Self { tables: Vec::new(), classes };
        let mut walk = Walk::default();
        for piece in Pieces::new(text) {
            if let Piece::Style(sheet) = piece {
                outline.classes.learn(sheet);
            }
            walk.take(piece, &mut outline)?;
        }
        walk.end(&mut outline)?;
        outline.choose_sheets();
        Ok(outline)
    }

    /// How many tables are sheets.
    pub fn sheets(&self) -> usize {
        self.tables.iter().filter(|table| table.is_sheet).count()
    }

    /// A table inside a cell is a sheet when it has more rows than the table around it, which then only lays out the
    /// page; a smaller one is part of its cell.
    fn choose_sheets(&mut self) {
        for table in 0..self.tables.len() {
            let Some((rows, parent)) = self.tables.get(table).map(|table| (table.rows, table.parent)) else { continue };
            let around = parent.and_then(|parent| self.tables.get(parent)).map_or(0, |parent| parent.rows);
            if let Some(table) = self.tables.get_mut(table) {
                table.is_sheet = rows > around;
            }
            let mut outer = parent.filter(|_| rows > around);
            while let Some(table) = outer.and_then(|outer| self.tables.get_mut(outer)) {
                table.holds_sheet = true;
                outer = table.parent;
            }
        }
    }
}

impl Visitor for Outline {
    fn table(&mut self, _table: usize, parent: Option<usize>, _tag: &str) {
        self.tables.push(TableOutline { parent, ..TableOutline::default() });
    }

    fn row(&mut self, table: usize, number: u32, _tag: &str) {
        if let Some(table) = self.tables.get_mut(table) {
            table.rows = number;
        }
    }

    fn cell(&mut self, table: usize, _at: CellAt, merge: Option<Merge>, tag: &str) {
        // Excel spans cells only to make room for long text, and says so.
        let spills = merge.is_some() && self.classes.look(tag).spills;
        if let Some(table) = self.tables.get_mut(table).filter(|table| !spills && table.merges.len() < MERGES_KEPT) {
            table.merges.extend(merge);
        }
    }

    fn cell_end(&mut self, _table: usize) {}

    fn row_end(&mut self, _table: usize) -> Result<(), ReadError> {
        Ok(())
    }

    fn table_end(&mut self, _table: usize) -> Result<(), ReadError> {
        Ok(())
    }

    fn inside(&mut self, _piece: Piece<'_>) {}
}
