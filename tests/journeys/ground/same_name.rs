//! Two map files of one name: each brings its own quarter, and neither takes the other's.

use super::{Maps, block, feature, house};
use crate::bench::Bench;
use crate::estate::form;
use louce_app::host::Unwatched;
use louce_app::import::commit::commit;
use louce_app::import::preview::prepare;
use louce_wire::{ErrorCode, ImportChoices};
use std::path::PathBuf;

/// Three houses and a street of a quarter, all under one file name.
fn quarter(maps: &Maps, name: &str, east: f64, id: fn(usize) -> String) -> PathBuf {
    let at = |n: usize| [east + n as f64 * 60.0, 0.0];
    let mut features: Vec<String> =
        (0..3).map(|n| house(&format!(r#"{},"name":"{name}{}号楼""#, id(n), n + 1), at(n))).collect();
    features.push(feature(r#""natural":"water","name":"河""#, &[block([east, 80.0], [200.0, 20.0])]));
    maps.write("楼栋.geojson", &features)
}

fn names(bench: &Bench) -> Vec<String> {
    let mut names: Vec<String> = bench.map().buildings.into_iter().map(|building| building.label).collect();
    names.sort();
    names
}

fn is_both(bench: &Bench) -> bool {
    let names = names(bench);
    let of = |quarter: &str| names.iter().filter(|name| name.starts_with(quarter)).count();
    names.len() == 6 && of("东苑") == 3 && of("西苑") == 3
}

#[test]
fn a_second_file_of_the_same_name_and_row_numbers_takes_no_building_of_the_first() {
    for (id, elsewhere) in [
        ((|n| format!(r#""OBJECTID":{}"#, n + 1)) as fn(usize) -> String, 0),
        (|n| format!(r#""id":"L-{}""#, n + 1), 3),
    ] {
        let (bench, maps) = (Bench::new(), Maps::new());
        bench.lay(&quarter(&maps, "东苑", 0.0, id));
        let west = quarter(&maps, "西苑", -20_000.0, id);
        let told = bench.preview(&west).ground.expect("it is a map");
        assert_eq!(
            (told.known, told.unmatched, told.elsewhere),
            (0, 3, elsewhere),
            "a house twenty kilometres off is new"
        );
        assert_eq!(told.replaced, 0, "nothing of the other quarter goes");
        bench.lay(&west);
        assert!(is_both(&bench), "both quarters stand: {:?}", names(&bench));
        assert_eq!(bench.map().ground.water.len(), 2, "and both rivers flow");
        let again = bench.lay(&west);
        assert_eq!((again.counts.added, again.counts.updated), (0, 0), "the same file writes nothing");
        let back = bench.lay(&quarter(&maps, "东苑", 0.0, id));
        assert_eq!((back.counts.added, back.counts.updated), (0, 0), "nor does the first once more");
        assert_eq!(bench.map().ground.water.len(), 2, "and both rivers stay");
    }
}

#[test]
fn a_file_without_identities_is_renewed_where_its_houses_stand() {
    let (bench, maps) = (Bench::new(), Maps::new());
    let file = |name: &str| {
        let named = house(&format!(r#""OBJECTID":1,"name":"{name}""#), [0.5, 0.0]);
        let first = house(r#""OBJECTID":1"#, [0.0, 0.0]);
        maps.write("quarter.geojson", &[if name.is_empty() { first } else { named }])
    };
    bench.lay(&file(""));
    let newer = bench.lay(&file("锅炉房"));
    assert_eq!((newer.counts.added, newer.counts.updated), (0, 1), "the house is the one that stands there");
    assert_eq!(names(&bench), ["锅炉房"], "and has its name now");
}

#[test]
fn what_goes_with_an_earlier_file_of_the_same_name_is_counted() {
    let (bench, maps) = (Bench::new(), Maps::new());
    let pond = |north: f64| feature(r#""natural":"water""#, &[block([0.0, north], [20.0, 20.0])]);
    bench.lay(
        &maps.write("base.geojson", &[house(r#""@id":"way/1""#, [90.0, 0.0]), pond(0.0), pond(50.0), pond(100.0)]),
    );
    let newer = maps.write("base.geojson", &[house(r#""@id":"way/1""#, [90.0, 0.0]), pond(0.0), pond(200.0)]);
    assert_eq!(bench.preview(&newer).ground.map(|ground| ground.replaced), Some(2), "two ponds were filled in");
    bench.lay(&newer);
    assert_eq!(bench.map().ground.water.len(), 2, "and are gone");
}

#[test]
fn footprints_that_are_known_are_said_to_be() {
    let (bench, maps) = (Bench::new(), Maps::new());
    let file =
        maps.write("a.geojson", &[house(r#""@id":"way/1""#, [0.0, 0.0]), house(r#""@id":"way/2""#, [90.0, 0.0])]);
    bench.lay(&file);
    let both =
        maps.write("b.geojson", &[house(r#""@id":"way/1""#, [0.0, 0.0]), house(r#""name":"门卫""#, [300.0, 0.0])]);
    let told = bench.preview(&both).ground.expect("it is a map");
    assert_eq!(
        (told.footprints, told.matched, told.known, told.unmatched),
        (2, 0, 1, 1),
        "one has its outline already"
    );
}

#[test]
fn a_register_in_which_another_building_would_be_met_is_previewed_anew() {
    let (bench, maps) = (Bench::new(), Maps::new());
    let file = maps.write(
        "quarter.geojson",
        &[
            house(&format!(r#""@id":"way/1","name":"{}3幢""#, crate::estate::SITE), [0.0, 0.0]),
            house(r#""@id":"way/2","name":"门卫""#, [90.0, 0.0]),
        ],
    );
    let third = bench.raise("3", form(&["1"], 6, 2));
    let prepared = prepare(bench.asking(), &file, &ImportChoices::default(), &Unwatched).expect("it is read");
    // The building that was meant goes, another of the same words comes: as many as before, and not the same.
    let gone = [crate::estate::set("valid_to", "2026-01-01")];
    louce_app::amend::amend(bench.asking(), "building", &third, &gone, None).expect("it was torn down");
    bench.raise("3", form(&["1"], 6, 2));
    let again = bench.preview(&file);
    assert_eq!(again.counts, prepared.view.counts, "the counts are the same");
    let error = commit(bench.asking(), &prepared, &Unwatched).map(|_| ()).expect_err("another building would be met");
    assert_eq!(error.code, ErrorCode::Conflict, "{error}");
}
