//! Ground from map files: building footprints, roads, water, green and outlines of sites, out of GeoJSON (as
//! OpenStreetMap extracts and surveying offices write it) and CityJSON. Everything comes out in WGS-84 degrees; in which
//! coordinates the file is written is said, read from the file, or assumed, and told ([`GroundProposal::coordinates`]).

mod city_json;
mod coordinates;
mod error;
mod foreign;
mod found;
mod geo_json;
mod nested;
mod outline;
mod rejected;
mod rings;
mod shifted;
mod simplified;
mod strip;
mod tags;

pub use coordinates::{Coordinates, LooksLike};
pub use error::{Fault, GroundError};
pub use foreign::NoMap;
pub use found::{FEATURES_AT_MOST, POINTS_AT_MOST};
pub use rejected::{NAMED_AT_MOST, Reject, Rejected, Rejects};
pub use rings::CORNERS_AT_MOST;
pub use shifted::{bd09_of_wgs84, gcj02_of_wgs84};

use crate::read::encoding;
use coordinates::Converter;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// Attribution that must be shown wherever OpenStreetMap's data is.
pub const OSM_ATTRIBUTION: &str = "© OpenStreetMap contributors, ODbL 1.0";

/// Is told how many of how many bytes are read.
pub type Progress<'a> = &'a mut dyn FnMut(u64, u64);

/// A point in WGS-84: longitude and latitude, degrees.
pub type LonLat = [f64; 2];

/// What a map file proposes as ground.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct GroundProposal {
    /// Buildings.
    pub buildings: Vec<FootprintFacts>,
    /// Roads.
    pub roads: Vec<RoadFacts>,
    /// Roads, squares and rails as areas.
    pub paved: Vec<AreaFacts>,
    /// Water.
    pub water: Vec<AreaFacts>,
    /// Parks, grass and woods.
    pub green: Vec<AreaFacts>,
    /// Outlines of sites (小区).
    pub sites: Vec<AreaFacts>,
    /// Rivers and streams among the water of which the file has the middle line only.
    pub streams: u64,
    /// Features that carry nothing of these.
    pub skipped: u64,
    /// Features that carry something of these, but cannot be drawn.
    pub rejects: Rejects,
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

impl AreaShape {
    /// Corners of all its rings.
    pub fn corners(&self) -> usize {
        self.ring.len() + self.holes.iter().map(Vec::len).sum::<usize>()
    }
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

/// Reads a map file. What is `said` about its coordinates goes before what the file names; where neither does, WGS-84 is
/// assumed.
///
/// # Errors
/// [`GroundError`]; single broken features are left out and counted.
pub fn read_ground(bytes: &[u8], said: Option<Coordinates>) -> Result<GroundProposal, GroundError> {
    read_ground_watched(bytes, said, &mut |_, _| {})
}

/// The same, and says how far it is.
///
/// # Errors
/// As [`read_ground`].
pub fn read_ground_watched(
    bytes: &[u8],
    said: Option<Coordinates>,
    progress: Progress<'_>,
) -> Result<GroundProposal, GroundError> {
    let text = decoded(bytes)?;
    let outline = outline::look(&text)?;
    let (format, found) = match outline.kind.as_deref() {
        Some("CityJSON") if outline.goes_on => return Err(GroundError::NotAMap { what: NoMap::CityJsonLines }),
        Some("Feature" | "FeatureCollection") if outline.goes_on => {
            return Err(GroundError::NotAMap { what: NoMap::GeoJsonLines });
        }
        Some("CityJSON") => ("cityjson", city_json::read(&text, progress)?),
        Some(kind @ ("Feature" | "FeatureCollection")) => ("geojson", geo_json::read(&text, kind, progress)?),
        _ => return Err(GroundError::NotAMap { what: foreign::of_outline(&outline) }),
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

/// The text of a map: UTF-8, UTF-16, or GB 18030, in which older offices write names.
fn decoded(bytes: &[u8]) -> Result<Cow<'_, str>, GroundError> {
    let is_json = |text: &str| text.trim_start_matches(BLANK).starts_with(['{', '[']);
    let decoded = encoding::decode(bytes).ok().map(|decoded| match decoded.text {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim_start_matches(BLANK)),
        Cow::Owned(text) => Cow::Owned(text),
    });
    match decoded {
        Some(text) if is_json(&text) => Ok(text),
        Some(text) if text.starts_with(RECORD_SEPARATOR) => Err(GroundError::NotAMap { what: NoMap::GeoJsonLines }),
        Some(text) if text.trim().is_empty() => Err(GroundError::Empty),
        _ => Err(GroundError::NotAMap { what: foreign::of_bytes(bytes) }),
    }
}

/// What may stand before JSON: blanks, and the mark that a text was joined with its own.
const BLANK: [char; 5] = ['\u{feff}', ' ', '\t', '\r', '\n'];
/// Stands before every feature of RFC 8142.
const RECORD_SEPARATOR: char = '\u{1e}';

/// Characters of a text of a map that are kept.
const TEXT_CHARS: usize = 200;

/// A text as one short line: without control characters, and without those that turn the direction of what follows (Unicode
/// Standard Annex #9), with which a name could look like another; none where nothing is left. Every text that is kept of a
/// map goes through here.
fn plain_line(text: &str) -> Option<String> {
    let is_turn =
        |c: char| matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let spaced = text.chars().map(|c| if matches!(c, '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}') { ' ' } else { c });
    let kept = spaced.filter(|c| !c.is_control() && !is_turn(*c) && *c != '\u{feff}');
    let line: String = kept.skip_while(|c| c.is_whitespace()).take(TEXT_CHARS).collect();
    let line = line.trim();
    (!line.is_empty()).then(|| line.to_owned())
}

impl GroundProposal {
    /// Adds what another file proposes.
    pub fn merge(&mut self, other: Self) {
        self.buildings.extend(other.buildings);
        self.roads.extend(other.roads);
        self.paved.extend(other.paved);
        self.water.extend(other.water);
        self.green.extend(other.green);
        self.sites.extend(other.sites);
        self.streams += other.streams;
        self.skipped += other.skipped;
        self.rejects.merge(other.rejects);
        self.attribution = other.attribution;
        self.coordinates = other.coordinates;
        self.format = other.format;
    }

    /// Buildings, roads and areas in all.
    pub const fn count(&self) -> usize {
        let base = self.roads.len() + self.paved.len() + self.water.len() + self.green.len() + self.sites.len();
        self.buildings.len() + base
    }
}
