//! Labels of an opened building: its floors, its units, the numbers on its rooms.

use super::{LabelKind, View, Wish, corners, half_text};
use crate::block::{Block, Opening, Part, Room};
use bevy_math::{Vec2, Vec3};

/// A room is numbered on a face that is this wide in CSS pixels.
const ROOM_PX: f32 = 26.0;
/// And says how many live there on one this wide.
const COUNTED_PX: f32 = 46.0;
/// Of the place kept for a number, this share is digits.
const LETTERS: Vec2 = Vec2::new(0.94, 0.5);
/// How far before the building units are named, in metres: the nearer place first.
const BEFORE_M: [f32; 2] = [3.5, 9.0];

/// Every storey is named beside its corner at the left edge of the picture, one that is out beside where it lies.
pub(super) fn floors<'a>(block: &'a Block, opening: Opening, view: &View, wishes: &mut Vec<Wish<'a>>) {
    let (right, _, _) = view.stance.axes();
    let half = block.rectangle.half;
    let corners = [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)];
    let corner = corners.map(|(x, z)| block.to_scene(Vec3::new(half.x * x, 0.0, half.y * z)));
    let Some(leftmost) = corner.into_iter().min_by(|a, b| a.dot(right).total_cmp(&b.dot(right))) else {
        return;
    };
    for (index, storey) in (0..).zip(&block.storeys) {
        let at = leftmost - right * 2.5 + block.lift(index, opening) + Vec3::Y * 1.5;
        let Some((point, _)) = view.stance.project(view.viewport, at).filter(|_| at.y > 0.0) else {
            continue;
        };
        // A storey that is out may lie before the names of those beneath.
        let ray = view.stance.ray(view.viewport, point);
        if block.pick(&ray, opening).is_some_and(|(_, t)| t < ray.origin.distance(at)) {
            continue;
        }
        wishes.push(Wish {
            kind: LabelKind::Floor,
            id: storey.floor.to_string().into(),
            text: &storey.label,
            count: 0,
            at: point - Vec2::new(10.0, 0.0),
            rank: 2.0 + f32::from(storey.floor.rem_euclid(5)) * 0.1,
            strong: opening.drawer.is_some_and(|d| d.storey == index),
        });
    }
}

/// Units are named in front of whichever long side faces the eye, at the foot of the building or of the storey that is
/// out; farther before it, or not at all, where the name would lie on the building.
pub(super) fn units<'a>(block: &'a Block, opening: Opening, view: &View, wishes: &mut Vec<Wish<'a>>) {
    let eye = view.stance.eye();
    let lift = opening.drawer.map_or(Vec3::ZERO, |d| block.lift(d.storey, opening));
    let at = |x: f32, z: f32| block.to_scene(Vec3::new(x, 0.0, z)) + lift;
    let front = |before: f32| block.rectangle.half.y + before;
    let [nearest, _] = BEFORE_M;
    let side = if at(0.0, front(nearest)).distance(eye) <= at(0.0, -front(nearest)).distance(eye) { 1.0 } else { -1.0 };
    for (unit, x) in &block.units {
        let half = half_text(LabelKind::Unit, unit, 0);
        let is_free = |point: &Vec2| {
            let ray = |at: Vec2| view.stance.ray(view.viewport, at);
            corners(*point, half).into_iter().all(|corner| block.pick(&ray(corner), opening).is_none())
        };
        let places = BEFORE_M.into_iter().filter_map(|before| {
            let place = at(*x, front(before) * side);
            view.stance.project(view.viewport, place).map(|(point, _)| point)
        });
        if let Some(at) = places.into_iter().find(is_free) {
            let kind = LabelKind::Unit;
            wishes.push(Wish { kind, id: unit.into(), text: unit, count: 0, at, rank: 1.5, strong: false });
        }
    }
}

pub(super) fn rooms<'a>(block: &'a Block, opening: Opening, view: &View, wishes: &mut Vec<Wish<'a>>) {
    let out = opening.drawer.map(|d| d.storey);
    for (slot, room) in (0..).zip(&block.rooms).filter(|(_, r)| r.storey <= opening.top) {
        let strong = (view.strong)(&room.shape.id);
        // Beside a storey that is out, the stack keeps still.
        if out.is_some_and(|storey| room.storey != storey) && !strong {
            continue;
        }
        let is_seen = |point: Vec2| {
            let ray = view.stance.ray(view.viewport, point);
            block.pick(&ray, opening).is_some_and(|(part, _)| part == Part::Room(slot))
        };
        if let Some(Written { at, wide, count }) = spot(block, opening, room, view, &is_seen) {
            wishes.push(Wish {
                kind: LabelKind::Room,
                id: room.shape.id.as_str().into(),
                text: &room.shape.number,
                count,
                at,
                rank: 5.0 - wide * 1e-3,
                strong,
            });
        }
    }
}

/// Where the number of a room is written.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Written {
    at: Vec2,
    /// Width of the face that it is on, in CSS pixels.
    wide: f32,
    /// How many live there, where that fits too.
    count: u16,
}

/// The middle of the face of a room on which its number can be read best: all of the text lies on that very room, or it
/// would be taken for the number of another. `is_seen` says whether a point of the picture shows the room; it is asked
/// once for each face that is looked at, and four or eight times more for one whose middle shows.
fn spot(block: &Block, opening: Opening, room: &Room, view: &View, is_seen: &dyn Fn(Vec2) -> bool) -> Option<Written> {
    let count = room.shape.occupancy;
    let fits = |at: Vec2, count| {
        let half = half_text(LabelKind::Room, &room.shape.number, count) * LETTERS;
        corners(at, half).into_iter().all(is_seen)
    };
    faces(block, opening, room, view).into_iter().find_map(|(at, wide)| {
        let written = |count| Written { at, wide, count };
        if !is_seen(at) {
            return None;
        }
        let counted = Some(count).filter(|count| *count > 0 && wide >= COUNTED_PX && fits(at, *count));
        counted.or_else(|| fits(at, 0).then_some(0)).map(written)
    })
}

/// The faces of a room to write on, each by its middle and its width in CSS pixels, the best to read first.
fn faces(block: &Block, opening: Opening, room: &Room, view: &View) -> Vec<(Vec2, f32)> {
    let foot = block.lift(room.storey, opening);
    let out = opening.drawer.is_some_and(|d| d.storey == room.storey);
    let (centre, half) = (room.bounds.centre(), room.bounds.size() * 0.5);
    // Each with the directions in which its text may run.
    let upright = [(Vec3::Z, Vec3::X), (Vec3::NEG_Z, Vec3::X), (Vec3::NEG_X, Vec3::Z), (Vec3::X, Vec3::Z)];
    let all = upright.map(|(side, run)| (side, [run; 2])).into_iter().chain([(Vec3::Y, [Vec3::X, Vec3::Z])]);
    let at = |p: Vec3| view.stance.project(view.viewport, block.to_scene(p) + foot).map(|(point, _)| point);
    let written = all.filter_map(|(side, runs)| {
        let middle = centre + side * half;
        let towards = view.stance.eye() - block.to_scene(middle) - foot;
        let faces_eye = (block.to_scene(middle + side) - block.to_scene(middle)).dot(towards) > 0.0;
        let point = at(middle).filter(|p| faces_eye && view.viewport.holds(*p, 0.0))?;
        let across = |run: Vec3| Some((at(middle + run * half)? - at(middle - run * half)?).x.abs());
        let wide = runs.into_iter().filter_map(across).fold(0.0, f32::max);
        // Looked down upon, a storey that is out is read as a plan; else numbers stand in rows along the front.
        let favour = match side {
            Vec3::Y if out => 3.0,
            Vec3::Z | Vec3::NEG_Z => 1.5,
            _ => 1.0,
        };
        (wide >= ROOM_PX).then_some((point, wide, wide * favour))
    });
    let mut written: Vec<(Vec2, f32, f32)> = written.collect();
    written.sort_by(|a, b| b.2.total_cmp(&a.2));
    written.into_iter().map(|(point, wide, _)| (point, wide)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::camera::{Insets, Stance, Viewport};
    use crate::labels::Shown;
    use crate::polygon::Rectangle;
    use crate::shape::{BlockShape, FloorShape, RoomShape};
    use std::cell::Cell;

    /// Eighteen floors of four rooms.
    fn tower() -> Block {
        let room = |floor: i16, n: u8| RoomShape {
            id: format!("{floor}/{n}"),
            number: format!("{floor}0{n}"),
            unit: Some(if n < 3 { "1" } else { "2" }.to_owned()),
            occupancy: 3,
            ..RoomShape::default()
        };
        let floor =
            |floor| FloorShape { floor, rooms: (1..=4).map(|n| room(floor, n)).collect(), ..FloorShape::default() };
        let shape = BlockShape { floors: (1..=18).map(floor).collect(), ..BlockShape::default() };
        Block::new(&shape, Rectangle { centre: Vec2::ZERO, along: Vec2::X, half: Vec2::new(22.0, 7.0) })
    }

    #[test]
    fn naming_a_room_asks_for_few_points_of_the_picture() {
        let (block, viewport) = (tower(), Viewport::default());
        let opening = Opening::up_to(block.highest(), block.pleasing_gap());
        let stance = Stance::default().framing(viewport, Insets::default(), &block.bounds(opening), 1.1);
        let (strong, shown) = (|_: &str| false, Shown::new());
        let view = View { stance: &stance, viewport, height: 0.06, most: 80, strong: &strong, shown: &shown };
        let asked = Cell::new(0_usize);
        for (slot, room) in (0..).zip(&block.rooms) {
            let is_seen = |point: Vec2| {
                asked.set(asked.get() + 1);
                let ray = stance.ray(viewport, point);
                block.pick(&ray, opening).is_some_and(|(part, _)| part == Part::Room(slot))
            };
            spot(&block, opening, room, &view, &is_seen);
        }
        assert!(asked.get() > block.rooms.len(), "every room that is large enough is looked at");
        assert!(asked.get() < block.rooms.len() * 12, "but not from everywhere: {}", asked.get());
    }
}
