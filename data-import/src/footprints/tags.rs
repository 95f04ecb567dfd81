//! What the tags of a map feature say: OpenStreetMap's own, or the kinds of tiled extracts of it.

use super::plain_line;
use geojson::JsonObject;

/// Storey height used where only the height is known, metres.
pub const STOREY_M: f64 = 3.0;
/// Numbers of a tag beyond this are misprints: metres, floors.
const MOST: f64 = 2_000.0;

/// The tags of a feature: flat properties, or those under `tags`.
pub struct Tags<'a> {
    members: &'a JsonObject,
}

/// What a feature is drawn as.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// A building.
    Building,
    /// A part of a building, with a height of its own.
    Part,
    /// A road of a class.
    Road(String),
    /// A road or square as an area.
    Paved,
    /// Running water of a class, as a line.
    Stream(String),
    /// Water.
    Water,
    /// Park, grass, wood.
    Green,
    /// Outline of a compound (小区, 单位大院).
    Site,
}

impl<'a> Tags<'a> {
    /// The tags among these properties.
    pub const fn of(members: &'a JsonObject) -> Self {
        Self { members }
    }

    /// A tag's text, as one short line.
    pub fn text(&self, name: &str) -> Option<String> {
        let nested = self.members.get("tags").and_then(|tags| tags.get(name));
        let text = match self.members.get(name).or(nested)? {
            serde_json::Value::String(text) => return plain_line(text),
            serde_json::Value::Number(number) => number.to_string(),
            serde_json::Value::Bool(truth) => truth.to_string(),
            _ => return None,
        };
        Some(text)
    }

    /// The first of these tags that says something.
    pub fn first(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| self.text(name))
    }

    /// The Chinese name where one is given.
    pub fn name(&self) -> Option<String> {
        self.first(&["name:zh", "name", "名称", "楼名", "NAME"])
    }

    /// A positive number: metres where it is written in feet, else its unit passed over.
    pub fn number(&self, names: &[&str]) -> Option<f64> {
        number_of(&self.first(names)?).filter(|number| number.is_finite() && *number > 0.0 && *number < MOST)
    }

    /// Whether a feature of tiled extracts is of one of these kinds.
    fn kind_is(&self, kinds: &[&str]) -> bool {
        self.text("kind").is_some_and(|kind| kinds.contains(&kind.as_str()))
    }

    fn has(&self, name: &str) -> bool {
        self.text(name).is_some_and(|value| value != "no" && value != "false")
    }

    fn one_of(&self, name: &str, wanted: &[&str]) -> bool {
        self.text(name).is_some_and(|tag| wanted.contains(&tag.as_str()))
    }

    /// Whether it is of OpenStreetMap, by its words.
    pub fn is_openstreetmap(&self) -> bool {
        self.text("source").is_some_and(|source| source.contains("openstreetmap"))
            || self.text("osm_id").is_some()
            || self.text("@id").is_some_and(|id| ["node/", "way/", "relation/"].iter().any(|kind| id.starts_with(kind)))
    }

    /// What the file calls a feature, within itself.
    pub fn id(&self) -> Option<String> {
        self.first(&["@id", "osm_id", "id", "OBJECTID", "FID"])
    }

    /// Identity in the map source, which stays when the map is written anew. The numbers that software gives to the rows of
    /// a file (`OBJECTID`, `FID`, an `id` that only counts) are none: every file has a first row.
    pub fn identity(&self) -> Option<String> {
        self.first(&["@id", "osm_id"]).or_else(|| self.text("id").filter(|id| is_identity(id)))
    }

    /// Floors and height; one from the other where only that is known.
    pub fn extent_up(&self) -> (Option<u32>, Option<f64>) {
        let levels = self.number(&["building:levels", "levels", "floors", "地上层数", "层数"]);
        let levels: Option<u32> = levels.and_then(|levels| format!("{:.0}", levels.ceil()).parse().ok());
        let height = self.number(&["height", "building:height", "高度"]);
        (levels, height.or_else(|| levels.map(|levels| f64::from(levels) * STOREY_M)))
    }

    /// What an area is drawn as.
    pub fn of_area(&self) -> Option<Kind> {
        if self.kind_is(&["building_part"]) || (self.has("building:part") && !self.has("building")) {
            return Some(Kind::Part);
        }
        if self.has("building") || self.kind_is(&["building"]) {
            return Some(Kind::Building);
        }
        if self.is_water() {
            return Some(Kind::Water);
        }
        if self.is_green() {
            return Some(Kind::Green);
        }
        if self.is_paved() {
            return Some(Kind::Paved);
        }
        self.is_site().then_some(Kind::Site)
    }

    /// What a line is drawn as: roads and running water that can be seen, no rails, ferries, tunnels or culverts.
    pub fn of_line(&self) -> Option<Kind> {
        if self.has("tunnel") || self.has("is_tunnel") {
            return None;
        }
        if let Some(class) = self.running_water() {
            return Some(Kind::Stream(class));
        }
        let tiled = self.kind_is(&["highway", "major_road", "minor_road", "path"]);
        let class = self.text("highway");
        class.or_else(|| self.first(&["kind_detail", "kind"]).filter(|_| tiled)).map(Kind::Road)
    }

    /// Width of a road of a class, metres: as tagged, by its lanes, or as usual.
    pub fn road_width(&self, class: &str) -> f64 {
        let lanes = self.number(&["lanes"]).filter(|lanes| *lanes <= 16.0).map(|lanes| lanes * 3.5);
        self.number(&["width"]).filter(|width| *width <= 100.0).or(lanes).unwrap_or_else(|| usual_width(class))
    }

    /// Width of running water of a class, metres: as tagged or as usual.
    pub fn stream_width(&self, class: &str) -> f64 {
        self.number(&["width", "est_width"]).filter(|width| *width <= 500.0).unwrap_or(match class {
            "river" => 20.0,
            "canal" => 12.0,
            "stream" => 3.0,
            _ => 1.5,
        })
    }

    /// The class of running water that lies open.
    fn running_water(&self) -> Option<String> {
        const CLASSES: [&str; 5] = ["river", "canal", "stream", "ditch", "drain"];
        let of_tiles = || self.text("kind").filter(|_| !self.has("highway"));
        self.text("waterway").or_else(of_tiles).filter(|class| CLASSES.contains(&class.as_str()))
    }

    fn is_paved(&self) -> bool {
        self.has("area:highway") || self.has("highway") || self.one_of("place", &["square"])
    }

    fn is_water(&self) -> bool {
        const KINDS: &[&str] =
            &["water", "riverbank", "river", "canal", "lake", "basin", "dock", "swimming_pool", "fountain"];
        self.kind_is(KINDS)
            || self.one_of("natural", &["water", "bay"])
            || self.has("water")
            || self.one_of("waterway", &["riverbank", "dock"])
            || self.one_of("landuse", &["reservoir", "basin"])
    }

    fn is_green(&self) -> bool {
        const KINDS: &[&str] = &[
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
        ];
        const LAND: &[&str] =
            &["grass", "forest", "meadow", "recreation_ground", "village_green", "orchard", "flowerbed", "cemetery"];
        self.kind_is(KINDS)
            || self.one_of("landuse", LAND)
            || self.one_of("leisure", &["park", "garden", "pitch", "playground", "golf_course"])
            || self.one_of("natural", &["wood", "scrub", "grassland", "heath"])
    }

    /// Compounds of dwellings, and those of others where they have a name.
    fn is_site(&self) -> bool {
        const OTHERS: &[&str] =
            &["commercial", "industrial", "retail", "education", "school", "university", "hospital"];
        self.kind_is(&["residential", "neighbourhood"])
            || self.one_of("landuse", &["residential"])
            || self.one_of("place", &["neighbourhood", "quarter", "hamlet", "isolated_dwelling"])
            || self.has("小区")
            || (self.name().is_some()
                && (self.kind_is(OTHERS) || self.one_of("landuse", OTHERS) || self.one_of("amenity", OTHERS)))
    }
}

/// Digits below which an identity is only the number of a row.
const ROW_DIGITS: usize = 7;

/// Whether a text tells a feature from those of other files.
pub fn is_identity(id: &str) -> bool {
    !id.chars().all(|c| c.is_ascii_digit()) || id.len() >= ROW_DIGITS
}

/// Metres in a foot.
const FOOT_M: f64 = 0.304_8;

/// The number that a text begins with: `18 m`, `1,200`, `12,5`, `60 ft`, `6层`.
fn number_of(text: &str) -> Option<f64> {
    let end = text.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ','))).unwrap_or(text.len());
    let (digits, unit) = text.split_at_checked(end)?;
    let groups: Vec<&str> = digits.split(',').collect();
    let is_grouped = groups.iter().skip(1).all(|group| group.split('.').next().is_some_and(|three| three.len() == 3));
    let plain = if is_grouped || groups.len() > 2 { digits.replace(',', "") } else { digits.replace(',', ".") };
    let number: f64 = plain.parse().ok()?;
    let unit = unit.trim().to_lowercase();
    let is_feet = ["ft", "feet", "foot", "'", "′", "英尺"].iter().any(|foot| unit.starts_with(foot));
    Some(if is_feet { number * FOOT_M } else { number })
}

/// Usual width of a road of a class, metres.
fn usual_width(class: &str) -> f64 {
    match class {
        "motorway" | "trunk" => 24.0,
        "primary" => 20.0,
        "secondary" => 16.0,
        "tertiary" => 12.0,
        "residential" | "unclassified" | "living_street" => 7.0,
        "motorway_link" | "trunk_link" | "primary_link" | "secondary_link" | "tertiary_link" => 6.0,
        "service" | "track" | "minor_road" | "pedestrian" => 4.0,
        "major_road" => 14.0,
        _ => 2.5,
    }
}
