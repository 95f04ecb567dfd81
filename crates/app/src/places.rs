//! Where a place is, in words and in identifiers the window can follow.

use crate::asking::stored;
use louce_domain::id::{BuildingId, RoomId};
use louce_domain::space::Place;
use louce_store::Reader;
use louce_wire::RpcError;

/// A place as shown.
pub struct PlaceShown {
    /// Address of the space; none where nothing is matched.
    pub address: Option<String>,
    /// The building, where known.
    pub building: Option<BuildingId>,
    /// The room, where known.
    pub room: Option<RoomId>,
}

/// Shows a place.
///
/// # Errors
/// When the register cannot be read.
pub fn shown(reader: &Reader<'_>, place: Place) -> Result<PlaceShown, RpcError> {
    match place {
        Place::Room(id) => {
            let room = reader.room(id).map_err(stored)?;
            let title = building_title(reader, room.building)?;
            Ok(PlaceShown { address: Some(room.address(&title)), building: Some(room.building), room: Some(id) })
        }
        Place::Building(id) => {
            Ok(PlaceShown { address: Some(building_title(reader, id)?), building: Some(id), room: None })
        }
        Place::Site(id) => {
            let site = reader.site(id).map_err(stored)?;
            Ok(PlaceShown { address: Some(site.name), building: None, room: None })
        }
        Place::Unmatched => Ok(PlaceShown { address: None, building: None, room: None }),
    }
}

/// A building's label with its site: 望湖家园3幢.
///
/// # Errors
/// When the register cannot be read.
pub fn building_title(reader: &Reader<'_>, id: BuildingId) -> Result<String, RpcError> {
    let building = reader.building(id).map_err(stored)?;
    let site = building.site.map(|site| reader.site(site)).transpose().map_err(stored)?;
    Ok(building.title(site.as_ref().map(|site| site.name.as_str())))
}
