//! The buildings of the map, or one of them, and their rooms.

use crate::asking::stored;
use louce_store::{MapBuilding, MapRoom, MapScope, Reader, RoomRow, Since};
use louce_wire::RpcError;
use std::collections::HashMap;

/// Buildings with their rooms.
pub(super) struct Town {
    /// What of the register it is.
    pub(super) scope: MapScope,
    /// The buildings, in the order of the list of buildings.
    pub(super) houses: Vec<House>,
    /// Every room, by row number.
    pub(super) rooms: Vec<MapRoom>,
}

/// A building of it.
pub(super) struct House {
    /// The building.
    pub(super) building: MapBuilding,
    /// Where its rooms are among those of the town.
    pub(super) rooms: Vec<usize>,
}

impl Town {
    /// Reads it.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub(super) fn read(reader: &Reader<'_>, scope: MapScope, since: Since) -> Result<Self, RpcError> {
        let buildings = reader.map_buildings(scope).map_err(stored)?;
        let rooms = reader.map_rooms(scope, since).map_err(stored)?;
        let mut houses: Vec<House> =
            buildings.into_iter().map(|building| House { building, rooms: Vec::new() }).collect();
        let by_row: HashMap<_, _> = houses.iter().enumerate().map(|(at, house)| (house.building.row, at)).collect();
        for (at, room) in rooms.iter().enumerate() {
            let house = by_row.get(&room.building).and_then(|house| houses.get_mut(*house));
            house.into_iter().for_each(|house| house.rooms.push(at));
        }
        Ok(Self { scope, houses, rooms })
    }

    /// Where a room is among its rooms.
    pub(super) fn room_at(&self, row: RoomRow) -> Option<usize> {
        self.rooms.binary_search_by_key(&row, |room| room.row).ok()
    }
}
