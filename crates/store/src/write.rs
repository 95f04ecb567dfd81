//! One way to write: rows, search entries, counters, change log and audit row in one transaction, or nothing.

mod amend;
mod create;
mod duplicates;
mod import_log;
mod kept_ledger;
mod undo;
mod withdraw;

pub use undo::BatchDependent;
pub(crate) use undo::batch_dependents;

use crate::bulk;
use crate::context::WriteContext;
use crate::effects::Effects;
use crate::error::Result;
use crate::mint::Minter;
use crate::read::Reader;
use crate::table::audit::{self, NewAudit};
use crate::table::change::{self, NewChange};
use crate::table::ground::GroundFeature;
use crate::table::import_row::ImportRowId;
use crate::table::user::{Area, User};
use crate::table::{RowIds, batch, ground, kind_number, row_of, sequence, setting, user};
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
    /// Rows first, everything derived from them once at the end.
    Bulk,
}

/// Row numbers given out by this write: the first and the next of a kind.
#[derive(Debug, Clone, Copy)]
struct Run {
    first: i64,
    next: i64,
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
        let new = NewChange {
            at_ms: context.at_ms,
            user,
            role: &context.role,
            action: &context.action,
            purpose: context.purpose.map(|p| p.code()),
            batch: batch.map(|(row, _)| row),
            note: context.note.as_deref(),
        };
        let change = change::insert(conn, &new)?;
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

    /// Replaces the ground (roads, water, greenery).
    pub fn replace_ground(&mut self, features: &[GroundFeature]) -> Result<()> {
        self.touched += features.len() as u64;
        ground::replace(self.conn, features)
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
