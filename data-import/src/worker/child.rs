//! The child's side.

use super::Request;
use super::frame::{self, Kind};
use crate::cell::{Merge, Row};
use crate::error::{FileFormat, ReadError};
use crate::limits::Limits;
use crate::read::gate::Sink;
use crate::read::parse_here;
use serde::Serialize;
use std::io::{BufWriter, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Longest request, bytes of JSON.
const REQUEST_BYTES: u64 = 1 << 20;
/// Rows are sent on once so many bytes are gathered.
const BATCH_BYTES: usize = 256 << 10;

/// Reads a request and a file from `input`, writes frames to `output`; the result is the exit code.
///
/// Limits its own memory and time first, so nothing that a file makes a library do can reach the caller.
pub fn run_worker(input: impl Read, output: impl Write) -> i32 {
    limit_self(&Limits::default());
    // A panic message may quote a cell; the parent only needs to know that it happened.
    std::panic::set_hook(Box::new(|_| {}));
    let mut frames = Frames { out: BufWriter::new(output), batch: Vec::new() };
    let Some((request, bytes)) = take_request(input) else { return 2 };
    let parsed = catch_unwind(AssertUnwindSafe(|| parse_here(&bytes, &request, &mut frames)));
    let answered = match parsed {
        Ok(Ok(parsed)) => frames.flush_rows().and_then(|()| frames.json(Kind::Done, &parsed)),
        Ok(Err(error)) => frames.json(Kind::Failed, &error),
        Err(_) => frames.json(Kind::Failed, &ReadError::Damaged { format: panicked_in(&bytes) }),
    };
    match answered.and_then(|()| frames.out.flush().map_err(|_| ReadError::Cancelled)) {
        Ok(()) => 0,
        Err(_) => 1,
    }
}

/// A library that panics met something its format does not allow.
fn panicked_in(bytes: &[u8]) -> FileFormat {
    use crate::sniff::{Container, sniff};
    match sniff(bytes) {
        Ok(Container::Zip) => {
            crate::precheck::precheck(bytes, &Limits::default()).map_or(FileFormat::Xlsx, |facts| facts.format)
        }
        Ok(container) => container.format(),
        Err(_) => FileFormat::Xls,
    }
}

fn take_request(mut input: impl Read) -> Option<(Request, Vec<u8>)> {
    let mut length = [0u8; 4];
    input.read_exact(&mut length).ok()?;
    let length = u64::from(u32::from_le_bytes(length));
    let mut request = Vec::new();
    input.by_ref().take(length.min(REQUEST_BYTES)).read_to_end(&mut request).ok()?;
    let request: Request = serde_json::from_slice(&request).ok()?;
    // The request may only lower the limits; it does so before the file is in memory.
    limit_self(&request.limits);
    let mut bytes = Vec::new();
    input.take(request.limits.file_bytes + 1).read_to_end(&mut bytes).ok()?;
    Some((request, bytes))
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

struct Frames<W: Write> {
    out: BufWriter<W>,
    batch: Vec<u8>,
}

impl<W: Write> Frames<W> {
    fn send(&mut self, kind: Kind, payload: &[u8]) -> Result<(), ReadError> {
        // The parent is gone or has stopped listening: that is how it cancels.
        frame::write(&mut self.out, kind, payload).map_err(|_| ReadError::Cancelled)
    }

    fn json(&mut self, kind: Kind, value: &impl Serialize) -> Result<(), ReadError> {
        let payload = serde_json::to_vec(value).map_err(|_| ReadError::ParserConfused)?;
        self.send(kind, &payload)
    }

    fn flush_rows(&mut self) -> Result<(), ReadError> {
        if self.batch.is_empty() {
            return Ok(());
        }
        let batch = std::mem::take(&mut self.batch);
        self.send(Kind::Rows, &batch)
    }
}

impl<W: Write> Sink for Frames<W> {
    fn sheet(&mut self, name: Option<String>, hidden: bool, merges: Vec<Merge>) -> Result<(), ReadError> {
        self.flush_rows()?;
        self.json(Kind::Sheet, &(name, hidden, merges))
    }

    fn row(&mut self, row: Row) -> Result<(), ReadError> {
        frame::put_row(&mut self.batch, &row);
        if self.batch.len() >= BATCH_BYTES { self.flush_rows() } else { Ok(()) }
    }

    fn note(&mut self, withheld: Vec<u32>, far_rows: Vec<u32>) -> Result<(), ReadError> {
        self.flush_rows()?;
        self.json(Kind::Note, &(withheld, far_rows))
    }

    fn sheet_end(&mut self) -> Result<(), ReadError> {
        self.flush_rows()?;
        self.send(Kind::SheetEnd, &[])
    }
}
