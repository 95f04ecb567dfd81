//! A place in three columns: room, building, site. A room's building stands beside it, so that one index finds all.

use super::{Cells, RowIds};
use crate::connection::Ready;
use crate::error::Result;
use louce_domain::field::RecordKind;
use louce_domain::space::Place;
use rusqlite::Connection;
use rusqlite::types::Value;

/// The row numbers of room, building and site that a place stands for.
pub(crate) fn place_ids(conn: &Connection, ids: &mut dyn RowIds, place: &Place) -> Result<[Value; 3]> {
    Ok(match place {
        Place::Room(room) => {
            let room = ids.row_of(conn, RecordKind::Room, room.0)?;
            let sql = "SELECT building FROM room WHERE id = ?1";
            let building: i64 = conn.ready(sql)?.query_row([room], |row| row.get(0))?;
            [Value::Integer(room), Value::Integer(building), Value::Null]
        }
        Place::Building(building) => {
            [Value::Null, Value::Integer(ids.row_of(conn, RecordKind::Building, building.0)?), Value::Null]
        }
        Place::Site(site) => [Value::Null, Value::Null, Value::Integer(ids.row_of(conn, RecordKind::Site, site.0)?)],
        Place::Unmatched => [Value::Null, Value::Null, Value::Null],
    })
}

/// The place that the outside names of room, building and site stand for.
pub(crate) fn place_from(cells: &mut Cells<'_>) -> Result<Place> {
    let (room, building, site) = (cells.opt_uuid()?, cells.opt_uuid()?, cells.opt_uuid()?);
    Ok(room.map(Place::Room).or(building.map(Place::Building)).or(site.map(Place::Site)).unwrap_or(Place::Unmatched))
}
