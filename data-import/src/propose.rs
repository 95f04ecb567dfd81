//! The one entry: a file goes in, a proposal comes out.

use crate::cell::Workbook;
use crate::choices::LedgerChoices;
use crate::error::ReadError;
use crate::limits::Limits;
use crate::normalise::FileReading;
use crate::proposal::{FileFacts, Proposal};
use crate::read::gate::{HeaderAt, Sink};
use crate::sink::{ProposalSink, WholeProposal};
use crate::worker::{Parsed, Request, Watch, read_in_child};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};

/// How a file is to be read.
#[derive(Debug, Clone, PartialEq)]
pub struct ProposeOptions {
    /// Upper bounds.
    pub limits: Limits,
    /// The last year a two-digit year can mean: the year of the import (there is no clock here).
    pub latest_year: i16,
    /// What the user says about the file, instead of what is found.
    pub choices: LedgerChoices,
}

impl ProposeOptions {
    /// Default limits, no choices, in the given year.
    #[must_use]
    pub fn in_year(latest_year: i16) -> Self {
        Self { limits: Limits::default(), latest_year, choices: LedgerChoices::default() }
    }
}

/// Where the bytes of a file are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// On disk: read as it is parsed, never whole where the format allows.
    File(PathBuf),
    /// In memory, under a name.
    Bytes {
        /// File name without folder.
        name: String,
        /// Content.
        bytes: Vec<u8>,
    },
}

/// Reads a file in a child process of `program` and says what it proposes, all at once.
///
/// # Errors
/// As [`propose_into`].
pub fn propose(
    program: &Path,
    file_name: &str,
    bytes: Vec<u8>,
    options: &ProposeOptions,
    watch: &dyn Watch,
) -> Result<Proposal, ReadError> {
    let mut whole = WholeProposal::default();
    let source = Source::Bytes { name: file_name.to_owned(), bytes };
    let file = propose_into(program, source, options, watch, &mut whole)?;
    Ok(whole.finish(file))
}

/// Reads a file in a child process of `program` (which must call [`crate::run_worker`] when started with
/// [`crate::WORKER_ARGUMENT`]) and hands what it proposes to `sink`, row by row. Writes nothing.
///
/// # Errors
/// Any [`ReadError`]; what the sink was given until then must be forgotten.
pub fn propose_into(
    program: &Path,
    source: Source,
    options: &ProposeOptions,
    watch: &dyn Watch,
    sink: &mut dyn ProposalSink,
) -> Result<FileFacts, ReadError> {
    let (name, bytes) = match source {
        Source::Bytes { name, bytes } => (name, bytes),
        Source::File(path) => {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            (name, std::fs::read(&path).map_err(|error| ReadError::Unopenable { why: error.to_string() })?)
        }
    };
    let size = bytes.len() as u64;
    if size == 0 {
        return Err(ReadError::Empty);
    }
    if size > options.limits.file_bytes {
        return Err(ReadError::TooLarge { bytes: size, limit: options.limits.file_bytes });
    }
    // What needs no unpacking is said before a process is started.
    crate::sniff::sniff(&bytes)?;
    let sha256 = hex(&Sha256::digest(&bytes));
    let mut reading = FileReading::new(options, watch, sink);
    let parsed = read_in_child(program, bytes, &request(options), watch, &mut reading)?;
    Ok(facts(&name, sha256, size, parsed))
}

fn facts(file_name: &str, sha256: String, bytes: u64, parsed: Parsed) -> FileFacts {
    let name = file_name.rsplit(['/', '\\']).next().unwrap_or(file_name).to_owned();
    FileFacts { name, sha256, format: parsed.format, encoding: parsed.encoding, bytes }
}

/// What the parsing process is asked, for these options.
#[must_use]
pub fn request(options: &ProposeOptions) -> Request {
    let sheets = options.choices.sheets.iter();
    let named = sheets.filter_map(|choice| Some(HeaderAt { sheet: choice.sheet.clone(), rows: choice.header_rows? }));
    Request { limits: options.limits.clone(), headers: named.collect() }
}

/// Makes the proposal of a workbook that is in memory.
///
/// # Errors
/// [`ReadError::Cancelled`].
pub fn of_workbook(
    workbook: Workbook,
    file: FileFacts,
    options: &ProposeOptions,
    watch: &dyn Watch,
) -> Result<Proposal, ReadError> {
    let mut whole = WholeProposal::default();
    let mut reading = FileReading::new(options, watch, &mut whole);
    for sheet in workbook.sheets {
        reading.sheet(sheet.name, sheet.hidden, sheet.merges)?;
        reading.note(sheet.withheld, sheet.far_rows)?;
        sheet.rows.into_iter().try_for_each(|row| reading.row(row))?;
        reading.sheet_end()?;
    }
    Ok(whole.finish(file))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
