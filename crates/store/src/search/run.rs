//! Answering a query: narrow by grams, check by text, exact names first.

use super::candidates::{Candidates, each_number, text_of_entry};
use super::entry::mark;
use super::held::held_on;
use super::hit::hit;
use super::mixed::{Wanted, offer_mixed};
use super::query::{CountMode, SearchCount, SearchQuery, SearchResult};
use super::{SEARCHED, entry_id, entry_row, lines, normalise};
use crate::connection::Ready;
use crate::error::Result;
use crate::table::row_of;
use louce_domain::date::PartialDate;
use louce_domain::field::RecordKind;
use louce_domain::id::PersonId;
use rusqlite::{Connection, params};
use std::collections::BTreeSet;
use std::ops::ControlFlow;

/// How well an entry fits: smaller is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Whole,
    Beginning,
    Within,
}

/// An entry that matched, not yet read.
pub(super) struct Found {
    fit: Fit,
    order: usize,
    pub(super) id: i64,
    pub(super) kind: RecordKind,
    pub(super) text: String,
}

/// Carries out a query.
pub(crate) fn search(conn: &Connection, query: &SearchQuery) -> Result<SearchResult> {
    let text = normalise(&query.text);
    let terms: Vec<&str> = text.split_whitespace().collect();
    let mut found = Vec::new();
    let mut count = SearchCount { number: 0, exact: true };
    if !terms.is_empty() {
        for (order, kind) in SEARCHED.into_iter().enumerate() {
            if query.kinds.is_empty() || query.kinds.contains(&kind) {
                let mut search = Search::new(conn, &terms, kind, order, query);
                let of_kind = search.run()?;
                found.append(&mut search.found);
                count.number += of_kind.number;
                count.exact &= of_kind.exact;
            }
        }
    }
    found.sort_by_key(|f| (f.fit, f.order, f.text.chars().count().min(64), f.id));
    found.truncate(query.limit);
    let hits = found.into_iter().map(|f| hit(conn, &f, &terms, query)).collect::<Result<Vec<_>>>()?;
    Ok(SearchResult { count, hits: hits.into_iter().flatten().collect() })
}

/// A query over the entries of one kind, with what it has found so far.
struct Search<'q> {
    conn: &'q Connection,
    terms: &'q [&'q str],
    kind: RecordKind,
    order: usize,
    limit: usize,
    count: CountMode,
    as_of: Option<PartialDate>,
    withheld: &'q [PersonId],
    found: Vec<Found>,
    taken: BTreeSet<i64>,
}

impl<'q> Search<'q> {
    fn new(conn: &'q Connection, terms: &'q [&'q str], kind: RecordKind, order: usize, query: &'q SearchQuery) -> Self {
        let SearchQuery { limit, count, as_of, withheld, .. } = query;
        Self {
            conn,
            terms,
            kind,
            order,
            limit: *limit,
            count: *count,
            as_of: *as_of,
            withheld,
            found: Vec::new(),
            taken: BTreeSet::new(),
        }
    }

    fn run(&mut self) -> Result<SearchCount> {
        for id in self.named_so()? {
            if let Some(text) = text_of_entry(self.conn, id)?
                && self.terms.iter().all(|term| text.contains(term))
                && self.holds(id)?
            {
                self.keep(id, &text);
            }
        }
        if self.kind == RecordKind::Person && self.terms.len() > 1 {
            return self.run_mixed();
        }
        let candidates = Candidates::of(self.kind, self.terms);
        let number = match (self.count, self.as_of) {
            (CountMode::Exact, None) => candidates.count_if_decided(self.conn)?,
            // The index knows no dates.
            _ => None,
        };
        let counted = self.walk(&candidates, number.is_some())?;
        Ok(number.map_or(counted, |number| SearchCount { number, exact: true }))
    }

    /// Walks the candidates in order, keeps what is wanted, and counts unless the number is known.
    fn walk(&mut self, candidates: &Candidates<'_>, number_known: bool) -> Result<SearchCount> {
        let mut number = 0;
        let most = match self.count {
            CountMode::Exact if !number_known => u64::MAX,
            CountMode::Exact => 0,
            CountMode::UpTo(most) => most,
        };
        let ended = each_number(self.conn, candidates, |id, text| {
            if !self.holds(id)? {
                return Ok(ControlFlow::Continue(()));
            }
            number += 1;
            match text {
                Some(text) => self.keep(id, text),
                None => self.keep_unread(id)?,
            }
            let enough = number >= most && self.taken.len() >= self.limit;
            Ok(if enough { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
        })?;
        Ok(SearchCount { number, exact: ended.is_continue() })
    }

    /// Persons of whom some terms are their own and the rest their place's.
    fn run_mixed(&mut self) -> Result<SearchCount> {
        let (conn, terms, limit, as_of) = (self.conn, self.terms, self.limit, self.as_of);
        let most = match self.count {
            CountMode::Exact => u64::MAX,
            CountMode::UpTo(most) => most,
        };
        let mut counted = BTreeSet::new();
        let mut exact = true;
        let withheld = self.withheld_entries()?;
        for wanted in Wanted::every_split(terms) {
            let ended = offer_mixed(conn, &wanted, as_of, &mut |id, text| {
                if (wanted.asks_for_a_place() && withheld.contains(&id)) || !self.holds(id)? {
                    return Ok(ControlFlow::Continue(()));
                }
                counted.insert(id);
                self.keep(id, text);
                let enough = counted.len() as u64 >= most && self.taken.len() >= limit;
                Ok(if enough { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
            })?;
            if ended.is_break() {
                exact = false;
                break;
            }
        }
        Ok(SearchCount { number: counted.len() as u64, exact })
    }

    fn withheld_entries(&self) -> Result<BTreeSet<i64>> {
        let rows = self.withheld.iter().map(|id| row_of(self.conn, RecordKind::Person, id.0));
        let rows = rows.collect::<Result<Vec<_>>>()?;
        Ok(rows.into_iter().flatten().map(|row| entry_id(RecordKind::Person, row)).collect())
    }

    /// Whether an entry's record held on the day asked for.
    fn holds(&self, id: i64) -> Result<bool> {
        self.as_of.map_or(Ok(true), |day| held_on(self.conn, self.kind, entry_row(id), day))
    }

    /// Reads the text only of what is kept.
    fn keep_unread(&mut self, id: i64) -> Result<()> {
        if self.taken.len() < self.limit
            && !self.taken.contains(&id)
            && let Some(text) = text_of_entry(self.conn, id)?
        {
            self.keep(id, &text);
        }
        Ok(())
    }

    fn keep(&mut self, id: i64, text: &str) {
        if self.taken.len() < self.limit && self.taken.insert(id) {
            self.found.push(Found {
                fit: self.fit(text),
                order: self.order,
                id,
                kind: self.kind,
                text: text.to_owned(),
            });
        }
    }

    fn fit(&self, text: &str) -> Fit {
        let whole = self.terms.join(" ");
        let numbers = [mark::CITIZEN_ID, mark::PHONE, mark::CREDIT_CODE];
        let name = lines(text).next().map(|(_, line)| line).unwrap_or_default();
        if name == whole || lines(text).any(|(mark, line)| numbers.contains(&mark) && line == whole) {
            Fit::Whole
        } else if name.starts_with(&whole) {
            Fit::Beginning
        } else {
            Fit::Within
        }
    }

    /// Records whose name is or begins with the query, whole numbers too, by their own indexes: the best hits, found
    /// without walking all.
    fn named_so(&self) -> Result<Vec<i64>> {
        let whole = self.terms.join(" ");
        let limit = i64::try_from(self.limit).unwrap_or(i64::MAX);
        let mut rows = Vec::new();
        for sql in best_first(self.kind) {
            let mut statement = self.conn.ready(sql)?;
            let found = statement.query_map(params![whole, limit], |row| row.get(0))?;
            rows.extend(found.collect::<rusqlite::Result<Vec<i64>>>()?);
        }
        Ok(rows.into_iter().map(|row| entry_id(self.kind, row)).collect())
    }
}

/// Queries for the records whose name or number is or begins with ?1.
pub(super) const fn best_first(kind: RecordKind) -> &'static [&'static str] {
    match kind {
        RecordKind::Site => {
            &["SELECT id FROM site WHERE name >= ?1 AND name < ?1 || char(1114111) ORDER BY name LIMIT ?2"]
        }
        RecordKind::Person => &[
            "SELECT id FROM person WHERE name >= ?1 AND name < ?1 || char(1114111) ORDER BY name LIMIT ?2",
            "SELECT id FROM person WHERE citizen_id = upper(?1) LIMIT ?2",
        ],
        RecordKind::Organisation => &[
            "SELECT id FROM organisation WHERE name >= ?1 AND name < ?1 || char(1114111) ORDER BY name LIMIT ?2",
            "SELECT id FROM organisation WHERE credit_code = upper(?1) LIMIT ?2",
        ],
        _ => &[],
    }
}
