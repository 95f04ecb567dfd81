//! Text of a Word paragraph or cell: runs joined, each paragraph a line.

use crate::cell::Cell;

/// Text while it is read.
#[derive(Debug, Default)]
pub struct Text {
    text: String,
    has_plain: bool,
    has_struck: bool,
    /// A paragraph began and has shown nothing yet.
    breaks: bool,
}

impl Text {
    /// A paragraph begins.
    pub fn paragraph(&mut self) {
        self.breaks = !self.text.is_empty();
    }

    /// Another cell of a table inside the cell begins.
    pub fn gap(&mut self) {
        if !self.text.is_empty() && !self.breaks && !self.text.ends_with(' ') {
            self.text.push(' ');
        }
    }

    /// Shows text; `struck` with a line through it.
    pub fn push(&mut self, text: &str, struck: bool) {
        if std::mem::take(&mut self.breaks) {
            self.text.push('\n');
        }
        self.text.push_str(text);
        if !text.trim().is_empty() {
            *(if struck { &mut self.has_struck } else { &mut self.has_plain }) = true;
        }
    }

    /// What was shown, without the spaces around it.
    pub fn shown(&self) -> &str {
        self.text.trim()
    }

    /// The cell, if it shows anything.
    pub fn made(self, fill: Option<[u8; 3]>) -> Option<Cell> {
        let text = self.shown();
        let struck = self.has_struck && !self.has_plain;
        (!text.is_empty()).then(|| Cell { struck, fill, ..Cell::text(text) })
    }
}
