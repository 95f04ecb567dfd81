//! The first pass: names, merged ranges and styles, before the first row of a sheet is passed on.

use super::place::Place;
use super::source::Source;
use super::styles::Styles;
use crate::cell::Merge;
use crate::error::ReadError;
use crate::read::xml::{MERGES_KEPT, attribute};
use quick_xml::events::{BytesStart, Event};

/// A sheet before its rows.
#[derive(Debug, Default)]
pub struct SheetOutline {
    pub name: String,
    pub hidden: bool,
    /// Values of another file, kept by the program for its formulas.
    pub is_cache: bool,
    pub merges: Vec<Merge>,
}

/// All sheets in file order, and the styles.
#[derive(Debug, Default)]
pub struct Outline {
    pub sheets: Vec<SheetOutline>,
    pub styles: Styles,
    place: Place,
    depth: u32,
}

impl Outline {
    /// Looks over the whole spreadsheet.
    ///
    /// # Errors
    /// [`ReadError::Damaged`], [`ReadError::HostileXml`].
    pub fn of(source: &Source<'_>) -> Result<Self, ReadError> {
        let mut outline = Self::default();
        source.named_styles(|event| {
            outline.styles.take(event);
            Ok(())
        })?;
        source.content(|event| {
            outline.take(event);
            Ok(())
        })?;
        Ok(outline)
    }

    fn take(&mut self, event: &Event<'_>) {
        self.styles.take(event);
        match event {
            Event::Start(tag) => self.begin(tag),
            Event::End(tag) => match tag.name().as_ref() {
                "table:table" => self.depth = self.depth.saturating_sub(1),
                "table:table-row" if self.depth == 1 => self.place.end_row(),
                "table:table-cell" | "table:covered-table-cell" if self.depth == 1 => self.place.end_cell(),
                _ => {}
            },
            _ => {}
        }
    }

    fn begin(&mut self, tag: &BytesStart<'_>) {
        match tag.name().as_ref() {
            "table:table" => {
                self.depth += 1;
                if self.depth == 1 {
                    self.begin_sheet(tag);
                }
            }
            "table:table-source" => {
                if let Some(sheet) = self.sheets.last_mut() {
                    sheet.is_cache = true;
                }
            }
            "table:table-row" if self.depth == 1 => self.place.begin_row(tag),
            "table:table-cell" | "table:covered-table-cell" if self.depth == 1 => {
                self.place.begin_cell(tag);
                if let Some(sheet) = self.sheets.last_mut().filter(|sheet| sheet.merges.len() < MERGES_KEPT) {
                    sheet.merges.extend(self.place.merge(tag));
                }
            }
            _ => {}
        }
    }

    fn begin_sheet(&mut self, tag: &BytesStart<'_>) {
        self.place.table();
        let name = attribute(tag, "name").unwrap_or_default();
        let hidden = attribute(tag, "style-name").is_some_and(|style| self.styles.hides(&style));
        self.sheets.push(SheetOutline { name, hidden, ..SheetOutline::default() });
    }
}
