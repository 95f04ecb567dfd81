//! Duplicate candidates (疑似重复): found for the records a write touched, in its transaction, and for the whole register by a
//! search. At a write only records of one name or one number are compared; what is further apart waits for the search.

use crate::connection::Ready;
use crate::error::Result;
use crate::table::{at, duplicate_pair, select, setting};
use louce_domain::document::Document;
use louce_domain::duplicate::{PersonFacts, candidates_for};
use louce_domain::id::PersonId;
use louce_domain::person::Person;
use rusqlite::Connection;
use std::collections::BTreeSet;

/// A write that touches more persons leaves them to the next search: an import must not pay for a comparison each.
pub(crate) const MOST_AT_ONCE: usize = 2_000;
/// Of one name or number, so many are compared at a write.
const MOST_ALIKE: usize = 100;

const UNSEARCHED: &str = "duplicates.unsearched";
const SEARCHED_MS: &str = "duplicates.searched_ms";

/// How far the register has been searched.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DuplicateSearched {
    /// When the whole register was searched, milliseconds since 1970; none: never.
    pub at_ms: Option<u64>,
    /// Records written since then that were compared with nothing.
    pub unsearched: u64,
}

pub(crate) fn searched(conn: &Connection) -> Result<DuplicateSearched> {
    let number = |key: &str| Ok::<_, crate::StoreError>(setting::get(conn, key)?.and_then(|text| text.parse().ok()));
    Ok(DuplicateSearched { at_ms: number(SEARCHED_MS)?, unsearched: number(UNSEARCHED)?.unwrap_or(0) })
}

pub(crate) fn set_searched(conn: &Connection, at_ms: u64) -> Result<()> {
    setting::set(conn, SEARCHED_MS, &at_ms.to_string())?;
    setting::set(conn, UNSEARCHED, "0")
}

/// After a bulk load no record has been compared with those that came with it.
pub(crate) fn leave_all_to_search(conn: &Connection) -> Result<()> {
    let persons: i64 = conn.query_row("SELECT count(*) FROM person", [], |row| row.get(0))?;
    setting::set(conn, UNSEARCHED, &persons.to_string())
}

/// So many more records have been compared with nothing.
pub(crate) fn leave_to_search(conn: &Connection, records: u64) -> Result<()> {
    if records == 0 {
        return Ok(());
    }
    let waiting = searched(conn)?.unsearched + records;
    setting::set(conn, UNSEARCHED, &waiting.to_string())
}

/// Finds the pairs of the persons at these rows anew.
pub(crate) fn refresh(conn: &Connection, rows: &BTreeSet<i64>) -> Result<()> {
    for row in rows {
        duplicate_pair::drop_of(conn, *row)?;
    }
    if rows.len() > MOST_AT_ONCE {
        return leave_to_search(conn, u64::try_from(rows.len()).unwrap_or(u64::MAX));
    }
    rows.iter().try_for_each(|row| refresh_one(conn, *row))
}

fn refresh_one(conn: &Connection, row: i64) -> Result<()> {
    let Some(person) = at::<Person>(conn, row)? else {
        return Ok(());
    };
    let documents = documents_of(conn, row)?;
    let mut others = Vec::new();
    for other in alike(conn, row, &person, &documents)? {
        if let Some(record) = at::<Person>(conn, other)? {
            others.push((other, record, documents_of(conn, other)?));
        }
    }
    let facts: Vec<PersonFacts<'_, PersonId>> =
        others.iter().map(|(_, record, documents)| PersonFacts::of_record(record, documents)).collect();
    for (id, candidate) in candidates_for(&PersonFacts::of_record(&person, &documents), &facts) {
        if let Some((other, ..)) = others.iter().find(|(_, record, _)| record.id == id) {
            duplicate_pair::put(conn, row, *other, &candidate)?;
        }
    }
    Ok(())
}

fn documents_of(conn: &Connection, person: i64) -> Result<Vec<Document>> {
    select(conn, "WHERE document.person = ?1 ORDER BY document.id", [person])
}

/// The rows of other persons with the same name, former name or number.
fn alike(conn: &Connection, row: i64, person: &Person, documents: &[Document]) -> Result<BTreeSet<i64>> {
    let mut found = BTreeSet::new();
    let mut look = |sql: &str, text: &str| -> Result<()> {
        let mut statement = conn.ready(sql)?;
        let rows = statement.query_map([text], |r| r.get::<_, i64>(0))?;
        for other in rows.take(MOST_ALIKE) {
            found.insert(other?);
        }
        Ok(())
    };
    for name in [Some(&person.name), person.former_name.as_ref()].into_iter().flatten().filter(|n| !n.is_empty()) {
        look("SELECT id FROM person WHERE name = ?1", name)?;
    }
    let numbers = person.citizen_id.iter().chain(documents.iter().map(|document| &document.number));
    for number in numbers.filter(|number| !number.is_empty()) {
        look("SELECT id FROM person WHERE citizen_id = ?1", number)?;
        look("SELECT person FROM document WHERE number = ?1", number)?;
    }
    found.remove(&row);
    Ok(found)
}
