//! Labels of an opened building: its floors, its units, the numbers on its rooms.

use super::{LabelKind, View, Wish};
use crate::block::{Block, Opening, Part, Room};
use bevy_math::{Vec2, Vec3};

/// A room is numbered on a face that is this wide in CSS pixels.
const ROOM_PX: f32 = 26.0;
/// And says how many live there on one this wide.
const COUNTED_PX: f32 = 46.0;

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
/// out.
pub(super) fn units<'a>(block: &'a Block, opening: Opening, view: &View, wishes: &mut Vec<Wish<'a>>) {
    let eye = view.stance.eye();
    let lift = opening.drawer.map_or(Vec3::ZERO, |d| block.lift(d.storey, opening));
    let at = |x: f32, z: f32| block.to_scene(Vec3::new(x, 0.0, z)) + lift;
    let front = block.rectangle.half.y + 3.5;
    let nearer = if at(0.0, front).distance(eye) <= at(0.0, -front).distance(eye) { front } else { -front };
    for (unit, x) in &block.units {
        if let Some((at, _)) = view.stance.project(view.viewport, at(*x, nearer)) {
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
        if let Some((at, wide)) = spot(block, opening, slot, room, view) {
            wishes.push(Wish {
                kind: LabelKind::Room,
                id: room.shape.id.as_str().into(),
                text: &room.shape.number,
                count: if wide >= COUNTED_PX { room.shape.occupancy } else { 0 },
                at,
                rank: 5.0 - wide * 1e-3,
                strong,
            });
        }
    }
}

/// The middle of the face of a room on which its number can be read best, with that face's width in CSS pixels.
fn spot(block: &Block, opening: Opening, slot: u32, room: &Room, view: &View) -> Option<(Vec2, f32)> {
    let foot = block.lift(room.storey, opening);
    let out = opening.drawer.is_some_and(|d| d.storey == room.storey);
    let (centre, half) = (room.bounds.centre(), room.bounds.size() * 0.5);
    // The faces to write on, each with the directions in which its text may run.
    let upright = [(Vec3::Z, Vec3::X), (Vec3::NEG_Z, Vec3::X), (Vec3::NEG_X, Vec3::Z), (Vec3::X, Vec3::Z)];
    let faces = upright.map(|(side, run)| (side, [run; 2])).into_iter().chain([(Vec3::Y, [Vec3::X, Vec3::Z])]);
    let at = |p: Vec3| view.stance.project(view.viewport, block.to_scene(p) + foot).map(|(point, _)| point);
    let written = faces.filter_map(|(side, runs)| {
        let middle = centre + side * half;
        let towards = view.stance.eye() - block.to_scene(middle) - foot;
        let faces_eye = (block.to_scene(middle + side) - block.to_scene(middle)).dot(towards) > 0.0;
        let point = at(middle).filter(|p| faces_eye && view.viewport.holds(*p, 0.0))?;
        let across = |run: Vec3| Some((at(middle + run * half)? - at(middle - run * half)?).x.abs());
        let wide = runs.into_iter().filter_map(across).fold(0.0, f32::max);
        let ray = view.stance.ray(view.viewport, point);
        let fits = wide >= ROOM_PX && block.pick(&ray, opening).is_some_and(|(part, _)| part == Part::Room(slot));
        // Looked down upon, a storey that is out is read as a plan.
        let favour = if side == Vec3::Y && out { 2.0 } else { 1.0 };
        fits.then_some((point, wide, wide * favour))
    });
    written.max_by(|a, b| a.2.total_cmp(&b.2)).map(|(point, wide, _)| (point, wide))
}
