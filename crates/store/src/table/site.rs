//! Sites (小区 / 院).

use super::address_mismatch::Divisions;
use super::{Cells, RowIds, Table, shape_once};
use crate::effects::Effects;
use crate::error::Result;
use louce_domain::field::RecordKind;
use louce_domain::id::SiteId;
use louce_domain::space::Site;
use rusqlite::Connection;
use rusqlite::types::Value;
use uuid::Uuid;

impl Table for Site {
    const LINKS: &'static [&'static str] = &["area"];
    const FROM: &'static str = "site";
    const LINK_SELECT: &'static str = "site.area";
    shape_once!();

    fn uuid(&self) -> Uuid {
        self.id.0
    }

    fn links(&self, _: &Connection, _: &mut dyn RowIds) -> Result<Vec<Value>> {
        Ok(vec![Value::Text(self.area.clone())])
    }

    fn link_texts(&self) -> Vec<(&'static str, Option<String>)> {
        vec![("area", Some(self.area.clone()))]
    }

    fn read(cells: &mut Cells<'_>) -> Result<Self> {
        Ok(Self {
            id: SiteId(cells.uuid()?),
            area: cells.text()?,
            name: cells.text()?,
            division_code: cells.opt_text()?,
            township: cells.opt_text()?,
            community: cells.opt_text()?,
        })
    }

    fn effects(
        conn: &Connection,
        row: i64,
        before: Option<&Self>,
        after: Option<&Self>,
        out: &mut Effects,
    ) -> Result<()> {
        out.count("sites", before.is_some(), after.is_some());
        out.reindex(RecordKind::Site, row);
        match (before, after) {
            (Some(before), Some(after)) if before.division_code != after.division_code => {
                out.divisions(Divisions::Moved);
            }
            (None, Some(one)) | (Some(one), None) if one.division_code.is_some() => out.divisions(Divisions::Counted),
            _ => {}
        }
        if before.zip(after).is_some_and(|(a, b)| (&a.area, &a.division_code) != (&b.area, &b.division_code)) {
            // What is found in a room rests on the division around it.
            let rooms =
                "SELECT room.id FROM room JOIN building ON building.id = room.building WHERE building.site = ?1";
            out.touch_all(conn, RecordKind::Room, rooms, row)?;
            out.touch_all(conn, RecordKind::SpaceAddress, "SELECT id FROM space_address WHERE site = ?1", row)?;
        }
        if before.is_some() && before.map(|s| &s.name) != after.map(|s| &s.name) {
            // Addresses of its buildings and rooms begin with its name.
            out.reindex_all(conn, RecordKind::Building, "SELECT id FROM building WHERE site = ?1", row)?;
            let rooms =
                "SELECT room.id FROM room JOIN building ON building.id = room.building WHERE building.site = ?1";
            out.reindex_all(conn, RecordKind::Room, rooms, row)?;
        }
        Ok(())
    }
}
