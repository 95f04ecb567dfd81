//! Where buildings stand: laid out by site, stable, apart from each other; outlines cut into triangles without loss.
#![allow(clippy::indexing_slicing, reason = "test code outside test functions")]

mod generated;

use bevy_math::Vec2;
use louce_scene::community::Community;
use louce_scene::plot::flatten;
use louce_scene::polygon::{Polygon, tightest_rectangle};
use louce_scene::shape::{BuildingShape, CommunityShape, Ring};
use std::path::Path;

fn centres(community: &Community) -> Vec<(String, [i32; 2])> {
    let place = |p: &louce_scene::plot::Plot| flatten(p.bounds.centre()).to_array().map(|v| (v * 10.0).round() as i32);
    community.buildings.iter().zip(&community.plots).map(|(b, p)| (b.id.clone(), place(p))).collect()
}

#[test]
fn a_new_building_moves_no_other() {
    let before = generated::estate(1, 9, 11);
    for site in 0..9 {
        for (at, label) in [(0, "12幢"), (40, "门卫室"), (before.buildings.len(), "12幢")] {
            let mut after = before.clone();
            let new = BuildingShape {
                id: "building-999".into(),
                site: Some(format!("site-{site}")),
                label: label.into(),
                floors_above: 6,
                room_count: 12,
                ..BuildingShape::default()
            };
            after.buildings.insert(at, new);
            let (old, mut new) = (centres(&Community::new(before.clone())), centres(&Community::new(after)));
            new.retain(|(id, _)| id != "building-999");
            assert_eq!(old, new, "officers find their buildings where they were ({label} in site {site})");
        }
    }
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
