//! How far a change reaches: the records whose findings rest on a touched one.

use crate::connection::Ready;
use crate::error::Result;
use louce_domain::field::RecordKind;
use rusqlite::Connection;
use std::collections::BTreeSet;

/// Of a touched kind, the kind that rests on it and how its rows are found. What a building or a site passes on to its
/// rooms is told by their tables, because it seldom changes and reaches far.
const RESTING: &[(RecordKind, RecordKind, &str)] = &[
    // Two main stays, the area; the class of tenants.
    (RecordKind::Person, RecordKind::Stay, "SELECT id FROM stay WHERE person = ?1"),
    (RecordKind::Person, RecordKind::Room, "SELECT room FROM stay WHERE person = ?1 AND room IS NOT NULL"),
    // The area.
    (RecordKind::Person, RecordKind::Document, "SELECT id FROM document WHERE person = ?1"),
    (RecordKind::Person, RecordKind::CareNote, "SELECT id FROM care_note WHERE person = ?1"),
    (RecordKind::Person, RecordKind::Protection, "SELECT id FROM protection WHERE person = ?1"),
    // The employee's stay, the landlord's number.
    (RecordKind::Person, RecordKind::Employment, "SELECT id FROM employment WHERE person = ?1"),
    (RecordKind::Person, RecordKind::Tenancy, "SELECT id FROM tenancy WHERE landlord_person = ?1"),
    // Whether the room is in use.
    (RecordKind::Room, RecordKind::Stay, "SELECT id FROM stay WHERE room = ?1"),
    // The area.
    (RecordKind::Organisation, RecordKind::Presence, "SELECT id FROM presence WHERE organisation = ?1"),
    (RecordKind::Organisation, RecordKind::Employment, "SELECT id FROM employment WHERE organisation = ?1"),
];

/// The touched records and those that rest on them.
pub(super) fn of(conn: &Connection, touched: &BTreeSet<(RecordKind, i64)>) -> Result<BTreeSet<(RecordKind, i64)>> {
    let mut all = touched.clone();
    for (kind, row) in touched {
        for (_, resting, sql) in RESTING.iter().filter(|(of, ..)| of == kind) {
            let mut statement = conn.ready(sql)?;
            let mut rows = statement.query([row])?;
            while let Some(found) = rows.next()? {
                all.insert((*resting, found.get(0)?));
            }
        }
    }
    Ok(all)
}
