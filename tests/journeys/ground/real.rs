//! Real quarters of the shared data: Shanghai and Wuhan from OpenStreetMap, Delft from a city model.
#![allow(clippy::print_stdout, reason = "a test says what it skips and counts")]

use crate::bench::Bench;
use std::path::{Path, PathBuf};

fn folder() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/buildings");
    if folder.is_dir() {
        return Some(folder);
    }
    println!("skipped: no ../shared/data beside the repository");
    None
}

#[test]
fn the_quarter_of_shanghai_comes_whole_and_goes_whole() {
    let Some(folder) = folder() else { return };
    let bench = Bench::new();
    let bare = bench.map();
    let batches: Vec<String> = ["buildings", "roads", "water", "landuse"]
        .iter()
        .map(|layer| bench.lay(&folder.join(format!("shanghai_{layer}.geojson"))).batch_id)
        .collect();
    let map = bench.map();
    let (water, green) = (map.ground.water.len(), map.ground.green.len());
    println!(
        "{} buildings, {} roads, {water} water, {green} green, {} sites",
        map.buildings.len(),
        map.ground.roads.len(),
        map.ground.sites.len()
    );
    assert_eq!(map.buildings.len(), 1320, "each building once, parts and labels left out");
    assert!(map.buildings.iter().all(|building| building.footprint.is_some()), "and all of them surveyed");
    assert!(map.buildings.iter().filter(|building| building.height_m.is_some()).count() > 500, "many with a height");
    assert!(map.ground.roads.len() > 1_500 && water > 20 && green > 50, "streets, the river and parks");
    assert!(map.ground.sites.len() > 20, "and compounds");
    assert!(
        map.ground.attribution.as_deref().is_some_and(|named| named.contains("OpenStreetMap")),
        "its makers are named"
    );
    let again = bench.lay(&folder.join("shanghai_buildings.geojson"));
    assert_eq!((again.counts.added, again.counts.updated), (0, 0), "a second time writes nothing");
    for batch in [again.batch_id].iter().chain(batches.iter().rev()) {
        louce_app::import::undo::undo(bench.asking(), batch).expect("it is undone");
    }
    assert_eq!(bench.map(), bare, "undone, nothing of it is left");
}

#[test]
fn wuhan_and_delft_come_too() {
    let Some(folder) = folder() else { return };
    for (file, least, place) in
        [("wuhan_buildings.geojson", 200, [114.4, 30.5]), ("delft_cityjson.json", 150, [4.36, 52.01])]
    {
        let bench = Bench::new();
        let prepared = bench.preview(&folder.join(file)).ground.expect("it is a map");
        bench.lay(&folder.join(file));
        let map = bench.map();
        println!("{file}: {} buildings, {:?} {}", map.buildings.len(), prepared.coordinates, prepared.coordinates_from);
        assert!(map.buildings.len() >= least, "{file}: {} buildings", map.buildings.len());
        let [longitude, latitude] = map.plane.expect("it has coordinates").origin;
        let off = (longitude - place[0]).abs().max((latitude - place[1]).abs());
        assert!(off < 0.1, "{file} lies where it lies: {longitude}, {latitude}");
    }
}
