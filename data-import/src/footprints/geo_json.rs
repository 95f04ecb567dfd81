//! GeoJSON (RFC 7946, and the files of before that name a coordinate system).

use super::found::{Found, Shape, What};
use super::tags::{Kind, Tags};
use super::{FootprintFacts, GroundError, OSM_ATTRIBUTION, RoadFacts};
use geojson::{Feature, FeatureCollection, GeoJson, JsonObject, Position};

/// Reads a GeoJSON text.
///
/// # Errors
/// [`GroundError`]; single broken features are skipped and counted.
pub fn read(text: &str) -> Result<Found, GroundError> {
    let json: GeoJson = text.parse().map_err(|_| GroundError::NotAMap)?;
    let collection = match json {
        GeoJson::FeatureCollection(collection) => collection,
        GeoJson::Feature(feature) => FeatureCollection { bbox: None, features: vec![feature], foreign_members: None },
        GeoJson::Geometry(_) => return Err(GroundError::NotAMap),
    };
    let members = collection.foreign_members.unwrap_or_default();
    let mut found = Found::begun(crs(&members), attribution(&members));
    let mut is_openstreetmap = false;
    for feature in collection.features {
        let empty = JsonObject::new();
        let tags = Tags::of(feature.properties.as_ref().unwrap_or(&empty));
        is_openstreetmap |= tags.is_openstreetmap();
        let id = tags.id().or_else(|| id_of(&feature));
        let shapes = feature.geometry.as_ref().map(|geometry| shapes(&geometry.value)).unwrap_or_default();
        if take(&mut found, &tags, id, shapes)? == 0 {
            found.skipped += 1;
        }
    }
    if is_openstreetmap && found.attribution.is_none() {
        found.attribution = Some(OSM_ATTRIBUTION.to_owned());
    }
    Ok(found)
}

/// The system of coordinates as files of before RFC 7946 name it.
fn crs(members: &JsonObject) -> Option<String> {
    let crs = members.get("crs")?;
    let name = crs.get("properties").and_then(|properties| properties.get("name")).unwrap_or(crs);
    name.as_str().map(str::to_owned)
}

fn attribution(members: &JsonObject) -> Option<String> {
    let said = |name: &str| members.get(name).and_then(serde_json::Value::as_str);
    // What is made by a query of OpenStreetMap's data carries their words.
    let is_theirs = |text: &str| text.contains("OpenStreetMap") || text.contains("overpass");
    if ["attribution", "copyright", "generator"].into_iter().filter_map(said).any(is_theirs) {
        return Some(OSM_ATTRIBUTION.to_owned());
    }
    said("attribution").or_else(|| said("copyright")).and_then(super::plain_line)
}

fn id_of(feature: &Feature) -> Option<String> {
    match feature.id.as_ref()? {
        geojson::feature::Id::String(id) => Some(id.clone()),
        geojson::feature::Id::Number(id) => Some(id.to_string()),
    }
}

/// Takes up what a feature's shapes are; says how many were.
fn take(found: &mut Found, tags: &Tags<'_>, id: Option<String>, shapes: Vec<Shape>) -> Result<usize, GroundError> {
    let (areas, lines): (Vec<Shape>, Vec<Shape>) =
        shapes.into_iter().partition(|shape| matches!(shape, Shape::Area(_)));
    let mut taken = 0;
    if let Some(kind) = tags.of_area().filter(|_| !areas.is_empty())
        && let Some(what) = area(tags, id, kind)
    {
        found.take(what, areas)?;
        taken += 1;
    }
    if let Some(Kind::Road(class)) = tags.of_line().filter(|_| !lines.is_empty()) {
        let width_m = tags.road_width(&class);
        found.take(What::Road(RoadFacts { name: tags.name(), class, width_m, line: Vec::new() }), lines)?;
        taken += 1;
    }
    Ok(taken)
}

fn area(tags: &Tags<'_>, id: Option<String>, kind: Kind) -> Option<What> {
    Some(match kind {
        Kind::Building => What::Building(footprint(tags, id)),
        Kind::Part => {
            let (levels, height_m) = tags.extent_up();
            What::Part { of: tags.text("root_id")?, levels, height_m }
        }
        Kind::Water => What::Water(tags.name()),
        Kind::Green => What::Green(tags.name()),
        Kind::Site => What::Site(tags.first(&["小区"]).or_else(|| tags.name())),
        Kind::Road(_) => return None,
    })
}

fn footprint(tags: &Tags<'_>, source_id: Option<String>) -> FootprintFacts {
    let (levels, height_m) = tags.extent_up();
    FootprintFacts {
        source_id,
        name: tags.name(),
        site: tags.first(&["addr:place", "addr:neighbourhood", "小区", "小区名称"]),
        street: tags.first(&["addr:street", "addr_street", "街路巷"]),
        house_number: tags.first(&["addr:housenumber", "addr_housenumber", "门牌号"]),
        levels,
        height_m,
        is_height_said: height_m.is_some(),
        use_tag: tags.text("building").filter(|tag| tag != "yes").or_else(|| tags.text("kind_detail")),
        shape: Default::default(),
    }
}

fn shapes(geometry: &geojson::GeometryValue) -> Vec<Shape> {
    use geojson::GeometryValue as V;
    let rings = |polygon: &Vec<Vec<Position>>| Shape::Area(polygon.iter().map(|ring| points(ring)).collect());
    match geometry {
        V::Polygon { coordinates } => vec![rings(coordinates)],
        V::MultiPolygon { coordinates } => coordinates.iter().map(rings).collect(),
        V::LineString { coordinates } => vec![Shape::Line(points(coordinates))],
        V::MultiLineString { coordinates } => coordinates.iter().map(|part| Shape::Line(points(part))).collect(),
        V::GeometryCollection { geometries } => geometries.iter().flat_map(|part| shapes(&part.value)).collect(),
        _ => Vec::new(),
    }
}

/// Points of a ring; one that is broken breaks the ring, which is told by a number that is none.
fn points(positions: &[Position]) -> Vec<[f64; 2]> {
    let point = |position: &Position| match *position.as_slice() {
        [x, y, ..] => [x, y],
        _ => [f64::NAN, f64::NAN],
    };
    positions.iter().map(point).collect()
}
