//! Persons by who they are and where they live at once: some terms are in the person's own entry, at least one, the rest
//! all in the entry of the place of one open stay, or of one that covers the day asked for (its room, else building, else
//! site). Walked from whichever side has
//! fewer candidates; the set is the same.

use super::candidates::{Candidates, each_candidate, text_of_entry};
use super::held::span_covers;
use super::{entry_id, entry_row};
use crate::connection::Ready;
use crate::error::Result;
use louce_domain::date::PartialDate;
use louce_domain::field::RecordKind;
use rusqlite::{Connection, Row};
use std::ops::ControlFlow;

/// Which terms are the person's and which the place's.
pub(super) struct Wanted<'t> {
    own: Vec<&'t str>,
    place: Vec<&'t str>,
}

/// Beyond so many terms only the person's own entry is asked: each further term doubles the ways to split them.
const MOST_TERMS: usize = 5;

impl<'t> Wanted<'t> {
    /// Whether part of it is looked for at the person's place.
    pub(super) const fn asks_for_a_place(&self) -> bool {
        !self.place.is_empty()
    }

    /// Every way to split the terms, all of them the person's own first.
    pub(super) fn every_split(terms: &[&'t str]) -> Vec<Self> {
        if terms.len() > MOST_TERMS {
            return vec![Self { own: terms.to_vec(), place: Vec::new() }];
        }
        (1..1u32 << terms.len())
            .rev()
            .map(|mask| {
                let (own, place): (Vec<_>, Vec<_>) = terms.iter().enumerate().partition(|(i, _)| mask >> i & 1 == 1);
                let plain = |part: Vec<(usize, &&'t str)>| part.into_iter().map(|(_, term)| *term).collect();
                Self { own: plain(own), place: plain(place) }
            })
            .collect()
    }
}

/// What is told of each person found: entry and its text.
pub(super) type Offer<'o> = dyn FnMut(i64, &str) -> Result<ControlFlow<()>> + 'o;

/// From here on the places are walked rather than the persons.
const MANY_PERSONS: u32 = 2_000;

/// Offers every person who meets one split, until there are enough.
pub(super) fn offer_mixed(
    conn: &Connection,
    wanted: &Wanted<'_>,
    as_of: Option<PartialDate>,
    offer: &mut Offer<'_>,
) -> Result<ControlFlow<()>> {
    let persons = Candidates::of(RecordKind::Person, &wanted.own);
    if wanted.place.is_empty() {
        return each_candidate(conn, &persons, |id, text| offer(id, text));
    }
    let mut near = 0;
    let many = each_candidate(conn, &persons, |_, _| {
        near += 1;
        Ok(if near > MANY_PERSONS { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
    })?;
    if many.is_break() {
        return from_places(conn, wanted, as_of, offer);
    }
    each_candidate(conn, &persons, |id, text| {
        if lives_at(conn, id, &wanted.place, as_of)? { offer(id, text) } else { Ok(ControlFlow::Continue(())) }
    })
}

/// The open stays of a person.
pub(super) const PLACES_OF: &str =
    "SELECT room, building, site FROM stay WHERE person = ?1 AND \"to\" IS NULL AND end_reason IS NULL";
/// All of them, with their dates.
pub(super) const DATED_PLACES_OF: &str =
    "SELECT room, building, site, \"from\", \"to\", \"to\" IS NOT NULL OR end_reason IS NOT NULL FROM stay
     WHERE person = ?1";

/// Whether the place of an open stay, or of one that covers the day, has all the terms.
fn lives_at(conn: &Connection, person: i64, terms: &[&str], as_of: Option<PartialDate>) -> Result<bool> {
    let mut statement = conn.ready(if as_of.is_some() { DATED_PLACES_OF } else { PLACES_OF })?;
    let mut rows = statement.query([entry_row(person)])?;
    while let Some(row) = rows.next()? {
        if let Some(day) = as_of
            && !span_covers(row, 3, day)?
        {
            continue;
        }
        let text = place_entry(row)?.map(|id| text_of_entry(conn, id)).transpose()?.flatten();
        if text.is_some_and(|text| terms.iter().all(|term| text.contains(term))) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The entry of a stay's place.
fn place_entry(row: &Row<'_>) -> rusqlite::Result<Option<i64>> {
    let entry = |kind, column| Ok::<_, rusqlite::Error>(row.get::<_, Option<i64>>(column)?.map(|r| entry_id(kind, r)));
    let (room, building, site) =
        (entry(RecordKind::Room, 0)?, entry(RecordKind::Building, 1)?, entry(RecordKind::Site, 2)?);
    Ok(room.or(building).or(site))
}

/// The stays at exactly a place, by its kind, with their dates.
pub(super) const fn dated_residents_of(kind: RecordKind) -> &'static str {
    match kind {
        RecordKind::Room => {
            "SELECT person, \"from\", \"to\", \"to\" IS NOT NULL OR end_reason IS NOT NULL FROM stay WHERE room = ?1"
        }
        RecordKind::Building => {
            "SELECT person, \"from\", \"to\", \"to\" IS NOT NULL OR end_reason IS NOT NULL FROM stay
             WHERE building = ?1 AND room IS NULL"
        }
        _ => "SELECT person, \"from\", \"to\", \"to\" IS NOT NULL OR end_reason IS NOT NULL FROM stay WHERE site = ?1",
    }
}

/// The open stays at exactly a place, by its kind.
pub(super) const fn residents_of(kind: RecordKind) -> &'static str {
    match kind {
        RecordKind::Room => "SELECT person FROM stay WHERE room = ?1 AND \"to\" IS NULL AND end_reason IS NULL",
        RecordKind::Building => {
            "SELECT person FROM stay WHERE building = ?1 AND room IS NULL AND \"to\" IS NULL AND end_reason IS NULL"
        }
        _ => "SELECT person FROM stay WHERE site = ?1 AND \"to\" IS NULL AND end_reason IS NULL",
    }
}

fn from_places(
    conn: &Connection,
    wanted: &Wanted<'_>,
    as_of: Option<PartialDate>,
    offer: &mut Offer<'_>,
) -> Result<ControlFlow<()>> {
    for kind in [RecordKind::Room, RecordKind::Building, RecordKind::Site] {
        let mut statement = conn.ready(if as_of.is_some() { dated_residents_of(kind) } else { residents_of(kind) })?;
        let ended = each_candidate(conn, &Candidates::of(kind, &wanted.place), |place, _| {
            let mut rows = statement.query([entry_row(place)])?;
            while let Some(row) = rows.next()? {
                if let Some(day) = as_of
                    && !span_covers(row, 1, day)?
                {
                    continue;
                }
                let person = entry_id(RecordKind::Person, row.get(0)?);
                let text = text_of_entry(conn, person)?.unwrap_or_default();
                if wanted.own.iter().all(|term| text.contains(term)) && offer(person, &text)?.is_break() {
                    return Ok(ControlFlow::Break(()));
                }
            }
            Ok(ControlFlow::Continue(()))
        })?;
        if ended.is_break() {
            return Ok(ended);
        }
    }
    Ok(ControlFlow::Continue(()))
}
