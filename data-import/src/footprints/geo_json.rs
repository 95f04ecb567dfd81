//! GeoJSON (RFC 7946, and the files of before that name a coordinate system), feature by feature: one that is broken is
//! left out and counted, and none but the one being read is held as it is written.

use super::found::{Found, Origin, Shape, What};
use super::outline::broken;
use super::rejected::Reject;
use super::tags::{Kind, Tags, is_identity};
use super::{FootprintFacts, GroundError, OSM_ATTRIBUTION, Progress, RoadFacts};
use geojson::{Feature, JsonObject, Position};
use serde::Deserializer;
use serde::de::{DeserializeSeed, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;
use std::fmt;

/// Reads a GeoJSON text: a collection of features, or one.
///
/// # Errors
/// [`GroundError`]; single broken features are left out and counted.
pub fn read(text: &str, kind: &str, progress: Progress<'_>) -> Result<Found, GroundError> {
    let mut reading = Reading {
        found: Found::default(),
        members: JsonObject::new(),
        is_openstreetmap: false,
        number: 0,
        bytes: (0, text.len() as u64),
        progress,
        stopped: None,
    };
    if kind == "Feature" {
        reading.feature(text)?;
    } else {
        let mut json = serde_json::Deserializer::from_str(text);
        if let Err(error) = Collection(&mut reading).deserialize(&mut json) {
            let number = reading.number;
            return Err(reading.stopped.unwrap_or_else(|| broken(&error, (number > 0).then_some(number))));
        }
    }
    Ok(reading.finish())
}

struct Reading<'p> {
    found: Found,
    /// Members of the collection that say something about it.
    members: JsonObject,
    is_openstreetmap: bool,
    /// Features begun.
    number: u64,
    /// Bytes of features done, and of the text.
    bytes: (u64, u64),
    progress: Progress<'p>,
    stopped: Option<GroundError>,
}

impl Reading<'_> {
    /// Takes the next feature up, as it is written.
    fn feature(&mut self, written: &str) -> Result<(), GroundError> {
        self.number += 1;
        let Ok(feature) = serde_json::from_str::<Feature>(written) else {
            self.found.rejects.push(self.number, None, Reject::Unreadable);
            return Ok(());
        };
        let empty = JsonObject::new();
        let tags = Tags::of(feature.properties.as_ref().unwrap_or(&empty));
        self.is_openstreetmap |= tags.is_openstreetmap();
        let id = tags.id().or_else(|| id_of(&feature));
        let origin = Origin { number: self.number, id };
        let identity = tags.identity().or_else(|| id_of(&feature).filter(|id| is_identity(id)));
        match feature.geometry.as_ref().map(|geometry| shapes(&geometry.value)) {
            Some(shapes) => take(&mut self.found, &tags, (origin, identity), shapes)?,
            None if tags.of_area().is_some() || tags.of_line().is_some() => {
                self.found.rejects.push(self.number, origin.id.as_deref(), Reject::NoGeometry);
            }
            None => self.found.skipped += 1,
        }
        self.bytes.0 += written.len() as u64;
        if self.number.is_multiple_of(TELL_EVERY) {
            (self.progress)(self.bytes.0, self.bytes.1);
        }
        Ok(())
    }

    fn finish(mut self) -> Found {
        let named = attribution(&self.members);
        let theirs = || self.is_openstreetmap.then(|| OSM_ATTRIBUTION.to_owned());
        self.found.crs = crs(&self.members);
        self.found.attribution = named.or_else(theirs);
        self.found
    }
}

/// Features between two words about how far the reading is.
const TELL_EVERY: u64 = 1_000;
/// Members of a collection that say something about it.
const SAYING: [&str; 4] = ["crs", "attribution", "copyright", "generator"];

struct Collection<'r, 'p>(&'r mut Reading<'p>);

impl<'de> DeserializeSeed<'de> for Collection<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Collection<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a collection of features")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(name) = map.next_key::<String>()? {
            if name == "features" {
                map.next_value_seed(Features(self.0))?;
            } else if SAYING.contains(&name.as_str()) {
                let value = map.next_value()?;
                self.0.members.insert(name, value);
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
    }
}

struct Features<'r, 'p>(&'r mut Reading<'p>);

impl<'de> DeserializeSeed<'de> for Features<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Features<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of features")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while let Some(written) = list.next_element::<&RawValue>()? {
            if let Err(stopped) = self.0.feature(written.get()) {
                self.0.stopped = Some(stopped);
                return Err(A::Error::custom("stopped"));
            }
        }
        Ok(())
    }
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
        geojson::feature::Id::String(id) => super::plain_line(id),
        geojson::feature::Id::Number(id) => Some(id.to_string()),
    }
}

/// Takes up what a feature's shapes are; one of which nothing is drawn is passed over.
fn take(
    found: &mut Found,
    tags: &Tags<'_>,
    (origin, identity): (Origin, Option<String>),
    shapes: Vec<Shape>,
) -> Result<(), GroundError> {
    let (areas, lines): (Vec<Shape>, Vec<Shape>) =
        shapes.into_iter().partition(|shape| matches!(shape, Shape::Area(_)));
    let of_area = tags.of_area().filter(|_| !areas.is_empty()).and_then(|kind| drawn(tags, &identity, kind));
    let of_line = tags.of_line().filter(|_| !lines.is_empty()).and_then(|kind| drawn(tags, &identity, kind));
    if of_area.is_none() && of_line.is_none() {
        found.skipped += 1;
    }
    if let Some(what) = of_area {
        found.take(origin.clone(), what, areas)?;
    }
    if let Some(what) = of_line {
        found.take(origin, what, lines)?;
    }
    Ok(())
}

fn drawn(tags: &Tags<'_>, identity: &Option<String>, kind: Kind) -> Option<What> {
    Some(match kind {
        Kind::Building => What::Building(footprint(tags, identity.clone())),
        Kind::Part => {
            let (levels, height_m) = tags.extent_up();
            What::Part { of: tags.text("root_id")?, levels, height_m }
        }
        Kind::Road(class) => {
            let width_m = tags.road_width(&class);
            What::Road(RoadFacts { name: tags.name(), class, width_m, line: Vec::new() })
        }
        Kind::Stream(class) => What::Stream { name: tags.name(), width_m: tags.stream_width(&class) },
        Kind::Paved => What::Paved(tags.name()),
        Kind::Water => What::Water(tags.name()),
        Kind::Green => What::Green(tags.name()),
        Kind::Site => What::Site(tags.first(&["小区"]).or_else(|| tags.name())),
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
