//! The buildings of the map, or one of them, and their rooms.

use crate::asking::stored;
use louce_store::{MapBuilding, MapDoor, MapRoom, MapScope, Reader, RoomRow, Since};
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
    /// Their doors, in the same order; none where nobody asked for them.
    pub(super) doors: Vec<MapDoor>,
}

/// A building of it.
pub(super) struct House {
    /// The building.
    pub(super) building: MapBuilding,
    /// Where its rooms are among those of the town.
    pub(super) rooms: Vec<usize>,
}

impl Town {
    /// Reads it with the doors of its rooms.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub(super) fn read(reader: &Reader<'_>, scope: MapScope, since: Since) -> Result<Self, RpcError> {
        let (rooms, doors) = reader.map_rooms_with_doors(scope, since).map_err(stored)?;
        Self::of(reader, scope, rooms, doors)
    }

    /// Reads it without doors: which rooms there were and when, not where each stands.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub(super) fn without_doors(reader: &Reader<'_>, scope: MapScope, since: Since) -> Result<Self, RpcError> {
        let rooms = reader.map_rooms(scope, since).map_err(stored)?;
        Self::of(reader, scope, rooms, Vec::new())
    }

    /// Reads its buildings alone.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub(super) fn without_rooms(reader: &Reader<'_>, scope: MapScope) -> Result<Self, RpcError> {
        Self::of(reader, scope, Vec::new(), Vec::new())
    }

    fn of(reader: &Reader<'_>, scope: MapScope, rooms: Vec<MapRoom>, doors: Vec<MapDoor>) -> Result<Self, RpcError> {
        let buildings = reader.map_buildings(scope).map_err(stored)?;
        let mut houses: Vec<House> =
            buildings.into_iter().map(|building| House { building, rooms: Vec::new() }).collect();
        let by_row: HashMap<_, _> = houses.iter().enumerate().map(|(at, house)| (house.building.row, at)).collect();
        for (at, room) in rooms.iter().enumerate() {
            let house = by_row.get(&room.building).and_then(|house| houses.get_mut(*house));
            house.into_iter().for_each(|house| house.rooms.push(at));
        }
        Ok(Self { scope, houses, rooms, doors })
    }

    /// Where a room is among its rooms.
    pub(super) fn room_at(&self, row: RoomRow) -> Option<usize> {
        self.rooms.binary_search_by_key(&row, |room| room.row).ok()
    }
}
