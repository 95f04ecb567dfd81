//! What people recorded of a building outlasts the next map, and a footprint goes to nobody it cannot be meant for.

use super::{Maps, block, feature, house};
use crate::bench::Bench;
use crate::estate::{form, order, set, written};
use louce_app::amend::amend;
use louce_app::ground::{place_building, take_footprint};
use louce_app::space::raise_building;
use louce_wire::{BuildingPlace, RaiseBuilding};

const NAMED: &str = r#""@id":"way/1","name":"海棠幼儿园","building:levels":"2""#;

#[test]
fn the_same_map_again_leaves_what_an_officer_recorded_of_a_footprint() {
    let (bench, maps) = (Bench::new(), Maps::new());
    let file = maps.write("quarter.geojson", &[house(NAMED, [0.0, 0.0])]);
    bench.lay(&file);
    let waits = bench.map().buildings.remove(0);
    assert!(waits.unclaimed, "the map alone says nothing of who is there");
    let edits = [set("building_use", "其他"), set("floors_above", "3"), set("remark", "三层为加建")];
    amend(bench.asking(), "building", &waits.id, &edits, None).expect("the officer went there");
    assert!(!bench.stands(&waits.id).unclaimed, "now it is a building of the register");
    let again = bench.lay(&file);
    assert_eq!((again.counts.added, again.counts.updated), (0, 0), "the same file brings it no second time");
    let kept = bench.building(&waits.id, None);
    // 其他 is kept by its code.
    for (field, value) in [("building_use", "99"), ("floors_above", "3"), ("remark", "三层为加建")] {
        let told = kept.fields.iter().find(|row| row.field == field).and_then(|row| row.value.as_deref());
        assert_eq!(told, Some(value), "{field} is as the officer recorded it");
    }
    assert_eq!(bench.lay(&file).counts.updated, 0, "and the file has no more to say");
}

#[test]
fn a_footprint_nobody_has_taken_is_not_laid_by_the_layout() {
    let (bench, maps) = (Bench::new(), Maps::new());
    bench.lay(&maps.write("quarter.geojson", &[house(NAMED, [0.0, 0.0])]));
    let before = bench.map();
    let refused = place_building(bench.asking(), &before.buildings[0].id, &BuildingPlace::Automatic);
    assert_eq!(refused.expect_err("it is only an outline").field.as_deref(), Some("place"), "said where");
    assert_eq!(bench.map(), before, "and it stands where it stood, once");
}

#[test]
fn a_footprint_is_given_to_no_building_of_another_site() {
    let (bench, maps) = (Bench::new(), Maps::new());
    let office = RaiseBuilding { site_name: Some("甲苑".to_owned()), ..order("物业用房", form(&["1"], 2, 2)) };
    let raised = raise_building(bench.asking(), &office).expect("it is raised");
    let ours = written(&raised, "building").remove(0);
    let outline = |site: &str, at: f64| {
        feature(&format!(r#""landuse":"residential","name":"{site}""#), &[block([at, -50.0], [200.0, 200.0])])
    };
    let file = |site: &str| {
        maps.write(
            &format!("{site}.geojson"),
            &[outline(site, 0.0), house(r#""@id":"way/1","name":"物业用房""#, [20.0, 0.0])],
        )
    };
    let other = bench.preview(&file("乙苑")).ground.expect("it is a map");
    assert_eq!((other.matched, other.unmatched), (0, 1), "the house of another compound is another house");
    let same = bench.preview(&file("甲苑")).ground.expect("it is a map");
    assert_eq!(same.matched, 1, "in its own it is the one that is meant");
    assert!(bench.stands(&ours).footprint.is_none(), "a preview gives nothing");
}

#[test]
fn one_of_several_at_a_door_is_given_to_nobody_for_being_the_last_left() {
    let (bench, maps) = (Bench::new(), Maps::new());
    for name in ["海关大楼", "车库"] {
        let fields = vec![set("name", name), set("street", "澄浪路"), set("door_no", "15号")];
        let at_the_door = RaiseBuilding { site_name: None, fields, ..order(name, form(&["1"], 2, 2)) };
        raise_building(bench.asking(), &at_the_door).expect("it is raised");
    }
    let at = |id: &str, name: &str, x: f64| {
        house(
            &format!(r#""@id":"way/{id}","name":"{name}","addr:street":"澄浪路","addr:housenumber":"15号""#),
            [x, 0.0],
        )
    };
    let file = maps.write("quarter.geojson", &[at("1", "海关大楼", 0.0), at("2", "门卫室", 90.0)]);
    let preview = bench.preview(&file).ground.expect("it is a map");
    assert_eq!((preview.matched, preview.unmatched), (1, 1), "the name says which is which; a shared door does not");
}

#[test]
fn a_footprint_that_is_given_back_brings_no_torn_down_building_back() {
    let (bench, maps) = (Bench::new(), Maps::new());
    let file = maps.write("quarter.geojson", &[house(NAMED, [0.0, 0.0])]);
    bench.lay(&file);
    let gone = bench.map().buildings.remove(0).id;
    let torn_down = [set("remark", "已拆"), set("valid_to", "2026-01-01")];
    amend(bench.asking(), "building", &gone, &torn_down, None).expect("it was torn down");
    bench.lay(&file);
    let waits =
        bench.map().buildings.into_iter().find(|building| building.unclaimed).expect("the map brings it anew").id;
    let third = bench.raise("3", form(&["1"], 6, 2));
    take_footprint(bench.asking(), &third, &waits).expect("it is taken");
    place_building(bench.asking(), &third, &BuildingPlace::Automatic).expect("and given back");
    let map = bench.map();
    assert!(
        map.buildings.iter().any(|building| building.id == waits && building.unclaimed),
        "the footprint waits again"
    );
    assert!(map.buildings.iter().all(|building| building.id != gone), "what was torn down stays so");
}
