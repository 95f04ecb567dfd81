//! Reads a file as it comes and says how fast and in how much memory: `stream_rate PROGRAM FILE [read|propose]`.
//! `read` only takes the rows of the parsing process; `propose` makes of each row what is proposed.
#![allow(clippy::unwrap_used, clippy::print_stdout, missing_docs, reason = "a tool for the developer's eyes")]
mod counting;

use counting::Count;
use louce_import::proposal::{RowOutcome, RowProposal};
use louce_import::worker::{Request, Source, read_source};
use louce_import::{ProposalSink, ProposeOptions, ReadError, SheetHead, SheetTail, Unwatched, propose_into};
use std::time::Instant;

/// Rows proposed, and how many of them are records.
#[derive(Default)]
struct Proposed {
    rows: u64,
    records: u64,
}

impl ProposalSink for Proposed {
    fn sheet(&mut self, _: SheetHead) -> Result<(), ReadError> {
        Ok(())
    }
    fn row(&mut self, row: RowProposal) -> Result<(), ReadError> {
        self.rows += 1;
        self.records += u64::from(row.outcome == RowOutcome::Record);
        Ok(())
    }
    fn sheet_end(&mut self, _: SheetTail) -> Result<(), ReadError> {
        Ok(())
    }
    fn restart(&mut self) -> Result<(), ReadError> {
        *self = Self::default();
        Ok(())
    }
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let (program, file) = (arguments.next().unwrap(), arguments.next().unwrap());
    let proposes = arguments.next().is_some_and(|what| what == "propose");
    let (source, started) = (Source::File(file.into()), Instant::now());
    let (what, rows) = if proposes {
        let (options, mut proposed) = (ProposeOptions::in_year(2026), Proposed::default());
        let read = propose_into(program.as_ref(), source, &options, &Unwatched, &mut proposed);
        (format!("{read:?}, {} records", proposed.records), proposed.rows)
    } else {
        let mut count = Count::default();
        let read = read_source(program.as_ref(), source, &Request::default(), &Unwatched, &mut count);
        (format!("{read:?}, {} bytes of text", count.bytes), count.rows)
    };
    let seconds = started.elapsed().as_secs_f64();
    println!("{what}\n{rows} rows, {seconds:.2} s, {:.0} rows/s", rows as f64 / seconds);
    println!("peak memory of this process: {}", peak("VmHWM:").unwrap_or_default());
}

fn peak(field: &str) -> Option<String> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    status.lines().find_map(|line| line.strip_prefix(field)).map(|rest| rest.trim().to_owned())
}
