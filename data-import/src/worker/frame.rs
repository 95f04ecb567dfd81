//! Frames between child and parent: one byte of kind, four of length, payload; bounded.

use crate::cell::{Cell, CellAt, Form, Merge, Row};
use std::io::{self, Read, Write};

/// Bytes a frame may have.
pub const FRAME_BYTES: usize = 32 << 20;

/// Kinds of frames.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Binary: a sheet begins.
    Sheet = 1,
    /// Binary: rows.
    Rows = 2,
    /// JSON: withheld columns and far rows.
    Note = 3,
    /// Empty: the sheet ends.
    SheetEnd = 4,
    /// JSON: what the file was.
    Done = 5,
    /// JSON: why it was not read.
    Failed = 6,
    /// JSON: bytes done, and of how many.
    Bytes = 7,
    /// Empty: what came so far is to be forgotten, all comes anew.
    Restart = 8,
    /// JSON: the encoding in which the text must be read by another process.
    Again = 9,
    /// JSON: columns refused for what they hold.
    Refused = 10,
    /// Binary: features of a map.
    Ground = 11,
    /// JSON: what else is said of the map; the last of them.
    MapDone = 12,
}

impl Kind {
    fn from_byte(byte: u8) -> Option<Self> {
        use Kind as K;
        let of_ledgers = [K::Sheet, K::Rows, K::Note, K::SheetEnd, K::Done, K::Restart, K::Again, K::Refused];
        let all = of_ledgers.into_iter().chain([K::Failed, K::Bytes, K::Ground, K::MapDone]);
        all.into_iter().find(|kind| *kind as u8 == byte)
    }
}

/// Writes one frame.
pub fn write(out: &mut dyn Write, kind: Kind, payload: &[u8]) -> io::Result<()> {
    let length = u32::try_from(payload.len()).ok().filter(|_| payload.len() <= FRAME_BYTES);
    let length = length.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidData))?;
    out.write_all(&[kind as u8])?;
    out.write_all(&length.to_le_bytes())?;
    out.write_all(payload)
}

/// Reads one frame into `payload`; none at the end of the stream.
pub fn read(input: &mut dyn Read, mut payload: Vec<u8>) -> io::Result<Option<(Kind, Vec<u8>)>> {
    let invalid = || io::Error::from(io::ErrorKind::InvalidData);
    let mut head = [0u8; 5];
    match input.read_exact(&mut head) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        Err(error) => return Err(error),
    }
    let [kind, length @ ..] = head;
    let kind = Kind::from_byte(kind).ok_or_else(invalid)?;
    let length = usize::try_from(u32::from_le_bytes(length)).map_err(|_| invalid())?;
    if length > FRAME_BYTES {
        return Err(invalid());
    }
    payload.resize(length, 0);
    input.read_exact(&mut payload)?;
    Ok(Some((kind, payload)))
}

/// The payload of a [`Kind::Sheet`] frame: hidden, named, name, merged ranges.
pub fn sheet(name: Option<&str>, hidden: bool, merges: &[Merge]) -> Vec<u8> {
    let mut payload = vec![u8::from(hidden), u8::from(name.is_some())];
    let name = name.unwrap_or_default();
    put(&mut payload, length(name));
    payload.extend(name.as_bytes());
    // More would not fit a frame; no spreadsheet program writes so many.
    for Merge { from, to } in merges.iter().take(FRAME_BYTES / 32) {
        [from.row, from.column, to.row, to.column].into_iter().for_each(|number| put(&mut payload, number));
    }
    payload
}

/// Takes a [`Kind::Sheet`] frame apart; none when it is no such payload.
pub fn take_sheet(payload: &[u8]) -> Option<(Option<String>, bool, Vec<Merge>)> {
    let mut rest = Payload { rest: payload };
    let (hidden, named) = (rest.u8()? != 0, rest.u8()? != 0);
    let name = rest.text()?.to_owned();
    let mut merges = Vec::new();
    while !rest.rest.is_empty() {
        let from = CellAt { row: rest.number()?, column: rest.number()? };
        merges.push(Merge { from, to: CellAt { row: rest.number()?, column: rest.number()? } });
    }
    Some((named.then_some(name), hidden, merges))
}

/// Appends a row to the payload of a [`Kind::Rows`] frame.
pub fn put_row(payload: &mut Vec<u8>, row: &Row) {
    put(payload, row.number);
    payload.push(u8::from(row.hidden));
    put(payload, u32::try_from(row.cells.len()).unwrap_or(0));
    let mut due = 0;
    for (column, cell) in &row.cells {
        // Columns ascend, so that the step to the next is nearly always none.
        put(payload, column.wrapping_sub(due));
        due = column.wrapping_add(1);
        let (tag, number) = match cell.form {
            Form::Text => (0, None),
            Form::Number(value) => (1, Some(value)),
            Form::Date => (2, None),
            Form::Bool(false) => (3, None),
            Form::Bool(true) => (4, None),
            Form::Error => (5, None),
            Form::Empty => (6, None),
        };
        payload.push(tag | (u8::from(cell.struck) << 7) | (u8::from(cell.fill.is_some()) << 6));
        payload.extend(cell.fill.iter().flatten());
        if let Some(value) = number {
            payload.extend(value.to_le_bytes());
        }
        put(payload, length(&cell.text));
        payload.extend(cell.text.as_bytes());
    }
}

fn length(text: &str) -> u32 {
    u32::try_from(text.len()).unwrap_or(0)
}

/// Seven bits a byte, the lowest first; the eighth says that more follow.
pub fn put(payload: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        payload.push(number.to_le_bytes()[0] | 0x80);
        number >>= 7;
    }
    payload.push(number.to_le_bytes()[0]);
}

/// The rows of the payload of a [`Kind::Rows`] frame.
pub struct Rows<'a> {
    rest: Payload<'a>,
}

impl<'a> Rows<'a> {
    /// From its first.
    pub fn of(payload: &'a [u8]) -> Self {
        Self { rest: Payload { rest: payload } }
    }

    /// Puts the next row in place of another, whose strings are used again; false after the last, none where the
    /// payload is none.
    pub fn next_into(&mut self, row: &mut Row) -> Option<bool> {
        let rest = &mut self.rest;
        if rest.rest.is_empty() {
            return Some(false);
        }
        row.number = rest.number()?;
        row.hidden = rest.u8()? != 0;
        let cells = usize::try_from(rest.number()?).ok()?;
        row.cells.truncate(cells);
        let mut due = 0u32;
        for place in 0..cells {
            let column = rest.number()?.wrapping_add(due);
            due = column.wrapping_add(1);
            let tag = rest.u8()?;
            let fill = if tag & 0x40 != 0 { Some(rest.take(3)?.try_into().ok()?) } else { None };
            let form = rest.form(tag & 0x3F)?;
            let text = rest.text()?;
            match row.cells.get_mut(place) {
                Some((at, cell)) => {
                    let mut kept = std::mem::take(&mut cell.text);
                    kept.clear();
                    kept.push_str(text);
                    *at = column;
                    *cell = Cell { text: kept, form, merged_from: None, struck: tag & 0x80 != 0, fill };
                }
                None => {
                    let text = text.to_owned();
                    row.cells.push((column, Cell { text, form, merged_from: None, struck: tag & 0x80 != 0, fill }));
                }
            }
        }
        Some(true)
    }
}

/// What is left of a payload.
pub struct Payload<'a> {
    rest: &'a [u8],
}

impl<'a> Payload<'a> {
    /// From its beginning.
    pub fn of(payload: &'a [u8]) -> Self {
        Self { rest: payload }
    }

    /// Whether nothing is left.
    pub fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    /// So many bytes.
    pub fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(taken)
    }

    /// A byte.
    pub fn u8(&mut self) -> Option<u8> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*first)
    }

    /// A number, as [`put`] wrote it.
    pub fn number(&mut self) -> Option<u32> {
        let mut number = 0u32;
        for shift in [0, 7, 14, 21, 28] {
            let byte = self.u8()?;
            number |= u32::from(byte & 0x7F).checked_shl(shift)?;
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }

    /// A text behind its length.
    pub fn text(&mut self) -> Option<&'a str> {
        let length = usize::try_from(self.number()?).ok()?;
        std::str::from_utf8(self.take(length)?).ok()
    }

    fn form(&mut self, tag: u8) -> Option<Form> {
        Some(match tag {
            0 => Form::Text,
            1 => Form::Number(f64::from_le_bytes(self.take(8)?.try_into().ok()?)),
            2 => Form::Date,
            3 => Form::Bool(false),
            4 => Form::Bool(true),
            5 => Form::Error,
            6 => Form::Empty,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn rows_come_out_as_they_went_in() {
        let cells = vec![
            (0, Cell::text("张三")),
            (2, Cell::number(3.30299e17)),
            (3, Cell::of(Form::Date, "1980-01-05")),
            (9, Cell { struck: true, fill: Some([255, 0, 64]), ..Cell::of(Form::Bool(true), "TRUE") }),
        ];
        let rows = vec![Row { number: 7, hidden: true, cells }, Row { number: 9, ..Row::default() }];
        let mut payload = Vec::new();
        rows.iter().for_each(|row| put_row(&mut payload, row));
        let fresh = Row::default();
        let used = Row { cells: vec![(5, Cell { struck: true, ..Cell::text("李四") }); 9], ..Row::default() };
        for row in [fresh, used] {
            let mut taken = Rows::of(&payload);
            for wanted in &rows {
                let mut row = row.clone();
                assert_eq!(taken.next_into(&mut row), Some(true), "there is a row");
                assert_eq!(row, *wanted, "nothing is lost between the processes, nothing stays of a row before");
            }
            assert_eq!(taken.next_into(&mut row.clone()), Some(false), "and no more");
        }
    }

    #[test]
    fn a_sheet_comes_out_as_it_went_in() {
        let at = |row, column| CellAt { row, column };
        let merges = vec![Merge { from: at(1, 0), to: at(1_048_576, 16_383) }, Merge { from: at(2, 3), to: at(2, 4) }];
        for name in [None, Some("底册"), Some("")] {
            let taken = take_sheet(&sheet(name, true, &merges));
            assert_eq!(taken, Some((name.map(str::to_owned), true, merges.clone())), "a sheet without a name stays so");
        }
    }

    proptest! {
        #[test]
        fn a_mad_child_does_not_upset_the_parent(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let (mut rows, mut row) = (Rows::of(&bytes), Row::default());
            while rows.next_into(&mut row) == Some(true) {}
            let _ = take_sheet(&bytes);
            let _ = read(&mut bytes.as_slice(), Vec::new());
        }
    }
}
