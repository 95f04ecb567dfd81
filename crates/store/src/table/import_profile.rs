//! Import profiles (导入方案): what was said about ledgers of a layout.

use crate::connection::Ready;
use crate::error::Result;
use louce_domain::id::UserId;
use rusqlite::{Connection, OptionalExtension, Row, params};
use uuid::Uuid;

/// A profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportProfile {
    /// Identifier.
    pub id: Uuid,
    /// Name, unique.
    pub name: String,
    /// JSON: layouts with their corrections.
    pub body: String,
    /// Who made or changed it last.
    pub user: UserId,
    /// When: milliseconds since 1970-01-01 UTC.
    pub at_ms: u64,
    /// Imports it served.
    pub used: u64,
}

const SELECT: &str = "SELECT profile.uuid, profile.name, profile.body, user.uuid, profile.at_ms, profile.used
    FROM import_profile profile JOIN user ON user.id = profile.user";

fn read(row: &Row<'_>) -> rusqlite::Result<ImportProfile> {
    Ok(ImportProfile {
        id: Uuid::from_bytes(row.get(0)?),
        name: row.get(1)?,
        body: row.get(2)?,
        user: UserId(Uuid::from_bytes(row.get(3)?)),
        at_ms: row.get(4)?,
        used: row.get(5)?,
    })
}

/// Every profile, by name.
pub(crate) fn all(conn: &Connection) -> Result<Vec<ImportProfile>> {
    let mut statement = conn.ready(&format!("{SELECT} ORDER BY profile.name"))?;
    Ok(statement.query_map([], read)?.collect::<rusqlite::Result<_>>()?)
}

pub(crate) fn get(conn: &Connection, id: Uuid) -> Result<Option<ImportProfile>> {
    let mut statement = conn.ready(&format!("{SELECT} WHERE profile.uuid = ?1"))?;
    Ok(statement.query_row([id.as_bytes()], read).optional()?)
}

pub(crate) fn put(conn: &Connection, id: Uuid, name: &str, body: &str, user: i64, at_ms: u64) -> Result<()> {
    let sql = "INSERT INTO import_profile (uuid, name, body, user, at_ms) VALUES (?1, ?2, ?3, ?4, ?5)
               ON CONFLICT (uuid) DO UPDATE SET name = ?2, body = ?3, user = ?4, at_ms = ?5";
    conn.ready(sql)?.execute(params![id.as_bytes(), name, body, user, at_ms])?;
    Ok(())
}

pub(crate) fn note_used(conn: &Connection, id: Uuid) -> Result<()> {
    conn.ready("UPDATE import_profile SET used = used + 1 WHERE uuid = ?1")?.execute([id.as_bytes()])?;
    Ok(())
}

pub(crate) fn forget(conn: &Connection, id: Uuid) -> Result<()> {
    conn.ready("DELETE FROM import_profile WHERE uuid = ?1")?.execute([id.as_bytes()])?;
    Ok(())
}
