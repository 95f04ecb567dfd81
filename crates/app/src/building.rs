//! The building page (楼幢): block view and building table.

use crate::asking::{Asking, stored};
use crate::block::{Occupancy, block, count_states};
use crate::permission::Operation;
use crate::plane::LocalPlane;
use crate::{ids, rows};
use louce_domain::change::RecordRef;
use louce_domain::field::RecordKind;
use louce_domain::id::{BuildingId, RoomId};
use louce_domain::space::Place;
use louce_store::{Occupied, Reader};
use louce_wire::{BuildingView, RpcError};
use std::collections::HashMap;

/// A building with its floors and rooms. It names the block leader (楼栋长), so the look is audited.
///
/// # Errors
/// When the role does not allow it, or the building is not there.
pub fn building(asking: Asking<'_>, id: &str, as_of: Option<&str>) -> Result<BuildingView, RpcError> {
    let permit = asking.permit(Operation::ViewSpaces)?;
    let id: BuildingId = ids::read(id)?;
    permit.look_audited(|reader, seen| {
        seen.record(RecordRef { kind: RecordKind::Building, id: id.0 });
        view(reader, id, as_of)
    })
}

fn view(reader: &Reader<'_>, id: BuildingId, as_of: Option<&str>) -> Result<BuildingView, RpcError> {
    let building = reader.building(id).map_err(stored)?;
    let site = building.site.map(|site| reader.site(site)).transpose().map_err(stored)?;
    let site_name = site.as_ref().map(|site| site.name.clone());
    let rooms = reader.rooms_of(id).map_err(stored)?;
    let (occupancy, residents_without_room) = occupancy(reader, id)?;
    let counts = reader.building_counts(id).map_err(stored)?;
    let in_building = reader.organisations_at(Place::Building(id)).map_err(stored)?;
    let mut block = block(&building, &rooms, &occupancy);
    if building.footprint.len() >= 3 {
        block.footprint = Some(LocalPlane::around(building.footprint.iter()).project_all(&building.footprint));
    }
    Ok(BuildingView {
        id: id.to_string(),
        title: building.title(site_name.as_deref()),
        site: building.site.map(|site| site.to_string()),
        site_name,
        address: building.address.clone(),
        fields: rows::field_rows(&building),
        block,
        room_states: count_states(rooms.iter()),
        residents: counts.residents,
        residents_without_room,
        organisations: in_building
            .iter()
            .map(|(presence, organisation)| rows::organisation(organisation, presence))
            .collect(),
        as_of: as_of.map(str::to_owned),
        addresses: Vec::new(),
        block_form: None,
        superseded: Vec::new(),
        findings: Vec::new(),
    })
}

/// Open stays and organisations by room, and the open stays whose room is not known.
fn occupancy(reader: &Reader<'_>, id: BuildingId) -> Result<(HashMap<RoomId, Occupancy>, u32), RpcError> {
    let mut by_room: HashMap<RoomId, Occupancy> = HashMap::new();
    let mut roomless = 0;
    for Occupied { place, residents, organisations } in reader.occupancy_of_building(id).map_err(stored)? {
        match place {
            Place::Room(room) => {
                by_room.insert(room, Occupancy { residents, organisations });
            }
            _ => roomless += residents,
        }
    }
    Ok((by_room, roomless))
}
