//! Bulk loads: rows first, then indexes, counters and the search index once over all rows, in the same transaction.

use crate::duplicates;
use crate::error::Result;
use crate::table::{address_mismatch, counter};
use crate::{findings, search};
use rusqlite::Connection;

/// Indexes that a bulk load does without: all but the unique ones on outside names, which rise and cost little.
const DEFERRED: &str = "SELECT name, sql FROM sqlite_schema
    WHERE type = 'index' AND sql IS NOT NULL AND sql NOT LIKE 'CREATE UNIQUE%'
      AND tbl_name NOT IN ('change', 'change_created', 'change_field', 'audit', 'user', 'user_area', 'batch', 'withdrawn_record', 'finding')";

/// Sets the indexes aside, keeping what they are.
pub(crate) fn before(conn: &Connection) -> Result<()> {
    conn.execute_batch(
        "CREATE TEMP TABLE IF NOT EXISTS deferred_index (sql TEXT NOT NULL); DELETE FROM deferred_index;",
    )?;
    let mut statement = conn.prepare(DEFERRED)?;
    let found = statement
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<Vec<(String, String)>>>()?;
    drop(statement);
    for (name, sql) in found {
        conn.execute("INSERT INTO deferred_index (sql) VALUES (?1)", [sql])?;
        conn.execute_batch(&format!("DROP INDEX {name}"))?;
    }
    Ok(())
}

/// Makes everything that follows from the rows.
pub(crate) fn after(conn: &Connection) -> Result<()> {
    let mut statement = conn.prepare("SELECT sql FROM deferred_index ORDER BY rowid")?;
    let indexes = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<Vec<String>>>()?;
    drop(statement);
    for sql in indexes {
        conn.execute_batch(&sql)?;
    }
    counter::rebuild(conn)?;
    address_mismatch::rebuild(conn)?;
    duplicates::leave_all_to_search(conn)?;
    findings::rebuild(conn)?;
    search::rebuild(conn)?;
    // No ANALYZE: with sample statistics SQLite prepares a statement anew at every new bound value, and every query of a
    // screen is written, and tested, to use its index without them.
    conn.execute_batch("DELETE FROM deferred_index")?;
    Ok(())
}
