//! The record of a building as a map describes it.

use crate::ground::{is_unclaimed, standing_on, unnamed};
use louce_domain::space::{Building, BuildingUse};
use louce_import::footprints::FootprintFacts;
use louce_store::BuildingListing;

fn building_use(tag: Option<&str>) -> Option<BuildingUse> {
    Some(match tag? {
        "residential" | "apartments" | "house" | "dormitory" | "detached" | "terrace" => BuildingUse::Dwelling,
        "retail" | "commercial" | "hotel" | "supermarket" => BuildingUse::Commercial,
        "office" | "public" | "government" | "civic" => BuildingUse::Office,
        "industrial" | "manufacture" => BuildingUse::Industrial,
        "warehouse" | "storage" => BuildingUse::Storage,
        _ => BuildingUse::Other,
    })
}

/// A footprint's record with what the map says of it. One without a name is called by its address, else by its number in the
/// map source.
pub fn described(blank: Building, facts: &FootprintFacts, map_id: &str) -> Building {
    let address = facts.street.as_ref().zip(facts.house_number.as_ref()).map(|(street, no)| format!("{street}{no}"));
    Building {
        name: facts.name.clone().or_else(|| address.clone()).unwrap_or_else(|| unnamed(map_id)),
        street: facts.street.clone(),
        door_no: facts.house_number.clone(),
        address,
        building_use: building_use(facts.use_tag.as_deref()),
        floors_above: facts.levels.and_then(|levels| i16::try_from(levels).ok()),
        height_m: facts.height_m,
        footprint: facts.shape.ring.clone(),
        footprint_holes: facts.shape.holes.clone(),
        map_id: Some(map_id.to_owned()),
        unclaimed: true,
        ..blank
    }
}

/// A building as it is once a footprint is its own. What people know of it stays; a footprint that somebody drew or moved
/// is not moved back.
pub fn renewed(listing: &BuildingListing, facts: &FootprintFacts, map_id: &str) -> Building {
    let before = &listing.building;
    if is_unclaimed(listing) && !before.hand_placed {
        return described(before.clone(), facts, map_id);
    }
    let found = described(Building::named(before.id, &before.area, ""), facts, map_id);
    if before.hand_placed && !before.footprint.is_empty() {
        let (footprint, footprint_holes) = (before.footprint.clone(), before.footprint_holes.clone());
        return standing_on(before, &Building { footprint, footprint_holes, hand_placed: true, ..found });
    }
    let stands = standing_on(before, &found);
    if before.footprint == found.footprint {
        // It stands where it stood: its place is what it was, said or not.
        return Building { longitude: before.longitude, latitude: before.latitude, ..stands };
    }
    stands
}
