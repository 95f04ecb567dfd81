//! One way to write: rows, search entries, counters, change log and audit row in one transaction, or nothing.

mod amend;
mod create;
mod duplicates;
mod earlier;
mod import_log;
mod import_profile;
mod kept_ledger;
mod undo;
mod withdraw;

pub use earlier::Earlier;
pub use undo::BatchDependent;
pub(crate) use undo::batch_dependents;

use crate::bulk;
use crate::context::WriteContext;
use crate::effects::Effects;
use crate::error::Result;
use crate::loaded;
use crate::mint::Minter;
use crate::read::Reader;
use crate::table::audit::{self, NewAudit};
use crate::table::change::{self, NewChange};
use crate::table::ground::{GroundFeature, GroundSource};
use crate::table::import_row::ImportRowId;
use crate::table::user::{Area, User};
use crate::table::{RowIds, batch, ground, kind_number, kind_of, row_of, sequence, setting, user};
use louce_domain::change::RecordRef;
use louce_domain::field::RecordKind;
use louce_domain::id::BatchId;
use rusqlite::Connection;
use std::collections::HashMap;
use uuid::Uuid;

/// How a write treats indexes, counters and the search index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pace {
    /// Row by row: the everyday way.
    Steady,
    /// Rows first, everything derived from them once at the end, table indexes too.
    Bulk,
    /// Rows with their indexes, so that later rows can be matched against them; what follows from them at the end.
    Loaded,
    /// Rows with their indexes and nothing else: the transaction is rolled back.
    Rehearsed,
}

/// Row numbers given out by this write: the first and the next of a kind.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Run {
    pub(crate) first: i64,
    pub(crate) next: i64,
}

/// The names looked up by this write. Emptied when full: a look-up is cheap, memory without bound is not.
#[derive(Default)]
struct RowCache(HashMap<(i64, Uuid), i64>);

const MOST_CACHED: usize = 200_000;

impl RowCache {
    fn remember(&mut self, kind: RecordKind, id: Uuid, row: i64) {
        if self.0.len() >= MOST_CACHED {
            self.0.clear();
        }
        self.0.insert((kind_number(kind), id), row);
    }

    fn forget(&mut self, kind: RecordKind, id: Uuid) {
        self.0.remove(&(kind_number(kind), id));
    }
}

impl RowIds for RowCache {
    fn row_of(&mut self, conn: &Connection, kind: RecordKind, id: Uuid) -> Result<i64> {
        if let Some(row) = self.0.get(&(kind_number(kind), id)) {
            return Ok(*row);
        }
        let row = row_of(conn, kind, id)?.ok_or(crate::StoreError::NotFound { kind, id })?;
        self.remember(kind, id, row);
        Ok(row)
    }
}

fn begin_change(conn: &Connection, context: &WriteContext, user: i64, batch: Option<i64>) -> Result<i64> {
    let new = NewChange {
        at_ms: context.at_ms,
        user,
        role: &context.role,
        action: &context.action,
        purpose: context.purpose.map(|p| p.code()),
        batch,
        note: context.note.as_deref(),
    };
    change::insert(conn, &new)
}

/// The runs by kind.
fn made(runs: &HashMap<i64, Run>) -> Result<Vec<(RecordKind, Run)>> {
    runs.iter().map(|(kind, run)| Ok((kind_of(*kind)?, *run))).collect()
}

/// A write in progress. Dropped without [`finish`](WriteTx::finish), it leaves nothing behind.
pub struct WriteTx<'t> {
    conn: &'t Connection,
    context: &'t WriteContext,
    minter: &'t mut Minter,
    pace: Pace,
    user: i64,
    change: i64,
    batch: Option<(i64, BatchId)>,
    source: Option<i64>,
    runs: HashMap<i64, Run>,
    ids: RowCache,
    effects: Effects,
    named: Vec<RecordRef>,
    touched: u64,
}

impl<'t> WriteTx<'t> {
    /// Begins, inside an open transaction.
    pub(crate) fn begin(
        conn: &'t Connection,
        context: &'t WriteContext,
        minter: &'t mut Minter,
        pace: Pace,
    ) -> Result<Self> {
        let user = user::row_of(conn, context.user)?;
        let batch = context.batch.map(|id| Ok::<_, crate::StoreError>((batch::row_of(conn, id)?.0, id))).transpose()?;
        let change = begin_change(conn, context, user, batch.map(|(row, _)| row))?;
        if pace == Pace::Bulk {
            bulk::before(conn)?;
        }
        Ok(Self {
            conn,
            context,
            minter,
            pace,
            user,
            change,
            batch,
            source: None,
            runs: HashMap::new(),
            ids: RowCache::default(),
            effects: Effects::default(),
            named: Vec::new(),
            touched: 0,
        })
    }

    /// Takes back all that was written so far, a batch begun too, and begins anew.
    pub fn start_over(&mut self) -> Result<()> {
        self.conn.execute_batch("ROLLBACK; BEGIN IMMEDIATE")?;
        let batch = self.context.batch.map(|id| Ok::<_, crate::StoreError>((batch::row_of(self.conn, id)?.0, id)));
        self.batch = batch.transpose()?;
        self.change = begin_change(self.conn, self.context, self.user, self.batch.map(|(row, _)| row))?;
        self.source = None;
        self.runs.clear();
        self.ids.0.clear();
        self.effects = Effects::default();
        self.named.clear();
        self.touched = 0;
        Ok(())
    }

    /// Carries out what follows from the rows; the caller commits.
    pub(crate) fn finish(mut self) -> Result<()> {
        for (kind, run) in &self.runs {
            sequence::keep(self.conn, *kind, run.next)?;
            if run.next > run.first {
                change::insert_created(self.conn, self.change, *kind, run.first, run.next - 1)?;
            }
        }
        match self.pace {
            Pace::Steady => self.effects.carry_out(self.conn)?,
            Pace::Bulk => bulk::after(self.conn)?,
            Pace::Loaded => loaded::settle(self.conn, &made(&self.runs)?, self.effects)?,
            Pace::Rehearsed => {}
        }
        audit::append(
            self.conn,
            &NewAudit {
                at_ms: self.context.at_ms,
                user: self.context.user,
                role: &self.context.role,
                action: &self.context.action,
                purpose: self.context.purpose.map(|p| p.code()),
                note: self.context.note.as_deref(),
                change: Some(self.change),
                batch: self.batch.map(|(_, id)| id),
                records: &self.named,
                count: self.touched,
                result: "done",
            },
        )
    }

    /// A new identifier, greater than all before it.
    pub fn mint<T: From<Uuid>>(&mut self) -> T {
        T::from(self.minter.mint(self.context.at_ms))
    }

    /// Reads, seeing what this write has written so far. During a bulk load, look-ups by anything but identifiers are
    /// slow: the indexes come last.
    pub fn reader(&self) -> Reader<'_> {
        Reader::new(self.conn)
    }

    /// From here on, created and amended records name this ledger row as their source; `None` ends it.
    pub fn set_source(&mut self, row: Option<ImportRowId>) {
        self.source = row.map(|r| r.0);
    }

    /// Adds a user. Their key slot is made by [`Register::add_user`](crate::Register::add_user).
    pub(crate) fn create_user(&mut self, new: &User) -> Result<()> {
        user::insert(self.conn, new, self.context.at_ms)?;
        self.touched += 1;
        Ok(())
    }

    /// Ends a user's account; what they did stays theirs.
    pub(crate) fn end_user(&mut self, id: louce_domain::id::UserId) -> Result<()> {
        self.touched += 1;
        user::end(self.conn, id, self.context.at_ms)
    }

    /// Creates or renames a police area.
    pub fn put_area(&mut self, area: &Area) -> Result<()> {
        self.touched += 1;
        user::put_area(self.conn, area)
    }

    /// Keeps a setting (JSON).
    pub fn set_setting(&mut self, key: &str, json: &str) -> Result<()> {
        setting::set(self.conn, key, json)
    }

    /// Lays the ground of a map file: roads, water, greenery, outlines of sites. It takes the place of a file of the same
    /// name; undoing the batch brings that one back.
    pub fn lay_ground(&mut self, source: &GroundSource, features: &[GroundFeature]) -> Result<()> {
        self.touched += features.len() as u64;
        ground::add(self.conn, self.batch.map(|(row, _)| row), source, features)
    }

    /// Whether this very write made the record.
    pub fn made(&mut self, kind: RecordKind, id: Uuid) -> Result<bool> {
        let Some(run) = self.runs.get(&kind_number(kind)).copied() else { return Ok(false) };
        Ok(self.ids.row_of(self.conn, kind, id)? >= run.first)
    }

    pub(crate) const fn connection(&self) -> &Connection {
        self.conn
    }

    fn note_touched(&mut self, kind: RecordKind, id: Uuid) {
        self.touched += 1;
        if self.named.len() < 50 {
            self.named.push(RecordRef { kind, id });
        }
    }
}
