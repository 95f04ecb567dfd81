//! What of a city model is the quiet base: roads, rails and squares, water, green, land by its use.

use super::model::CityObject;
use crate::footprints::RoadFacts;
use crate::footprints::found::What;

/// Attributes in which city models say what an object is used as.
const USES: [&str; 6] = ["class", "function", "usage", "bgt_fysiekvoorkomen", "plus_fysiekvoorkomen", "用途"];
/// Carriageway of a road that is only a line, and width of a watercourse that is, metres.
const ROAD_M: f64 = 6.0;
const WATERWAY_M: f64 = 12.0;

/// Words of uses, and what they are drawn as.
const GREEN: [&str; 18] = [
    "green",
    "grass",
    "park",
    "garden",
    "forest",
    "wood",
    "meadow",
    "vegetation",
    "agricultur",
    "cemetery",
    "groen",
    "gras",
    "bos",
    "begroeid",
    "绿",
    "草",
    "林",
    "农",
];
const WATER: [&str; 6] = ["water", "lake", "river", "pond", "水", "河"];
const PAVED: [&str; 10] =
    ["traffic", "parking", "paved", "road", "verharding", "parkeer", "square", "铺装", "停车", "道路"];
const DWELLING: [&str; 4] = ["residential", "wonen", "居住", "住宅"];

/// What an object is drawn as besides buildings; none for what is not drawn.
pub fn drawn_as(object: &CityObject) -> Option<What> {
    Some(match object.kind.as_str() {
        "Road" | "Railway" | "TransportSquare" | "Square" | "Track" => What::Paved(object.name()),
        "WaterBody" | "WaterSurface" | "Waterway" => What::Water(object.name()),
        "PlantCover" => What::Green(object.name()),
        "LandUse" => return land(object),
        _ => return None,
    })
}

/// What an object is drawn as whose geometry is lines.
pub fn as_line(object: &CityObject, what: &What) -> Option<What> {
    let class = match object.kind.as_str() {
        "Road" | "Railway" | "Track" => object.kind.to_ascii_lowercase(),
        _ => {
            let What::Water(name) = what else { return None };
            return Some(What::Stream { name: name.clone(), width_m: WATERWAY_M });
        }
    };
    Some(What::Road(RoadFacts { name: object.name(), class, width_m: ROAD_M, line: Vec::new() }))
}

/// Land by its use; bare ground and yards are the sheet of paper itself.
fn land(object: &CityObject) -> Option<What> {
    let said: Vec<String> =
        USES.iter().filter_map(|name| object.text(&[name])).map(|text| text.to_lowercase()).collect();
    let is_one_of = |words: &[&str], code: char| {
        said.iter().any(|text| words.iter().any(|word| text.contains(word)) || is_code(text, code))
    };
    // What is not paved is no pavement.
    let is_bare = said.iter().any(|text| text.contains("onverhard") || text.contains("unpaved"));
    if is_one_of(&GREEN, '3') {
        Some(What::Green(object.name()))
    } else if is_one_of(&WATER, '4') {
        Some(What::Water(object.name()))
    } else if is_one_of(&PAVED, '2') && !is_bare {
        Some(What::Paved(object.name()))
    } else if is_one_of(&DWELLING, '-') && object.name().is_some() {
        Some(What::Site(object.name()))
    } else {
        None
    }
}

/// The codes of CityGML's land uses: 2000 traffic, 3000 vegetation, 4000 water.
fn is_code(text: &str, first: char) -> bool {
    text.len() == 4 && text.starts_with(first) && text.chars().all(|c| c.is_ascii_digit())
}
