//! Where buildings stand (楼幢落位): footprints matched to buildings when a map comes, taken from candidates, drawn, moved
//! and put by hand.

pub mod candidates;
pub mod likeness;
pub mod matching;
pub mod outline;
mod overlap;
mod place;
mod release;
mod take;

pub use candidates::candidates;
pub use place::place_building;
pub use take::take_footprint;

use louce_domain::space::Building;
use louce_store::BuildingListing;

/// How a footprint without name or address is called; its number in the map source follows.
pub const UNNAMED: &str = "无名楼 ";

/// Whether a record is a footprint of a map that no building has taken yet: nothing is known of it but what the map says.
pub fn is_unclaimed(listing: &BuildingListing) -> bool {
    let BuildingListing { building, counts, .. } = listing;
    let is_of_map = building.map_id.is_some() || building.name.starts_with(UNNAMED);
    is_of_map
        && building.is_live()
        && building.site.is_none()
        && building.block_spec.is_none()
        && counts.rooms == 0
        && counts.residents == 0
        && counts.organisations == 0
}

/// Whether the place that is said of a building only follows from its footprint.
pub fn stands_in_its_middle(building: &Building) -> bool {
    let stood = building.longitude.zip(building.latitude);
    let middle = outline::middle(&building.footprint);
    stood
        .zip(middle)
        .is_some_and(|((longitude, latitude), [x, y])| (longitude - x).abs().max((latitude - y).abs()) < 1e-6)
}

/// Whether a building looks for a footprint: it has none, or only the place that raising it guessed.
pub fn wants_footprint(building: &Building) -> bool {
    building.is_live() && (building.footprint.is_empty() || (building.map_id.is_none() && !building.hand_placed))
}
