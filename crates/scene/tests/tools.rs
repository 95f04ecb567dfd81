//! Tools in the hand, walking with the keyboard, and other pictures of the same scene.
#![allow(clippy::unwrap_used, reason = "test code outside test functions")]

mod generated;

use bevy_math::{Vec2, Vec3};
use louce_scene::Scene;
use louce_scene::pick::HitKind;
use louce_scene::scene::{Held, Step};
use louce_scene::tools::{MovedTo, Outcome, StrokeKind, Tool, ToolKey};

const LATER: f64 = 60_000.0;
const FREE: Held = Held { control: false, shift: false };

fn scene() -> Scene {
    let mut scene = Scene::default();
    scene.resize(1366.0, 768.0);
    scene.set_community(generated::estate(1, 4, 9));
    scene.tilt(0.0);
    scene.zoom_by(0.5, 0.0);
    scene.advance(LATER);
    scene
}

fn opened() -> Scene {
    let mut scene = scene();
    let mut block = generated::grid(5, 8);
    block.building_id = "building-001-002".into();
    scene.open(&block, LATER);
    scene.advance(2.0 * LATER);
    scene
}

#[test]
fn a_box_takes_what_has_its_middle_in_it() {
    let mut scene = scene();
    scene.set_tool(Tool::Box);
    scene.pointer_down(Vec2::ZERO, 0, FREE, LATER);
    assert!(scene.pointer_move(Vec2::new(1366.0, 768.0), FREE, LATER), "a box is a drag");
    assert_eq!(scene.overlay(LATER).strokes[0].kind, StrokeKind::Band, "and is seen while it is drawn");
    let Outcome::Boxed { ids } = scene.pointer_up(Vec2::new(1366.0, 768.0), FREE, LATER) else {
        panic!("a box chooses")
    };
    assert_eq!(ids.len(), 36, "everything is in the picture, so everything is in a box around it");
    let one = scene.building_screen_position("building-002-001", LATER).unwrap();
    scene.pointer_down(one - Vec2::splat(2.0), 0, FREE, LATER);
    assert!(matches!(scene.pointer_up(one, FREE, LATER), Outcome::Clicked { .. }), "a box of nothing is a click");
    scene.set_tool(Tool::Look);
    scene.pointer_down(Vec2::ZERO, 0, Held { shift: true, control: false }, LATER);
    scene.pointer_move(Vec2::splat(300.0), FREE, LATER);
    assert!(matches!(scene.pointer_up(Vec2::splat(300.0), FREE, LATER), Outcome::Boxed { .. }), "Shift draws one too");
}

#[test]
fn a_box_in_an_opened_building_takes_rooms() {
    let mut scene = opened();
    scene.open_floor(Some(3), LATER);
    scene.advance(3.0 * LATER);
    scene.set_tool(Tool::Box);
    let now = 3.0 * LATER;
    scene.pointer_down(Vec2::ZERO, 0, FREE, now);
    scene.pointer_move(Vec2::new(1366.0, 768.0), FREE, now);
    let Outcome::Boxed { ids } = scene.pointer_up(Vec2::new(1366.0, 768.0), FREE, now) else { panic!("a box chooses") };
    assert_eq!(ids.len(), 8, "of the floor that is out, all rooms: {ids:?}");
    assert!(ids.iter().all(|id| id.starts_with("3-")), "and none of the stack behind it: {ids:?}");
}

#[test]
fn a_building_is_carried_over_the_ground_and_told_where_it_went() {
    let mut scene = scene();
    scene.set_tool(Tool::Move);
    let id = "building-001-004";
    let from = scene.building_screen_position(id, LATER).unwrap();
    let to = from + Vec2::new(60.0, -20.0);
    let before = scene.ground_at(from, LATER).unwrap();
    let way = scene.ground_at(to, LATER).unwrap() - before;
    scene.pointer_down(from, 0, FREE, LATER);
    scene.pointer_move(to, FREE, LATER);
    assert!(scene.overlay(LATER).strokes.iter().any(|s| s.kind == StrokeKind::Ghost), "it is seen on its way");
    scene.tool_key(ToolKey::Turn);
    let slot = scene.community().slot(id).unwrap();
    let stood = scene.community().plot(slot).unwrap().bounds.centre();
    let Outcome::Moved { id: moved, place: MovedTo::Laid { middle, turn_deg } } = scene.pointer_up(to, FREE, LATER)
    else {
        panic!("it was put elsewhere")
    };
    assert_eq!((moved.as_str(), turn_deg), (id, 15.0), "one turn is fifteen degrees");
    let went = Vec2::from_array(middle) - Vec2::new(stood.x, -stood.z);
    assert!(went.distance(way) < 0.1, "as far as the hand: {went} {way}");
    assert_eq!(scene.overlay(LATER).strokes.len(), 0, "nothing is left over the picture");
    scene.pointer_down(from, 0, FREE, LATER);
    scene.pointer_move(to, FREE, LATER);
    scene.tool_key(ToolKey::GiveUp);
    assert_eq!(scene.pointer_up(to, FREE, LATER), Outcome::Nothing, "Esc leaves it where it stands");
}

#[test]
fn an_outline_is_drawn_corner_by_corner_on_the_ground() {
    let mut scene = scene();
    scene.set_tool(Tool::Draw);
    let click = |scene: &mut Scene, place: [f32; 2]| {
        let at = scene.ground_on_screen(Vec2::from_array(place), LATER).unwrap();
        scene.pointer_move(at, FREE, LATER);
        scene.pointer_down(at, 0, FREE, LATER);
        scene.pointer_up(at, FREE, LATER)
    };
    let middle = scene.community().bounds.centre();
    let at = |x: f32, y: f32| [middle.x + x, -middle.z + y];
    for corner in [at(0.0, 0.0), at(40.0, 0.0), at(40.0, 25.0), at(0.0, 25.0)] {
        assert_eq!(click(&mut scene, corner), Outcome::Nothing, "a corner is not yet an outline");
    }
    let overlay = scene.overlay(LATER);
    let texts: Vec<&str> = overlay.notes.iter().map(|n| n.text.as_str()).collect();
    assert!(texts.contains(&"40.0 m") && texts.contains(&"1000 m²"), "lengths and area are written: {texts:?}");
    let Outcome::Drawn { ring } = click(&mut scene, at(0.3, 0.2)) else { panic!("the first corner closes it") };
    assert_eq!(ring.len(), 4, "four corners: {ring:?}");
    assert_eq!(scene.tool_key(ToolKey::GiveUp), Some(Outcome::Ended), "Esc with nothing drawn puts the pencil down");
    assert_eq!(scene.tool(), Tool::Look, "and the hand is free");
}

#[test]
fn a_map_that_is_dragged_with_a_pencil_in_the_hand_moves() {
    let mut scene = scene();
    scene.set_tool(Tool::Draw);
    let before = scene.stance_at(LATER).target;
    scene.pointer_down(Vec2::new(500.0, 400.0), 0, FREE, LATER);
    scene.pointer_move(Vec2::new(600.0, 430.0), FREE, LATER);
    assert_eq!(scene.pointer_up(Vec2::new(600.0, 430.0), FREE, LATER), Outcome::Nothing, "no corner is set by a drag");
    assert!(scene.stance_at(LATER).target.distance(before) > 1.0, "the ground came along");
}

#[test]
fn the_keyboard_walks_to_every_building_and_into_rooms_and_back() {
    let mut scene = scene();
    let mut seen = std::collections::HashSet::new();
    let mut now = LATER;
    let first = scene.step(Step::Right, now).expect("with nothing selected, something in the middle");
    seen.insert(first.id);
    let mut rng = fastrand::Rng::with_seed(8);
    for _ in 0..600 {
        let way = rng.choice([Step::Left, Step::Right, Step::Up, Step::Down]).unwrap();
        now += 2_000.0;
        scene.advance(now);
        seen.extend(scene.step(way, now).map(|hit| hit.id));
    }
    assert!(seen.len() > 30, "nearly all of 36 are met by wandering about: {}", seen.len());

    let mut scene = opened();
    scene.select(Some("building-001-002"));
    let now = 3.0 * LATER;
    let floor = scene.step(Step::In, now).expect("into the building");
    assert_eq!((floor.kind, floor.floor), (HitKind::Floor, Some(1)), "the ground floor first");
    assert_eq!(scene.step(Step::Up, now).unwrap().floor, Some(2), "one up");
    let room = scene.step(Step::In, now).expect("into the floor");
    assert_eq!((room.kind, room.floor), (HitKind::Room, Some(2)), "a room of that floor");
    let mut rooms = std::collections::HashSet::from([room.id]);
    for way in
        [Step::Right, Step::Right, Step::Right, Step::Up, Step::Down, Step::Left, Step::Left, Step::Left, Step::Up]
    {
        rooms.extend(scene.step(way, now).map(|hit| hit.id));
    }
    assert!(rooms.len() >= 4 && rooms.iter().all(|id| id.starts_with("2-")), "from room to room: {rooms:?}");
    assert_eq!(scene.step(Step::Out, now).unwrap().kind, HitKind::Floor, "back to the floor");
    assert_eq!(scene.step(Step::Out, now).unwrap().kind, HitKind::Building, "and to the building");
    assert_eq!(scene.step(Step::Out, now), None, "leaving it is for the page");
}

#[test]
fn the_map_from_above_has_north_up_and_everything_on_it() {
    let scene = scene();
    let above = scene.from_above(200).unwrap();
    let [west, south, east, north] = above.area;
    assert_eq!(above.size.0.max(above.size.1), 200, "as large as asked for");
    let bounds = scene.bounds();
    let drawn = |p: Vec3| above.plan.view_projection.project_point3(p);
    for corner in bounds.corners() {
        let at = drawn(corner);
        assert!(at.abs().max_element() <= 1.0, "nothing is cut off: {at}");
    }
    let (x, y) = (0.3, 0.8);
    let place = Vec3::new(west + (east - west) * x, 0.0, -(south + (north - south) * y));
    let at = drawn(place);
    assert!((at.x - (2.0 * x - 1.0)).abs() < 1e-3, "east is right: {at}");
    assert!((at.y - (2.0 * y - 1.0)).abs() < 1e-3, "north is up: {at}");
}

#[test]
fn what_is_seen_is_marked_on_the_map_from_above() {
    let mut scene = scene();
    let corners = scene.ground_corners(LATER);
    for (corner, at) in corners.iter().zip([[0.0, 0.0], [1366.0, 0.0], [1366.0, 768.0], [0.0, 768.0]]) {
        let there = scene.ground_at(Vec2::from_array(at), LATER).unwrap();
        assert!(corner.distance(there) < 1.0, "from above, corners are where they are seen: {corner} {there}");
    }
    scene.tilt(LATER);
    scene.advance(2.0 * LATER);
    let reach = scene.stance_at(2.0 * LATER).distance * 6.0;
    let low = scene.ground_corners(2.0 * LATER);
    assert!(low.iter().all(|c| c.length() < reach), "with the horizon in sight, the ground is cut: {low:?}");
    let at = Vec2::new(40.0, 60.0);
    scene.fly_to_ground(at, 2.0 * LATER);
    assert!(scene.stance_at(3.0 * LATER).target.distance(Vec3::new(40.0, 0.0, -60.0)) < 1.0, "and one flies there");
}

#[test]
fn a_picture_of_another_shape_shows_at_least_what_is_seen() {
    let scene = scene();
    let at = scene.building_screen_position("building-001-004", LATER).unwrap();
    let ground = scene.ground_at(at, LATER).unwrap();
    for (width, height) in [(3508, 2480), (1000, 3000), (4000, 800)] {
        let picture = scene.elsewhere(width, height, 80, LATER);
        for corner in scene.ground_corners(LATER).into_iter().skip(2) {
            let drawn = picture.plan.view_projection.project_point3(Vec3::new(corner.x, 0.0, -corner.y));
            assert!(drawn.x.abs() < 1.02, "{width}×{height}: nothing in front falls off at the sides: {drawn}");
        }
        let whole = picture.plan.view_projection.project_point3(Vec3::new(ground.x, 0.0, -ground.y));
        let tile = picture.plan.tile([0.5, 0.0, 1.0, 0.5]);
        let part = tile.view_projection.project_point3(Vec3::new(ground.x, 0.0, -ground.y));
        assert!((part.x - (whole.x * 2.0 - 1.0)).abs() < 1e-3, "a tile is a piece of the picture: {part} {whole}");
        assert!((part.y - (whole.y * 2.0 - 1.0)).abs() < 1e-3, "the upper half of it: {part} {whole}");
        assert!(!picture.labels.is_empty() && picture.ratio >= 1.0, "with its names");
    }
}

#[test]
fn without_motion_everything_is_at_its_goal_at_once() {
    let mut scene = scene();
    scene.set_motion(false);
    let mut block = generated::grid(5, 8);
    block.building_id = "building-001-002".into();
    scene.open(&block, LATER);
    let there = scene.stance_at(LATER);
    assert!(!scene.advance(LATER + 1.0), "nothing glides");
    assert_eq!(scene.stance_at(LATER + 1.0), there, "the camera is where it is going");
    scene.open_floor(Some(2), LATER + 1.0);
    assert!(!scene.advance(LATER + 2.0), "no floor slides");
    assert!(scene.room_screen_position("2-3", LATER + 2.0).is_some(), "and it is out all the same");
}
