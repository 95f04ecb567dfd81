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
        ("an open ring", building("[[[1,1],[2,1],[2,2]]]")),
        ("a ring closed with another corner", building("[[[1,1],[2,1],[2,2],[1,1.00000001]]]")),
        ("a hole beside it", building("[[[1,1],[2,1],[2,2],[1,1]],[[5,5],[6,5],[6,6],[5,5]]]")),
        (
            "a negative height",
            drawn(
                r#""building":"yes","height":"-9","building:levels":"-2""#,
                r#"{"type":"Polygon","coordinates":[[[1,1],[2,1],[2,2]]]}"#,
            ),
        ),
        ("heights and depths of corners", building("[[[1,1,5],[2,1,5,9],[2,2,5]]]")),
    ] {
        assert_eq!(fate(&feature), (3, None), "{what}");
    }
    let ground = read(&collection(&[&building("[[[1,1],[2,1],[2,2],[1,1]],[[5,5],[6,5],[6,6],[5,5]]]")]));
    assert!(ground.buildings[0].shape.holes.is_empty(), "a courtyard lies inside");
    let sunk = read(&collection(&[&drawn(
        r#""building":"yes","height":"-9""#,
        r#"{"type":"Polygon","coordinates":[[[1,1],[2,1],[2,2]]]}"#,
    )]));
    assert_eq!(sunk.buildings[0].height_m, None, "nothing is nine metres below itself high");
    let points = collection(&[SOUND, &drawn(r#""amenity":"bench""#, r#"{"type":"Point","coordinates":[1,1]}"#)]);
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

const CITY: &str = r#"{"type":"CityJSON","version":"2.0","transform":{"scale":[0.001,0.001,0.001],"translate":[121,29,0]},
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
        let error = refused(sound.replace("[0.001,0.001,0.001]", scale).as_bytes());
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
