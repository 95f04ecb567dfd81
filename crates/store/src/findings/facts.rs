//! What the rules need beside a record, read with it in one statement.

use crate::connection::Ready;
use crate::error::Result;
use crate::table::{Cells, Table};
use louce_domain::care::{CareNote, Protection};
use louce_domain::document::Document;
use louce_domain::employment::Employment;
use louce_domain::field::FieldValue;
use louce_domain::finding::{
    self, AddressAt, BuildingFacts, EmploymentFacts, Finding, OrganisationFacts, PersonFacts, RoomFacts, StayFacts,
    TenancyFacts, is_floating_tenant,
};
use louce_domain::grid::Grid;
use louce_domain::household::Household;
use louce_domain::inspection::Inspection;
use louce_domain::organisation::{Organisation, Presence};
use louce_domain::person::Person;
use louce_domain::space::{Building, Room, RoomState};
use louce_domain::space_address::SpaceAddress;
use louce_domain::stay::Stay;
use louce_domain::tenancy::Tenancy;
use louce_domain::visit::Visit;
use rusqlite::Connection;
use std::sync::LazyLock;
use uuid::Uuid;

/// A record that has rules.
pub(super) trait Judged: Table {
    /// The police area, as an expression.
    const AREA: &'static str;
    /// Further columns, each after a comma.
    const BESIDE: &'static str = "";

    /// What the rules find. `cells` stands before the further columns.
    fn judge(&self, conn: &Connection, row: i64, cells: &mut Cells<'_>) -> Result<Vec<Finding>>;
}

/// Records whose rules need nothing beside them.
macro_rules! judged_alone {
    ($($record:ident by $rule:ident, $area:literal;)+) => {$(
        impl Judged for $record {
            const AREA: &'static str = $area;

            fn judge(&self, _: &Connection, _: i64, _: &mut Cells<'_>) -> Result<Vec<Finding>> {
                Ok(finding::$rule(self))
            }
        }
    )+};
}

judged_alone! {
    Presence by presence, "organisation.area";
    SpaceAddress by space_address, "coalesce((SELECT area FROM building WHERE id = space_address.building),
        (SELECT area FROM site WHERE id = space_address.site))";
    Grid by grid, "grid.area";
    Document by document, "(SELECT area FROM person WHERE id = document.person)";
    Household by household, "household.area";
    Inspection by inspection, "inspection.area";
    Visit by visit, "visit.area";
    CareNote by care_note, "(SELECT area FROM person WHERE id = care_note.person)";
    Protection by protection, "(SELECT area FROM person WHERE id = protection.person)";
}

impl Judged for Person {
    const AREA: &'static str = "person.area";
    const BESIDE: &'static str = ", EXISTS (SELECT 1 FROM stay WHERE stay.person = person.id) AND NOT EXISTS (
            SELECT 1 FROM stay WHERE stay.person = person.id AND stay.\"to\" IS NULL AND stay.end_reason IS NULL),
        EXISTS (SELECT 1 FROM document WHERE document.person = person.id AND document.\"to\" IS NULL)";

    fn judge(&self, _: &Connection, _: i64, cells: &mut Cells<'_>) -> Result<Vec<Finding>> {
        let (gone, has_document) = (cells.integer()? != 0, cells.integer()? != 0);
        Ok(finding::person(&PersonFacts { person: self, gone, has_document }))
    }
}

impl Judged for Stay {
    const AREA: &'static str = "person.area";
    const BESIDE: &'static str = ", (SELECT count(*) FROM stay other WHERE other.person = stay.person
            AND other.id <> stay.id AND other.role = 'main' AND other.\"to\" IS NULL AND other.end_reason IS NULL),
        room.valid_to IS NULL AND room.end_reason IS NULL";

    fn judge(&self, _: &Connection, _: i64, cells: &mut Cells<'_>) -> Result<Vec<Finding>> {
        let other_main_stays = cells.number()?.unwrap_or(0);
        let room_live = cells.integer()? != 0;
        Ok(finding::stay(&StayFacts { stay: self, other_main_stays, room_live }))
    }
}

impl Judged for Building {
    const AREA: &'static str = "building.area";
    const BESIDE: &'static str = ", (SELECT count(*) FROM room WHERE room.building = building.id
        AND room.kind = 'dwelling' AND room.sub_room IS NULL AND room.valid_to IS NULL AND room.end_reason IS NULL)";

    fn judge(&self, _: &Connection, _: i64, cells: &mut Cells<'_>) -> Result<Vec<Finding>> {
        let dwellings = cells.number()?.unwrap_or(0);
        Ok(finding::building(&BuildingFacts { building: self, dwellings }))
    }
}

impl Judged for Room {
    const AREA: &'static str = "building.area";
    const BESIDE: &'static str =
        ", coalesce((SELECT division_code FROM site WHERE id = building.site), building.division_code)";

    fn judge(&self, conn: &Connection, row: i64, cells: &mut Cells<'_>) -> Result<Vec<Finding>> {
        let division = cells.opt_text()?;
        let floating_tenants = match self.state {
            RoomState::Let => 0,
            _ => floating_tenants(conn, row, division.as_deref())?,
        };
        Ok(finding::room(&RoomFacts { room: self, floating_tenants }))
    }
}

fn floating_tenants(conn: &Connection, room: i64, division: Option<&str>) -> Result<u32> {
    static SQL: LazyLock<String> = LazyLock::new(|| {
        let open = "WHERE stay.room = ?1 AND stay.\"to\" IS NULL AND stay.end_reason IS NULL";
        format!("SELECT {}, person.hukou_division FROM {} {open}", Stay::shape().columns, Stay::FROM)
    });
    let mut statement = conn.ready(&SQL)?;
    let mut rows = statement.query([room])?;
    let mut count = 0;
    while let Some(row) = rows.next()? {
        let mut cells = Cells::of(row);
        cells.integer()?;
        let stay = Stay::read(&mut cells)?;
        count += u32::from(is_floating_tenant(&stay, cells.opt_text()?.as_deref(), division));
    }
    Ok(count)
}

impl Judged for Organisation {
    const AREA: &'static str = "organisation.area";

    fn judge(&self, conn: &Connection, row: i64, _: &mut Cells<'_>) -> Result<Vec<Finding>> {
        let sql = "SELECT presence.role, building.uuid, presence.raw_address
                   FROM presence LEFT JOIN building ON building.id = presence.building
                   WHERE presence.organisation = ?1 AND presence.\"to\" IS NULL ORDER BY presence.id";
        let mut statement = conn.ready(sql)?;
        let mut rows = statement.query([row])?;
        let mut addresses = Vec::new();
        while let Some(row) = rows.next()? {
            let mut cells = Cells::of(row);
            let (role, building) = (cells.field()?, cells.opt_uuid::<Uuid>()?);
            addresses.push(AddressAt { role, building, raw_address: cells.text()? });
        }
        Ok(finding::organisation(&OrganisationFacts { organisation: self, addresses: &addresses }))
    }
}

impl Judged for Tenancy {
    const AREA: &'static str = "tenancy.area";
    const BESIDE: &'static str = ", EXISTS (SELECT 1 FROM person WHERE person.id = tenancy.landlord_person
            AND person.citizen_id IS NOT NULL),
        (SELECT max(inspection.\"on\") FROM inspection WHERE inspection.tenancy = tenancy.id)";

    fn judge(&self, _: &Connection, _: i64, cells: &mut Cells<'_>) -> Result<Vec<Finding>> {
        let landlord_has_id = cells.integer()? != 0;
        let last = cells.opt_text()?;
        let last_inspection = FieldValue::from_field(last.as_deref())?;
        Ok(finding::tenancy(&TenancyFacts { tenancy: self, landlord_has_id, last_inspection }))
    }
}

impl Judged for Employment {
    const AREA: &'static str = "(SELECT area FROM organisation WHERE id = employment.organisation)";
    const BESIDE: &'static str = ", EXISTS (SELECT 1 FROM stay WHERE stay.person = employment.person
        AND stay.\"to\" IS NULL AND stay.end_reason IS NULL)";

    fn judge(&self, _: &Connection, _: i64, cells: &mut Cells<'_>) -> Result<Vec<Finding>> {
        let has_open_stay = cells.integer()? != 0;
        Ok(finding::employment(&EmploymentFacts { employment: self, has_open_stay }))
    }
}
