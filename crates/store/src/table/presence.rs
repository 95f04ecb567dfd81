//! Presences of organisations (单位地址登记).

use super::stay::place_columns;
use super::{Cells, RowIds, Table, place_from, place_ids, shape_once};
use crate::effects::Effects;
use crate::error::{Result, StoreError};
use louce_domain::field::RecordKind;
use louce_domain::id::{OrganisationId, PresenceId};
use louce_domain::organisation::Presence;
use rusqlite::Connection;
use rusqlite::types::Value;
use uuid::Uuid;

impl Table for Presence {
    const LINKS: &'static [&'static str] = &["organisation", "room", "building", "site"];
    const FOLDED: &'static [&'static str] = &["place"];
    const FROM: &'static str = "presence JOIN organisation ON organisation.id = presence.organisation
         LEFT JOIN room ON room.id = presence.room LEFT JOIN building ON building.id = presence.building
         LEFT JOIN site ON site.id = presence.site";
    const LINK_SELECT: &'static str = "organisation.uuid, room.uuid, building.uuid, site.uuid";
    shape_once!();

    fn uuid(&self) -> Uuid {
        self.id.0
    }

    fn links(&self, conn: &Connection, ids: &mut dyn RowIds) -> Result<Vec<Value>> {
        let organisation = ids.row_of(conn, RecordKind::Organisation, self.organisation.0)?;
        let [room, building, site] = place_ids(conn, ids, &self.place)?;
        Ok(vec![Value::Integer(organisation), room, building, site])
    }

    fn check_fixed(&self, after: &Self) -> Result<()> {
        if self.organisation == after.organisation { Ok(()) } else { Err(StoreError::FixedField("organisation")) }
    }

    fn read(cells: &mut Cells<'_>) -> Result<Self> {
        Ok(Self {
            id: PresenceId(cells.uuid()?),
            organisation: OrganisationId(cells.uuid()?),
            place: place_from(cells)?,
            role: cells.field()?,
            raw_address: cells.text()?,
            from: cells.field()?,
            to: cells.field()?,
        })
    }

    fn effects(
        conn: &Connection,
        row: i64,
        before: Option<&Self>,
        after: Option<&Self>,
        out: &mut Effects,
    ) -> Result<()> {
        out.count("presences", before.is_some(), after.is_some());
        out.touch(RecordKind::Presence, row);
        if let Some(presence) = after.or(before) {
            out.touch_id(conn, RecordKind::Organisation, presence.organisation.0)?;
        }
        for (presence, by) in [(before, -1), (after, 1)] {
            let Some(presence) = presence.filter(|p| p.to.is_none()) else {
                continue;
            };
            if let Some(building) = out.place_building(conn, &presence.place)? {
                out.organisations(building, by);
            }
        }
        Ok(())
    }

    fn column_values(
        conn: &Connection,
        ids: &mut dyn RowIds,
        field: &'static str,
        text: Option<&str>,
    ) -> Result<Vec<(&'static str, Value)>> {
        place_columns(conn, ids, field, text)
    }
}
