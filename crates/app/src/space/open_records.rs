//! A building as it stands before a change: its rooms, and every record that is open in one of them.

use crate::asking::stored;
use louce_domain::change::RecordRef;
use louce_domain::date::PartialDate;
use louce_domain::field::RecordKind;
use louce_domain::household::Household;
use louce_domain::id::{BuildingId, RoomId};
use louce_domain::organisation::Presence;
use louce_domain::room_plan::change::{Inside, Occupant};
use louce_domain::space::{Building, Place, Room};
use louce_domain::stay::Stay;
use louce_domain::tenancy::Tenancy;
use louce_store::Reader;
use louce_wire::RpcError;
use uuid::Uuid;

/// A building before a change.
pub struct Before {
    /// The building.
    pub building: Building,
    /// All its rooms, those no longer in use among them.
    pub rooms: Vec<Room>,
    /// The day of the change.
    pub on: PartialDate,
    /// Open stays in its rooms.
    pub stays: Vec<Stay>,
    /// Open presences in its rooms.
    pub presences: Vec<Presence>,
    /// Open tenancies of its rooms.
    pub tenancies: Vec<Tenancy>,
    /// Households in its rooms.
    pub households: Vec<Household>,
    occupants: Vec<Occupant>,
}

impl Before {
    /// Reads a building.
    ///
    /// # Errors
    /// When it is not there, or the register cannot be read.
    pub fn read(reader: &Reader<'_>, id: BuildingId, on: PartialDate) -> Result<Self, RpcError> {
        let building = reader.building(id).map_err(stored)?;
        let rooms = reader.rooms_of(id).map_err(stored)?;
        let mut stays: Vec<Stay> = reader.records_in_building(id).map_err(stored)?;
        stays.retain(|stay| stay.is_open() && room_of(stay.place).is_some());
        let mut presences: Vec<Presence> = reader.records_in_building(id).map_err(stored)?;
        presences.retain(|presence| presence.to.is_none() && room_of(presence.place).is_some());
        let mut tenancies: Vec<Tenancy> = reader.records_in_building(id).map_err(stored)?;
        tenancies.retain(|tenancy| tenancy.is_open() && room_of(tenancy.place).is_some());
        let mut households: Vec<Household> = reader.records_in_building(id).map_err(stored)?;
        households.retain(|household| household.to.is_none() && room_of(household.place).is_some());
        let mut before = Self { building, rooms, on, stays, presences, tenancies, households, occupants: Vec::new() };
        before.occupants = before.find_occupants();
        Ok(before)
    }

    /// Reads the building of a room.
    ///
    /// # Errors
    /// When the room is not there, or the register cannot be read.
    pub fn around(reader: &Reader<'_>, room: RoomId, on: PartialDate) -> Result<Self, RpcError> {
        let building = reader.room(room).map_err(stored)?.building;
        Self::read(reader, building, on)
    }

    /// What a change is planned upon.
    pub fn inside(&self) -> Inside<'_> {
        Inside { rooms: &self.rooms, occupants: &self.occupants, on: self.on }
    }

    /// Every open record in a room.
    pub fn occupants(&self) -> &[Occupant] {
        &self.occupants
    }

    /// A room of the building.
    pub fn room(&self, id: RoomId) -> Option<&Room> {
        self.rooms.iter().find(|room| room.id == id)
    }

    fn find_occupants(&self) -> Vec<Occupant> {
        let occupant =
            |kind, id: Uuid, place| room_of(place).map(|room| Occupant { record: RecordRef { kind, id }, room });
        let stays = self.stays.iter().filter_map(|stay| occupant(RecordKind::Stay, stay.id.0, stay.place));
        let presences = self.presences.iter().filter_map(|p| occupant(RecordKind::Presence, p.id.0, p.place));
        let tenancies = self.tenancies.iter().filter_map(|t| occupant(RecordKind::Tenancy, t.id.0, t.place));
        let households = self.households.iter().filter_map(|h| occupant(RecordKind::Household, h.id.0, h.place));
        stays.chain(presences).chain(tenancies).chain(households).collect()
    }
}

/// The room of a place that is one.
pub const fn room_of(place: Place) -> Option<RoomId> {
    match place {
        Place::Room(id) => Some(id),
        _ => None,
    }
}
