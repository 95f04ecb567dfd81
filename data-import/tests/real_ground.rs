//! The real quarter of the shared data: footprints, roads, water and green.
#![allow(clippy::print_stdout, reason = "a test says what it skips and counts")]

use louce_import::footprints::read_ground;
use std::path::Path;

#[test]
fn a_real_quarter_is_read_whole() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/buildings");
    if !folder.is_dir() {
        println!("skipped: no ../shared/data beside the repository");
        return;
    }
    let mut ground = louce_import::footprints::GroundProposal::default();
    for file in ["buildings", "roads", "water", "landuse"] {
        let bytes = std::fs::read(folder.join(format!("shanghai_{file}.geojson"))).unwrap();
        ground.merge(read_ground(&bytes, None).unwrap());
    }
    println!(
        "{} buildings, {} roads, {} water, {} green",
        ground.buildings.len(),
        ground.roads.len(),
        ground.water.len(),
        ground.green.len()
    );
    assert_eq!(ground.buildings.len(), 1320, "each building once, parts and labels left out");
    assert!(ground.buildings.iter().filter(|b| b.height_m.is_some()).count() > 500, "many have a height");
    assert!(
        ground.roads.len() > 1000 && !ground.water.is_empty() && ground.green.len() > 50,
        "and the ground around them"
    );
    assert!(ground.buildings.iter().all(|b| b.shape.ring.len() >= 3), "every footprint has an area");
}

#[test]
fn a_city_model_is_footprints_with_heights_and_lawns_in_one_piece() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/buildings/delft_cityjson.json");
    if !file.is_file() {
        println!("skipped: no ../shared/data beside the repository");
        return;
    }
    let ground = read_ground(&std::fs::read(file).unwrap(), None).unwrap();
    let (green, water, paved) = (ground.green.len(), ground.water.len(), ground.paved.len());
    println!(
        "{} buildings, {green} green, {water} water, {paved} paved, {} left out",
        ground.buildings.len(),
        ground.rejects.count
    );
    assert!((150..=170).contains(&ground.buildings.len()), "160 buildings, hardly one in two pieces");
    assert!(ground.buildings.iter().all(|b| b.height_m.is_some()), "each with its height");
    assert!(green < 400, "126 lawns, not their triangles: {green}");
    assert!(paved >= 100 && water >= 1, "143 roads and the paved land, and the canals: {paved} and {water}");
}
