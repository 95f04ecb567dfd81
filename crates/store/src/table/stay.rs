//! Stays (居住登记).

use super::linked::linked_row;
use super::{Cells, RowIds, Table, place_from, place_ids, shape_once};
use crate::effects::Effects;
use crate::error::{Result, StoreError};
use louce_domain::field::RecordKind;
use louce_domain::id::{PersonId, StayId};
use louce_domain::space::Place;
use louce_domain::stay::Stay;
use rusqlite::Connection;
use rusqlite::types::Value;
use uuid::Uuid;

impl Table for Stay {
    const LINKS: &'static [&'static str] = &["person", "household", "room", "building", "site"];
    const FOLDED: &'static [&'static str] = &["place", "household"];
    const FROM: &'static str = "stay JOIN person ON person.id = stay.person
         LEFT JOIN room ON room.id = stay.room LEFT JOIN building ON building.id = stay.building
         LEFT JOIN site ON site.id = stay.site";
    const LINK_SELECT: &'static str =
        "person.uuid, (SELECT uuid FROM household WHERE id = stay.household), room.uuid, building.uuid, site.uuid";
    shape_once!();

    fn uuid(&self) -> Uuid {
        self.id.0
    }

    fn links(&self, conn: &Connection, ids: &mut dyn RowIds) -> Result<Vec<Value>> {
        let person = ids.row_of(conn, RecordKind::Person, self.person.0)?;
        let [room, building, site] = place_ids(conn, ids, &self.place)?;
        let household = self.household.map(|id| ids.row_of(conn, RecordKind::Household, id.0)).transpose()?;
        Ok(vec![Value::Integer(person), household.map_or(Value::Null, Value::Integer), room, building, site])
    }

    fn check_fixed(&self, after: &Self) -> Result<()> {
        if self.person == after.person { Ok(()) } else { Err(StoreError::FixedField("person")) }
    }

    fn read(cells: &mut Cells<'_>) -> Result<Self> {
        Ok(Self {
            id: StayId(cells.uuid()?),
            person: PersonId(cells.uuid()?),
            household: cells.opt_uuid()?,
            place: place_from(cells)?,
            raw_address: cells.text()?,
            role: cells.field()?,
            stated_class: cells.field()?,
            class_reason: cells.opt_text()?,
            relation: cells.opt_text()?,
            relation_code: cells.field()?,
            household_no: cells.opt_text()?,
            residence_mismatch: cells.flag()?,
            residence_match: cells.field()?,
            residence_match_reason: cells.opt_text()?,
            actual_residence: cells.opt_text()?,
            grid: cells.opt_text()?,
            inflow_reason: cells.field()?,
            dwelling_kind: cells.field()?,
            relation_to_owner: cells.field()?,
            permit_kind: cells.field()?,
            permit_no: cells.opt_text()?,
            permit_from: cells.field()?,
            permit_until: cells.field()?,
            intended_until: cells.field()?,
            coming_purpose: cells.field()?,
            arrived_on: cells.field()?,
            departs_on: cells.field()?,
            registered_on: cells.field()?,
            verified_on: cells.field()?,
            from: cells.field()?,
            to: cells.field()?,
            end_reason: cells.field()?,
            moved_to: cells.opt_text()?,
        })
    }

    fn effects(
        conn: &Connection,
        row: i64,
        before: Option<&Self>,
        after: Option<&Self>,
        out: &mut Effects,
    ) -> Result<()> {
        out.count("stays", before.is_some(), after.is_some());
        let (was, is) = (before.filter(|s| s.is_open()), after.filter(|s| s.is_open()));
        out.count("stays_open", was.is_some(), is.is_some());
        for (stay, by) in [(was, -1), (is, 1)] {
            let Some(stay) = stay else { continue };
            out.add(&class_counter(stay), by);
            if let Some(building) = out.place_building(conn, &stay.place)? {
                out.residents(building, by);
            }
        }
        if was.is_some() != is.is_some()
            && let Some(stay) = is.or(was)
        {
            out.resident_maybe(conn, stay, is.is_some())?;
        }
        out.touch(RecordKind::Stay, row);
        for stay in [before, after].into_iter().flatten() {
            out.touch_id(conn, RecordKind::Person, stay.person.0)?;
            out.touch_place(conn, &stay.place)?;
        }
        Ok(())
    }

    fn column_values(
        conn: &Connection,
        ids: &mut dyn RowIds,
        field: &'static str,
        text: Option<&str>,
    ) -> Result<Vec<(&'static str, Value)>> {
        if field == "household" {
            return Ok(vec![(field, linked_row(conn, ids, RecordKind::Household, text)?)]);
        }
        place_columns(conn, ids, field, text)
    }
}

/// The counter of open stays by stated class.
pub(crate) fn class_counter(stay: &Stay) -> String {
    class_name(stay.stated_class.map(|class| class.to_string()).as_deref())
}

/// The counter of a stated class as it is stored.
pub(crate) fn class_name(stated: Option<&str>) -> String {
    format!("class:{}", stated.unwrap_or("unstated"))
}

/// A changed place is three changed columns.
pub(crate) fn place_columns(
    conn: &Connection,
    ids: &mut dyn RowIds,
    field: &'static str,
    text: Option<&str>,
) -> Result<Vec<(&'static str, Value)>> {
    if field != "place" {
        return Ok(vec![(field, text.map_or(Value::Null, |t| Value::Text(t.to_owned())))]);
    }
    let place: Place = text.unwrap_or("unmatched").parse().map_err(|_| StoreError::Damaged("place".to_owned()))?;
    let [room, building, site] = place_ids(conn, ids, &place)?;
    Ok(vec![("room", room), ("building", building), ("site", site)])
}
