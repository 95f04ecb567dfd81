//! Ground from GeoJSON: building footprints, roads, water and green, as OpenStreetMap extracts carry them.

use geojson::{GeoJson, JsonObject, Position};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use thiserror::Error;

/// Attribution that must be shown wherever OpenStreetMap's data is.
pub const OSM_ATTRIBUTION: &str = "© OpenStreetMap contributors, ODbL 1.0";

const FEATURES_AT_MOST: usize = 1_000_000;
const POINTS_AT_MOST: usize = 10_000_000;
/// Storey height used where only the height is known, metres.
const STOREY_M: f64 = 3.0;

/// A point in WGS-84: longitude and latitude, degrees.
pub type LonLat = [f64; 2];

/// What GeoJSON files propose as ground.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct GroundProposal {
    /// Buildings.
    pub buildings: Vec<FootprintFacts>,
    /// Roads.
    pub roads: Vec<RoadFacts>,
    /// Outer rings of water.
    pub water: Vec<Vec<LonLat>>,
    /// Outer rings of parks, grass and woods.
    pub green: Vec<Vec<LonLat>>,
    /// Features that carry nothing of these, or a broken geometry.
    pub skipped: u64,
    /// Attribution to show with the data.
    pub attribution: String,
    /// Place of each building by its id, while reading.
    #[serde(skip)]
    by_id: HashMap<String, usize>,
}

/// A building's footprint.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FootprintFacts {
    /// OpenStreetMap id, such as `way/123`.
    pub osm_id: Option<String>,
    /// Name.
    pub name: Option<String>,
    /// 街路巷
    pub street: Option<String>,
    /// 门牌号
    pub house_number: Option<String>,
    /// Floors above ground.
    pub levels: Option<u32>,
    /// Height, metres; from the floors where only those are known.
    pub height_m: Option<f64>,
    /// Use as OpenStreetMap tags it: `residential`, `apartments`, `retail`; none for a plain `yes`.
    pub use_tag: Option<String>,
    /// Outer ring, WGS-84, without the repeated last point, counter-clockwise.
    pub ring: Vec<LonLat>,
    /// Further rings of the same building: map extracts cut buildings at the edges of their tiles.
    pub more_rings: Vec<Vec<LonLat>>,
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

/// Why a ground file is not read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum GroundError {
    /// Not GeoJSON.
    #[error("这不是 GeoJSON 文件，请选择 .geojson。 This is no GeoJSON file; choose a .geojson.")]
    NotGeoJson,
    /// Too many features or points.
    #[error("文件要素过多，请裁剪到辖区范围再导入。 Too many features; cut the file to your area.")]
    TooLarge,
}

/// Reads GeoJSON text (a feature collection in WGS-84) into a ground proposal.
///
/// # Errors
/// [`GroundError`]; single broken features are skipped and counted.
pub fn read_ground(text: &str) -> Result<GroundProposal, GroundError> {
    let json: GeoJson = text.parse().map_err(|_| GroundError::NotGeoJson)?;
    let GeoJson::FeatureCollection(collection) = json else { return Err(GroundError::NotGeoJson) };
    if collection.features.len() > FEATURES_AT_MOST {
        return Err(GroundError::TooLarge);
    }
    let mut ground = GroundProposal { attribution: OSM_ATTRIBUTION.to_owned(), ..GroundProposal::default() };
    let mut points = 0usize;
    for feature in collection.features {
        let empty = JsonObject::new();
        let tags = Tags { members: feature.properties.as_ref().unwrap_or(&empty) };
        let shapes = feature.geometry.map(|geometry| shapes(&geometry.value)).unwrap_or_default();
        points += shapes.iter().map(Shape::len).sum::<usize>();
        if points > POINTS_AT_MOST {
            return Err(GroundError::TooLarge);
        }
        let before = ground.count();
        for shape in shapes {
            ground.take(&tags, shape);
        }
        if ground.count() == before {
            ground.skipped += 1;
        }
    }
    Ok(ground)
}

impl GroundProposal {
    /// Adds what another file proposes.
    pub fn merge(&mut self, other: Self) {
        self.by_id.clear();
        self.buildings.extend(other.buildings);
        self.roads.extend(other.roads);
        self.water.extend(other.water);
        self.green.extend(other.green);
        self.skipped += other.skipped;
        self.attribution = other.attribution;
    }

    fn count(&self) -> usize {
        self.buildings.len() + self.roads.len() + self.water.len() + self.green.len()
    }

    fn take(&mut self, tags: &Tags<'_>, shape: Shape) {
        match shape {
            Shape::Ring(ring) if is_building(tags) => self.take_building(tags, ring),
            Shape::Ring(ring) if is_water(tags) => self.water.push(ring),
            Shape::Ring(ring) if is_green(tags) => self.green.push(ring),
            Shape::Line(line) => {
                if let Some(class) = road_class(tags) {
                    let width_m = tags.number("width").unwrap_or_else(|| usual_width(&class));
                    self.roads.push(RoadFacts { name: tags.name(), class, width_m, line });
                }
            }
            Shape::Ring(_) => {}
        }
    }

    fn take_building(&mut self, tags: &Tags<'_>, ring: Vec<LonLat>) {
        let new = footprint(tags, ring);
        // The pieces of one building follow each other only by chance, but there are few of them.
        let same = new.osm_id.as_ref().and_then(|id| self.by_id.get(id)).and_then(|at| self.buildings.get_mut(*at));
        match same {
            Some(known) if !known.more_rings.contains(&new.ring) && known.ring != new.ring => {
                known.more_rings.push(new.ring)
            }
            Some(_) => {}
            None => {
                if let Some(id) = &new.osm_id {
                    self.by_id.insert(id.clone(), self.buildings.len());
                }
                self.buildings.push(new);
            }
        }
    }
}

enum Shape {
    Ring(Vec<LonLat>),
    Line(Vec<LonLat>),
}

impl Shape {
    fn len(&self) -> usize {
        match self {
            Self::Ring(points) | Self::Line(points) => points.len(),
        }
    }
}

fn shapes(geometry: &geojson::GeometryValue) -> Vec<Shape> {
    use geojson::GeometryValue as V;
    match geometry {
        V::Polygon { coordinates } => coordinates.first().and_then(|outer| ring(outer)).into_iter().collect(),
        V::MultiPolygon { coordinates } => coordinates.iter().filter_map(|polygon| ring(polygon.first()?)).collect(),
        V::LineString { coordinates } => line(coordinates).into_iter().collect(),
        V::MultiLineString { coordinates } => coordinates.iter().filter_map(|part| line(part)).collect(),
        V::GeometryCollection { geometries } => geometries.iter().flat_map(|part| shapes(&part.value)).collect(),
        _ => Vec::new(),
    }
}

fn point(position: &Position) -> Option<LonLat> {
    let [lon, lat, ..] = *position.as_slice() else { return None };
    ((-180.0..=180.0).contains(&lon) && (-90.0..=90.0).contains(&lat)).then_some([lon, lat])
}

fn points(positions: &[Position]) -> Option<Vec<LonLat>> {
    let mut points: Vec<LonLat> = positions.iter().map(point).collect::<Option<_>>()?;
    points.dedup();
    Some(points)
}

fn line(positions: &[Position]) -> Option<Shape> {
    points(positions).filter(|points| points.len() >= 2).map(Shape::Line)
}

/// An open ring, counter-clockwise; none where fewer than three corners or no area are left.
fn ring(positions: &[Position]) -> Option<Shape> {
    let mut points = points(positions)?;
    if points.first() == points.last() {
        points.pop();
    }
    let next = points.iter().cycle().skip(1);
    let doubled: f64 = points.iter().zip(next).map(|([x1, y1], [x2, y2])| x1 * y2 - x2 * y1).sum();
    if points.len() < 3 || doubled == 0.0 {
        return None;
    }
    if doubled < 0.0 {
        points.reverse();
    }
    Some(Shape::Ring(points))
}

/// The tags of a feature: flat properties, or those under `tags`.
struct Tags<'a> {
    members: &'a JsonObject,
}

impl Tags<'_> {
    fn text(&self, name: &str) -> Option<String> {
        let nested = self.members.get("tags").and_then(|tags| tags.get(name));
        let text = match self.members.get(name).or(nested)? {
            serde_json::Value::String(text) => text.trim().to_owned(),
            serde_json::Value::Number(number) => number.to_string(),
            serde_json::Value::Bool(truth) => truth.to_string(),
            _ => return None,
        };
        (!text.is_empty()).then_some(text)
    }

    /// The Chinese name where one is given.
    fn name(&self) -> Option<String> {
        self.text("name:zh").or_else(|| self.text("name"))
    }

    /// Whether a feature of tiled extracts is of one of these kinds.
    fn kind_is(&self, kinds: &[&str]) -> bool {
        self.text("kind").is_some_and(|kind| kinds.contains(&kind.as_str()))
    }

    fn has(&self, name: &str) -> bool {
        self.text(name).is_some_and(|value| value != "no" && value != "false")
    }

    fn number(&self, name: &str) -> Option<f64> {
        let text = self.text(name)?;
        let digits: String = text.chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
        digits.parse().ok().filter(|number: &f64| number.is_finite() && *number > 0.0 && *number < 2_000.0)
    }
}

fn footprint(tags: &Tags<'_>, ring: Vec<LonLat>) -> FootprintFacts {
    let levels = tags.number("building:levels").map(|levels| format!("{:.0}", levels.ceil()));
    let levels: Option<u32> = levels.and_then(|levels| levels.parse().ok());
    let height_m = tags.number("height").or_else(|| levels.map(|levels| f64::from(levels) * STOREY_M));
    let id = tags.text("@id").or_else(|| tags.text("osm_id")).or_else(|| tags.text("id"));
    FootprintFacts {
        osm_id: id,
        name: tags.name(),
        street: tags.text("addr:street").or_else(|| tags.text("addr_street")),
        house_number: tags.text("addr:housenumber").or_else(|| tags.text("addr_housenumber")),
        levels,
        height_m,
        use_tag: tags.text("building").filter(|tag| tag != "yes").or_else(|| tags.text("kind_detail")),
        ring,
        more_rings: Vec::new(),
    }
}

fn is_building(tags: &Tags<'_>) -> bool {
    tags.has("building") || tags.kind_is(&["building"])
}

/// The class of a road that can be seen: no rails, ferries or tunnels.
fn road_class(tags: &Tags<'_>) -> Option<String> {
    if tags.has("tunnel") || tags.has("is_tunnel") {
        return None;
    }
    let tiled = tags.kind_is(&["highway", "major_road", "minor_road", "path"]);
    tags.text("highway").or_else(|| tags.text("kind_detail").or_else(|| tags.text("kind")).filter(|_| tiled))
}

fn is_water(tags: &Tags<'_>) -> bool {
    tags.kind_is(&["water", "riverbank", "river", "canal", "lake", "basin", "dock", "swimming_pool", "fountain"])
        || tags.text("natural").is_some_and(|tag| tag == "water")
        || tags.has("water")
        || tags.text("waterway").is_some_and(|tag| tag == "riverbank")
}

fn is_green(tags: &Tags<'_>) -> bool {
    let one_of = |name: &str, wanted: &[&str]| tags.text(name).is_some_and(|tag| wanted.contains(&tag.as_str()));
    tags.kind_is(&[
        "park",
        "grass",
        "forest",
        "garden",
        "recreation_ground",
        "natural_wood",
        "wood",
        "pitch",
        "playground",
        "meadow",
        "cemetery",
        "scrub",
        "golf_course",
    ]) || one_of(
        "landuse",
        &["grass", "forest", "meadow", "recreation_ground", "village_green", "orchard", "flowerbed", "cemetery"],
    ) || one_of("leisure", &["park", "garden", "pitch", "playground", "golf_course"])
        || one_of("natural", &["wood", "scrub", "grassland", "heath"])
}

/// Usual width of a road of a class, metres.
fn usual_width(class: &str) -> f64 {
    match class {
        "motorway" | "trunk" => 24.0,
        "primary" => 20.0,
        "secondary" => 16.0,
        "tertiary" => 12.0,
        "residential" | "unclassified" | "living_street" => 7.0,
        "service" | "track" | "minor_road" | "pedestrian" => 4.0,
        "major_road" => 14.0,
        _ => 2.5,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn features_become_ground() {
        let text = r#"{"type":"FeatureCollection","features":[
          {"type":"Feature","properties":{"@id":"way/1","building":"apartments","building:levels":"6","name":"1幢","addr:housenumber":"15"},
           "geometry":{"type":"Polygon","coordinates":[[[0,0],[0,1],[1,1],[1,0],[0,0]]]}},
          {"type":"Feature","properties":{"highway":"residential","name":"澄浪路"},"geometry":{"type":"LineString","coordinates":[[0,0],[1,1]]}},
          {"type":"Feature","properties":{"natural":"water"},"geometry":{"type":"MultiPolygon","coordinates":[[[[0,0],[1,0],[1,1],[0,0]]]]}},
          {"type":"Feature","properties":{"building":"yes"},"geometry":{"type":"Polygon","coordinates":[[[0,0],[0,0],[0,0],[0,0]]]}}]}"#;
        let ground = read_ground(text).unwrap();
        let building = &ground.buildings[0];
        assert_eq!((building.levels, building.height_m), (Some(6), Some(18.0)), "six storeys of three metres");
        assert_eq!(building.ring, [[1.0, 0.0], [1.0, 1.0], [0.0, 1.0], [0.0, 0.0]], "open and counter-clockwise");
        assert_eq!(
            (ground.roads.len(), ground.water.len(), ground.skipped),
            (1, 1, 1),
            "a point without area is no building"
        );
        let tiled = text.replace(r#""building":"apartments""#, r#""kind":"building","kind_detail":"apartments""#);
        assert_eq!(
            read_ground(&tiled).unwrap().buildings[0].use_tag.as_deref(),
            Some("apartments"),
            "tiled extracts say the same in other words"
        );
        assert!(ground.attribution.contains("OpenStreetMap"), "its makers are named");
    }

    #[test]
    fn what_is_no_geojson_is_refused() {
        assert_eq!(read_ground("姓名,电话"), Err(GroundError::NotGeoJson), "a ledger is no map");
    }
}
