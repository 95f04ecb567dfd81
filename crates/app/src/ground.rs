//! Where buildings stand (楼幢落位): footprints matched to buildings when a map comes, taken from candidates, drawn, moved
//! and put by hand.

pub mod candidates;
pub mod likeness;
pub mod matching;
pub mod outline;
mod overlap;
mod place;
mod release;
mod standing;
mod take;

pub use candidates::candidates;
pub use place::place_building;
pub use standing::{standing_on, stands_in_its_middle};
pub use take::take_footprint;

use louce_domain::space::Building;
use louce_store::BuildingListing;

/// How a footprint without name or address is called; its number in the map source follows.
pub const UNNAMED: &str = "无名楼 ";

/// The name of a footprint without name or address, from its identity in the map source: `osm:way/123` is 无名楼 way/123.
pub fn unnamed(map_id: &str) -> String {
    let number = map_id.split_once(':').map_or(map_id, |(_, number)| number);
    format!("{UNNAMED}{number}")
}

/// Whether a record is a footprint of a map that no building has taken yet: nothing is known of it but what the map says.
pub fn is_unclaimed(listing: &BuildingListing) -> bool {
    let BuildingListing { building, counts, .. } = listing;
    building.unclaimed
        && building.is_live()
        && building.site.is_none()
        && building.block_spec.is_none()
        && counts.rooms == 0
        && counts.residents == 0
        && counts.organisations == 0
}

/// Whether a building looks for a footprint: it has none, or only the place that raising it guessed.
pub fn wants_footprint(building: &Building) -> bool {
    building.is_live() && building.map_id.is_none() && (building.footprint.is_empty() || !building.hand_placed)
}
