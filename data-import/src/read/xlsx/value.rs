//! A cell's value, from its kind, its format and what it holds.

use super::escape::decode_x;
use super::rich_text::{RichText, Struck, push_text};
use super::shared_strings::SharedStrings;
use super::styles::Styles;
use super::tag::is_true;
use crate::cell::{Cell, Form};
use crate::read::number_format::Shows;
use crate::read::serial_date;

/// What values refer to.
pub struct Reading<'b> {
    /// Texts by number.
    pub shared: &'b SharedStrings,
    /// Formats by number.
    pub styles: &'b Styles,
    /// Whether days count from 1904.
    pub from_1904: bool,
}

/// Kind of a cell (`ST_CellType`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Kind {
    /// A number, or a date by its format.
    #[default]
    Number,
    /// A text by its number in the shared strings.
    Shared,
    /// Text: what a formula came to.
    Formula,
    /// Text that stands in the cell.
    Inline,
    /// A truth value.
    Truth,
    /// An error value.
    Error,
    /// A date in ISO 8601, in the strict edition.
    Date,
}

impl Kind {
    /// The kind that the attribute `t` names; what is unknown is taken as text.
    pub fn named(name: &[u8]) -> Self {
        match name {
            b"n" | b"" => Self::Number,
            b"s" => Self::Shared,
            b"inlineStr" => Self::Inline,
            b"b" => Self::Truth,
            b"e" => Self::Error,
            b"d" => Self::Date,
            _ => Self::Formula,
        }
    }
}

/// What stands in a cell; kept from one to the next, so that nothing is allocated anew.
#[derive(Default)]
pub struct Content {
    /// Content of `v`; whether there was one says `has_value`.
    pub value: Vec<u8>,
    /// Whether there is a `v`. A formula that was never computed has none.
    pub has_value: bool,
    /// Content of `is`.
    pub inline: RichText,
    /// Whether there is an `is`.
    pub has_inline: bool,
}

impl Reading<'_> {
    /// Fills `cell` with what the content means; false where it means nothing. The cell's text is written over, so
    /// that a row that comes round again allocates nothing.
    pub fn fill(&self, kind: Kind, format: usize, content: &mut Content, cell: &mut Cell) -> bool {
        (cell.form, cell.merged_from) = (Form::Text, None);
        cell.text.clear();
        let style = self.styles.get(format);
        let mut struck = Struck::ByFont;
        if content.has_inline && (kind == Kind::Inline || !content.has_value) {
            struck = content.inline.struck;
            push_text(&content.inline.text, &mut cell.text);
        } else if content.has_value && kind == Kind::Shared {
            let Some(index) = index(&content.value) else { return false };
            struck = self.shared.struck(index);
            cell.text.push_str(self.shared.text(index).unwrap_or_default());
        } else if content.has_value {
            self.plain(kind, style.shows, &mut content.value, cell);
        }
        cell.struck = match struck {
            Struck::ByFont => style.struck,
            said => said == Struck::Yes,
        };
        cell.fill = style.fill;
        !cell.text.is_empty()
    }

    fn plain(&self, kind: Kind, shows: Shows, value: &mut Vec<u8>, cell: &mut Cell) {
        match kind {
            Kind::Number => match number(value) {
                Some(number) if shows == Shows::Day => *cell = serial_date::cell(number, self.from_1904),
                Some(number) => *cell = Cell::number(number),
                None if value.trim_ascii().is_empty() => {}
                None => push_text(value, &mut cell.text),
            },
            Kind::Truth => {
                let truth = is_true(value);
                cell.form = Form::Bool(truth);
                cell.text.push_str(if truth { "TRUE" } else { "FALSE" });
            }
            Kind::Error => {
                cell.form = Form::Error;
                push_text(value, &mut cell.text);
            }
            Kind::Date => {
                push_text(value, &mut cell.text);
                *cell = serial_date::from_iso(&cell.text);
            }
            Kind::Formula | Kind::Inline | Kind::Shared => {
                decode_x(value, 0);
                push_text(value, &mut cell.text);
            }
        }
    }
}

fn index(value: &[u8]) -> Option<usize> {
    let digits = value.trim_ascii();
    let add = |index: usize, byte: &u8| {
        byte.is_ascii_digit().then(|| index.checked_mul(10)?.checked_add(usize::from(byte - b'0')))?
    };
    (!digits.is_empty()).then(|| digits.iter().try_fold(0usize, add))?
}

/// A number as programs write it; `inf` and `nan`, which Rust would also read, are none.
fn number(value: &[u8]) -> Option<f64> {
    let text = std::str::from_utf8(value).ok()?.trim();
    text.parse().ok().filter(|number: &f64| number.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(kind: &str, value: &str) -> Option<Cell> {
        let (shared, styles) = (SharedStrings::default(), Styles::default());
        let reading = Reading { shared: &shared, styles: &styles, from_1904: false };
        let mut content = Content { value: value.into(), has_value: true, ..Content::default() };
        let mut cell = Cell { fill: Some([1; 3]), struck: true, ..Cell::number(1.0) };
        reading.fill(Kind::named(kind.as_bytes()), 0, &mut content, &mut cell).then_some(cell)
    }

    #[test]
    fn each_kind_of_cell_has_its_form() {
        assert_eq!(read("", "1.5E3"), Some(Cell::number(1500.0)), "a number is the default");
        assert_eq!(read("n", " 12 "), Some(Cell::number(12.0)), "space around it does not matter");
        assert_eq!(read("n", "1e999"), Some(Cell::text("1e999")), "what is no number is not lost");
        assert_eq!(read("n", "NaN"), Some(Cell::text("NaN")), "nor taken for one");
        assert_eq!(read("b", "1"), Some(Cell::of(Form::Bool(true), "TRUE")), "truth");
        assert_eq!(read("b", "false"), Some(Cell::of(Form::Bool(false), "FALSE")), "in words");
        assert_eq!(read("e", "#N/A"), Some(Cell::of(Form::Error, "#N/A")), "an error");
        assert_eq!(read("d", "1980-01-05T00:00:00"), Some(Cell::of(Form::Date, "1980-01-05")), "a strict date");
        assert_eq!(read("str", "3幢_x000D_"), Some(Cell::text("3幢\r")), "what a formula came to");
        assert_eq!(read("invented", "x"), Some(Cell::text("x")), "an unknown kind is text");
    }

    #[test]
    fn what_holds_nothing_is_no_cell() {
        for (kind, value) in
            [("n", ""), ("n", " "), ("str", ""), ("s", "0"), ("s", "-1"), ("s", "99999999999999999999"), ("s", "")]
        {
            assert_eq!(read(kind, value), None, "{kind} {value:?}");
        }
    }
}
