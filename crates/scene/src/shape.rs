//! What the screen hands in: shapes, states and opaque ids, in the words of the wire's views (camelCase JSON), so that
//! a view can be passed on as it came; fields that drawing does not need are passed over.

use serde::{Deserialize, Serialize};

/// A ring of `[east, north]` points in metres on a local plane; closing it by repeating the first point is allowed.
pub type Ring = Vec<[f32; 2]>;

/// Why a room is used as it is, 房屋使用状态. Every code has its own colour *and* its own pattern.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", from = "String")]
pub enum StateCode {
    /// 自住: the owner's household lives there.
    OwnerOccupied,
    /// 出租: let to tenants.
    Let,
    /// 空置: known to be empty.
    Vacant,
    /// 自用经营: used by the owner's own business.
    Business,
    /// 不详: nobody has recorded it.
    #[default]
    Unknown,
}

impl From<String> for StateCode {
    /// A code that a newer register may have added is drawn as unknown rather than refused.
    fn from(code: String) -> Self {
        match code.as_str() {
            "owner_occupied" => Self::OwnerOccupied,
            "let" => Self::Let,
            "vacant" => Self::Vacant,
            "business" => Self::Business,
            _ => Self::Unknown,
        }
    }
}

impl StateCode {
    /// Every code, in the order of the legend.
    pub const ALL: [Self; 5] = [Self::OwnerOccupied, Self::Let, Self::Vacant, Self::Business, Self::Unknown];
}

/// Everything the community view shows.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct CommunityShape {
    /// 小区 and other named plots, in the order in which they are laid out.
    pub sites: Vec<SiteShape>,
    /// Every building of the view.
    pub buildings: Vec<BuildingShape>,
    /// Roads, water and green under them.
    pub ground: GroundShape,
}

/// A named plot, 小区 / 院落.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct SiteShape {
    /// Opaque id.
    pub id: String,
    /// The name shown when the camera is far.
    pub name: String,
}

/// One building, 楼栋.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct BuildingShape {
    /// Opaque id.
    pub id: String,
    /// The site it belongs to.
    pub site: Option<String>,
    /// The number or name on the wall, such as `3幢`.
    pub label: String,
    /// Outline; a building without one is placed by its site.
    pub footprint: Option<Ring>,
    /// Courtyards inside the outline.
    pub holes: Vec<Ring>,
    /// Storeys above ground; 0 counts as one.
    pub floors_above: u16,
    /// Height in metres; without it, 3 m a storey.
    pub height_m: Option<f32>,
    /// 单元 (stairwells), where known; they set the width of a building without an outline.
    pub units: Option<u16>,
    /// Rooms in all.
    pub room_count: u32,
    /// Put there by hand, without an outline: metres east and north of its middle, and how far its front is
    /// turned from south, degrees clockwise.
    pub laid: Option<[f32; 3]>,
    /// A footprint of the map source that no building has taken yet: drawn plainer, without windows.
    pub unclaimed: bool,
}

/// The quiet base under the buildings.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct GroundShape {
    /// Centre lines with widths.
    pub roads: Vec<RoadShape>,
    /// Rings of open water.
    pub water: Vec<Ring>,
    /// Rings of parks and lawns.
    pub green: Vec<Ring>,
    /// Islands in the water.
    pub water_holes: Vec<HoleShape>,
    /// Clearings in the green.
    pub green_holes: Vec<HoleShape>,
    /// Rings of roads, squares and rails that the map has as areas.
    pub paved: Vec<Ring>,
    /// What they leave out.
    pub paved_holes: Vec<HoleShape>,
    /// Outlines of sites, 小区范围.
    pub sites: Vec<Ring>,
}

/// A ring left out of an area.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct HoleShape {
    /// Which area of its layer, counted from 0.
    pub area: u32,
    /// Ring.
    pub ring: Ring,
}

/// One road.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct RoadShape {
    /// Centre line.
    pub points: Ring,
    /// Carriageway width in metres.
    pub width_m: f32,
}

/// The inside of one building: floors and their rooms.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct BlockShape {
    /// The building of the community view that it opens.
    pub building_id: String,
    /// Floors in any order, those that no room is recorded on among them; numbers may be skipped, basements are negative.
    pub floors: Vec<FloorShape>,
    /// Outline, where it differs from the community's.
    pub footprint: Option<Ring>,
}

/// One floor, 楼层.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct FloorShape {
    /// Floor number: 1 is the ground floor, −1 the first basement.
    pub floor: i16,
    /// Which storey, counted as they stand, where that is known: a mezzanine has the number of the floor beneath.
    pub storey: Option<i16>,
    /// What is written in the lift, such as `5层`.
    pub label: String,
    /// Its rooms in order, unit by unit.
    pub rooms: Vec<RoomShape>,
}

/// What a room is by its make, 房间种类, as far as its shape depends on it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", from = "String")]
pub enum RoomKind {
    /// 住宅, and whatever looks like it.
    #[default]
    Dwelling,
    /// 商铺: glass towards the street.
    Shop,
    /// 办公
    Office,
    /// 仓储: low.
    Storage,
    /// 车库: low.
    Garage,
    /// 地下室
    Basement,
    /// 阁楼: stands back from the edges.
    Attic,
}

impl From<String> for RoomKind {
    /// Kinds that look like no other are drawn like dwellings.
    fn from(code: String) -> Self {
        match code.as_str() {
            "shop" => Self::Shop,
            "office" => Self::Office,
            "storage" => Self::Storage,
            "garage" => Self::Garage,
            "basement" => Self::Basement,
            "attic" => Self::Attic,
            _ => Self::Dwelling,
        }
    }
}

/// One room, 户室.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct RoomShape {
    /// Opaque id.
    pub id: String,
    /// The number on the door.
    pub number: String,
    /// 单元, where the building has several.
    pub unit: Option<String>,
    /// What it is by its make.
    pub kind: RoomKind,
    /// How it is used.
    pub state: StateCode,
    /// How many ordinary rooms it takes the place of; merged rooms (打通) have 2 or more.
    pub span: u16,
    /// How many live there, 在住人数; written beside its number.
    pub occupancy: u16,
    /// Id of the room on the same floor that it is a part of (隔断); it is drawn inside that.
    pub parent: Option<String>,
}

impl Default for RoomShape {
    fn default() -> Self {
        let (id, number) = (String::new(), String::new());
        let (kind, state) = (RoomKind::Dwelling, StateCode::Unknown);
        Self { id, number, unit: None, kind, state, span: 1, occupancy: 0, parent: None }
    }
}
