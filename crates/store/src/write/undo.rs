//! Undo of a batch: amended fields get their old values back, created records are withdrawn, in one transaction.

use super::amend::Changed;
use super::{Pace, WriteTx};
use crate::connection::Ready;
use crate::error::{Result, StoreError};
use crate::table::{Table, at, batch, change, kind_number, kind_of, uuid_of};
use louce_domain::change::RecordRef;
use louce_domain::field::RecordKind;
use louce_domain::id::BatchId;
use louce_domain::with_kind;
use rusqlite::{Connection, params};
use std::collections::HashSet;
use uuid::Uuid;

/// A later change that rests on a batch, so that the batch cannot be undone before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BatchDependent {
    /// When: milliseconds since 1970-01-01 UTC.
    pub at_ms: u64,
    /// Who, by the name shown.
    pub user_name: String,
    /// What was done.
    pub action: String,
    /// The record of the later change.
    pub record: RecordRef,
    /// The field amended later; none where a later record refers to one of the batch.
    pub field: Option<String>,
    /// The later batch, where the change belongs to one.
    pub batch: Option<BatchId>,
}

/// What a batch still stands for: changes that are its own and were not undone.
const OWN: &str = "own AS (SELECT id FROM change WHERE batch = ?1)";

/// Later changes that count: neither of an undone batch nor an undo themselves.
const LATER: &str =
    "later AS (SELECT change.id, change.at_ms, change.action, user.display_name, batch.uuid AS batch FROM change
        JOIN user ON user.id = change.user LEFT JOIN batch ON batch.id = change.batch
    WHERE change.id > (SELECT min(id) FROM own) AND change.id NOT IN (SELECT id FROM own)
      AND change.undoes IS NULL AND batch.undone_change IS NULL)";

/// Later changes of one sort that are read: beyond them only that there are more matters.
const MOST_OF_ONE_SORT: u32 = 1000;

/// The later changes that rest on a batch, earliest first, each once; of each sort at most a thousand.
pub(crate) fn batch_dependents(conn: &Connection, id: BatchId) -> Result<Vec<BatchDependent>> {
    let (batch, _) = batch::row_of(conn, id)?;
    let sql = format!("WITH {OWN}, {LATER} SELECT EXISTS (SELECT 1 FROM later)");
    if !conn.ready(&sql)?.query_row([batch], |row| row.get(0))? {
        return Ok(Vec::new());
    }
    let mut found = amended_later(conn, batch)?;
    for (child, parent, column) in REFERENCES {
        found.extend(referring_later(conn, batch, *child, *parent, column)?);
    }
    // A stay refers to its room and its building: one change, however many of its references rest on the batch.
    let mut seen = HashSet::new();
    found.retain(|later| seen.insert((later.at_ms, later.record, later.field.clone())));
    found.sort_by_key(|later| later.at_ms);
    Ok(found)
}

/// The kinds in an order in which each stands before those it refers to.
const REFERRING_FIRST: &[RecordKind] = &[
    RecordKind::Encounter,
    RecordKind::Visit,
    RecordKind::CareNote,
    RecordKind::Protection,
    RecordKind::IdentityLink,
    RecordKind::Succession,
    RecordKind::Inspection,
    RecordKind::Tenancy,
    RecordKind::Employment,
    RecordKind::SpaceAddress,
    RecordKind::Grid,
    RecordKind::Document,
    RecordKind::Kinship,
    RecordKind::Presence,
    RecordKind::Stay,
    RecordKind::Household,
    RecordKind::Room,
    RecordKind::Person,
    RecordKind::Organisation,
    RecordKind::Building,
    RecordKind::Site,
];

/// Which column of which kind refers to which kind.
const REFERENCES: &[(RecordKind, RecordKind, &str)] = &[
    (RecordKind::Building, RecordKind::Site, "site"),
    (RecordKind::Room, RecordKind::Building, "building"),
    (RecordKind::Room, RecordKind::Room, "parent_room"),
    (RecordKind::Room, RecordKind::Person, "owner_person"),
    (RecordKind::Room, RecordKind::Organisation, "owner_organisation"),
    (RecordKind::Stay, RecordKind::Person, "person"),
    (RecordKind::Stay, RecordKind::Household, "household"),
    (RecordKind::Presence, RecordKind::Organisation, "organisation"),
    (RecordKind::Document, RecordKind::Person, "person"),
    (RecordKind::Household, RecordKind::Person, "head"),
    (RecordKind::Kinship, RecordKind::Person, "person"),
    (RecordKind::Kinship, RecordKind::Person, "relative"),
    (RecordKind::Tenancy, RecordKind::Person, "landlord_person"),
    (RecordKind::Tenancy, RecordKind::Organisation, "landlord_organisation"),
    (RecordKind::Tenancy, RecordKind::Person, "tenant_person"),
    (RecordKind::Tenancy, RecordKind::Organisation, "tenant_organisation"),
    (RecordKind::Inspection, RecordKind::Tenancy, "tenancy"),
    (RecordKind::Inspection, RecordKind::Organisation, "organisation"),
    (RecordKind::Employment, RecordKind::Organisation, "organisation"),
    (RecordKind::Employment, RecordKind::Person, "person"),
    (RecordKind::Encounter, RecordKind::Visit, "visit"),
    (RecordKind::Encounter, RecordKind::Person, "person"),
    (RecordKind::CareNote, RecordKind::Person, "person"),
    (RecordKind::Protection, RecordKind::Person, "person"),
    (RecordKind::IdentityLink, RecordKind::Person, "person"),
    (RecordKind::IdentityLink, RecordKind::Person, "other"),
    (RecordKind::Succession, RecordKind::Room, "from_room"),
    (RecordKind::Succession, RecordKind::Room, "to_room"),
    (RecordKind::Stay, RecordKind::Room, "room"),
    (RecordKind::Stay, RecordKind::Building, "building"),
    (RecordKind::Stay, RecordKind::Site, "site"),
    (RecordKind::Presence, RecordKind::Room, "room"),
    (RecordKind::Presence, RecordKind::Building, "building"),
    (RecordKind::Presence, RecordKind::Site, "site"),
    (RecordKind::SpaceAddress, RecordKind::Room, "room"),
    (RecordKind::SpaceAddress, RecordKind::Building, "building"),
    (RecordKind::SpaceAddress, RecordKind::Site, "site"),
    (RecordKind::Household, RecordKind::Room, "room"),
    (RecordKind::Household, RecordKind::Building, "building"),
    (RecordKind::Household, RecordKind::Site, "site"),
    (RecordKind::Tenancy, RecordKind::Room, "room"),
    (RecordKind::Tenancy, RecordKind::Building, "building"),
    (RecordKind::Tenancy, RecordKind::Site, "site"),
    (RecordKind::Inspection, RecordKind::Room, "room"),
    (RecordKind::Inspection, RecordKind::Building, "building"),
    (RecordKind::Inspection, RecordKind::Site, "site"),
    (RecordKind::Employment, RecordKind::Room, "room"),
    (RecordKind::Employment, RecordKind::Building, "building"),
    (RecordKind::Employment, RecordKind::Site, "site"),
    (RecordKind::Visit, RecordKind::Room, "room"),
    (RecordKind::Visit, RecordKind::Building, "building"),
    (RecordKind::Visit, RecordKind::Site, "site"),
];

/// Later amendments of a record the batch created, or of a field it amended.
fn amended_later(conn: &Connection, batch: i64) -> Result<Vec<BatchDependent>> {
    let sql = format!(
        "WITH {OWN}, {LATER}
         SELECT later.at_ms, later.display_name, later.action, f.kind, f.record, f.field, later.batch
         FROM later JOIN change_field f ON f.change = later.id
         WHERE EXISTS (SELECT 1 FROM change_created c WHERE c.change IN (SELECT id FROM own)
                         AND c.kind = f.kind AND f.record BETWEEN c.first AND c.last)
            OR EXISTS (SELECT 1 FROM change_field mine WHERE mine.kind = f.kind AND mine.record = f.record
                         AND mine.field = f.field AND mine.change IN (SELECT id FROM own) AND mine.change < f.change)
         ORDER BY f.id LIMIT {MOST_OF_ONE_SORT}"
    );
    dependents(conn, &sql, batch, None)
}

/// Later records that refer to one the batch created.
fn referring_later(
    conn: &Connection,
    batch: i64,
    child: RecordKind,
    parent: RecordKind,
    column: &str,
) -> Result<Vec<BatchDependent>> {
    let sql = format!(
        "WITH {OWN}, {LATER}
         SELECT later.at_ms, later.display_name, later.action, {kind}, child.id, NULL, later.batch
         FROM change_created c JOIN {table} child ON child.{column} BETWEEN c.first AND c.last
              JOIN later ON later.id = child.created_change
         WHERE c.change IN (SELECT id FROM own) AND c.kind = {parent}
         LIMIT {MOST_OF_ONE_SORT}",
        kind = kind_number(child),
        table = child.code(),
        parent = kind_number(parent),
    );
    dependents(conn, &sql, batch, Some(child))
}

fn dependents(conn: &Connection, sql: &str, batch: i64, kind: Option<RecordKind>) -> Result<Vec<BatchDependent>> {
    let mut statement = conn.ready(sql)?;
    let mut rows = statement.query([batch])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let kind = kind.map_or_else(|| kind_of(row.get(3)?), Ok)?;
        let id = uuid_of(conn, kind, row.get(4)?)?.unwrap_or(Uuid::nil());
        found.push(BatchDependent {
            at_ms: row.get(0)?,
            user_name: row.get(1)?,
            action: row.get(2)?,
            record: RecordRef { kind, id },
            field: row.get(5)?,
            batch: row.get::<_, Option<[u8; 16]>>(6)?.map(|id| BatchId(Uuid::from_bytes(id))),
        });
    }
    Ok(found)
}

/// One amendment of the batch, to be taken back.
struct Taken {
    kind: i64,
    row: i64,
    field: String,
    old: Option<String>,
    new: Option<String>,
}

impl WriteTx<'_> {
    /// Undoes a batch. [`StoreError::Dependents`] where later changes rest on it; nothing is written then.
    pub fn undo_batch(&mut self, id: BatchId) -> Result<()> {
        let (batch, undone) = batch::row_of(self.conn, id)?;
        if undone {
            return Err(StoreError::AlreadyUndone(id.0));
        }
        let dependents = batch_dependents(self.conn, id)?;
        if !dependents.is_empty() {
            return Err(StoreError::Dependents(dependents));
        }
        self.take_back_amendments(batch)?;
        for kind in REFERRING_FIRST {
            with_kind!(*kind, R => self.withdraw_created::<R>(batch))?;
        }
        change::set_undoes(self.conn, self.change, batch)?;
        batch::set_undone(self.conn, batch, self.change)
    }

    fn take_back_amendments(&mut self, batch: i64) -> Result<()> {
        let sql =
            "SELECT f.kind, f.record, f.field, f.old, f.new FROM change JOIN change_field f ON f.change = change.id
                   WHERE change.batch = ?1 ORDER BY f.id DESC";
        let read = |row: &rusqlite::Row<'_>| {
            Ok(Taken { kind: row.get(0)?, row: row.get(1)?, field: row.get(2)?, old: row.get(3)?, new: row.get(4)? })
        };
        let taken = self.conn.ready(sql)?.query_map([batch], read)?.collect::<rusqlite::Result<Vec<_>>>()?;
        for taken in taken {
            with_kind!(kind_of(taken.kind)?, R => self.take_back::<R>(taken))?;
        }
        Ok(())
    }

    fn take_back<R: Table>(&mut self, taken: Taken) -> Result<()> {
        // A record that was withdrawn by hand since is gone already.
        let Some(before) = at::<R>(self.conn, taken.row)? else {
            return Ok(());
        };
        let known = R::FIELDS.iter().copied().chain(R::LINKS.iter().copied()).find(|f| *f == taken.field);
        let field = known.ok_or_else(|| StoreError::Damaged(format!("unknown field {} in the log", taken.field)))?;
        self.write_changes::<R>(taken.row, vec![Changed { field, old: taken.new, new: taken.old }])?;
        self.note_touched(R::KIND, before.uuid());
        if self.pace == Pace::Steady {
            let after = at::<R>(self.conn, taken.row)?;
            R::effects(self.conn, taken.row, Some(&before), after.as_ref(), &mut self.effects)?;
        }
        Ok(())
    }

    fn withdraw_created<R: Table>(&mut self, batch: i64) -> Result<()> {
        let sql = format!(
            "SELECT record.uuid FROM change JOIN change_created c ON c.change = change.id
                  JOIN {} record ON record.id BETWEEN c.first AND c.last
             WHERE change.batch = ?1 AND c.kind = ?2 ORDER BY record.id DESC",
            R::KIND.code()
        );
        let key = params![batch, kind_number(R::KIND)];
        let read = |row: &rusqlite::Row<'_>| Ok(Uuid::from_bytes(row.get(0)?));
        let found = self.conn.ready(&sql)?.query_map(key, read)?.collect::<rusqlite::Result<Vec<_>>>()?;
        found.into_iter().try_for_each(|id| self.withdraw_from::<R>(id))
    }
}
