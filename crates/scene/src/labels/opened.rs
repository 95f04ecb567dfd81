//! Labels of an opened building: its floors, its units, the numbers on its rooms.

use super::{LabelKind, Rank, View, Wish, wish};
use crate::block::{Block, Opening, Part, Room};
use crate::camera::Viewport;
use bevy_math::{Vec2, Vec3};

/// A room is numbered on a face that is this wide in CSS pixels.
const ROOM_PX: f32 = 26.0;

pub(super) fn floors(block: &Block, opening: Opening, view: &View, wishes: &mut Vec<Wish>) {
    let (right, _, _) = view.stance.axes();
    let half = block.rectangle.half;
    let corners = [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)];
    let corner = corners.map(|(x, z)| block.to_scene(Vec3::new(half.x * x, 0.0, half.y * z)));
    let Some(leftmost) = corner.into_iter().min_by(|a, b| a.dot(right).total_cmp(&b.dot(right))) else {
        return;
    };
    for (index, storey) in (0..).zip(&block.storeys) {
        // Storeys taken off keep their names, so that one can go back up to them.
        let at = leftmost - right * 2.5 + Vec3::Y * (block.foot(index, opening.gap) + 1.5);
        let Some((point, _)) = view.stance.project(view.viewport, at) else {
            continue;
        };
        let strong = index == opening.top && opening.top < block.highest();
        let rank = Rank { strong, rank: 2.0 + f32::from(storey.floor.rem_euclid(5)) * 0.1 };
        wish(wishes, LabelKind::Floor, &storey.floor.to_string(), &storey.label, point - Vec2::new(10.0, 0.0), rank);
    }
}

/// Units are named in front of whichever long side faces the eye.
pub(super) fn units(block: &Block, view: &View, wishes: &mut Vec<Wish>) {
    let eye = view.stance.eye();
    let at = |x: f32, z: f32| block.to_scene(Vec3::new(x, 0.0, z));
    let front = block.rectangle.half.y + 3.5;
    let nearer = if at(0.0, front).distance(eye) <= at(0.0, -front).distance(eye) { front } else { -front };
    for (unit, x) in &block.units {
        if let Some((point, _)) = view.stance.project(view.viewport, at(*x, nearer)) {
            wish(wishes, LabelKind::Unit, unit, unit, point, Rank { strong: false, rank: 1.5 });
        }
    }
}

pub(super) fn rooms(block: &Block, opening: Opening, view: &View, wishes: &mut Vec<Wish>) {
    let bare = opening.top < block.highest() || block.storeys.len() == 1;
    for (slot, room) in (0..).zip(&block.rooms).filter(|(_, r)| r.storey <= opening.top) {
        let strong = (view.strong)(&room.shape.id);
        if bare && room.storey != opening.top && !strong {
            continue;
        }
        if let Some((point, wide)) = spot(block, opening, slot, room, view) {
            let rank = Rank { strong, rank: 5.0 - wide * 1e-3 };
            wish(wishes, LabelKind::Room, &room.shape.id, &room.shape.number, point, rank);
        }
    }
}

/// The middle of the face of a room on which its number can be read best, with that face's width in CSS pixels.
fn spot(block: &Block, opening: Opening, slot: u32, room: &Room, view: &View) -> Option<(Vec2, f32)> {
    let foot = block.lift(room.storey, opening);
    let (centre, half) = (room.bounds.centre(), room.bounds.size() * 0.5);
    // The faces to write on, each with the directions in which its text may run.
    let upright = [(Vec3::Z, Vec3::X), (Vec3::NEG_Z, Vec3::X), (Vec3::NEG_X, Vec3::Z), (Vec3::X, Vec3::Z)];
    let faces = upright.map(|(side, run)| (side, [run; 2])).into_iter().chain([(Vec3::Y, [Vec3::X, Vec3::Z])]);
    let at = |p: Vec3| view.stance.project(view.viewport, block.to_scene(p) + foot).map(|(point, _)| point);
    let written = faces.filter_map(|(side, runs)| {
        let middle = centre + side * half;
        let towards = view.stance.eye() - block.to_scene(middle) - foot;
        let faces_eye = (block.to_scene(middle + side) - block.to_scene(middle)).dot(towards) > 0.0;
        let point = at(middle).filter(|p| faces_eye && within(*p, view.viewport))?;
        let across = |run: Vec3| Some((at(middle + run * half)? - at(middle - run * half)?).x.abs());
        let wide = runs.into_iter().filter_map(across).fold(0.0, f32::max);
        let ray = view.stance.ray(view.viewport, point);
        let fits = wide >= ROOM_PX && block.pick(&ray, opening).is_some_and(|(part, _)| part == Part::Room(slot));
        fits.then_some((point, wide))
    });
    written.max_by(|a, b| a.1.total_cmp(&b.1))
}

fn within(point: Vec2, viewport: Viewport) -> bool {
    point.x > 0.0 && point.y > 0.0 && point.x < viewport.width && point.y < viewport.height
}
