//! Frames between child and parent: one byte of kind, four of length, payload; bounded.

use crate::cell::{Cell, Form, Row};
use std::io::{self, Read, Write};

/// Bytes a frame may have.
pub const FRAME_BYTES: usize = 32 << 20;

/// Kinds of frames.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// JSON: a sheet begins.
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
}

impl Kind {
    fn from_byte(byte: u8) -> Option<Self> {
        [Self::Sheet, Self::Rows, Self::Note, Self::SheetEnd, Self::Done, Self::Failed]
            .into_iter()
            .find(|kind| *kind as u8 == byte)
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

/// Reads one frame; none at the end of the stream.
pub fn read(input: &mut dyn Read) -> io::Result<Option<(Kind, Vec<u8>)>> {
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
    let mut payload = vec![0u8; length];
    input.read_exact(&mut payload)?;
    Ok(Some((kind, payload)))
}

/// Appends a row to the payload of a [`Kind::Rows`] frame.
pub fn put_row(payload: &mut Vec<u8>, row: &Row) {
    put_u32(payload, row.number);
    payload.push(u8::from(row.hidden));
    put_u32(payload, u32::try_from(row.cells.len()).unwrap_or(0));
    for (column, cell) in &row.cells {
        put_u32(payload, *column);
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
        put_u32(payload, u32::try_from(cell.text.len()).unwrap_or(0));
        payload.extend(cell.text.as_bytes());
    }
}

fn put_u32(payload: &mut Vec<u8>, value: u32) {
    payload.extend(value.to_le_bytes());
}

/// Takes the rows out of the payload of a [`Kind::Rows`] frame; none when it is no such payload.
pub fn take_rows(payload: &[u8]) -> Option<Vec<Row>> {
    let mut rest = Payload { rest: payload };
    let mut rows = Vec::new();
    while !rest.rest.is_empty() {
        let mut row = Row { number: rest.u32()?, hidden: rest.u8()? != 0, cells: Vec::new() };
        for _ in 0..rest.u32()? {
            let column = rest.u32()?;
            let tag = rest.u8()?;
            let fill = if tag & 0x40 != 0 { Some(rest.take(3)?.try_into().ok()?) } else { None };
            let form = match tag & 0x3F {
                0 => Form::Text,
                1 => Form::Number(f64::from_le_bytes(rest.take(8)?.try_into().ok()?)),
                2 => Form::Date,
                3 => Form::Bool(false),
                4 => Form::Bool(true),
                5 => Form::Error,
                6 => Form::Empty,
                _ => return None,
            };
            let length = usize::try_from(rest.u32()?).ok()?;
            let text = std::str::from_utf8(rest.take(length)?).ok()?.to_owned();
            row.cells.push((column, Cell { text, form, merged_from: None, struck: tag & 0x80 != 0, fill }));
        }
        rows.push(row);
    }
    Some(rows)
}

struct Payload<'a> {
    rest: &'a [u8],
}

impl<'a> Payload<'a> {
    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(taken)
    }

    fn u8(&mut self) -> Option<u8> {
        self.take(1)?.first().copied()
    }

    fn u32(&mut self) -> Option<u32> {
        self.take(4)?.try_into().ok().map(u32::from_le_bytes)
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
        assert_eq!(take_rows(&payload), Some(rows), "nothing is lost between the processes");
    }

    proptest! {
        #[test]
        fn a_mad_child_does_not_upset_the_parent(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let _ = take_rows(&bytes);
            let _ = read(&mut bytes.as_slice());
        }
    }
}
