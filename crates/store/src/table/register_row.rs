//! The one row that says which register this is.

use crate::error::Result;
use rusqlite::{Connection, params};

pub(crate) fn insert(conn: &Connection, id: &[u8; 16], policy: &str, generation: u64, at_ms: u64) -> Result<()> {
    let sql = "INSERT INTO register (id, register_id, policy, slots_generation, created_ms) VALUES (1, ?1, ?2, ?3, ?4)";
    conn.execute(sql, params![id, policy, generation, at_ms])?;
    Ok(())
}

/// Identifier, policy, latest slot file generation, when created.
pub(crate) fn get(conn: &Connection) -> Result<([u8; 16], String, u64, u64)> {
    let sql = "SELECT register_id, policy, slots_generation, created_ms FROM register WHERE id = 1";
    Ok(conn.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?)
}

pub(crate) fn set_generation(conn: &Connection, generation: u64) -> Result<()> {
    conn.execute("UPDATE register SET slots_generation = ?1 WHERE id = 1", [generation])?;
    Ok(())
}
