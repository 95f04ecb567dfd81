//! One pass over a file: read in the capped child process → proposed → matched against the register in chunks → written.
//!
//! A preview is the pass taken back at its end, a commit is the pass kept. Nothing here grows with the rows: a chunk is
//! planned, written and forgotten, and the next one meets what it wrote in the register.

use super::decision::Decisions;
use super::digest::PlanDigest;
use super::guarded::Guarded;
use super::known::Known;
use super::load;
use super::mint::Mint;
use super::plan::{Effects, PlannedRow, Step};
use super::planner::Planner;
use super::repeat::Repeat;
use super::write_step::write_step;
use crate::asking::{Asking, stored};
use crate::host::{Watch, at};
use crate::refusal;
use louce_domain::batch::OutcomeCounts;
use louce_domain::id::{BatchId, BuildingId};
use louce_import::proposal::{FileFacts, RowProposal};
use louce_import::{ProposalSink, ProposeOptions, ReadError, SheetHead, SheetTail, Source};
use louce_store::{NewBatch, WriteTx};
use louce_wire::{ErrorCode, Progress, RowDecision, RpcError};
use std::cell::Cell;
use std::path::Path;

/// Rows that are matched at once.
const CHUNK_ROWS: usize = 4_096;
/// Bytes of cells that are matched at once, however few rows they fill.
const CHUNK_BYTES: usize = 8 << 20;
/// Buildings that are named as made or filled, to fly to.
const BUILDINGS_NAMED: usize = 500;

/// What is done with rows beside writing their records: a preview notes them, a commit logs them.
pub trait RowTaker {
    /// The pass begins, or begins anew because the file has to be read otherwise.
    ///
    /// # Errors
    /// What the taker's own writing ends in; the pass ends with it.
    fn begin(&mut self, tx: &mut WriteTx<'_>) -> Result<(), RpcError>;

    /// A sheet begins.
    ///
    /// # Errors
    /// As [`begin`](Self::begin).
    fn sheet(&mut self, tx: &mut WriteTx<'_>, head: SheetHead) -> Result<(), RpcError>;

    /// A row was planned and is about to be written.
    ///
    /// # Errors
    /// As [`begin`](Self::begin).
    fn row(
        &mut self,
        tx: &mut WriteTx<'_>,
        row: RowProposal,
        planned: &PlannedRow,
        known: &Known,
    ) -> Result<(), RpcError>;

    /// The sheet ends.
    ///
    /// # Errors
    /// As [`begin`](Self::begin).
    fn sheet_end(&mut self, tail: SheetTail) -> Result<(), RpcError>;
}

/// What a pass came to.
#[derive(Debug, Clone, PartialEq)]
pub struct Passed {
    /// The file, as it was read.
    pub file: FileFacts,
    /// Rows by outcome.
    pub counts: OutcomeCounts,
    /// What was made or changed.
    pub effects: Effects,
    /// Buildings made or filled; capped.
    pub buildings: Vec<BuildingId>,
    /// Which records of the register it meets and what of them it changes: [`PlanDigest`].
    pub digest: [u8; 32],
}

/// How a pass is made.
pub struct Order<'a> {
    /// Who asks.
    pub asking: Asking<'a>,
    /// The file.
    pub path: &'a Path,
    /// What the user says about it.
    pub options: &'a ProposeOptions,
    /// What the user decided about single rows.
    pub decisions: &'a [RowDecision],
    /// Progress code while rows are matched and written.
    pub phase: &'a str,
    /// Rows of the file, where they were counted before; else 0.
    pub rows_total: usize,
    /// Watches, and may cancel.
    pub watch: &'a dyn Watch,
}

/// Makes the pass.
///
/// # Errors
/// When the file cannot be read as a ledger, the register cannot be read or written, or the user cancelled.
pub fn pass(order: &Order<'_>, tx: &mut WriteTx<'_>, taker: &mut dyn RowTaker) -> Result<Passed, RpcError> {
    check_readable(order.path)?;
    let (matched, share) = (Cell::new(0), Cell::new(None));
    let reading = Reading { watch: order.watch, phase: order.phase, rows_total: order.rows_total, matched, share };
    let known = load::lasting(&tx.reader()).map_err(stored)?;
    let guarded = Guarded::read(&tx.reader(), order.asking)?;
    let repeat = Repeat::of(&tx.reader(), order.path, order.options.choices.ledger_date)?;
    taker.begin(tx)?;
    let batch = batch_of(order, tx)?;
    let mut sink = Sink {
        order,
        planner: Planner { repeat, ..planner(order, known, guarded, batch) },
        tx,
        taker,
        reading: &reading,
        sheets: 0,
        is_dated: false,
        chunk: Vec::new(),
        bytes: 0,
        tally: Tally::default(),
        stopped: None,
    };
    let program = order.asking.host.parse_worker();
    let source = Source::File(order.path.to_owned());
    let read = louce_import::propose_into(&program, source, order.options, &reading, &mut sink);
    let Sink { tally, stopped, .. } = sink;
    match (read, stopped) {
        (_, Some(stopped)) => Err(stopped),
        (Err(error), None) => Err(unreadable(&error)),
        (Ok(file), None) => {
            let Tally { counts, effects, buildings, digest } = tally;
            Ok(Passed { file, counts, effects, buildings, digest: digest.finish() })
        }
    }
}

/// The planner of a pass: what is said of rows, and which ledger it is.
fn planner<'a>(order: &Order<'a>, known: Known, guarded: Guarded, batch: BatchId) -> Planner<'a> {
    let mut planner = Planner::new(known, Mint::new(order.asking.host), order.asking.area());
    planner.guarded = guarded;
    planner.user.clone_from(&order.asking.session.display_name);
    planner.decisions = Decisions::of(order.decisions);
    planner.ledger.date = order.options.choices.ledger_date;
    planner.ledger.batch = Some(batch);
    planner
}

/// The batch that the rows are written in; a rehearsal has one too, so that what it wrote is told from what was there.
fn batch_of(order: &Order<'_>, tx: &mut WriteTx<'_>) -> Result<BatchId, RpcError> {
    let batch = match tx.batch_id() {
        Some(batch) => batch,
        None => tx.begin_batch(&NewBatch { kind: "import".to_owned(), label: String::new() }).map_err(stored)?,
    };
    if let Some(date) = order.options.choices.ledger_date {
        tx.date_ledger(date).map_err(stored)?;
    }
    Ok(batch)
}

fn unreadable(error: &ReadError) -> RpcError {
    if matches!(error, ReadError::Cancelled) {
        return refusal::cancelled();
    }
    RpcError::new(ErrorCode::Unreadable, error.message_zh(), error.message_en())
}

/// Says what is the matter with a file that cannot even be opened.
///
/// # Errors
/// When it cannot be opened.
pub fn check_readable(path: &Path) -> Result<(), RpcError> {
    let opened = std::fs::File::open(path).and_then(|file| file.metadata());
    opened.map(drop).map_err(|error| {
        RpcError::new(
            ErrorCode::NotFound,
            format!("无法读取文件 {}：{error}。请检查文件是否存在、是否被其他程序占用。", path.display()),
            format!("{} cannot be read: {error}. Check that it is there and not in use.", path.display()),
        )
    })
}

/// Passes progress on: until the first rows are matched the reading counts, then the rows matched do. How much of the file
/// that is, is told by the bytes read, and at a commit by the rows of the preview.
struct Reading<'a> {
    watch: &'a dyn Watch,
    phase: &'a str,
    rows_total: usize,
    matched: Cell<usize>,
    share: Cell<Option<f64>>,
}

impl Reading<'_> {
    fn matched(&self, rows: usize) {
        let matched = self.matched.get() + rows;
        self.matched.set(matched);
        self.tell(self.phase, matched);
    }

    fn tell(&self, phase: &str, rows: usize) {
        let of_rows = (self.rows_total > 0).then(|| rows as f64 / self.rows_total as f64);
        let share = of_rows.or(self.share.get()).map(|share| share.clamp(0.0, 1.0));
        self.watch.progress(Progress { share, ..at(phase, rows, self.rows_total) });
    }
}

impl louce_import::Watch for Reading<'_> {
    fn progress(&self, rows: u64) {
        if self.matched.get() == 0 {
            self.tell("reading", usize::try_from(rows).unwrap_or(usize::MAX));
        }
    }

    fn bytes(&self, done: u64, total: u64) {
        if total > 0 {
            self.share.set(Some(done as f64 / total as f64));
        }
    }

    fn cancelled(&self) -> bool {
        self.watch.cancelled()
    }
}

/// What is counted on the way.
#[derive(Default)]
struct Tally {
    counts: OutcomeCounts,
    effects: Effects,
    buildings: Vec<BuildingId>,
    digest: PlanDigest,
}

impl Tally {
    fn count(&mut self, planned: &PlannedRow) {
        self.counts.count(planned.outcome);
        for step in &planned.steps {
            self.effects.count(step);
            let building = match step {
                Step::CreateBuilding(building) => building.id,
                Step::CreateRoom(room) => room.building,
                _ => continue,
            };
            if self.buildings.len() < BUILDINGS_NAMED && !self.buildings.contains(&building) {
                self.buildings.push(building);
            }
        }
    }
}

/// Gathers rows into chunks and carries each chunk through.
struct Sink<'p, 't> {
    order: &'p Order<'p>,
    planner: Planner<'p>,
    tx: &'p mut WriteTx<'t>,
    taker: &'p mut dyn RowTaker,
    reading: &'p Reading<'p>,
    sheets: usize,
    /// Whether a sheet has said which day the ledger speaks of.
    is_dated: bool,
    chunk: Vec<RowProposal>,
    bytes: usize,
    tally: Tally,
    /// Why the pass was stopped from this side.
    stopped: Option<RpcError>,
}

impl Sink<'_, '_> {
    /// A reason of our own stops the reading; it is kept for the one who asked.
    fn stop_at<T>(&mut self, done: Result<T, RpcError>) -> Result<T, ReadError> {
        done.map_err(|error| {
            self.stopped = Some(error);
            ReadError::Cancelled
        })
    }

    /// The day the sheet speaks of; the first one named is the batch's.
    fn date_ledger(&mut self, head: &SheetHead) -> Result<(), RpcError> {
        let said = self.order.options.choices.ledger_date;
        let found = head.ledger_date.as_ref().map(|found| found.date);
        self.planner.ledger.date = said.or(found);
        match found.filter(|_| said.is_none() && !self.is_dated) {
            Some(date) => {
                self.is_dated = true;
                self.tx.date_ledger(date).map_err(stored)
            }
            None => Ok(()),
        }
    }

    fn carry_through(&mut self) -> Result<(), RpcError> {
        let rows = std::mem::take(&mut self.chunk);
        self.bytes = 0;
        load::chunk(self.tx, &rows, &mut self.planner.known).map_err(stored)?;
        self.planner.repeat.load(&self.tx.reader(), &rows).map_err(stored)?;
        let sheet = self.sheets.saturating_sub(1);
        let mut rows = rows.into_iter();
        let mut no = 0_usize;
        while let Some(row) = rows.next() {
            if no.is_multiple_of(256) && self.reading.watch.cancelled() {
                return Err(refusal::cancelled());
            }
            let planned = self.planner.plan_row(sheet, &row);
            if std::mem::take(&mut self.planner.is_astray) {
                load::anew(self.tx, rows.as_slice(), &mut self.planner.known).map_err(stored)?;
            }
            self.tally.count(&planned);
            self.tally.digest.note(self.tx, &planned)?;
            self.taker.row(self.tx, row, &planned, &self.planner.known)?;
            planned.steps.iter().try_for_each(|step| write_step(self.tx, step)).map_err(stored)?;
            self.tx.set_source(None);
            if no % 256 == 255 {
                self.reading.matched(256);
            }
            no += 1;
        }
        Ok(())
    }
}

impl ProposalSink for Sink<'_, '_> {
    fn sheet(&mut self, head: SheetHead) -> Result<(), ReadError> {
        self.sheets += 1;
        self.planner.begin_sheet(head.name.as_deref().unwrap_or_default(), &head.fingerprint);
        let begun = self.planner.repeat.begin_sheet(&head);
        let begun = begun.and_then(|()| self.planner.repaired.begin_sheet(&self.tx.reader(), &head)).map_err(stored);
        let dated = begun.and_then(|()| self.date_ledger(&head));
        let taken = dated.and_then(|()| self.taker.sheet(self.tx, head));
        self.stop_at(taken)
    }

    fn row(&mut self, row: RowProposal) -> Result<(), ReadError> {
        self.bytes += row.cells.iter().map(String::len).sum::<usize>();
        self.chunk.push(row);
        if self.chunk.len() < CHUNK_ROWS && self.bytes < CHUNK_BYTES {
            return Ok(());
        }
        let carried = self.carry_through();
        self.stop_at(carried)
    }

    fn sheet_end(&mut self, tail: SheetTail) -> Result<(), ReadError> {
        let ended = self.carry_through().and_then(|()| self.taker.sheet_end(tail));
        self.stop_at(ended)
    }

    fn restart(&mut self) -> Result<(), ReadError> {
        self.sheets = 0;
        self.is_dated = false;
        self.chunk.clear();
        self.bytes = 0;
        self.tally = Tally::default();
        let begun = self.tx.start_over().and_then(|()| load::lasting(&self.tx.reader()));
        let begun = begun.map_err(stored).and_then(|known| {
            self.planner.known = known;
            self.taker.begin(self.tx)?;
            self.planner.ledger.batch = Some(batch_of(self.order, self.tx)?);
            Ok(())
        });
        self.stop_at(begun)
    }
}
