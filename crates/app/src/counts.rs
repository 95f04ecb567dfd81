//! The base numbers (基础数据), from the counters that every write keeps in step.

use crate::asking::{Asking, stored};
use crate::permission::Operation;
use louce_domain::space::RoomState;
use louce_store::{Counters, Reader, StoreError};
use louce_wire::{BaseCounts, RoomStateCounts, RpcError};

/// The base numbers of the register.
///
/// # Errors
/// When the role does not allow it, or the register cannot be read.
pub fn counts(asking: Asking<'_>) -> Result<BaseCounts, RpcError> {
    let permit = asking.permit(Operation::ViewSpaces)?;
    permit.look(|reader| base_counts(reader).map_err(stored))
}

fn figure(counters: &Counters, name: &str) -> u32 {
    u32::try_from(counters.get(name).max(0)).unwrap_or(u32::MAX)
}

/// The base numbers as a reader sees them.
///
/// # Errors
/// When the register cannot be read.
pub fn base_counts(reader: &Reader<'_>) -> Result<BaseCounts, StoreError> {
    let counters = &reader.counters()?;
    let in_state = |state: RoomState| figure(counters, &format!("rooms:{}", state.code()));
    Ok(BaseCounts {
        sites: figure(counters, "sites"),
        buildings: figure(counters, "buildings"),
        rooms: figure(counters, "rooms_live"),
        room_states: RoomStateCounts {
            owner_occupied: in_state(RoomState::OwnerOccupied),
            r#let: in_state(RoomState::Let),
            vacant: in_state(RoomState::Vacant),
            business: in_state(RoomState::Business),
            unknown: in_state(RoomState::Unknown),
        },
        persons: figure(counters, "persons"),
        open_stays: figure(counters, "stays_open"),
        unmatched_stays: reader.unmatched_open_stays()?,
        organisations: figure(counters, "organisations"),
    })
}
