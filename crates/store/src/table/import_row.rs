//! The fate of every row of a sheet.

use super::batch::SheetRow;
use super::{kind_number, kind_of};
use crate::connection::Ready;
use crate::error::{Result, StoreError};
use louce_domain::batch::RowOutcome;
use louce_domain::change::RecordRef;
use louce_domain::id::BatchId;
use rusqlite::{Connection, Row, params};
use uuid::Uuid;

/// What became of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportRow {
    /// Row in its sheet, counted from 1.
    pub row: u32,
    /// Outcome.
    pub outcome: RowOutcome,
    /// Why, where it was not simply taken.
    pub reason: Option<String>,
    /// The record it became or matched.
    pub record: Option<RecordRef>,
    /// JSON: the cells as written, less the refused columns.
    pub raw: String,
    /// JSON: raw → value → rule.
    pub trail: String,
}

/// A row with the sheet and file it stands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoggedRow {
    /// File name.
    pub file: String,
    /// Sheet name.
    pub sheet: String,
    /// The row.
    pub row: ImportRow,
}

/// An import row that records can name as their source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ImportRowId(pub(crate) i64);

pub(crate) fn insert(conn: &Connection, sheet: SheetRow, row: &ImportRow) -> Result<ImportRowId> {
    let sql = "INSERT INTO import_row (sheet, row, outcome, reason, kind, record, raw, trail)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
    let record = row.record.map(|r| *r.id.as_bytes());
    let kind = row.record.map(|r| kind_number(r.kind));
    conn.ready(sql)?.execute(params![
        sheet.0,
        row.row,
        row.outcome.code(),
        row.reason,
        kind,
        record,
        row.raw,
        row.trail
    ])?;
    Ok(ImportRowId(conn.last_insert_rowid()))
}

fn read(row: &Row<'_>) -> Result<LoggedRow> {
    let outcome: String = row.get(3)?;
    let kind: Option<i64> = row.get(5)?;
    let record: Option<[u8; 16]> = row.get(6)?;
    let record = match (kind, record) {
        (Some(kind), Some(id)) => Some(RecordRef { kind: kind_of(kind)?, id: Uuid::from_bytes(id) }),
        _ => None,
    };
    let outcome = outcome.parse().map_err(StoreError::from)?;
    let import =
        ImportRow { row: row.get(2)?, outcome, reason: row.get(4)?, record, raw: row.get(7)?, trail: row.get(8)? };
    Ok(LoggedRow { file: row.get(0)?, sheet: row.get(1)?, row: import })
}

/// The rows of a batch, of one outcome or of all, in the order of files, sheets and rows.
pub(crate) fn of_batch(conn: &Connection, batch: BatchId, outcome: Option<RowOutcome>) -> Result<Vec<LoggedRow>> {
    let sql = "SELECT file.name, sheet.name, import_row.row, import_row.outcome, import_row.reason, import_row.kind,
                      import_row.record, import_row.raw, import_row.trail
               FROM batch JOIN file ON file.batch = batch.id JOIN sheet ON sheet.file = file.id
                    JOIN import_row ON import_row.sheet = sheet.id
               WHERE batch.uuid = ?1 AND (?2 IS NULL OR import_row.outcome = ?2)
               ORDER BY file.id, sheet.id, import_row.row";
    let mut statement = conn.ready(sql)?;
    let mut rows = statement.query(params![batch.0.as_bytes(), outcome.map(RowOutcome::code)])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(read(row)?);
    }
    Ok(found)
}
