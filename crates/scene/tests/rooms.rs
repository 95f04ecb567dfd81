//! Opened buildings: every room has its place, nobody else is in it, and it can be pointed at.
#![allow(clippy::unwrap_used, reason = "test code outside test functions")]

mod generated;

use bevy_math::{Vec2, Vec3};
use louce_scene::Scene;
use louce_scene::block::{Block, Opening, Part};
use louce_scene::bounds::Ray;
use louce_scene::polygon::Rectangle;
use louce_scene::shape::{BlockShape, FloorShape, RoomShape};
use louce_scene::storeys::storeys;

fn rectangle() -> Rectangle {
    Rectangle { centre: Vec2::new(120.0, -40.0), along: Vec2::new(0.8, 0.6), half: Vec2::new(30.0, 7.0) }
}

#[test]
fn no_two_rooms_overlap_and_none_leaves_the_slab() {
    let grids = [generated::grid(1, 2), generated::grid(3, 400), generated::grid(60, 8)];
    for shape in (0..120).map(generated::block).chain(grids) {
        let block = Block::new(&shape, rectangle());
        let listed: usize = shape.floors.iter().map(|f| f.rooms.len()).sum();
        assert_eq!(block.rooms.len(), listed, "every room of the list stands somewhere");
        for storey in &block.storeys {
            let rooms: Vec<_> = storey.rooms.clone().filter_map(|i| block.room(i)).collect();
            for (i, room) in rooms.iter().enumerate() {
                let (min, max) = (room.bounds.min, room.bounds.max);
                assert!(min.cmplt(max).all(), "a room has a size: {room:?}");
                assert!(
                    max.x <= 30.0 && min.x >= -30.0 && max.z <= 7.0 && min.z >= -7.0,
                    "a room stays on its building's rectangle: {room:?}"
                );
                for other in &rooms[i + 1..] {
                    assert!(
                        !room.bounds.overlaps(&other.bounds),
                        "two households never share a place: {room:?} {other:?}"
                    );
                }
            }
        }
    }
}

#[test]
fn every_room_can_be_clicked_once_its_floor_lies_bare() {
    let grids = [generated::grid(1, 1), generated::grid(2, 60), generated::grid(34, 6)];
    for (seed, shape) in (0..24).map(generated::block).chain(grids).enumerate() {
        let mut scene = Scene::default();
        scene.resize(1366.0, 768.0);
        scene.set_community(generated::surveyed(seed as u64, 9));
        scene.open(&shape, 0.0);
        for floor in &shape.floors {
            scene.open_floor(Some(floor.floor), 10_000.0);
            for room in &floor.rooms {
                assert!(
                    scene.room_screen_position(&room.id, 20_000.0).is_some(),
                    "room {} of building {seed} can be pointed at when its floor lies bare",
                    room.id
                );
            }
        }
    }
}

#[test]
fn the_same_list_of_rooms_gives_the_same_plan_on_every_floor() {
    let block = Block::new(&generated::grid(6, 7), rectangle());
    let plan = |storey: usize| {
        let rooms = block.storeys[storey].rooms.clone();
        rooms.filter_map(|i| block.room(i)).map(|r| r.bounds).collect::<Vec<_>>()
    };
    for storey in 1..6 {
        assert_eq!(plan(storey), plan(0), "101, 201 and 301 stand above each other");
    }
}

#[test]
fn a_merged_room_is_as_wide_as_the_rooms_it_replaces() {
    let room = |id: &str, span| RoomShape { id: id.into(), span, ..RoomShape::default() };
    let rooms = vec![room("a", 1), room("b", 2)];
    let shape =
        BlockShape { floors: vec![FloorShape { floor: 1, rooms, ..FloorShape::default() }], ..BlockShape::default() };
    let block = Block::new(&shape, rectangle());
    let width = |i: u32| block.room(i).unwrap().bounds.size().x;
    assert!((width(1) / width(0) - 2.0).abs() < 0.05, "two rooms knocked together are twice as wide");
}

#[test]
fn shops_without_a_unit_stretch_over_the_whole_ground_floor() {
    let room = |id: &str, unit: Option<&str>| RoomShape {
        id: id.into(),
        unit: unit.map(str::to_owned),
        ..RoomShape::default()
    };
    let floor = |floor, rooms| FloorShape { floor, rooms, ..FloorShape::default() };
    let shape = BlockShape {
        floors: vec![
            floor(1, vec![room("shop-1", None), room("shop-2", None)]),
            floor(2, vec![room("201", Some("1")), room("202", Some("2"))]),
        ],
        ..BlockShape::default()
    };
    let block = Block::new(&shape, rectangle());
    let bounds = |id: &str| block.room(block.room_slot(id).unwrap()).unwrap().bounds;
    assert!(
        bounds("shop-1").min.x < -29.0 && bounds("shop-2").max.x > 29.0,
        "the shop front is as long as the building"
    );
    assert!(bounds("201").max.x <= bounds("202").min.x, "units stand side by side in the order of their numbers");
}

#[test]
fn units_keep_the_order_of_their_numbers() {
    let rooms = ["10单元", "2单元", "1单元"].map(|unit| RoomShape {
        id: unit.into(),
        unit: Some(unit.into()),
        ..RoomShape::default()
    });
    let shape = BlockShape {
        floors: vec![FloorShape { floor: 1, rooms: rooms.into(), ..FloorShape::default() }],
        ..BlockShape::default()
    };
    let block = Block::new(&shape, rectangle());
    let at = |id: &str| block.room(block.room_slot(id).unwrap()).unwrap().bounds.centre().x;
    assert!(at("1单元") < at("2单元") && at("2单元") < at("10单元"), "ten comes after two, whatever the list's order");
}

#[test]
fn floors_stand_as_they_are_listed() {
    let floor = |floor| FloorShape { floor, ..FloorShape::default() };
    let numbers = |floors: &[i16]| {
        let floors = floors.iter().copied().map(floor).collect();
        let shape = BlockShape { floors, ..BlockShape::default() };
        storeys(&shape).iter().map(|f| f.floor).collect::<Vec<_>>()
    };
    assert_eq!(numbers(&[6, 1, 2, 3, 5]), [1, 2, 3, 5, 6], "a skipped number stays skipped");
    assert_eq!(numbers(&[2, -1, 1]), [-1, 1, 2], "a basement is beneath the ground floor");
    assert_eq!(numbers(&[]), [1], "a building of which nothing is known has a ground floor");
    assert_eq!(numbers(&[1, 1, 2]), [1, 2], "a floor listed twice is one floor");
    let many: Vec<i16> = (1..=3_000).collect();
    assert_eq!(numbers(&many).len(), 250, "an absurd count is drawn as a high tower, not as a crash");
}

/// Two units of two rooms a floor, each as high as said.
fn uneven(first: i16, second: i16) -> BlockShape {
    let room = |unit: &str, floor: i16, n: u8| RoomShape {
        id: format!("{unit}/{floor}/{n}"),
        unit: Some(unit.into()),
        ..RoomShape::default()
    };
    let rooms = |floor: i16| {
        let of =
            |unit: &'static str, top: i16| (1..=2).filter(move |_| floor <= top).map(move |n| room(unit, floor, n));
        of("1", first).chain(of("2", second)).collect()
    };
    let floors =
        (1..=first.max(second)).map(|floor| FloorShape { floor, rooms: rooms(floor), ..FloorShape::default() });
    BlockShape { floors: floors.collect(), ..BlockShape::default() }
}

/// The storey that is met first from above at a share of the building's length.
fn storey_below(block: &Block, along: f32, top: u32) -> Option<u32> {
    let opening = Opening::up_to(top, block.pleasing_gap());
    // Beside the rooms, where the slab shows.
    let at = block.to_scene(Vec3::new(block.rectangle.half.x * along, 400.0, block.rectangle.half.y + 0.25));
    match block.pick(&Ray { origin: at, direction: Vec3::NEG_Y }, opening)?.0 {
        Part::Slab(storey) => Some(storey),
        Part::Room(slot) => block.room(slot).map(|room| room.storey),
    }
}

#[test]
fn a_low_unit_beside_a_high_one_ends_at_its_roof() {
    let block = Block::new(&uneven(18, 4), rectangle());
    assert_eq!(storey_below(&block, -0.5, 17), Some(17), "the high unit goes on to the top");
    assert_eq!(storey_below(&block, 0.5, 17), Some(3), "over the low one there is nothing but its fourth floor");
    let shared = block.shared_slot() as f32;
    let cores = |storey: f32| {
        let tops = block.mesh.vertices.iter().filter(|v| v.slot == shared && v.storey == storey && v.normal.y > 0.5);
        tops.filter(|v| v.position.y > 2.0).count() / 4
    };
    let party = 1;
    assert_eq!((cores(0.0), cores(10.0)), (2 + party, 1), "no stairs lead up where nobody lives");
}

#[test]
fn a_floor_of_which_nothing_is_recorded_is_whole() {
    let mut shape = uneven(6, 3);
    shape.floors[4].rooms.clear();
    let block = Block::new(&shape, rectangle());
    assert_eq!(storey_below(&block, 0.5, 5), Some(5), "nobody can tell that the second unit ends at its third");
}

#[test]
fn inner_walls_are_drawn_only_where_a_floor_lies_bare() {
    let block = Block::new(&generated::grid(10, 24), rectangle());
    let count = |runs: &[louce_scene::mesh::Run]| runs.iter().map(|r| r.count).sum::<u32>();
    let all: u32 = block.mesh.index_count();
    let stack = count(&block.visible(Opening::up_to(block.highest(), 1.0)));
    assert!(stack < all * 2 / 3, "walls between rooms of the lower floors are not drawn: {stack} of {all}");
    let shells: u32 = block.storeys.iter().map(|s| s.shell.count).sum();
    let bare = count(&block.visible(Opening::up_to(0, 1.0)));
    assert_eq!(bare, block.storeys[0].shell.count + block.storeys[0].inner.count, "one bare floor is drawn whole");
    assert_eq!(stack, shells + block.storeys[9].inner.count, "the highest floor of the stack is seen from above");
}

#[test]
fn a_closed_up_block_is_as_high_as_its_storeys() {
    let block = Block::new(&generated::grid(12, 4), rectangle());
    let closed = block.bounds(Opening::up_to(block.highest(), 0.0));
    assert!((closed.size().y - 36.0).abs() < 1e-3, "twelve storeys of three metres");
}

#[test]
fn parts_stand_on_their_room_and_leave_a_rim_of_it() {
    let room = |id: &str, parent: Option<&str>| RoomShape {
        id: id.into(),
        parent: parent.map(str::to_owned),
        ..RoomShape::default()
    };
    let rooms = vec![room("501", None), room("501A", Some("501")), room("501B", Some("501")), room("502", None)];
    let floor = FloorShape { floor: 5, rooms, ..FloorShape::default() };
    let block = Block::new(&BlockShape { floors: vec![floor], ..BlockShape::default() }, rectangle());
    let bounds = |id: &str| block.room(block.room_slot(id).unwrap()).unwrap().bounds;
    let (whole, beside) = (bounds("501"), bounds("502"));
    assert!((whole.size().x - beside.size().x).abs() < 0.01, "a partition makes no flat larger or smaller");
    for part in ["501A", "501B"].map(bounds) {
        let rim = (part.min - whole.min).min(whole.max - part.max);
        assert!(rim.x > 0.2 && rim.z > 0.2, "the divided room shows around its parts: {rim}");
        assert!(part.min.y >= whole.max.y, "its parts stand on it: {} on {}", part.min.y, whole.max.y);
        assert!((part.max.y - beside.max.y).abs() < 1e-3, "and are as high as any room");
    }
}

#[test]
fn a_part_without_its_room_is_drawn_as_a_room() {
    let part = RoomShape { id: "501A".into(), parent: Some("501".into()), ..RoomShape::default() };
    let floor = FloorShape { floor: 5, rooms: vec![part], ..FloorShape::default() };
    let block = Block::new(&BlockShape { floors: vec![floor], ..BlockShape::default() }, rectangle());
    assert!(block.room_slot("501A").is_some(), "nobody is left out of the picture");
}

#[test]
fn a_mezzanine_stands_between_its_neighbours_under_its_own_name() {
    let floor =
        |floor, storey, label: &str| FloorShape { floor, storey: Some(storey), label: label.into(), rooms: Vec::new() };
    let shape =
        BlockShape { floors: vec![floor(2, 3, "2"), floor(1, 1, "G"), floor(1, 2, "夹层")], ..BlockShape::default() };
    let labels: Vec<String> = storeys(&shape).into_iter().map(|f| f.label).collect();
    assert_eq!(labels, ["G", "夹层", "2"], "two floors of one number are two storeys");
}
