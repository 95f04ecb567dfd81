//! What follows from the rows an import has made, derived at its end from the rows themselves: by the range of row
//! numbers of each kind, so that nothing is gathered row by row while the import runs.

use crate::connection::Ready;
use crate::effects::Effects;
use crate::error::Result;
use crate::table::address_mismatch::{self, Divisions};
use crate::table::stay::class_name;
use crate::table::{Cells, counter, table_of};
use crate::write::Run;
use crate::{duplicates, findings, search};
use louce_domain::field::RecordKind;
use rusqlite::{Connection, params};
use std::collections::BTreeSet;

/// From so many new records on, when most of the register is new, everything derived is made anew: cheaper by far.
const REBUILT_FROM: i64 = 20_000;
/// Records brought up to date at once.
const PIECE: usize = 20_000;

/// The kinds that the register is measured by.
const MEASURED: [RecordKind; 3] = [RecordKind::Person, RecordKind::Room, RecordKind::Organisation];

/// Of a new record's kind: the reference, the kind it names, and whether the named one is found by the new one.
const NAMED: &[(RecordKind, &str, RecordKind, Found)] = &[
    (RecordKind::Room, "building", RecordKind::Building, Found::Alone),
    (RecordKind::Stay, "person", RecordKind::Person, Found::Alone),
    (RecordKind::Stay, "room", RecordKind::Room, Found::Alone),
    (RecordKind::Presence, "organisation", RecordKind::Organisation, Found::Alone),
    (RecordKind::SpaceAddress, "room", RecordKind::Room, Found::ByIt),
    (RecordKind::SpaceAddress, "building", RecordKind::Building, Found::ByIt),
    (RecordKind::SpaceAddress, "site", RecordKind::Site, Found::ByIt),
    (RecordKind::Document, "person", RecordKind::Person, Found::ByIt),
    (RecordKind::Household, "head", RecordKind::Person, Found::Alone),
    (RecordKind::Household, "room", RecordKind::Room, Found::Alone),
    (RecordKind::Tenancy, "landlord_person", RecordKind::Person, Found::Alone),
    (RecordKind::Tenancy, "landlord_organisation", RecordKind::Organisation, Found::Alone),
    (RecordKind::Tenancy, "tenant_person", RecordKind::Person, Found::Alone),
    (RecordKind::Tenancy, "tenant_organisation", RecordKind::Organisation, Found::Alone),
    (RecordKind::Tenancy, "room", RecordKind::Room, Found::ByIt),
    (RecordKind::Tenancy, "building", RecordKind::Building, Found::ByIt),
    (RecordKind::Tenancy, "site", RecordKind::Site, Found::ByIt),
    (RecordKind::Inspection, "tenancy", RecordKind::Tenancy, Found::Alone),
    (RecordKind::Inspection, "organisation", RecordKind::Organisation, Found::Alone),
    (RecordKind::Inspection, "room", RecordKind::Room, Found::Alone),
    (RecordKind::Employment, "organisation", RecordKind::Organisation, Found::Alone),
    (RecordKind::Employment, "person", RecordKind::Person, Found::Alone),
    (RecordKind::Employment, "room", RecordKind::Room, Found::Alone),
    (RecordKind::Visit, "room", RecordKind::Room, Found::Alone),
    (RecordKind::Encounter, "visit", RecordKind::Visit, Found::Alone),
    (RecordKind::Encounter, "person", RecordKind::Person, Found::Alone),
];

/// Whether the search finds a record by the words of one that names it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Found {
    Alone,
    ByIt,
}

/// Derives what follows from the rows made, and carries out what was gathered from those amended.
pub(crate) fn settle(conn: &Connection, made: &[(RecordKind, Run)], mut effects: Effects) -> Result<()> {
    let made: Vec<_> = made.iter().copied().filter(|(_, run)| run.next > run.first).collect();
    let compared = compare(conn, &made, &mut effects)?;
    if is_mostly_new(&made) {
        counter::rebuild(conn)?;
        address_mismatch::rebuild(conn)?;
        findings::rebuild(conn)?;
        search::rebuild(conn)?;
        effects.carry_out_comparisons(conn)?;
        return duplicates::leave_to_search(conn, compared);
    }
    for (kind, run) in &made {
        count(conn, *kind, *run, &mut effects)?;
    }
    organisations(conn, &made, &mut effects)?;
    effects.carry_out(conn)?;
    duplicates::leave_to_search(conn, compared)?;
    named_before(conn, &made)?;
    for (kind, run) in &made {
        findings::find_from(conn, *kind, run.first)?;
        search::enter_from(conn, *kind, run.first)?;
    }
    Ok(())
}

fn is_mostly_new(made: &[(RecordKind, Run)]) -> bool {
    let measured = made.iter().filter(|(kind, _)| MEASURED.contains(kind));
    let (new, old) = measured.fold((0, 0), |(new, old), (_, run)| (new + run.next - run.first, old + run.first - 1));
    new >= REBUILT_FROM && new >= old
}

/// Compares new persons with those like them where they are few; else says how many are left to the next search.
fn compare(conn: &Connection, made: &[(RecordKind, Run)], effects: &mut Effects) -> Result<u64> {
    let run = |wanted: RecordKind| made.iter().find(|(kind, _)| *kind == wanted).map(|(_, run)| *run);
    let mut left = 0;
    if let Some(persons) = run(RecordKind::Person) {
        let many = usize::try_from(persons.next - persons.first).unwrap_or(usize::MAX);
        if many > duplicates::MOST_AT_ONCE {
            left += u64::try_from(many).unwrap_or_default();
        } else {
            (persons.first..persons.next).for_each(|row| effects.compare(row));
        }
    }
    if let Some(documents) = run(RecordKind::Document) {
        let until = run(RecordKind::Person).map_or(i64::MAX, |persons| persons.first);
        let sql = "SELECT DISTINCT person FROM document WHERE id >= ?1 AND person < ?2 LIMIT ?3";
        let mut statement = conn.ready(sql)?;
        let mut rows = statement.query(params![documents.first, until, duplicates::MOST_AT_ONCE + 1])?;
        while let Some(row) = rows.next()? {
            effects.compare(row.get(0)?);
        }
    }
    Ok(left)
}

/// The figures of new rows.
fn count(conn: &Connection, kind: RecordKind, run: Run, effects: &mut Effects) -> Result<()> {
    let rows = run.next - run.first;
    match kind {
        RecordKind::Site => effects.add("sites", rows),
        RecordKind::Building => {
            effects.add("buildings", rows);
            (run.first..run.next).for_each(|row| effects.building_exists(row, false, true));
        }
        RecordKind::Room => {
            effects.add("rooms", rows);
            rooms(conn, run, effects)?;
        }
        RecordKind::Person => effects.add("persons", rows),
        RecordKind::Stay => {
            effects.add("stays", rows);
            stays(conn, run, effects)?;
        }
        RecordKind::Organisation => effects.add("organisations", rows),
        RecordKind::Presence => {
            effects.add("presences", rows);
            presences(conn, run, effects)?;
        }
        other => effects.add(&format!("records:{}", table_of(other)), rows),
    }
    Ok(())
}

fn rooms(conn: &Connection, run: Run, effects: &mut Effects) -> Result<()> {
    let sql = "SELECT building, state, count(*) FROM room
               WHERE id >= ?1 AND valid_to IS NULL AND end_reason IS NULL GROUP BY building, state";
    let mut statement = conn.ready(sql)?;
    let mut rows = statement.query([run.first])?;
    while let Some(row) = rows.next()? {
        let mut cells = Cells::of(row);
        let (building, state) = (cells.integer()?, cells.field()?);
        effects.rooms_made(building, state, cells.integer()?);
    }
    Ok(())
}

fn stays(conn: &Connection, run: Run, effects: &mut Effects) -> Result<()> {
    let sql = "SELECT building, stated_class, count(*) FROM stay
               WHERE id >= ?1 AND \"to\" IS NULL AND end_reason IS NULL GROUP BY building, stated_class";
    let mut statement = conn.ready(sql)?;
    let mut rows = statement.query([run.first])?;
    while let Some(row) = rows.next()? {
        let (building, stated, open): (Option<i64>, Option<String>, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
        effects.add("stays_open", open);
        effects.add(&class_name(stated.as_deref()), open);
        if let Some(building) = building {
            effects.residents(building, open);
        }
    }
    // The first open stay of a person makes a resident.
    let sql = "SELECT count(*) FROM stay
               WHERE id >= ?1 AND \"to\" IS NULL AND end_reason IS NULL AND NOT EXISTS (
                   SELECT 1 FROM stay other WHERE other.person = stay.person AND other.id < stay.id
                       AND other.\"to\" IS NULL AND other.end_reason IS NULL)";
    effects.add("persons_resident", conn.ready(sql)?.query_row([run.first], |row| row.get(0))?);
    Ok(())
}

fn presences(conn: &Connection, run: Run, effects: &mut Effects) -> Result<()> {
    let sql = "SELECT building, count(*) FROM presence
               WHERE id >= ?1 AND building IS NOT NULL AND \"to\" IS NULL GROUP BY building";
    let mut statement = conn.ready(sql)?;
    let mut rows = statement.query([run.first])?;
    while let Some(row) = rows.next()? {
        effects.organisations(row.get(0)?, row.get(1)?);
    }
    Ok(())
}

/// New organisations, and new places that their addresses are measured by.
fn organisations(conn: &Connection, made: &[(RecordKind, Run)], effects: &mut Effects) -> Result<()> {
    for (kind, run) in made {
        match kind {
            RecordKind::Site => effects.divisions(Divisions::Counted),
            RecordKind::Organisation => {
                (run.first..run.next).for_each(|row| effects.touch(RecordKind::Organisation, row));
            }
            RecordKind::Presence => {
                let sql = "SELECT DISTINCT organisation FROM presence WHERE id >= ?1";
                effects.touch_all(conn, RecordKind::Organisation, sql, run.first)?;
            }
            _ => {}
        }
    }
    Ok(())
}

/// The older records that new ones name: their findings and entries rest on them.
fn named_before(conn: &Connection, made: &[(RecordKind, Run)]) -> Result<()> {
    let first_of = |wanted: RecordKind| made.iter().find(|(kind, _)| *kind == wanted).map(|(_, run)| run.first);
    for (kind, column, named, found) in NAMED {
        let Some(first) = first_of(*kind) else { continue };
        let until = first_of(*named).unwrap_or(i64::MAX);
        let sql =
            format!("SELECT DISTINCT {column} FROM {} WHERE id >= ?1 AND {column} < ?2 ORDER BY 1", table_of(*kind));
        let mut statement = conn.prepare(&sql)?;
        let mut rows = statement.query([first, until])?;
        let mut piece = Vec::new();
        while let Some(row) = rows.next()? {
            piece.push(row.get(0)?);
            if piece.len() == PIECE {
                bring_up(conn, *named, *found, &piece)?;
                piece.clear();
            }
        }
        bring_up(conn, *named, *found, &piece)?;
    }
    Ok(())
}

fn bring_up(conn: &Connection, kind: RecordKind, found: Found, rows: &[i64]) -> Result<()> {
    findings::refresh(conn, &rows.iter().map(|row| (kind, *row)).collect())?;
    if found == Found::ByIt {
        let entries: BTreeSet<i64> = rows.iter().map(|row| search::entry_id(kind, *row)).collect();
        search::refresh(conn, &entries)?;
    }
    Ok(())
}
