//! The fate of every row of a sheet.

use super::batch::{SheetInfo, SheetRow};
use super::{kind_number, kind_of};
use crate::connection::Ready;
use crate::error::{Result, StoreError};
use louce_domain::batch::RowOutcome;
use louce_domain::change::RecordRef;
use louce_domain::id::BatchId;
use rusqlite::{Connection, OptionalExtension, Row, params};
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
    /// The row's own name in the log.
    pub id: ImportRowId,
    /// Whether it waited and a later ledger, not undone, has put it right.
    pub is_settled: bool,
    /// File name.
    pub file: String,
    /// Sheet name.
    pub sheet: String,
    /// The row.
    pub row: ImportRow,
}

/// How a row ended, without what stood in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowEnded {
    /// Row in its sheet, counted from 1.
    pub row: u32,
    /// Outcome.
    pub outcome: RowOutcome,
    /// Why, where it was not simply taken.
    pub reason: Option<String>,
    /// The record it became or matched.
    pub record: Option<RecordRef>,
    /// JSON: raw → value → rule.
    pub trail: String,
}

/// An import row that records can name as their source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ImportRowId(pub(crate) i64);

/// A row of a ledger as the source of a value: where it stands, and what was read from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowSource {
    /// The batch.
    pub batch: BatchId,
    /// File name.
    pub file: String,
    /// Format of the file.
    pub format: String,
    /// SHA-256 of the file.
    pub sha256: [u8; 32],
    /// Sheet name.
    pub sheet: String,
    /// Row in its sheet, counted from 1.
    pub row: u32,
    /// JSON: which column of the sheet became which field.
    pub mapping: String,
    /// JSON: the cells as written, less the refused columns.
    pub raw: String,
    /// JSON: raw → value → rule.
    pub trail: String,
}

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

fn record_of(kind: Option<i64>, id: Option<[u8; 16]>) -> Result<Option<RecordRef>> {
    let of = |(kind, id)| Ok(RecordRef { kind: kind_of(kind)?, id: Uuid::from_bytes(id) });
    kind.zip(id).map(of).transpose()
}

fn read(row: &Row<'_>) -> Result<LoggedRow> {
    let outcome: String = row.get(3)?;
    let record = record_of(row.get(5)?, row.get(6)?)?;
    let outcome = outcome.parse().map_err(StoreError::from)?;
    let import =
        ImportRow { row: row.get(2)?, outcome, reason: row.get(4)?, record, raw: row.get(7)?, trail: row.get(8)? };
    let (id, is_settled) = (ImportRowId(row.get(9)?), row.get(10)?);
    Ok(LoggedRow { id, is_settled, file: row.get(0)?, sheet: row.get(1)?, row: import })
}

/// What stands of a row, with the names of its file and sheet.
const COLUMNS: &str = "file.name, sheet.name, import_row.row, import_row.outcome, import_row.reason, import_row.kind,
    import_row.record, import_row.raw, import_row.trail, import_row.id,
    EXISTS (SELECT 1 FROM import_row later JOIN sheet s ON s.id = later.sheet JOIN file f ON f.id = s.file
            JOIN batch b ON b.id = f.batch WHERE later.id = import_row.settled_by AND b.undone_change IS NULL)";

/// The rows of a batch, of one outcome or of all, in the order of files, sheets and rows.
pub(crate) fn of_batch(conn: &Connection, batch: BatchId, outcome: Option<RowOutcome>) -> Result<Vec<LoggedRow>> {
    let mut found = Vec::new();
    each_of_batch(conn, batch, outcome, |row| {
        found.push(row);
        Ok::<_, StoreError>(())
    })?;
    Ok(found)
}

/// The same, one by one.
pub(crate) fn each_of_batch<E: From<StoreError>>(
    conn: &Connection,
    batch: BatchId,
    outcome: Option<RowOutcome>,
    mut take: impl FnMut(LoggedRow) -> std::result::Result<(), E>,
) -> std::result::Result<(), E> {
    let sql = format!(
        "SELECT {COLUMNS} FROM batch JOIN file ON file.batch = batch.id JOIN sheet ON sheet.file = file.id
              JOIN import_row ON import_row.sheet = sheet.id
         WHERE batch.uuid = ?1 AND (?2 IS NULL OR import_row.outcome = ?2)
         ORDER BY file.id, sheet.id, import_row.row"
    );
    let mut statement = conn.ready(&sql).map_err(StoreError::from)?;
    let mut rows =
        statement.query(params![batch.0.as_bytes(), outcome.map(RowOutcome::code)]).map_err(StoreError::from)?;
    while let Some(row) = rows.next().map_err(StoreError::from)? {
        take(read(row)?)?;
    }
    Ok(())
}

/// How the rows of a sheet ended that stand between two rows, both among them; rows refused or passed over left out.
pub(crate) fn between(conn: &Connection, batch: BatchId, sheet: &SheetInfo, rows: (u32, u32)) -> Result<Vec<RowEnded>> {
    let sql = "SELECT import_row.row, import_row.outcome, import_row.reason, import_row.kind, import_row.record,
                      import_row.trail
               FROM batch JOIN file ON file.batch = batch.id JOIN sheet ON sheet.file = file.id
                    JOIN import_row ON import_row.sheet = sheet.id
               WHERE batch.uuid = ?1 AND sheet.name = ?2 AND sheet.mapping = ?3
                 AND import_row.outcome IN ('added', 'updated', 'unchanged', 'pending')
                 AND import_row.row BETWEEN ?4 AND ?5";
    let mut statement = conn.ready(sql)?;
    let mut found = statement.query(params![batch.0.as_bytes(), sheet.name, sheet.mapping, rows.0, rows.1])?;
    let mut ended = Vec::new();
    while let Some(row) = found.next()? {
        let outcome: String = row.get(1)?;
        let record = record_of(row.get(3)?, row.get(4)?)?;
        let outcome = outcome.parse().map_err(StoreError::from)?;
        ended.push(RowEnded { row: row.get(0)?, outcome, reason: row.get(2)?, record, trail: row.get(5)? });
    }
    Ok(ended)
}

/// Notes that a row puts a waiting one right.
pub(crate) fn settle(conn: &Connection, waiting: ImportRowId, by: ImportRowId) -> Result<()> {
    conn.ready("UPDATE import_row SET settled_by = ?2 WHERE id = ?1")?.execute([waiting.0, by.0])?;
    Ok(())
}

/// Takes a row that a record names as its source.
pub(crate) fn sourced(conn: &Connection, id: i64) -> Result<Option<RowSource>> {
    let sql = "SELECT batch.uuid, file.name, file.format, file.sha256, sheet.name, import_row.row, sheet.mapping,
                      import_row.raw, import_row.trail
               FROM import_row JOIN sheet ON sheet.id = import_row.sheet JOIN file ON file.id = sheet.file
                    JOIN batch ON batch.id = file.batch
               WHERE import_row.id = ?1";
    let read = |row: &Row<'_>| {
        Ok(RowSource {
            batch: BatchId(Uuid::from_bytes(row.get(0)?)),
            file: row.get(1)?,
            format: row.get(2)?,
            sha256: row.get(3)?,
            sheet: row.get(4)?,
            row: row.get(5)?,
            mapping: row.get(6)?,
            raw: row.get(7)?,
            trail: row.get(8)?,
        })
    };
    Ok(conn.ready(sql)?.query_row([id], read).optional()?)
}
