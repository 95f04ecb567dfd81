//! Map files that are broken, odd or none: each is refused with what it is and what to do, or read without the features that
//! are broken, each of them counted with its reason.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic,
    reason = "a test may stop at what it does not expect"
)]

use louce_import::error::LooksLike;
use louce_import::footprints::{Fault, GroundError, GroundProposal, NoMap, Reject, read_ground};

const SOUND: &str = r#"{"type":"Feature","properties":{"building":"yes"},"geometry":{"type":"Polygon","coordinates":[[[1,1],[1.001,1],[1.001,1.001],[1,1]]]}}"#;

fn collection(features: &[&str]) -> String {
    format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(","))
}

fn drawn(properties: &str, geometry: &str) -> String {
    format!(r#"{{"type":"Feature","properties":{{{properties}}},"geometry":{geometry}}}"#)
}

fn building(rings: &str) -> String {
    drawn(r#""building":"yes""#, &format!(r#"{{"type":"Polygon","coordinates":{rings}}}"#))
}

fn read(text: &str) -> GroundProposal {
    read_ground(text.as_bytes(), None).unwrap()
}

fn refused(bytes: &[u8]) -> GroundError {
    read_ground(bytes, None).unwrap_err()
}

/// What becomes of a feature between two sound ones.
fn fate(feature: &str) -> (usize, Option<Reject>) {
    let ground = read(&collection(&[SOUND, feature, SOUND]));
    let rejected = ground.rejects.named.first();
    assert!(rejected.is_none_or(|rejected| rejected.feature == 2), "its place in the file is said: {rejected:?}");
    (ground.buildings.len(), rejected.map(|rejected| rejected.why))
}

#[test]
fn a_broken_feature_is_left_out_with_its_reason_and_the_others_are_read() {
    let nested = format!("{}1{}", "[".repeat(2_000), "]".repeat(2_000));
    let corners: Vec<String> =
        (0..210_000).map(|n| format!("[{},{}]", 1.0 + f64::from(n) * 1e-6, f64::from(n % 2))).collect();
    let huge = format!("[[{},[1,9]]]", corners.join(","));
    let cases: [(&str, String, Reject); 17] = [
        ("a number no computer holds", building("[[[1,1],[1e999,1],[1,2]]]"), Reject::Unreadable),
        ("a text for a number", building(r#"[[["1","1"],["2","1"],["2","2"]]]"#), Reject::Unreadable),
        ("deeper than anything is", building(&nested), Reject::Unreadable),
        ("no feature at all", "7".to_owned(), Reject::Unreadable),
        ("another type", SOUND.replace("\"Feature\"", "\"Thing\""), Reject::Unreadable),
        (
            "the same member twice",
            SOUND.replace("\"properties\"", "\"geometry\":null,\"properties\""),
            Reject::Unreadable,
        ),
        ("no geometry", drawn(r#""building":"yes""#, "null"), Reject::NoGeometry),
        ("no ring", building("[]"), Reject::NoGeometry),
        ("an empty ring", building("[[]]"), Reject::NoGeometry),
        ("two corners", building("[[[1,1],[2,2],[1,1]]]"), Reject::NoArea),
        ("a corner of one number", building("[[[1],[2,1],[2,2]]]"), Reject::NoPlace),
        ("a corner beside the earth", building("[[[1,1],[200,1],[2,2]]]"), Reject::NoPlace),
        ("across the date line", building("[[[179.9,1],[-179.9,1],[-179.9,2],[179.9,2]]]"), Reject::DateLine),
        ("at the pole", building("[[[1,89],[2,89],[2,90]]]"), Reject::Pole),
        ("crossed", building("[[[0,0],[0.004,0.0012],[0.004,0],[0,0.002]]]"), Reject::Crossed),
        ("too many corners", building(&huge), Reject::TooManyCorners),
        (
            "a line of one point",
            drawn(r#""highway":"path""#, r#"{"type":"LineString","coordinates":[[1,1],[1,1]]}"#),
            Reject::NoArea,
        ),
    ];
    for (what, feature, why) in cases {
        assert_eq!(fate(&feature), (2, Some(why)), "{what}");
    }
}

#[test]
fn what_is_only_odd_is_read() {
    for (what, feature) in [
        ("an open ring", building("[[[0.0001,0.0001],[0.0002,0.0001],[0.0002,0.0002]]]")),
        (
            "a ring closed with another corner",
            building("[[[0.0001,0.0001],[0.0002,0.0001],[0.0002,0.0002],[0.0001,0.000100000001]]]"),
        ),
        (
            "a hole beside it",
            building(
                "[[[0.0001,0.0001],[0.0002,0.0001],[0.0002,0.0002],[0.0001,0.0001]],[[0.0005,0.0005],[0.0006,0.0005],[0.0006,0.0006],[0.0005,0.0005]]]",
            ),
        ),
        (
            "a negative height",
            drawn(
                r#""building":"yes","height":"-9","building:levels":"-2""#,
                r#"{"type":"Polygon","coordinates":[[[0.0001,0.0001],[0.0002,0.0001],[0.0002,0.0002]]]}"#,
            ),
        ),
        (
            "heights and depths of corners",
            building("[[[0.0001,0.0001,0.0005],[0.0002,0.0001,0.0005,0.0009],[0.0002,0.0002,0.0005]]]"),
        ),
    ] {
        assert_eq!(fate(&feature), (3, None), "{what}");
    }
    let ground = read(&collection(&[&building(
        "[[[0.0001,0.0001],[0.0002,0.0001],[0.0002,0.0002],[0.0001,0.0001]],[[0.0005,0.0005],[0.0006,0.0005],[0.0006,0.0006],[0.0005,0.0005]]]",
    )]));
    assert!(ground.buildings[0].shape.holes.is_empty(), "a courtyard lies inside");
    let sunk = read(&collection(&[&drawn(
        r#""building":"yes","height":"-9""#,
        r#"{"type":"Polygon","coordinates":[[[0.0001,0.0001],[0.0002,0.0001],[0.0002,0.0002]]]}"#,
    )]));
    assert_eq!(sunk.buildings[0].height_m, None, "nothing is nine metres below itself high");
    let points =
        collection(&[SOUND, &drawn(r#""amenity":"bench""#, r#"{"type":"Point","coordinates":[0.0001,0.0001]}"#)]);
    assert_eq!((read(&points).skipped, read(&points).rejects.count), (1, 0), "a bench is not drawn, and no fault");
}

#[test]
fn only_the_first_of_many_faults_are_named_and_all_are_counted() {
    let broken = building("[]");
    let ground = read(&collection(&[vec![SOUND], vec![broken.as_str(); 300]].concat()));
    assert_eq!((ground.rejects.named.len(), ground.rejects.count), (200, 300), "the list stays short, the count true");
}

#[test]
fn a_text_that_is_no_sound_json_says_where() {
    let place = |text: &str| match refused(text.as_bytes()) {
        GroundError::Broken { line, column, feature, fault } => (line, column, feature, fault),
        other => panic!("{other:?}"),
    };
    let (one, nan) = (collection(&[SOUND, SOUND]), building("[[[1,1],[NaN,1],[2,2]]]"));
    let (line, _, feature, fault) = place(&one[..one.len() - 60]);
    assert_eq!((line, feature, fault), (1, Some(2), Fault::CutOff), "a copy that broke off in the second feature");
    let (line, column, feature, fault) =
        place(&collection(&[SOUND, SOUND, &nan]).replace("[{", "[\n{").replace("},{", "},\n{"));
    assert_eq!((line, feature, fault), (4, Some(3), Fault::Syntax), "NaN is no number of JSON");
    assert!(column > 80, "and stands far in: {column}");
    let (.., fault) = place(r#"{"type":"FeatureCollection","features":7}"#);
    assert_eq!(fault, Fault::Shape, "seven are no features");
    let words = refused(collection(&[SOUND, &nan]).as_bytes()).words();
    assert!(words.0.contains("第 2 个要素") && words.0.contains("NaN") && words.0.contains('请'), "{}", words.0);
    let deep = format!(r#"{{"type":"FeatureCollection","x":{}"#, "[".repeat(1_000_000));
    assert!(matches!(refused(deep.as_bytes()), GroundError::Broken { .. }), "depth costs nothing");
}

#[test]
fn a_json_that_is_no_map_is_told_what_it_is_and_what_is_read() {
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let cases: [(&[u8], NoMap); 18] = [
        (br#"[{"name":"a","phone":"1"},{"name":"b"}]"#, NoMap::Records { names: names(&["name", "phone"]) }),
        (br#"{"name":"louce","version":"1.0"}"#, NoMap::Object { names: names(&["name", "version"]) }),
        (b"{}", NoMap::Object { names: vec![] }),
        (br#"{"type":"module","features":{"a":1}}"#, NoMap::Object { names: names(&["type", "features"]) }),
        (br#"{"type":"Point","coordinates":[1,2]}"#, NoMap::BareGeometry { kind: "Point".into() }),
        (br#"{"type":"Topology","objects":{},"arcs":[]}"#, NoMap::TopoJson),
        (br#"{"geometryType":"esriGeometryPolygon","features":[{"attributes":{}}]}"#, NoMap::EsriJson),
        (br#"{"version":0.6,"generator":"Overpass API","elements":[]}"#, NoMap::Overpass),
        (br#"{"asset":{"version":"1.0"},"root":{}}"#, NoMap::Model),
        (b"{\"type\":\"CityJSON\",\"version\":\"2.0\"}\n{\"type\":\"CityJSONFeature\"}\n", NoMap::CityJsonLines),
        (b"{\"type\":\"Feature\"}\n{\"type\":\"Feature\"}\n", NoMap::GeoJsonLines),
        (b"\x1e{\"type\":\"Feature\"}\n", NoMap::GeoJsonLines),
        (b"[]", NoMap::Records { names: vec![] }),
        ("姓名,电话\n张三,13900001234\n".as_bytes(), NoMap::Text),
        (b"\"text\"", NoMap::Text),
        (b"\x1F\x8B\x08\0\0\0\0\0", NoMap::File(LooksLike::Archive)),
        (b"PK\x03\x04rest", NoMap::Ledger),
        (b"%PDF-1.7", NoMap::File(LooksLike::Pdf)),
    ];
    for (bytes, what) in cases {
        let (zh, en) = what.words();
        assert_eq!(refused(bytes), GroundError::NotAMap { what }, "{}", String::from_utf8_lossy(bytes));
        assert!(
            zh.contains("GeoJSON") && zh.contains("请") && en.contains("CityJSON"),
            "what is read, what to do: {zh}"
        );
    }
    assert_eq!(refused(b""), GroundError::Empty, "nothing is nothing");
    assert_eq!(refused(b" \n"), GroundError::Empty, "nor are blanks");
    let archive = refused(b"\x1F\x8B\x08\0").words().0;
    assert!(archive.contains("压缩包") && archive.contains("解压"), "{archive}");
}

#[test]
fn a_mark_and_utf_16_do_not_matter() {
    let text = collection(&[&SOUND.replace("\"yes\"", "\"yes\",\"name\":\"望湖楼\"")]);
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    for bytes in [
        [b"\xEF\xBB\xBF".as_slice(), text.as_bytes()].concat(),
        [b"\xEF\xBB\xBF\xEF\xBB\xBF \r\n".as_slice(), text.as_bytes()].concat(),
        [b"\xFF\xFE".as_slice(), &wide].concat(),
        [b"\xFE\xFF".as_slice(), &big].concat(),
        wide,
    ] {
        let ground = read_ground(&bytes, None).unwrap();
        assert_eq!(ground.buildings[0].name.as_deref(), Some("望湖楼"), "{:?}", &bytes[..4]);
    }
}

const CITY: &str = r#"{"type":"CityJSON","version":"2.0","transform":{"scale":[0.00001,0.00001,0.001],"translate":[121,29,0]},
  "CityObjects":{OBJECTS},"vertices":[[0,0,0],[20,0,0],[20,10,0],[0,10,0],[0,0,9000],[20,0,9000]]}"#;

fn city(objects: &str) -> String {
    CITY.replace("OBJECTS", objects)
}

fn city_building(boundaries: &str) -> String {
    format!(r#""b":{{"type":"Building","geometry":[{{"type":"MultiSurface","lod":"0","boundaries":{boundaries}}}]}}"#)
}

#[test]
fn a_broken_object_of_a_city_is_left_out_with_its_reason() {
    for (what, object, why) in [
        ("a vertex that does not exist", city_building("[[[0,1,99]]]"), Reject::NoPlace),
        ("no vertex at all", city_building(r#"[[[0,"1",2]]]"#), Reject::NoPlace),
        ("a wall", city_building("[[[0,1,5,4]]]"), Reject::NoArea),
        ("no boundaries", city_building("[]"), Reject::NoArea),
        ("no geometry", r#""b":{"type":"Building"}"#.to_owned(), Reject::NoGeometry),
        ("no object", r#""b":7"#.to_owned(), Reject::Unreadable),
        ("no shape", r#""b":{"type":"Building","geometry":7}"#.to_owned(), Reject::Unreadable),
    ] {
        let sound = city_building("[[[0,1,2,3]]]").replace("\"b\"", "\"a\"");
        let ground = read(&city(&format!("{sound},{object}")));
        let rejected = &ground.rejects.named[0];
        assert_eq!((rejected.feature, rejected.id.as_deref(), rejected.why), (2, Some("b"), why), "{what}");
        assert_eq!((ground.buildings.len(), ground.rejects.count), (1, 1), "{what}: the other stands");
    }
}

#[test]
fn a_surface_with_a_lost_vertex_does_not_take_the_others_along() {
    let ground = read(&city(&city_building("[[[0,1,99],[0,1,2]],[[0,1,2,3]]]")));
    assert_eq!(ground.buildings[0].shape.ring.len(), 4, "nor does its hole become an outline");
}

#[test]
fn a_city_without_scale_or_of_broken_numbers_is_refused() {
    let sound = city(&city_building("[[[0,1,2,3]]]"));
    for scale in ["[0,0.001,0.001]", "[0.001,0.001,0]"] {
        let error = refused(sound.replace("[0.00001,0.00001,0.001]", scale).as_bytes());
        assert_eq!(error, GroundError::CityJsonScale, "all points would be one: {scale}");
    }
    let error = refused(sound.replace("[20,0,0]", "[1e999,0,0]").as_bytes());
    assert!(
        matches!(error, GroundError::Broken { fault: Fault::Syntax, line: 2, .. }),
        "a number no computer holds: {error:?}"
    );
    let error = refused(sound.replace("[20,0,0]", "[20,0]").as_bytes());
    assert!(matches!(error, GroundError::Broken { fault: Fault::Shape, .. }), "a vertex of two numbers: {error:?}");
    let error = refused(sound.replace("\"vertices\"", "\"vertices\":[],\"vertices\"").as_bytes());
    assert!(matches!(error, GroundError::Broken { .. }), "which of the two is meant? {error:?}");
}

#[test]
fn the_same_object_among_its_own_parts_is_read_once() {
    let part = r#""b":{"type":"Building","children":["b","p"],"geometry":[{"type":"MultiSurface","lod":"0","boundaries":[[[0,1,2,3]]]}]},
        "p":{"type":"BuildingPart","children":["p"],"geometry":[]}"#;
    assert_eq!(read(&city(part)).buildings.len(), 1, "a part that is its own part ends");
}

/// A square of so many metres a side, so many metres east and north of 121.9° E, 29.5° N.
fn square(east: f64, north: f64, side: f64) -> String {
    let (x, y, d) = (121.9 + east / 96_980.0, 29.5 + north / 110_850.0, side / 100_000.0);
    format!("[[{x},{y}],[{},{y}],[{},{}],[{x},{}],[{x},{y}]]", x + d, x + d, y + d, y + d)
}

fn house(properties: &str, rings: &str) -> String {
    drawn(
        &format!(r#""building":"yes"{}{properties}"#, if properties.is_empty() { "" } else { "," }),
        &format!(r#"{{"type":"Polygon","coordinates":[{rings}]}}"#),
    )
}

#[test]
fn texts_of_a_map_are_one_short_line_that_turns_nothing_around() {
    let long = "甲".repeat(100_000);
    let features = [
        house(&format!(r#""name":"{long}","@id":"{long}","addr:street":"{long}""#), &square(0.0, 0.0, 20.0)),
        house(
            r#""name":"a\u001b[2J红\n第二行\u202e\u2066","addr:housenumber":"1\u00075\u200f""#,
            &square(50.0, 0.0, 20.0),
        ),
    ];
    let ground = read(&collection(&[&features[0], &features[1]]));
    let [first, second] = ground.buildings.as_slice() else { panic!("both are drawn") };
    for text in [&first.name, &first.source_id, &first.street] {
        assert_eq!(text.as_ref().map(|text| text.chars().count()), Some(200), "cut where nobody reads on");
    }
    assert_eq!(second.name.as_deref(), Some("a[2J红 第二行"), "no escapes, no second line, no turning around");
    assert_eq!(second.house_number.as_deref(), Some("15"), "in every text");
}

#[test]
fn buildings_that_share_an_identity_by_mistake_stay_themselves() {
    let feature = |n: u32| {
        let properties = format!(r#""id":"S1","name":"甲{n}号楼","addr:street":"和平路","addr:housenumber":"{n}""#);
        house(&properties, &square(f64::from(n) * 60.0, 0.0, 20.0))
    };
    let features: Vec<String> = (1..=6).map(feature).collect();
    let ground = read(&collection(&features.iter().map(String::as_str).collect::<Vec<_>>()));
    let doors: Vec<&str> = ground.buildings.iter().filter_map(|building| building.house_number.as_deref()).collect();
    assert_eq!(doors, ["1", "2", "3", "4", "5", "6"], "each keeps its name and number");
    assert!(ground.buildings.iter().all(|building| building.source_id.is_none()), "what all are called tells none");
    assert_eq!((ground.rejects.count, ground.rejects.noted), (0, 5), "and it is said, for none is left out");
    assert_eq!(ground.rejects.named[0].why, Reject::SharedId, "why");
}

#[test]
fn nameless_features_of_one_identity_that_do_not_touch_are_buildings_of_their_own() {
    let apart = [0.0, 60.0].map(|east| house(r#""@id":"way/1""#, &square(east, 0.0, 20.0)));
    let ground = read(&collection(&[&apart[0], &apart[1]]));
    let ids: Vec<&str> = ground.buildings.iter().filter_map(|building| building.source_id.as_deref()).collect();
    assert_eq!((ids.as_slice(), ground.rejects.noted), (["way/1", "way/1#2"].as_slice(), 1), "and it is said");
    let touching = [0.0, 15.0].map(|east| house(r#""@id":"way/1""#, &square(east, 0.0, 20.0)));
    let ground = read(&collection(&[&touching[0], &touching[1]]));
    assert_eq!((ground.buildings.len(), ground.rejects.noted), (1, 0), "what a tile cut is one");
}

#[test]
fn the_number_of_a_row_is_no_identity() {
    for (properties, identity) in [
        (r#""OBJECTID":3"#, None),
        (r#""FID":"12""#, None),
        (r#""id":"7""#, None),
        (r#""id":1234567"#, Some("1234567")),
        (r#""osm_id":9"#, Some("9")),
        (r#""@id":"way/9""#, Some("way/9")),
        (r#""id":"3F2A-7""#, Some("3F2A-7")),
    ] {
        let ground = read(&collection(&[&house(properties, &square(0.0, 0.0, 20.0))]));
        assert_eq!(ground.buildings[0].source_id.as_deref(), identity, "{properties}");
    }
}

#[test]
fn latitude_first_is_refused_where_only_the_other_way_round_is_in_china() {
    let swapped = |x: f64, y: f64| {
        house("", &format!("[[{y},{x}],[{y},{}],[{},{}],[{y},{x}]]", x + 0.0002, y + 0.0002, x + 0.0002))
    };
    let urumqi = collection(&[&swapped(87.61, 43.82)]);
    let words = refused(urumqi.as_bytes()).words();
    assert!(words.0.contains("先纬度后经度"), "and it says what to do: {}", words.0);
    let delft = collection(&[&house("", "[[4.36,52.01],[4.3602,52.01],[4.3602,52.0102],[4.36,52.01]]")]);
    assert_eq!(read(&delft).buildings.len(), 1, "abroad is no mistake");
    let sound = house("", "[[87.61,43.82],[87.6102,43.82],[87.6102,43.8202],[87.61,43.82]]");
    let mixed: Vec<&str> = vec![sound.as_str(); 40];
    let ground = read(&collection(&[mixed, vec![&swapped(80.61, 43.82)]].concat()));
    let left = ground.rejects.named.first().map(|left| (left.feature, left.why));
    assert_eq!(left, Some((41, Reject::OutOfSystem)), "nor does a single one come to lie in the Arctic");
}

#[test]
fn every_feature_is_held_to_the_system_of_the_file() {
    let metres = |east: f64, north: f64| {
        house(
            "",
            &format!(
                "[[{east},{north}],[{},{north}],[{},{}],[{east},{north}]]",
                east + 20.0,
                east + 20.0,
                north + 20.0
            ),
        )
    };
    let mut features: Vec<String> = (0..100).map(|n| metres(500_000.0 + f64::from(n) * 40.0, 3_450_000.0)).collect();
    features.extend([metres(3_450_000.0, 500_000.0), metres(40_500_000.0, 3_450_000.0)]);
    let text = collection(&features.iter().map(String::as_str).collect::<Vec<_>>()).replacen(
        ",\"features\"",
        r#","crs":{"type":"name","properties":{"name":"EPSG:4549"}},"features""#,
        1,
    );
    let ground = read(&text);
    assert_eq!((ground.buildings.len(), ground.rejects.count), (100, 2), "the two are counted, not moved abroad");
    assert!(ground.rejects.named.iter().all(|left| left.why == Reject::OutOfSystem), "{:?}", ground.rejects.named);
}

#[test]
fn floors_and_heights_are_read_in_their_units_or_not_believed() {
    let extent = |properties: &str| {
        let ground = read(&collection(&[&house(properties, &square(0.0, 0.0, 20.0))]));
        let building = &ground.buildings[0];
        (building.levels, building.height_m.map(|height| (height * 10.0).round() / 10.0))
    };
    for (properties, wanted) in [
        (r#""height":"60 ft""#, (None, Some(18.3))),
        (r#""height":"60'""#, (None, Some(18.3))),
        (r#""height":"18 m""#, (None, Some(18.0))),
        (r#""height":"12,5""#, (None, Some(12.5))),
        (r#""height":"1,200""#, (None, None)),
        (r#""building:levels":"1999","height":3"#, (None, Some(3.0))),
        (r#""building:levels":"60","height":3"#, (None, None)),
        (r#""building:levels":"6层""#, (Some(6), Some(18.0))),
    ] {
        assert_eq!(extent(properties), wanted, "{properties}");
    }
}

#[test]
fn what_is_larger_than_any_building_is_none() {
    let field = house("", &square(0.0, 0.0, 700.0));
    let ground = read(&collection(&[&house("", &square(0.0, 0.0, 500.0)), &field]));
    let left = ground.rejects.named.first().map(|left| (left.feature, left.why));
    assert_eq!((ground.buildings.len(), left), (1, Some((2, Reject::TooLarge))), "an airport hall is, a field is not");
}

/// A ring of so many corners around a point, every other one so many metres further in.
fn hedgehog(corners: u32, spike: f64) -> String {
    let at = |n: u32| {
        let (sin, cos) = (f64::from(n) / f64::from(corners) * std::f64::consts::TAU).sin_cos();
        let radius = (60.0 - f64::from(n % 2) * spike) / 100_000.0;
        format!("[{},{}]", 121.9 + radius * cos, 29.5 + radius * sin)
    };
    format!("[{}]", (0..corners).map(at).collect::<Vec<_>>().join(","))
}

#[test]
fn an_outline_of_thousands_of_corners_is_drawn_with_fewer_or_not_at_all() {
    let ground = read(&collection(&[&house("", &hedgehog(60_000, 0.01)), &house("", &hedgehog(40_000, 9.0))]));
    let corners: Vec<usize> = ground.buildings.iter().map(|building| building.shape.corners()).collect();
    assert!(matches!(corners.as_slice(), [few] if *few < 1_000), "a round one keeps what is seen: {corners:?}");
    let left = ground.rejects.named.first().map(|left| (left.feature, left.why));
    assert_eq!(left, Some((2, Reject::TooManyCorners)), "of a hedgehog all are seen");
}

#[test]
fn a_part_of_a_feature_that_is_lost_is_counted() {
    let nowhere = "[[[500,31],[501,31],[501,32],[500,31]]]";
    let two = drawn(
        r#""building":"yes""#,
        &format!(r#"{{"type":"MultiPolygon","coordinates":[[{}],{nowhere}]}}"#, square(0.0, 0.0, 20.0)),
    );
    let court =
        house("", &format!("{},[[121.90005,29.50005],[1e9,29.50006],[121.9001,29.5001]]", square(0.0, 0.0, 40.0)));
    for (what, feature) in [("an outline beside a sound one", two), ("a courtyard", court)] {
        let ground = read(&collection(&[vec![SOUND; 40], vec![feature.as_str()]].concat()));
        assert_eq!((ground.buildings.len(), ground.rejects.count, ground.rejects.noted), (41, 0, 1), "{what}");
        assert_eq!(ground.rejects.named[0].why, Reject::Partly, "{what} is named");
    }
}

#[test]
fn a_part_of_a_building_that_is_not_in_the_file_is_counted() {
    let part = drawn(
        r#""building:part":"yes","root_id":"way/9","height":"30""#,
        &format!(r#"{{"type":"Polygon","coordinates":[{}]}}"#, square(0.0, 0.0, 20.0)),
    );
    let ground = read(&collection(&[SOUND, &part]));
    assert_eq!((ground.buildings.len(), ground.skipped), (1, 1), "it raises nothing, and is not lost without a word");
}
