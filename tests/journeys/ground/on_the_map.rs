//! Buildings put by hand: dragged, drawn, laid on a map without coordinates, put on a footprint that waits.

use super::{Maps, block, feature, house, said};
use crate::bench::Bench;
use crate::estate::{SITE, form};
use louce_app::ground::{candidates, place_building, take_footprint};
use louce_app::import::undo::undo;
use louce_wire::{BuildingPlace, CommunityView, ErrorCode};

fn quarter(maps: &Maps) -> std::path::PathBuf {
    maps.write(
        "quarter.geojson",
        &[
            feature(&format!(r#""landuse":"residential","name":"{SITE}""#), &[block([-50.0, -50.0], [400.0, 200.0])]),
            house(&format!(r#""@id":"way/1","name":"{SITE}3幢""#), [0.0, 0.0]),
            feature(
                r#""building":"yes","@id":"way/2","height":"18""#,
                &[block([0.0, 40.0], [40.0, 40.0]), block([10.0, 50.0], [20.0, 20.0])],
            ),
            house(r#""@id":"way/3","name":"5号楼""#, [100.0, 0.0]),
            house(r#""@id":"way/4","height":"60""#, [8_000.0, 0.0]),
        ],
    )
}

fn others(map: &CommunityView, id: &str) -> Vec<(String, Option<Vec<[f32; 2]>>)> {
    map.buildings.iter().filter(|b| b.id != id).map(|b| (b.id.clone(), b.footprint.clone())).collect()
}

fn drawn(ring: &[[f32; 2]]) -> BuildingPlace {
    BuildingPlace::Footprint { ring: ring.to_vec() }
}

#[test]
fn dragging_a_building_moves_nothing_else() {
    let (bench, maps) = (Bench::new(), Maps::new());
    let third = bench.raise("3", form(&["1"], 6, 2));
    bench.lay(&quarter(&maps));
    let before = bench.map();
    let ring = bench
        .stands(&third)
        .footprint
        .expect("it stands")
        .iter()
        .map(|[x, y]| [x + 900.0, y - 700.0])
        .collect::<Vec<_>>();
    let moved = place_building(bench.asking(), &third, &drawn(&ring)).expect("it is moved");
    let after = bench.map();
    let off = bench
        .stands(&third)
        .footprint
        .expect("it stands")
        .iter()
        .zip(&ring)
        .map(|([x, y], [u, v])| (x - u).abs().max((y - v).abs()))
        .fold(0.0, f32::max);
    assert!(off < 0.01, "it stands where it was put, to the centimetre: {off}");
    assert_eq!(others(&after, &third), others(&before, &third), "and everything else where it stood");
    assert_eq!(after.plane, before.plane, "the plane stays");
    assert_eq!(moved.overlaps, [], "nothing else stands there");
    undo(bench.asking(), &moved.written.batch_id).expect("it is taken back");
    assert_eq!(bench.map(), before, "as if it had not been");
}

#[test]
fn a_newer_map_does_not_move_back_what_somebody_moved() {
    let (bench, maps) = (Bench::new(), Maps::new());
    let third = bench.raise("3", form(&["1"], 6, 2));
    let file = quarter(&maps);
    bench.lay(&file);
    place_building(bench.asking(), &third, &drawn(&[[0.0, 0.0], [30.0, 0.0], [30.0, 10.0]])).expect("it is drawn anew");
    let stands = bench.stands(&third).footprint;
    let again = bench.lay(&file);
    assert_eq!(again.counts.updated, 0, "the map changes nothing");
    assert_eq!(bench.stands(&third).footprint, stands, "people know better");
}

#[test]
fn a_courtyard_goes_with_its_building() {
    let (bench, maps) = (Bench::new(), Maps::new());
    bench.lay(&quarter(&maps));
    let court = bench.map().buildings.into_iter().find(|building| !building.holes.is_empty()).expect("one has a court");
    let ring: Vec<[f32; 2]> = court.footprint.iter().flatten().map(|[x, y]| [x + 60.0, y + 5.0]).collect();
    place_building(bench.asking(), &court.id, &drawn(&ring)).expect("it is moved");
    let moved = bench.stands(&court.id);
    let ([x, y], [u, v]) = (moved.holes[0][0], court.holes[0][0]);
    assert!((x - u - 60.0).abs() < 0.01 && (y - v - 5.0).abs() < 0.01, "by as much: {x} {y}");
}

#[test]
fn whoever_puts_a_building_upon_another_is_told_which() {
    let (bench, maps) = (Bench::new(), Maps::new());
    let third = bench.raise("3", form(&["1"], 6, 2));
    bench.lay(&quarter(&maps));
    let fifth = bench.map().buildings.into_iter().find(|building| building.label.contains('5')).expect("5号楼");
    let there = fifth.footprint.clone().expect("it is measured");
    let wide = there.iter().map(|[x, _]| *x).fold(f32::MIN, f32::max) - there[0][0];
    let beside = |metres: f32| drawn(&there.iter().map(|[x, y]| [x + metres, y + 0.01]).collect::<Vec<_>>());
    let half = place_building(bench.asking(), &third, &beside(wide / 2.0)).expect("it is put there all the same");
    let told: Vec<(&str, &str)> = half.overlaps.iter().map(|one| (one.id.as_str(), one.label.as_str())).collect();
    assert_eq!(told, [(fifth.id.as_str(), fifth.label.as_str())], "the one it stands upon, and no other");
    let whole = place_building(bench.asking(), &third, &beside(0.0)).expect("it is put there");
    let share = half.overlaps[0].area_m2 / whole.overlaps[0].area_m2;
    assert!((share - 0.5).abs() < 0.01, "by how much: half of it was half of it ({share})");
    let wall = place_building(bench.asking(), &third, &beside(wide * 0.99)).expect("it is put there");
    assert_eq!(wall.overlaps, [], "walls that touch are nothing to look at");
}

#[test]
fn nothing_is_drawn_that_nothing_can_stand_on() {
    let (bench, maps) = (Bench::new(), Maps::new());
    let third = bench.raise("3", form(&["1"], 6, 2));
    let ring = drawn(&[[0.0, 0.0], [30.0, 0.0], [30.0, 10.0]]);
    let bare = place_building(bench.asking(), &third, &ring).expect_err("there are no coordinates yet");
    assert_eq!(said(&bare), (ErrorCode::Invalid, Some("place")), "a map has to come first");
    bench.lay(&quarter(&maps));
    let before = bench.map();
    for crossed in [&[[0.0, 0.0], [40.0, 12.0], [40.0, 0.0], [0.0, 20.0]][..], &[[0.0, 0.0], [9.0, 9.0]], &[]] {
        let error = place_building(bench.asking(), &third, &drawn(crossed)).expect_err("that is no building");
        assert_eq!(said(&error), (ErrorCode::Invalid, Some("place")), "{}", error.zh);
    }
    assert_eq!(bench.map(), before, "and nothing was written");
}

#[test]
fn a_building_without_footprint_is_laid_by_hand_and_goes_back_by_itself() {
    let bench = Bench::new();
    let third = bench.raise("3", form(&["1"], 6, 2));
    let bare = bench.map();
    let laid = BuildingPlace::Laid { middle: [25.0, -40.0], turn_deg: 375.0 };
    place_building(bench.asking(), &third, &laid).expect("it is laid");
    assert_eq!(bench.stands(&third).laid, Some([25.0, -40.0, 15.0]), "where it was put, turned by a full turn less");
    place_building(bench.asking(), &third, &BuildingPlace::Automatic).expect("it goes back");
    assert_eq!(bench.map(), bare, "to where the layout puts it");
    let nothing = place_building(bench.asking(), &third, &BuildingPlace::Automatic).expect_err("it is there");
    assert_eq!(nothing.code, ErrorCode::Invalid, "twice is nothing to do");
}

#[test]
fn on_a_map_with_coordinates_a_building_is_laid_on_the_earth() {
    let (bench, maps) = (Bench::new(), Maps::new());
    let seventh = bench.raise("7", form(&["1"], 6, 2));
    bench.lay(&quarter(&maps));
    let laid = BuildingPlace::Laid { middle: [25.0, -40.0], turn_deg: -90.0 };
    place_building(bench.asking(), &seventh, &laid).expect("it is laid");
    let [x, y, turn] = bench.stands(&seventh).laid.expect("it lies there");
    assert!((x - 25.0).abs() < 0.01 && (y + 40.0).abs() < 0.01 && turn == 270.0, "{x} {y} {turn}");
}

#[test]
fn the_likeliest_footprint_comes_first_with_the_reasons_why() {
    let (bench, maps) = (Bench::new(), Maps::new());
    bench.raise("3", form(&["1"], 6, 2));
    bench.lay(&quarter(&maps));
    let fifth = bench.raise("5", form(&["1"], 6, 2));
    let found = candidates(bench.asking(), &fifth).expect("they are looked for").candidates;
    assert_eq!(found[0].label, "5号楼", "the number on the wall, in the site's outline: {found:?}");
    for reason in ["same_number", "same_site"] {
        assert!(found[0].reasons.iter().any(|code| code == reason), "{reason}: {:?}", found[0].reasons);
    }
    assert!((found[0].area_m2 - 480.0).abs() < 5.0, "with its size: {}", found[0].area_m2);
    assert!(found.iter().all(|one| (0.0..=1.0).contains(&one.score)), "weighed from 0 to 1");
    assert!(found.is_sorted_by(|a, b| a.score >= b.score), "likeliest first");
    let tall = found.iter().find(|one| one.reasons.iter().any(|code| code == "floors_differ"));
    assert!(tall.is_none_or(|tall| tall.score < found[0].score), "twenty storeys are not six");
}

#[test]
fn a_building_takes_a_footprint_that_waits_and_gives_it_back() {
    let (bench, maps) = (Bench::new(), Maps::new());
    let third = bench.raise("3", form(&["1"], 6, 2));
    bench.lay(&quarter(&maps));
    let fifth = bench.raise("5", form(&["1"], 6, 2));
    let before = bench.map();
    let waiting = before.buildings.iter().find(|building| building.label == "5号楼").expect("it waits").clone();
    let taken = take_footprint(bench.asking(), &fifth, &waiting.id).expect("it is taken");
    let map = bench.map();
    assert_eq!(bench.stands(&fifth).footprint, waiting.footprint, "the building stands on it");
    assert!(map.buildings.iter().all(|building| building.id != waiting.id), "the nameless record is no more");
    let again = take_footprint(bench.asking(), &fifth, &waiting.id).expect_err("it is gone");
    assert_eq!(said(&again), (ErrorCode::Invalid, Some("footprint")), "nothing is taken twice");
    place_building(bench.asking(), &fifth, &BuildingPlace::Automatic).expect("it leaves");
    let back = bench.stands(&waiting.id);
    assert!(back.unclaimed && back.footprint == waiting.footprint, "what the map knows waits again");
    let refused = take_footprint(bench.asking(), &fifth, &third).expect_err("people live there");
    assert_eq!(said(&refused), (ErrorCode::Invalid, Some("footprint")), "a building is no footprint");
    assert!(!taken.batch_id.is_empty(), "and each step can be taken back");
}

#[test]
fn taking_a_footprint_is_taken_back_whole() {
    let (bench, maps) = (Bench::new(), Maps::new());
    bench.raise("3", form(&["1"], 6, 2));
    bench.lay(&quarter(&maps));
    let fifth = bench.raise("5", form(&["1"], 6, 2));
    let before = bench.map();
    let waiting = before.buildings.iter().find(|building| building.label == "5号楼").expect("it waits").id.clone();
    let taken = take_footprint(bench.asking(), &fifth, &waiting).expect("it is taken");
    undo(bench.asking(), &taken.batch_id).expect("it is taken back");
    assert_eq!(bench.map(), before, "as if it had not been");
}
