//! The very same file again (DOMAIN §2.2 #18): what was taken from it stays taken, what waited waits, nothing is written.
//!
//! Told by the file's SHA-256. What the days and the layout of a ledger decide is between two ledgers: a file cannot be
//! newer than itself, nor may its second import settle what it says twice. It counts as the same paper only while nothing
//! is said anew: another ledger date, a row read otherwise, a decision about the row, or an undone batch since, and the
//! row is planned as any other.

use super::guarded::NEEDS_CARE_OFFICER;
use super::log::sheet_info;
use super::plan::PlannedRow;
use super::planner::{Planner, RowAt};
use crate::asking::stored;
use louce_domain::batch::RowOutcome;
use louce_domain::change::RecordRef;
use louce_domain::date::PartialDate;
use louce_domain::id::BatchId;
use louce_import::proposal::RowProposal;
use louce_import::{RowFacts, SheetHead};
use louce_store::{Batch, Reader, SheetInfo, StoreError};
use louce_wire::RpcError;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// Bytes read at once to tell the file by.
const PIECE_BYTES: usize = 1 << 18;

/// Why a row waits again.
const AGAIN: &str = "同一文件上次导入时此行待处理，再次导入不会自行决定。请在此确认，或先撤销上次的批次";

/// What became of a row when the file came before.
#[derive(Debug, Clone)]
enum Was {
    /// It was carried out, with the record it became or met.
    Taken(Option<RecordRef>),
    /// It waited, for this reason.
    Waiting(String),
}

/// The earlier import of the file at hand, if there is one that stands.
#[derive(Debug, Default)]
pub struct Repeat {
    /// Its batch.
    batch: Option<BatchId>,
    /// The ledger date that is said now.
    said: Option<PartialDate>,
    /// The sheet at hand: its name and what its columns carry.
    sheet: Option<SheetInfo>,
    /// The rows of the chunk at hand as they ended then, by row and by how they were read.
    rows: HashMap<(u32, String), Was>,
    /// Why the row at hand waited then.
    waited: Option<String>,
}

impl Repeat {
    /// Looks for the latest import of the very same file that was not undone, nor anything undone since.
    ///
    /// # Errors
    /// When the register cannot be read. A file that cannot be read is left to the reading to complain of.
    pub fn of(reader: &Reader<'_>, path: &Path, said: Option<PartialDate>) -> Result<Self, RpcError> {
        let batches = reader.batches().map_err(stored)?;
        let none = Self::default();
        let Ok(bytes) = std::fs::metadata(path).map(|file| file.len()) else { return Ok(none) };
        let stands = |batch: &&Batch| batch.kind == "import" && batch.undone_ms.is_none();
        let imports: Vec<&Batch> = batches.iter().filter(stands).collect();
        if !imports.iter().any(|batch| batch.files.iter().any(|file| file.info.bytes == bytes)) {
            return Ok(none);
        }
        let Some(sha256) = hash_of(path) else { return Ok(none) };
        let Some(same) = imports.iter().find(|batch| batch.files.iter().any(|file| file.info.sha256 == sha256)) else {
            return Ok(none);
        };
        let is_undone_since = batches.iter().any(|batch| batch.undone_ms.is_some_and(|day| day >= same.started_ms));
        Ok(Self { batch: Some(same.id).filter(|_| !is_undone_since), said, ..none })
    }

    /// A sheet begins: only where its columns carry what they carried then are its rows the same.
    ///
    /// # Errors
    /// When its columns cannot be written as JSON.
    pub fn begin_sheet(&mut self, head: &SheetHead) -> Result<(), StoreError> {
        self.sheet = self.batch.map(|_| sheet_info(head)).transpose()?;
        Ok(())
    }

    /// Takes in how these rows of the sheet ended, in the place of the rows before them.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub fn load(&mut self, reader: &Reader<'_>, rows: &[RowProposal]) -> Result<(), StoreError> {
        self.rows.clear();
        let bounds = rows.iter().map(|row| row.row).min().zip(rows.iter().map(|row| row.row).max());
        let (Some(batch), Some(sheet), Some(bounds)) = (self.batch, &self.sheet, bounds) else { return Ok(()) };
        for then in reader.import_rows_between(batch, sheet, bounds)? {
            let was = match then.outcome {
                RowOutcome::Added | RowOutcome::Updated | RowOutcome::Unchanged => Was::Taken(then.record),
                // What the care officer is asked, another may have imported.
                RowOutcome::Pending if then.reason.as_deref() == Some(NEEDS_CARE_OFFICER) => continue,
                RowOutcome::Pending => Was::Waiting(then.reason.unwrap_or_default()),
                RowOutcome::Rejected | RowOutcome::Dropped => continue,
            };
            self.rows.insert((then.row, then.trail), was);
        }
        Ok(())
    }
}

fn hash_of(path: &Path) -> Option<[u8; 32]> {
    let (mut file, mut digest) = (File::open(path).ok()?, Sha256::new());
    let mut piece = vec![0_u8; PIECE_BYTES];
    loop {
        match file.read(&mut piece) {
            Ok(0) => return Some(digest.finalize().into()),
            Ok(read) => digest.update(piece.get(..read)?),
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(_) => return None,
        }
    }
}

impl Planner<'_> {
    /// The row as it was taken when the very same file came before; none where it has to be planned.
    pub(super) fn taken_before(&mut self, at: RowAt<'_>, row: &RowProposal) -> Option<PlannedRow> {
        self.repeat.waited = None;
        let batch = self.repeat.batch?;
        let is_same_date = self.repeat.said.is_none() || self.repeat.said == self.known.knowledge.ledger_date(batch);
        if !is_same_date || !self.decisions.of_row(&self.sheet_name, row.row).is_empty() {
            return None;
        }
        let trail = serde_json::to_string(&row.trail).ok()?;
        match self.repeat.rows.get(&(row.row, trail))? {
            Was::Taken(record) => {
                let idle = PlannedRow::idle(at.sheet, at.row, RowOutcome::Unchanged, None);
                Some(PlannedRow { record: *record, ..idle })
            }
            Was::Waiting(reason) => {
                self.repeat.waited = Some(reason.clone());
                None
            }
        }
    }

    /// Plans what a row says, with what it says beside its main record. A row that waited when the very same file came
    /// before waits again, until a person decides about it or about another row of the file.
    pub(super) fn plan_once(&mut self, at: RowAt<'_>, facts: &RowFacts) -> PlannedRow {
        let is_decided = !self.takes.is_empty() || !self.decisions.is_empty() || self.has_site_decided(facts);
        let waited = self.repeat.waited.take().filter(|_| !is_decided);
        let is_whole = matches!(facts, RowFacts::Person(_) | RowFacts::Organisation(_) | RowFacts::Building(_));
        let planned = match &waited {
            // The others take in what they make while they are planned.
            Some(reason) if !is_whole => return at.waits(reason, AGAIN.to_owned()),
            _ => self.plan_facts(at, facts),
        };
        match waited {
            None => self.beside(at, facts, planned),
            Some(_) if planned.outcome == RowOutcome::Pending || planned.steps.is_empty() => planned,
            Some(reason) => {
                let waits = at.waits(&reason, AGAIN.to_owned());
                PlannedRow { record: planned.record, conflicts: planned.changes, ..waits }
            }
        }
    }
}
