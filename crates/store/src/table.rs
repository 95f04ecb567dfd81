//! One module per table. What the kinds of record have in common is here: how a row is written from a record's
//! fields and read back.

pub(crate) mod address_mismatch;
pub(crate) mod audit;
pub(crate) mod batch;
pub(crate) mod building;
pub(crate) mod change;
pub(crate) mod counter;
pub(crate) mod duplicate_pair;
pub(crate) mod finding;
pub(crate) mod ground;
pub(crate) mod import_decision;
pub(crate) mod import_profile;
pub(crate) mod import_row;
pub(crate) mod kept_ledger;
pub(crate) mod linked;
pub(crate) mod organisation;
pub(crate) mod person;
pub(crate) mod presence;
pub(crate) mod register_row;
pub(crate) mod room;
pub(crate) mod sequence;
pub(crate) mod setting;
pub(crate) mod site;
pub(crate) mod stay;
pub(crate) mod user;
pub(crate) mod withdrawn;

mod cells;
mod place;

pub(crate) use cells::Cells;
pub(crate) use place::{place_from, place_ids};

use crate::connection::Ready;
use crate::effects::Effects;
use crate::error::{Result, StoreError};
use louce_domain::field::{Fielded, RecordKind};
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::sync::OnceLock;
use uuid::Uuid;

/// The number a kind is stored as.
pub(crate) const fn kind_number(kind: RecordKind) -> i64 {
    match kind {
        RecordKind::Site => 1,
        RecordKind::Building => 2,
        RecordKind::Room => 3,
        RecordKind::Person => 4,
        RecordKind::Stay => 5,
        RecordKind::Organisation => 6,
        RecordKind::Presence => 7,
        RecordKind::SpaceAddress => 8,
        RecordKind::Grid => 9,
        RecordKind::Document => 10,
        RecordKind::Household => 11,
        RecordKind::Kinship => 12,
        RecordKind::Tenancy => 13,
        RecordKind::Inspection => 14,
        RecordKind::Employment => 15,
        RecordKind::Visit => 16,
        RecordKind::Encounter => 17,
        RecordKind::CareNote => 18,
        RecordKind::Protection => 19,
        RecordKind::IdentityLink => 20,
        RecordKind::Succession => 21,
    }
}

/// The kind stored as a number.
pub(crate) fn kind_of(number: i64) -> Result<RecordKind> {
    let found = RecordKind::ALL.iter().copied().find(|kind| kind_number(*kind) == number);
    found.ok_or_else(|| StoreError::Damaged(format!("unknown kind of record {number}")))
}

/// The name of a kind's table.
pub(crate) const fn table_of(kind: RecordKind) -> &'static str {
    // Tables are called like the code of their kind.
    kind.code()
}

/// The statements of one table, spelled once.
pub struct Shape {
    /// `INSERT` of id, uuid, links, fields, created_change, created_row.
    pub(crate) insert: String,
    /// `SELECT` of row number, uuid, links as outside names, fields; without `WHERE`.
    pub(crate) select: String,
    /// The columns of `select`, for lists that read more beside them.
    pub(crate) columns: String,
}

/// A record that has a table.
pub trait Record: Table {}
impl<T: Table> Record for T {}

/// How a kind of record lies in its table. Implemented in this crate only.
#[doc(hidden)]
pub trait Table: Fielded + Clone + PartialEq + Serialize + DeserializeOwned {
    /// Columns that are no fields: references and scope.
    const LINKS: &'static [&'static str];
    /// Fields that have no column of their own name.
    const FOLDED: &'static [&'static str] = &[];
    /// `FROM` with the tables that the links point to.
    const FROM: &'static str;
    /// The links, read as outside names.
    const LINK_SELECT: &'static str;

    /// Its outside name.
    fn uuid(&self) -> Uuid;
    /// What the link columns hold.
    fn links(&self, conn: &Connection, ids: &mut dyn RowIds) -> Result<Vec<Value>>;
    /// The changeable links as text, for the change log; most kinds have none.
    fn link_texts(&self) -> Vec<(&'static str, Option<String>)> {
        Vec::new()
    }
    /// Refuses a change of a reference that makes the record what it is.
    fn check_fixed(&self, _after: &Self) -> Result<()> {
        Ok(())
    }
    /// Reads a row selected by [`Shape::select`], the row number skipped.
    fn read(cells: &mut Cells<'_>) -> Result<Self>;
    /// What else has to follow when the record at `row` turns from `before` into `after`.
    fn effects(
        conn: &Connection,
        row: i64,
        before: Option<&Self>,
        after: Option<&Self>,
        out: &mut Effects,
    ) -> Result<()>;

    /// The statements, built once.
    fn shape() -> &'static Shape;

    /// Columns that are fields, in the record's order.
    fn field_columns() -> impl Iterator<Item = &'static str> {
        Self::FIELDS.iter().copied().filter(|field| !Self::FOLDED.contains(field))
    }

    /// Builds the statements.
    fn make_shape() -> Shape {
        let table = table_of(Self::KIND);
        let fields: Vec<String> = Self::field_columns().map(|f| format!("\"{f}\"")).collect();
        let links = Self::LINKS.join(", ");
        let inserted = format!("id, uuid, {links}, {}, created_change, created_row", fields.join(", "));
        let count = 4 + Self::LINKS.len() + fields.len();
        let marks = vec!["?"; count].join(", ");
        let selected: Vec<String> = fields.iter().map(|f| format!("{table}.{f}")).collect();
        let columns = format!("{table}.id, {table}.uuid, {}, {}", Self::LINK_SELECT, selected.join(", "));
        Shape {
            insert: format!("INSERT INTO {table} ({inserted}) VALUES ({marks})"),
            select: format!("SELECT {columns} FROM {}", Self::FROM),
            columns,
        }
    }

    /// The changes to columns that one changed field stands for.
    fn column_values(
        conn: &Connection,
        ids: &mut dyn RowIds,
        field: &'static str,
        text: Option<&str>,
    ) -> Result<Vec<(&'static str, Value)>> {
        let _ = (conn, ids);
        Ok(vec![(field, text.map_or(Value::Null, |t| Value::Text(t.to_owned())))])
    }
}

/// Gives `Table::shape` its one static per table.
macro_rules! shape_once {
    () => {
        fn shape() -> &'static $crate::table::Shape {
            static SHAPE: std::sync::OnceLock<$crate::table::Shape> = std::sync::OnceLock::new();
            SHAPE.get_or_init(Self::make_shape)
        }
    };
}
pub(crate) use shape_once;

/// Outside names → row numbers, remembered while a transaction lasts.
#[doc(hidden)]
pub trait RowIds {
    /// The row number, or [`StoreError::NotFound`].
    fn row_of(&mut self, conn: &Connection, kind: RecordKind, id: Uuid) -> Result<i64>;
}

/// Looks every name up anew.
pub(crate) struct LookUp;

impl RowIds for LookUp {
    fn row_of(&mut self, conn: &Connection, kind: RecordKind, id: Uuid) -> Result<i64> {
        row_of(conn, kind, id)?.ok_or(StoreError::NotFound { kind, id })
    }
}

/// The row number of an outside name.
pub(crate) fn row_of(conn: &Connection, kind: RecordKind, id: Uuid) -> Result<Option<i64>> {
    static SQL: [OnceLock<String>; RecordKind::ALL.len()] = [const { OnceLock::new() }; RecordKind::ALL.len()];
    let fresh = || format!("SELECT id FROM {} WHERE uuid = ?1", table_of(kind));
    let slot = usize::try_from(kind_number(kind) - 1).ok().and_then(|i| SQL.get(i));
    let sql = slot.map_or_else(String::new, |cell| cell.get_or_init(fresh).clone());
    Ok(conn.ready(&sql)?.query_row(params![id.as_bytes()], |row| row.get(0)).optional()?)
}

/// The outside name of a row.
pub(crate) fn uuid_of(conn: &Connection, kind: RecordKind, row: i64) -> Result<Option<Uuid>> {
    let sql = format!("SELECT uuid FROM {} WHERE id = ?1", table_of(kind));
    let bytes: Option<[u8; 16]> = conn.ready(&sql)?.query_row([row], |r| r.get(0)).optional()?;
    Ok(bytes.map(Uuid::from_bytes))
}

/// A record with its row number.
pub(crate) fn read_row<R: Table>(row: &Row<'_>) -> Result<(i64, R)> {
    let mut cells = Cells::of(row);
    let number = cells.integer()?;
    Ok((number, R::read(&mut cells)?))
}

/// The records a condition selects, in the order it gives. `rest` is `WHERE …`, `ORDER BY …`, `LIMIT …`.
pub(crate) fn select<R: Table>(conn: &Connection, rest: &str, params: impl rusqlite::Params) -> Result<Vec<R>> {
    let sql = format!("{} {rest}", R::shape().select);
    let mut statement = conn.ready(&sql)?;
    let mut rows = statement.query(params)?;
    let mut records = Vec::new();
    while let Some(row) = rows.next()? {
        records.push(read_row(row)?.1);
    }
    Ok(records)
}

/// Hands every record a condition selects to a closure, one at a time.
pub(crate) fn stream<R: Table, E: From<StoreError>>(
    conn: &Connection,
    rest: &str,
    mut each: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    let sql = format!("{} {rest}", R::shape().select);
    let mut statement = conn.prepare(&sql).map_err(StoreError::from)?;
    let mut rows = statement.query([]).map_err(StoreError::from)?;
    while let Some(row) = rows.next().map_err(StoreError::from)? {
        each(read_row(row)?.1)?;
    }
    Ok(())
}

/// The record of an outside name with its row number.
pub(crate) fn find<R: Table>(conn: &Connection, id: Uuid) -> Result<Option<(i64, R)>> {
    let sql = format!("{} WHERE {}.uuid = ?1", R::shape().select, table_of(R::KIND));
    let mut statement = conn.ready(&sql)?;
    let mut rows = statement.query(params![id.as_bytes()])?;
    rows.next()?.map(read_row).transpose()
}

/// The record of an outside name, which must exist.
pub(crate) fn get<R: Table>(conn: &Connection, id: Uuid) -> Result<(i64, R)> {
    find(conn, id)?.ok_or(StoreError::NotFound { kind: R::KIND, id })
}

/// The record at a row number.
pub(crate) fn at<R: Table>(conn: &Connection, row: i64) -> Result<Option<R>> {
    let sql = format!("{} WHERE {}.id = ?1", R::shape().select, table_of(R::KIND));
    let mut statement = conn.ready(&sql)?;
    let mut rows = statement.query([row])?;
    Ok(rows.next()?.map(read_row).transpose()?.map(|(_, record)| record))
}

/// Writes a new row.
pub(crate) fn insert<R: Table>(
    conn: &Connection,
    ids: &mut dyn RowIds,
    row: i64,
    record: &R,
    created: (i64, Option<i64>),
) -> Result<()> {
    let links = record.links(conn, ids)?;
    let mut statement = conn.ready(&R::shape().insert)?;
    let mut at = 1;
    let mut put = |value: &dyn rusqlite::ToSql| -> rusqlite::Result<()> {
        statement.raw_bind_parameter(at, value)?;
        at += 1;
        Ok(())
    };
    put(&row)?;
    put(record.uuid().as_bytes())?;
    for link in &links {
        put(link)?;
    }
    for (_, text) in record.fields().iter().filter(|(field, _)| !R::FOLDED.contains(field)) {
        put(text)?;
    }
    put(&created.0)?;
    put(&created.1)?;
    statement.raw_execute()?;
    Ok(())
}
