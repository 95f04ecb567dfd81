//! Who was where in a building on a day: spans only, no person is read.

use super::Reader;
use super::map::OrganisationRow;
use crate::connection::Ready;
use crate::error::Result;
use crate::table::{Cells, kind_number};
use louce_domain::date::PartialDate;
use louce_domain::dated::Span;
use louce_domain::field::RecordKind;
use louce_domain::id::{BatchId, BuildingId, RoomId};

/// Something that was in a building for a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlacedSpan {
    /// The room; none where only the building is known.
    pub room: Option<RoomId>,
    /// Stay, presence or tenancy.
    pub kind: RecordKind,
    /// When.
    pub span: Span,
    /// Whether it ended because its room became another (房屋变更): it went on elsewhere on the day it ended.
    pub room_changed: bool,
    /// Whose presence it is; of presences only.
    pub organisation: Option<OrganisationRow>,
}

const STAYS: &str = "SELECT room.uuid, stay.\"from\", stay.\"to\", stay.end_reason, NULL
    FROM stay LEFT JOIN room ON room.id = stay.room
    WHERE stay.building = (SELECT id FROM building WHERE uuid = ?1)";
const PRESENCES: &str = "SELECT room.uuid, presence.\"from\", presence.\"to\", NULL, presence.organisation
    FROM presence LEFT JOIN room ON room.id = presence.room
    WHERE presence.building = (SELECT id FROM building WHERE uuid = ?1)";
const TENANCIES: &str = "SELECT room.uuid, tenancy.\"from\", tenancy.\"to\", tenancy.end_reason, NULL
    FROM tenancy LEFT JOIN room ON room.id = tenancy.room
    WHERE tenancy.building = (SELECT id FROM building WHERE uuid = ?1)";

/// Stays, presences and tenancies that a batch amended and that are open in a room that has ended.
const STRANDED: &str = "SELECT DISTINCT room.uuid FROM change JOIN change_field f ON f.change = change.id
         JOIN stay ON stay.id = f.record JOIN room ON room.id = stay.room
    WHERE change.batch = ?1 AND f.kind = ?2 AND stay.\"to\" IS NULL AND stay.end_reason IS NULL
         AND (room.valid_to IS NOT NULL OR room.end_reason IS NOT NULL)
    UNION SELECT room.uuid FROM change JOIN change_field f ON f.change = change.id
         JOIN presence ON presence.id = f.record JOIN room ON room.id = presence.room
    WHERE change.batch = ?1 AND f.kind = ?3 AND presence.\"to\" IS NULL
         AND (room.valid_to IS NOT NULL OR room.end_reason IS NOT NULL)
    UNION SELECT room.uuid FROM change JOIN change_field f ON f.change = change.id
         JOIN tenancy ON tenancy.id = f.record JOIN room ON room.id = tenancy.room
    WHERE change.batch = ?1 AND f.kind = ?4 AND tenancy.\"to\" IS NULL AND tenancy.end_reason IS NULL
         AND (room.valid_to IS NOT NULL OR room.end_reason IS NOT NULL)";

/// Rooms that a batch amended, in use, and called like another room in use.
const DOUBLED: &str = "SELECT DISTINCT room.uuid FROM change JOIN change_field f ON f.change = change.id
         JOIN room ON room.id = f.record
         JOIN room other ON other.building = room.building AND other.unit IS room.unit
                        AND other.number = room.number AND other.sub_room IS room.sub_room
    WHERE change.batch = ?1 AND f.kind = ?2 AND other.id <> room.id
         AND room.valid_to IS NULL AND room.end_reason IS NULL AND other.valid_to IS NULL AND other.end_reason IS NULL";

impl Reader<'_> {
    /// Every stay, presence and tenancy there ever was in a building.
    pub fn spans_in_building(&self, id: BuildingId) -> Result<Vec<PlacedSpan>> {
        let mut spans = Vec::new();
        let queries = [(RecordKind::Stay, STAYS), (RecordKind::Presence, PRESENCES), (RecordKind::Tenancy, TENANCIES)];
        for (kind, sql) in queries {
            let mut statement = self.conn.ready(sql)?;
            let mut rows = statement.query([id.0.as_bytes()])?;
            while let Some(row) = rows.next()? {
                let mut cells = Cells::of(row);
                let room: Option<RoomId> = cells.opt_uuid()?;
                let (from, to): (Option<PartialDate>, Option<PartialDate>) = (cells.field()?, cells.field()?);
                let reason = cells.opt_text()?;
                let span = Span { from, to, ended: to.is_some() || reason.is_some() };
                let room_changed = reason.as_deref() == Some("room_changed");
                let organisation = cells.opt_integer()?.map(OrganisationRow);
                spans.push(PlacedSpan { room, kind, span, room_changed, organisation });
            }
        }
        Ok(spans)
    }

    /// Rooms no longer in use in which a record amended by a batch is open: what an undo must not leave behind.
    pub fn stranded_by(&self, batch: BatchId) -> Result<Vec<RoomId>> {
        let (batch, _) = crate::table::batch::row_of(self.conn, batch)?;
        let kinds = [RecordKind::Stay, RecordKind::Presence, RecordKind::Tenancy].map(kind_number);
        let [stay, presence, tenancy] = kinds;
        let mut statement = self.conn.ready(STRANDED)?;
        let mut rows = statement.query([batch, stay, presence, tenancy])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(Cells::of(row).uuid()?);
        }
        Ok(found)
    }
    /// Rooms amended by a batch that are in use and called like another one in use: what an undo must not bring back.
    pub fn doubled_by(&self, batch: BatchId) -> Result<Vec<RoomId>> {
        let (batch, _) = crate::table::batch::row_of(self.conn, batch)?;
        let mut statement = self.conn.ready(DOUBLED)?;
        let mut rows = statement.query([batch, kind_number(RecordKind::Room)])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(Cells::of(row).uuid()?);
        }
        Ok(found)
    }
}
