//! Bulk loaders for matching a ledger against the register.

use super::Reader;
use crate::error::Result;
use crate::table::{Record, find, row_of, select, table_of};
use louce_domain::date::PartialDate;
use louce_domain::field::RecordKind;
use louce_domain::household::Household;
use louce_domain::id::{BuildingId, PersonId, SiteId};
use louce_domain::organisation::Organisation;
use louce_domain::person::Person;
use louce_domain::space::{Building, Room, Site};
use louce_domain::stay::Stay;
use rusqlite::params_from_iter;
use std::iter::repeat_n;

/// Values asked for in one statement.
const CHUNK: usize = 400;

impl Reader<'_> {
    /// Every site, by name.
    pub fn all_sites(&self) -> Result<Vec<Site>> {
        select(self.conn, "ORDER BY site.name, site.id", [])
    }

    /// Sites of a name.
    pub fn sites_named(&self, name: &str) -> Result<Vec<Site>> {
        select(self.conn, "WHERE site.name = ?1 ORDER BY site.id", [name])
    }

    /// The buildings of a site; `None` for those without one.
    pub fn buildings_of_site(&self, site: Option<SiteId>) -> Result<Vec<Building>> {
        let order = "ORDER BY building.name, building.id";
        match site {
            Some(id) => {
                let rest = format!("WHERE building.site = (SELECT id FROM site WHERE uuid = ?1) {order}");
                select(self.conn, &rest, [id.0.as_bytes()])
            }
            None => select(self.conn, &format!("WHERE building.site IS NULL {order}"), []),
        }
    }

    /// The buildings of a site that bear a name.
    pub fn buildings_named(&self, site: SiteId, name: &str) -> Result<Vec<Building>> {
        let rest =
            "WHERE building.site = (SELECT id FROM site WHERE uuid = ?1) AND building.name = ?2 ORDER BY building.id";
        select(self.conn, rest, rusqlite::params![site.0.as_bytes(), name])
    }

    /// The buildings at a street and door number.
    pub fn buildings_at(&self, street: &str, door_no: Option<&str>) -> Result<Vec<Building>> {
        let rest = "WHERE building.street = ?1 AND building.door_no IS ?2 ORDER BY building.id";
        select(self.conn, rest, rusqlite::params![street, door_no])
    }

    /// The rooms of a building with this unit, number and partition.
    pub fn rooms_at(
        &self,
        building: BuildingId,
        unit: Option<&str>,
        number: &str,
        sub_room: Option<&str>,
    ) -> Result<Vec<Room>> {
        let rest = "WHERE room.building = (SELECT id FROM building WHERE uuid = ?1) AND room.unit IS ?2
                      AND room.number = ?3 AND room.sub_room IS ?4 ORDER BY room.id";
        select(self.conn, rest, rusqlite::params![building.0.as_bytes(), unit, number, sub_room])
    }

    /// A person, where there is one.
    pub fn find_person(&self, id: PersonId) -> Result<Option<Person>> {
        Ok(find(self.conn, id.0)?.map(|(_, person)| person))
    }

    /// The persons who have one of these citizen ids.
    pub fn persons_by_citizen_id<S: AsRef<str>>(&self, ids: &[S]) -> Result<Vec<Person>> {
        self.by_values("person.citizen_id", ids)
    }

    /// The persons of a name born on a date; any birth date where none is given.
    pub fn persons_by_name_birth(&self, name: &str, birth: Option<PartialDate>) -> Result<Vec<Person>> {
        match birth {
            Some(birth) => {
                let rest = "WHERE person.name = ?1 AND person.birth_date = ?2 ORDER BY person.id";
                select(self.conn, rest, rusqlite::params![name, birth.to_string()])
            }
            None => select(self.conn, "WHERE person.name = ?1 ORDER BY person.id", [name]),
        }
    }

    /// The persons who bear one of these names.
    pub fn persons_by_name<S: AsRef<str>>(&self, names: &[S]) -> Result<Vec<Person>> {
        self.by_values("person.name", names)
    }

    /// The persons who bear one of these names and have no sound citizen id: whoever has one is told apart by it.
    pub fn persons_by_name_without_sound_id<S: AsRef<str>>(&self, names: &[S]) -> Result<Vec<Person>> {
        self.by_values("person.id_state <> 'ok' AND person.name", names)
    }

    /// The rooms of a building that bear one of these numbers, in any unit.
    pub fn rooms_numbered<S: AsRef<str>>(&self, building: BuildingId, numbers: &[S]) -> Result<Vec<Room>> {
        let Some(row) = row_of(self.conn, RecordKind::Building, building.0)? else { return Ok(Vec::new()) };
        self.by_values(&format!("room.building = {row} AND room.number"), numbers)
    }

    /// The open households (户) with one of these numbers.
    pub fn households_numbered<S: AsRef<str>>(&self, numbers: &[S]) -> Result<Vec<Household>> {
        self.by_values("household.\"to\" IS NULL AND household.number", numbers)
    }

    /// The records of a kind that nobody has matched to a place and whose address is written in one of these ways.
    pub fn records_nowhere_written<R: Record, S: AsRef<str>>(&self, addresses: &[S]) -> Result<Vec<R>> {
        let table = table_of(R::KIND);
        let nowhere = format!("{table}.room IS NULL AND {table}.building IS NULL AND {table}.site IS NULL");
        self.by_values(&format!("{nowhere} AND {table}.raw_address"), addresses)
    }

    /// The organisations with one of these credit codes.
    pub fn organisations_by_credit_code<S: AsRef<str>>(&self, codes: &[S]) -> Result<Vec<Organisation>> {
        self.by_values("organisation.credit_code", codes)
    }

    /// The organisations with one of these names.
    pub fn organisations_by_name<S: AsRef<str>>(&self, names: &[S]) -> Result<Vec<Organisation>> {
        self.by_values("organisation.name", names)
    }

    /// The stays of these persons.
    pub fn stays_of_persons(&self, ids: &[PersonId]) -> Result<Vec<Stay>> {
        let mut found = Vec::new();
        for id in ids {
            found.extend(self.stays_of_person(*id)?);
        }
        Ok(found)
    }

    fn by_values<R: crate::table::Table, S: AsRef<str>>(&self, column: &str, values: &[S]) -> Result<Vec<R>> {
        let mut found = Vec::new();
        for chunk in values.chunks(CHUNK) {
            let marks = repeat_n("?", chunk.len()).collect::<Vec<_>>().join(", ");
            let rest = format!("WHERE {column} IN ({marks}) ORDER BY 1");
            found.extend(select(self.conn, &rest, params_from_iter(chunk.iter().map(AsRef::as_ref)))?);
        }
        Ok(found)
    }
}
