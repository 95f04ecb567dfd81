//! Kept copies of ledgers (原始台账), in packed parts, until their retention is over.

use super::batch::FileRow;
use crate::connection::Ready;
use crate::error::Result;
use louce_domain::id::BatchId;
use rusqlite::{Connection, OptionalExtension, Row, params};
use uuid::Uuid;

/// A ledger whose copy is kept, or was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptLedger {
    /// The file in the log.
    pub file: FileRow,
    /// Its batch.
    pub batch: BatchId,
    /// File name without folders.
    pub name: String,
    /// Format, e.g. `xlsx`.
    pub format: String,
    /// SHA-256 of its bytes.
    pub sha256: [u8; 32],
    /// When it was imported: milliseconds since 1970-01-01 UTC.
    pub imported_ms: u64,
    /// Rows it holds.
    pub rows: u64,
    /// Bytes it takes here, packed.
    pub bytes: u64,
    /// Rows that still wait for a decision; none of an undone batch does.
    pub waiting: u64,
    /// When its batch was undone.
    pub undone_ms: Option<u64>,
    /// When the copy was purged.
    pub purged_ms: Option<u64>,
}

pub(crate) fn insert(conn: &Connection, file: FileRow, rows: u64, bytes: u64) -> Result<()> {
    let sql = "INSERT INTO kept_ledger (file, rows, bytes) VALUES (?1, ?2, ?3)";
    conn.ready(sql)?.execute(params![file.0, rows, bytes])?;
    Ok(())
}

pub(crate) fn insert_part(conn: &Connection, file: FileRow, seq: u32, body: &[u8]) -> Result<()> {
    let sql = "INSERT INTO kept_ledger_part (file, seq, body) VALUES (?1, ?2, ?3)";
    conn.ready(sql)?.execute(params![file.0, seq, body])?;
    Ok(())
}

/// A part of a copy; none after the last.
pub(crate) fn part(conn: &Connection, file: FileRow, seq: u32) -> Result<Option<Vec<u8>>> {
    let sql = "SELECT body FROM kept_ledger_part WHERE file = ?1 AND seq = ?2";
    Ok(conn.ready(sql)?.query_row(params![file.0, seq], |row| row.get(0)).optional()?)
}

fn read(row: &Row<'_>) -> rusqlite::Result<KeptLedger> {
    Ok(KeptLedger {
        file: FileRow(row.get(0)?),
        batch: BatchId(Uuid::from_bytes(row.get(1)?)),
        name: row.get(2)?,
        format: row.get(3)?,
        sha256: row.get(4)?,
        imported_ms: row.get(5)?,
        rows: row.get(6)?,
        bytes: row.get(7)?,
        waiting: row.get(8)?,
        undone_ms: row.get(9)?,
        purged_ms: row.get(10)?,
    })
}

/// Every ledger that has rows in the log, latest first. One imported before copies were kept has none, but its rows have
/// their cells.
pub(crate) fn all(conn: &Connection) -> Result<Vec<KeptLedger>> {
    let sql = "SELECT file.id, batch.uuid, file.name, file.format, file.sha256,
                      coalesce(batch.finished_ms, batch.started_ms), coalesce(kept.rows, 0), coalesce(kept.bytes, 0),
                      CASE WHEN batch.undone_change IS NOT NULL THEN 0 ELSE
                        (SELECT count(*) FROM sheet JOIN import_row r ON r.sheet = sheet.id
                         WHERE sheet.file = file.id AND r.outcome = 'pending' AND NOT EXISTS
                           (SELECT 1 FROM import_row later JOIN sheet s ON s.id = later.sheet
                                   JOIN file f ON f.id = s.file JOIN batch b ON b.id = f.batch
                            WHERE later.id = r.settled_by AND b.undone_change IS NULL)) END,
                      undo.at_ms, purge.at_ms
               FROM file JOIN batch ON batch.id = file.batch LEFT JOIN kept_ledger kept ON kept.file = file.id
                    LEFT JOIN change undo ON undo.id = batch.undone_change
                    LEFT JOIN change purge ON purge.id = kept.purged_change
               WHERE EXISTS (SELECT 1 FROM sheet WHERE sheet.file = file.id)
               ORDER BY file.id DESC";
    Ok(conn.ready(sql)?.query_map([], read)?.collect::<rusqlite::Result<_>>()?)
}

/// Takes the copy away, and what was written in the cells of its rows; where they stood and by which rules they were
/// read stays. Gives how many rows lost their cells.
pub(crate) fn purge(conn: &Connection, file: FileRow, change: i64) -> Result<u64> {
    let sql = "INSERT INTO kept_ledger (file, rows, bytes, purged_change) VALUES (?1, 0, 0, ?2)
               ON CONFLICT (file) DO UPDATE SET bytes = 0, purged_change = ?2";
    conn.ready(sql)?.execute([file.0, change])?;
    conn.ready("DELETE FROM kept_ledger_part WHERE file = ?1")?.execute([file.0])?;
    let sql = "UPDATE import_row SET raw = '{\"cells\":[],\"purged\":true}',
                   trail = (SELECT coalesce(json_group_array(json_set(step.value, '$.raw', '', '$.value', '')), '[]')
                            FROM json_each(import_row.trail) step)
               WHERE sheet IN (SELECT id FROM sheet WHERE file = ?1)";
    Ok(conn.ready(sql)?.execute([file.0])? as u64)
}
