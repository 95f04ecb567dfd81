//! The quiet base of a map: roads, squares, water and green of city models, rivers that are only lines.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop at what it does not expect")]

use louce_import::footprints::{AreaFacts, GroundProposal, read_ground};

fn read(text: &str) -> GroundProposal {
    read_ground(text.as_bytes(), None).unwrap()
}

fn line(properties: &str) -> String {
    format!(
        r#"{{"type":"FeatureCollection","features":[{{"type":"Feature","properties":{{{properties}}},"geometry":{{"type":"LineString","coordinates":[[121,29],[121.001,29]]}}}}]}}"#
    )
}

/// North to south, metres.
fn width(area: &AreaFacts) -> f64 {
    let north = area.shape.ring.iter().map(|[_, y]| *y);
    (north.clone().fold(f64::MIN, f64::max) - north.fold(f64::MAX, f64::min)) * 111_132.0
}

#[test]
fn a_river_that_is_a_line_becomes_water_of_a_sensible_width() {
    for (properties, metres) in [
        (r#""waterway":"river","name":"月河""#, 20.0),
        (r#""waterway":"canal""#, 12.0),
        (r#""waterway":"stream""#, 3.0),
        (r#""waterway":"ditch""#, 1.5),
        (r#""waterway":"river","width":"45 m""#, 45.0),
        (r#""waterway":"river","width":"99999""#, 20.0),
        (r#""kind":"river""#, 20.0),
    ] {
        let ground = read(&line(properties));
        assert_eq!((ground.water.len(), ground.streams), (1, 1), "{properties}: water, and that it was a line");
        assert!((width(&ground.water[0]) - metres).abs() < 0.1, "{properties}: {} m", width(&ground.water[0]));
    }
    assert_eq!(
        read(&line(r#""waterway":"river","name":"月河""#)).water[0].name.as_deref(),
        Some("月河"),
        "with its name"
    );
}

#[test]
fn water_that_cannot_be_seen_is_not_drawn() {
    for properties in [r#""waterway":"stream","tunnel":"culvert""#, r#""waterway":"dam""#, r#""waterway":"weir""#] {
        let ground = read(&line(properties));
        assert_eq!((ground.water.len(), ground.skipped), (0, 1), "{properties}");
    }
}

#[test]
fn a_square_of_the_map_is_paved() {
    let text = line(r#""highway":"pedestrian","name":"望湖广场""#)
        .replace("LineString", "Polygon")
        .replace("[[121,29],[121.001,29]]", "[[[121,29],[121.001,29],[121.001,29.001]]]");
    let ground = read(&text);
    assert_eq!(ground.paved[0].name.as_deref(), Some("望湖广场"), "its area, with its name");
    assert!(ground.roads.is_empty(), "and no road around it");
}

/// One object of a kind on the first four vertices, and what it says of itself.
fn city(kind: &str, attributes: &str, geometry: &str) -> GroundProposal {
    let text = format!(
        r#"{{"type":"CityJSON","version":"1.1","transform":{{"scale":[0.001,0.001,0.001],"translate":[121,29,0]}},
        "CityObjects":{{"x":{{"type":"{kind}","attributes":{{{attributes}}},"geometry":[{geometry}]}}}},
        "vertices":[[0,0,0],[20,0,0],[20,10,0],[0,10,0]]}}"#
    );
    read(&text)
}

const SURFACE: &str = r#"{"type":"MultiSurface","lod":"1","boundaries":[[[0,1,2]],[[0,2,3]]]}"#;
const LINE: &str = r#"{"type":"MultiLineString","lod":"0","boundaries":[[0,1],[1,2]]}"#;

#[test]
fn what_lies_on_the_ground_of_a_city_is_its_base() {
    let layers =
        |ground: &GroundProposal| [&ground.paved, &ground.water, &ground.green, &ground.sites].map(|layer| layer.len());
    for (kind, attributes, wanted) in [
        ("Road", "", [1, 0, 0, 0]),
        ("Railway", "", [1, 0, 0, 0]),
        ("TransportSquare", "", [1, 0, 0, 0]),
        ("WaterBody", "", [0, 1, 0, 0]),
        ("PlantCover", "", [0, 0, 1, 0]),
        ("LandUse", r#""class":"3000""#, [0, 0, 1, 0]),
        ("LandUse", r#""function":"Grassland""#, [0, 0, 1, 0]),
        ("LandUse", r#""bgt_fysiekvoorkomen":"gesloten verharding""#, [1, 0, 0, 0]),
        ("LandUse", r#""usage":"绿地""#, [0, 0, 1, 0]),
        ("LandUse", r#""class":"4000""#, [0, 1, 0, 0]),
        ("LandUse", r#""function":"居住用地","name":"望湖家园""#, [0, 0, 0, 1]),
        ("LandUse", r#""bgt_fysiekvoorkomen":"onverhard""#, [0, 0, 0, 0]),
        ("LandUse", r#""bgt_fysiekvoorkomen":"erf""#, [0, 0, 0, 0]),
        ("TINRelief", "", [0, 0, 0, 0]),
    ] {
        let ground = city(kind, attributes, SURFACE);
        assert_eq!(layers(&ground), wanted, "{kind} {attributes}: one area of its two triangles");
        assert_eq!(ground.skipped, u64::from(wanted == [0; 4]), "{kind} {attributes}: what is not drawn is counted");
    }
}

#[test]
fn a_road_or_river_of_a_city_that_is_a_line_is_drawn_as_one() {
    let road = city("Road", r#""name":"澄浪路""#, LINE);
    assert_eq!((road.roads.len(), road.paved.len()), (2, 0), "its two lines");
    assert_eq!(road.roads[0].name.as_deref(), Some("澄浪路"), "with its name");
    let river = city("WaterBody", "", LINE);
    assert_eq!((river.water.len(), river.streams), (1, 1), "one strip of water");
    let both = city("Road", "", &format!("{LINE},{SURFACE}"));
    assert_eq!((both.roads.len(), both.paved.len()), (0, 1), "a road that is surveyed is its area");
}
