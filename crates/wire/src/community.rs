//! The map: outlines of buildings, no persons.

use crate::RoomStateCounts;

/// Everything the map draws.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct CommunityView {
    /// Sites.
    pub sites: Vec<SiteOutline>,
    /// Buildings.
    pub buildings: Vec<BuildingOutline>,
    /// Roads, water and green under them.
    pub ground: GroundView,
    /// Where the local plane lies; none while no building has coordinates.
    pub plane: Option<PlaneView>,
}

/// The local plane of the map, to turn a place on it into WGS-84 degrees.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct PlaneView {
    /// Longitude and latitude of its origin.
    pub origin: [f64; 2],
    /// Metres to the east in a degree of longitude.
    pub metres_per_longitude: f64,
    /// Metres to the north in a degree of latitude.
    pub metres_per_latitude: f64,
}

/// A site.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct SiteOutline {
    /// Identifier.
    pub id: String,
    /// Name.
    pub name: String,
}

/// A building as the map draws it.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct BuildingOutline {
    /// Identifier.
    pub id: String,
    /// Its site's identifier.
    pub site: Option<String>,
    /// Short label, e.g. 3幢; empty for a footprint that nobody has named.
    pub label: String,
    /// Outer ring in metres on the local plane (x east, y north); none: laid out automatically.
    pub footprint: Option<Vec<[f32; 2]>>,
    /// Rings left out of the footprint: courtyards.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<Vec<[f32; 2]>>>", optional)]
    pub holes: Vec<Vec<[f32; 2]>>,
    /// Where one without an outline was put by hand: metres east and north of its middle, and how far its front
    /// is turned from south, degrees clockwise.
    pub laid: Option<[f32; 3]>,
    /// A footprint of the map source that no building has taken yet.
    pub unclaimed: bool,
    /// Floors above ground.
    pub floors_above: u16,
    /// Floors below ground.
    pub floors_below: u16,
    /// Height above ground, metres, where known.
    pub height_m: Option<f32>,
    /// Number of rooms.
    pub room_count: u32,
    /// Number of units.
    pub units: u16,
    /// Rooms by state.
    pub room_states: RoomStateCounts,
    /// Room state that most rooms share (code of the list of room states).
    pub state: String,
    /// Open stays.
    pub residents: u32,
    /// Organisations present.
    pub organisations: u32,
}

/// The quiet base under the buildings, metres on the local plane.
#[derive(Debug, Clone, PartialEq, Default, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct GroundView {
    /// Roads.
    pub roads: Vec<RoadLine>,
    /// Outer rings of water.
    pub water: Vec<Vec<[f32; 2]>>,
    /// Outer rings of green.
    pub green: Vec<Vec<[f32; 2]>>,
    /// Islands in the water.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<AreaHole>>", optional)]
    pub water_holes: Vec<AreaHole>,
    /// Clearings in the green.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<AreaHole>>", optional)]
    pub green_holes: Vec<AreaHole>,
    /// Outer rings of roads, squares and rails that the map has as areas.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<Vec<[f32; 2]>>>", optional)]
    pub paved: Vec<Vec<[f32; 2]>>,
    /// What they leave out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<AreaHole>>", optional)]
    pub paved_holes: Vec<AreaHole>,
    /// Outlines of sites (小区范围).
    pub sites: Vec<Vec<[f32; 2]>>,
    /// Where the data come from, to be shown with the map.
    pub attribution: Option<String>,
}

/// A ring left out of an area.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct AreaHole {
    /// Which area of its layer, counted from 0.
    pub area: u32,
    /// Ring, metres on the local plane.
    pub ring: Vec<[f32; 2]>,
}

/// A road.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct RoadLine {
    /// Centre line.
    pub points: Vec<[f32; 2]>,
    /// Width, metres.
    pub width_m: f32,
    /// Name.
    pub name: Option<String>,
}
