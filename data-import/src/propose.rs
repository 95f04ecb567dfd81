//! The one entry: a file goes in, a proposal comes out.

use crate::cell::Workbook;
use crate::choices::LedgerChoices;
use crate::error::ReadError;
use crate::limits::Limits;
use crate::normalise::FileReading;
use crate::proposal::{FileFacts, Proposal};
use crate::read::gate::{HeaderAt, Sink};
use crate::sink::{ProposalSink, WholeProposal};
use crate::worker::{Fed, Parsed, Request, Watch, read_source};
use std::path::Path;

pub use crate::worker::Source;

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
    let name = source.name();
    let mut reading = FileReading::new(&name, options, watch, sink);
    let (Parsed { format, encoding }, Fed { sha256, bytes }) =
        read_source(program, source, &request(options), watch, &mut reading)?;
    Ok(FileFacts { name, sha256, format, encoding, bytes })
}

/// What the parsing process is asked, for these options.
#[must_use]
pub fn request(options: &ProposeOptions) -> Request {
    let sheets = options.choices.sheets.iter();
    let named = sheets.filter_map(|choice| Some(HeaderAt { sheet: choice.sheet.clone(), rows: choice.header_rows? }));
    Request { limits: options.limits.clone(), headers: named.collect(), ..Request::default() }
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
    let mut reading = FileReading::new(&file.name, options, watch, &mut whole);
    for sheet in workbook.sheets {
        reading.sheet(sheet.name, sheet.hidden, sheet.merges)?;
        reading.note(sheet.withheld, sheet.far_rows)?;
        sheet.rows.into_iter().try_for_each(|row| reading.row(row))?;
        reading.sheet_end()?;
    }
    Ok(whole.finish(file))
}
