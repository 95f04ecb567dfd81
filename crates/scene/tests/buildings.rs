//! Laws of any building: everybody has a place of their own that can be seen and pointed at.
#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "test code outside test functions")]

mod generated;

use bevy_math::{Vec2, Vec3};
use louce_scene::block::{Block, Opening, Part, Role, Room};
use louce_scene::bounds::Ray;
use louce_scene::polygon::{Polygon, tightest_rectangle};
use louce_scene::shape::BlockShape;
use louce_scene::wings::{to_own, wings};
use std::collections::HashSet;

const BUILDINGS: u64 = 160;

fn buildings() -> impl Iterator<Item = (BlockShape, Block)> {
    (0..BUILDINGS).map(|seed| {
        let shape = generated::any_block(seed);
        let block = Block::new(&shape, generated::any_footing(seed + 1));
        (shape, block)
    })
}

/// Looks straight down at a place on the outside of a room.
fn down(block: &Block, room: &Room, spot: Vec3, opening: Opening) -> Ray {
    let at = block.to_scene(spot) + block.lift(room.storey, opening);
    Ray { origin: at + Vec3::Y * 500.0, direction: Vec3::NEG_Y }
}

#[test]
fn every_room_can_be_pointed_at_when_its_floor_is_the_highest_there() {
    let mut rooms = 0;
    for (shape, block) in buildings() {
        let asked: usize = shape.floors.iter().map(|f| f.rooms.len()).sum();
        assert_eq!(block.rooms.len(), asked, "every room of the list stands somewhere");
        for (slot, room) in (0..).zip(&block.rooms) {
            let opening = Opening::up_to(room.storey, block.pleasing_gap());
            let met = block.spots(room).any(|spot| {
                let part = block.pick(&down(&block, room, spot - Vec3::Y * 1e-3, opening), opening);
                part.is_some_and(|(part, _)| part == Part::Room(slot))
            });
            assert!(met, "room {} of {:?} can be pointed at", room.shape.id, room.bounds);
            rooms += 1;
        }
    }
    assert!(rooms > 20_000, "the sweep must be wide, or it proves nothing: {rooms}");
}

#[test]
fn every_room_is_drawn_where_it_is_pointed_at() {
    for (_, block) in buildings().step_by(4) {
        for storey in [0, block.highest() / 2, block.highest()] {
            let opening = Opening::up_to(storey, block.pleasing_gap());
            let drawn: HashSet<u32> = block.visible(opening).iter().flat_map(|r| r.first..r.first + r.count).collect();
            let rooms = block.storeys[storey as usize].rooms.clone();
            for slot in rooms.step_by(7) {
                let room = block.room(slot).unwrap();
                let seen = block.spots(room).any(|spot| {
                    first_drawn(&block, &drawn, storey, &down(&block, room, spot - Vec3::Y * 1e-3, opening))
                        == Some(slot)
                });
                assert!(seen, "room {} can be seen from above", room.shape.id);
            }
        }
    }
}

/// The slot of the highest drawn triangle of a storey under a vertical ray.
fn first_drawn(block: &Block, drawn: &HashSet<u32>, storey: u32, ray: &Ray) -> Option<u32> {
    let at = Vec2::new(ray.origin.x, ray.origin.z);
    let storey_runs = [block.storeys[storey as usize].shell, block.storeys[storey as usize].inner];
    let triangles = storey_runs.into_iter().flat_map(|r| (r.first..r.first + r.count).step_by(3));
    let hits = triangles.filter(|first| drawn.contains(first)).filter_map(|first| {
        let [a, b, c] = [0, 1, 2].map(|i| block.mesh.vertices[block.mesh.indices[(first + i) as usize] as usize]);
        if a.normal.y < 0.5 {
            return None;
        }
        let flat = [a, b, c].map(|v| Vec2::new(v.position.x, v.position.z) - at);
        let turns = [(0, 1), (1, 2), (2, 0)].map(|(i, j)| flat[i].perp_dot(flat[j]));
        let inside = turns.iter().all(|t| *t >= 0.0) || turns.iter().all(|t| *t <= 0.0);
        inside.then_some((a.position.y, a.slot as u32))
    });
    hits.max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, slot)| slot)
}

#[test]
fn no_two_rooms_overlap_and_parts_stand_within_their_room() {
    for (_, block) in buildings() {
        for storey in &block.storeys {
            let rooms: Vec<&Room> = storey.rooms.clone().filter_map(|i| block.room(i)).collect();
            for (i, room) in rooms.iter().enumerate() {
                for other in &rooms[i + 1..] {
                    assert!(
                        !room.bounds.overlaps(&other.bounds),
                        "two households never share a place: {room:?} {other:?}"
                    );
                }
            }
            for part in rooms.iter().filter(|r| r.role == Role::Part) {
                let parent = rooms.iter().find(|r| Some(&r.shape.id) == part.shape.parent.as_ref()).unwrap();
                let (a, b) = (parent.bounds, part.bounds);
                let within = a.min.x <= b.min.x && a.min.z <= b.min.z && b.max.x <= a.max.x && b.max.z <= a.max.z;
                assert!(within, "a part stands on its room: {part:?} on {parent:?}");
            }
        }
    }
}

#[test]
fn no_room_is_a_sliver() {
    for (shape, block) in buildings() {
        for room in &block.rooms {
            let size = room.bounds.size();
            let (short, long) = (size.x.min(size.z), size.x.max(size.z));
            let span = f32::from(room.shape.span.max(1));
            let whole = block.rectangle.half.x / block.rectangle.half.y;
            let limit = (6.0 * span).max(whole * 1.5);
            assert!(
                short > 0.05 && long / short <= limit,
                "{short} × {long} of {} in {:?}",
                room.shape.id,
                shape.floors.len()
            );
        }
    }
}

#[test]
fn rooms_stay_within_the_building() {
    for (_, block) in buildings() {
        let half = block.rectangle.half + Vec2::splat(0.5);
        for room in &block.rooms {
            let (min, max) = (room.bounds.min, room.bounds.max);
            let inside = min.x >= -half.x && min.z >= -half.y && max.x <= half.x && max.z <= half.y;
            assert!(inside, "a room stays on its building's slab: {room:?}");
            assert!(max.y < block.storey_m, "and below the next: {room:?}");
        }
    }
}

fn footprint(points: &[[f32; 2]]) -> (Polygon, louce_scene::polygon::Rectangle) {
    let outline = Polygon::from_rings(points, &[]).unwrap();
    let rectangle = tightest_rectangle(&outline.outer).unwrap();
    (outline, rectangle)
}

#[test]
fn wings_follow_the_outline() {
    let l = [[0.0, 0.0], [50.0, 0.0], [50.0, 12.0], [12.0, 12.0], [12.0, 40.0], [0.0, 40.0]];
    let u =
        [[0.0, 0.0], [50.0, 0.0], [50.0, 30.0], [38.0, 30.0], [38.0, 12.0], [12.0, 12.0], [12.0, 30.0], [0.0, 30.0]];
    let plain = [[0.0, 0.0], [50.0, 0.0], [50.0, 12.0], [0.0, 12.0]];
    for (points, expected) in [(&l[..], 2), (&u[..], 3), (&plain[..], 1)] {
        let (outline, rectangle) = footprint(points);
        let wings = wings(&outline, &rectangle);
        assert_eq!(wings.len(), expected, "as many wings as one would draw: {wings:?}");
        let area: f32 = wings.iter().map(|w| w.area()).sum();
        assert!((area - outline.area()).abs() < outline.area() * 0.02, "{area} of {}", outline.area());
    }
    let round: Vec<[f32; 2]> =
        (0..24_u8).map(|i| (f32::from(i) * 15.0).to_radians().sin_cos()).map(|(s, c)| [c * 9.0, s * 9.0]).collect();
    let (outline, rectangle) = footprint(&round);
    assert!(wings(&outline, &rectangle).len() <= 8, "a round tower is cut into few pieces, or none");
}

#[test]
fn rooms_of_an_l_shaped_building_leave_its_yard_open() {
    let (outline, rectangle) =
        footprint(&[[0.0, 0.0], [50.0, 0.0], [50.0, 12.0], [12.0, 12.0], [12.0, 40.0], [0.0, 40.0]]);
    let footing = louce_scene::block::Footing { rectangle, outline: Some(outline), storey: 3.0 };
    let block = Block::new(&generated::grid(5, 14), footing);
    let yard = to_own(Vec2::new(32.0, 27.0), &rectangle);
    for room in &block.rooms {
        let (min, max) = (room.bounds.min, room.bounds.max);
        let covers = min.x < yard.x && yard.x < max.x && min.z < yard.y && yard.y < max.z;
        assert!(!covers, "nobody lives in the yard: {room:?}");
    }
    let opening = Opening::up_to(4, 1.0);
    let ray = Ray { origin: Vec3::new(32.0, 300.0, -27.0), direction: Vec3::NEG_Y };
    assert_eq!(block.pick(&ray, opening), None, "and its slab leaves it open too");
}

#[test]
fn stairwells_stand_above_each_other() {
    let block = Block::new(&generated::grid(9, 6), generated::any_footing(4));
    let shared = block.shared_slot() as f32;
    let places = |storey: f32| {
        let own = block.mesh.vertices.iter().filter(|v| v.slot == shared && v.storey == storey && v.position.y > 2.0);
        own.map(|v| v.position.to_array().map(|c| (c * 100.0) as i32)).collect::<Vec<_>>()
    };
    assert!(!places(0.0).is_empty(), "a building of several floors has stairs");
    assert!((1..9_u8).all(|s| places(f32::from(s)) == places(0.0)), "and they lead up");
}
