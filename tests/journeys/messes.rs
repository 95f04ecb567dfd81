//! The twenty-one messes of ledgers (DOMAIN §2.2), one small ledger each, made here and imported as a clerk would.

mod cells;
mod corrections;
mod fates;
mod layouts;

use crate::bench::{Bench, text};
use louce_app::export::ExportKind;
use louce_app::host::Unwatched;
use louce_app::import::commit::commit;
use louce_app::import::preview::prepare;
use louce_domain::citizen_id::check_character;
use louce_wire::{ImportChoices, ImportPreview, ImportResult, OutcomeCountsView};
use rust_xlsxwriter::Workbook;
use std::path::PathBuf;

/// A clerk with a register and a folder of ledgers.
struct Clerk {
    bench: Bench,
    folder: tempfile::TempDir,
}

impl Clerk {
    fn new() -> Self {
        Self { bench: Bench::new(), folder: tempfile::tempdir().expect("a folder") }
    }

    fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, bytes).expect("a ledger is written");
        path
    }

    /// A ledger of tab-separated lines; `|` parts cells.
    fn text(&self, name: &str, lines: &[&str]) -> PathBuf {
        self.file(name, lines.join("\n").replace('|', "\t").as_bytes())
    }

    fn workbook(&self, name: &str, workbook: &mut Workbook) -> PathBuf {
        let bytes = workbook.save_to_buffer().expect("a workbook is written");
        self.file(name, &bytes)
    }

    fn preview(&self, file: &std::path::Path, choices: &ImportChoices) -> ImportPreview {
        prepare(self.bench.asking(), file, choices, &Unwatched).expect("the ledger is previewed").view
    }

    fn import_with(&self, file: &std::path::Path, choices: &ImportChoices) -> ImportResult {
        let prepared = prepare(self.bench.asking(), file, choices, &Unwatched).expect("the ledger is previewed");
        let result = commit(self.bench.asking(), &prepared, &Unwatched).expect("and imported");
        assert_eq!(result.counts, prepared.view.counts, "what was shown is what was done");
        result
    }

    fn import(&self, file: &std::path::Path) -> ImportResult {
        self.import_with(file, &ImportChoices::default())
    }

    /// One column of a list, in the order of the names.
    fn column(&self, kind: ExportKind, column: &str) -> Vec<String> {
        let mut records = self.bench.list(kind);
        records.sort_by_key(|record| text(&record["name"]));
        records.iter().map(|record| text(&record[column])).collect()
    }

    fn persons(&self, column: &str) -> Vec<String> {
        self.column(ExportKind::Persons, column)
    }

    fn stays(&self, column: &str) -> Vec<String> {
        self.column(ExportKind::Stays, column)
    }
}

fn rows(counts: &OutcomeCountsView) -> u32 {
    counts.added + counts.updated + counts.unchanged + counts.pending + counts.rejected + counts.dropped
}

/// An id of the demo division: birth as `19800101`, sequence of three digits (odd: male).
fn id(birth: &str, sequence: &str) -> String {
    let digits = format!("330299{birth}{sequence}");
    let check = check_character(&digits).expect("seventeen digits");
    format!("{digits}{check}")
}
