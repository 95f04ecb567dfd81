//! The parent's side: starts the child, feeds it, listens to it and outlives it.

use super::feed::{Fed, Feed};
use super::frame::{self, Kind};
use super::{Parsed, Request, WORKER_ARGUMENT, Watch};
use crate::error::ReadError;
use std::io::BufReader;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel, sync_channel};
use std::time::{Duration, Instant};

/// How often cancelling and the time limit are looked at while the child is silent.
const TICK: Duration = Duration::from_millis(50);
/// Frames that may wait between the child and us.
const FRAMES_WAITING: usize = 16;
/// What the child says last.
pub enum Answer {
    /// The ledger was read.
    Parsed(Parsed),
    /// It must be read again, in this encoding.
    Again(String),
    /// The map was read.
    Mapped,
}

/// Takes in what the child says.
pub trait Listener {
    /// Takes a frame; the answer where it is the last.
    ///
    /// # Errors
    /// What the child failed in, or [`ReadError::ParserConfused`] where the frame makes no sense.
    fn hear(&mut self, kind: Kind, payload: &[u8]) -> Result<Option<Answer>, ReadError>;

    /// Rows or features heard so far.
    fn heard(&self) -> u64;
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
pub struct Reading<'a> {
    /// The program that hosts the child.
    pub program: &'a Path,
    /// The file.
    pub feed: &'a Feed,
    /// Watches, and may cancel.
    pub watch: &'a dyn Watch,
}

impl Reading<'_> {
    /// Has the child answer a request.
    ///
    /// # Errors
    /// What the child failed in, whatever became of it, or that the user cancelled.
    pub fn run(&self, request: &Request, listener: &mut dyn Listener) -> Result<(Answer, Fed), ReadError> {
        let mut command = Command::new(self.program);
        command.arg(WORKER_ARGUMENT).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().map_err(|_| ReadError::ParserMissing)?;
        let result = self
            .begin(&mut child, request)
            .and_then(|(feeding, frames)| self.converse(&frames, request, listener).map(|answer| (answer, feeding)));
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

    fn converse(&self, frames: &Frames, request: &Request, listener: &mut dyn Listener) -> Result<Answer, Broken> {
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
            if let Some(answer) = listener.hear(kind, &payload)? {
                return Ok(answer);
            }
            // Nobody listens for spent frames any more once the child has closed its output.
            let _ = frames.spent.send(payload);
            self.watch.progress(listener.heard());
            heard = Instant::now();
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
