//! The camera, what it culls, labels, colours, and what hands do.
#![allow(clippy::unwrap_used, reason = "test code outside test functions")]

mod generated;

use bevy_math::{Vec2, Vec3};
use fastrand::Rng;
use louce_scene::Scene;
use louce_scene::bounds::Bounds;
use louce_scene::camera::{Flight, Frustum, Insets, Stance, Viewport};
use louce_scene::control::Key;
use louce_scene::labels::LabelKind;
use louce_scene::pick::HitKind;
use louce_scene::scene::Held;
use louce_scene::shape::{BlockShape, CommunityShape, StateCode};
use louce_scene::tools::Outcome;

const SCREEN: Viewport = Viewport { width: 1366.0, height: 768.0 };
/// Long after every glide has ended.
const LATER: f64 = 60_000.0;

fn stance(rng: &mut Rng) -> Stance {
    let mut stance =
        Stance { yaw: rng.f32() * std::f32::consts::TAU, distance: 20.0 + rng.f32() * 900.0, ..Stance::default() };
    stance.orbit(Vec2::new(0.0, rng.f32() * 400.0 - 200.0));
    stance
}

fn scene() -> Scene {
    let mut scene = Scene::default();
    scene.resize(SCREEN.width, SCREEN.height);
    scene.set_community(generated::estate(1, 6, 9));
    scene
}

#[test]
fn a_ray_through_a_projected_point_goes_through_the_point() {
    let mut rng = Rng::with_seed(1);
    for _ in 0..2_000 {
        let stance = stance(&mut rng);
        let at = Vec2::new(rng.f32() * SCREEN.width, rng.f32() * SCREEN.height);
        let ray = stance.ray(SCREEN, at);
        let point = ray.at(stance.distance * (0.5 + rng.f32()));
        let (back, _) = stance.project(SCREEN, point).unwrap();
        assert!(back.distance(at) < 0.2, "picking and drawing agree to a fraction of a pixel: {at} {back}");
        let clip = stance.view_projection(SCREEN, 500.0).project_point3(point);
        let drawn = Vec2::new((clip.x + 1.0) * 0.5 * SCREEN.width, (1.0 - clip.y) * 0.5 * SCREEN.height);
        assert!(drawn.distance(at) < 0.5, "the shader's matrix puts the point at the same pixel: {at} {drawn}");
    }
}

/// Where the corners of `bounds` are seen: from the left and top, to the right and bottom.
fn seen(stance: &Stance, bounds: &Bounds) -> (Vec2, Vec2) {
    let points = bounds.corners().map(|corner| stance.project(SCREEN, corner).unwrap().0);
    points.into_iter().fold((Vec2::MAX, Vec2::MIN), |(min, max), p| (min.min(p), max.max(p)))
}

fn anything(rng: &mut Rng) -> Bounds {
    let low = Vec3::new(rng.f32() * 800.0 - 400.0, 0.0, rng.f32() * 800.0 - 400.0);
    Bounds { min: low, max: low + Vec3::new(5.0 + rng.f32() * 900.0, 2.0 + rng.f32() * 200.0, 5.0 + rng.f32() * 900.0) }
}

#[test]
fn framing_puts_the_whole_box_into_the_picture() {
    let mut rng = Rng::with_seed(2);
    for _ in 0..500 {
        let bounds = anything(&mut rng);
        let (min, max) = seen(&stance(&mut rng).framing(SCREEN, Insets::default(), &bounds, 1.05), &bounds);
        let inside = min.cmpgt(Vec2::splat(-5.0)).all() && max.x < SCREEN.width + 5.0 && max.y < SCREEN.height + 5.0;
        assert!(inside, "{bounds:?} is seen from {min} to {max}");
    }
}

#[test]
fn what_is_framed_stands_beside_what_the_page_lays_over_the_picture() {
    let mut rng = Rng::with_seed(12);
    for _ in 0..500 {
        let bounds = anything(&mut rng);
        let mut inset = |most: f32| rng.f32() * most;
        let insets = Insets { left: inset(400.0), top: inset(250.0), right: inset(400.0), bottom: inset(250.0) };
        let free =
            (Vec2::new(insets.left, insets.top), Vec2::new(SCREEN.width - insets.right, SCREEN.height - insets.bottom));
        let (min, max) = seen(&stance(&mut rng).framing(SCREEN, insets, &bounds, 1.0), &bounds);
        let inside = min.cmpgt(free.0 - 5.0).all() && max.cmplt(free.1 + 5.0).all();
        assert!(inside, "{min} to {max} lies in {free:?}, what is left of the picture");
        let fills = (max - min) / (free.1 - free.0);
        assert!(fills.max_element() > 0.4, "and fills it: {fills} of {free:?}");
    }
    let covered = Insets { left: 5_000.0, top: 5_000.0, right: -3.0, bottom: f32::NAN };
    let bounds = anything(&mut rng);
    let framed = Stance::default().framing(SCREEN, covered, &bounds, 1.0);
    assert!(
        framed.eye().is_finite() && framed.distance >= 6.0,
        "a page that covers all of it loses nobody: {framed:?}"
    );
}

#[test]
fn zooming_keeps_what_is_under_the_pointer() {
    let mut rng = Rng::with_seed(3);
    for _ in 0..500 {
        let mut stance = stance(&mut rng);
        let at = Vec2::new(rng.f32() * SCREEN.width, SCREEN.height * (0.4 + rng.f32() * 0.6));
        let Some(held) = stance.on_level(SCREEN, at) else { continue };
        stance.zoom(SCREEN, at, 0.6 + rng.f32(), 5_000.0);
        let (now, _) = stance.project(SCREEN, held).unwrap();
        assert!(now.distance(at) < 1.5, "the place under the pointer stays there: {at} {now}");
    }
}

#[test]
fn the_camera_never_goes_under_the_ground() {
    let mut scene = scene();
    let mut rng = Rng::with_seed(4);
    for i in 0..2_000 {
        let at = Vec2::new(rng.f32() * SCREEN.width, rng.f32() * SCREEN.height);
        let held = Held { control: rng.bool(), shift: rng.bool() };
        scene.pointer_down(at, rng.i16(0..3), held, f64::from(i));
        scene.pointer_move(Vec2::new(rng.f32() * SCREEN.width, rng.f32() * SCREEN.height), held, f64::from(i));
        scene.pointer_up(at, held, f64::from(i));
        scene.wheel(at, rng.f32() * 600.0 - 300.0, f64::from(i));
        let stance = scene.stance_at(f64::from(i));
        assert!(stance.eye().y > 0.5 && stance.target.y >= 0.0 && stance.distance >= 6.0, "{stance:?}");
        assert!(stance.eye().is_finite(), "no drag loses the camera: {stance:?}");
    }
}

#[test]
fn a_flight_begins_where_the_camera_is_and_ends_at_its_goal() {
    let mut rng = Rng::with_seed(5);
    for _ in 0..200 {
        let (from, to) = (stance(&mut rng), stance(&mut rng));
        let flight = Flight::new(from, to, 1_000.0);
        assert!(flight.at(1_000.0).eye().distance(from.eye()) < 0.1, "no jump at the start");
        assert!(flight.at(LATER).eye().distance(to.eye()) < 0.1, "it arrives");
        assert!(!flight.moving(LATER) && flight.moving(1_001.0), "it ends");
        let turned = (flight.goal().yaw - from.yaw).abs();
        assert!(turned <= std::f32::consts::PI + 1e-3, "it never turns the long way round: {turned}");
    }
}

#[test]
fn culling_never_drops_what_is_in_the_picture() {
    let mut scene = Scene::default();
    scene.resize(SCREEN.width, SCREEN.height);
    scene.set_community(generated::surveyed(6, 400));
    let community = scene.community();
    let all: u32 = community.solids.index_count();
    let mut rng = Rng::with_seed(7);
    let mut least = all;
    for _ in 0..300 {
        let mut stance = stance(&mut rng);
        stance.target = Vec3::new(rng.f32() * 1400.0, 0.0, -rng.f32() * 1200.0);
        let frustum = Frustum::new(&stance.view_projection(SCREEN, 2_000.0));
        let (far, near) = community.visible(&frustum, stance.eye(), stance.facade_reach(SCREEN));
        let runs: Vec<_> = far.into_iter().chain(near).collect();
        let drawn = |index: u32| runs.iter().any(|r| (r.first..r.first + r.count).contains(&index));
        least = least.min(runs.iter().map(|r| r.count).sum());
        assert!(runs.len() <= 12, "a community takes at most twelve draw calls");
        for (at, index) in (0..).zip(&community.solids.indices).step_by(31) {
            let point = community.solids.vertices[*index as usize].position;
            let Some((p, depth)) = stance.project(SCREEN, point) else { continue };
            let inside =
                p.x > 0.0 && p.y > 0.0 && p.x < SCREEN.width && p.y < SCREEN.height && depth > stance.distance * 0.1;
            assert!(!inside || drawn(at), "a corner in the picture belongs to a run that is drawn");
        }
    }
    assert!(least < all / 3, "what is out of the picture is left out: {least} of {all}");
}

#[test]
fn labels_do_not_collide() {
    let mut scene = scene();
    for step in 0..8 {
        scene.wheel(Vec2::new(700.0, 400.0), -120.0, f64::from(step));
        let labels = scene.labels(80, f64::from(step));
        assert!(!labels.is_empty(), "something is always named");
        for (i, a) in labels.iter().enumerate() {
            for b in &labels[i + 1..] {
                let apart = (a.x - b.x).abs() > 12.0 || (a.y - b.y).abs() > 12.0;
                assert!(apart, "{} and {} can both be read", a.text, b.text);
            }
        }
    }
}

#[test]
fn names_stay_while_the_camera_moves_and_important_ones_come_first() {
    let mut scene = scene();
    let named = |scene: &mut Scene, now: f64| {
        let labels = scene.labels(80, now);
        scene.keep_names(&labels);
        labels.into_iter().map(|l| (l.kind, l.id)).collect::<std::collections::HashSet<_>>()
    };
    let mut before = named(&mut scene, 0.0);
    let (mut kept, mut all) = (0, 0);
    for step in 1..60 {
        let now = f64::from(step);
        scene.pointer_down(Vec2::new(600.0, 400.0), 2, Held::default(), now);
        scene.pointer_move(Vec2::new(608.0, 401.0), Held::default(), now);
        scene.pointer_up(Vec2::new(608.0, 401.0), Held::default(), now);
        let after = named(&mut scene, now);
        kept += before.intersection(&after).count();
        all += before.len();
        before = after;
    }
    assert!(kept * 100 >= all * 97, "of names shown, nearly all are shown a moment later: {kept} of {all}");
    scene.select(Some("building-005-008"));
    scene.fly_to("building-005-008", 100.0);
    let labels = scene.labels(3, LATER);
    assert_eq!(labels[0].id, "building-005-008", "the selection is named before anything else");
    assert!(labels[0].strong, "and stands out");
}

#[test]
fn a_footprint_that_nobody_has_named_has_no_name() {
    let mut shape = generated::estate(1, 1, 4);
    shape.buildings[2].unclaimed = true;
    shape.buildings[2].footprint = Some(vec![[500.0, 0.0], [540.0, 0.0], [540.0, 30.0], [500.0, 30.0]]);
    let id = shape.buildings[2].id.clone();
    let mut scene = Scene::default();
    scene.resize(SCREEN.width, SCREEN.height);
    scene.set_community(shape);
    let labels = scene.labels(80, 0.0);
    assert!(labels.len() > 2 && labels.iter().all(|l| l.id != id), "only what somebody has named: {labels:?}");
}

#[test]
fn a_room_says_how_many_live_there_where_there_is_space_for_it() {
    let mut scene = scene();
    let mut block = generated::grid(3, 4);
    block.building_id = "building-001-002".into();
    block.floors.iter_mut().flat_map(|f| &mut f.rooms).for_each(|r| r.occupancy = 4);
    scene.open(&block, 0.0);
    scene.open_floor(Some(2), LATER);
    let labels = scene.labels(80, 2.0 * LATER);
    let rooms: Vec<_> = labels.iter().filter(|l| l.kind == LabelKind::Room).collect();
    assert_eq!(rooms.len(), 4, "the rooms of the floor that is out, and no others: {rooms:?}");
    assert!(rooms.iter().all(|r| r.count == 4 && r.text.starts_with('2')), "with their numbers and counts: {rooms:?}");
}

#[test]
fn clicking_a_building_picks_it_and_dragging_picks_nothing() {
    let mut scene = scene();
    let at = scene.building_screen_position("building-002-003", 0.0).expect("the overview shows it");
    let held = Held::default();
    scene.pointer_down(at, 0, held, 0.0);
    let Outcome::Clicked { hit: Some(hit) } = scene.pointer_up(at, held, 10.0) else {
        panic!("a click on a building hits it")
    };
    assert_eq!((hit.kind, hit.id.as_str()), (HitKind::Building, "building-002-003"), "the building that was aimed at");
    scene.pointer_down(at, 0, held, 20.0);
    scene.pointer_move(at + Vec2::new(40.0, 5.0), held, 25.0);
    assert_eq!(scene.pointer_up(at + Vec2::new(40.0, 5.0), held, 30.0), Outcome::Nothing, "a drag chooses nothing");
}

#[test]
fn opening_and_closing_a_building_comes_back_to_where_it_began() {
    let mut scene = scene();
    let before = scene.stance_at(0.0);
    let mut block = generated::block(3);
    block.building_id = "building-001-002".into();
    scene.open(&block, 0.0);
    assert!(scene.advance(100.0), "it opens over time");
    assert!(!scene.advance(LATER), "and comes to rest");
    assert_eq!(
        scene.building_screen_position("building-001-002", LATER),
        None,
        "its rooms stand in the place of its walls"
    );
    scene.take_changes();
    scene.open(&block, LATER);
    assert!(!scene.advance(LATER + 1.0), "an edited building takes its new shape without flying about");
    scene.close(LATER);
    assert!(scene.advance(LATER + 10.0), "it closes over time");
    scene.advance(2.0 * LATER);
    assert!(scene.block().is_none(), "nothing of it is left");
    assert!(!scene.needs_frame(2.0 * LATER) || scene.take_changes().any(), "and no frame is drawn for nothing");
    assert!(scene.stance_at(2.0 * LATER).eye().distance(before.eye()) < 0.5, "the camera is back");
}

#[test]
fn a_room_chosen_in_a_list_is_brought_to_light() {
    let mut scene = scene();
    let mut block = generated::grid(8, 60);
    block.building_id = "building-001-002".into();
    scene.open(&block, 0.0);
    let id = "3-30";
    scene.reveal(id, LATER);
    assert!(
        scene.room_screen_position(id, 2.0 * LATER).is_some(),
        "a room in the middle of the third floor can be seen"
    );
    assert_eq!(scene.out_floor(), Some(3), "because its floor slid out");
}

#[test]
fn the_views_of_the_wire_are_understood_as_they_come() {
    let community: CommunityShape = serde_json::from_str(
        r#"{"sites":[{"id":"s","name":"望湖家园"}],"buildings":[{"id":"b","site":"s","label":"3幢","footprint":null,
        "floorsAbove":6,"floorsBelow":1,"heightM":null,"roomCount":12,"units":2,
        "roomStates":{"ownerOccupied":3,"let":4,"vacant":0,"business":0,"unknown":5},"state":"owner_occupied","residents":31,
        "organisations":0}],"ground":{"roads":[{"points":[[0,0],[9,0]],"widthM":7,"name":"澄浪路"}],"water":[],"green":[],
        "attribution":"© OpenStreetMap"}}"#,
    )
    .unwrap();
    assert_eq!(community.buildings[0].room_count, 12, "what drawing needs is read, the rest passed over");
    let block: BlockShape = serde_json::from_str(
        r#"{"buildingId":"b","units":["1","2"],"floors":[{"floor":-1,"label":"负一层","rooms":[{"id":"r","number":"B01",
        "unit":null,"kind":"parking","state":"haunted","span":1,"residents":0,"organisations":0}]}],"footprint":null}"#,
    )
    .unwrap();
    assert_eq!(block.floors[0].rooms[0].state, StateCode::Unknown, "a state of a newer register is drawn as unknown");
}

#[test]
fn keys_glide_and_flights_find_what_they_are_sent_to() {
    let mut scene = scene();
    for key in [Key::Left, Key::Right, Key::Up, Key::Down, Key::Nearer, Key::Farther] {
        let before = scene.stance_at(LATER);
        scene.key(key, LATER);
        assert!(scene.stance_at(2.0 * LATER).eye().distance(before.eye()) > 1.0, "{key:?} moves the camera");
        scene.advance(2.0 * LATER);
    }
    assert!(
        scene.fly_to("site-3", 0.0) && scene.fly_to("building-004-004", 0.0),
        "sites and buildings are found by id"
    );
    assert!(!scene.fly_to("nobody", 0.0), "and what is not here is said to be so");
    let at = scene.building_screen_position("building-004-004", LATER).expect("the camera went there");
    assert!(at.distance(Vec2::new(SCREEN.width, SCREEN.height) * 0.5) < 250.0, "it is near the middle: {at}");
}
