//! Rooms (户室).

use super::{Cells, RowIds, Table, shape_once};
use crate::effects::Effects;
use crate::error::{Result, StoreError};
use louce_domain::field::RecordKind;
use louce_domain::id::{BuildingId, RoomId};
use louce_domain::space::Room;
use rusqlite::Connection;
use rusqlite::types::Value;
use uuid::Uuid;

impl Table for Room {
    const LINKS: &'static [&'static str] = &["building"];
    const FROM: &'static str = "room JOIN building ON building.id = room.building";
    const LINK_SELECT: &'static str = "building.uuid";
    shape_once!();

    fn uuid(&self) -> Uuid {
        self.id.0
    }

    fn links(&self, conn: &Connection, ids: &mut dyn RowIds) -> Result<Vec<Value>> {
        Ok(vec![Value::Integer(ids.row_of(conn, RecordKind::Building, self.building.0)?)])
    }

    fn check_fixed(&self, after: &Self) -> Result<()> {
        if self.building == after.building { Ok(()) } else { Err(StoreError::FixedField("building")) }
    }

    fn read(cells: &mut Cells<'_>) -> Result<Self> {
        Ok(Self {
            id: RoomId(cells.uuid()?),
            building: BuildingId(cells.uuid()?),
            unit: cells.opt_text()?,
            floor: cells.number()?,
            number: cells.text()?,
            sub_room: cells.opt_text()?,
            kind: cells.field()?,
            state: cells.field()?,
            remark: cells.opt_text()?,
        })
    }

    fn effects(
        conn: &Connection,
        row: i64,
        before: Option<&Self>,
        after: Option<&Self>,
        out: &mut Effects,
    ) -> Result<()> {
        out.count("rooms", before.is_some(), after.is_some());
        if let Some(room) = after.or(before) {
            let building = out.building_row(conn, room.building)?;
            out.room_state(building, before.map(|r| r.state), after.map(|r| r.state));
        }
        out.reindex(RecordKind::Room, row);
        Ok(())
    }
}
