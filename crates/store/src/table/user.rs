//! Users, and the police areas they work in.

use crate::connection::Ready;
use crate::error::{Result, StoreError};
use louce_domain::id::UserId;
use rusqlite::{Connection, OptionalExtension, Row, params};
use uuid::Uuid;

/// A user of the register (用户).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    /// Identifier.
    pub id: UserId,
    /// The name typed at unlock.
    pub name: String,
    /// The name shown.
    pub display_name: String,
    /// Role code, as `louce-app` defines them.
    pub role: String,
    /// Police areas (警务区) the user works in; none means all.
    pub areas: Vec<String>,
    /// When the user stopped being one: milliseconds since 1970-01-01 UTC.
    pub ended_ms: Option<u64>,
}

/// A police area (警务区): the scope of roles and of sharing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Area {
    /// Code, as records carry it.
    pub code: String,
    /// Name.
    pub name: String,
}

const COLUMNS: &str = "id, uuid, name, display_name, role, ended_ms";

fn read(row: &Row<'_>) -> rusqlite::Result<(i64, User)> {
    let id = UserId(Uuid::from_bytes(row.get(1)?));
    let user = User {
        id,
        name: row.get(2)?,
        display_name: row.get(3)?,
        role: row.get(4)?,
        areas: Vec::new(),
        ended_ms: row.get(5)?,
    };
    Ok((row.get(0)?, user))
}

fn with_areas(conn: &Connection, found: (i64, User)) -> Result<User> {
    let (row, mut user) = found;
    let mut statement = conn.ready("SELECT area FROM user_area WHERE user = ?1 ORDER BY area")?;
    user.areas = statement.query_map([row], |r| r.get(0))?.collect::<rusqlite::Result<_>>()?;
    Ok(user)
}

pub(crate) fn insert(conn: &Connection, user: &User, at_ms: u64) -> Result<i64> {
    let sql = "INSERT INTO user (uuid, name, display_name, role, created_ms) VALUES (?1, ?2, ?3, ?4, ?5)";
    conn.execute(sql, params![user.id.0.as_bytes(), user.name, user.display_name, user.role, at_ms])?;
    let row = conn.last_insert_rowid();
    for area in &user.areas {
        conn.execute("INSERT INTO user_area (user, area) VALUES (?1, ?2)", params![row, area])?;
    }
    Ok(row)
}

pub(crate) fn end(conn: &Connection, id: UserId, at_ms: u64) -> Result<()> {
    let changed = conn.execute("UPDATE user SET ended_ms = ?2 WHERE uuid = ?1", params![id.0.as_bytes(), at_ms])?;
    if changed == 0 { Err(StoreError::NoSuchUser(id.0)) } else { Ok(()) }
}

pub(crate) fn put_area(conn: &Connection, area: &Area) -> Result<()> {
    let sql = "INSERT INTO area (code, name) VALUES (?1, ?2) ON CONFLICT (code) DO UPDATE SET name = ?2";
    conn.execute(sql, params![area.code, area.name])?;
    Ok(())
}

pub(crate) fn areas(conn: &Connection) -> Result<Vec<Area>> {
    let mut statement = conn.ready("SELECT code, name FROM area ORDER BY code")?;
    let rows = statement.query_map([], |row| Ok(Area { code: row.get(0)?, name: row.get(1)? }))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

pub(crate) fn row_of(conn: &Connection, id: UserId) -> Result<i64> {
    let sql = "SELECT id FROM user WHERE uuid = ?1";
    let row = conn.ready(sql)?.query_row([id.0.as_bytes()], |row| row.get(0)).optional()?;
    row.ok_or(StoreError::NoSuchUser(id.0))
}

pub(crate) fn get(conn: &Connection, id: UserId) -> Result<Option<User>> {
    let sql = format!("SELECT {COLUMNS} FROM user WHERE uuid = ?1");
    let found = conn.ready(&sql)?.query_row([id.0.as_bytes()], read).optional()?;
    found.map(|found| with_areas(conn, found)).transpose()
}

pub(crate) fn all(conn: &Connection) -> Result<Vec<User>> {
    let mut statement = conn.ready(&format!("SELECT {COLUMNS} FROM user ORDER BY name"))?;
    let found = statement.query_map([], read)?.collect::<rusqlite::Result<Vec<_>>>()?;
    found.into_iter().map(|found| with_areas(conn, found)).collect()
}
