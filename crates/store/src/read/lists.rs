//! What screens and reports list. A person in a list is a [`PersonBrief`]: lists read no ethnicity.

use super::Reader;
use crate::connection::Ready;
use crate::error::Result;
use crate::table::counter::{BuildingCounts, read_building};
use crate::table::{Cells, Table, read_row, select};
use louce_domain::citizen_id::CitizenIdState;
use louce_domain::date::PartialDate;
use louce_domain::id::{BuildingId, PersonId, RoomId, SiteId};
use louce_domain::organisation::{Organisation, Presence};
use louce_domain::sex::Sex;
use louce_domain::space::{Building, Place, Room};
use louce_domain::stay::Stay;

/// A building with its site's name and its figures.
#[derive(Debug, Clone, PartialEq)]
pub struct BuildingListing {
    /// The building.
    pub building: Building,
    /// Name of its site.
    pub site_name: Option<String>,
    /// Its figures.
    pub counts: BuildingCounts,
}

/// A person as lists show one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonBrief {
    /// Identifier.
    pub id: PersonId,
    /// Name.
    pub name: String,
    /// Citizen id.
    pub citizen_id: Option<String>,
    /// What can be said of it.
    pub id_state: CitizenIdState,
    /// Sex.
    pub sex: Sex,
    /// Birth date.
    pub birth_date: Option<PartialDate>,
    /// Phones.
    pub phones: Vec<String>,
    /// Division of the household register (户籍), for the population class.
    pub hukou_division: Option<String>,
    /// Site of the household register.
    pub hukou_site: Option<String>,
    /// Address of the household register.
    pub hukou_address: Option<String>,
    /// Kind of household register, for the population class.
    pub hukou_kind: Option<String>,
    /// Nationality, for the population class.
    pub nationality: Option<String>,
}

/// A stay with the person.
#[derive(Debug, Clone, PartialEq)]
pub struct Resident {
    /// The stay.
    pub stay: Stay,
    /// Who.
    pub person: PersonBrief,
}

/// The names of a place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PlaceNames {
    /// Site.
    pub site: Option<String>,
    /// Building.
    pub building: Option<String>,
    /// Unit.
    pub unit: Option<String>,
    /// Floor.
    pub floor: Option<i16>,
    /// Room number.
    pub room: Option<String>,
    /// Partition.
    pub sub_room: Option<String>,
}

/// A stay with the person and the names of the place.
#[derive(Debug, Clone, PartialEq)]
pub struct StayListing {
    /// The stay.
    pub stay: Stay,
    /// Who.
    pub person: PersonBrief,
    /// Where.
    pub place: PlaceNames,
}

/// An organisation with a presence and the names of the place.
#[derive(Debug, Clone, PartialEq)]
pub struct OrganisationListing {
    /// The organisation.
    pub organisation: Organisation,
    /// The presence.
    pub presence: Presence,
    /// Where.
    pub place: PlaceNames,
}

pub(super) const BRIEF: &str =
    "person.uuid, person.name, person.citizen_id, person.id_state, person.sex, person.birth_date,
    person.phones, person.hukou_division, person.hukou_site, person.hukou_address, person.hukou_kind,
    person.nationality";

/// Names of the place of a stay or presence, from the tables its shape joins; `place_site` is the building's site.
pub(super) const PLACE: &str =
    "coalesce(place_site.name, site.name), building.name, room.unit, room.floor, room.number, room.sub_room";
pub(super) const PLACE_JOIN: &str = "LEFT JOIN site place_site ON place_site.id = building.site";

pub(super) fn read_brief(cells: &mut Cells<'_>) -> Result<PersonBrief> {
    Ok(PersonBrief {
        id: PersonId(cells.uuid()?),
        name: cells.text()?,
        citizen_id: cells.opt_text()?,
        id_state: cells.field()?,
        sex: cells.field()?,
        birth_date: cells.field()?,
        phones: cells.field()?,
        hukou_division: cells.opt_text()?,
        hukou_site: cells.opt_text()?,
        hukou_address: cells.opt_text()?,
        hukou_kind: cells.opt_text()?,
        nationality: cells.opt_text()?,
    })
}

pub(super) fn read_place(cells: &mut Cells<'_>) -> Result<PlaceNames> {
    Ok(PlaceNames {
        site: cells.opt_text()?,
        building: cells.opt_text()?,
        unit: cells.opt_text()?,
        floor: cells.number()?,
        room: cells.opt_text()?,
        sub_room: cells.opt_text()?,
    })
}

/// `SELECT` of a record followed by more columns.
pub(super) fn select_with<R: Table>(more: &str) -> String {
    format!("SELECT {}, {more} FROM {}", R::shape().columns, R::FROM)
}

impl Reader<'_> {
    /// Every building with its figures, by site and name.
    pub fn buildings(&self) -> Result<Vec<BuildingListing>> {
        self.listings("ORDER BY site.name, building.name, building.street, building.door_no, building.id", [])
    }

    /// The buildings of a site with their figures; `None` for those without a site.
    pub fn buildings_listed_of(&self, site: Option<SiteId>) -> Result<Vec<BuildingListing>> {
        let order = "ORDER BY building.name, building.street, building.door_no, building.id";
        match site {
            Some(id) => {
                let rest = format!("WHERE building.site = (SELECT id FROM site WHERE uuid = ?1) {order}");
                self.listings(&rest, [id.0.as_bytes()])
            }
            None => self.listings(&format!("WHERE building.site IS NULL {order}"), []),
        }
    }

    fn listings(&self, rest: &str, params: impl rusqlite::Params) -> Result<Vec<BuildingListing>> {
        let figures = "site.name, c.rooms, c.owner_occupied, c.let, c.vacant, c.business, c.unknown, c.residents,
                       c.organisations";
        let select = select_with::<Building>(figures);
        let sql = format!("{select} LEFT JOIN building_counter c ON c.building = building.id {rest}");
        let mut statement = self.conn.ready(&sql)?;
        let width = statement.column_count();
        let mut rows = statement.query(params)?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let (_, building) = read_row(row)?;
            let counts = read_building(row, width - 8).unwrap_or_default();
            found.push(BuildingListing { building, site_name: row.get(width - 9)?, counts });
        }
        Ok(found)
    }

    /// The rooms of a building, by unit, floor and number.
    pub fn rooms_of(&self, building: BuildingId) -> Result<Vec<Room>> {
        let rest = "WHERE room.building = (SELECT id FROM building WHERE uuid = ?1)
                    ORDER BY length(room.unit), room.unit, room.floor, length(room.number), room.number, room.sub_room,
                             room.id";
        select(self.conn, rest, [building.0.as_bytes()])
    }

    /// The stays of a room with their persons, open ones first, then latest first.
    pub fn stays_of_room(&self, room: RoomId) -> Result<Vec<Resident>> {
        self.stays_at(Place::Room(room))
    }

    /// The stays at exactly this place: a room, a building whose room is unknown, a site, or nowhere matched.
    pub fn stays_at(&self, place: Place) -> Result<Vec<Resident>> {
        let order = "ORDER BY stay.\"to\" IS NOT NULL OR stay.end_reason IS NOT NULL, stay.\"from\" DESC, person.name,
                     stay.id";
        match place {
            Place::Room(id) => {
                let rest = format!("WHERE stay.room = (SELECT id FROM room WHERE uuid = ?1) {order}");
                self.residents(&rest, [id.0.as_bytes()])
            }
            Place::Building(id) => {
                let rest = format!(
                    "WHERE stay.building = (SELECT id FROM building WHERE uuid = ?1) AND stay.room IS NULL {order}"
                );
                self.residents(&rest, [id.0.as_bytes()])
            }
            Place::Site(id) => {
                let rest = format!("WHERE stay.site = (SELECT id FROM site WHERE uuid = ?1) {order}");
                self.residents(&rest, [id.0.as_bytes()])
            }
            Place::Unmatched => {
                let rest = format!("WHERE stay.building IS NULL AND stay.site IS NULL {order}");
                self.residents(&rest, [])
            }
        }
    }

    /// The stays in a building, in its rooms and at the building itself.
    pub fn stays_in_building(&self, id: BuildingId) -> Result<Vec<Resident>> {
        let rest = "WHERE stay.building = (SELECT id FROM building WHERE uuid = ?1)
                    ORDER BY stay.room, stay.\"to\" IS NOT NULL OR stay.end_reason IS NOT NULL, person.name, stay.id";
        self.residents(rest, [id.0.as_bytes()])
    }

    fn residents(&self, rest: &str, params: impl rusqlite::Params) -> Result<Vec<Resident>> {
        let sql = format!("{} {rest}", select_with::<Stay>(BRIEF));
        let mut statement = self.conn.ready(&sql)?;
        let mut rows = statement.query(params)?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let mut cells = Cells::of(row);
            cells.integer()?;
            found.push(Resident { stay: Stay::read(&mut cells)?, person: read_brief(&mut cells)? });
        }
        Ok(found)
    }

    /// Persons by identifier, as lists show them; unknown identifiers are left out.
    pub fn person_briefs(&self, ids: &[PersonId]) -> Result<Vec<PersonBrief>> {
        let mut statement = self.conn.ready(&format!("SELECT {BRIEF} FROM person WHERE uuid = ?1"))?;
        let mut found = Vec::with_capacity(ids.len());
        for id in ids {
            let mut rows = statement.query([id.0.as_bytes()])?;
            if let Some(row) = rows.next()? {
                found.push(read_brief(&mut Cells::of(row))?);
            }
        }
        Ok(found)
    }

    /// The organisations with an open presence at exactly this place.
    pub fn organisations_at(&self, place: Place) -> Result<Vec<(Presence, Organisation)>> {
        let presences = self.presences_at(place)?;
        presences
            .into_iter()
            .map(|p| Ok((self.organisation(p.organisation)?, p)))
            .map(|r: Result<_>| r.map(|(o, p)| (p, o)))
            .collect()
    }
}
