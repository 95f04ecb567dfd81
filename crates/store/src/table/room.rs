//! Rooms (户室).

use super::linked::linked_row;
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
    const LINKS: &'static [&'static str] = &["building", "owner_person", "owner_organisation", "parent_room"];
    const FOLDED: &'static [&'static str] = &["owner_person", "owner_organisation", "parent_room"];
    const FROM: &'static str = "room JOIN building ON building.id = room.building";
    const LINK_SELECT: &'static str = "building.uuid, (SELECT uuid FROM person WHERE id = room.owner_person),
        (SELECT uuid FROM organisation WHERE id = room.owner_organisation),
        (SELECT parent.uuid FROM room parent WHERE parent.id = room.parent_room)";
    shape_once!();

    fn uuid(&self) -> Uuid {
        self.id.0
    }

    fn links(&self, conn: &Connection, ids: &mut dyn RowIds) -> Result<Vec<Value>> {
        let mut linked = |kind: RecordKind, id: Option<Uuid>| {
            id.map_or(Ok(Value::Null), |id| ids.row_of(conn, kind, id).map(Value::Integer))
        };
        Ok(vec![
            linked(RecordKind::Building, Some(self.building.0))?,
            linked(RecordKind::Person, self.owner_person.map(|id| id.0))?,
            linked(RecordKind::Organisation, self.owner_organisation.map(|id| id.0))?,
            linked(RecordKind::Room, self.parent_room.map(|id| id.0))?,
        ])
    }

    fn check_fixed(&self, after: &Self) -> Result<()> {
        if self.building == after.building { Ok(()) } else { Err(StoreError::FixedField("building")) }
    }

    fn read(cells: &mut Cells<'_>) -> Result<Self> {
        Ok(Self {
            id: RoomId(cells.uuid()?),
            building: BuildingId(cells.uuid()?),
            owner_person: cells.opt_uuid()?,
            owner_organisation: cells.opt_uuid()?,
            parent_room: cells.opt_uuid()?,
            unit: cells.opt_text()?,
            floor: cells.number()?,
            number: cells.text()?,
            sub_room: cells.opt_text()?,
            kind: cells.field()?,
            state: cells.field()?,
            layout: cells.opt_text()?,
            area_m2: cells.real()?,
            tenure: cells.opt_text()?,
            title_no: cells.opt_text()?,
            annex: cells.opt_text()?,
            owner_name: cells.opt_text()?,
            owner_phones: cells.field()?,
            valid_from: cells.field()?,
            valid_to: cells.field()?,
            end_reason: cells.field()?,
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
            let live = |room: Option<&Self>| room.filter(|r| r.is_live()).map(|r| r.state);
            out.count("rooms_live", live(before).is_some(), live(after).is_some());
            out.room_state(building, live(before), live(after));
            out.touch(RecordKind::Building, building);
        }
        out.touch(RecordKind::Room, row);
        out.reindex(RecordKind::Room, row);
        Ok(())
    }

    fn column_values(
        conn: &Connection,
        ids: &mut dyn RowIds,
        field: &'static str,
        text: Option<&str>,
    ) -> Result<Vec<(&'static str, Value)>> {
        let kind = match field {
            "owner_person" => RecordKind::Person,
            "owner_organisation" => RecordKind::Organisation,
            "parent_room" => RecordKind::Room,
            _ => return Ok(vec![(field, text.map_or(Value::Null, |t| Value::Text(t.to_owned())))]),
        };
        Ok(vec![(field, linked_row(conn, ids, kind, text)?)])
    }
}
