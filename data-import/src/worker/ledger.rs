//! Ledgers in the parsing process, from the parent's side.

use super::feed::{Fed, Feed, Source};
use super::frame::{self, Kind};
use super::parent::{Answer, Listener, Reading};
use super::{Parsed, Request, Watch};
use crate::cell::Workbook;
use crate::error::ReadError;
use crate::limits::Limits;
use crate::read::collect::Collect;
use crate::read::gate::Sink;
use crate::sniff::{Container, sniff};
use std::path::Path;

/// Rows between two looks at whether the user wants to stop.
const LOOK_EVERY: u64 = 64;

/// Parses a file in a child process into memory.
///
/// # Errors
/// Any [`ReadError`]; whatever happens to the child, the caller goes on.
pub fn parse_in_child(
    program: &Path,
    bytes: Vec<u8>,
    request: &Request,
    watch: &dyn Watch,
) -> Result<(Parsed, Workbook), ReadError> {
    let mut collect = Collect::default();
    let parsed = read_in_child(program, bytes, request, watch, &mut collect)?;
    collect.workbook.encoding.clone_from(&parsed.encoding);
    Ok((parsed, collect.workbook))
}

/// Parses bytes in a child process, row by row into a sink.
///
/// # Errors
/// As [`parse_in_child`], or what the sink refuses.
pub fn read_in_child(
    program: &Path,
    bytes: Vec<u8>,
    request: &Request,
    watch: &dyn Watch,
    sink: &mut dyn Sink,
) -> Result<Parsed, ReadError> {
    let source = Source::Bytes { name: String::new(), bytes };
    read_source(program, source, request, watch, sink).map(|(parsed, _)| parsed)
}

/// Parses a file in a child process, row by row into a sink; neither process holds the file where it is delimited text.
///
/// # Errors
/// As [`parse_in_child`], or what the sink refuses.
pub fn read_source(
    program: &Path,
    source: Source,
    request: &Request,
    watch: &dyn Watch,
    sink: &mut dyn Sink,
) -> Result<(Parsed, Fed), ReadError> {
    let feed = Feed::from(source);
    let size = feed.size()?;
    let mut request = Request { limits: limits_for(&feed, size, &request.limits)?, ..request.clone() };
    let reading = Reading { program, feed: &feed, watch };
    match reading.run(&request, &mut Listening { sink, rows: 0, size, watch })? {
        (Answer::Parsed(parsed), fed) => Ok((parsed, fed)),
        (Answer::Again(encoding), _) => {
            sink.restart()?;
            request.encoding = Some(encoding);
            match reading.run(&request, &mut Listening { sink, rows: 0, size, watch })? {
                (Answer::Parsed(parsed), fed) => Ok((parsed, fed)),
                _ => Err(ReadError::ParserConfused),
            }
        }
        (Answer::Mapped, _) => Err(ReadError::ParserConfused),
    }
}

/// The limits for a file of this size, by what it begins like.
fn limits_for(feed: &Feed, size: u64, limits: &Limits) -> Result<Limits, ReadError> {
    let head = feed.head()?;
    let known = sniff(&head);
    if let (Err(error), true) = (&known, head.len() as u64 == size) {
        // What needs no unpacking is said before a process is started.
        return Err(error.clone());
    }
    let is_text = matches!(known, Ok(Container::Text));
    let limit = if is_text { limits.text_bytes } else { limits.file_bytes };
    if size > limit {
        return Err(ReadError::TooLarge { bytes: size, limit });
    }
    Ok(if is_text { limits.for_text(size) } else { limits.clone() })
}

/// Hands what the child says on to a sink.
struct Listening<'a> {
    sink: &'a mut dyn Sink,
    rows: u64,
    /// Bytes of the file.
    size: u64,
    watch: &'a dyn Watch,
}

impl Listener for Listening<'_> {
    fn hear(&mut self, kind: Kind, payload: &[u8]) -> Result<Option<Answer>, ReadError> {
        let confused = |_| ReadError::ParserConfused;
        match kind {
            Kind::Sheet => {
                let (name, hidden, merges) = frame::take_sheet(payload).ok_or(ReadError::ParserConfused)?;
                self.sink.sheet(name, hidden, merges)?;
            }
            Kind::Rows => self.take_rows(payload)?,
            Kind::Note => {
                let (withheld, far_rows) = serde_json::from_slice(payload).map_err(confused)?;
                self.sink.note(withheld, far_rows)?;
            }
            Kind::Refused => self.sink.refused(serde_json::from_slice(payload).map_err(confused)?)?,
            Kind::SheetEnd => self.sink.sheet_end()?,
            Kind::Bytes => {
                let (done, total) = serde_json::from_slice(payload).map_err(confused)?;
                self.watch.bytes(done, if total == 0 { self.size } else { total });
            }
            Kind::Restart => {
                self.rows = 0;
                self.sink.restart()?;
            }
            Kind::Again => {
                return serde_json::from_slice(payload).map(|again| Some(Answer::Again(again))).map_err(confused);
            }
            Kind::Done => {
                return serde_json::from_slice(payload).map(|parsed| Some(Answer::Parsed(parsed))).map_err(confused);
            }
            Kind::Failed => return Err(serde_json::from_slice(payload).map_err(confused)?),
            Kind::Ground | Kind::MapDone => return Err(ReadError::ParserConfused),
        }
        Ok(None)
    }

    fn heard(&self) -> u64 {
        self.rows
    }
}

impl Listening<'_> {
    fn take_rows(&mut self, payload: &[u8]) -> Result<(), ReadError> {
        let mut batch = frame::Rows::of(payload);
        loop {
            let mut row = self.sink.spare();
            match batch.next_into(&mut row) {
                None => return Err(ReadError::ParserConfused),
                Some(false) => return Ok(()),
                Some(true) => self.sink.row(row)?,
            }
            self.rows += 1;
            if self.rows.is_multiple_of(LOOK_EVERY) && self.watch.cancelled() {
                return Err(ReadError::Cancelled);
            }
        }
    }
}
