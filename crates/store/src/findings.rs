//! Findings follow from records: for what a write touched in its own transaction, for a whole register after a bulk load.

mod facts;
mod reach;

use crate::connection::Ready;
use crate::error::Result;
use crate::table::finding::{self, Kept, Tally};
use crate::table::{Cells, setting, table_of};
use facts::Judged;
use louce_domain::care::{CareNote, Protection};
use louce_domain::document::Document;
use louce_domain::employment::Employment;
use louce_domain::field::RecordKind;
use louce_domain::finding::Finding;
use louce_domain::grid::Grid;
use louce_domain::household::Household;
use louce_domain::inspection::Inspection;
use louce_domain::organisation::{Organisation, Presence};
use louce_domain::person::Person;
use louce_domain::space::{Building, Room};
use louce_domain::space_address::SpaceAddress;
use louce_domain::stay::Stay;
use louce_domain::tenancy::Tenancy;
use louce_domain::visit::Visit;
use rusqlite::{Connection, Row};
use std::collections::BTreeSet;

/// Raised whenever a rule changes: a register with another number has its findings made anew when it is opened.
const VERSION: u32 = 1;
const VERSION_KEY: &str = "store.finding_version";

/// Calls with the type of a kind that has rules; the others have nothing to find.
macro_rules! with_rules {
    ($kind:expr, $record:ident => $call:expr, $none:expr, [$($ruled:ident),+]) => {
        match $kind {
            $(RecordKind::$ruled => { type $record = $ruled; $call })+
            _ => $none,
        }
    };
    ($kind:expr, $record:ident => $call:expr, $none:expr) => {
        with_rules!($kind, $record => $call, $none, [
            Building, Room, Person, Stay, Organisation, Presence, SpaceAddress, Grid, Document, Household, Tenancy,
            Inspection, Employment, Visit, CareNote, Protection
        ])
    };
}

/// `SELECT` of a kind's facts: row number, record, area, what else its rules need.
fn facts_sql<R: Judged>(rest: &str) -> String {
    format!("SELECT {}, {}{} FROM {} {rest}", R::shape().columns, R::AREA, R::BESIDE, R::FROM)
}

/// The findings of a selected record, by code.
fn judged<R: Judged>(conn: &Connection, row: &Row<'_>) -> Result<(i64, Vec<Kept>)> {
    let mut cells = Cells::of(row);
    let number = cells.integer()?;
    let record = R::read(&mut cells)?;
    let area = cells.opt_text()?.unwrap_or_default();
    let kept = |finding: Finding| Kept {
        code: finding.code.code().to_owned(),
        area: area.clone(),
        due_on: finding.due_on.map(|date| date.first_day().to_string()).unwrap_or_default(),
        detail: finding.detail,
    };
    let mut found: Vec<Kept> = record.judge(conn, number, &mut cells)?.into_iter().map(kept).collect();
    found.sort();
    Ok((number, found))
}

/// The findings of a row; none where the record is gone.
fn of_row<R: Judged>(conn: &Connection, row: i64) -> Result<Vec<Kept>> {
    let sql = facts_sql::<R>(&format!("WHERE {}.id = ?1", table_of(R::KIND)));
    let mut statement = conn.ready(&sql)?;
    let mut rows = statement.query([row])?;
    Ok(rows.next()?.map(|row| judged::<R>(conn, row)).transpose()?.map(|(_, found)| found).unwrap_or_default())
}

/// Hands the findings of every record of a kind from a row on to a closure, by row number.
fn each<R: Judged>(conn: &Connection, first: i64, mut each: impl FnMut(i64, Vec<Kept>) -> Result<()>) -> Result<()> {
    let table = table_of(R::KIND);
    let sql = facts_sql::<R>(&format!("WHERE {table}.id >= ?1 ORDER BY {table}.id"));
    let mut statement = conn.prepare(&sql)?;
    let mut rows = statement.query([first])?;
    while let Some(row) = rows.next()? {
        let (number, found) = judged::<R>(conn, row)?;
        each(number, found)?;
    }
    Ok(())
}

/// Brings the findings of touched records, and of those that rest on them, up to date.
pub(crate) fn refresh(conn: &Connection, touched: &BTreeSet<(RecordKind, i64)>) -> Result<()> {
    let mut tally = Tally::default();
    for (kind, row) in reach::of(conn, touched)? {
        let new = with_rules!(kind, R => of_row::<R>(conn, row)?, Vec::new());
        replace(conn, (kind, row), &new, &mut tally)?;
    }
    tally.write(conn)
}

/// Puts the findings of a record in the place of those it had.
fn replace(conn: &Connection, (kind, row): (RecordKind, i64), new: &[Kept], tally: &mut Tally) -> Result<()> {
    let old = finding::of_row(conn, kind, row)?;
    for gone in old.iter().filter(|kept| !new.contains(kept)) {
        finding::delete(conn, kind, row, &gone.code)?;
        tally.count(gone, -1);
    }
    for found in new.iter().filter(|kept| !old.contains(kept)) {
        finding::insert(conn, kind, row, found)?;
        tally.count(found, 1);
    }
    Ok(())
}

/// Finds what there is to find in the records of a kind from a row on, in one walk.
pub(crate) fn find_from(conn: &Connection, kind: RecordKind, first: i64) -> Result<()> {
    let mut tally = Tally::default();
    let found = |row: i64, found: Vec<Kept>| replace(conn, (kind, row), &found, &mut tally);
    with_rules!(kind, R => each::<R>(conn, first, found)?, ());
    tally.write(conn)
}

/// Makes every finding anew, after a bulk load: rows as they rise, the index and the figures once at the end.
pub(crate) fn rebuild(conn: &Connection) -> Result<()> {
    finding::clear(conn)?;
    for kind in RecordKind::ALL {
        let insert =
            |row: i64, found: Vec<Kept>| found.iter().try_for_each(|kept| finding::insert(conn, *kind, row, kept));
        with_rules!(*kind, R => each::<R>(conn, 0, insert)?, ());
    }
    finding::settle(conn)
}

/// Makes every finding anew where another version's rules made them.
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

/// Records whose findings are not what the rules say, and figures that a recount does not give; for `verify`.
pub(crate) fn check(conn: &Connection) -> Result<u64> {
    let mut wrong = finding::wrong_figures(conn)?;
    let mut all: u64 = 0;
    for kind in RecordKind::ALL {
        let compare = |row: i64, found: Vec<Kept>| {
            all += found.len() as u64;
            wrong += u64::from(finding::of_row(conn, *kind, row)? != found);
            Ok(())
        };
        with_rules!(*kind, R => each::<R>(conn, 0, compare)?, ());
    }
    let kept: u64 = conn.query_row("SELECT count(*) FROM finding", [], |row| row.get(0))?;
    Ok(wrong + kept.saturating_sub(all))
}
