//! Which batch or day wrote a value last, for many records at once: what decides between two ledgers (DOMAIN §2.2 #18).

use super::Reader;
use crate::connection::Ready;
use crate::error::Result;
use crate::table::import_decision::{self, RowDecided};
use crate::table::{kind_number, select, table_of};
use louce_domain::date::PartialDate;
use louce_domain::field::RecordKind;
use louce_domain::id::BatchId;
use louce_domain::person::Person;
use rusqlite::types::Value;
use rusqlite::{Row, params_from_iter};
use std::collections::BTreeMap;
use std::iter::repeat_n;
use uuid::Uuid;

/// Records asked for in one statement.
const CHUNK: usize = 400;

/// What wrote a record, or one field of it, last. Undone batches and undoing itself do not count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValueOrigin {
    /// The record.
    pub record: Uuid,
    /// The field; none for the making of the whole record.
    pub field: Option<String>,
    /// The ledger that wrote it; none where an officer did.
    pub ledger: Option<BatchId>,
    /// When: milliseconds since 1970-01-01 UTC.
    pub at_ms: u64,
}

/// What is known of the ledger of a batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerKnown {
    /// The batch.
    pub batch: BatchId,
    /// The day it speaks of (台账日期).
    pub date: Option<PartialDate>,
    /// The layouts of its sheets.
    pub layouts: Vec<String>,
}

/// A batch of an import counts as a ledger; what a command did as one (a move, a split) was an officer's doing.
const LEDGER: &str = "CASE WHEN batch.kind IN ('import', 'ground', 'demo') THEN batch.uuid END";

impl Reader<'_> {
    /// The origins of records of a kind: one for each record, one for each field amended since.
    pub fn origins(&self, kind: RecordKind, ids: &[Uuid]) -> Result<Vec<ValueOrigin>> {
        let mut found = Vec::new();
        for chunk in ids.chunks(CHUNK) {
            self.makings(kind, chunk, &mut found)?;
            self.amendings(kind, chunk, &mut found)?;
        }
        Ok(found)
    }

    fn makings(&self, kind: RecordKind, ids: &[Uuid], found: &mut Vec<ValueOrigin>) -> Result<()> {
        let table = table_of(kind);
        let marks = repeat_n("?", ids.len()).collect::<Vec<_>>().join(", ");
        let sql = format!(
            "SELECT {table}.uuid, NULL, {LEDGER}, change.at_ms
             FROM {table} JOIN change ON change.id = {table}.created_change LEFT JOIN batch ON batch.id = change.batch
             WHERE {table}.uuid IN ({marks})"
        );
        let values = ids.iter().map(|id| Value::Blob(id.as_bytes().to_vec()));
        let mut statement = self.conn.ready(&sql)?;
        for origin in statement.query_map(params_from_iter(values), origin)? {
            found.push(origin?);
        }
        Ok(())
    }

    fn amendings(&self, kind: RecordKind, ids: &[Uuid], found: &mut Vec<ValueOrigin>) -> Result<()> {
        let table = table_of(kind);
        let marks = repeat_n("?", ids.len()).collect::<Vec<_>>().join(", ");
        // Beside max(), SQLite takes the other columns from the row that has it.
        let sql = format!(
            "SELECT {table}.uuid, f.field, {LEDGER}, change.at_ms, max(f.id)
             FROM {table} JOIN change_field f ON f.kind = ? AND f.record = {table}.id
                  JOIN change ON change.id = f.change LEFT JOIN batch ON batch.id = change.batch
             WHERE {table}.uuid IN ({marks}) AND change.undoes IS NULL
               AND (batch.id IS NULL OR batch.undone_change IS NULL)
             GROUP BY {table}.id, f.field"
        );
        let ids = ids.iter().map(|id| Value::Blob(id.as_bytes().to_vec()));
        let values = std::iter::once(Value::Integer(kind_number(kind))).chain(ids);
        let mut statement = self.conn.ready(&sql)?;
        for origin in statement.query_map(params_from_iter(values), origin)? {
            found.push(origin?);
        }
        Ok(())
    }

    /// The ledgers of all batches: few, however many rows they had.
    pub fn ledgers_known(&self) -> Result<Vec<LedgerKnown>> {
        let sql = "SELECT DISTINCT batch.uuid, batch.ledger_date, sheet.layout FROM batch
                   LEFT JOIN file ON file.batch = batch.id LEFT JOIN sheet ON sheet.file = file.id
                   WHERE batch.ledger_date IS NOT NULL OR sheet.layout IS NOT NULL";
        let mut statement = self.conn.ready(sql)?;
        let mut rows = statement.query([])?;
        let mut found: BTreeMap<Uuid, LedgerKnown> = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let batch = Uuid::from_bytes(row.get(0)?);
            let date: Option<String> = row.get(1)?;
            let layout: Option<String> = row.get(2)?;
            let known = found.entry(batch).or_insert_with(|| LedgerKnown {
                batch: BatchId(batch),
                date: date.and_then(|date| date.parse().ok()),
                layouts: Vec::new(),
            });
            known.layouts.extend(layout);
        }
        Ok(found.into_values().collect())
    }

    /// What people decided about ledger rows, oldest first, batches undone left out.
    pub fn row_decisions(&self) -> Result<Vec<RowDecided>> {
        import_decision::all(self.conn)
    }

    /// When rows were decided about last, by key: milliseconds since 1970-01-01 UTC, batches undone left out.
    pub fn decision_days(&self) -> Result<Vec<([u8; 32], u64)>> {
        import_decision::last_days(self.conn)
    }

    /// The persons whose citizen id begins with one of these and is not sound.
    pub fn persons_by_unsound_id_start<S: AsRef<str>>(&self, starts: &[S]) -> Result<Vec<Person>> {
        let mut found = Vec::new();
        for start in starts {
            let start = start.as_ref();
            let end = format!("{start}~");
            let rest = "WHERE person.id_state <> 'ok' AND person.citizen_id >= ?1 AND person.citizen_id < ?2
                        ORDER BY person.id";
            found.extend(select(self.conn, rest, [start, end.as_str()])?);
        }
        Ok(found)
    }

    /// The persons whose citizen id begins with one of these: one division and birth date.
    pub fn persons_by_id_start<S: AsRef<str>>(&self, starts: &[S]) -> Result<Vec<Person>> {
        let mut found = Vec::new();
        for start in starts {
            let start = start.as_ref();
            let end = format!("{start}~");
            let rest = "WHERE person.citizen_id >= ?1 AND person.citizen_id < ?2 ORDER BY person.id";
            found.extend(select(self.conn, rest, [start, end.as_str()])?);
        }
        Ok(found)
    }
}

fn origin(row: &Row<'_>) -> rusqlite::Result<ValueOrigin> {
    let ledger: Option<[u8; 16]> = row.get(2)?;
    Ok(ValueOrigin {
        record: Uuid::from_bytes(row.get(0)?),
        field: row.get(1)?,
        ledger: ledger.map(|id| BatchId(Uuid::from_bytes(id))),
        at_ms: row.get(3)?,
    })
}
