//! The text of a file, decoded piece by piece.

use crate::error::{FileFormat, ReadError};
use crate::read::encoding::{Decoding, Unfit};
use std::io::Read;

/// Longest record, bytes of text: what is longer was not written as a table.
const RECORD_BYTES: usize = 64 << 20;

/// Why no more text comes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Stop {
    /// The text must be read anew, in this encoding.
    Anew(&'static str),
    /// It cannot be read.
    Failed(ReadError),
}

/// A window on the text, moved on by its reader.
pub(super) struct Decoded<'a> {
    head: &'a [u8],
    rest: &'a mut dyn Read,
    decoding: Decoding,
    limit: u64,
    done: u64,
    /// Bytes as they come in; reused.
    piece: Vec<u8>,
    text: String,
    at: usize,
    ended: bool,
}

impl<'a> Decoded<'a> {
    /// `head`, then `rest`, taken in by `piece` bytes, at most `limit`.
    pub(super) fn new(head: &'a [u8], rest: &'a mut dyn Read, decoding: Decoding, limit: u64, piece: usize) -> Self {
        let head = head.get(decoding.mark()..).unwrap_or_default();
        let piece = vec![0; piece.max(1)];
        Self { head, rest, decoding, limit, done: 0, piece, text: String::new(), at: 0, ended: false }
    }

    /// The text that is not used up yet, and whether it is the last.
    pub(super) fn ahead(&self) -> (&str, bool) {
        (self.text.get(self.at..).unwrap_or_default(), self.ended)
    }

    /// Uses up so many bytes of the text ahead.
    pub(super) fn advance(&mut self, bytes: usize) {
        self.at += bytes;
    }

    /// Bytes of the file that were taken in.
    pub(super) fn bytes_done(&self) -> u64 {
        self.done
    }

    /// Brings more text into the window: at least as much as it holds, so that a long record is not gone over often.
    pub(super) fn more(&mut self) -> Result<(), Stop> {
        self.text.drain(..self.at);
        self.at = 0;
        let enough = self.text.len().saturating_mul(2);
        if self.text.len() > RECORD_BYTES {
            return Err(Stop::Failed(ReadError::Damaged { format: FileFormat::Csv }));
        }
        while !self.ended && self.text.len() <= enough {
            let taken = self.take_in()?;
            self.done += taken as u64;
            if self.done > self.limit {
                return Err(Stop::Failed(ReadError::TooLarge { bytes: self.done, limit: self.limit }));
            }
            self.ended = taken == 0;
            let piece = self.piece.get(..taken).unwrap_or_default();
            match self.decoding.decode(piece, self.ended, &mut self.text) {
                Ok(()) => {}
                Err(Unfit::Anew(encoding)) => return Err(Stop::Anew(encoding)),
                Err(Unfit::Unknown) => return Err(Stop::Failed(ReadError::UnknownEncoding)),
            }
        }
        Ok(())
    }

    /// The next bytes of the file; 0 at its end.
    fn take_in(&mut self) -> Result<usize, Stop> {
        if !self.head.is_empty() {
            let (now, later) = self.head.split_at(self.head.len().min(self.piece.len()));
            self.head = later;
            if let Some(piece) = self.piece.get_mut(..now.len()) {
                piece.copy_from_slice(now);
            }
            return Ok(now.len());
        }
        loop {
            match self.rest.read(&mut self.piece) {
                Ok(taken) => return Ok(taken),
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                Err(error) => return Err(Stop::Failed(ReadError::Unopenable { why: error.kind().to_string() })),
            }
        }
    }
}
