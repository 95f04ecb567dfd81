//! `louce bench read`: reading alone, as the import does it: child process, limits, gate, frames.

use crate::output::Output;
use crate::status::Status;
use clap::Args;
use louce_import::cell::{Merge, Row};
use louce_import::read::gate::Sink;
use louce_import::worker::{Request, Unwatched, read_source};
use louce_import::{ReadError, Source};
use louce_wire::{ErrorCode, RpcError};
use serde_json::json;
use std::path::PathBuf;

/// Read a ledger and count rows and characters; keeps nothing.
#[derive(Debug, Args)]
pub struct BenchRead {
    /// The ledger.
    file: PathBuf,
}

/// Counts what passes.
#[derive(Default)]
struct Counted {
    rows: u64,
    characters: u64,
    done_with: Option<Row>,
}

impl Sink for Counted {
    fn sheet(&mut self, _name: Option<String>, _hidden: bool, _merges: Vec<Merge>) -> Result<(), ReadError> {
        Ok(())
    }

    fn row(&mut self, row: Row) -> Result<(), ReadError> {
        self.rows += 1;
        self.characters += row.cells.iter().map(|(_, cell)| cell.text.chars().count() as u64).sum::<u64>();
        self.done_with = Some(row);
        Ok(())
    }

    fn spare(&mut self) -> Row {
        self.done_with.take().unwrap_or_default()
    }

    fn note(&mut self, _withheld: Vec<u32>, _far_rows: Vec<u32>) -> Result<(), ReadError> {
        Ok(())
    }

    fn sheet_end(&mut self) -> Result<(), ReadError> {
        Ok(())
    }
}

impl BenchRead {
    /// Reads it.
    ///
    /// # Errors
    /// What the reading says.
    pub fn run(&self, output: &Output) -> Result<Status, RpcError> {
        let unreadable =
            |error: ReadError| RpcError::new(ErrorCode::Unreadable, error.message_zh(), error.message_en());
        let missing = |error: std::io::Error| unreadable(ReadError::Unopenable { why: error.to_string() });
        let program = std::env::current_exe().map_err(missing)?;
        let mut counted = Counted::default();
        let source = Source::File(self.file.clone());
        read_source(&program, source, &Request::default(), &Unwatched, &mut counted).map_err(unreadable)?;
        let header: u64 = super::ledger::HEADER.iter().map(|title| title.chars().count() as u64).sum();
        let (rows, characters) = (counted.rows.saturating_sub(1), counted.characters.saturating_sub(header));
        output.tell(&json!({ "rows": rows, "characters": characters }), || format!("{rows} rows\n"))?;
        Ok(Status::Done)
    }
}
