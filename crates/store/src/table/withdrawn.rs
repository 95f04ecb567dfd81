//! Records that an undo took back, whole.

use super::kind_number;
use crate::connection::Ready;
use crate::error::Result;
use louce_domain::change::RecordRef;
use rusqlite::{Connection, OptionalExtension, params};

/// A withdrawn record as kept.
pub(crate) struct Withdrawn {
    pub(crate) id: i64,
    pub(crate) row: i64,
    pub(crate) body: String,
    pub(crate) created: (i64, Option<i64>),
}

pub(crate) fn insert(
    conn: &Connection,
    change: i64,
    record: RecordRef,
    row: i64,
    body: &str,
    created: (i64, Option<i64>),
) -> Result<()> {
    let sql = "INSERT INTO withdrawn_record (change, kind, record, uuid, body, created_change, created_row)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    let kind = kind_number(record.kind);
    conn.ready(sql)?.execute(params![change, kind, row, record.id.as_bytes(), body, created.0, created.1])?;
    Ok(())
}

/// The latest withdrawal of a record that was not restored.
pub(crate) fn latest(conn: &Connection, record: RecordRef) -> Result<Option<Withdrawn>> {
    let sql = "SELECT id, record, body, created_change, created_row FROM withdrawn_record
               WHERE uuid = ?1 AND kind = ?2 AND restored_change IS NULL ORDER BY id DESC LIMIT 1";
    let found = conn.ready(sql)?.query_row(params![record.id.as_bytes(), kind_number(record.kind)], |row| {
        let created = (row.get(3)?, row.get(4)?);
        Ok(Withdrawn { id: row.get(0)?, row: row.get(1)?, body: row.get(2)?, created })
    });
    Ok(found.optional()?)
}

pub(crate) fn set_restored(conn: &Connection, id: i64, change: i64) -> Result<()> {
    conn.ready("UPDATE withdrawn_record SET restored_change = ?2 WHERE id = ?1")?.execute([id, change])?;
    Ok(())
}
