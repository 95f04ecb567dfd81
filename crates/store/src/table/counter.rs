//! Figures kept in step by every write, and the recount that proves them.

use crate::connection::Ready;
use crate::effects::BuildingDelta;
use crate::error::Result;
use crate::table::setting;
use louce_domain::id::BuildingId;
use rusqlite::{Connection, params};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Figures of the whole register.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counters {
    /// By name: `sites`, `buildings`, `rooms`, `rooms_live`, `rooms:<state>` (live ones), `persons`, `persons_resident` (with an open stay),
    /// `stays`, `stays_open`, `class:<stated class or unstated>` (open stays), `organisations`, `presences`,
    /// `records:<kind>` of the other kinds.
    pub by_name: BTreeMap<String, i64>,
}

impl Counters {
    /// A figure, zero where nothing was ever counted.
    pub fn get(&self, name: &str) -> i64 {
        self.by_name.get(name).copied().unwrap_or(0)
    }
}

/// Figures of one building.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct BuildingCounts {
    /// Rooms.
    pub rooms: u32,
    /// Rooms lived in by their owners.
    pub owner_occupied: u32,
    /// Rooms let.
    pub let_out: u32,
    /// Empty rooms.
    pub vacant: u32,
    /// Rooms used by organisations.
    pub business: u32,
    /// Rooms of unknown state.
    pub unknown: u32,
    /// Open stays in its rooms or at the building itself.
    pub residents: u32,
    /// Open presences in its rooms or at the building itself.
    pub organisations: u32,
}

pub(crate) fn add(conn: &Connection, name: &str, by: i64) -> Result<()> {
    let sql = "INSERT INTO counter (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = value + ?2";
    conn.ready(sql)?.execute(params![name, by])?;
    Ok(())
}

pub(crate) fn add_building(conn: &Connection, row: i64, by: &BuildingDelta) -> Result<()> {
    let sql =
        "INSERT INTO building_counter (building, rooms, owner_occupied, let, vacant, business, unknown, residents,
                                             organisations)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
               ON CONFLICT (building) DO UPDATE SET
                   rooms = rooms + ?2, owner_occupied = owner_occupied + ?3, let = let + ?4, vacant = vacant + ?5,
                   business = business + ?6, unknown = unknown + ?7, residents = residents + ?8,
                   organisations = organisations + ?9";
    let figures = params![
        row,
        by.rooms,
        by.owner_occupied,
        by.let_,
        by.vacant,
        by.business,
        by.unknown,
        by.residents,
        by.organisations
    ];
    conn.ready(sql)?.execute(figures)?;
    Ok(())
}

pub(crate) fn drop_building(conn: &Connection, row: i64) -> Result<()> {
    conn.ready("DELETE FROM building_counter WHERE building = ?1")?.execute([row])?;
    Ok(())
}

/// The figures as kept.
pub(crate) fn all(conn: &Connection) -> Result<Counters> {
    figures(conn, "SELECT name, value FROM counter WHERE value <> 0")
}

/// The figures of a building as kept.
pub(crate) fn of_building(conn: &Connection, id: BuildingId) -> Result<BuildingCounts> {
    let sql = "SELECT c.rooms, c.owner_occupied, c.let, c.vacant, c.business, c.unknown, c.residents, c.organisations
               FROM building_counter c JOIN building ON building.id = c.building WHERE building.uuid = ?1";
    Ok(conn.ready(sql)?.query_row([id.0.as_bytes()], |row| read_building(row, 0))?)
}

/// The eight figures of a building from a column on.
pub(crate) fn read_building(row: &rusqlite::Row<'_>, from: usize) -> rusqlite::Result<BuildingCounts> {
    Ok(BuildingCounts {
        rooms: row.get(from)?,
        owner_occupied: row.get(from + 1)?,
        let_out: row.get(from + 2)?,
        vacant: row.get(from + 3)?,
        business: row.get(from + 4)?,
        unknown: row.get(from + 5)?,
        residents: row.get(from + 6)?,
        organisations: row.get(from + 7)?,
    })
}

/// Every building's figures as kept, by building.
pub(crate) fn buildings(conn: &Connection) -> Result<BTreeMap<Uuid, BuildingCounts>> {
    by_building(
        conn,
        "SELECT building.uuid, c.rooms, c.owner_occupied, c.let, c.vacant, c.business, c.unknown, c.residents,
                c.organisations
         FROM building_counter c JOIN building ON building.id = c.building",
    )
}

/// The figures counted anew from the rows.
pub(crate) fn recount(conn: &Connection) -> Result<Counters> {
    figures(conn, &format!("{RECOUNT} SELECT name, value FROM figure WHERE value <> 0"))
}

/// Every building's figures counted anew from the rows.
pub(crate) fn recount_buildings(conn: &Connection) -> Result<BTreeMap<Uuid, BuildingCounts>> {
    by_building(conn, &format!("{RECOUNT_BUILDINGS} SELECT building.uuid, {BUILDING_FIGURES}"))
}

/// Raised whenever other figures are kept: a register with another number is counted anew when it is opened.
const VERSION: u32 = 1;
const VERSION_KEY: &str = "store.counter_version";

/// Counts everything anew where another version counted it.
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

/// Replaces all figures by a recount, after a bulk load.
pub(crate) fn rebuild(conn: &Connection) -> Result<()> {
    conn.execute("DELETE FROM counter", [])?;
    let counters =
        format!("INSERT INTO counter (name, value) {RECOUNT} SELECT name, value FROM figure WHERE value <> 0");
    conn.execute(&counters, [])?;
    conn.execute("DELETE FROM building_counter", [])?;
    let buildings = format!(
        "INSERT INTO building_counter (building, rooms, owner_occupied, let, vacant, business, unknown, residents,
                                       organisations)
         {RECOUNT_BUILDINGS} SELECT building.id, {BUILDING_FIGURES}"
    );
    conn.execute(&buildings, [])?;
    Ok(())
}

const RECOUNT: &str = "WITH
    live_room AS (SELECT state FROM room WHERE valid_to IS NULL AND end_reason IS NULL),
    open_stay AS (SELECT person, stated_class FROM stay WHERE \"to\" IS NULL AND end_reason IS NULL),
    figure (name, value) AS (
        SELECT 'sites', count(*) FROM site UNION ALL
        SELECT 'buildings', count(*) FROM building UNION ALL
        SELECT 'rooms', count(*) FROM room UNION ALL
        SELECT 'rooms_live', count(*) FROM live_room UNION ALL
        SELECT 'rooms:' || state, count(*) FROM live_room GROUP BY state UNION ALL
        SELECT 'persons', count(*) FROM person UNION ALL
        SELECT 'persons_resident', count(DISTINCT person) FROM open_stay UNION ALL
        SELECT 'stays', count(*) FROM stay UNION ALL
        SELECT 'stays_open', count(*) FROM open_stay UNION ALL
        SELECT 'class:' || coalesce(stated_class, 'unstated'), count(*) FROM open_stay GROUP BY stated_class UNION ALL
        SELECT 'organisations', count(*) FROM organisation UNION ALL
        SELECT 'presences', count(*) FROM presence UNION ALL
        SELECT 'records:space_address', count(*) FROM space_address UNION ALL
        SELECT 'records:grid', count(*) FROM grid UNION ALL
        SELECT 'records:document', count(*) FROM document UNION ALL
        SELECT 'records:household', count(*) FROM household UNION ALL
        SELECT 'records:kinship', count(*) FROM kinship UNION ALL
        SELECT 'records:tenancy', count(*) FROM tenancy UNION ALL
        SELECT 'records:inspection', count(*) FROM inspection UNION ALL
        SELECT 'records:employment', count(*) FROM employment UNION ALL
        SELECT 'records:visit', count(*) FROM visit UNION ALL
        SELECT 'records:encounter', count(*) FROM encounter UNION ALL
        SELECT 'records:care_note', count(*) FROM care_note UNION ALL
        SELECT 'records:protection', count(*) FROM protection UNION ALL
        SELECT 'records:identity_link', count(*) FROM identity_link UNION ALL
        SELECT 'records:succession', count(*) FROM succession)";

const RECOUNT_BUILDINGS: &str = "WITH
    r AS (SELECT building, count(*) AS rooms,
                 count(*) FILTER (WHERE state = 'owner_occupied') AS owner_occupied,
                 count(*) FILTER (WHERE state = 'let') AS let,
                 count(*) FILTER (WHERE state = 'vacant') AS vacant,
                 count(*) FILTER (WHERE state = 'business') AS business,
                 count(*) FILTER (WHERE state = 'unknown') AS unknown
          FROM room WHERE valid_to IS NULL AND end_reason IS NULL GROUP BY building),
    s AS (SELECT building, count(*) AS residents FROM stay
          WHERE building IS NOT NULL AND \"to\" IS NULL AND end_reason IS NULL GROUP BY building),
    p AS (SELECT building, count(*) AS organisations FROM presence
          WHERE building IS NOT NULL AND \"to\" IS NULL GROUP BY building)";

const BUILDING_FIGURES: &str = "coalesce(r.rooms, 0), coalesce(r.owner_occupied, 0), coalesce(r.let, 0),
    coalesce(r.vacant, 0), coalesce(r.business, 0), coalesce(r.unknown, 0), coalesce(s.residents, 0),
    coalesce(p.organisations, 0)
    FROM building LEFT JOIN r ON r.building = building.id LEFT JOIN s ON s.building = building.id
    LEFT JOIN p ON p.building = building.id";

fn figures(conn: &Connection, sql: &str) -> Result<Counters> {
    let mut statement = conn.prepare(sql)?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(Counters { by_name: rows.collect::<rusqlite::Result<_>>()? })
}

fn by_building(conn: &Connection, sql: &str) -> Result<BTreeMap<Uuid, BuildingCounts>> {
    let mut statement = conn.prepare(sql)?;
    let rows = statement.query_map([], |row| Ok((Uuid::from_bytes(row.get(0)?), read_building(row, 1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
