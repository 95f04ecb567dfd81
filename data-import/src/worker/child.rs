//! The child's side.

use super::frame::{self, Kind};
use super::{Parsed, Request, map};
use crate::cell::{Merge, Row};
use crate::error::{FileFormat, ReadError};
use crate::field::RefusedKind;
use crate::footprints::GroundError;
use crate::limits::Limits;
use crate::read::delimited::{SAMPLE_BYTES, TextEnd};
use crate::read::gate::Sink;
use crate::read::{parse_here, parse_text};
use crate::sniff::{Container, sniff};
use serde::Serialize;
use std::io::{BufWriter, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Longest request, bytes of JSON.
const REQUEST_BYTES: u64 = 1 << 20;
/// Rows are sent on once so many bytes are gathered.
const BATCH_BYTES: usize = 64 << 10;

/// Reads a request and a file from `input`, writes frames to `output`; the result is the exit code.
///
/// Limits its own memory and time first, so nothing that a file makes a library do can reach the caller.
pub fn run_worker(input: impl Read, output: impl Write) -> i32 {
    limit_self(&Limits::default().longest());
    // A panic message may quote a cell; the parent only needs to know that it happened.
    std::panic::set_hook(Box::new(|_| {}));
    let mut frames = Frames { out: BufWriter::new(output), batch: Vec::new(), bytes: None, spare: Row::default() };
    let mut input = input;
    let Some(request) = take_request(&mut input) else { return 2 };
    let answered = answer(&mut input, &request, &mut frames);
    match answered.and_then(|()| frames.out.flush().map_err(|_| ReadError::Cancelled)) {
        Ok(()) => 0,
        Err(_) => 1,
    }
}

fn answer<W: Write>(input: &mut impl Read, request: &Request, frames: &mut Frames<W>) -> Result<(), ReadError> {
    if let Some(asked) = &request.map {
        let ended = catch_unwind(AssertUnwindSafe(|| map::answer(input, asked, &request.limits, frames)));
        return ended.unwrap_or_else(|_| frames.json(Kind::Failed, &ReadError::from(GroundError::Unforeseen)));
    }
    let mut bytes = Vec::new();
    take_in(input, SAMPLE_BYTES as u64, &mut bytes)?;
    let is_text = matches!(sniff(&bytes), Ok(Container::Text));
    if !is_text {
        take_in(input, (request.limits.file_bytes + 1).saturating_sub(bytes.len() as u64), &mut bytes)?;
    }
    let ended = catch_unwind(AssertUnwindSafe(|| {
        if is_text {
            parse_text(&bytes, input, request.encoding.as_deref(), request, frames).map(End::of_text)
        } else {
            parse_here(&bytes, request, frames).map(End::Parsed)
        }
    }));
    match ended {
        Ok(Ok(End::Parsed(parsed))) => frames.flush_rows().and_then(|()| frames.json(Kind::Done, &parsed)),
        Ok(Ok(End::Again(encoding))) => frames.json(Kind::Again, &encoding),
        Ok(Err(error)) => frames.json(Kind::Failed, &error),
        Err(_) => frames.json(Kind::Failed, &ReadError::Damaged { format: panicked_in(&bytes) }),
    }
}

enum End {
    /// The file was read.
    Parsed(Parsed),
    /// It must be read anew, in this encoding; what came of it is gone, so another process must.
    Again(&'static str),
}

impl End {
    fn of_text(end: TextEnd) -> Self {
        match end {
            TextEnd::Read(encoding) => {
                Self::Parsed(Parsed { format: FileFormat::Csv, encoding: Some(encoding.to_owned()) })
            }
            TextEnd::Anew(encoding) => Self::Again(encoding),
        }
    }
}

/// Takes in so many bytes at most.
pub(super) fn take_in(input: &mut impl Read, at_most: u64, bytes: &mut Vec<u8>) -> Result<(), ReadError> {
    input.take(at_most).read_to_end(bytes).map(|_| ()).map_err(|_| ReadError::Cancelled)
}

/// A library that panics met something its format does not allow.
fn panicked_in(bytes: &[u8]) -> FileFormat {
    match sniff(bytes) {
        Ok(Container::Zip) => {
            crate::precheck::precheck(bytes, &Limits::default()).map_or(FileFormat::Xlsx, |facts| facts.format)
        }
        Ok(container) => container.format(),
        Err(_) => FileFormat::Xls,
    }
}

fn take_request(input: &mut impl Read) -> Option<Request> {
    let mut length = [0u8; 4];
    input.read_exact(&mut length).ok()?;
    let length = u64::from(u32::from_le_bytes(length));
    let mut request = Vec::new();
    input.take(length.min(REQUEST_BYTES)).read_to_end(&mut request).ok()?;
    let request: Request = serde_json::from_slice(&request).ok()?;
    // The request may only lower the limits; it does so before any of the file is in memory.
    limit_self(&request.limits);
    Some(request)
}

#[cfg(unix)]
fn limit_self(limits: &Limits) {
    use rlimit::{Resource, getrlimit, setrlimit};
    for (resource, wanted) in
        [(Resource::AS, limits.child_memory), (Resource::CPU, limits.child_time.as_secs().max(1)), (Resource::CORE, 0)]
    {
        // A limit can only be lowered; where it is lower already, that is as good.
        let hard = getrlimit(resource).map_or(wanted, |(_, hard)| hard.min(wanted));
        let _ = setrlimit(resource, hard, hard);
    }
}

#[cfg(not(unix))]
fn limit_self(_limits: &Limits) {}

/// Frames on their way to the parent.
pub(super) struct Frames<W: Write> {
    out: BufWriter<W>,
    batch: Vec<u8>,
    /// How far the reading is, not said yet.
    bytes: Option<(u64, u64)>,
    /// A row that was sent, to be filled anew.
    spare: Row,
}

impl<W: Write> Frames<W> {
    pub(super) fn send(&mut self, kind: Kind, payload: &[u8]) -> Result<(), ReadError> {
        // The parent is gone or has stopped listening: that is how it cancels.
        frame::write(&mut self.out, kind, payload).map_err(|_| ReadError::Cancelled)
    }

    /// Sends what has gathered.
    pub(super) fn flush(&mut self) -> Result<(), ReadError> {
        self.out.flush().map_err(|_| ReadError::Cancelled)
    }

    pub(super) fn json(&mut self, kind: Kind, value: &impl Serialize) -> Result<(), ReadError> {
        let payload = serde_json::to_vec(value).map_err(|_| ReadError::ParserConfused)?;
        self.send(kind, &payload)
    }

    fn flush_rows(&mut self) -> Result<(), ReadError> {
        if self.batch.is_empty() {
            return Ok(());
        }
        if let Some(bytes) = self.bytes.take() {
            self.json(Kind::Bytes, &bytes)?;
        }
        let mut batch = std::mem::take(&mut self.batch);
        let sent = self.send(Kind::Rows, &batch);
        batch.clear();
        self.batch = batch;
        sent
    }
}

impl<W: Write> Sink for Frames<W> {
    fn sheet(&mut self, name: Option<String>, hidden: bool, merges: Vec<Merge>) -> Result<(), ReadError> {
        self.flush_rows()?;
        self.send(Kind::Sheet, &frame::sheet(name.as_deref(), hidden, &merges))
    }

    fn row(&mut self, row: Row) -> Result<(), ReadError> {
        frame::put_row(&mut self.batch, &row);
        self.spare = row;
        if self.batch.len() >= BATCH_BYTES { self.flush_rows() } else { Ok(()) }
    }

    fn note(&mut self, withheld: Vec<u32>, far_rows: Vec<u32>) -> Result<(), ReadError> {
        self.flush_rows()?;
        self.json(Kind::Note, &(withheld, far_rows))
    }

    fn refused(&mut self, columns: Vec<(u32, RefusedKind)>) -> Result<(), ReadError> {
        self.flush_rows()?;
        self.json(Kind::Refused, &columns)
    }

    fn sheet_end(&mut self) -> Result<(), ReadError> {
        self.flush_rows()?;
        self.send(Kind::SheetEnd, &[])
    }

    fn bytes(&mut self, done: u64, total: u64) {
        self.bytes = Some((done, total));
    }

    fn spare(&mut self) -> Row {
        std::mem::take(&mut self.spare)
    }

    fn restart(&mut self) -> Result<(), ReadError> {
        self.batch.clear();
        self.send(Kind::Restart, &[])
    }
}
