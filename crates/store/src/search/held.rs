//! Whether a record that was found held on a day (截至日期): its own dates, or those of its stays or presences.

use crate::connection::Ready;
use crate::error::{Result, StoreError};
use louce_domain::date::PartialDate;
use louce_domain::dated::{Covers, Span};
use louce_domain::field::RecordKind;
use rusqlite::{Connection, Row};

/// From, until, and whether ended: what decides for a kind of record.
pub(super) const fn spans_of(kind: RecordKind) -> Option<&'static str> {
    match kind {
        RecordKind::Building => Some("SELECT valid_from, valid_to, valid_to IS NOT NULL FROM building WHERE id = ?1"),
        RecordKind::Room => {
            Some("SELECT valid_from, valid_to, valid_to IS NOT NULL OR end_reason IS NOT NULL FROM room WHERE id = ?1")
        }
        RecordKind::Person => {
            Some("SELECT \"from\", \"to\", \"to\" IS NOT NULL OR end_reason IS NOT NULL FROM stay WHERE person = ?1")
        }
        RecordKind::Organisation => Some(
            "SELECT \"from\", coalesce(\"to\", closed_on), \"to\" IS NOT NULL OR closed_on IS NOT NULL
             FROM presence JOIN organisation ON organisation.id = presence.organisation WHERE organisation.id = ?1",
        ),
        _ => None,
    }
}

/// Whether a record held on a day, certainly or possibly. What has no dates always does.
pub(super) fn held_on(conn: &Connection, kind: RecordKind, row: i64, day: PartialDate) -> Result<bool> {
    let Some(sql) = spans_of(kind) else { return Ok(true) };
    let mut statement = conn.ready(sql)?;
    let mut rows = statement.query([row])?;
    while let Some(span) = rows.next()? {
        if span_covers(span, 0, day)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether the span in three columns of a row, from the first on, covers a day, certainly or possibly.
pub(super) fn span_covers(row: &Row<'_>, first: usize, day: PartialDate) -> Result<bool> {
    Ok(covers(row, first, day)? != Covers::No)
}

/// Whether the span in three columns of a row, from the first on, covers a day.
pub(super) fn covers(row: &Row<'_>, first: usize, day: PartialDate) -> Result<Covers> {
    let date = |column: usize| -> Result<Option<PartialDate>> {
        let text = row.get_ref(column)?.as_str_or_null().map_err(rusqlite::Error::from)?;
        text.map(|text| text.parse().map_err(|_| StoreError::Damaged(format!("date {text}")))).transpose()
    };
    let span = Span { from: date(first)?, to: date(first + 1)?, ended: row.get(first + 2)? };
    Ok(span.covers(day))
}
