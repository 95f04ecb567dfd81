//! What the map is coloured by, on which day, and where buildings stand on it. No person.

use crate::WrittenTogether;

/// What buildings and rooms are coloured by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum ColourMode {
    /// 房屋使用状态: why a room is used as it is.
    State,
    /// 在住人数: how many live in a room.
    Occupancy,
    /// 最近核实: how long ago a room was last verified.
    Verified,
    /// 待核: findings of a room and of what is in it.
    Findings,
    /// 租住: tenancies, and rooms said to be let without one.
    Tenancy,
    /// 门牌: whether the building's address has a plate (楼幢门牌).
    Plates,
    /// 单位: organisations in a room.
    Organisations,
}

/// How the classes of a mode follow each other, which decides their colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum ColourScale {
    /// The five room states, each with a colour of its own.
    States,
    /// From little to much.
    Amount,
    /// From well to needing a look.
    Attention,
}

/// One class of a mode: a line of the legend.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct ColourClass {
    /// What it is called in the catalogue of the screen, e.g. `let`, `three_or_four`, `over_a_year`.
    pub code: String,
    /// Rooms of it in the whole register; buildings where the mode knows no rooms ([`MapColours::per_building`]).
    pub count: u32,
}

/// Colours of the whole map. Classes are told by their index; at most ten, so that one digit tells one room.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct MapColours {
    /// The mode.
    pub mode: ColourMode,
    /// The day shown; none: today.
    pub as_of: Option<String>,
    /// How the classes follow each other.
    pub scale: ColourScale,
    /// True where a building has one class and its rooms none of their own.
    pub per_building: bool,
    /// The classes, in the order of the legend.
    pub classes: Vec<ColourClass>,
    /// Every building of the map.
    pub buildings: Vec<BuildingColours>,
}

/// A building's share in the colours.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct BuildingColours {
    /// Building.
    pub id: String,
    /// The class shown from afar: of states and residents that of most rooms, else the highest that a quarter of them
    /// reach; none: nothing known.
    pub class: Option<u8>,
    /// Rooms by class.
    pub counts: Vec<u32>,
    /// Storeys above ground from the lowest up: one digit for each room, its class, in the order of the building page;
    /// `-` for none. Empty where the building has no rooms.
    pub storeys: Vec<String>,
}

/// Colours of an opened building's rooms.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct RoomColours {
    /// Building.
    pub building: String,
    /// The mode.
    pub mode: ColourMode,
    /// Every room of the building that has a class.
    pub rooms: Vec<RoomColour>,
}

/// A room's class.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct RoomColour {
    /// Room.
    pub id: String,
    /// Index of its class.
    pub class: u8,
}

/// A decade of one mode, to be replayed without asking again.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct MapTimeline {
    /// The mode.
    pub mode: ColourMode,
    /// How the classes follow each other.
    pub scale: ColourScale,
    /// Codes of the classes.
    pub classes: Vec<String>,
    /// The days shown (ISO 8601), oldest first, the last one today. Empty: this mode has no history.
    pub days: Vec<String>,
    /// Rooms by class on each day.
    pub counts: Vec<Vec<u32>>,
    /// Every building with one character a day: the digit of its class, `-` where nothing is known.
    pub buildings: Vec<BuildingTimeline>,
}

/// A building's classes, day after day.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct BuildingTimeline {
    /// Building.
    pub id: String,
    /// One character for each of [`MapTimeline::days`].
    pub classes: String,
}

/// In which coordinates a file is written. The register keeps WGS-84 degrees.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(tag = "system", rename_all = "snake_case")]
pub enum CoordinateSystem {
    /// WGS-84, degrees (GPS, OpenStreetMap; GeoJSON's own).
    Wgs84,
    /// CGCS2000 (国家大地坐标系), degrees; within centimetres of WGS-84.
    Cgcs2000,
    /// GCJ-02 (火星坐标), degrees: the shifted coordinates of maps published in China.
    Gcj02,
    /// BD-09, degrees: GCJ-02 shifted once more.
    Bd09,
    /// A projected system by its EPSG code, metres: CGCS2000 Gauss–Krüger zones 4491–4554, UTM, and others.
    Epsg {
        /// Code.
        code: u32,
    },
}

/// What a map file (GeoJSON, CityJSON) would bring; beside the counts of its import preview.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct GroundPreview {
    /// The coordinates as read.
    pub coordinates: CoordinateSystem,
    /// What that rests on: `said` by the clerk, `file` where the file names it, `assumed`.
    pub coordinates_from: String,
    /// Footprints of buildings.
    pub footprints: u32,
    /// Those that a building of the register takes by its name, number or address.
    pub matched: u32,
    /// Those that the register has already (已有轮廓): under their identity in the map source, or where one lies.
    pub known: u32,
    /// Those that would become buildings of their own.
    pub unmatched: u32,
    /// Those among them under whose identity the register has a building elsewhere: another file of the same numbers.
    pub elsewhere: u32,
    /// Roads.
    pub roads: u32,
    /// Roads, squares and rails as areas (路面).
    pub paved: u32,
    /// Areas of water.
    pub water: u32,
    /// Rivers and streams among them that the file has as lines, and that are drawn as strips of their width.
    pub streams: u32,
    /// Areas of green.
    pub green: u32,
    /// Outlines of sites.
    pub sites: u32,
    /// Roads and areas that an earlier file of this name brought here and this one no longer has; they go.
    pub replaced: u32,
    /// Who has to be named beside the map.
    pub attribution: String,
    /// Metres by which the buildings known in both lie off, all the same way: the file is in other coordinates. None where they
    /// lie where they are known to.
    pub shift_m: Option<f64>,
    /// The coordinates in which they would not.
    pub looks_like: Option<CoordinateSystem>,
    /// Kilometres from the middle of the buildings on the map to the middle of the file; none while none has coordinates.
    pub away_km: Option<f64>,
}

/// Where a building stands.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(tag = "place", rename_all = "snake_case", rename_all_fields = "camelCase")]
pub enum BuildingPlace {
    /// On a footprint (轮廓), drawn or moved by hand: ring of metres east and north on the map's plane.
    Footprint {
        /// Outer ring.
        ring: Vec<[f32; 2]>,
    },
    /// Moved on a map without coordinates: middle in metres east and north, and how far its front is turned from
    /// south, degrees clockwise.
    Laid {
        /// Metres east and north.
        middle: [f32; 2],
        /// Degrees.
        turn_deg: f32,
    },
    /// Back to where the site's layout puts it. A footprint is taken away.
    Automatic,
}

/// A building put somewhere.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct BuildingPlaced {
    /// What was written, and what to undo it by.
    #[serde(flatten)]
    pub written: WrittenTogether,
    /// Buildings that it stands upon now by more than walls that touch (轮廓重叠), the largest share first: written all
    /// the same, and for the officer to look at.
    pub overlaps: Vec<OverlappedBuilding>,
}

/// A building that another one stands upon.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct OverlappedBuilding {
    /// Building.
    pub id: String,
    /// What it is called.
    pub label: String,
    /// What both stand on, square metres.
    pub area_m2: f32,
}

/// Footprints that a building may stand on.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct FootprintCandidates {
    /// Building.
    pub building: String,
    /// Likeliest first, at most 20.
    pub candidates: Vec<FootprintCandidate>,
}

/// A footprint without a building of its own (无名楼).
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct FootprintCandidate {
    /// The footprint's building record.
    pub id: String,
    /// What the map source calls it.
    pub label: String,
    /// Address in the map source.
    pub address: Option<String>,
    /// 0 to 1.
    pub score: f32,
    /// Why: codes of the screen's catalogue (`same_name`, `same_number`, `same_street`, `same_site`, `near`, `floors_fit`,
    /// `floors_differ`).
    pub reasons: Vec<String>,
    /// Area, square metres.
    pub area_m2: f32,
}
