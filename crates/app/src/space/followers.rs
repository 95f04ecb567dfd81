//! What names a room without being in it: addresses and the homes that employees state. They follow where that is sure.

use super::open_records::{Before, room_of};
use crate::asking::stored;
use crate::writing::Writing;
use louce_domain::employment::Employment;
use louce_domain::id::{PersonId, RoomId, SpaceAddressId};
use louce_domain::room_plan::change::SettledPlan;
use louce_domain::space::Place;
use louce_domain::space_address::{AddressRole, SpaceAddress};
use louce_store::Reader;
use louce_wire::RpcError;
use std::collections::HashMap;

/// Open addresses and employments that name a room of the building.
pub struct Followers {
    addresses: Vec<SpaceAddress>,
    employments: Vec<Employment>,
}

/// Where the name of a room that ends leads to.
enum Heir {
    /// Another room is known by it as well.
    Alias(RoomId),
    /// A new room bears the same number.
    Namesake(RoomId),
    /// Nothing bears it.
    None,
}

impl Followers {
    /// Reads them.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub fn read(reader: &Reader<'_>, before: &Before) -> Result<Self, RpcError> {
        let mut addresses: Vec<SpaceAddress> = reader.records_in_building(before.building.id).map_err(stored)?;
        addresses.retain(|address| address.to.is_none() && room_of(address.place).is_some());
        let mut employments: Vec<Employment> = reader.records_in_building(before.building.id).map_err(stored)?;
        employments.retain(|employment| employment.to.is_none() && room_of(employment.place).is_some());
        Ok(Self { addresses, employments })
    }

    /// Lets them follow a plan that is carried out.
    ///
    /// # Errors
    /// When the register cannot be written.
    pub fn follow(&self, writing: &mut Writing<'_, '_>, before: &Before, plan: &SettledPlan) -> Result<(), RpcError> {
        let homes = homes(before, plan);
        for end in &plan.ended {
            let heir = heir(before, plan, end.room);
            for address in self.addresses.iter().filter(|address| room_of(address.place) == Some(end.room)) {
                hand_down(writing, before, address, &heir)?;
            }
            let stated = self.employments.iter().filter(|employment| room_of(employment.place) == Some(end.room));
            for employment in stated {
                let own = employment.person.and_then(|person| homes.get(&person).copied());
                let place = match (own, &heir) {
                    (Some(room), _) => Place::Room(room),
                    (None, Heir::Alias(room)) => Place::Room(*room),
                    // Into which of the rooms nobody said: as exact as known is the building.
                    _ => Place::Building(before.building.id),
                };
                let mut after = employment.clone();
                after.place = place;
                writing.amend(employment, &after)?;
            }
        }
        Ok(())
    }
}

/// The rooms that persons are carried to.
fn homes(before: &Before, plan: &SettledPlan) -> HashMap<PersonId, RoomId> {
    let person = |record: uuid::Uuid| before.stays.iter().find(|stay| stay.id.0 == record).map(|stay| stay.person);
    plan.moves.iter().filter_map(|step| Some((person(step.record.id)?, step.to))).collect()
}

fn heir(before: &Before, plan: &SettledPlan, ended: RoomId) -> Heir {
    let mut heirs = plan.successions.iter().filter(|step| step.from_room == ended).map(|step| step.to_room);
    match (heirs.next(), heirs.next()) {
        (Some(only), None) => Heir::Alias(only),
        _ => {
            let old = before.room(ended);
            let is_namesake = |room: &&louce_domain::space::Room| {
                old.is_some_and(|old| old.number == room.number && old.sub_room == room.sub_room)
            };
            plan.created.iter().find(is_namesake).map_or(Heir::None, |room| Heir::Namesake(room.id))
        }
    }
}

/// An address ends with its room; where another is known by it, it goes on there.
fn hand_down(
    writing: &mut Writing<'_, '_>,
    before: &Before,
    address: &SpaceAddress,
    heir: &Heir,
) -> Result<(), RpcError> {
    writing.amend(address, &SpaceAddress { to: Some(before.on), ..address.clone() })?;
    let (room, role) = match heir {
        Heir::Alias(room) => (*room, AddressRole::Alias),
        Heir::Namesake(room) => (*room, address.role),
        Heir::None => return Ok(()),
    };
    let id: SpaceAddressId = writing.mint();
    writing.create(&SpaceAddress { id, place: Place::Room(room), role, from: Some(before.on), ..address.clone() })
}
