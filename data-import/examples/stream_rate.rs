//! Reads a file as it comes and says how fast and in how much memory: `stream_rate PROGRAM FILE [read|propose]`.
//! `read` only takes the rows of the parsing process; `propose` makes of each row what is proposed.
#![allow(clippy::unwrap_used, clippy::print_stdout, missing_docs, reason = "a tool for the developer's eyes")]
use louce_import::cell::{Merge, Row};
use louce_import::proposal::{RowOutcome, RowProposal};
use louce_import::read::gate::Sink;
use louce_import::worker::{Request, Source, read_source};
use louce_import::{ProposalSink, ProposeOptions, ReadError, SheetHead, SheetTail, Unwatched, propose_into};
use std::time::Instant;

#[derive(Default)]
struct Counted {
    rows: u64,
    records: u64,
    spare: Row,
}

impl Sink for Counted {
    fn sheet(&mut self, _: Option<String>, _: bool, _: Vec<Merge>) -> Result<(), ReadError> {
        Ok(())
    }
    fn row(&mut self, row: Row) -> Result<(), ReadError> {
        self.rows += 1;
        self.spare = row;
        Ok(())
    }
    fn note(&mut self, _: Vec<u32>, _: Vec<u32>) -> Result<(), ReadError> {
        Ok(())
    }
    fn sheet_end(&mut self) -> Result<(), ReadError> {
        Ok(())
    }
    fn spare(&mut self) -> Row {
        std::mem::take(&mut self.spare)
    }
    fn restart(&mut self) -> Result<(), ReadError> {
        *self = Self::default();
        Ok(())
    }
}

impl ProposalSink for Counted {
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
    let (source, mut counted) = (Source::File(file.into()), Counted::default());
    let started = Instant::now();
    let what = if proposes {
        let options = ProposeOptions::in_year(2026);
        format!("{:?}", propose_into(program.as_ref(), source, &options, &Unwatched, &mut counted))
    } else {
        format!("{:?}", read_source(program.as_ref(), source, &Request::default(), &Unwatched, &mut counted))
    };
    let seconds = started.elapsed().as_secs_f64();
    let rate = counted.rows as f64 / seconds;
    println!("{what}\n{} rows, {} records, {seconds:.2} s, {rate:.0} rows/s", counted.rows, counted.records);
    println!("peak memory of this process: {}", peak("VmHWM:").unwrap_or_default());
}

fn peak(field: &str) -> Option<String> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    status.lines().find_map(|line| line.strip_prefix(field)).map(|rest| rest.trim().to_owned())
}
