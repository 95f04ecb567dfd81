//! Streaming exports, in the order of their content and not of their making: after an undo they are what they were
//! before, byte for byte.

use super::Reader;
use super::lists::{BRIEF, OrganisationListing, PLACE, PLACE_JOIN, StayListing, read_brief, read_place, select_with};
use crate::connection::Ready;
use crate::error::{Result, StoreError};
use crate::table::{Cells, Record, Table, stream, table_of};
use louce_domain::organisation::{Organisation, Presence};
use louce_domain::person::Person;
use louce_domain::space::{Building, Room, Site};
use louce_domain::stay::Stay;

/// The order of stays within a building, a site or nowhere.
const STAY_ORDER: &str = "ORDER BY length(room.unit), room.unit, length(room.number), room.number, room.sub_room,
    stay.raw_address, person.name, person.citizen_id, stay.\"from\", stay.\"to\", stay.id";

impl Reader<'_> {
    /// Every record of a kind, in the order of making: whoever lists them orders them by what they say.
    pub fn for_each_record<R: Record, E: From<StoreError>>(
        &self,
        each: impl FnMut(R) -> Result<(), E>,
    ) -> Result<(), E> {
        stream(self.conn, &format!("ORDER BY {}.id", table_of(R::KIND)), each)
    }

    /// Every site.
    pub fn for_each_site<E: From<StoreError>>(&self, each: impl FnMut(Site) -> Result<(), E>) -> Result<(), E> {
        stream(self.conn, "ORDER BY site.name, site.id", each)
    }

    /// Every building, by site and name.
    pub fn for_each_building<E: From<StoreError>>(&self, each: impl FnMut(Building) -> Result<(), E>) -> Result<(), E> {
        let order =
            "ORDER BY site.name, building.name, building.street, building.door_no, building.address, building.id";
        stream(self.conn, order, each)
    }

    /// Every room, by building, unit and number.
    pub fn for_each_room<E: From<StoreError>>(&self, mut each: impl FnMut(Room) -> Result<(), E>) -> Result<(), E> {
        for building in self.building_rows()? {
            let order = format!(
                "WHERE room.building = {building} ORDER BY length(room.unit), room.unit, room.floor, length(room.number),
                        room.number, room.sub_room, room.id"
            );
            stream(self.conn, &order, &mut each)?;
        }
        Ok(())
    }

    /// Every person, by name and birth date.
    pub fn for_each_person<E: From<StoreError>>(&self, each: impl FnMut(Person) -> Result<(), E>) -> Result<(), E> {
        stream(self.conn, "ORDER BY person.name, person.birth_date, person.id", each)
    }

    /// Every organisation, by name.
    pub fn for_each_organisation<E: From<StoreError>>(
        &self,
        each: impl FnMut(Organisation) -> Result<(), E>,
    ) -> Result<(), E> {
        stream(self.conn, "ORDER BY organisation.name, organisation.id", each)
    }

    /// Every stay with the person and the names of its place, by place: buildings, then sites, then unmatched.
    pub fn for_each_stay<E: From<StoreError>>(
        &self,
        mut each: impl FnMut(StayListing) -> Result<(), E>,
    ) -> Result<(), E> {
        for building in self.building_rows()? {
            self.stays_where(&format!("stay.building = {building}"), &mut each)?;
        }
        for site in self.rows("SELECT id FROM site ORDER BY name, id")? {
            self.stays_where(&format!("stay.site = {site}"), &mut each)?;
        }
        self.stays_where("stay.building IS NULL AND stay.site IS NULL", &mut each)
    }

    /// Every presence with its organisation and the names of its place, by name of the organisation.
    pub fn for_each_presence<E: From<StoreError>>(
        &self,
        mut each: impl FnMut(OrganisationListing) -> Result<(), E>,
    ) -> Result<(), E> {
        let select = select_with::<Presence>(PLACE);
        let sql = format!(
            "{select} {PLACE_JOIN} ORDER BY organisation.name, organisation.id, presence.role, presence.raw_address,
                      presence.id"
        );
        let mut statement = self.conn.prepare(&sql).map_err(StoreError::from)?;
        let mut rows = statement.query([]).map_err(StoreError::from)?;
        while let Some(row) = rows.next().map_err(StoreError::from)? {
            let mut cells = Cells::of(row);
            cells.integer()?;
            let presence = Presence::read(&mut cells)?;
            let organisation = self.organisation(presence.organisation)?;
            each(OrganisationListing { organisation, place: read_place(&mut cells)?, presence })?;
        }
        Ok(())
    }

    fn stays_where<E: From<StoreError>>(
        &self,
        condition: &str,
        each: &mut impl FnMut(StayListing) -> Result<(), E>,
    ) -> Result<(), E> {
        let select = select_with::<Stay>(&format!("{BRIEF}, {PLACE}"));
        let sql = format!("{select} {PLACE_JOIN} WHERE {condition} {STAY_ORDER}");
        let mut statement = self.conn.prepare(&sql).map_err(StoreError::from)?;
        let mut rows = statement.query([]).map_err(StoreError::from)?;
        while let Some(row) = rows.next().map_err(StoreError::from)? {
            let mut cells = Cells::of(row);
            cells.integer()?;
            let stay = Stay::read(&mut cells)?;
            each(StayListing { stay, person: read_brief(&mut cells)?, place: read_place(&mut cells)? })?;
        }
        Ok(())
    }

    /// Buildings in the order of their names.
    fn building_rows(&self) -> Result<Vec<i64>> {
        self.rows(
            "SELECT building.id FROM building LEFT JOIN site ON site.id = building.site
             ORDER BY site.name, building.name, street, door_no, address, building.id",
        )
    }

    fn rows(&self, sql: &str) -> Result<Vec<i64>> {
        let mut statement = self.conn.ready(sql)?;
        Ok(statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
    }
}
