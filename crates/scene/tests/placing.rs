//! Where buildings stand: laid out by site, stable, apart from each other; outlines cut into triangles without loss.
#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "test code outside test functions")]

mod generated;

use bevy_math::Vec2;
use fastrand::Rng;
use louce_scene::community::Community;
use louce_scene::plot::flatten;
use louce_scene::polygon::{Polygon, tightest_rectangle};
use louce_scene::shape::{BuildingShape, CommunityShape, Ring, SiteShape};
use std::collections::HashMap;
use std::path::Path;

type Place = (String, [i32; 2]);

/// Where each building stands, to a decimetre.
fn centres(community: &Community) -> Vec<Place> {
    let place = |p: &louce_scene::plot::Plot| flatten(p.bounds.centre()).to_array().map(|v| (v * 10.0).round() as i32);
    community.buildings.iter().zip(&community.plots).map(|(b, p)| (b.id.clone(), place(p))).collect()
}

/// A building that nobody has measured, of any size.
fn unmeasured(rng: &mut Rng, id: usize, site: usize, label: String) -> BuildingShape {
    BuildingShape {
        id: format!("building-{id:04}"),
        site: Some(format!("site-{site}")),
        label,
        floors_above: rng.u16(0..40),
        units: rng.bool().then(|| rng.u16(1..8)),
        room_count: rng.choice([1, 12, 150, 900, 4_000]).unwrap_or(1),
        ..BuildingShape::default()
    }
}

fn any_label(rng: &mut Rng) -> String {
    match rng.u8(0..8) {
        0 => "门卫室".into(),
        1 => "A座".into(),
        2 => format!("{}号", rng.u32(50..9_000)),
        _ => format!("{}幢", rng.u16(2..49)),
    }
}

/// Sites that all have a house 1, houses with numbers, some of them twice, and houses without; beside a measured quarter.
fn any_estate(seed: u64) -> CommunityShape {
    let mut rng = Rng::with_seed(seed);
    let mut shape = generated::surveyed(seed, 12);
    shape.sites =
        (0..rng.usize(1..13)).map(|i| SiteShape { id: format!("site-{i}"), ..SiteShape::default() }).collect();
    shape.buildings.iter_mut().for_each(|measured| measured.site = None);
    let mut houses = Vec::new();
    for site in 0..shape.sites.len() {
        houses.push((site, "1幢".to_owned()));
        houses.extend((0..rng.usize(0..30)).map(|_| (site, any_label(&mut rng))));
    }
    rng.shuffle(&mut houses);
    let houses = houses.into_iter().enumerate();
    shape.buildings.extend(houses.map(|(id, (site, label))| unmeasured(&mut rng, id, site, label)));
    shape
}

/// Nothing moved but the sites that stand behind the band of `site`, or in it where that `may` move too, and those
/// straight back or forth, a band as one.
fn only_sites_behind_moved(before: &CommunityShape, after: &CommunityShape, (site, may): (&str, bool), why: &str) {
    let (old, new) = (Community::new(before.clone()), Community::new(after.clone()));
    let south = |id: &str| old.sites.iter().find(|(s, _)| s.id == id).map(|(_, around)| around.max.z);
    let street = south(site).unwrap();
    let first = old.sites.iter().map(|(_, around)| around.max.z).fold(f32::MIN, f32::max);
    let may = may && street < first - 1.0;
    let places: HashMap<String, [i32; 2]> = centres(&new).into_iter().collect();
    let mut shifts: HashMap<i32, i32> = HashMap::new();
    for ((id, was), building) in centres(&old).into_iter().zip(&before.buildings) {
        let Some(is) = places.get(&id).filter(|_| building.footprint.is_none()) else { continue };
        let stays = |b: &BuildingShape| b.id == id && b.footprint.is_none();
        let band = south(building.site.as_deref().unwrap()).unwrap();
        if !after.buildings.iter().any(stays) {
            continue;
        }
        if band < street - 1.0 || may && band < street + 1.0 {
            assert_eq!(was[0], is[0], "{why}: {id} behind moves straight back, if at all");
            let by = is[1] - was[1];
            let others = *shifts.entry(band as i32).or_insert(by);
            assert!((others - by).abs() <= 1, "{why}: a band moves as one: {id} by {by}, others by {others}");
        } else {
            assert_eq!(was, *is, "{why}: {} {id} of {:?} is where it was", building.label, building.site);
        }
    }
}

#[test]
fn a_building_that_is_entered_moves_no_other_of_its_site() {
    for seed in 0..150 {
        let before = any_estate(seed);
        let mut rng = Rng::with_seed(seed + 1_000);
        let site = rng.usize(0..before.sites.len());
        let label = any_label(&mut rng);
        let new = unmeasured(&mut rng, 9_999, site, label.clone());
        let mut after = before.clone();
        after.buildings.insert(rng.usize(0..=before.buildings.len()), new.clone());
        let namesake = before.buildings.iter().any(|b| b.site == new.site && b.label == new.label);
        let south = namesake || !label.ends_with('幢');
        only_sites_behind_moved(&before, &after, (&format!("site-{site}"), south), &format!("{label} is new"));
    }
}

#[test]
fn a_building_that_ends_or_is_measured_leaves_its_slot_free() {
    let mut left = 0;
    for seed in 0..150 {
        let before = any_estate(seed);
        let mut rng = Rng::with_seed(seed + 2_000);
        let same = |a: &BuildingShape, b: &BuildingShape| a.site == b.site && a.label == b.label;
        let alone = |b: &BuildingShape| before.buildings.iter().filter(|other| same(b, other)).count() == 1;
        let numbered = |b: &BuildingShape| b.label.ends_with('幢') && b.label != "1幢" && b.footprint.is_none();
        let leaving = before.buildings.iter().position(|b| rng.u8(0..4) == 0 && numbered(b) && alone(b));
        let Some((leaving, building)) = leaving.and_then(|i| Some((i, before.buildings.get(i)?))) else { continue };
        let site = building.site.clone().unwrap();
        let mut ended = before.clone();
        ended.buildings.remove(leaving);
        only_sites_behind_moved(&before, &ended, (&site, false), "one has ended");
        let mut measured = before.clone();
        measured.buildings[leaving].footprint = Some(vec![[5.0, 5.0], [25.0, 5.0], [25.0, 15.0], [5.0, 15.0]]);
        only_sites_behind_moved(&before, &measured, (&site, false), "one was measured");
        left += 1;
    }
    assert!(left > 50, "the sweep must be wide, or it proves nothing: {left}");
}

#[test]
fn a_building_that_grows_moves_no_other() {
    for seed in 0..60 {
        let before = any_estate(seed);
        let mut after = before.clone();
        let grown = after.buildings.iter_mut().rev().find(|b| b.footprint.is_none()).unwrap();
        (grown.room_count, grown.floors_above, grown.units) = (3_999, 33, Some(9));
        assert_eq!(centres(&Community::new(before)), centres(&Community::new(after)), "a wide one fits its slot too");
    }
}

#[test]
fn a_house_with_a_number_takes_no_place_of_one_without() {
    let house = |id: &str, label: &str| BuildingShape {
        id: id.into(),
        site: Some("s".into()),
        label: label.into(),
        floors_above: 6,
        room_count: 24,
        ..BuildingShape::default()
    };
    let sites = vec![SiteShape { id: "s".into(), name: "月河新村".into() }];
    let mut shape = CommunityShape { sites, ..CommunityShape::default() };
    shape.buildings = vec![house("a", "门卫室"), house("b", "10幢"), house("c", "11幢"), house("d", "1幢")];
    let before = Community::new(shape.clone());
    shape.buildings.push(house("e", "9幢"));
    let after = Community::new(shape);
    assert_eq!(centres(&before)[..], centres(&after)[..4], "the gatehouse stays by the street");
    let at = |i: usize| flatten(after.plots[i].bounds.centre());
    assert!(at(4).x < at(1).x && at(1).x < at(2).x && (at(4).y - at(2).y).abs() < 0.1, "9, 10 and 11 stand in a row");
    assert!(at(0).y < at(3).y && at(3).y < at(4).y, "behind 1, behind the gatehouse");
}

#[test]
fn a_site_numbered_from_101_begins_at_its_street() {
    let mut shape = generated::estate(1, 1, 8);
    for (n, building) in (101..).zip(&mut shape.buildings) {
        building.label = format!("{n}号");
    }
    let community = Community::new(shape);
    let south = community.plots.iter().map(|p| flatten(p.bounds.centre()).y).fold(f32::INFINITY, f32::min);
    assert!(south < 120.0, "no hundred empty slots before the first: {south} m");
}

#[test]
fn a_picture_of_all_buildings_passes_over_one_that_is_far_off() {
    let mut shape = generated::surveyed(9, 48);
    let heart_of = |shape: &CommunityShape| Community::new(shape.clone()).heart();
    let own = heart_of(&shape);
    assert_eq!(own, Community::new(shape.clone()).bounds, "of buildings that stand together none is passed over");
    let mut stray = shape.buildings[0].clone();
    stray.id = "stray".into();
    stray.footprint.iter_mut().flatten().for_each(|p| p[0] += 29_000.0);
    shape.buildings.push(stray);
    assert_eq!(heart_of(&shape), own, "one whose coordinates were mistyped does not blank the map");
    shape.buildings.extend(generated::estate(3, 1, 4).buildings.into_iter().map(|b| BuildingShape { site: None, ..b }));
    let with_laid_out = Community::new(shape);
    let farthest = with_laid_out.plots.iter().filter(|p| p.bounds.min.x < 20_000.0).map(|p| p.bounds.max.x);
    assert!(farthest.fold(0.0, f32::max) < own.max.x + 600.0, "and what is laid out stands beside the quarter, not it");
}

#[test]
fn a_picture_of_few_buildings_shows_them() {
    let at = |id: u8, x: f32| BuildingShape {
        id: id.to_string(),
        footprint: Some(vec![[x, 0.0], [x + 30.0, 0.0], [x + 30.0, 12.0], [x, 12.0]]),
        ..BuildingShape::default()
    };
    let width = |east: &[f32]| {
        let buildings = (0..).zip(east).map(|(id, x)| at(id, *x)).collect();
        Community::new(CommunityShape { buildings, ..CommunityShape::default() }).heart().size().x
    };
    assert!((width(&[0.0]) - 30.0).abs() < 0.1, "a lone one");
    assert!((width(&[0.0, 29_000.0]) - 29_030.0).abs() < 8.0, "of two, nobody can tell which is astray");
    assert!((width(&[0.0, 100.0, 29_000.0]) - 130.0).abs() < 0.1, "of three, one is");
    assert!((width(&[0.0, 2_000.0, 4_000.0]) - 4_030.0).abs() < 1.0, "farmsteads that lie apart are all shown");
    assert_eq!(Community::default().heart().size().x, 0.0, "and nothing of none");
}

#[test]
fn a_building_moved_by_hand_stands_where_it_was_put_and_moves_no_other() {
    let before = generated::estate(1, 3, 7);
    let mut after = before.clone();
    after.buildings[5].laid = Some([-120.0, 340.0, 90.0]);
    let (old, new) = (Community::new(before), Community::new(after));
    let (from, to) = (&old.plots[5], &new.plots[5]);
    assert!(flatten(to.bounds.centre()).distance(Vec2::new(-120.0, 340.0)) < 0.01, "it stands where it was put");
    let (was, is) = (from.bounds.size(), to.bounds.size());
    assert!((was.x - is.z).abs() < 0.01 && (was.z - is.x).abs() < 0.01, "turned by a quarter: {was} {is}");
    for i in (0..old.plots.len()).filter(|i| *i != 5) {
        assert_eq!(old.plots[i], new.plots[i], "its neighbours stay where they are");
    }
    let mut nowhere = generated::estate(1, 1, 2);
    nowhere.buildings[0].laid = Some([f32::NAN, 0.0, 0.0]);
    assert!(Community::new(nowhere).plots[0].bounds.size().x > 5.0, "a place that is none is passed over");
}

#[test]
fn laid_out_buildings_stand_apart_and_inside_their_site() {
    let community = Community::new(generated::estate(2, 12, 23));
    for (i, plot) in community.plots.iter().enumerate() {
        for other in &community.plots[i + 1..] {
            assert!(!plot.bounds.overlaps(&other.bounds), "no building stands in another");
        }
        let site = community.buildings[i].site.as_deref().unwrap();
        let (_, around) = community.sites.iter().find(|(s, _)| s.id == site).unwrap();
        assert!(around.union(plot.bounds) == *around, "a site's plate holds all its buildings");
    }
    for (i, (a, around)) in community.sites.iter().enumerate() {
        for (b, other) in &community.sites[i + 1..] {
            assert!(!around.overlaps(other), "streets run between {} and {}", a.name, b.name);
        }
    }
}

#[test]
fn unsurveyed_buildings_stand_beside_the_surveyed_quarter() {
    let mut shape = generated::surveyed(3, 30);
    shape.buildings.extend(generated::estate(4, 2, 5).buildings);
    let community = Community::new(shape);
    let (surveyed, laid_out) = community.plots.split_at(30);
    for plot in laid_out {
        assert!(surveyed.iter().all(|s| !s.bounds.overlaps(&plot.bounds)), "an invented place never covers a real one");
    }
}

#[test]
fn an_outline_that_is_none_is_laid_out_like_a_missing_one() {
    let broken: [Ring; 5] = [
        vec![],
        vec![[1.0, 1.0]; 6],
        vec![[0.0, 0.0], [10.0, 10.0], [20.0, 20.0]],
        vec![[f32::NAN, 0.0], [1.0, 0.0], [1.0, 1.0]],
        vec![[0.0, 0.0], [1e30, 0.0], [1e30, 1e30]],
    ];
    for footprint in broken {
        let building =
            BuildingShape { id: "b".into(), footprint: Some(footprint), floors_above: 3, ..BuildingShape::default() };
        let community = Community::new(CommunityShape { buildings: vec![building], ..CommunityShape::default() });
        let size = community.plots[0].bounds.size();
        assert!(size.is_finite() && size.x >= 12.0, "the building stands, with a size that can be seen: {size}");
    }
}

fn triangle_area(polygon: &Polygon) -> f32 {
    let points: Vec<_> = polygon.points().collect();
    let area = |[a, b, c]: [u32; 3]| {
        let [a, b, c] = [a, b, c].map(|i| points[i as usize]);
        (b - a).perp_dot(c - a) * 0.5
    };
    polygon.triangles().into_iter().map(area).sum()
}

#[test]
fn triangles_cover_concave_outlines_and_leave_courtyards_open() {
    for building in generated::surveyed(5, 200).buildings {
        let polygon = Polygon::from_rings(&building.footprint.unwrap(), &building.holes).unwrap();
        let (whole, cut) = (polygon.area(), triangle_area(&polygon));
        assert!((whole - cut).abs() < whole * 1e-3, "the roof is as large as the outline: {cut} of {whole}");
    }
}

#[test]
fn real_footprints_are_covered_by_their_roofs() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/buildings/shanghai_buildings.geojson");
    let Ok(text) = std::fs::read_to_string(path) else {
        println!("skipped: no real footprints in ../shared/data");
        return;
    };
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    let metres = |c: &serde_json::Value| {
        let (lon, lat) = (c[0].as_f64().unwrap(), c[1].as_f64().unwrap());
        [((lon - 121.4945) * 95_200.0) as f32, ((lat - 31.2385) * 110_860.0) as f32]
    };
    let ring = |r: &serde_json::Value| r.as_array().unwrap().iter().map(metres).collect::<Ring>();
    let (mut seen, mut off) = (0, 0);
    for feature in json["features"].as_array().unwrap() {
        if feature["geometry"]["type"] != "Polygon" {
            continue;
        }
        let rings: Vec<Ring> = feature["geometry"]["coordinates"].as_array().unwrap().iter().map(ring).collect();
        let Some(polygon) = Polygon::from_rings(&rings[0], &rings[1..]) else { continue };
        let (whole, cut) = (polygon.area(), triangle_area(&polygon));
        seen += 1;
        off += usize::from((whole - cut).abs() > whole * 0.01 + 0.1);
        assert!(tightest_rectangle(&polygon.outer).is_some(), "every outline has a rectangle to open it on");
    }
    assert!(seen > 1_400, "the quarter has its buildings: {seen}");
    assert!(off <= 3, "roofs are as large as their outlines, save for outlines that cross themselves: {off} of {seen}");
}

#[test]
fn the_tightest_rectangle_holds_the_outline_and_is_tight() {
    for building in generated::surveyed(6, 60).buildings {
        let polygon = Polygon::from_rings(&building.footprint.unwrap(), &[]).unwrap();
        let r = tightest_rectangle(&polygon.outer).unwrap();
        let across = r.along.perp();
        for p in &polygon.outer {
            let d = *p - r.centre;
            let inside = d.dot(r.along).abs() <= r.half.x + 0.01 && d.dot(across).abs() <= r.half.y + 0.01;
            assert!(inside, "no corner sticks out");
        }
        assert!(r.half.x >= r.half.y && r.half.x < 16.1, "the long side is the longer one, and no longer than need be");
    }
}
