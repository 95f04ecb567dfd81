//! The parsing process: a hostile file may kill it, never the program.
//!
//! The hosting binary calls [`run_worker`] when it is started with [`WORKER_ARGUMENT`]; [`parse_in_child`]
//! starts it, feeds it and outlives it. The child limits itself before it reads a byte.

mod child;
mod feed;
mod frame;
mod ground;
mod ledger;
mod map;
mod parent;

pub use child::run_worker;
pub use feed::{Fed, Source};
pub use ledger::{parse_in_child, read_in_child, read_source};
pub use map::{MapRequest, read_map};

use crate::error::FileFormat;
use crate::limits::Limits;
use crate::read::gate::HeaderAt;
use serde::{Deserialize, Serialize};

/// The argument that makes a hosting binary the parsing process.
pub const WORKER_ARGUMENT: &str = "--parse-worker";

/// Watches a long import from outside.
pub trait Watch {
    /// So many rows were read so far.
    fn progress(&self, rows: u64);
    /// So many of so many bytes were read so far; not said of every format.
    fn bytes(&self, _done: u64, _total: u64) {}
    /// Whether the user wants to stop.
    fn cancelled(&self) -> bool;
}

/// Watches nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct Unwatched;

impl Watch for Unwatched {
    fn progress(&self, _rows: u64) {}

    fn cancelled(&self) -> bool {
        false
    }
}

/// What the parsing process is asked to do, besides the bytes.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Request {
    /// Upper bounds.
    pub limits: Limits,
    /// Headers that the user named.
    pub headers: Vec<HeaderAt>,
    /// Encoding of the text, by its usual name, where it is known from an earlier try.
    #[serde(default)]
    pub encoding: Option<String>,
    /// How to read a map; none for a ledger.
    #[serde(default)]
    pub map: Option<MapRequest>,
}

/// What the file turned out to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parsed {
    /// Real format.
    pub format: FileFormat,
    /// Encoding of a text format.
    pub encoding: Option<String>,
}
