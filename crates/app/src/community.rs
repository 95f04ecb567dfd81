//! The map (地图): outlines and figures of every building, and the ground under them. No person.

use crate::asking::{Asking, stored};
use crate::block::prevailing_state;
use crate::ground::{UNNAMED, is_unclaimed};
use crate::permission::Operation;
use crate::plane::LocalPlane;
use louce_domain::space::{Building, LaidMiddle, LaidPlace};
use louce_store::{BuildingCounts, BuildingListing, GroundFeature, Reader};
use louce_wire::{
    AreaHole, BuildingOutline, CommunityView, GroundView, RoadLine, RoomStateCounts, RpcError, SiteOutline,
};
use std::collections::HashSet;

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
        let mut listings = reader.buildings().map_err(stored)?;
        listings.retain(|listing| listing.building.is_live());
        let known = LocalPlane::of_map(reader, listings.iter().map(|listing| &listing.building))?;
        let plane = known.unwrap_or(LocalPlane::at([0.0, 0.0]));
        let ground = if known.is_some() { reader.ground().map_err(stored)? } else { Vec::new() };
        let mut ground = ground_view(&ground, &plane);
        ground.attribution = attribution(reader)?;
        Ok(CommunityView {
            sites: sites.into_iter().map(|site| SiteOutline { id: site.id.to_string(), name: site.name }).collect(),
            buildings: listings.iter().map(|listing| outline(listing, known.as_ref())).collect(),
            ground,
            plane: known.map(|plane| plane.view()),
        })
    })
}

/// Who has to be named beside the map: each source once.
fn attribution(reader: &Reader<'_>) -> Result<Option<String>, RpcError> {
    let mut named: Vec<String> = Vec::new();
    for source in reader.ground_sources().map_err(stored)? {
        if !source.attribution.is_empty() && !named.contains(&source.attribution) {
            named.push(source.attribution);
        }
    }
    Ok((!named.is_empty()).then(|| named.join(" · ")))
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

fn outline(listing: &BuildingListing, plane: Option<&LocalPlane>) -> BuildingOutline {
    let BuildingListing { building, counts, .. } = listing;
    let room_states = states_of(counts);
    let surveyed = plane.filter(|_| building.footprint.len() >= 3);
    BuildingOutline {
        id: building.id.to_string(),
        site: building.site.map(|site| site.to_string()),
        label: if building.name.starts_with(UNNAMED) { String::new() } else { building.label() },
        footprint: surveyed.map(|plane| plane.project_all(&building.footprint)),
        holes: surveyed
            .map(|plane| building.footprint_holes.iter().map(|hole| plane.project_all(hole)).collect())
            .unwrap_or_default(),
        laid: building.laid.and_then(|laid| laid_view(&laid, plane)),
        unclaimed: is_unclaimed(listing),
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

/// Where a building was put by hand, on the map that it was put on: places of before there were coordinates say nothing
/// on a map that has them.
fn laid_view(laid: &LaidPlace, plane: Option<&LocalPlane>) -> Option<[f32; 3]> {
    let [x, y] = match (laid.middle, plane) {
        (LaidMiddle::Metres(middle), None) => middle.map(|metres| metres as f32),
        (LaidMiddle::Degrees(middle), Some(plane)) => plane.project(middle),
        _ => return None,
    };
    Some([x, y, laid.turn_deg as f32])
}

fn ground_view(features: &[GroundFeature], plane: &LocalPlane) -> GroundView {
    let mut view = GroundView::default();
    let mut drawn: HashSet<(&str, &[[u64; 2]])> = HashSet::new();
    let bits: Vec<Vec<[u64; 2]>> =
        features.iter().map(|feature| feature.points.iter().map(|point| point.map(f64::to_bits)).collect()).collect();
    for (feature, bits) in features.iter().zip(&bits) {
        // Extracts overlap: what two files bring alike is drawn once.
        if !drawn.insert((feature.layer.as_str(), bits)) {
            continue;
        }
        let points = plane.project_all(&feature.points);
        match feature.layer.as_str() {
            "road" => {
                let width_m = feature.width_m.map_or(ROAD_WIDTH_M, |width| width as f32);
                view.roads.push(RoadLine { points, width_m, name: feature.name.clone() });
            }
            "water" => area(&mut view.water, &mut view.water_holes, points, feature, plane),
            "paved" => area(&mut view.paved, &mut view.paved_holes, points, feature, plane),
            "green" => area(&mut view.green, &mut view.green_holes, points, feature, plane),
            "site" => view.sites.push(points),
            _ => {}
        }
    }
    view
}

fn area(
    rings: &mut Vec<Vec<[f32; 2]>>,
    holes: &mut Vec<AreaHole>,
    ring: Vec<[f32; 2]>,
    feature: &GroundFeature,
    plane: &LocalPlane,
) {
    let area = u32::try_from(rings.len()).unwrap_or(u32::MAX);
    holes.extend(feature.holes.iter().map(|hole| AreaHole { area, ring: plane.project_all(hole) }));
    rings.push(ring);
}
