//! Settings, as JSON by key.

use crate::connection::Ready;
use crate::error::Result;
use rusqlite::{Connection, OptionalExtension, params};

pub(crate) fn get(conn: &Connection, key: &str) -> Result<Option<String>> {
    let sql = "SELECT value FROM setting WHERE key = ?1";
    Ok(conn.ready(sql)?.query_row([key], |row| row.get(0)).optional()?)
}

pub(crate) fn set(conn: &Connection, key: &str, value: &str) -> Result<()> {
    let sql = "INSERT INTO setting (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = ?2";
    conn.ready(sql)?.execute(params![key, value])?;
    Ok(())
}
