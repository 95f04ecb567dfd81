//! The one entry: a file goes in, a proposal comes out.

use crate::cell::Workbook;
use crate::error::ReadError;
use crate::limits::Limits;
use crate::normalise;
use crate::proposal::{FileFacts, MappingOverride, Proposal};
use crate::read::gate::HeaderAt;
use crate::worker::{Parsed, Request, Watch, parse_in_child};
use sha2::{Digest, Sha256};
use std::path::Path;

/// How a file is to be read.
#[derive(Debug, Clone, PartialEq)]
pub struct ProposeOptions {
    /// Upper bounds.
    pub limits: Limits,
    /// The last year a two-digit year can mean: the year of the import (there is no clock here).
    pub latest_year: i16,
    /// What the user says about sheets, instead of what is found.
    pub overrides: Vec<MappingOverride>,
}

impl ProposeOptions {
    /// Default limits, no overrides, in the given year.
    #[must_use]
    pub fn in_year(latest_year: i16) -> Self {
        Self { limits: Limits::default(), latest_year, overrides: Vec::new() }
    }
}

/// Reads a file in a child process of `program` (which must call [`crate::run_worker`] when started with
/// [`crate::WORKER_ARGUMENT`]) and says what it proposes. Writes nothing.
///
/// # Errors
/// Any [`ReadError`]: the file is not read at all, and nothing of it is kept.
pub fn propose(
    program: &Path,
    file_name: &str,
    bytes: Vec<u8>,
    options: &ProposeOptions,
    watch: &dyn Watch,
) -> Result<Proposal, ReadError> {
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
    let (parsed, workbook) = parse_in_child(program, bytes, &request(options), watch)?;
    proposal(file_name, sha256, size, &parsed, workbook, options, watch)
}

/// What the parsing process is asked, for these options.
#[must_use]
pub fn request(options: &ProposeOptions) -> Request {
    let named =
        options.overrides.iter().filter_map(|o| Some(HeaderAt { sheet: o.sheet.clone(), rows: o.header_rows? }));
    Request { limits: options.limits.clone(), headers: named.collect() }
}

/// Makes the proposal of a workbook that was read.
///
/// # Errors
/// [`ReadError::Cancelled`].
pub fn proposal(
    file_name: &str,
    sha256: String,
    bytes: u64,
    parsed: &Parsed,
    workbook: Workbook,
    options: &ProposeOptions,
    watch: &dyn Watch,
) -> Result<Proposal, ReadError> {
    let name = file_name.rsplit(['/', '\\']).next().unwrap_or(file_name).to_owned();
    let file = FileFacts { name, sha256, format: parsed.format, encoding: parsed.encoding.clone(), bytes };
    let mut proposal = Proposal { file, sheets: Vec::new(), warnings: Vec::new(), questions: Vec::new() };
    for sheet in workbook.sheets {
        normalise::sheet(sheet, options, watch, &mut proposal)?;
    }
    Ok(proposal)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
