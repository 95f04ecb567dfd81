//! Maps brought into a register: footprints find their buildings, a newer map renews what an older one brought, and all of
//! it is taken back as it came.

mod faulty;
mod giving;
mod on_the_map;
mod outlasts;
mod real;
mod same_name;
mod shifted;

use crate::bench::Bench;
use crate::estate::{SITE, form};
use louce_app::community::community;
use louce_app::host::Unwatched;
use louce_app::import::commit::commit;
use louce_app::import::preview::prepare;
use louce_app::import::undo::undo;
use louce_wire::{
    BuildingOutline, CommunityView, CoordinateSystem, ErrorCode, ImportChoices, ImportPreview, ImportResult, RpcError,
};
use std::path::{Path, PathBuf};

/// Degrees of a metre at the invented quarter.
const EAST: f64 = 1.0 / 96_980.0;
const NORTH: f64 = 1.0 / 110_850.0;

/// A rectangle so many metres from 121.9° E, 29.5° N, as a closed GeoJSON ring.
fn block([east, north]: [f64; 2], [length, depth]: [f64; 2]) -> String {
    let corner = |x: f64, y: f64| format!("[{},{}]", 121.9 + (east + x) * EAST, 29.5 + (north + y) * NORTH);
    let corners = [corner(0.0, 0.0), corner(length, 0.0), corner(length, depth), corner(0.0, depth), corner(0.0, 0.0)];
    format!("[{}]", corners.join(","))
}

fn feature(properties: &str, rings: &[String]) -> String {
    format!(
        r#"{{"type":"Feature","properties":{{{properties}}},"geometry":{{"type":"Polygon","coordinates":[{}]}}}}"#,
        rings.join(",")
    )
}

fn house(properties: &str, at: [f64; 2]) -> String {
    feature(&format!(r#""building":"yes",{properties}"#), &[block(at, [40.0, 12.0])])
}

fn road(name: &str, width: f64) -> String {
    format!(
        r#"{{"type":"Feature","properties":{{"highway":"residential","name":"{name}","width":"{width}"}},"geometry":{{"type":"LineString","coordinates":[[121.9,29.5],[121.91,29.5]]}}}}"#
    )
}

struct Maps {
    folder: tempfile::TempDir,
}

impl Maps {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a temporary folder") }
    }

    fn write(&self, name: &str, features: &[String]) -> PathBuf {
        let path = self.folder.path().join(name);
        let text = format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(","));
        std::fs::write(&path, text).expect("the map is written");
        path
    }
}

impl Bench {
    fn preview(&self, file: &Path) -> ImportPreview {
        prepare(self.asking(), file, &ImportChoices::default(), &Unwatched).expect("the map is read").view
    }

    /// Commits a map and holds it to its preview.
    fn lay(&self, file: &Path) -> ImportResult {
        let prepared = prepare(self.asking(), file, &ImportChoices::default(), &Unwatched).expect("the map is read");
        let result = commit(self.asking(), &prepared, &Unwatched).expect("the map is laid");
        assert_eq!(
            (result.counts, result.effects.buildings),
            (prepared.view.counts, prepared.view.effects.buildings),
            "what is shown is what is done"
        );
        result
    }

    fn map(&self) -> CommunityView {
        community(self.asking()).expect("the map is shown")
    }

    fn stands(&self, id: &str) -> BuildingOutline {
        self.map().buildings.into_iter().find(|building| building.id == id).expect("the building is on the map")
    }
}

fn said(error: &RpcError) -> (ErrorCode, Option<&str>) {
    (error.code, error.field.as_deref())
}

#[test]
fn a_footprint_goes_to_the_building_whose_it_is_and_the_others_wait() {
    let (bench, maps) = (Bench::new(), Maps::new());
    let third = bench.raise("3", form(&["1"], 6, 2));
    let fourth = bench.raise("4", form(&["1"], 6, 2));
    let file = maps.write(
        "quarter.geojson",
        &[
            feature(&format!(r#""landuse":"residential","name":"{SITE}""#), &[block([-50.0, -50.0], [400.0, 200.0])]),
            house(r#""@id":"way/1","name":"3号楼","height":"19""#, [0.0, 0.0]),
            house(&format!(r#""@id":"way/2","name":"{SITE}4幢""#), [100.0, 0.0]),
            house(r#""@id":"way/3","name":"锅炉房""#, [200.0, 0.0]),
            house(r#""@id":"way/4""#, [200.0, 50.0]),
            house(r#""@id":"way/5","name":"3号楼""#, [9_000.0, 50.0]),
            road("澄浪路", 18.0),
        ],
    );
    let preview = bench.preview(&file).ground.expect("it is a map");
    assert_eq!(
        (preview.footprints, preview.matched, preview.unmatched),
        (5, 2, 3),
        "the one far off is of another site"
    );
    assert_eq!((preview.roads, preview.sites), (1, 1), "and the ground");
    assert_eq!((preview.coordinates, preview.coordinates_from.as_str()), (CoordinateSystem::Wgs84, "assumed"), "said");
    bench.lay(&file);
    let (stood, other) = (bench.stands(&third), bench.stands(&fourth));
    assert!(stood.footprint.is_some() && other.footprint.is_some(), "both stand where they stand");
    assert_eq!(stood.height_m, Some(19.0), "as high as the map says");
    let map = bench.map();
    assert_eq!(map.buildings.len(), 5, "no building stands twice");
    let waiting: Vec<&str> =
        map.buildings.iter().filter(|building| building.unclaimed).map(|building| building.label.as_str()).collect();
    assert_eq!(waiting.len(), 3, "the others wait to be taken: {waiting:?}");
    assert!(waiting.contains(&"锅炉房") && waiting.contains(&""), "under their name, or none");
    assert_eq!(map.ground.sites.len(), 1, "the site has its outline");
    let drawn = map.ground.roads.iter().map(|road| (road.name.as_deref(), road.width_m)).collect::<Vec<_>>();
    assert_eq!(drawn, [(Some("澄浪路"), 18.0)], "the street its name and width");
}

#[test]
fn what_could_be_meant_twice_is_given_to_nobody() {
    let (bench, maps) = (Bench::new(), Maps::new());
    let third = bench.raise("3", form(&["1"], 6, 2));
    let twice = |at: f64| house(&format!(r#""name":"{SITE}3幢""#), [at, 0.0]);
    let file = maps.write("quarter.geojson", &[twice(0.0), twice(100.0)]);
    assert_eq!(bench.preview(&file).ground.map(|ground| ground.matched), Some(0), "which of the two is not guessed");
    bench.lay(&file);
    assert_eq!(bench.stands(&third).footprint, None, "a person decides");
}

#[test]
fn undoing_a_map_shows_the_community_as_it_was() {
    let (bench, maps) = (Bench::new(), Maps::new());
    bench.raise("3", form(&["1"], 6, 2));
    let bare = bench.map();
    let first = maps
        .write("a.geojson", &[house(&format!(r#""@id":"way/1","name":"{SITE}3幢""#), [0.0, 0.0]), road("澄浪路", 9.0)]);
    let batch = bench.lay(&first).batch_id;
    let laid = bench.map();
    let water = maps.write(
        "b.geojson",
        &[feature(r#""natural":"water""#, &[block([0.0, 90.0], [300.0, 40.0]), block([50.0, 100.0], [20.0, 20.0])])],
    );
    let second = bench.lay(&water).batch_id;
    assert_eq!(bench.map().ground.water_holes.len(), 1, "the river has its island");
    assert_eq!(bench.map().ground.roads, laid.ground.roads, "and the street of the other file stays");
    undo(bench.asking(), &second).expect("it is undone");
    assert_eq!(bench.map(), laid, "nothing of the second file is left, all of the first is there");
    undo(bench.asking(), &batch).expect("it is undone");
    assert_eq!(bench.map(), bare, "and nothing of the first");
}

#[test]
fn a_newer_map_of_the_same_name_renews_what_the_older_brought() {
    let (bench, maps) = (Bench::new(), Maps::new());
    let third = bench.raise("3", form(&["1"], 6, 2));
    let named = format!(r#""@id":"way/1","name":"{SITE}3幢""#);
    let old = maps.write(
        "quarter.geojson",
        &[house(&named, [0.0, 0.0]), house(r#""@id":"way/2""#, [90.0, 0.0]), road("澄浪路", 9.0)],
    );
    bench.lay(&old);
    let before = bench.map();
    let again = bench.lay(&old);
    assert_eq!(
        (again.counts.added, again.counts.updated, again.counts.unchanged),
        (0, 0, 3),
        "the same file writes nothing"
    );
    assert_eq!(bench.map(), before, "and changes nothing");
    let newer = maps.write(
        "quarter.geojson",
        &[house(&named, [5.0, 0.0]), house(r#""@id":"way/2","name":"锅炉房""#, [90.0, 0.0]), road("澄浪路", 12.0)],
    );
    let renewed = bench.lay(&newer);
    assert_eq!(
        (renewed.counts.added, renewed.counts.updated),
        (1, 2),
        "the street anew, both houses where they are now"
    );
    let after = bench.map();
    assert_eq!((after.buildings.len(), after.ground.roads.len()), (2, 1), "nothing stands twice");
    assert_eq!(after.ground.roads[0].width_m, 12.0, "the street was widened");
    assert_ne!(
        bench.stands(&third).footprint,
        before.buildings.iter().find(|b| b.id == third).and_then(|b| b.footprint.clone()),
        "the house was measured anew"
    );
    undo(bench.asking(), &renewed.batch_id).expect("it is undone");
    assert_eq!(bench.map(), before, "and undoing it shows the older map");
}

#[test]
fn a_map_of_another_source_raises_nothing_where_something_stands() {
    let (bench, maps) = (Bench::new(), Maps::new());
    bench.lay(&maps.write("osm.geojson", &[house(r#""@id":"way/1""#, [0.0, 0.0])]));
    let other =
        maps.write("survey.geojson", &[house(r#""OBJECTID":7"#, [1.0, 1.0]), house(r#""OBJECTID":8"#, [80.0, 1.0])]);
    let result = bench.lay(&other);
    assert_eq!((result.counts.added, result.counts.unchanged), (1, 1), "one lies over the known one");
    assert_eq!(bench.map().buildings.len(), 2, "and is not drawn twice");
}

#[test]
fn coordinates_are_said_and_converted() {
    let (bench, maps) = (Bench::new(), Maps::new());
    let plain = maps.write("plain.geojson", &[house(r#""@id":"way/1""#, [0.0, 0.0])]);
    let choose = |system| {
        let choices = ImportChoices { coordinates: Some(system), ..ImportChoices::default() };
        prepare(bench.asking(), &plain, &choices, &Unwatched)
    };
    let shifted = choose(CoordinateSystem::Gcj02).expect("it is read").view.ground.expect("it is a map");
    assert_eq!(shifted.coordinates_from, "said", "the clerk said so");
    commit(bench.asking(), &choose(CoordinateSystem::Wgs84).expect("it is read"), &Unwatched).expect("it is laid");
    let away = choose(CoordinateSystem::Gcj02).expect("it is read").view.ground.and_then(|ground| ground.away_km);
    assert!(
        away.is_some_and(|away| (0.2..1.0).contains(&away)),
        "taken as shifted it lies some hundred metres off: {away:?}"
    );
    let wrong = choose(CoordinateSystem::Epsg { code: 4549 }).map(|_| ()).expect_err("degrees are no metres");
    assert_eq!(said(&wrong), (ErrorCode::Unreadable, Some("coordinates")), "the choice to be changed is named");
    assert!(wrong.zh.contains("WGS-84"), "with what it looks like: {}", wrong.zh);
}
