//! Which batch made a record, and which records a batch made: walkable both ways.

use super::Reader;
use crate::connection::Ready;
use crate::error::Result;
use crate::table::{change, kind_number, table_of};
use louce_domain::change::RecordRef;
use louce_domain::field::RecordKind;
use louce_domain::id::BatchId;
use rusqlite::{OptionalExtension, params};
use uuid::Uuid;

impl Reader<'_> {
    /// The batch that made a record; none where a person entered it.
    pub fn batch_that_made(&self, record: RecordRef) -> Result<Option<BatchId>> {
        let Some((_, created, _)) = change::origin(self.conn, record)? else { return Ok(None) };
        let sql = "SELECT batch.uuid FROM change JOIN batch ON batch.id = change.batch WHERE change.id = ?1";
        let found: Option<[u8; 16]> = self.conn.ready(sql)?.query_row([created], |row| row.get(0)).optional()?;
        Ok(found.map(|bytes| BatchId(Uuid::from_bytes(bytes))))
    }

    /// The first records of a kind that a batch made and that are still there, and how many it made.
    pub fn made_by_batch(&self, batch: BatchId, kind: RecordKind, limit: u32) -> Result<(Vec<RecordRef>, u64)> {
        let runs = "SELECT change_created.first, change_created.last FROM batch
                    JOIN change ON change.batch = batch.id JOIN change_created ON change_created.change = change.id
                    WHERE batch.uuid = ?1 AND change_created.kind = ?2 ORDER BY change_created.first";
        let mut statement = self.conn.ready(runs)?;
        let runs = statement
            .query_map(params![batch.0.as_bytes(), kind_number(kind)], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<rusqlite::Result<Vec<(i64, i64)>>>()?;
        let sql = format!("SELECT uuid FROM {} WHERE id BETWEEN ?1 AND ?2 ORDER BY id LIMIT ?3", table_of(kind));
        let mut statement = self.conn.ready(&sql)?;
        let mut found = Vec::new();
        let mut made = 0;
        for (first, last) in runs {
            made += u64::try_from(last - first + 1).unwrap_or_default();
            let room = i64::from(limit) - i64::try_from(found.len()).unwrap_or(i64::MAX);
            let rows = statement.query_map(params![first, last, room.max(0)], |row| row.get(0))?;
            for uuid in rows {
                found.push(RecordRef { kind, id: Uuid::from_bytes(uuid?) });
            }
        }
        Ok((found, made))
    }
}
