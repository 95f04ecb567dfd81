//! The first pass over SpreadsheetML: what must be known before the first row of a sheet is passed on.

use super::{events, place::Place};
use crate::cell::Merge;
use crate::error::ReadError;
use crate::read::cell_format::Look;
use crate::read::xml::{MERGES_KEPT, attribute, colour};
use quick_xml::events::{BytesStart, Event};
use std::collections::HashMap;

/// One worksheet before its rows.
#[derive(Debug, Default)]
pub struct SheetLayout {
    pub name: String,
    pub hidden: bool,
    pub merges: Vec<Merge>,
}

/// All worksheets in file order, and the styles.
#[derive(Debug, Default)]
pub struct Layout {
    pub sheets: Vec<SheetLayout>,
    styles: HashMap<String, Look>,
}

impl Layout {
    /// Reads the whole file once, keeping only this.
    ///
    /// # Errors
    /// [`ReadError::Damaged`], [`ReadError::HostileXml`].
    pub fn of(text: &str) -> Result<Self, ReadError> {
        let mut layout = Self::default();
        let mut place = Place::default();
        let mut style = None;
        let mut in_visible = false;
        events(text, |event| {
            match event {
                Event::Start(tag) => {
                    place.open(tag);
                    match tag.local_name().as_ref() {
                        "Style" => style = layout.begin_style(tag),
                        "Visible" => in_visible = true,
                        _ => layout.open(tag, &place, style.as_deref()),
                    }
                }
                Event::End(tag) => {
                    place.close(tag.local_name().as_ref());
                    match tag.local_name().as_ref() {
                        "Style" => style = None,
                        "Visible" => in_visible = false,
                        _ => {}
                    }
                }
                Event::Text(text) if in_visible => {
                    if let Some(sheet) = layout.sheets.last_mut() {
                        sheet.hidden |= text.contains("Hidden");
                    }
                }
                _ => {}
            }
            Ok(())
        })?;
        Ok(layout)
    }

    /// How a style looks; nothing special for an unknown one.
    pub fn look(&self, style: &str) -> Look {
        self.styles.get(style).copied().unwrap_or_default()
    }

    /// A style begins as its parent, which stands before it.
    fn begin_style(&mut self, tag: &BytesStart<'_>) -> Option<String> {
        let id = attribute(tag, "ID")?;
        let inherited = attribute(tag, "Parent").map(|parent| self.look(&parent)).unwrap_or_default();
        self.styles.insert(id.clone(), inherited);
        Some(id)
    }

    fn open(&mut self, tag: &BytesStart<'_>, place: &Place, style: Option<&str>) {
        match tag.local_name().as_ref() {
            "Worksheet" => {
                let name = attribute(tag, "Name").unwrap_or_default();
                self.sheets.push(SheetLayout { name, ..SheetLayout::default() });
            }
            "Cell" => {
                if let Some(sheet) = self.sheets.last_mut().filter(|sheet| sheet.merges.len() < MERGES_KEPT) {
                    sheet.merges.extend(place.merge());
                }
            }
            "Font" | "Interior" => {
                let Some(look) = style.and_then(|style| self.styles.get_mut(style)) else { return };
                if let Some(line) = attribute(tag, "StrikeThrough") {
                    look.struck = line == "1";
                }
                if let Some(painted) = attribute(tag, "Color").filter(|_| tag.local_name().as_ref() == "Interior") {
                    look.fill = colour(&painted);
                }
                if attribute(tag, "Pattern").is_some_and(|pattern| pattern == "None") {
                    look.fill = None;
                }
            }
            _ => {}
        }
    }
}
