//! The map (地图): outlines and figures of every building, and the ground under them. No person.

use crate::asking::{Asking, stored};
use crate::block::prevailing_state;
use crate::import::ground::UNNAMED;
use crate::permission::Operation;
use crate::plane::LocalPlane;
use louce_domain::space::Building;
use louce_store::{BuildingCounts, BuildingListing, GroundFeature};
use louce_wire::{BuildingOutline, CommunityView, GroundView, RoadLine, RoomStateCounts, RpcError, SiteOutline};

/// Carriageway drawn for a road whose width is not known, metres.
const ROAD_WIDTH_M: f32 = 6.0;

/// Everything the map draws.
///
/// # Errors
/// When the role does not allow it, or the register cannot be read.
pub fn community(asking: Asking<'_>) -> Result<CommunityView, RpcError> {
    let permit = asking.permit(Operation::ViewSpaces)?;
    permit.look(|reader| {
        let sites = reader.all_sites().map_err(stored)?;
        let listings = reader.buildings().map_err(stored)?;
        let ground = reader.ground().map_err(stored)?;
        let plane = LocalPlane::around(listings.iter().flat_map(|listing| &listing.building.footprint));
        Ok(CommunityView {
            sites: sites.into_iter().map(|site| SiteOutline { id: site.id.to_string(), name: site.name }).collect(),
            buildings: listings.iter().map(|listing| outline(listing, &plane)).collect(),
            ground: ground_view(&ground, &plane),
            plane: listings.iter().any(|listing| !listing.building.footprint.is_empty()).then(|| plane.view()),
        })
    })
}

/// Rooms by state, as counters keep them.
pub fn states_of(counts: &BuildingCounts) -> RoomStateCounts {
    RoomStateCounts {
        owner_occupied: counts.owner_occupied,
        r#let: counts.let_out,
        vacant: counts.vacant,
        business: counts.business,
        unknown: counts.unknown,
    }
}

fn storeys(floors: Option<i16>) -> Option<u16> {
    floors.and_then(|floors| u16::try_from(floors).ok()).filter(|floors| *floors > 0)
}

/// Floors above ground as drawn: as declared, else from the height at three metres a floor, else one.
fn drawn_floors(building: &Building) -> u16 {
    let from_height = building.height_m.map(|height| (height / 3.0).round().clamp(1.0, 200.0) as u16);
    storeys(building.floors_above).or(from_height).unwrap_or(1)
}

fn outline(listing: &BuildingListing, plane: &LocalPlane) -> BuildingOutline {
    let BuildingListing { building, counts, .. } = listing;
    let room_states = states_of(counts);
    BuildingOutline {
        id: building.id.to_string(),
        site: building.site.map(|site| site.to_string()),
        label: if building.name.starts_with(UNNAMED) { String::new() } else { building.label() },
        footprint: (building.footprint.len() >= 3).then(|| plane.project_all(&building.footprint)),
        laid: None,
        unclaimed: building.name.starts_with(UNNAMED),
        floors_above: drawn_floors(building),
        floors_below: storeys(building.floors_below).unwrap_or(0),
        height_m: building.height_m.map(|height| height as f32),
        room_count: counts.rooms,
        units: building.units.unwrap_or(1).max(1),
        state: prevailing_state(&room_states).code().to_owned(),
        room_states,
        residents: counts.residents,
        organisations: counts.organisations,
    }
}

fn ground_view(features: &[GroundFeature], plane: &LocalPlane) -> GroundView {
    let mut view = GroundView::default();
    for feature in features {
        let points = plane.project_all(&feature.points);
        match feature.layer.as_str() {
            "road" => view.roads.push(RoadLine { points, width_m: ROAD_WIDTH_M, name: feature.name.clone() }),
            "water" => view.water.push(points),
            "green" => view.green.push(points),
            _ => {}
        }
        if view.attribution.is_none() && !feature.attribution.is_empty() {
            view.attribution = Some(feature.attribution.clone());
        }
    }
    view
}
