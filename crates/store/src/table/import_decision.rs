//! What people decided about single ledger rows (人工确认), to be found again when the same row comes again.

use crate::connection::Ready;
use crate::error::Result;
use rusqlite::{Connection, params};
use uuid::Uuid;

/// A decision on a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowDecided {
    /// SHA-256 of what the row says.
    pub key: [u8; 32],
    /// What was decided, by its code: candidate, new, ledger, register.
    pub take: String,
    /// The record it became or met.
    pub record: Option<Uuid>,
}

pub(crate) fn insert(conn: &Connection, batch: i64, decided: &RowDecided) -> Result<()> {
    let sql = "INSERT INTO import_decision (batch, row_key, take, record) VALUES (?1, ?2, ?3, ?4)";
    let record = decided.record.map(Uuid::into_bytes);
    conn.ready(sql)?.execute(params![batch, decided.key, decided.take, record])?;
    Ok(())
}

/// The decisions of batches that were not undone, oldest first.
pub(crate) fn all(conn: &Connection) -> Result<Vec<RowDecided>> {
    let sql = "SELECT import_decision.row_key, import_decision.take, import_decision.record
               FROM import_decision JOIN batch ON batch.id = import_decision.batch
               WHERE batch.undone_change IS NULL ORDER BY import_decision.id";
    let mut statement = conn.ready(sql)?;
    let rows = statement.query_map([], |row| {
        let record: Option<[u8; 16]> = row.get(2)?;
        Ok(RowDecided { key: row.get(0)?, take: row.get(1)?, record: record.map(Uuid::from_bytes) })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// When each row was decided about last, batches undone left out.
pub(crate) fn last_days(conn: &Connection) -> Result<Vec<([u8; 32], u64)>> {
    let sql = "SELECT import_decision.row_key, max(batch.started_ms)
               FROM import_decision JOIN batch ON batch.id = import_decision.batch
               WHERE batch.undone_change IS NULL GROUP BY import_decision.row_key";
    let mut statement = conn.ready(sql)?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
