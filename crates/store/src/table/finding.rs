//! Findings (数据疑点) of records, and how many there are of each.

use super::{kind_number, kind_of, uuid_of};
use crate::connection::Ready;
use crate::error::{Result, StoreError};
use louce_domain::change::RecordRef;
use louce_domain::date::PartialDate;
use louce_domain::field::RecordKind;
use louce_domain::finding::{FindingCode, Window};
use louce_domain::id::RoomId;
use rusqlite::{Connection, Row, params};
use std::collections::HashMap;
use uuid::Uuid;

/// A finding as kept, with its record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredFinding {
    /// The record it flags.
    pub record: RecordRef,
    /// What.
    pub code: FindingCode,
    /// The day it counts from; none: it holds now.
    pub due_on: Option<PartialDate>,
    /// The words of the data.
    pub detail: Option<String>,
}

/// A finding in the columns of its table; code and date as they are stored.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Kept {
    pub(crate) code: String,
    pub(crate) area: String,
    pub(crate) due_on: String,
    pub(crate) detail: Option<String>,
}

impl Kept {
    fn read(row: &Row<'_>, from: usize) -> rusqlite::Result<Self> {
        Ok(Self {
            code: row.get(from)?,
            area: row.get(from + 1)?,
            due_on: row.get(from + 2)?,
            detail: row.get(from + 3)?,
        })
    }
}

/// Code, date and area: what is counted.
type Figure = (String, String, String);

/// By how much figures change.
#[derive(Default)]
pub(crate) struct Tally(HashMap<Figure, i64>);

impl Tally {
    pub(crate) fn count(&mut self, kept: &Kept, by: i64) {
        *self.0.entry((kept.code.clone(), kept.due_on.clone(), kept.area.clone())).or_default() += by;
    }

    pub(crate) fn write(&self, conn: &Connection) -> Result<()> {
        let sql = "INSERT INTO finding_tally (code, due_on, area, records) VALUES (?1, ?2, ?3, ?4)
                   ON CONFLICT (code, due_on, area) DO UPDATE SET records = records + ?4";
        let gone = "DELETE FROM finding_tally WHERE code = ?1 AND due_on = ?2 AND area = ?3 AND records = 0";
        for ((code, due_on, area), by) in self.0.iter().filter(|(_, by)| **by != 0) {
            conn.ready(sql)?.execute(params![code, due_on, area, by])?;
            conn.ready(gone)?.execute([code, due_on, area])?;
        }
        Ok(())
    }
}

pub(crate) fn insert(conn: &Connection, kind: RecordKind, row: i64, kept: &Kept) -> Result<()> {
    let sql = "INSERT INTO finding (kind, record, code, area, due_on, detail) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    let values = params![kind_number(kind), row, kept.code, kept.area, kept.due_on, kept.detail];
    conn.ready(sql)?.execute(values)?;
    Ok(())
}

pub(crate) fn delete(conn: &Connection, kind: RecordKind, row: i64, code: &str) -> Result<()> {
    let sql = "DELETE FROM finding WHERE kind = ?1 AND record = ?2 AND code = ?3";
    conn.ready(sql)?.execute(params![kind_number(kind), row, code])?;
    Ok(())
}

/// The findings of a row, by code.
pub(crate) fn of_row(conn: &Connection, kind: RecordKind, row: i64) -> Result<Vec<Kept>> {
    let sql = "SELECT code, area, due_on, detail FROM finding WHERE kind = ?1 AND record = ?2 ORDER BY code";
    let mut statement = conn.ready(sql)?;
    let rows = statement.query_map(params![kind_number(kind), row], |row| Kept::read(row, 0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Before every finding is made anew: none are there, and no index is kept while they are written.
pub(crate) fn clear(conn: &Connection) -> Result<()> {
    Ok(conn.execute_batch("DROP INDEX IF EXISTS finding_code; DELETE FROM finding; DELETE FROM finding_tally;")?)
}

const COUNTED: &str = "SELECT code, due_on, area, count(*) FROM finding GROUP BY code, due_on, area";

/// After: the index, and the figures counted from the rows.
pub(crate) fn settle(conn: &Connection) -> Result<()> {
    conn.execute_batch(&format!(
        "CREATE INDEX finding_code ON finding (code, due_on, area);
         INSERT INTO finding_tally (code, due_on, area, records) {COUNTED};"
    ))?;
    Ok(())
}

/// Figures that a recount does not give; for `verify`.
pub(crate) fn wrong_figures(conn: &Connection) -> Result<u64> {
    let kept = "SELECT code, due_on, area, records FROM finding_tally";
    let sql = format!(
        "SELECT (SELECT count(*) FROM ({kept} EXCEPT {COUNTED})) + (SELECT count(*) FROM ({COUNTED} EXCEPT {kept}))"
    );
    Ok(conn.query_row(&sql, [], |row| row.get(0))?)
}

/// The first and the last date of a window, as stored.
pub(crate) fn bounds(window: Window) -> [String; 2] {
    let next = |after: PartialDate| PartialDate::from_days_since_1970(after.days_since_1970() + 1);
    [window.after.map(next).map_or_else(String::new, |date| date.to_string()), window.until.to_string()]
}

/// Areas as a JSON list; none named means all.
fn listed(areas: &[String]) -> Result<Option<String>> {
    Ok((!areas.is_empty()).then(|| serde_json::to_string(areas)).transpose()?)
}

/// How many findings of a code a window shows.
pub(crate) fn count(conn: &Connection, code: FindingCode, window: Window, areas: &[String]) -> Result<u32> {
    let [first, last] = bounds(window);
    let sql = "SELECT coalesce(sum(records), 0) FROM finding_tally
               WHERE code = ?1 AND due_on >= ?2 AND due_on <= ?3 AND (?4 IS NULL OR area IN (SELECT value FROM json_each(?4)))";
    let count: i64 = conn.ready(sql)?.query_row(params![code.code(), first, last, listed(areas)?], |row| row.get(0))?;
    Ok(u32::try_from(count).unwrap_or(u32::MAX))
}

/// A page of them, those that count from the earliest day first.
pub(crate) fn page(
    conn: &Connection,
    code: FindingCode,
    window: Window,
    areas: &[String],
    (offset, limit): (u32, u32),
) -> Result<Vec<StoredFinding>> {
    let [first, last] = bounds(window);
    let sql = "SELECT kind, record, code, due_on, detail FROM finding
               WHERE code = ?1 AND due_on >= ?2 AND due_on <= ?3 AND (?4 IS NULL OR area IN (SELECT value FROM json_each(?4)))
               ORDER BY due_on, area, kind, record LIMIT ?6 OFFSET ?5";
    let mut statement = conn.ready(sql)?;
    let mut rows = statement.query(params![code.code(), first, last, listed(areas)?, offset, limit])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let kind = kind_of(row.get(0)?)?;
        let id = uuid_of(conn, kind, row.get(1)?)?;
        let id = id.ok_or_else(|| StoreError::Damaged("a finding of a record that is gone".to_owned()))?;
        found.extend(stored(RecordRef { kind, id }, row, 2)?);
    }
    Ok(found)
}

/// Code, date and detail from a column on. None for a code this version does not know.
fn stored(record: RecordRef, row: &Row<'_>, from: usize) -> Result<Option<StoredFinding>> {
    let code: String = row.get(from)?;
    let due_on: String = row.get(from + 1)?;
    let Ok(code) = code.parse::<FindingCode>() else { return Ok(None) };
    Ok(Some(StoredFinding { record, code, due_on: due_on.parse().ok(), detail: row.get(from + 2)? }))
}

/// The findings of records that a statement names: `kind, uuid, code, due_on, detail`.
pub(crate) fn select(conn: &Connection, sql: &str, id: Uuid) -> Result<Vec<StoredFinding>> {
    let mut statement = conn.ready(sql)?;
    let mut rows = statement.query([id.as_bytes()])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let record = RecordRef { kind: kind_of(row.get(0)?)?, id: Uuid::from_bytes(row.get(1)?) };
        found.extend(stored(record, row, 2)?);
    }
    Ok(found)
}

/// The same, the room of each in the first column.
pub(crate) fn select_in_rooms(conn: &Connection, sql: &str, id: Uuid) -> Result<Vec<(RoomId, StoredFinding)>> {
    let mut statement = conn.ready(sql)?;
    let mut rows = statement.query([id.as_bytes()])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let room = RoomId(Uuid::from_bytes(row.get(0)?));
        let record = RecordRef { kind: kind_of(row.get(1)?)?, id: Uuid::from_bytes(row.get(2)?) };
        found.extend(stored(record, row, 3)?.map(|finding| (room, finding)));
    }
    Ok(found)
}
