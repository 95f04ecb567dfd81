//! The audit log: a hash chain over every write and look-up. Identifiers and counts, never a personal value.

use crate::connection::Ready;
use crate::error::Result;
use louce_domain::change::RecordRef;
use louce_domain::id::{BatchId, UserId};
use rusqlite::{Connection, OptionalExtension, Row, params};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// At most this many records are named in a row; the count tells the rest.
const MOST_NAMED: usize = 50;

/// A row of the audit log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditRow {
    /// Place in the chain, counted from 1.
    pub seq: u64,
    /// When: milliseconds since 1970-01-01 UTC. Order is given by `seq`, never by this.
    pub at_ms: u64,
    /// Who; the nil UUID for the recovery key.
    pub user: UserId,
    /// In which role.
    pub role: String,
    /// What was done.
    pub action: String,
    /// Purpose code.
    pub purpose: Option<String>,
    /// Case number or short reason.
    pub note: Option<String>,
    /// The change it belongs to, for writes.
    pub change: Option<i64>,
    /// The batch it belongs to.
    pub batch: Option<BatchId>,
    /// The first records concerned, as `kind:uuid`.
    pub records: String,
    /// How many records were concerned.
    pub count: u64,
    /// How it ended: `done`, `refused` ….
    pub result: String,
}

/// An audit row about to be written.
pub(crate) struct NewAudit<'a> {
    pub(crate) at_ms: u64,
    pub(crate) user: UserId,
    pub(crate) role: &'a str,
    pub(crate) action: &'a str,
    pub(crate) purpose: Option<&'a str>,
    pub(crate) note: Option<&'a str>,
    pub(crate) change: Option<i64>,
    pub(crate) batch: Option<BatchId>,
    pub(crate) records: &'a [RecordRef],
    pub(crate) count: u64,
    pub(crate) result: &'a str,
}

/// What is wrong with the chain, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BrokenChain {
    /// The first row that does not fit.
    pub seq: u64,
    /// What does not fit.
    pub what: &'static str,
}

const COLUMNS: &str = "seq, at_ms, user, role, action, purpose, note, change, batch, records, count, result";

/// Appends a row to the chain, inside the caller's transaction.
pub(crate) fn append(conn: &Connection, new: &NewAudit<'_>) -> Result<()> {
    let sql = "SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1";
    let last = conn.ready(sql)?.query_row([], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    let (last_seq, prev): (u64, [u8; 32]) = last.unwrap_or((0, [0; 32]));
    let names = new.records.iter().take(MOST_NAMED).map(|r| format!("{}:{}", r.kind.code(), r.id));
    let row = AuditRow {
        seq: last_seq + 1,
        at_ms: new.at_ms,
        user: new.user,
        role: new.role.to_owned(),
        action: new.action.to_owned(),
        purpose: new.purpose.map(str::to_owned),
        note: new.note.map(str::to_owned),
        change: new.change,
        batch: new.batch,
        records: names.collect::<Vec<_>>().join(" "),
        count: new.count,
        result: new.result.to_owned(),
    };
    let sql = format!(
        "INSERT INTO audit ({COLUMNS}, prev, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)"
    );
    conn.ready(&sql)?.execute(params![
        row.seq,
        row.at_ms,
        row.user.0.as_bytes(),
        row.role,
        row.action,
        row.purpose,
        row.note,
        row.change,
        row.batch.map(|b| *b.0.as_bytes()),
        row.records,
        row.count,
        row.result,
        prev,
        hash(&prev, &row)
    ])?;
    Ok(())
}

/// SHA-256 over the previous hash and every column, length-prefixed and domain-separated.
fn hash(prev: &[u8; 32], row: &AuditRow) -> [u8; 32] {
    let mut digest = Sha256::new();
    let mut put = |part: Option<&[u8]>| {
        let length = part.map_or(u32::MAX, |p| u32::try_from(p.len()).unwrap_or(u32::MAX - 1));
        digest.update(length.to_be_bytes());
        digest.update(part.unwrap_or_default());
    };
    put(Some(b"louce/audit/v1"));
    put(Some(prev));
    put(Some(&row.seq.to_be_bytes()));
    put(Some(&row.at_ms.to_be_bytes()));
    put(Some(row.user.0.as_bytes()));
    put(Some(row.role.as_bytes()));
    put(Some(row.action.as_bytes()));
    put(row.purpose.as_deref().map(str::as_bytes));
    put(row.note.as_deref().map(str::as_bytes));
    put(row.change.map(i64::to_be_bytes).as_ref().map(<[u8; 8]>::as_slice));
    put(row.batch.as_ref().map(|b| b.0.as_bytes().as_slice()));
    put(Some(row.records.as_bytes()));
    put(Some(&row.count.to_be_bytes()));
    put(Some(row.result.as_bytes()));
    digest.finalize().into()
}

fn read(row: &Row<'_>) -> rusqlite::Result<AuditRow> {
    let batch: Option<[u8; 16]> = row.get(8)?;
    Ok(AuditRow {
        seq: row.get(0)?,
        at_ms: row.get(1)?,
        user: UserId(Uuid::from_bytes(row.get(2)?)),
        role: row.get(3)?,
        action: row.get(4)?,
        purpose: row.get(5)?,
        note: row.get(6)?,
        change: row.get(7)?,
        batch: batch.map(|b| BatchId(Uuid::from_bytes(b))),
        records: row.get(9)?,
        count: row.get(10)?,
        result: row.get(11)?,
    })
}

/// The latest rows, latest first.
pub(crate) fn tail(conn: &Connection, limit: u32) -> Result<Vec<AuditRow>> {
    let sql = format!("SELECT {COLUMNS} FROM audit ORDER BY seq DESC LIMIT ?1");
    let mut statement = conn.ready(&sql)?;
    Ok(statement.query_map([limit], read)?.collect::<rusqlite::Result<_>>()?)
}

/// Number of rows and hash of the last: what a witness outside the file keeps.
pub(crate) fn head(conn: &Connection) -> Result<(u64, [u8; 32])> {
    let sql = "SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1";
    let head = conn.ready(sql)?.query_row([], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    Ok(head.unwrap_or((0, [0; 32])))
}

/// Walks the chain from the first row; `None` where it is whole.
pub(crate) fn verify(conn: &Connection) -> Result<Option<BrokenChain>> {
    let mut statement = conn.prepare(&format!("SELECT {COLUMNS}, prev, hash FROM audit ORDER BY seq"))?;
    let mut rows = statement.query([])?;
    let (mut seq, mut prev) = (0u64, [0u8; 32]);
    while let Some(row) = rows.next()? {
        let audit = read(row)?;
        seq += 1;
        let broken = |what| Ok(Some(BrokenChain { seq, what }));
        if audit.seq != seq {
            return broken("a row is missing");
        }
        if row.get::<_, [u8; 32]>(12)? != prev {
            return broken("it does not follow the row before");
        }
        let kept: [u8; 32] = row.get(13)?;
        if kept != hash(&prev, &audit) {
            return broken("its content was changed");
        }
        prev = kept;
    }
    Ok(None)
}
