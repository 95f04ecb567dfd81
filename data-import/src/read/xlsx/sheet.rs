//! The rows of a sheet, each passed on when it is complete.

use super::damaged;
use super::reference::{COLUMNS, parse};
use super::rich_text::content;
use super::tag::{Tag, is_true};
use super::value::{Content, Kind, Reading};
use super::xml::{Token, Xml};
use crate::cell::{Cell, Row};
use crate::error::ReadError;
use crate::read::gate::Sink;

/// Cells of a row that are kept before repeated ones are weeded out.
const CROWDED: usize = 2 * COLUMNS as usize;

/// Reads the rows of a sheet part, in the order and under the numbers in which they stand.
///
/// # Errors
/// [`ReadError::Damaged`] for broken XML, or what the sink refuses.
pub fn read(xml: &mut Xml<'_>, reading: &Reading<'_>, sink: &mut dyn Sink) -> Result<(), ReadError> {
    let mut rows = Rows { reading, sink, content: Content::default(), number: 0, width: 0 };
    loop {
        match xml.next()? {
            Token::Open(tag) => match tag.name() {
                b"worksheet" => {}
                b"sheetData" => rows.read(xml)?,
                _ => xml.skip()?,
            },
            Token::End => return Ok(()),
            _ => {}
        }
    }
}

struct Rows<'r> {
    reading: &'r Reading<'r>,
    sink: &'r mut dyn Sink,
    content: Content,
    /// Number of the row read last.
    number: u32,
    /// Cells of the row passed on last: the next will hold about as many.
    width: usize,
}

/// What a row says about itself.
struct Heading {
    number: Option<u32>,
    hidden: bool,
}

/// What a cell says about itself.
struct Place {
    column: Option<u32>,
    row: Option<u32>,
    format: usize,
    kind: Kind,
}

impl Rows<'_> {
    fn read(&mut self, xml: &mut Xml<'_>) -> Result<(), ReadError> {
        loop {
            match xml.next()? {
                Token::Open(tag) if tag.name() == b"row" => {
                    let heading = heading(&tag);
                    let row = self.row(xml, &heading)?;
                    self.number = row.number;
                    if !row.cells.is_empty() {
                        self.width = row.cells.len();
                        self.sink.row(row)?;
                    }
                }
                Token::Open(_) => xml.skip()?,
                Token::Close => return Ok(()),
                Token::Text(_) | Token::Verbatim(_) => {}
                Token::End => return Err(damaged()),
            }
        }
    }

    fn row(&mut self, xml: &mut Xml<'_>, heading: &Heading) -> Result<Row, ReadError> {
        let mut gathered = Gathered { cells: Vec::with_capacity(self.width), ..Gathered::default() };
        let mut number = heading.number;
        loop {
            match xml.next()? {
                Token::Open(tag) if tag.name() == b"c" => {
                    let place = place(&tag);
                    // A row without a number is where its first cell says.
                    number = number.or(place.row);
                    let cell = self.cell(xml, &place)?;
                    gathered.put(place.column, cell);
                }
                Token::Open(_) => xml.skip()?,
                Token::Close => break,
                Token::Text(_) | Token::Verbatim(_) => {}
                Token::End => return Err(damaged()),
            }
        }
        let number = number.unwrap_or(self.number.saturating_add(1));
        Ok(Row { number, hidden: heading.hidden, cells: gathered.in_order() })
    }

    fn cell(&mut self, xml: &mut Xml<'_>, place: &Place) -> Result<Option<Cell>, ReadError> {
        (self.content.has_value, self.content.has_inline) = (false, false);
        loop {
            match xml.next()? {
                Token::Open(tag) => match tag.name() {
                    b"v" => {
                        self.content.value.clear();
                        self.content.has_value = true;
                        content(xml, &mut self.content.value)?;
                    }
                    b"is" => {
                        self.content.has_inline = true;
                        self.content.inline.gather(xml)?;
                    }
                    // A formula is never looked at: what it came to stands beside it.
                    _ => xml.skip()?,
                },
                Token::Close => return Ok(self.reading.cell(place.kind, place.format, &mut self.content)),
                Token::Text(_) | Token::Verbatim(_) => {}
                Token::End => return Err(damaged()),
            }
        }
    }
}

fn heading(tag: &Tag<'_>) -> Heading {
    let mut heading = Heading { number: None, hidden: false };
    for (name, value) in tag.attributes() {
        match name {
            b"r" => heading.number = parse(value).1,
            b"hidden" => heading.hidden |= is_true(value),
            // A row of no height is hidden too; filters and outlines write `hidden`.
            b"ht" => heading.hidden |= std::str::from_utf8(value).is_ok_and(|height| height.parse() == Ok(0.0)),
            _ => {}
        }
    }
    heading
}

fn place(tag: &Tag<'_>) -> Place {
    let mut place = Place { column: None, row: None, format: 0, kind: Kind::Number };
    for (name, value) in tag.attributes() {
        match name {
            b"r" => (place.column, place.row) = parse(value),
            b"s" => {
                place.format = value
                    .iter()
                    .fold(0, |n: usize, b| n.saturating_mul(10).saturating_add(usize::from(b.wrapping_sub(b'0'))))
            }
            b"t" => place.kind = Kind::named(value),
            _ => {}
        }
    }
    place
}

/// Cells of a row as they come, which should be from left to right.
#[derive(Default)]
struct Gathered {
    cells: Vec<(u32, Cell)>,
    /// Column of the next cell that does not name its own.
    next: u32,
    disordered: bool,
}

impl Gathered {
    fn put(&mut self, column: Option<u32>, cell: Option<Cell>) {
        let column = column.unwrap_or(self.next);
        self.next = column.saturating_add(1);
        let Some(cell) = cell.filter(|_| column < COLUMNS) else { return };
        self.disordered |= self.cells.last().is_some_and(|(last, _)| *last >= column);
        self.cells.push((column, cell));
        if self.cells.len() >= CROWDED {
            self.sort();
        }
    }

    /// Puts the cells in order; of two in one place the later one stays.
    fn sort(&mut self) {
        if std::mem::take(&mut self.disordered) {
            self.cells.reverse();
            self.cells.sort_by_key(|(column, _)| *column);
            self.cells.dedup_by_key(|(column, _)| *column);
        }
    }

    fn in_order(mut self) -> Vec<(u32, Cell)> {
        self.sort();
        self.cells
    }
}
