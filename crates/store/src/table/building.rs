//! Buildings (楼幢).

use super::address_mismatch::Divisions;
use super::{Cells, LookUp, RowIds, Table, shape_once};
use crate::effects::Effects;
use crate::error::Result;
use louce_domain::field::RecordKind;
use louce_domain::id::{BuildingId, SiteId};
use louce_domain::space::Building;
use rusqlite::Connection;
use rusqlite::types::Value;
use uuid::Uuid;

impl Table for Building {
    const LINKS: &'static [&'static str] =
        &["area", "site", "footprint", "footprint_holes", "map_id", "hand_placed", "unclaimed", "laid"];
    const FROM: &'static str = "building LEFT JOIN site ON site.id = building.site";
    const LINK_SELECT: &'static str = "building.area, site.uuid, building.footprint, building.footprint_holes,
        building.map_id, building.hand_placed, building.unclaimed, building.laid";
    shape_once!();

    fn uuid(&self) -> Uuid {
        self.id.0
    }

    fn links(&self, conn: &Connection, ids: &mut dyn RowIds) -> Result<Vec<Value>> {
        let site = self.site.map(|site| ids.row_of(conn, RecordKind::Site, site.0)).transpose()?;
        Ok(vec![
            Value::Text(self.area.clone()),
            site.map_or(Value::Null, Value::Integer),
            footprint_text(self).map_or(Value::Null, Value::Text),
            holes_text(self).map_or(Value::Null, Value::Text),
            self.map_id.clone().map_or(Value::Null, Value::Text),
            flag(self.hand_placed),
            flag(self.unclaimed),
            laid_text(self).map_or(Value::Null, Value::Text),
        ])
    }

    fn link_texts(&self) -> Vec<(&'static str, Option<String>)> {
        vec![
            ("area", Some(self.area.clone())),
            ("site", self.site.map(|site| site.to_string())),
            ("footprint", footprint_text(self)),
            ("footprint_holes", holes_text(self)),
            ("map_id", self.map_id.clone()),
            ("hand_placed", self.hand_placed.then(|| "1".to_owned())),
            ("unclaimed", self.unclaimed.then(|| "1".to_owned())),
            ("laid", laid_text(self)),
        ]
    }

    fn read(cells: &mut Cells<'_>) -> Result<Self> {
        Ok(Self {
            id: BuildingId(cells.uuid()?),
            area: cells.text()?,
            site: cells.opt_uuid::<SiteId>()?,
            footprint: cells.opt_text()?.map(|json| serde_json::from_str(&json)).transpose()?.unwrap_or_default(),
            footprint_holes: cells.opt_text()?.map(|json| serde_json::from_str(&json)).transpose()?.unwrap_or_default(),
            map_id: cells.opt_text()?,
            hand_placed: cells.number::<i64>()?.is_some(),
            unclaimed: cells.number::<i64>()?.is_some(),
            laid: cells.opt_text()?.map(|json| serde_json::from_str(&json)).transpose()?,
            name: cells.text()?,
            code: cells.opt_text()?,
            division_code: cells.opt_text()?,
            township: cells.opt_text()?,
            community_code: cells.opt_text()?,
            community: cells.opt_text()?,
            grid: cells.opt_text()?,
            street: cells.opt_text()?,
            door_no: cells.opt_text()?,
            address: cells.opt_text()?,
            building_use: cells.field()?,
            units: cells.number()?,
            floors_above: cells.number()?,
            floors_below: cells.number()?,
            rooms_per_floor: cells.number()?,
            households_declared: cells.number()?,
            built_year: cells.number()?,
            structure: cells.opt_text()?,
            developer: cells.opt_text()?,
            fire_grade: cells.opt_text()?,
            block_leader_name: cells.opt_text()?,
            block_leader_phones: cells.field()?,
            property_company: cells.opt_text()?,
            numbering_note: cells.opt_text()?,
            declared_counts: cells.opt_text()?,
            height_m: cells.real()?,
            longitude: cells.real()?,
            latitude: cells.real()?,
            block_spec: cells.opt_text()?,
            valid_from: cells.field()?,
            valid_to: cells.field()?,
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
        out.count("buildings", before.is_some(), after.is_some());
        out.building_exists(row, before.is_some(), after.is_some());
        out.reindex(RecordKind::Building, row);
        out.touch(RecordKind::Building, row);
        let lying = |b: &Self| (b.site, b.division_code.clone());
        if before.zip(after).is_some_and(|(before, after)| lying(before) != lying(after)) {
            out.divisions(Divisions::Moved);
        }
        if before.zip(after).is_some_and(|(before, after)| (&before.area, lying(before)) != (&after.area, lying(after)))
        {
            // What is found in a room rests on the division and the area around it.
            out.touch_all(conn, RecordKind::Room, "SELECT id FROM room WHERE building = ?1", row)?;
            let addresses = "SELECT id FROM space_address WHERE building = ?1";
            out.touch_all(conn, RecordKind::SpaceAddress, addresses, row)?;
        }
        let named = |b: &Self| (b.site, b.name.clone(), b.street.clone(), b.door_no.clone(), b.address.clone());
        if before.is_some() && before.map(named) != after.map(named) {
            out.reindex_all(conn, RecordKind::Room, "SELECT id FROM room WHERE building = ?1", row)?;
        }
        Ok(())
    }

    fn column_values(
        conn: &Connection,
        _: &mut dyn RowIds,
        field: &'static str,
        text: Option<&str>,
    ) -> Result<Vec<(&'static str, Value)>> {
        let value = match (field, text) {
            ("site", Some(id)) => {
                let id = Uuid::parse_str(id).map_err(|e| crate::StoreError::Damaged(e.to_string()))?;
                Value::Integer(LookUp.row_of(conn, RecordKind::Site, id)?)
            }
            ("hand_placed" | "unclaimed", text) => flag(text.is_some()),
            (_, text) => text.map_or(Value::Null, |t| Value::Text(t.to_owned())),
        };
        Ok(vec![(field, value)])
    }
}

fn flag(is_set: bool) -> Value {
    if is_set { Value::Integer(1) } else { Value::Null }
}

fn holes_text(building: &Building) -> Option<String> {
    (!building.footprint_holes.is_empty()).then(|| serde_json::to_string(&building.footprint_holes).unwrap_or_default())
}

fn laid_text(building: &Building) -> Option<String> {
    building.laid.map(|laid| serde_json::to_string(&laid).unwrap_or_default())
}

fn footprint_text(building: &Building) -> Option<String> {
    // Pairs of numbers: JSON cannot fail on them.
    (!building.footprint.is_empty()).then(|| serde_json::to_string(&building.footprint).unwrap_or_default())
}
