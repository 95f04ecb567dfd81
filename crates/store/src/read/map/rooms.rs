//! The rooms of the map. A decade of it asks for no more of them than their states and years; the map itself also asks where
//! each stands.

use super::{BuildingRow, MapScope, Reader, RoomRow, Since};
use crate::connection::Ready;
use crate::error::Result;
use crate::table::Cells;
use louce_domain::dated::Span;
use louce_domain::id::RoomId;
use louce_domain::space::{RoomEndReason, RoomState};

/// A room of the map: its state, and when it was in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MapRoom {
    /// Row number.
    pub row: RoomRow,
    /// The building it is in.
    pub building: BuildingRow,
    /// State as recorded now.
    pub state: RoomState,
    /// When it was in use.
    pub span: Span,
    /// Why it is no longer in use.
    pub end_reason: Option<RoomEndReason>,
}

/// What a room is called and where it stands in its building.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MapDoor {
    /// Identifier.
    pub id: RoomId,
    /// Unit (单元).
    pub unit: Option<String>,
    /// Floor as numbered.
    pub floor: Option<i16>,
    /// Room number.
    pub number: String,
    /// Partition (隔断).
    pub sub_room: Option<String>,
    /// What the address adds (附属地址).
    pub annex: Option<String>,
}

const ROOM: &str = "room.id, building, state, valid_from, valid_to, end_reason";
const DOOR: &str = "uuid, unit, floor, number, sub_room, annex";

impl Reader<'_> {
    /// Every room in use, or that ever was, in the order in which they were entered.
    pub fn map_rooms(&self, scope: MapScope, since: Since) -> Result<Vec<MapRoom>> {
        let mut found = Vec::new();
        self.each_room(ROOM, scope, since, |cells| {
            found.push(read_room(cells)?);
            Ok(())
        })?;
        Ok(found)
    }

    /// The same, each with its door.
    pub fn map_rooms_with_doors(&self, scope: MapScope, since: Since) -> Result<(Vec<MapRoom>, Vec<MapDoor>)> {
        let (mut rooms, mut doors) = (Vec::new(), Vec::new());
        self.each_room(&format!("{ROOM}, {DOOR}"), scope, since, |cells| {
            rooms.push(read_room(cells)?);
            doors.push(read_door(cells)?);
            Ok(())
        })?;
        Ok((rooms, doors))
    }

    /// When each room was entered: milliseconds since 1970-01-01 UTC. What its state was before is not recorded.
    pub fn map_rooms_entered(&self, scope: MapScope, mut take: impl FnMut(RoomRow, u64)) -> Result<()> {
        let sql = format!(
            "SELECT room.id, change.at_ms FROM room CROSS JOIN change ON change.id = room.created_change WHERE true{}",
            scope.narrowing("room.building")
        );
        let mut statement = self.conn.ready(&sql)?;
        let mut rows = statement.query(scope.params())?;
        while let Some(row) = rows.next()? {
            take(RoomRow(row.get(0)?), u64::try_from(row.get::<_, i64>(1)?).unwrap_or_default());
        }
        Ok(())
    }

    fn each_room(
        &self,
        columns: &str,
        scope: MapScope,
        since: Since,
        mut take: impl FnMut(&mut Cells<'_>) -> Result<()>,
    ) -> Result<()> {
        let live = match since {
            Since::Now => " AND valid_to IS NULL AND end_reason IS NULL",
            Since::Ever => "",
        };
        let here = scope.narrowing("room.building");
        let sql = format!("SELECT {columns} FROM room WHERE true{live}{here} ORDER BY room.id");
        let mut statement = self.conn.ready(&sql)?;
        let mut rows = statement.query(scope.params())?;
        while let Some(row) = rows.next()? {
            take(&mut Cells::of(row))?;
        }
        Ok(())
    }
}

fn read_room(cells: &mut Cells<'_>) -> Result<MapRoom> {
    let room = MapRoom {
        row: RoomRow(cells.integer()?),
        building: BuildingRow(cells.integer()?),
        state: cells.field()?,
        span: Span { from: cells.field()?, to: cells.field()?, ended: false },
        end_reason: cells.field()?,
    };
    let ended = room.span.to.is_some() || room.end_reason.is_some();
    Ok(MapRoom { span: Span { ended, ..room.span }, ..room })
}

fn read_door(cells: &mut Cells<'_>) -> Result<MapDoor> {
    Ok(MapDoor {
        id: cells.uuid()?,
        unit: cells.opt_text()?,
        floor: cells.number()?,
        number: cells.text()?,
        sub_room: cells.opt_text()?,
        annex: cells.opt_text()?,
    })
}
