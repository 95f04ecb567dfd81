//! Map files as surveying offices, OpenStreetMap and city models write them.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot go on fails")]

use louce_import::footprints::{
    Coordinates, CoordinatesFrom, GroundError, GroundProposal, bd09_of_wgs84, gcj02_of_wgs84, read_ground,
};

fn read(text: &str) -> GroundProposal {
    read_ground(text.as_bytes(), None).unwrap()
}

/// A block of 40 by 12 metres in the invented quarter at 121.9° E, 29.5° N.
const RING: [[f64; 2]; 4] = [[121.9, 29.5], [121.900_4, 29.5], [121.900_4, 29.500_11], [121.9, 29.500_11]];

fn building(ring: &[[f64; 2]], head: &str) -> String {
    let mut closed = ring.to_vec();
    closed.extend(ring.first());
    format!(
        r#"{{"type":"FeatureCollection",{head}"features":[{{"type":"Feature","properties":{{"building":"apartments","name":"3幢"}},"geometry":{{"type":"Polygon","coordinates":[{closed:?}]}}}}]}}"#
    )
}

#[test]
fn features_become_ground() {
    let ground = read(
        r#"{"type":"FeatureCollection","features":[
          {"type":"Feature","properties":{"@id":"way/1","building":"apartments","building:levels":"6","name":"1幢","addr:housenumber":"15"},
           "geometry":{"type":"Polygon","coordinates":[[[0,0],[0,0.0001],[0.0001,0.0001],[0.0001,0],[0,0]]]}},
          {"type":"Feature","properties":{"highway":"residential","name":"澄浪路"},"geometry":{"type":"LineString","coordinates":[[0,0],[0.0001,0.0001]]}},
          {"type":"Feature","properties":{"highway":"service","lanes":"2"},"geometry":{"type":"LineString","coordinates":[[0,0],[0.0001,0.0001]]}},
          {"type":"Feature","properties":{"highway":"primary","tunnel":"yes"},"geometry":{"type":"LineString","coordinates":[[0,0],[0.0001,0.0001]]}},
          {"type":"Feature","properties":{"natural":"water"},"geometry":{"type":"MultiPolygon","coordinates":[[[[0,0],[0.0001,0],[0.0001,0.0001],[0,0]]],[[[0.0005,0.0005],[0.0006,0.0005],[0.0006,0.0006],[0.0005,0.0005]]]]}},
          {"type":"Feature","properties":{"landuse":"residential","name":"望湖家园"},"geometry":{"type":"Polygon","coordinates":[[[0,0],[0.0002,0],[0.0002,0.0002],[0,0]]]}},
          {"type":"Feature","properties":{"building":"yes"},"geometry":{"type":"Polygon","coordinates":[[[0,0],[0,0],[0,0],[0,0]]]}}]}"#,
    );
    let building = &ground.buildings[0];
    assert_eq!((building.levels, building.height_m), (Some(6), Some(18.0)), "six storeys of three metres");
    assert_eq!(building.shape.ring, [[1e-4, 0.0], [1e-4, 1e-4], [0.0, 1e-4], [0.0, 0.0]], "open and counter-clockwise");
    let widths: Vec<f64> = ground.roads.iter().map(|road| road.width_m).collect();
    assert_eq!(widths, [7.0, 7.0], "usual for the class, or by the lanes; a tunnel is not seen");
    assert_eq!(ground.water.len(), 2, "both parts of a multipolygon");
    assert_eq!(ground.sites[0].name.as_deref(), Some("望湖家园"), "the outline of a site and its name");
    assert_eq!(ground.skipped, 1, "the tunnel");
    assert_eq!(ground.rejects.count, 1, "a point without area is no building");
    assert!(ground.attribution.contains("OpenStreetMap"), "its makers are named");
}

#[test]
fn tiled_extracts_say_the_same_in_other_words() {
    let ground = read(
        r#"{"type":"FeatureCollection","features":[
          {"type":"Feature","properties":{"kind":"building_part","root_id":7,"height":90},"geometry":{"type":"Polygon","coordinates":[[[0,0],[0,0.0001],[0.0001,0.0001],[0,0]]]}},
          {"type":"Feature","properties":{"kind":"building","kind_detail":"apartments","id":7,"addr_street":"澄浪路"},"geometry":{"type":"Polygon","coordinates":[[[0,0],[0,0.0001],[0.0001,0.0001],[0.0001,0],[0,0]]]}},
          {"type":"Feature","properties":{"kind":"building","id":7},"geometry":{"type":"Polygon","coordinates":[[[0.0001,0],[0.0001,0.0001],[0.0002,0.0001],[0.0002,0],[0.0001,0]]]}}]}"#,
    );
    assert_eq!(ground.buildings.len(), 1, "the two halves that the edge of a tile cut are one building");
    let building = &ground.buildings[0];
    assert_eq!(building.use_tag.as_deref(), Some("apartments"), "its use");
    assert_eq!(building.height_m, Some(90.0), "it is as high as its highest part");
    assert_eq!(building.shape.ring.len(), 4, "and has the outline of both halves");
}

#[test]
fn courtyards_and_islands_stay_open() {
    let ground = read(
        r#"{"type":"FeatureCollection","features":[
          {"type":"Feature","properties":{"building":"yes"},"geometry":{"type":"Polygon","coordinates":[[[0,0],[0.0009,0],[0.0009,0.0009],[0,0.0009],[0,0]],[[0.0003,0.0003],[0.0006,0.0003],[0.0006,0.0006],[0.0003,0.0006],[0.0003,0.0003]]]}},
          {"type":"Feature","properties":{"natural":"water"},"geometry":{"type":"Polygon","coordinates":[[[0,0],[0.0009,0],[0.0009,0.0009],[0,0.0009],[0,0]],[[0.0003,0.0003],[0.0006,0.0003],[0.0006,0.0006],[0.0003,0.0003]]]}}]}"#,
    );
    assert_eq!(ground.buildings[0].shape.holes.len(), 1, "a courtyard");
    assert_eq!(ground.water[0].shape.holes.len(), 1, "an island");
}

#[test]
fn a_ring_that_touches_itself_survives() {
    let bow = [[0.0, 0.0], [4.0, 0.0], [2.0, 2.0], [4.0, 4.0], [0.0, 4.0], [2.0, 2.0]];
    let ground = read(&building(&bow.map(|[x, y]| [x * 1e-4, y * 1e-4]), ""));
    assert_eq!(ground.buildings[0].shape.ring.len(), 6, "touching at a corner is how courtyards are often drawn");
}

#[test]
fn coordinates_are_what_the_clerk_says_then_what_the_file_says_then_wgs84() {
    let crs = r#""crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4490"}},"#;
    let from = |text: &str, said| read_ground(text.as_bytes(), said).unwrap().coordinates.unwrap();
    let plain = building(&RING, "");
    let named = building(&RING, crs);
    assert_eq!(from(&plain, None), (Coordinates::Wgs84, CoordinatesFrom::Assumed), "nobody says");
    assert_eq!(from(&named, None), (Coordinates::Cgcs2000, CoordinatesFrom::File), "the file does");
    assert_eq!(
        from(&named, Some(Coordinates::Gcj02)),
        (Coordinates::Gcj02, CoordinatesFrom::Said),
        "the clerk knows better"
    );
}

#[test]
fn shifted_and_projected_files_come_to_lie_where_the_plain_one_does() {
    let shifted = |shift: fn([f64; 2]) -> [f64; 2]| building(&RING.map(shift), "");
    for (text, said) in [
        (shifted(gcj02_of_wgs84), Coordinates::Gcj02),
        (shifted(bd09_of_wgs84), Coordinates::Bd09),
        (building(&RING, ""), Coordinates::Cgcs2000),
    ] {
        let ground = read_ground(text.as_bytes(), Some(said)).unwrap();
        for (found, wanted) in ground.buildings[0].shape.ring.iter().zip(RING) {
            let off = (found[0] - wanted[0]).abs().max((found[1] - wanted[1]).abs());
            assert!(off < 1e-7, "{said:?} to the centimetre: off by {off}°");
        }
    }
}

#[test]
fn metres_in_a_file_of_degrees_are_refused_with_advice() {
    let metres = [[40_597_000.0, 3_266_000.0], [40_597_040.0, 3_266_000.0], [40_597_040.0, 3_266_012.0]];
    let error = read_ground(building(&metres, "").as_bytes(), None).unwrap_err();
    assert!(error.to_string().contains("EPSG:4528"), "it says what the numbers look like: {error}");
    let read = read_ground(building(&metres, "").as_bytes(), Some(Coordinates::Epsg(4528))).unwrap();
    let [longitude, latitude] = read.buildings[0].shape.ring[0];
    assert!(
        (longitude - 121.0).abs() < 0.1 && (latitude - 29.5).abs() < 0.1,
        "and that is right: {longitude} {latitude}"
    );
}

#[test]
fn a_system_nobody_knows_is_asked_for() {
    let crs = r#""crs":{"type":"name","properties":{"name":"甬州独立坐标系"}},"#;
    let error = read_ground(building(&RING, crs).as_bytes(), None).unwrap_err();
    assert_eq!(error, GroundError::UnknownSystem { name: "甬州独立坐标系".to_owned() }, "it is not guessed");
    assert!(read_ground(building(&RING, crs).as_bytes(), Some(Coordinates::Wgs84)).is_ok(), "the clerk may say it");
}

#[test]
fn one_feature_far_off_does_not_condemn_the_file() {
    let stray = r#"{"type":"Feature","properties":{"building":"yes"},"geometry":{"type":"Polygon","coordinates":[[[9e9,1],[9e9,2],[8e9,2],[9e9,1]]]}}"#;
    let fine = r#"{"type":"Feature","properties":{"building":"yes"},"geometry":{"type":"Polygon","coordinates":[[[0.0001,0.0001],[0.0001,0.0002],[0.0002,0.0002],[0.0001,0.0001]]]}}"#;
    let features = std::iter::repeat_n(fine, 40).chain([stray]).collect::<Vec<_>>().join(",");
    let ground = read(&format!(r#"{{"type":"FeatureCollection","features":[{features}]}}"#));
    assert_eq!((ground.buildings.len(), ground.rejects.count), (40, 1), "it is left out and counted");
}

#[test]
fn names_in_an_older_encoding_are_read() {
    let (bytes, ..) = encoding_rs::GB18030.encode(r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"building":"yes","name":"望湖楼"},"geometry":{"type":"Polygon","coordinates":[[[0.0001,0.0001],[0.0001,0.0002],[0.0002,0.0002],[0.0001,0.0001]]]}}]}"#);
    let ground = read_ground(&bytes, None).unwrap();
    assert_eq!(ground.buildings[0].name.as_deref(), Some("望湖楼"), "GB 18030 as well as UTF-8");
}

/// A building of two parts, one with semantics, on a millimetre grid in CGCS2000 metres of the strip at 120° E.
const CITY: &str = r#"{"type":"CityJSON","version":"2.0","transform":{"scale":[0.001,0.001,0.001],"translate":[684000,3266000,3]},
  "metadata":{"referenceSystem":"https://www.opengis.net/def/crs/EPSG/0/4549","title":"示例区三维模型"},
  "CityObjects":{
    "b1":{"type":"Building","attributes":{"name":"望湖家园3幢","storeysAboveGround":6},"children":["b1-a","b1-b"]},
    "b1-a":{"type":"BuildingPart","parents":["b1"],"geometry":[{"type":"Solid","lod":"1.2","boundaries":[[[[0,1,2,3]],[[4,5,6,7]],[[0,1,5,4]],[[1,2,6,5]],[[2,3,7,6]],[[3,0,4,7]]]]}]},
    "b1-b":{"type":"BuildingPart","parents":["b1"],"geometry":[{"type":"MultiSurface","lod":"2","boundaries":[[[1,8,9,2]],[[5,10,11,6]]],"semantics":{"surfaces":[{"type":"GroundSurface"},{"type":"RoofSurface"}],"values":[0,1]}}]},
    "w":{"type":"WaterBody","attributes":{"name":"月河"},"geometry":[{"type":"MultiSurface","lod":"0","boundaries":[[[0,1,2,3]]]}]},
    "t":{"type":"TINRelief","geometry":[]}},
  "vertices":[[0,0,0],[20000,0,0],[20000,10000,0],[0,10000,0],[0,0,18000],[20000,0,18000],[20000,10000,18000],[0,10000,18000],[40000,0,0],[40000,10000,0],[40000,0,12000],[40000,10000,12000]]}"#;

#[test]
fn a_city_model_becomes_footprints_with_heights() {
    let ground = read(CITY);
    assert_eq!(ground.coordinates, Some((Coordinates::Epsg(4549), CoordinatesFrom::File)), "the file names its system");
    assert_eq!(ground.buildings.len(), 1, "a building with its parts is one footprint");
    let building = &ground.buildings[0];
    assert_eq!(
        (building.name.as_deref(), building.levels, building.height_m),
        (Some("望湖家园3幢"), Some(6), Some(18.0)),
        "what is known of it"
    );
    assert_eq!(building.shape.ring.len(), 4, "the ground of both parts joined: {:?}", building.shape.ring);
    assert_eq!(ground.water[0].name.as_deref(), Some("月河"), "water comes along");
    assert_eq!(ground.skipped, 1, "the terrain does not");
    assert_eq!(
        (ground.format.as_str(), ground.attribution.as_str()),
        ("cityjson", "示例区三维模型"),
        "and its maker is named"
    );
}

#[test]
fn an_older_city_model_without_transform_is_read_and_a_newer_one_is_not() {
    let old = CITY.replace(
        r#""version":"2.0","transform":{"scale":[0.001,0.001,0.001],"translate":[684000,3266000,3]}"#,
        r#""version":"1.0""#,
    );
    let (objects, vertices) = old.split_once(r#""vertices""#).unwrap();
    let vertices = ["0", "20", "40"].into_iter().fold(vertices.replace(",10000,", ",10,"), |vertices, east| {
        vertices.replace(
            &format!("[{},", east.parse::<u32>().unwrap() * 1_000),
            &format!("[{},", 300_000 + east.parse::<u32>().unwrap()),
        )
    });
    let old = format!(r#"{objects}"vertices"{vertices}"#);
    let [longitude, _] = read(&old).buildings[0].shape.ring[0];
    assert!((longitude - 118.2).abs() < 0.5, "its vertices are the metres themselves: {longitude}");
    let newer = read_ground(CITY.replace(r#""version":"2.0""#, r#""version":"3.0""#).as_bytes(), None);
    assert_eq!(newer, Err(GroundError::CityJsonVersion { version: "3.0".to_owned() }), "nobody knows what it will say");
}

mod mutated {
    use super::*;
    use proptest::prelude::*;

    const SOURCES: [&str; 3] = [
        CITY,
        r#"{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:4549"}},"features":[{"type":"Feature","id":3,"properties":{"building":"yes","height":"9 m","kind":"building_part","root_id":3},"geometry":{"type":"MultiPolygon","coordinates":[[[[684000,3266000],[684020,3266000],[684020,3266010],[684000,3266000]]]]}}]}"#,
        r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"highway":"primary","width":"1e9"},"geometry":{"type":"GeometryCollection","geometries":[{"type":"LineString","coordinates":[[1,2],[3,4,5]]},{"type":"Polygon","coordinates":[[],[[1,1]]]}]}}]}"#,
    ];
    const BITES: [&str; 14] =
        ["[", "]", "{", "}", "null", "-1", "1e308", "99999999999", "\"", ",", "0.0", "NaN", "\"lod\":[]", "\u{feff}"];

    proptest! {
        #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn no_broken_file_panics(
            source in 0..SOURCES.len(),
            cuts in prop::collection::vec((0.0..1.0_f64, 0_usize..12, prop::sample::select(BITES.to_vec())), 0..6),
            noise in prop::collection::vec((0.0..1.0_f64, any::<u8>()), 0..4),
        ) {
            let mut bytes = SOURCES[source].as_bytes().to_vec();
            for (at, length, bite) in cuts {
                let at = (at * bytes.len() as f64) as usize;
                let end = (at + length).min(bytes.len());
                bytes.splice(at..end, bite.bytes());
            }
            for (at, byte) in noise {
                let at = (at * bytes.len() as f64) as usize;
                if let Some(there) = bytes.get_mut(at) {
                    *there = byte;
                }
            }
            if let Ok(ground) = read_ground(&bytes, None) {
                for ring in ground.buildings.iter().map(|building| &building.shape.ring) {
                    prop_assert!(ring.len() >= 3, "whatever is read has an area");
                    prop_assert!(ring.iter().all(|[x, y]| x.abs() <= 180.0 && y.abs() <= 90.0), "on earth");
                }
            }
        }

        #[test]
        fn any_numbers_give_degrees_or_a_refusal(
            points in prop::collection::vec([-1e12..1e12_f64, -1e12..1e12_f64], 3..9),
            code in prop::sample::select(vec![4326_u32, 4490, 4549, 4528, 28992, 3857, 32651, 2326, 27700]),
        ) {
            let ring: Vec<[f64; 2]> = points;
            if let Ok(ground) = read_ground(building(&ring, "").as_bytes(), Some(Coordinates::epsg(code))) {
                let on_earth = |[x, y]: &[f64; 2]| x.abs() <= 180.0 && y.abs() <= 90.0;
                prop_assert!(ground.buildings.iter().all(|b| b.shape.ring.iter().all(on_earth)), "nothing lies beside the earth");
            }
        }
    }
}
