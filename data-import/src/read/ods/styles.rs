//! Styles of OpenDocument: lines, fills, and sheets that are not displayed.

use crate::read::cell_format::Look;
use crate::read::xml::{attribute, colour};
use quick_xml::events::{BytesStart, Event};
use std::collections::{HashMap, HashSet};

/// The styles met so far.
#[derive(Debug, Default)]
pub struct Styles {
    cells: HashMap<String, Look>,
    hidden_tables: HashSet<String>,
    /// The open style: its name, and whether it is one of cells.
    open: Option<(String, bool)>,
}

impl Styles {
    /// Takes an event in.
    pub fn take(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(tag) => self.begin(tag),
            Event::End(tag) if tag.local_name().as_ref() == "style" => self.open = None,
            _ => {}
        }
    }

    fn begin(&mut self, tag: &BytesStart<'_>) {
        match tag.local_name().as_ref() {
            "style" => {
                let Some(name) = attribute(tag, "name") else { return };
                let of_cells = attribute(tag, "family").is_some_and(|family| family == "table-cell");
                if of_cells {
                    let parent = attribute(tag, "parent-style-name").map(|parent| self.look(&parent));
                    self.cells.insert(name.clone(), parent.unwrap_or_default());
                }
                self.open = Some((name, of_cells));
            }
            "table-cell-properties" => {
                if let (Some(painted), Some(look)) = (attribute(tag, "background-color"), self.open_look()) {
                    look.fill = colour(&painted);
                }
            }
            "text-properties" => {
                let line =
                    attribute(tag, "text-line-through-style").or_else(|| attribute(tag, "text-line-through-type"));
                if let (Some(line), Some(look)) = (line, self.open_look()) {
                    look.struck = line != "none";
                }
            }
            "table-properties" if attribute(tag, "display").is_some_and(|display| display == "false") => {
                self.hidden_tables.extend(self.open.as_ref().map(|(name, _)| name.clone()));
            }
            _ => {}
        }
    }

    fn open_look(&mut self) -> Option<&mut Look> {
        let (name, _) = self.open.as_ref().filter(|(_, of_cells)| *of_cells)?;
        self.cells.get_mut(name)
    }

    /// How a style of cells looks; nothing special for an unknown one.
    pub fn look(&self, name: &str) -> Look {
        self.cells.get(name).copied().unwrap_or_default()
    }

    /// Whether tables of a style are not displayed.
    pub fn hides(&self, name: &str) -> bool {
        self.hidden_tables.contains(name)
    }
}
