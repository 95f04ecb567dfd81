//! Map files in the parsing process: the parent asks and takes in, the child reads and sends.

use super::child::Frames;
use super::feed::{Fed, Feed, Source};
use super::frame::Kind;
use super::ground::{self, MapTail, Taking};
use super::parent::{Answer, Listener, Reading};
use super::{Request, Watch};
use crate::error::ReadError;
use crate::footprints::{Coordinates, GroundError, GroundProposal, read_ground_watched};
use crate::limits::Limits;
use serde::{Deserialize, Serialize};
use std::io::{Read, Write};
use std::path::Path;

/// What a map file is to be read as.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct MapRequest {
    /// Its coordinates, where the clerk said them.
    pub coordinates: Option<Coordinates>,
}

/// Reads a map file in a child process.
///
/// # Errors
/// [`ReadError::Map`] for what is the matter with the file, else as of a ledger; whatever happens to the child, the caller
/// goes on and has nothing of the file.
pub fn read_map(
    program: &Path,
    source: Source,
    map: MapRequest,
    limits: &Limits,
    watch: &dyn Watch,
) -> Result<(GroundProposal, Fed), ReadError> {
    let feed = Feed::from(source);
    let size = feed.size()?;
    if size > limits.map_bytes {
        return Err(GroundError::TooManyBytes { limit: limits.map_bytes }.into());
    }
    let request = Request { limits: limits.for_map(size), map: Some(map), ..Request::default() };
    let mut listening = Listening { taking: Taking::default(), tail: None, size, watch };
    match (Reading { program, feed: &feed, watch }).run(&request, &mut listening) {
        Ok((Answer::Mapped, fed)) => {
            let Listening { taking, tail, .. } = listening;
            let ground = tail.and_then(|tail| taking.finish(tail)).ok_or(ReadError::ParserConfused)?;
            Ok((ground, fed))
        }
        Ok(_) => Err(ReadError::ParserConfused),
        Err(ReadError::TimedOut { seconds }) => Err(GroundError::TimedOut { seconds }.into()),
        Err(ReadError::ParserDied { .. }) => Err(GroundError::ParserDied.into()),
        Err(error) => Err(error),
    }
}

struct Listening<'a> {
    taking: Taking,
    tail: Option<MapTail>,
    /// Bytes of the file.
    size: u64,
    watch: &'a dyn Watch,
}

impl Listener for Listening<'_> {
    fn hear(&mut self, kind: Kind, payload: &[u8]) -> Result<Option<Answer>, ReadError> {
        let confused = |_| ReadError::ParserConfused;
        match kind {
            Kind::Ground => self.taking.take(payload).ok_or(ReadError::ParserConfused)?,
            Kind::Bytes => {
                let (done, total): (u64, u64) = serde_json::from_slice(payload).map_err(confused)?;
                self.watch.bytes(done, if total == 0 { self.size } else { total });
            }
            Kind::MapDone => {
                self.tail = Some(serde_json::from_slice(payload).map_err(confused)?);
                return Ok(Some(Answer::Mapped));
            }
            Kind::Failed => return Err(serde_json::from_slice(payload).map_err(confused)?),
            _ => return Err(ReadError::ParserConfused),
        }
        Ok(None)
    }

    fn heard(&self) -> u64 {
        self.taking.count()
    }
}

/// The child's side: reads the file to its end and sends what it proposes.
///
/// # Errors
/// When nobody listens any more.
pub fn answer<W: Write>(
    input: &mut impl Read,
    map: &MapRequest,
    limits: &Limits,
    frames: &mut Frames<W>,
) -> Result<(), ReadError> {
    let mut bytes = Vec::new();
    super::child::take_in(input, limits.map_bytes.saturating_add(1), &mut bytes)?;
    if bytes.len() as u64 > limits.map_bytes {
        return frames.json(Kind::Failed, &ReadError::from(GroundError::TooManyBytes { limit: limits.map_bytes }));
    }
    let mut gone = Ok(());
    let read = read_ground_watched(&bytes, map.coordinates, &mut |done, total| {
        if gone.is_ok() {
            gone = frames.json(Kind::Bytes, &(done, total)).and_then(|()| frames.flush());
        }
    });
    gone?;
    match read {
        Ok(proposal) => {
            let tail = ground::send(proposal, |frame| frames.send(Kind::Ground, frame))?;
            frames.json(Kind::MapDone, &tail)
        }
        Err(error) => frames.json(Kind::Failed, &ReadError::from(error)),
    }
}
