//! Pairs of person records that may be one person's.

use crate::connection::Ready;
use crate::error::{Result, StoreError};
use louce_domain::duplicate::{Candidate, Evidence, Grade};
use louce_domain::id::PersonId;
use rusqlite::{Connection, Row, params};
use uuid::Uuid;

/// A pair that waits for a verdict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DuplicatePair {
    /// One record.
    pub person: PersonId,
    /// The other.
    pub other: PersonId,
    /// How likely they are one person's, and why.
    pub candidate: Candidate,
}

/// Pairs without a standing verdict.
const OPEN: &str = "FROM duplicate_pair pair
    WHERE NOT EXISTS (SELECT 1 FROM identity_link l WHERE l.\"to\" IS NULL
                        AND (l.person = pair.one AND l.other = pair.other
                             OR l.person = pair.other AND l.other = pair.one))";

pub(crate) fn put(conn: &Connection, a: i64, b: i64, candidate: &Candidate) -> Result<()> {
    let sql = "INSERT INTO duplicate_pair (one, other, grade, evidence) VALUES (?1, ?2, ?3, ?4)
               ON CONFLICT (one, other) DO UPDATE SET grade = ?3, evidence = ?4";
    let codes: Vec<&str> = candidate.evidence.iter().map(|evidence| evidence.code()).collect();
    conn.ready(sql)?.execute(params![a.min(b), a.max(b), candidate.grade.code(), codes.join(" ")])?;
    Ok(())
}

pub(crate) fn drop_of(conn: &Connection, person: i64) -> Result<()> {
    conn.ready("DELETE FROM duplicate_pair WHERE one = ?1")?.execute([person])?;
    conn.ready("DELETE FROM duplicate_pair WHERE other = ?1")?.execute([person])?;
    Ok(())
}

pub(crate) fn clear(conn: &Connection) -> Result<()> {
    conn.execute("DELETE FROM duplicate_pair", [])?;
    Ok(())
}

/// How many pairs wait for a verdict.
pub(crate) fn count(conn: &Connection) -> Result<u64> {
    Ok(conn.ready(&format!("SELECT count(*) {OPEN}"))?.query_row([], |row| row.get(0))?)
}

/// Pairs that wait for a verdict, surest first.
pub(crate) fn page(conn: &Connection, offset: u64, limit: u64) -> Result<Vec<DuplicatePair>> {
    let mut found: Vec<DuplicatePair> = Vec::new();
    let mut passed = 0;
    for grade in [Grade::Certain, Grade::Probable, Grade::Possible] {
        let wanted = limit - u64::try_from(found.len()).unwrap_or(limit).min(limit);
        if wanted == 0 {
            break;
        }
        let sql = format!(
            "SELECT (SELECT uuid FROM person WHERE id = pair.one), (SELECT uuid FROM person WHERE id = pair.other),
                    pair.grade, pair.evidence
             {OPEN} AND pair.grade = ?1 ORDER BY pair.one, pair.other LIMIT ?2 OFFSET ?3"
        );
        let mut statement = conn.ready(&sql)?;
        let skip = offset.saturating_sub(passed);
        let mut rows = statement.query(params![grade.code(), wanted, skip])?;
        while let Some(row) = rows.next()? {
            found.push(read(row)?);
        }
        let sql = format!("SELECT count(*) {OPEN} AND pair.grade = ?1");
        passed += conn.ready(&sql)?.query_row([grade.code()], |row| row.get::<_, u64>(0))?;
    }
    Ok(found)
}

/// The pair of two records, whatever verdict stands.
pub(crate) fn of(conn: &Connection, a: i64, b: i64) -> Result<Option<DuplicatePair>> {
    let sql = "SELECT (SELECT uuid FROM person WHERE id = pair.one), (SELECT uuid FROM person WHERE id = pair.other),
                      pair.grade, pair.evidence
               FROM duplicate_pair pair WHERE pair.one = ?1 AND pair.other = ?2";
    let mut statement = conn.ready(sql)?;
    let mut rows = statement.query(params![a.min(b), a.max(b)])?;
    rows.next()?.map(read).transpose()
}

fn read(row: &Row<'_>) -> Result<DuplicatePair> {
    let id = |column| row.get(column).map(|bytes| PersonId(Uuid::from_bytes(bytes)));
    let (grade, evidence): (String, String) = (row.get(2)?, row.get(3)?);
    let grade = grade.parse().map_err(|_| StoreError::Damaged("grade of a pair".to_owned()))?;
    // A code of another version is passed over: the pair is weighed anew at the next search.
    let evidence = evidence.split_whitespace().filter_map(|code| code.parse::<Evidence>().ok()).collect();
    Ok(DuplicatePair { person: id(0)?, other: id(1)?, candidate: Candidate { grade, evidence } })
}
