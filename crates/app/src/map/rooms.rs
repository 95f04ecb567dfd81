//! The colours of an opened building's rooms: the digits of the map, each with its room.

use super::town::Town;
use super::{classes_of, moment};
use crate::asking::{Asking, stored};
use crate::ids;
use crate::permission::Operation;
use louce_domain::change::RecordRef;
use louce_domain::field::RecordKind;
use louce_domain::id::BuildingId;
use louce_store::{MapDoor, MapScope};
use louce_wire::{ColourMode, RoomColour, RoomColours, RpcError};

/// The class of every room of a building that has one; audited, as its page is.
///
/// # Errors
/// When the role does not allow it, the building is not there, or the day is no date.
pub fn room_colours(
    asking: Asking<'_>,
    building: &str,
    of: ColourMode,
    as_of: Option<&str>,
) -> Result<RoomColours, RpcError> {
    let permit = asking.permit(Operation::ViewSpaces)?;
    let id: BuildingId = ids::read(building)?;
    let moments = moment(asking, of, as_of)?;
    permit.look_audited(|reader, seen| {
        seen.record(RecordRef { kind: RecordKind::Building, id: id.0 });
        reader.building(id).map_err(stored)?;
        let town = Town::read(reader, MapScope::Building(id), moments.since())?;
        let classes = classes_of(reader, of, &town, &moments)?;
        let colour = |(at, door): (usize, &MapDoor)| {
            classes.at(at, 0).map(|class| RoomColour { id: door.id.to_string(), class })
        };
        let rooms = town.doors.iter().enumerate().filter_map(colour).collect();
        Ok(RoomColours { building: id.to_string(), mode: of, rooms })
    })
}
