//! Letting a footprint go: its outline stays on the map, as a footprint nobody has taken.

use super::{stands_in_its_middle, unnamed};
use crate::asking::stored;
use crate::writing::Writing;
use louce_domain::space::Building;
use louce_wire::RpcError;

/// Puts the footprint that a building leaves back among those nobody has taken. One that no map knows is only forgotten.
///
/// # Errors
/// When the register cannot be written.
pub fn release(writing: &mut Writing<'_, '_>, leaving: &Building) -> Result<(), RpcError> {
    let Some(map_id) = leaving.map_id.as_deref().filter(|_| leaving.footprint.len() >= 3) else { return Ok(()) };
    let listings = writing.reader().buildings().map_err(stored)?;
    let mut buildings = listings.into_iter().map(|listing| listing.building);
    // A building that was torn down is not what the map brought: only a footprint that was taken comes back.
    let ended = buildings
        .rfind(|building| building.unclaimed && !building.is_live() && building.map_id.as_deref() == Some(map_id));
    if let Some(before) = ended {
        return writing.amend(&before, &Building { valid_to: None, ..before.clone() });
    }
    let nameless = Building {
        footprint: leaving.footprint.clone(),
        footprint_holes: leaving.footprint_holes.clone(),
        map_id: Some(map_id.to_owned()),
        unclaimed: true,
        height_m: leaving.height_m,
        ..Building::named(writing.mint(), &leaving.area, &unnamed(map_id))
    };
    writing.create(&nameless)
}

/// The building without its footprint; a middle that only followed from it goes too.
pub fn without_footprint(building: &Building) -> Building {
    let is_followed = stands_in_its_middle(building);
    Building {
        footprint: Vec::new(),
        footprint_holes: Vec::new(),
        map_id: None,
        hand_placed: false,
        longitude: building.longitude.filter(|_| !is_followed),
        latitude: building.latitude.filter(|_| !is_followed),
        ..building.clone()
    }
}
