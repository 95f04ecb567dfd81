//! Files in other coordinates than they are read in: what is known already gives them away.

use super::{Maps, house, said};
use crate::bench::Bench;
use louce_app::host::Unwatched;
use louce_app::import::at_once::import_at_once;
use louce_app::import::preview::prepare;
use louce_import::footprints::{bd09_of_wgs84, gcj02_of_wgs84};
use louce_wire::{CoordinateSystem, ErrorCode, ImportChoices};
use std::path::PathBuf;

type Shift = fn([f64; 2]) -> [f64; 2];

/// A row of houses with addresses, written in some coordinates.
fn row(maps: &Maps, name: &str, has_ids: bool, shift: Shift) -> PathBuf {
    let features: Vec<String> = (0..6)
        .map(|n| {
            let id = if has_ids { format!(r#""@id":"way/{n}","#) } else { String::new() };
            let plain = house(
                &format!(r#"{id}"addr:street":"测试路","addr:housenumber":"{}""#, n + 1),
                [f64::from(n) * 60.0, 0.0],
            );
            let mut feature: serde_json::Value = serde_json::from_str(&plain).expect("a feature");
            for corner in feature["geometry"]["coordinates"][0].as_array_mut().expect("a ring") {
                let at = [corner[0].as_f64().expect("a number"), corner[1].as_f64().expect("a number")];
                *corner = serde_json::json!(shift(at));
            }
            feature.to_string()
        })
        .collect();
    maps.write(name, &features)
}

#[test]
fn a_file_in_shifted_coordinates_is_told_by_the_houses_that_are_known() {
    for has_ids in [true, false] {
        let (bench, maps) = (Bench::new(), Maps::new());
        bench.lay(&row(&maps, "wgs.geojson", has_ids, |at| at));
        let told = |file: &std::path::Path, coordinates| {
            let choices = ImportChoices { coordinates, ..ImportChoices::default() };
            let view = prepare(bench.asking(), file, &choices, &Unwatched).expect("it is read").view;
            view.ground.map(|ground| (ground.shift_m.is_some(), ground.looks_like)).expect("it is a map")
        };
        let gcj = row(&maps, "gcj.geojson", has_ids, gcj02_of_wgs84);
        let bd = row(&maps, "bd.geojson", has_ids, bd09_of_wgs84);
        assert_eq!(told(&gcj, None), (true, Some(CoordinateSystem::Gcj02)), "and which");
        assert_eq!(told(&bd, None), (true, Some(CoordinateSystem::Bd09)), "of both");
        assert_eq!(told(&gcj, Some(CoordinateSystem::Gcj02)), (false, None), "read rightly nothing is off");
        let same = row(&maps, "same.geojson", has_ids, |at| at);
        assert_eq!(told(&same, None), (false, None), "nor is what was right");
        assert_eq!(told(&same, Some(CoordinateSystem::Gcj02)), (true, Some(CoordinateSystem::Wgs84)), "either way");
    }
}

#[test]
fn an_import_that_nobody_looks_at_refuses_what_is_shifted_until_the_coordinates_are_said() {
    let (bench, maps) = (Bench::new(), Maps::new());
    bench.lay(&row(&maps, "wgs.geojson", true, |at| at));
    let gcj = row(&maps, "gcj.geojson", true, gcj02_of_wgs84);
    let before = bench.everything();
    let refused = import_at_once(bench.asking(), &gcj, &ImportChoices::default(), &Unwatched).map(|_| ());
    let refused = refused.expect_err("it would move six houses");
    assert_eq!(said(&refused), (ErrorCode::Invalid, Some("coordinates")), "the choice to be made is named");
    assert!(refused.zh.contains("GCJ-02"), "with what it looks like: {}", refused.zh);
    assert_eq!(bench.everything(), before, "nothing is written");
    let choices = ImportChoices { coordinates: Some(CoordinateSystem::Gcj02), ..ImportChoices::default() };
    let (_, result) = import_at_once(bench.asking(), &gcj, &choices, &Unwatched).expect("it is said");
    assert_eq!(result.counts.added, 0, "the houses lie where they did: {:?}", result.counts);
}
