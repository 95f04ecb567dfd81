//! The value of an OpenDocument cell.

use crate::cell::{Cell, Form};
use crate::read::xml::number;
use quick_xml::events::BytesStart;

/// Spaces that one element may stand for.
const SPACES: u32 = 1_000;

/// A cell while it is read.
#[derive(Debug, Default)]
pub struct Value {
    kind: String,
    /// The value as its attribute states it.
    stated: Option<String>,
    /// Paragraphs as shown.
    shown: String,
    paragraphs: u32,
    in_paragraph: u32,
}

impl Value {
    /// A cell that begins.
    pub fn of(tag: &BytesStart<'_>) -> Self {
        let mut value = Self::default();
        for found in tag.attributes().with_checks(false).flatten() {
            let Ok(text) = found.normalized_value(quick_xml::XmlVersion::Implicit1_0) else { continue };
            match found.key.as_ref() {
                "calcext:value-type" if text == "error" => value.kind = "error".into(),
                "office:value-type" if value.kind != "error" => value.kind = text.into_owned(),
                "office:value"
                | "office:date-value"
                | "office:time-value"
                | "office:boolean-value"
                | "office:string-value" => {
                    value.stated = Some(text.into_owned());
                }
                _ => {}
            }
        }
        value
    }

    /// An element inside begins.
    pub fn begin(&mut self, name: &str, tag: &BytesStart<'_>) {
        match name {
            "text:p" | "text:h" => {
                if self.paragraphs > 0 && self.in_paragraph == 0 {
                    self.shown.push('\n');
                }
                self.paragraphs += 1;
                self.in_paragraph += 1;
            }
            "text:s" => {
                let spaces = number(tag, "c").unwrap_or(1).min(SPACES);
                self.shown.extend((0..spaces).map(|_| ' '));
            }
            "text:tab" => self.shown.push('\t'),
            "text:line-break" => self.shown.push('\n'),
            _ => {}
        }
    }

    /// An element inside ends.
    pub fn end(&mut self, name: &str) {
        if matches!(name, "text:p" | "text:h") {
            self.in_paragraph = self.in_paragraph.saturating_sub(1);
        }
    }

    /// Text inside.
    pub fn text(&mut self, text: &str) {
        if self.in_paragraph > 0 {
            // Line breaks of the source are white space.
            self.shown.extend(text.chars().map(|c| if matches!(c, '\n' | '\r') { ' ' } else { c }));
        }
    }

    /// A character that was written as a reference.
    pub fn character(&mut self, character: Option<char>) {
        if self.in_paragraph > 0 {
            self.shown.extend(character);
        }
    }

    /// The cell, if it holds a value.
    pub fn made(self) -> Option<Cell> {
        let stated = self.stated.as_deref().unwrap_or_default().trim();
        let cell = match self.kind.as_str() {
            "float" | "percentage" | "currency" => stated.parse().ok().map(Cell::number),
            "date" if !stated.is_empty() => Some(Cell::of(Form::Date, day(stated))),
            "boolean" => {
                let truth = stated == "true";
                Some(Cell::of(Form::Bool(truth), if truth { "TRUE" } else { "FALSE" }))
            }
            "error" => Some(Cell::of(Form::Error, self.shown.as_str())),
            _ => None,
        };
        let text = if self.shown.is_empty() { self.stated.unwrap_or_default() } else { self.shown };
        cell.or_else(|| (!text.is_empty()).then(|| Cell::text(text)))
    }
}

/// `1980-01-05T00:00:00.000` without a time that says nothing.
fn day(stated: &str) -> &str {
    let whole = stated.split_once('.').map_or(stated, |(whole, _)| whole);
    whole.trim_end_matches("T00:00:00")
}
