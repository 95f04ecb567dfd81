//! What a user wrote last, and what others wrote since.

use super::Reader;
use crate::connection::Ready;
use crate::error::Result;
use crate::table::{kind_of, uuid_of};
use louce_domain::change::RecordRef;
use louce_domain::id::UserId;
use rusqlite::{OptionalExtension, params};
use std::collections::BTreeSet;

/// A record that a user wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenBy {
    /// The record.
    pub record: RecordRef,
    /// When: milliseconds since 1970-01-01 UTC.
    pub at_ms: u64,
    /// What was done.
    pub action: String,
}

/// How many changes are looked at for the records a user wrote last, and how many records one change gives.
const CHANGES: u32 = 50;
const OF_ONE: usize = 3;

impl Reader<'_> {
    /// The records a user wrote last, newest first, each once; of a change of many, the first few.
    pub fn written_by(&self, user: UserId, limit: usize) -> Result<Vec<WrittenBy>> {
        let sql = "SELECT id, at_ms, action FROM change WHERE user = (SELECT id FROM user WHERE uuid = ?1)
                   ORDER BY at_ms DESC LIMIT ?2";
        let mut statement = self.conn.ready(sql)?;
        let read = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
        let changes = statement.query_map(params![user.0.as_bytes(), CHANGES], read)?;
        let (mut found, mut seen) = (Vec::new(), BTreeSet::new());
        for change in changes.collect::<rusqlite::Result<Vec<(i64, u64, String)>>>()? {
            let (id, at_ms, action) = change;
            let fresh = self.records_of_change(id)?.into_iter().filter(|record| seen.insert(*record)).take(OF_ONE);
            found.extend(fresh.map(|record| WrittenBy { record, at_ms, action: action.clone() }));
            if found.len() >= limit {
                break;
            }
        }
        found.truncate(limit);
        Ok(found)
    }

    /// The records a change amended or created that are still there, a few of them.
    fn records_of_change(&self, change: i64) -> Result<Vec<RecordRef>> {
        let sql = "SELECT kind, record FROM (SELECT DISTINCT kind, record FROM change_field WHERE change = ?1 LIMIT 8)
                   UNION SELECT kind, first FROM change_created WHERE change = ?1";
        let mut statement = self.conn.ready(sql)?;
        let rows = statement.query_map([change], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let mut found = Vec::new();
        for (kind, row) in rows.collect::<rusqlite::Result<Vec<(i64, i64)>>>()? {
            let kind = kind_of(kind)?;
            found.extend(uuid_of(self.conn, kind, row)?.map(|id| RecordRef { kind, id }));
        }
        Ok(found)
    }

    /// When a user was last here before this time: the later of the unlocking before the present one and the last write
    /// before it, milliseconds since 1970-01-01 UTC. None: never.
    pub fn last_here(&self, user: UserId) -> Result<Option<u64>> {
        let sql = "SELECT at_ms FROM audit WHERE user = ?1 AND action = 'unlock' ORDER BY seq DESC LIMIT 2";
        let mut statement = self.conn.ready(sql)?;
        let unlocked = statement.query_map([user.0.as_bytes()], |row| row.get(0))?;
        let unlocked = unlocked.collect::<rusqlite::Result<Vec<u64>>>()?;
        let present = unlocked.first().copied().map_or(i64::MAX, |at| i64::try_from(at).unwrap_or(i64::MAX));
        let sql = "SELECT at_ms FROM change WHERE user = (SELECT id FROM user WHERE uuid = ?1) AND at_ms < ?2
                   ORDER BY at_ms DESC LIMIT 1";
        let key = params![user.0.as_bytes(), present];
        let wrote: Option<u64> = self.conn.ready(sql)?.query_row(key, |row| row.get(0)).optional()?;
        Ok(unlocked.get(1).copied().max(wrote))
    }

    /// How many changes others made after a time, by the name of each as shown.
    pub fn changes_by_others(&self, user: UserId, since_ms: u64) -> Result<Vec<(String, u32)>> {
        let sql = "SELECT user.display_name, count(*) FROM change JOIN user ON user.id = change.user
                   WHERE change.at_ms > ?2 AND user.uuid <> ?1 GROUP BY user.id ORDER BY 2 DESC, 1";
        let since = i64::try_from(since_ms).unwrap_or(i64::MAX);
        let mut statement = self.conn.ready(sql)?;
        let rows = statement.query_map(params![user.0.as_bytes(), since], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}
