//! Ground from map files: building footprints, roads, water, green and outlines of sites, out of GeoJSON (as
//! OpenStreetMap extracts and surveying offices write it) and CityJSON. Everything comes out in WGS-84 degrees; in which
//! coordinates the file is written is said, read from the file, or assumed, and told ([`GroundProposal::coordinates`]).

mod city_json;
mod coordinates;
mod found;
mod geo_json;
mod rings;
mod shifted;
mod tags;

pub use coordinates::{Coordinates, LooksLike};
pub use shifted::{bd09_of_wgs84, gcj02_of_wgs84};

use coordinates::Converter;
use serde::{Deserialize, Serialize};

/// Attribution that must be shown wherever OpenStreetMap's data is.
pub const OSM_ATTRIBUTION: &str = "© OpenStreetMap contributors, ODbL 1.0";
/// Bytes of a map file that are read at most.
pub const BYTES_AT_MOST: usize = 128 << 20;

/// A point in WGS-84: longitude and latitude, degrees.
pub type LonLat = [f64; 2];

/// What a map file proposes as ground.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct GroundProposal {
    /// Buildings.
    pub buildings: Vec<FootprintFacts>,
    /// Roads.
    pub roads: Vec<RoadFacts>,
    /// Water.
    pub water: Vec<AreaFacts>,
    /// Parks, grass and woods.
    pub green: Vec<AreaFacts>,
    /// Outlines of sites (小区).
    pub sites: Vec<AreaFacts>,
    /// Features that carry nothing of these, or a broken geometry.
    pub skipped: u64,
    /// Who has to be named wherever the data are shown; empty where the file does not say.
    pub attribution: String,
    /// `geojson` or `cityjson`.
    pub format: String,
    /// In which coordinates the file was read; none until one was.
    pub coordinates: Option<(Coordinates, CoordinatesFrom)>,
}

/// What the choice of coordinates rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum CoordinatesFrom {
    /// The clerk said it.
    Said,
    /// The file names it.
    File,
    /// Neither: WGS-84 is assumed.
    Assumed,
}

impl CoordinatesFrom {
    /// The code as sent.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Said => "said",
            Self::File => "file",
            Self::Assumed => "assumed",
        }
    }
}

/// The shape of an area, WGS-84, rings without the repeated last point.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct AreaShape {
    /// Outer ring, counter-clockwise.
    pub ring: Vec<LonLat>,
    /// Rings left out of it: courtyards, islands.
    pub holes: Vec<Vec<LonLat>>,
}

/// A building's footprint.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct FootprintFacts {
    /// Identity in the map source, such as `way/123`.
    pub source_id: Option<String>,
    /// Name.
    pub name: Option<String>,
    /// Site (小区), where the file names it.
    pub site: Option<String>,
    /// 街路巷
    pub street: Option<String>,
    /// 门牌号
    pub house_number: Option<String>,
    /// Floors above ground.
    pub levels: Option<u32>,
    /// Height, metres; from the floors where only those are known.
    pub height_m: Option<f64>,
    /// Whether the building says its height itself; else it may get that of its parts.
    #[serde(skip)]
    is_height_said: bool,
    /// Use as OpenStreetMap tags it: `residential`, `apartments`, `retail`; none for a plain `yes`.
    pub use_tag: Option<String>,
    /// Where it stands.
    pub shape: AreaShape,
}

/// A road.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RoadFacts {
    /// Name.
    pub name: Option<String>,
    /// `highway` tag: `primary`, `residential`, `footway` …
    pub class: String,
    /// Width, metres, as tagged or usual for the class.
    pub width_m: f64,
    /// Middle line, WGS-84.
    pub line: Vec<LonLat>,
}

/// Water, green, or the outline of a site.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AreaFacts {
    /// Name.
    pub name: Option<String>,
    /// Where it lies.
    pub shape: AreaShape,
}

/// Why a map file is not read.
#[derive(Debug, Clone, PartialEq)]
pub enum GroundError {
    /// Neither GeoJSON nor CityJSON.
    NotAMap,
    /// Too many features or points.
    TooLarge,
    /// Too many bytes.
    TooManyBytes,
    /// A CityJSON of another time.
    CityJsonVersion {
        /// As the file says.
        version: String,
    },
    /// A coordinate system that nothing is known of.
    UnknownSystem {
        /// As said or written.
        name: String,
    },
    /// A system that only local parameters tie to WGS-84.
    LocalDatum {
        /// The system.
        name: String,
    },
    /// Numbers that cannot be of the system.
    Implausible {
        /// As which it was read.
        read_as: Coordinates,
        /// What it looks like.
        looks_like: LooksLike,
    },
}

impl GroundError {
    /// What is wrong and what to do, in Chinese and in English.
    pub fn words(&self) -> (String, String) {
        let said = |zh: &str, en: &str| (zh.to_owned(), en.to_owned());
        match self {
            Self::NotAMap => said(
                "这不是 GeoJSON 或 CityJSON 地图文件，请选择 .geojson 或 .city.json 文件。",
                "This is neither GeoJSON nor CityJSON: choose a .geojson or .city.json file.",
            ),
            Self::TooLarge => said(
                "地图要素过多，请裁剪到辖区范围再导入。",
                "The map has too many features: cut it to your area, then import.",
            ),
            Self::TooManyBytes => said(
                "地图文件超过 128 MB，请裁剪到辖区范围再导入。",
                "The map file is above 128 MB: cut it to your area, then import.",
            ),
            Self::CityJsonVersion { version } => (
                format!("不支持 CityJSON {version} 版，请转换为 1.0 至 2.0 版。"),
                format!("CityJSON {version} is not read: convert it to 1.0–2.0."),
            ),
            Self::UnknownSystem { name } => (
                format!("坐标系“{name}”无法识别，请选择文件的坐标系。"),
                format!("The coordinate system “{name}” is not known: choose the file's system."),
            ),
            Self::LocalDatum { name } => (
                format!("{name} 需要当地的转换参数，请先由测绘部门转换为 CGCS2000 再导入。"),
                format!("{name} needs local parameters: have it converted to CGCS2000 first."),
            ),
            Self::Implausible { read_as, looks_like } => {
                let (title, (zh, en)) = (read_as.title(), looks_like.advice());
                (format!("坐标数值与 {title} 不符。{zh}"), format!("The numbers cannot be {title}. {en}"))
            }
        }
    }

    /// Whether another choice of coordinates may mend it.
    pub const fn is_of_coordinates(&self) -> bool {
        matches!(self, Self::UnknownSystem { .. } | Self::LocalDatum { .. } | Self::Implausible { .. })
    }
}

impl std::fmt::Display for GroundError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (zh, en) = self.words();
        write!(f, "{zh} {en}")
    }
}

impl std::error::Error for GroundError {}

/// What tells the two formats apart.
#[derive(Deserialize)]
struct Kind {
    #[serde(rename = "type")]
    kind: String,
}

/// Reads a map file. What is `said` about its coordinates goes before what the file names; where neither does, WGS-84 is
/// assumed.
///
/// # Errors
/// [`GroundError`]; single broken features are skipped and counted.
pub fn read_ground(bytes: &[u8], said: Option<Coordinates>) -> Result<GroundProposal, GroundError> {
    if bytes.len() > BYTES_AT_MOST {
        return Err(GroundError::TooManyBytes);
    }
    let text = decoded(bytes);
    let text = text.trim_start_matches('\u{feff}');
    let Kind { kind } = serde_json::from_str(text).map_err(|_| GroundError::NotAMap)?;
    let (format, found) = match kind.as_str() {
        "CityJSON" => ("cityjson", city_json::read(text)?),
        _ => ("geojson", geo_json::read(text)?),
    };
    let named = found.crs.as_deref().map(|name| {
        Coordinates::named(name)
            .ok_or_else(|| GroundError::UnknownSystem { name: plain_line(name).unwrap_or_default() })
    });
    let (system, from) = match (said, named) {
        (Some(system), _) => (system, CoordinatesFrom::Said),
        (None, Some(system)) => (system?, CoordinatesFrom::File),
        (None, None) => (Coordinates::Wgs84, CoordinatesFrom::Assumed),
    };
    let mut converter = Converter::of(system)?;
    if let Some(extent) = found.extent() {
        converter.check(&extent)?;
    }
    let attribution = found.attribution.clone().unwrap_or_default();
    let ground = found.proposed(&converter);
    Ok(GroundProposal { attribution, format: format.to_owned(), coordinates: Some((system, from)), ..ground })
}

/// UTF-8, else GB 18030: older offices write names in it.
fn decoded(bytes: &[u8]) -> std::borrow::Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.into(),
        Err(_) => encoding_rs::GB18030.decode(bytes).0,
    }
}

/// A text as one short line without control characters; none where nothing is left.
fn plain_line(text: &str) -> Option<String> {
    let line: String = text.chars().filter(|c| !c.is_control()).take(200).collect();
    let line = line.trim();
    (!line.is_empty()).then(|| line.to_owned())
}

impl GroundProposal {
    /// Adds what another file proposes.
    pub fn merge(&mut self, other: Self) {
        self.buildings.extend(other.buildings);
        self.roads.extend(other.roads);
        self.water.extend(other.water);
        self.green.extend(other.green);
        self.sites.extend(other.sites);
        self.skipped += other.skipped;
        self.attribution = other.attribution;
        self.coordinates = other.coordinates;
        self.format = other.format;
    }

    /// Buildings, roads and areas in all.
    pub const fn count(&self) -> usize {
        self.buildings.len() + self.roads.len() + self.water.len() + self.green.len() + self.sites.len()
    }
}
