//! The parent's side.

use super::feed::{Fed, Feed, Source};
use super::frame::{self, Kind};
use super::{Parsed, Request, WORKER_ARGUMENT, Watch};
use crate::cell::Workbook;
use crate::error::ReadError;
use crate::limits::Limits;
use crate::read::collect::Collect;
use crate::read::gate::Sink;
use crate::sniff::{Container, sniff};
use std::io::BufReader;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel, sync_channel};
use std::time::{Duration, Instant};

/// How often cancelling and the time limit are looked at while the child is silent.
const TICK: Duration = Duration::from_millis(50);
/// Frames that may wait between the child and us.
const FRAMES_WAITING: usize = 16;
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
    match (Reading { program, feed: &feed, size, watch }).run(&request, sink)? {
        (Answer::Parsed(parsed), fed) => Ok((parsed, fed)),
        (Answer::Again(encoding), _) => {
            sink.restart()?;
            request.encoding = Some(encoding);
            match (Reading { program, feed: &feed, size, watch }).run(&request, sink)? {
                (Answer::Parsed(parsed), fed) => Ok((parsed, fed)),
                (Answer::Again(_), _) => Err(ReadError::ParserConfused),
            }
        }
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

enum Answer {
    /// The file was read.
    Parsed(Parsed),
    /// It must be read again, in this encoding.
    Again(String),
}

enum Broken {
    /// The child closed its output without an answer.
    Silent,
    Known(ReadError),
}

impl From<ReadError> for Broken {
    fn from(error: ReadError) -> Self {
        Self::Known(error)
    }
}

/// One reading of a file.
struct Reading<'a> {
    program: &'a Path,
    feed: &'a Feed,
    /// Bytes of the file.
    size: u64,
    watch: &'a dyn Watch,
}

impl Reading<'_> {
    fn run(&self, request: &Request, sink: &mut dyn Sink) -> Result<(Answer, Fed), ReadError> {
        let mut command = Command::new(self.program);
        command.arg(WORKER_ARGUMENT).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().map_err(|_| ReadError::ParserMissing)?;
        let result = self
            .begin(&mut child, request)
            .and_then(|(feeding, frames)| self.converse(&frames, request, sink).map(|answer| (answer, feeding)));
        if result.is_err() {
            // Already ended or not: either way it must not outlive the answer.
            let _ = child.kill();
        }
        let status = child.wait();
        let (answer, feeding) = match result {
            Err(Broken::Silent) => {
                let status = status.map_or_else(|error| error.kind().to_string(), |status| status.to_string());
                return Err(ReadError::ParserDied { status });
            }
            Err(Broken::Known(error)) => return Err(error),
            Ok(answered) => answered,
        };
        match (feeding.join(), answer) {
            (Ok(Ok(fed)), answer) => Ok((answer, fed)),
            // It was not taken to its end, as it is read again.
            (_, Answer::Again(encoding)) => Ok((Answer::Again(encoding), Fed { sha256: String::new(), bytes: 0 })),
            (Ok(Err(error)), _) => Err(ReadError::Unopenable { why: error.to_string() }),
            (Err(_), _) => Err(ReadError::ParserConfused),
        }
    }

    fn begin(&self, child: &mut Child, request: &Request) -> Result<(Feeding, Frames), Broken> {
        let (Some(stdin), Some(stdout)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(ReadError::ParserMissing.into());
        };
        let request = serde_json::to_vec(request).map_err(|_| ReadError::ParserConfused)?;
        let length = u32::try_from(request.len()).map_err(|_| ReadError::ParserConfused)?;
        let before = [length.to_le_bytes().as_slice(), &request].concat();
        // A child that dies early breaks the pipe; what it died of is told by its silence.
        Ok((self.feed.pour(before, stdin)?, Frames::of(stdout)))
    }

    fn converse(&self, frames: &Frames, request: &Request, sink: &mut dyn Sink) -> Result<Answer, Broken> {
        let mut rows = 0u64;
        let mut heard = Instant::now();
        loop {
            if self.watch.cancelled() {
                return Err(ReadError::Cancelled.into());
            }
            let (kind, payload) = match frames.waiting.recv_timeout(TICK) {
                Ok(Ok(frame)) => frame,
                Ok(Err(_)) => return Err(ReadError::ParserConfused.into()),
                Err(RecvTimeoutError::Disconnected) => return Err(Broken::Silent),
                // Time that we take ourselves is none of the child's: only its silence counts, and its own CPU time.
                Err(RecvTimeoutError::Timeout) if heard.elapsed() < request.limits.child_time => continue,
                Err(RecvTimeoutError::Timeout) => {
                    return Err(ReadError::TimedOut { seconds: request.limits.child_time.as_secs() }.into());
                }
            };
            if let Some(answer) = self.take(kind, &payload, sink, &mut rows)? {
                return Ok(answer);
            }
            // Nobody listens for spent frames any more once the child has closed its output.
            let _ = frames.spent.send(payload);
            self.watch.progress(rows);
            heard = Instant::now();
        }
    }

    fn take(
        &self,
        kind: Kind,
        payload: &[u8],
        sink: &mut dyn Sink,
        rows: &mut u64,
    ) -> Result<Option<Answer>, ReadError> {
        let confused = |_| ReadError::ParserConfused;
        match kind {
            Kind::Sheet => {
                let (name, hidden, merges) = frame::take_sheet(payload).ok_or(ReadError::ParserConfused)?;
                sink.sheet(name, hidden, merges)?;
            }
            Kind::Rows => self.take_rows(payload, sink, rows)?,
            Kind::Note => {
                let (withheld, far_rows) = serde_json::from_slice(payload).map_err(confused)?;
                sink.note(withheld, far_rows)?;
            }
            Kind::Refused => sink.refused(serde_json::from_slice(payload).map_err(confused)?)?,
            Kind::SheetEnd => sink.sheet_end()?,
            Kind::Bytes => {
                let (done, total) = serde_json::from_slice(payload).map_err(confused)?;
                self.watch.bytes(done, if total == 0 { self.size } else { total });
            }
            Kind::Restart => {
                *rows = 0;
                sink.restart()?;
            }
            Kind::Again => {
                return serde_json::from_slice(payload).map(|again| Some(Answer::Again(again))).map_err(confused);
            }
            Kind::Done => {
                return serde_json::from_slice(payload).map(|parsed| Some(Answer::Parsed(parsed))).map_err(confused);
            }
            Kind::Failed => return Err(serde_json::from_slice(payload).map_err(confused)?),
        }
        Ok(None)
    }

    fn take_rows(&self, payload: &[u8], sink: &mut dyn Sink, rows: &mut u64) -> Result<(), ReadError> {
        let mut batch = frame::Rows::of(payload);
        loop {
            let mut row = sink.spare();
            match batch.next_into(&mut row) {
                None => return Err(ReadError::ParserConfused),
                Some(false) => return Ok(()),
                Some(true) => sink.row(row)?,
            }
            *rows += 1;
            if rows.is_multiple_of(LOOK_EVERY) && self.watch.cancelled() {
                return Err(ReadError::Cancelled);
            }
        }
    }
}

type Feeding = std::thread::JoinHandle<std::io::Result<Fed>>;

/// The child's frames, read on a thread of its own, so that waiting for one can end.
struct Frames {
    waiting: Receiver<std::io::Result<(Kind, Vec<u8>)>>,
    /// Payloads that are done with, to be filled anew.
    spent: Sender<Vec<u8>>,
}

impl Frames {
    fn of(stdout: ChildStdout) -> Self {
        let (sender, waiting) = sync_channel(FRAMES_WAITING);
        let (spent, fresh) = channel();
        std::thread::spawn(move || {
            let mut input = BufReader::with_capacity(1 << 16, stdout);
            loop {
                let payload = fresh.try_recv().unwrap_or_default();
                let Some(frame) = frame::read(&mut input, payload).transpose() else { break };
                let last = frame.is_err();
                if sender.send(frame).is_err() || last {
                    break;
                }
            }
        });
        Self { waiting, spent }
    }
}
