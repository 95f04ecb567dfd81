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

/// Rows after which the sink is told how far the reader is.
const SAY_EVERY: u64 = 500;

/// How much of all sheets is read, bytes of XML.
#[derive(Debug, Clone, Copy)]
pub struct Progress {
    /// Of the sheets before this one.
    pub before: u64,
    /// Of all sheets together.
    pub total: u64,
}

/// Reads the rows of a sheet part, in the order and under the numbers in which they stand.
///
/// # Errors
/// [`ReadError::Damaged`] for broken XML, or what the sink refuses.
pub fn read(
    xml: &mut Xml<'_>,
    reading: &Reading<'_>,
    progress: Progress,
    sink: &mut dyn Sink,
) -> Result<(), ReadError> {
    let mut rows = Rows {
        reading,
        sink,
        progress,
        content: Content::default(),
        cell: Cell::text(""),
        number: 0,
        count: 0,
        spare: None,
    };
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
    progress: Progress,
    content: Content,
    /// The cell being written.
    cell: Cell,
    /// Number of the row read last.
    number: u32,
    /// Rows read so far.
    count: u64,
    /// A row that held nothing and was not passed on.
    spare: Option<Row>,
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
                    self.count += 1;
                    if self.count.is_multiple_of(SAY_EVERY) {
                        self.sink.bytes(self.progress.before.saturating_add(xml.read_so_far()), self.progress.total);
                    }
                    if row.cells.is_empty() {
                        self.spare = Some(row);
                    } else {
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
        let row = self.spare.take().unwrap_or_else(|| self.sink.spare());
        let mut gathered = Gathered { cells: row.cells, ..Gathered::default() };
        let mut number = heading.number;
        loop {
            match xml.next()? {
                Token::Open(tag) if tag.name() == b"c" => {
                    let place = place(&tag);
                    // A row without a number is where its first cell says.
                    number = number.or(place.row);
                    if self.cell(xml, &place)? {
                        gathered.keep(place.column, &mut self.cell);
                    } else {
                        gathered.pass(place.column);
                    }
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

    fn cell(&mut self, xml: &mut Xml<'_>, place: &Place) -> Result<bool, ReadError> {
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
                Token::Close => {
                    return Ok(self.reading.fill(place.kind, place.format, &mut self.content, &mut self.cell));
                }
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
    /// Cells so far, then cells of an earlier row to be written over.
    cells: Vec<(u32, Cell)>,
    /// Cells so far.
    kept: usize,
    /// Column of the next cell that does not name its own.
    next: u32,
    disordered: bool,
}

impl Gathered {
    /// Passes over a cell that holds nothing.
    fn pass(&mut self, column: Option<u32>) -> u32 {
        let column = column.unwrap_or(self.next);
        self.next = column.saturating_add(1);
        column
    }

    /// Keeps a cell, unless it stands beyond the last column; leaves one to be written over in its place.
    fn keep(&mut self, column: Option<u32>, cell: &mut Cell) {
        let column = self.pass(column);
        if column >= COLUMNS {
            return;
        }
        let before = self.kept.checked_sub(1).and_then(|before| self.cells.get(before));
        self.disordered |= before.is_some_and(|(before, _)| *before >= column);
        match self.cells.get_mut(self.kept) {
            Some(slot) => {
                slot.0 = column;
                std::mem::swap(&mut slot.1, cell);
            }
            None => self.cells.push((column, std::mem::replace(cell, Cell::text("")))),
        }
        self.kept += 1;
        if self.kept >= CROWDED {
            self.sort();
        }
    }

    /// Puts the cells in order; of two in one place the later one stays.
    fn sort(&mut self) {
        self.cells.truncate(self.kept);
        if std::mem::take(&mut self.disordered) {
            self.cells.reverse();
            self.cells.sort_by_key(|(column, _)| *column);
            self.cells.dedup_by_key(|(column, _)| *column);
        }
        self.kept = self.cells.len();
    }

    fn in_order(mut self) -> Vec<(u32, Cell)> {
        self.sort();
        self.cells
    }
}
