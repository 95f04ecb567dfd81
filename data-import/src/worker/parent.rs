//! The parent's side.

use super::frame::{self, Kind};
use super::{Parsed, Request, WORKER_ARGUMENT, Watch};
use crate::cell::Workbook;
use crate::error::ReadError;
use crate::read::collect::Collect;
use crate::read::gate::Sink;
use std::io::{BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::time::{Duration, Instant};

/// How often cancelling and the time limit are looked at while the child is silent.
const TICK: Duration = Duration::from_millis(50);
/// Frames that may wait between the child and us.
const FRAMES_WAITING: usize = 16;

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

/// Parses a file in a child process, row by row into a sink.
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
    let mut command = Command::new(program);
    command.arg(WORKER_ARGUMENT).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn().map_err(|_| ReadError::ParserMissing)?;
    let result = converse(&mut child, bytes, request, watch, sink);
    if result.is_err() {
        // Already ended or not: either way it must not outlive the answer.
        let _ = child.kill();
    }
    let status = child.wait();
    match result {
        Err(Broken::Silent) => Err(ReadError::ParserDied {
            status: status.map_or_else(|error| error.kind().to_string(), |status| status.to_string()),
        }),
        Err(Broken::Known(error)) => Err(error),
        Ok(parsed) => Ok(parsed),
    }
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

type Frames = Receiver<std::io::Result<(Kind, Vec<u8>)>>;

fn converse(
    child: &mut Child,
    bytes: Vec<u8>,
    request: &Request,
    watch: &dyn Watch,
    sink: &mut dyn Sink,
) -> Result<Parsed, Broken> {
    let deadline = Instant::now() + request.limits.child_time;
    let (Some(mut stdin), Some(stdout)) = (child.stdin.take(), child.stdout.take()) else {
        return Err(ReadError::ParserMissing.into());
    };
    let request_json = serde_json::to_vec(request).map_err(|_| ReadError::ParserConfused)?;
    let length = u32::try_from(request_json.len()).map_err(|_| ReadError::ParserConfused)?;
    // A child that dies early breaks the pipe; what it died of is told by its silence.
    std::thread::spawn(move || {
        let _ = stdin.write_all(&length.to_le_bytes());
        let _ = stdin.write_all(&request_json);
        let _ = stdin.write_all(&bytes);
    });
    let frames = listen(stdout);
    let mut rows = 0u64;
    loop {
        if watch.cancelled() {
            return Err(ReadError::Cancelled.into());
        }
        let (kind, payload) = match frames.recv_timeout(TICK) {
            Ok(Ok(frame)) => frame,
            Ok(Err(_)) => return Err(ReadError::ParserConfused.into()),
            Err(RecvTimeoutError::Disconnected) => return Err(Broken::Silent),
            Err(RecvTimeoutError::Timeout) if Instant::now() < deadline => continue,
            Err(RecvTimeoutError::Timeout) => {
                return Err(ReadError::TimedOut { seconds: request.limits.child_time.as_secs() }.into());
            }
        };
        if let Some(parsed) = take(kind, &payload, sink, &mut rows)? {
            return Ok(parsed);
        }
        watch.progress(rows);
    }
}

/// Reads frames on a thread of its own, so that waiting for one can end.
fn listen(stdout: ChildStdout) -> Frames {
    let (sender, frames) = sync_channel(FRAMES_WAITING);
    std::thread::spawn(move || {
        let mut input = BufReader::with_capacity(1 << 16, stdout);
        while let Some(frame) = frame::read(&mut input).transpose() {
            let last = frame.is_err();
            if sender.send(frame).is_err() || last {
                break;
            }
        }
    });
    frames
}

fn take(kind: Kind, payload: &[u8], sink: &mut dyn Sink, rows: &mut u64) -> Result<Option<Parsed>, ReadError> {
    let confused = |_| ReadError::ParserConfused;
    match kind {
        Kind::Sheet => {
            let (name, hidden, merges) = serde_json::from_slice(payload).map_err(confused)?;
            sink.sheet(name, hidden, merges)?;
        }
        Kind::Rows => {
            let batch = frame::take_rows(payload).ok_or(ReadError::ParserConfused)?;
            *rows += batch.len() as u64;
            batch.into_iter().try_for_each(|row| sink.row(row))?;
        }
        Kind::Note => {
            let (withheld, far_rows) = serde_json::from_slice(payload).map_err(confused)?;
            sink.note(withheld, far_rows)?;
        }
        Kind::SheetEnd => sink.sheet_end()?,
        Kind::Done => return serde_json::from_slice(payload).map(Some).map_err(confused),
        Kind::Failed => return Err(serde_json::from_slice(payload).map_err(confused)?),
    }
    Ok(None)
}
