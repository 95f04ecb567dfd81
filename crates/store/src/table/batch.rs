//! Batches (批次), their files and sheets.

use crate::connection::Ready;
use crate::error::{Result, StoreError};
use louce_domain::batch::OutcomeCounts;
use louce_domain::id::{BatchId, UserId};
use rusqlite::{Connection, OptionalExtension, Row, params};
use uuid::Uuid;

/// A batch to begin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewBatch {
    /// What kind of batch: `import`, `demo` ….
    pub kind: String,
    /// What it is called in lists, e.g. the file's name.
    pub label: String,
}

/// A batch as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    /// Identifier.
    pub id: BatchId,
    /// What kind of batch.
    pub kind: String,
    /// What it is called in lists.
    pub label: String,
    /// Who made it.
    pub user: UserId,
    /// Begun: milliseconds since 1970-01-01 UTC.
    pub started_ms: u64,
    /// Finished, where it was.
    pub finished_ms: Option<u64>,
    /// How its rows ended.
    pub outcomes: OutcomeCounts,
    /// Undone, when it was: milliseconds since 1970-01-01 UTC.
    pub undone_ms: Option<u64>,
    /// Its files.
    pub files: Vec<BatchFile>,
}

/// A ledger of a batch, with its sheets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BatchFile {
    /// What is known of the file.
    pub info: FileInfo,
    /// Its sheets.
    pub sheets: Vec<SheetInfo>,
}

/// A ledger as it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileInfo {
    /// Name without folders.
    pub name: String,
    /// Format, e.g. `xlsx`.
    pub format: String,
    /// Size in bytes.
    pub bytes: u64,
    /// SHA-256 of its bytes.
    pub sha256: [u8; 32],
}

/// A sheet as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetInfo {
    /// Name.
    pub name: String,
    /// Header row, counted from 1, where one was found.
    pub header_row: Option<u32>,
    /// JSON: which column became which field.
    pub mapping: String,
}

/// A file of the batch being written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileRow(pub(crate) i64);

/// A sheet of the batch being written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SheetRow(pub(crate) i64);

pub(crate) fn insert(conn: &Connection, id: BatchId, new: &NewBatch, user: i64, at_ms: u64) -> Result<i64> {
    let sql = "INSERT INTO batch (uuid, kind, label, user, started_ms) VALUES (?1, ?2, ?3, ?4, ?5)";
    conn.execute(sql, params![id.0.as_bytes(), new.kind, new.label, user, at_ms])?;
    Ok(conn.last_insert_rowid())
}

pub(crate) fn insert_file(conn: &Connection, batch: i64, file: &FileInfo) -> Result<FileRow> {
    let sql = "INSERT INTO file (batch, name, format, bytes, sha256) VALUES (?1, ?2, ?3, ?4, ?5)";
    conn.execute(sql, params![batch, file.name, file.format, file.bytes, file.sha256])?;
    Ok(FileRow(conn.last_insert_rowid()))
}

pub(crate) fn describe_file(conn: &Connection, row: FileRow, file: &FileInfo) -> Result<()> {
    let sql = "UPDATE file SET name = ?2, format = ?3, bytes = ?4, sha256 = ?5 WHERE id = ?1";
    conn.execute(sql, params![row.0, file.name, file.format, file.bytes, file.sha256])?;
    Ok(())
}

pub(crate) fn insert_sheet(conn: &Connection, file: FileRow, sheet: &SheetInfo) -> Result<SheetRow> {
    let sql = "INSERT INTO sheet (file, name, header_row, mapping) VALUES (?1, ?2, ?3, ?4)";
    conn.execute(sql, params![file.0, sheet.name, sheet.header_row, sheet.mapping])?;
    Ok(SheetRow(conn.last_insert_rowid()))
}

/// Notes the day the batch speaks of (台账日期), ISO 8601.
pub(crate) fn set_ledger_date(conn: &Connection, row: i64, date: &str) -> Result<()> {
    conn.execute("UPDATE batch SET ledger_date = ?2 WHERE id = ?1", params![row, date])?;
    Ok(())
}

/// Notes the layout of a sheet.
pub(crate) fn set_layout(conn: &Connection, sheet: SheetRow, layout: &str) -> Result<()> {
    conn.execute("UPDATE sheet SET layout = ?2 WHERE id = ?1", params![sheet.0, layout])?;
    Ok(())
}

pub(crate) fn finish(conn: &Connection, row: i64, counts: &OutcomeCounts, at_ms: u64) -> Result<()> {
    let sql =
        "UPDATE batch SET finished_ms = ?2, added = ?3, updated = ?4, unchanged = ?5, pending = ?6, rejected = ?7,
                      dropped = ?8
               WHERE id = ?1";
    let c = counts;
    conn.execute(sql, params![row, at_ms, c.added, c.updated, c.unchanged, c.pending, c.rejected, c.dropped])?;
    Ok(())
}

pub(crate) fn set_undone(conn: &Connection, row: i64, change: i64) -> Result<()> {
    conn.execute("UPDATE batch SET undone_change = ?2 WHERE id = ?1", [row, change])?;
    Ok(())
}

/// Row number and whether the batch was undone.
pub(crate) fn row_of(conn: &Connection, id: BatchId) -> Result<(i64, bool)> {
    let sql = "SELECT id, undone_change IS NOT NULL FROM batch WHERE uuid = ?1";
    let found = conn.ready(sql)?.query_row([id.0.as_bytes()], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    found.ok_or(StoreError::NoSuchBatch(id.0))
}

const SELECT: &str =
    "SELECT batch.id, batch.uuid, batch.kind, batch.label, user.uuid, batch.started_ms, batch.finished_ms,
        batch.added, batch.updated, batch.unchanged, batch.pending, batch.rejected, batch.dropped, undo.at_ms
    FROM batch JOIN user ON user.id = batch.user LEFT JOIN change undo ON undo.id = batch.undone_change";

fn read(row: &Row<'_>) -> rusqlite::Result<(i64, Batch)> {
    let outcomes = OutcomeCounts {
        added: row.get(7)?,
        updated: row.get(8)?,
        unchanged: row.get(9)?,
        pending: row.get(10)?,
        rejected: row.get(11)?,
        dropped: row.get(12)?,
    };
    let batch = Batch {
        id: BatchId(Uuid::from_bytes(row.get(1)?)),
        kind: row.get(2)?,
        label: row.get(3)?,
        user: UserId(Uuid::from_bytes(row.get(4)?)),
        started_ms: row.get(5)?,
        finished_ms: row.get(6)?,
        outcomes,
        undone_ms: row.get(13)?,
        files: Vec::new(),
    };
    Ok((row.get(0)?, batch))
}

/// Every batch, latest first.
pub(crate) fn all(conn: &Connection) -> Result<Vec<Batch>> {
    let mut statement = conn.ready(&format!("{SELECT} ORDER BY batch.id DESC"))?;
    let found = statement.query_map([], read)?.collect::<rusqlite::Result<Vec<_>>>()?;
    found.into_iter().map(|(row, batch)| Ok(Batch { files: files(conn, row)?, ..batch })).collect()
}

pub(crate) fn get(conn: &Connection, id: BatchId) -> Result<Option<Batch>> {
    let mut statement = conn.ready(&format!("{SELECT} WHERE batch.uuid = ?1"))?;
    let found = statement.query_row([id.0.as_bytes()], read).optional()?;
    found.map(|(row, batch)| Ok(Batch { files: files(conn, row)?, ..batch })).transpose()
}

fn files(conn: &Connection, batch: i64) -> Result<Vec<BatchFile>> {
    let sql = "SELECT id, name, format, bytes, sha256 FROM file WHERE batch = ?1 ORDER BY id";
    let mut statement = conn.ready(sql)?;
    let found = statement
        .query_map([batch], |row| {
            let info = FileInfo { name: row.get(1)?, format: row.get(2)?, bytes: row.get(3)?, sha256: row.get(4)? };
            Ok((row.get(0)?, info))
        })?
        .collect::<rusqlite::Result<Vec<(i64, FileInfo)>>>()?;
    found.into_iter().map(|(row, info)| Ok(BatchFile { info, sheets: sheets(conn, row)? })).collect()
}

fn sheets(conn: &Connection, file: i64) -> Result<Vec<SheetInfo>> {
    let sql = "SELECT name, header_row, mapping FROM sheet WHERE file = ?1 ORDER BY id";
    let mut statement = conn.ready(sql)?;
    let rows = statement
        .query_map([file], |row| Ok(SheetInfo { name: row.get(0)?, header_row: row.get(1)?, mapping: row.get(2)? }))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Whether a ledger with these bytes was imported before, and in which batch.
pub(crate) fn with_file(conn: &Connection, sha256: &[u8; 32]) -> Result<Option<BatchId>> {
    let sql = "SELECT batch.uuid FROM file JOIN batch ON batch.id = file.batch
               WHERE file.sha256 = ?1 AND batch.undone_change IS NULL ORDER BY batch.id DESC LIMIT 1";
    let found: Option<[u8; 16]> = conn.ready(sql)?.query_row([sha256], |row| row.get(0)).optional()?;
    Ok(found.map(|bytes| BatchId(Uuid::from_bytes(bytes))))
}
