//! The read handle: the same on a reader connection and inside a write.

mod duplicates;
mod export;
mod findings;
mod history;
mod import_profiles;
mod linked;
mod lists;
mod made_by;
mod map;
mod matching;
mod occupancy;
mod office;
mod origins;
mod people;
mod space;
mod verdicts;
mod work;
mod writings;

pub use duplicates::Identity;
pub use lists::{BuildingListing, OrganisationListing, PersonBrief, PlaceNames, Resident, StayListing};
pub use map::{
    BuildingPlate, BuildingRow, MapBuilding, MapDoor, MapRoom, MapScope, OrganisationRow, RoomChecked, RoomFigure,
    RoomRow, RoomSpan, RoomStateBefore, Since,
};
pub use occupancy::Occupied;
pub use office::MismatchListing;
pub use origins::{LedgerKnown, ValueOrigin};
pub use space::PlacedSpan;
pub use work::WrittenBy;
pub use writings::Writing;

use crate::error::Result;
use crate::search::{self, SearchQuery, SearchResult};
use crate::table::counter::{self, BuildingCounts, Counters};
use crate::table::ground::{self, GroundFeature, GroundSource};
use crate::table::user::{self, Area, User};
use crate::table::{Record, get, select, setting};
use louce_domain::field::RecordKind;
use louce_domain::id::{BuildingId, OrganisationId, PersonId, PresenceId, RoomId, SiteId, StayId, UserId};
use louce_domain::organisation::{Organisation, Presence};
use louce_domain::person::Person;
use louce_domain::space::{Building, Place, Room, Site};
use louce_domain::stay::Stay;
use rusqlite::Connection;
use std::collections::BTreeMap;

/// Reads a register.
#[derive(Clone, Copy)]
pub struct Reader<'c> {
    pub(crate) conn: &'c Connection,
}

impl<'c> Reader<'c> {
    pub(crate) const fn new(conn: &'c Connection) -> Self {
        Self { conn }
    }

    /// A record of any kind. Audit what names a person.
    pub fn record<R: Record>(&self, id: uuid::Uuid) -> Result<R> {
        get(self.conn, id).map(|(_, record)| record)
    }

    /// A site.
    pub fn site(&self, id: SiteId) -> Result<Site> {
        get(self.conn, id.0).map(|(_, record)| record)
    }

    /// A building.
    pub fn building(&self, id: BuildingId) -> Result<Building> {
        get(self.conn, id.0).map(|(_, record)| record)
    }

    /// A room.
    pub fn room(&self, id: RoomId) -> Result<Room> {
        get(self.conn, id.0).map(|(_, record)| record)
    }

    /// A person, every field: audit it.
    pub fn person(&self, id: PersonId) -> Result<Person> {
        get(self.conn, id.0).map(|(_, record)| record)
    }

    /// A stay.
    pub fn stay(&self, id: StayId) -> Result<Stay> {
        get(self.conn, id.0).map(|(_, record)| record)
    }

    /// An organisation.
    pub fn organisation(&self, id: OrganisationId) -> Result<Organisation> {
        get(self.conn, id.0).map(|(_, record)| record)
    }

    /// A presence.
    pub fn presence(&self, id: PresenceId) -> Result<Presence> {
        get(self.conn, id.0).map(|(_, record)| record)
    }

    /// The stays of a person, open ones first, then latest first.
    pub fn stays_of_person(&self, id: PersonId) -> Result<Vec<Stay>> {
        let rest = "WHERE stay.person = (SELECT id FROM person WHERE uuid = ?1)
                    ORDER BY stay.\"to\" IS NOT NULL OR stay.end_reason IS NOT NULL, stay.\"from\" DESC, stay.id DESC";
        select(self.conn, rest, [id.0.as_bytes()])
    }

    /// The presences of an organisation, open ones first.
    pub fn presences_of_organisation(&self, id: OrganisationId) -> Result<Vec<Presence>> {
        let rest = "WHERE presence.organisation = (SELECT id FROM organisation WHERE uuid = ?1)
                    ORDER BY presence.\"to\" IS NOT NULL, presence.id";
        select(self.conn, rest, [id.0.as_bytes()])
    }

    /// The presences at exactly this place.
    pub fn presences_at(&self, place: Place) -> Result<Vec<Presence>> {
        let order = "ORDER BY presence.\"to\" IS NOT NULL, presence.id";
        match place {
            Place::Room(id) => {
                let rest = format!("WHERE presence.room = (SELECT id FROM room WHERE uuid = ?1) {order}");
                select(self.conn, &rest, [id.0.as_bytes()])
            }
            Place::Building(id) => {
                let rest = format!(
                    "WHERE presence.building = (SELECT id FROM building WHERE uuid = ?1) AND presence.room IS NULL {order}"
                );
                select(self.conn, &rest, [id.0.as_bytes()])
            }
            Place::Site(id) => {
                let rest = format!("WHERE presence.site = (SELECT id FROM site WHERE uuid = ?1) {order}");
                select(self.conn, &rest, [id.0.as_bytes()])
            }
            Place::Unmatched => {
                let rest = format!("WHERE presence.building IS NULL AND presence.site IS NULL {order}");
                select(self.conn, &rest, [])
            }
        }
    }

    /// Searches.
    pub fn search(&self, query: &SearchQuery) -> Result<SearchResult> {
        search::search(self.conn, query)
    }

    /// Every search entry with the text it is found by: what a plain scan would read. Slow, for tests of the search.
    pub fn search_texts(&self) -> Result<Vec<(RecordKind, uuid::Uuid, String)>> {
        search::texts(self.conn)
    }

    /// The figures of the register, from counters.
    pub fn counters(&self) -> Result<Counters> {
        counter::all(self.conn)
    }

    /// Bytes that each table and index takes in the file, largest first. Walks the file: slow.
    pub fn sizes(&self) -> Result<Vec<(String, u64)>> {
        let sql = "SELECT name, sum(pgsize) FROM dbstat GROUP BY name ORDER BY 2 DESC";
        let mut statement = self.conn.prepare(sql)?;
        Ok(statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?)
    }

    /// The figures of a building, from counters.
    pub fn building_counts(&self, id: BuildingId) -> Result<BuildingCounts> {
        counter::of_building(self.conn, id)
    }

    /// The figures counted anew from the rows: slow, for `verify` and tests.
    pub fn recount(&self) -> Result<Counters> {
        counter::recount(self.conn)
    }

    /// The figures of every building, from counters.
    pub fn all_building_counts(&self) -> Result<BTreeMap<uuid::Uuid, BuildingCounts>> {
        counter::buildings(self.conn)
    }

    /// The figures of every building counted anew from the rows: slow, for `verify` and tests.
    pub fn recount_buildings(&self) -> Result<BTreeMap<uuid::Uuid, BuildingCounts>> {
        counter::recount_buildings(self.conn)
    }

    /// Every user, by name.
    pub fn users(&self) -> Result<Vec<User>> {
        user::all(self.conn)
    }

    /// A user.
    pub fn user(&self, id: UserId) -> Result<Option<User>> {
        user::get(self.conn, id)
    }

    /// Every police area.
    pub fn areas(&self) -> Result<Vec<Area>> {
        user::areas(self.conn)
    }

    /// A setting (JSON).
    pub fn setting(&self, key: &str) -> Result<Option<String>> {
        setting::get(self.conn, key)
    }

    /// Roads, water, greenery and outlines of sites.
    pub fn ground(&self) -> Result<Vec<GroundFeature>> {
        ground::all(self.conn)
    }

    /// What the map file of a name brought, as far as it is shown.
    pub fn ground_of(&self, source: &str) -> Result<Vec<GroundFeature>> {
        ground::of_source(self.conn, source)
    }

    /// The map files that the ground and the footprints come from.
    pub fn ground_sources(&self) -> Result<Vec<GroundSource>> {
        ground::sources(self.conn)
    }
}

#[cfg(test)]
mod plans;
