//! Search (item 5): the exact set at every length from one character over.
//!
//! An entry is found when **every** whitespace-separated term of the query is a substring of its text, both in NFKC and
//! lower case: what a plain scan with `str::contains` would find, no more and no less. A person is also found when some
//! of the terms, at least one, are in the person's entry and the rest in that of the place of one open stay. An FTS5
//! index of grams narrows the scan; it never decides.

mod candidates;
mod entry;
mod gram;
mod held;
mod hit;
mod mixed;
mod query;
mod run;
mod text;

pub use query::{CountMode, HitState, SearchCount, SearchField, SearchHit, SearchQuery, SearchResult};
pub use text::normalise;

pub(crate) use run::search;

use crate::connection::Ready;
use crate::error::{Result, StoreError};
use crate::table::{setting, uuid_of};
use louce_domain::field::RecordKind;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeSet;
use uuid::Uuid;

/// The kinds that have entries, in the order in which hits are listed.
pub const SEARCHED: [RecordKind; 5] =
    [RecordKind::Site, RecordKind::Building, RecordKind::Person, RecordKind::Organisation, RecordKind::Room];

/// Raised whenever the text of entries, their grams or the readings of names change: a register with another number has
/// its entries made anew when it is opened.
const VERSION: u32 = 5;
const VERSION_KEY: &str = "store.search_version";

const KIND_BITS: u32 = 48;

/// The number of a kind's entries. Persons, by far the most, come last, so that no other kind's walk passes them.
const fn entry_kind_number(kind: RecordKind) -> i64 {
    match kind {
        RecordKind::Site => 1,
        RecordKind::Building => 2,
        RecordKind::Organisation => 3,
        RecordKind::Room => 4,
        RecordKind::Person => 5,
        _ => 6,
    }
}

/// The number of a record's entry.
pub(crate) const fn entry_id(kind: RecordKind, row: i64) -> i64 {
    (entry_kind_number(kind) << KIND_BITS) | row
}

/// The row number in an entry's number.
pub(crate) const fn entry_row(id: i64) -> i64 {
    id & ((1 << KIND_BITS) - 1)
}

/// The kind in an entry's number.
fn entry_kind(id: i64) -> Option<RecordKind> {
    SEARCHED.into_iter().find(|kind| entry_kind_number(*kind) == id >> KIND_BITS)
}

/// The lines of an entry's text with the marks of their fields.
fn lines(entry: &str) -> impl Iterator<Item = (char, &str)> {
    let mut rest = entry;
    std::iter::from_fn(move || {
        let mut chars = rest.chars();
        let mark = chars.next()?;
        let body = chars.as_str();
        let end = body.find(char::is_control).unwrap_or(body.len());
        let (line, tail) = body.split_at_checked(end)?;
        rest = tail;
        Some((mark, line))
    })
}

/// Makes entries anew where their text changed.
pub(crate) fn refresh(conn: &Connection, ids: &BTreeSet<i64>) -> Result<()> {
    let mut kept = conn.ready("SELECT text FROM search_entry WHERE id = ?1")?;
    for id in ids {
        let Some(kind) = entry_kind(*id) else {
            continue;
        };
        let old: Option<String> = kept.query_row([id], |row| row.get(0)).optional()?;
        let new = entry::text_of(conn, kind, entry_row(*id))?;
        replace(conn, *id, old, new)?;
    }
    Ok(())
}

fn replace(conn: &Connection, id: i64, old: Option<String>, new: Option<String>) -> Result<()> {
    if old == new {
        return Ok(());
    }
    if let Some(old) = old {
        remove(conn, id, &old)?;
    }
    if let Some(new) = new {
        add(conn, id, &new)?;
    }
    Ok(())
}

/// Makes the entries of a kind from a row on, in one walk: a segment for many of them.
pub(crate) fn enter_from(conn: &Connection, kind: RecordKind, first: i64) -> Result<()> {
    if !SEARCHED.contains(&kind) {
        return Ok(());
    }
    configure(conn, "hashsize", 16 * 1024 * 1024)?;
    let mut kept = conn.ready("SELECT text FROM search_entry WHERE id = ?1")?;
    entry::each(conn, kind, first, |row, text| {
        let id = entry_id(kind, row);
        let old: Option<String> = kept.query_row([id], |r| r.get(0)).optional()?;
        replace(conn, id, old, Some(text))
    })?;
    configure(conn, "hashsize", 1024 * 1024)
}

fn remove(conn: &Connection, id: i64, text: &str) -> Result<()> {
    let sql = "INSERT INTO search_gram (search_gram, rowid, grams) VALUES ('delete', ?1, ?2)";
    conn.ready(sql)?.execute(params![id, gram::document(text, gram::Digits::of(id))])?;
    conn.ready("DELETE FROM search_entry WHERE id = ?1")?.execute([id])?;
    Ok(())
}

fn add(conn: &Connection, id: i64, text: &str) -> Result<()> {
    conn.ready("INSERT INTO search_entry (id, text) VALUES (?1, ?2)")?.execute(params![id, text])?;
    let sql = "INSERT INTO search_gram (rowid, grams) VALUES (?1, ?2)";
    conn.ready(sql)?.execute(params![id, gram::document(text, gram::Digits::of(id))])?;
    Ok(())
}

/// Every entry with the text it is found by.
pub(crate) fn texts(conn: &Connection) -> Result<Vec<(RecordKind, Uuid, String)>> {
    let mut statement = conn.prepare("SELECT id, text FROM search_entry ORDER BY id")?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let mut found = Vec::new();
    for entry in rows {
        let (id, text): (i64, String) = entry?;
        let kind = entry_kind(id).ok_or_else(|| StoreError::Damaged(format!("search entry {id}")))?;
        let uuid = uuid_of(conn, kind, entry_row(id))?;
        found.push((kind, uuid.unwrap_or(Uuid::nil()), text));
    }
    Ok(found)
}

/// Makes every entry anew where another version made them.
pub(crate) fn bring_up_to_date(conn: &mut Connection) -> Result<()> {
    let made_by = setting::get(conn, VERSION_KEY)?;
    if made_by.as_deref() == Some(VERSION.to_string().as_str()) {
        return Ok(());
    }
    let transaction = conn.transaction()?;
    rebuild(&transaction)?;
    setting::set(&transaction, VERSION_KEY, &VERSION.to_string())?;
    Ok(transaction.commit()?)
}

/// Makes every entry anew, after a bulk load.
///
/// In memory first, merged once: a segment for every few thousand entries would be merged again and again. Two entries
/// are held back and merged in one after the other: that lifts the one large segment to the third level. FTS5 merges
/// sixteen segments of a level into the next, so on the lowest it would be rewritten within some officer's edit, seconds
/// long, every few hundred edits.
pub(crate) fn rebuild(conn: &Connection) -> Result<()> {
    conn.execute("DELETE FROM search_entry", [])?;
    conn.execute("INSERT INTO search_gram (search_gram) VALUES ('delete-all')", [])?;
    configure(conn, "automerge", 0)?;
    configure(conn, "usermerge", 8)?;
    configure(conn, "hashsize", 64 * 1024 * 1024)?;
    let rising =
        [RecordKind::Site, RecordKind::Building, RecordKind::Organisation, RecordKind::Room, RecordKind::Person];
    let mut held: Vec<(i64, String)> = Vec::new();
    for kind in rising {
        entry::each(conn, kind, 0, |row, text| {
            let id = entry_id(kind, row);
            if held.len() < 2 {
                held.push((id, text));
                return Ok(());
            }
            add(conn, id, &text)
        })?;
    }
    // Their numbers are smaller than the last one's: each begins a segment of its own.
    for (id, text) in held {
        add(conn, id, &text)?;
        conn.execute("INSERT INTO search_gram (search_gram) VALUES ('optimize')", [])?;
    }
    configure(conn, "hashsize", 1024 * 1024)
}

fn configure(conn: &Connection, setting: &str, value: i64) -> Result<()> {
    conn.execute("INSERT INTO search_gram (search_gram, rank) VALUES (?1, ?2)", params![setting, value])?;
    Ok(())
}

/// Merges what small segments have gathered, a bounded piece of work for a moment when nobody waits.
pub(crate) fn tidy(conn: &Connection) -> Result<()> {
    conn.execute("INSERT INTO search_gram (search_gram, rank) VALUES ('merge', 256)", [])?;
    Ok(())
}

/// Entries that are missing, left over or not as the records say; for `verify`.
pub(crate) fn check(conn: &Connection) -> Result<u64> {
    let mut wrong = 0;
    let mut seen = 0u64;
    let mut kept = conn.ready("SELECT text FROM search_entry WHERE id = ?1")?;
    for kind in SEARCHED {
        entry::each(conn, kind, 0, |row, text| {
            seen += 1;
            let old: Option<String> = kept.query_row([entry_id(kind, row)], |r| r.get(0)).optional()?;
            wrong += u64::from(old.as_ref() != Some(&text));
            Ok(())
        })?;
    }
    let all: u64 = conn.query_row("SELECT count(*) FROM search_entry", [], |row| row.get(0))?;
    Ok(wrong + all.saturating_sub(seen))
}
