//! Names on an opened building and around it: on what they name, and nowhere else.
#![allow(clippy::unwrap_used, reason = "test code outside test functions")]

mod generated;

use bevy_math::Vec2;
use louce_scene::Scene;
use louce_scene::labels::{Label, LabelKind};
use louce_scene::scene::Held;
use louce_scene::shape::{BlockShape, FloorShape, RoomShape};

const SCREEN: Vec2 = Vec2::new(1366.0, 768.0);
/// Long after every glide has ended.
const LATER: f64 = 60_000.0;

/// Eighteen floors of two units of two rooms.
fn tower() -> BlockShape {
    let room = |unit: u8, floor: i16, n: u8| RoomShape {
        id: format!("{unit}-{floor}-{n}"),
        number: format!("{floor}0{n}"),
        unit: Some(unit.to_string()),
        occupancy: u16::from(n) * 2,
        ..RoomShape::default()
    };
    let rooms = |floor: i16| (1..=2).flat_map(move |unit| (1..=2).map(move |n| room(unit, floor, n))).collect();
    let floor = |floor| FloorShape { floor, label: format!("{floor}F"), rooms: rooms(floor), ..FloorShape::default() };
    let floors = (1..=18).map(floor).collect();
    BlockShape { building_id: "building-001-002".into(), floors, ..BlockShape::default() }
}

fn scene() -> Scene {
    let mut scene = Scene::default();
    scene.resize(SCREEN.x, SCREEN.y);
    scene.set_motion(false);
    scene.set_community(generated::estate(1, 4, 9));
    scene
}

/// Turns the camera by a drag.
fn turn(scene: &mut Scene, by: Vec2) {
    let from = SCREEN * 0.5;
    scene.pointer_down(from, 2, Held::default(), LATER);
    scene.pointer_move(from + by, Held::default(), LATER);
    scene.pointer_up(from + by, Held::default(), LATER);
}

/// Points all over the letters of a label, in CSS pixels.
fn letters(label: &Label, em: f32) -> Vec<Vec2> {
    let count = if label.count > 0 { 19.0 } else { 0.0 };
    // Digits are about three quarters as high as the em.
    let half = Vec2::new(label.text.chars().count() as f32 * em * 0.58 + count, em * 0.75) * 0.5;
    let shares = [-0.95, -0.5, 0.0, 0.5, 0.95];
    let at = |x: f32, y: f32| Vec2::new(label.x, label.y) + half * Vec2::new(x, y);
    shares.iter().flat_map(|x| [-0.95, 0.0, 0.95].map(|y| at(*x, y))).collect()
}

#[test]
fn a_room_number_lies_on_its_own_room_from_wherever_one_looks() {
    let mut scene = scene();
    scene.open(&tower(), 0.0);
    let mut named = 0;
    for step in 0..48_i16 {
        let labels = scene.labels(200, LATER);
        for label in labels.iter().filter(|l| l.kind == LabelKind::Room) {
            for point in letters(label, 11.0) {
                let hit = scene.pick(point, LATER).map(|hit| hit.id);
                assert_eq!(hit.as_deref(), Some(label.id.as_str()), "all of {} is on that room: {point}", label.text);
            }
            named += 1;
        }
        turn(&mut scene, Vec2::new(25.0, if step % 8 < 4 { 18.0 } else { -18.0 }));
        scene.wheel(SCREEN * 0.5, if step % 12 < 6 { -60.0 } else { 60.0 }, LATER);
    }
    assert!(named > 1_000, "the sweep must be wide, or it proves nothing: {named}");
}

#[test]
fn rooms_along_the_front_are_numbered_on_every_floor() {
    let mut scene = scene();
    scene.open(&tower(), 0.0);
    let labels = scene.labels(200, LATER);
    let floors: std::collections::BTreeSet<&str> =
        labels.iter().filter(|l| l.kind == LabelKind::Room).filter_map(|l| l.id.split('-').nth(1)).collect();
    assert_eq!(floors.len(), 18, "no floor goes without a number where there is space for it: {floors:?}");
}

#[test]
fn the_name_of_a_unit_never_lies_on_the_building() {
    let mut scene = scene();
    scene.open(&tower(), 0.0);
    let mut named = 0;
    for floor in [None, Some(2), Some(9), Some(17)] {
        scene.open_floor(floor, LATER);
        for _ in 0..24 {
            for label in scene.labels(200, LATER).iter().filter(|l| l.kind == LabelKind::Unit) {
                for point in letters(label, 12.0) {
                    let hit = scene.pick(point, LATER).map(|hit| hit.id).filter(|id| !id.starts_with("building-0"));
                    assert_eq!(hit, None, "the name of unit {} lies on the ground before it", label.text);
                }
                named += 1;
            }
            turn(&mut scene, Vec2::new(40.0, 0.0));
        }
    }
    assert!(named > 40, "units are named where there is ground for it: {named}");
}

#[test]
fn the_name_of_a_site_gives_way_to_its_buildings_close_up() {
    let mut scene = scene();
    let sites = |scene: &Scene| scene.labels(200, LATER).iter().filter(|l| l.kind == LabelKind::Site).count();
    assert!(sites(&scene) > 0, "from afar sites have names");
    scene.fly_to("building-001-002", LATER);
    assert_eq!(sites(&scene), 0, "beside a building nobody needs to be told where it is");
}

#[test]
fn a_lone_building_is_wholly_in_the_picture_of_all() {
    for floors in [1, 6, 33] {
        let mut shape = generated::estate(1, 1, 1);
        shape.buildings[0].floors_above = floors;
        let mut scene = scene();
        scene.set_community(shape);
        scene.wheel(SCREEN * 0.5, -600.0, 0.0);
        scene.frame_all(LATER);
        let stance = scene.stance_at(2.0 * LATER);
        for corner in scene.community().plots[0].bounds.corners() {
            let (at, _) = stance.project(scene.viewport(), corner).expect("it lies before the eye");
            let inside = at.cmpgt(Vec2::ZERO).all() && at.cmplt(SCREEN).all();
            assert!(inside, "the corner {corner} of a building of {floors} floors is in the picture: {at}");
        }
    }
}

#[test]
fn a_stray_building_does_not_blank_the_picture_of_all() {
    let mut shape = generated::surveyed(4, 48);
    let mut stray = shape.buildings[0].clone();
    stray.id = "stray".into();
    stray.footprint.iter_mut().flatten().for_each(|p| p[1] -= 29_000.0);
    shape.buildings.push(stray);
    let mut scene = scene();
    scene.set_community(shape);
    let stance = scene.stance_at(LATER);
    let across = |i: usize| {
        let bounds = scene.community().plots[i].bounds;
        let ends = bounds.corners().map(|p| stance.project(scene.viewport(), p).unwrap().0);
        ends.iter().map(|end| end.distance(ends[0])).fold(0.0, f32::max)
    };
    let least = (0..48).map(across).fold(f32::MAX, f32::min);
    assert!(least > 12.0, "{least}: every other building is large enough to be seen");
    let area = scene.from_above(200).unwrap().area;
    assert!(area[3] - area[1] < 1_000.0, "and the small map is of the quarter: {area:?}");
}

#[test]
fn a_floor_that_is_out_stays_out_when_the_canvas_changes() {
    let mut scene = scene();
    scene.open(&tower(), 0.0);
    scene.open_floor(Some(5), LATER);
    scene.resize(900.0, 768.0);
    scene.frame_all(LATER);
    assert_eq!(scene.out_floor(), Some(5), "a panel that opens beside it is no reason to push it back in");
    assert!(scene.room_screen_position("1-5-1", 2.0 * LATER).is_some(), "and its rooms are in the picture");
}
