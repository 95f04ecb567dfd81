//! How many stay and work in each room of a building: counts only, no person is read.

use super::Reader;
use crate::connection::Ready;
use crate::error::Result;
use louce_domain::id::{BuildingId, RoomId};
use louce_domain::space::Place;
use std::collections::BTreeMap;
use uuid::Uuid;

/// Open stays, presences and tenancies at one place of a building.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Occupied {
    /// A room, or the building itself where the room is not known.
    pub place: Place,
    /// Open stays.
    pub residents: u32,
    /// Organisations with an open presence, each once.
    pub organisations: u32,
    /// Open tenancies.
    pub tenancies: u32,
}

const STAYS: &str = "SELECT room.uuid, count(*) FROM stay LEFT JOIN room ON room.id = stay.room
    WHERE stay.building = (SELECT id FROM building WHERE uuid = ?1) AND stay.\"to\" IS NULL AND stay.end_reason IS NULL
    GROUP BY stay.room";
const PRESENCES: &str =
    "SELECT room.uuid, count(DISTINCT presence.organisation) FROM presence LEFT JOIN room ON room.id = presence.room
    WHERE presence.building = (SELECT id FROM building WHERE uuid = ?1) AND presence.\"to\" IS NULL
    GROUP BY presence.room";
const TENANCIES: &str = "SELECT room.uuid, count(*) FROM tenancy LEFT JOIN room ON room.id = tenancy.room
    WHERE tenancy.building = (SELECT id FROM building WHERE uuid = ?1) AND tenancy.\"to\" IS NULL
         AND tenancy.end_reason IS NULL
    GROUP BY tenancy.room";

impl Reader<'_> {
    /// The occupied places of a building.
    pub fn occupancy_of_building(&self, id: BuildingId) -> Result<Vec<Occupied>> {
        let mut places: BTreeMap<Option<Uuid>, Occupied> = BTreeMap::new();
        let empty = |room: Option<Uuid>| {
            let place = room.map_or(Place::Building(id), |room| Place::Room(RoomId(room)));
            Occupied { place, residents: 0, organisations: 0, tenancies: 0 }
        };
        for (room, count) in self.counted(STAYS, id)? {
            places.entry(room).or_insert_with(|| empty(room)).residents = count;
        }
        for (room, count) in self.counted(PRESENCES, id)? {
            places.entry(room).or_insert_with(|| empty(room)).organisations = count;
        }
        for (room, count) in self.counted(TENANCIES, id)? {
            places.entry(room).or_insert_with(|| empty(room)).tenancies = count;
        }
        Ok(places.into_values().collect())
    }

    /// Open stays whose address led nowhere (未匹配).
    pub fn unmatched_open_stays(&self) -> Result<u32> {
        let sql = "SELECT count(*) FROM stay
            WHERE building IS NULL AND site IS NULL AND \"to\" IS NULL AND end_reason IS NULL";
        Ok(self.conn.prepare_cached(sql)?.query_row([], |row| row.get(0))?)
    }

    fn counted(&self, sql: &str, id: BuildingId) -> Result<Vec<(Option<Uuid>, u32)>> {
        let mut statement = self.conn.ready(sql)?;
        let rows = statement.query_map([id.0.as_bytes()], |row| {
            let room: Option<[u8; 16]> = row.get(0)?;
            Ok((room.map(Uuid::from_bytes), row.get(1)?))
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}
