//! The change log: who, when, why, which record, which fields; and its readings.

use super::{kind_number, kind_of, table_of};
use crate::connection::Ready;
use crate::error::{Result, StoreError};
use louce_domain::change::{FieldChange, RecordRef};
use louce_domain::field::RecordKind;
use louce_domain::id::{BatchId, UserId};
use rusqlite::{Connection, OptionalExtension, Row, params};
use uuid::Uuid;

/// Who, when and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeHead {
    /// When: milliseconds since 1970-01-01 UTC.
    pub at_ms: u64,
    /// Who.
    pub user: UserId,
    /// The user's name as shown.
    pub user_name: String,
    /// In which role.
    pub role: String,
    /// What was done.
    pub action: String,
    /// Purpose code, where one was given.
    pub purpose: Option<String>,
    /// The batch it belongs to.
    pub batch: Option<BatchId>,
    /// Case number or short reason.
    pub note: Option<String>,
}

/// What a change did to a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeKind {
    /// Created it.
    Created,
    /// Changed fields of it.
    Amended,
    /// Took it back (undo of the batch that created it).
    Withdrawn,
    /// Put it back after a withdrawal.
    Restored,
}

/// Where in a ledger something comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceRow {
    /// File name.
    pub file: String,
    /// Sheet name.
    pub sheet: String,
    /// Row, counted from 1.
    pub row: u32,
}

/// One step in the history of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryEntry {
    /// Who, when, why.
    pub head: ChangeHead,
    /// What was done to the record.
    pub what: ChangeKind,
    /// Fields with old and new value; empty for a creation, which is its own first version.
    pub fields: Vec<FieldChange>,
    /// The ledger row it came from.
    pub source: Option<SourceRow>,
}

/// One change of the register with what it touched, for reports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeSummary {
    /// Who, when, why.
    pub head: ChangeHead,
    /// Records created, by kind.
    pub created: Vec<(RecordKind, u32)>,
    /// Fields amended, by kind and field.
    pub amended: Vec<(RecordKind, String, u32)>,
    /// Records withdrawn.
    pub withdrawn: u32,
}

/// A change about to be written.
pub(crate) struct NewChange<'a> {
    pub(crate) at_ms: u64,
    pub(crate) user: i64,
    pub(crate) role: &'a str,
    pub(crate) action: &'a str,
    pub(crate) purpose: Option<&'static str>,
    pub(crate) batch: Option<i64>,
    pub(crate) note: Option<&'a str>,
}

pub(crate) fn insert(conn: &Connection, new: &NewChange<'_>) -> Result<i64> {
    let sql =
        "INSERT INTO change (at_ms, user, role, action, purpose, batch, note) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    conn.ready(sql)?.execute(params![new.at_ms, new.user, new.role, new.action, new.purpose, new.batch, new.note])?;
    Ok(conn.last_insert_rowid())
}

pub(crate) fn set_batch(conn: &Connection, change: i64, batch: i64) -> Result<()> {
    conn.execute("UPDATE change SET batch = ?2 WHERE id = ?1", [change, batch])?;
    Ok(())
}

pub(crate) fn set_undoes(conn: &Connection, change: i64, batch: i64) -> Result<()> {
    conn.execute("UPDATE change SET undoes = ?2 WHERE id = ?1", [change, batch])?;
    Ok(())
}

pub(crate) fn insert_created(conn: &Connection, change: i64, kind: i64, first: i64, last: i64) -> Result<()> {
    let sql = "INSERT INTO change_created (change, kind, first, last) VALUES (?1, ?2, ?3, ?4)";
    conn.ready(sql)?.execute([change, kind, first, last])?;
    Ok(())
}

/// Row number, field and values of one amendment.
pub(crate) struct Amendment<'a> {
    pub(crate) kind: RecordKind,
    pub(crate) row: i64,
    pub(crate) change: &'a FieldChange,
    pub(crate) source: Option<i64>,
}

pub(crate) fn insert_field(conn: &Connection, change: i64, amendment: &Amendment<'_>) -> Result<()> {
    let sql = "INSERT INTO change_field (change, kind, record, field, old, new, import_row)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    let FieldChange { field, old, new } = amendment.change;
    conn.ready(sql)?.execute(params![
        change,
        kind_number(amendment.kind),
        amendment.row,
        field,
        old,
        new,
        amendment.source
    ])?;
    Ok(())
}

const HEAD: &str = "change.at_ms, user.uuid, user.display_name, change.role, change.action, change.purpose, batch.uuid,
    change.note";
const HEAD_FROM: &str = "change JOIN user ON user.id = change.user LEFT JOIN batch ON batch.id = change.batch";

fn read_head(row: &Row<'_>, from: usize) -> rusqlite::Result<ChangeHead> {
    let batch: Option<[u8; 16]> = row.get(from + 6)?;
    Ok(ChangeHead {
        at_ms: row.get(from)?,
        user: UserId(Uuid::from_bytes(row.get(from + 1)?)),
        user_name: row.get(from + 2)?,
        role: row.get(from + 3)?,
        action: row.get(from + 4)?,
        purpose: row.get(from + 5)?,
        batch: batch.map(|b| BatchId(Uuid::from_bytes(b))),
        note: row.get(from + 7)?,
    })
}

pub(crate) fn head(conn: &Connection, change: i64) -> Result<ChangeHead> {
    let sql = format!("SELECT {HEAD} FROM {HEAD_FROM} WHERE change.id = ?1");
    Ok(conn.ready(&sql)?.query_row([change], |row| read_head(row, 0))?)
}

/// The batch that a change undid.
pub(crate) fn undoes(conn: &Connection, change: i64) -> Result<Option<BatchId>> {
    let sql = "SELECT batch.uuid FROM change JOIN batch ON batch.id = change.undoes WHERE change.id = ?1";
    let found: Option<[u8; 16]> = conn.ready(sql)?.query_row([change], |row| row.get(0)).optional()?;
    Ok(found.map(|id| BatchId(Uuid::from_bytes(id))))
}

/// The amendments of a record's fields, or of one, earliest first: change, field, ledger row.
pub(crate) fn amendments(
    conn: &Connection,
    (kind, row): (RecordKind, i64),
    field: Option<&str>,
) -> Result<Vec<(i64, FieldChange, Option<i64>)>> {
    let sql = "SELECT change, field, old, new, import_row FROM change_field
               WHERE kind = ?1 AND record = ?2 AND (?3 IS NULL OR field = ?3) ORDER BY id";
    let read = |row: &Row<'_>| {
        let amended = FieldChange { field: row.get(1)?, old: row.get(2)?, new: row.get(3)? };
        Ok((row.get(0)?, amended, row.get(4)?))
    };
    let mut statement = conn.ready(sql)?;
    Ok(statement.query_map(params![kind_number(kind), row, field], read)?.collect::<rusqlite::Result<_>>()?)
}

/// Row number and creation of a record, whether it is there or was withdrawn.
pub(crate) fn origin(conn: &Connection, record: RecordRef) -> Result<Option<(i64, i64, Option<i64>)>> {
    let table = table_of(record.kind);
    let sql = format!("SELECT id, created_change, created_row FROM {table} WHERE uuid = ?1");
    let read = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
    let found = conn.ready(&sql)?.query_row([record.id.as_bytes()], read).optional()?;
    if found.is_some() {
        return Ok(found);
    }
    let sql = "SELECT record, created_change, created_row FROM withdrawn_record WHERE uuid = ?1 AND kind = ?2 LIMIT 1";
    let key = params![record.id.as_bytes(), kind_number(record.kind)];
    Ok(conn.ready(sql)?.query_row(key, read).optional()?)
}

fn source(conn: &Connection, import_row: Option<i64>) -> Result<Option<SourceRow>> {
    let Some(id) = import_row else {
        return Ok(None);
    };
    let sql = "SELECT file.name, sheet.name, import_row.row FROM import_row JOIN sheet ON sheet.id = import_row.sheet
               JOIN file ON file.id = sheet.file WHERE import_row.id = ?1";
    let read = |row: &Row<'_>| Ok(SourceRow { file: row.get(0)?, sheet: row.get(1)?, row: row.get(2)? });
    Ok(conn.ready(sql)?.query_row([id], read).optional()?)
}

/// The history of a record, earliest first.
pub(crate) fn of_record(conn: &Connection, record: RecordRef) -> Result<Vec<HistoryEntry>> {
    let found = origin(conn, record)?;
    let (row, created, created_row) = found.ok_or(StoreError::NotFound { kind: record.kind, id: record.id })?;
    let mut entries = vec![(created, ChangeKind::Created, Vec::new(), created_row)];
    let sql =
        "SELECT change, field, old, new, import_row FROM change_field WHERE kind = ?1 AND record = ?2 ORDER BY id";
    let mut statement = conn.ready(sql)?;
    let mut rows = statement.query([kind_number(record.kind), row])?;
    while let Some(row) = rows.next()? {
        let (change, import_row): (i64, Option<i64>) = (row.get(0)?, row.get(4)?);
        let field = FieldChange { field: row.get(1)?, old: row.get(2)?, new: row.get(3)? };
        match entries.last_mut() {
            Some((last, ChangeKind::Amended, fields, _)) if *last == change => fields.push(field),
            _ => entries.push((change, ChangeKind::Amended, vec![field], import_row)),
        }
    }
    let sql = "SELECT change, restored_change FROM withdrawn_record WHERE uuid = ?1 AND kind = ?2 ORDER BY id";
    let mut statement = conn.ready(sql)?;
    let mut rows = statement.query(params![record.id.as_bytes(), kind_number(record.kind)])?;
    while let Some(row) = rows.next()? {
        entries.push((row.get(0)?, ChangeKind::Withdrawn, Vec::new(), None));
        if let Some(restored) = row.get(1)? {
            entries.push((restored, ChangeKind::Restored, Vec::new(), None));
        }
    }
    entries.sort_by_key(|(change, ..)| *change);
    entries
        .into_iter()
        .map(|(change, what, fields, row)| {
            Ok(HistoryEntry { head: head(conn, change)?, what, fields, source: source(conn, row)? })
        })
        .collect()
}

/// The changes of a span of time (milliseconds, end excluded), earliest first.
pub(crate) fn between(conn: &Connection, from_ms: u64, until_ms: u64) -> Result<Vec<ChangeSummary>> {
    let sql = format!(
        "SELECT change.id, {HEAD} FROM {HEAD_FROM} WHERE change.at_ms >= ?1 AND change.at_ms < ?2 ORDER BY change.id"
    );
    let bound = |ms: u64| i64::try_from(ms).unwrap_or(i64::MAX);
    let mut statement = conn.ready(&sql)?;
    let found = statement
        .query_map([bound(from_ms), bound(until_ms)], |row| Ok((row.get(0)?, read_head(row, 1)?)))?
        .collect::<rusqlite::Result<Vec<(i64, ChangeHead)>>>()?;
    found.into_iter().map(|(change, head)| summary(conn, change, head)).collect()
}

fn summary(conn: &Connection, change: i64, head: ChangeHead) -> Result<ChangeSummary> {
    let mut created = Vec::new();
    let sql = "SELECT kind, last - first + 1 FROM change_created WHERE change = ?1 ORDER BY kind";
    let mut statement = conn.ready(sql)?;
    let mut rows = statement.query([change])?;
    while let Some(row) = rows.next()? {
        created.push((kind_of(row.get(0)?)?, row.get(1)?));
    }
    let mut amended = Vec::new();
    let sql =
        "SELECT kind, field, count(*) FROM change_field WHERE change = ?1 GROUP BY kind, field ORDER BY kind, field";
    let mut statement = conn.ready(sql)?;
    let mut rows = statement.query([change])?;
    while let Some(row) = rows.next()? {
        amended.push((kind_of(row.get(0)?)?, row.get(1)?, row.get(2)?));
    }
    let sql = "SELECT count(*) FROM withdrawn_record WHERE change = ?1";
    let withdrawn = conn.ready(sql)?.query_row([change], |row| row.get(0))?;
    Ok(ChangeSummary { head, created, amended, withdrawn })
}
