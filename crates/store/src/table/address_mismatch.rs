//! How the open addresses of each organisation disagree (楼宇经济): derived in the transaction that writes them, so that
//! the list of a whole district is one walk along an index.

use super::{Cells, setting};
use crate::connection::Ready;
use crate::error::Result;
use louce_domain::office::{AddressMismatch, HomeDivision, KnownAddress, mismatches};
use rusqlite::{Connection, OptionalExtension, Row};
use std::collections::BTreeSet;

/// Raised whenever the rules change: a register with another number has the table made anew when it is opened.
const VERSION: u32 = 1;
const VERSION_KEY: &str = "store.address_mismatch_version";
/// The division the rows were made for.
const HOME_KEY: &str = "store.home_division";

/// What a write did to the divisions of sites and buildings.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Divisions {
    /// Nothing.
    #[default]
    Same,
    /// A site came or went: the division the register is kept for may be another now.
    Counted,
    /// A place lies in another division than was thought.
    Moved,
}

/// The division that most sites lie in: the one the register is kept for.
fn home_code(conn: &Connection) -> Result<Option<String>> {
    let sql = "SELECT substr(division_code, 1, 6) AS code FROM site WHERE length(division_code) >= 6
               GROUP BY code ORDER BY count(*) DESC, code LIMIT 1";
    Ok(conn.ready(sql)?.query_row([], |row| row.get(0)).optional()?)
}

/// The division the register is kept for.
pub(crate) fn home(conn: &Connection) -> Result<HomeDivision> {
    Ok(HomeDivision::of(home_code(conn)?.as_deref()))
}

/// Role, building, room, division and words of the open addresses of organisations.
const OPEN_ADDRESSES: &str = "SELECT presence.organisation, presence.role, building.uuid, room.uuid,
        coalesce(building_site.division_code, building.division_code, site.division_code), presence.raw_address
    FROM presence LEFT JOIN room ON room.id = presence.room LEFT JOIN building ON building.id = presence.building
         LEFT JOIN site building_site ON building_site.id = building.site LEFT JOIN site ON site.id = presence.site
    WHERE presence.\"to\" IS NULL";

fn read_address(row: &Row<'_>) -> Result<(i64, KnownAddress)> {
    let mut cells = Cells::of(row);
    let organisation = cells.integer()?;
    let role = cells.field()?;
    let (building, room) = (cells.opt_uuid()?, cells.opt_uuid()?);
    Ok((organisation, KnownAddress { role, building, room, division: cells.opt_text()?, text: cells.text()? }))
}

fn open_addresses(conn: &Connection, organisation: i64) -> Result<Vec<KnownAddress>> {
    let mut statement = conn.ready(&format!("{OPEN_ADDRESSES} AND presence.organisation = ?1 ORDER BY presence.id"))?;
    let mut rows = statement.query([organisation])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(read_address(row)?.1);
    }
    Ok(found)
}

/// What there is to say of one organisation; nothing of one that has closed.
fn derived(conn: &Connection, organisation: i64, home: &HomeDivision) -> Result<Vec<AddressMismatch>> {
    let sql = "SELECT closed_on IS NULL FROM organisation WHERE id = ?1";
    let at_work: Option<bool> = conn.ready(sql)?.query_row([organisation], |row| row.get(0)).optional()?;
    if at_work != Some(true) {
        return Ok(Vec::new());
    }
    Ok(mismatches(&open_addresses(conn, organisation)?, home))
}

/// Brings the rows of these organisations into step; of all, where the divisions they are measured by changed.
pub(crate) fn refresh(conn: &Connection, organisations: &BTreeSet<i64>, divisions: Divisions) -> Result<()> {
    if divisions == Divisions::Moved
        || (divisions == Divisions::Counted
            && setting::get(conn, HOME_KEY)? != Some(home_code(conn)?.unwrap_or_default()))
    {
        return rebuild(conn);
    }
    if organisations.is_empty() {
        return Ok(());
    }
    let home = home(conn)?;
    for organisation in organisations {
        conn.ready("DELETE FROM address_mismatch WHERE organisation = ?1")?.execute([organisation])?;
        keep(conn, *organisation, &derived(conn, *organisation, &home)?)?;
    }
    Ok(())
}

fn keep(conn: &Connection, organisation: i64, found: &[AddressMismatch]) -> Result<()> {
    let mut statement = conn.ready("INSERT INTO address_mismatch (organisation, code) VALUES (?1, ?2)")?;
    for mismatch in found {
        statement.execute(rusqlite::params![organisation, mismatch.code()])?;
    }
    Ok(())
}

/// Hands what there is to say of every organisation to a closure, in one walk over all open addresses.
fn each(conn: &Connection, mut each: impl FnMut(i64, &[AddressMismatch]) -> Result<()>) -> Result<()> {
    let home = home(conn)?;
    let mut of_one = Vec::new();
    let mut addresses = conn.prepare(&format!("{OPEN_ADDRESSES} ORDER BY presence.organisation, presence.id"))?;
    let mut addresses = addresses.query([])?;
    let mut next = addresses.next()?.map(read_address).transpose()?;
    let mut organisations = conn.prepare("SELECT id, closed_on IS NULL FROM organisation ORDER BY id")?;
    let mut organisations = organisations.query([])?;
    while let Some(row) = organisations.next()? {
        let (organisation, at_work): (i64, bool) = (row.get(0)?, row.get(1)?);
        of_one.clear();
        while let Some((owner, address)) = next.take_if(|(owner, _)| *owner <= organisation) {
            if owner == organisation {
                of_one.push(address);
            }
            next = addresses.next()?.map(read_address).transpose()?;
        }
        if at_work {
            each(organisation, &mismatches(&of_one, &home))?;
        }
    }
    Ok(())
}

/// Makes every row anew.
pub(crate) fn rebuild(conn: &Connection) -> Result<()> {
    conn.execute("DELETE FROM address_mismatch", [])?;
    each(conn, |organisation, found| keep(conn, organisation, found))?;
    setting::set(conn, HOME_KEY, &home_code(conn)?.unwrap_or_default())
}

/// Makes every row anew where other rules made them.
pub(crate) fn bring_up_to_date(conn: &mut Connection) -> Result<()> {
    if setting::get(conn, VERSION_KEY)?.as_deref() == Some(VERSION.to_string().as_str()) {
        return Ok(());
    }
    let transaction = conn.transaction()?;
    rebuild(&transaction)?;
    setting::set(&transaction, VERSION_KEY, &VERSION.to_string())?;
    Ok(transaction.commit()?)
}

/// Organisations whose rows are not as their addresses say; for `verify`.
pub(crate) fn check(conn: &Connection) -> Result<u64> {
    let mut wrong = 0;
    let mut seen: u64 = 0;
    let mut kept = conn.ready("SELECT code FROM address_mismatch WHERE organisation = ?1 ORDER BY code")?;
    each(conn, |organisation, found| {
        let stored = kept.query_map([organisation], |row| row.get(0))?.collect::<rusqlite::Result<Vec<String>>>()?;
        let mut expected: Vec<&str> = found.iter().map(|mismatch| mismatch.code()).collect();
        expected.sort_unstable();
        seen += expected.len() as u64;
        wrong += u64::from(stored != expected);
        Ok(())
    })?;
    let all: u64 = conn.query_row("SELECT count(*) FROM address_mismatch", [], |row| row.get(0))?;
    Ok(wrong + all.saturating_sub(seen))
}
