//! The entries of a kind that contain all of some terms, in the order of their making.

use super::entry_id;
use super::gram::{Digits, asked};
use crate::connection::Ready;
use crate::error::Result;
use louce_domain::field::RecordKind;
use rusqlite::{Connection, OptionalExtension, params};
use std::ops::ControlFlow;

/// With grams to narrow by.
pub(super) const NARROWED: &str =
    "SELECT e.id, e.text FROM search_gram CROSS JOIN search_entry e ON e.id = search_gram.rowid
    WHERE search_gram MATCH ?1 AND search_gram.rowid BETWEEN ?2 AND ?3";
/// Without: one or two digits alone.
pub(super) const SCANNED: &str = "SELECT id, text FROM search_entry WHERE ?1 IS NULL AND id BETWEEN ?2 AND ?3";
/// Where the grams alone decide, no text need be read to count.
pub(super) const DECIDED: &str = "SELECT rowid FROM search_gram WHERE search_gram MATCH ?1 AND rowid BETWEEN ?2 AND ?3";
const COUNTED: &str = "SELECT count(*) FROM search_gram WHERE search_gram MATCH ?1 AND rowid BETWEEN ?2 AND ?3";

/// What to walk for some terms.
pub(super) struct Candidates<'t> {
    kind: RecordKind,
    terms: &'t [&'t str],
    grams: Option<String>,
    decided: bool,
}

impl<'t> Candidates<'t> {
    pub(super) fn of(kind: RecordKind, terms: &'t [&'t str]) -> Self {
        let digits = Digits::of(entry_id(kind, 0));
        let asked: Vec<_> = terms.iter().map(|term| asked(term, digits)).collect();
        let grams: Vec<String> = asked.iter().flat_map(|a| &a.grams).map(|gram| format!("\"{gram}\"")).collect();
        Self {
            kind,
            terms,
            decided: asked.iter().all(|a| a.exact),
            grams: (!grams.is_empty()).then(|| grams.join(" AND ")),
        }
    }

    const fn range(&self) -> [i64; 2] {
        [entry_id(self.kind, 0), entry_id(self.kind, (1 << 48) - 1)]
    }

    /// How many there are, where the index alone decides.
    pub(super) fn count_if_decided(&self, conn: &Connection) -> Result<Option<u64>> {
        let (true, Some(grams)) = (self.decided, &self.grams) else { return Ok(None) };
        let [low, high] = self.range();
        Ok(Some(conn.ready(COUNTED)?.query_row(params![grams, low, high], |row| row.get(0))?))
    }
}

/// Hands the number of each entry that contains every term to a closure, with its text where it was read anyway, until
/// the closure says that it has enough.
pub(super) fn each_number(
    conn: &Connection,
    candidates: &Candidates<'_>,
    mut each: impl FnMut(i64, Option<&str>) -> Result<ControlFlow<()>>,
) -> Result<ControlFlow<()>> {
    if !candidates.decided || candidates.grams.is_none() {
        return each_candidate(conn, candidates, |id, text| each(id, Some(text)));
    }
    let [low, high] = candidates.range();
    let mut statement = conn.ready(DECIDED)?;
    let mut rows = statement.query(params![candidates.grams, low, high])?;
    while let Some(row) = rows.next()? {
        if each(row.get(0)?, None)?.is_break() {
            return Ok(ControlFlow::Break(()));
        }
    }
    Ok(ControlFlow::Continue(()))
}

/// Hands each entry that contains every term to a closure, until it says that it has enough.
pub(super) fn each_candidate(
    conn: &Connection,
    candidates: &Candidates<'_>,
    mut each: impl FnMut(i64, &str) -> Result<ControlFlow<()>>,
) -> Result<ControlFlow<()>> {
    let [low, high] = candidates.range();
    let sql = if candidates.grams.is_some() { NARROWED } else { SCANNED };
    let mut statement = conn.ready(sql)?;
    let mut rows = statement.query(params![candidates.grams, low, high])?;
    while let Some(row) = rows.next()? {
        let text = row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?;
        if candidates.terms.iter().all(|term| text.contains(term)) && each(row.get(0)?, text)?.is_break() {
            return Ok(ControlFlow::Break(()));
        }
    }
    Ok(ControlFlow::Continue(()))
}

/// The text of an entry, where there is one.
pub(super) fn text_of_entry(conn: &Connection, id: i64) -> Result<Option<String>> {
    let sql = "SELECT text FROM search_entry WHERE id = ?1";
    Ok(conn.ready(sql)?.query_row([id], |row| row.get(0)).optional()?)
}
