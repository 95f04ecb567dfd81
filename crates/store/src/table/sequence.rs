//! Row numbers: given out in rising order, never twice.

use crate::connection::Ready;
use crate::error::Result;
use rusqlite::{Connection, OptionalExtension, params};

/// The next row number of a kind.
pub(crate) fn next(conn: &Connection, kind: i64) -> Result<i64> {
    let sql = "SELECT next FROM sequence WHERE kind = ?1";
    Ok(conn.ready(sql)?.query_row([kind], |row| row.get(0)).optional()?.unwrap_or(1))
}

/// Keeps the next row number of a kind.
pub(crate) fn keep(conn: &Connection, kind: i64, next: i64) -> Result<()> {
    let sql = "INSERT INTO sequence (kind, next) VALUES (?1, ?2) ON CONFLICT (kind) DO UPDATE SET next = ?2";
    conn.ready(sql)?.execute(params![kind, next])?;
    Ok(())
}
