//! The faces of slabs, rooms and stairwells.

use super::build::Level;
use super::{Block, SLAB_M};
use crate::bounds::Bounds;
use crate::mesh::{NO_EDGE, SolidMesh, SolidVertex};
use crate::plot::raise;
use crate::polygon::{edges, is_corner};
use crate::rooms::{Cell, Role};
use crate::shape::RoomKind;
use bevy_math::{Vec2, Vec3, Vec4};

/// A wall with another room closer before it than this cannot be seen in the stack, in metres: beside a room, and
/// across a corridor.
const BESIDE_M: f32 = 0.6;
const ACROSS_M: f32 = 2.1;
/// Share of a wall that has to be hidden for the wall not to be drawn.
const HIDDEN_SHARE: f32 = 0.9;

/// What [`SolidVertex::bay`] says of an opened building's faces.
const GLASS: f32 = 1.0;

#[derive(Clone, Copy)]
struct Ink {
    slot: f32,
    storey: f32,
}

/// The faces of a box that can ever be seen; undersides cannot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Face {
    Top,
    Front,
    Back,
    Left,
    Right,
}

impl Face {
    const ALL: [Self; 5] = [Self::Top, Self::Front, Self::Back, Self::Left, Self::Right];

    /// Rightward, upward and outward as seen from outside.
    fn axes(self) -> (Vec3, Vec3, Vec3) {
        match self {
            Self::Top => (Vec3::X, Vec3::NEG_Z, Vec3::Y),
            Self::Front => (Vec3::X, Vec3::Y, Vec3::Z),
            Self::Back => (Vec3::NEG_X, Vec3::Y, Vec3::NEG_Z),
            Self::Left => (Vec3::Z, Vec3::Y, Vec3::NEG_X),
            Self::Right => (Vec3::NEG_Z, Vec3::Y, Vec3::X),
        }
    }
}

impl Block {
    /// Shells of all storeys first, so that the stack is one run; then what is seen only of a bare storey.
    pub(super) fn build_mesh(&mut self, levels: &[Level]) {
        let mut mesh = SolidMesh::default();
        let outer: Vec<Vec<[bool; 5]>> = levels.iter().map(|level| outer_sides(&level.cells)).collect();
        let mut shells = Vec::with_capacity(levels.len());
        for ((index, level), outer) in (0..).zip(levels).zip(&outer) {
            let first = mesh.index_count();
            self.slab_faces(&mut mesh, index);
            self.solid_faces(&mut mesh, index, level);
            self.room_faces(&mut mesh, index, outer, true);
            shells.push(mesh.run_since(first));
        }
        let mut inner = Vec::with_capacity(levels.len());
        for ((index, level), outer) in (0..).zip(levels).zip(&outer) {
            let first = mesh.index_count();
            for hall in &level.halls {
                self.box_faces(&mut mesh, hall, ink(self.shared_slot(), index), 0.0, |f| f == Face::Top);
            }
            self.room_faces(&mut mesh, index, outer, false);
            inner.push(mesh.run_since(first));
        }
        for (storey, (shell, inner)) in self.storeys.iter_mut().zip(shells.into_iter().zip(inner)) {
            (storey.shell, storey.inner) = (shell, inner);
        }
        self.mesh = mesh;
    }

    fn solid_faces(&self, mesh: &mut SolidMesh, index: u32, level: &Level) {
        for core in &level.cores {
            self.box_faces(mesh, core, ink(self.shared_slot(), index), 0.0, |_| true);
        }
        for body in &level.bodies {
            self.box_faces(mesh, body, ink(self.slab_slot(index), index), 0.0, |_| true);
        }
    }

    fn room_faces(&self, mesh: &mut SolidMesh, index: u32, outer: &[[bool; 5]], shell: bool) {
        let rooms = self.storeys.get(index as usize).map_or(0..0, |s| s.rooms.clone());
        for (slot, outer) in rooms.zip(outer) {
            let Some(room) = self.room(slot) else { continue };
            let glass = if room.shape.kind == RoomKind::Shop { GLASS } else { 0.0 };
            let sides = Face::ALL.into_iter().zip(outer);
            for (face, _) in sides.filter(|(_, outer)| **outer == shell) {
                let bay = if shell && face != Face::Top { glass } else { 0.0 };
                self.box_faces(mesh, &room.bounds, ink(slot, index), bay, |f| f == face);
            }
        }
    }

    fn box_faces(&self, mesh: &mut SolidMesh, b: &Bounds, ink: Ink, bay: f32, wanted: impl Fn(Face) -> bool) {
        for face in Face::ALL.into_iter().filter(|f| wanted(*f)) {
            let size = b.size();
            let (right, up, normal) = face.axes();
            let extent = Vec2::new(size.dot(right.abs()), size.dot(up.abs()));
            let corner = |u: f32, v: f32| {
                let local = b.centre() + (normal + right * (u * 2.0 - 1.0) + up * (v * 2.0 - 1.0)) * size * 0.5;
                let at = Vec2::new(u, v) * extent;
                SolidVertex {
                    position: self.to_scene(local),
                    normal: self.turn_to_scene(normal),
                    face: Vec4::new(at.x, extent.x - at.x, at.y, extent.y - at.y),
                    pattern: at,
                    slot: ink.slot,
                    storey: ink.storey,
                    bay,
                }
            };
            mesh.quad([corner(0.0, 0.0), corner(1.0, 0.0), corner(1.0, 1.0), corner(0.0, 1.0)]);
        }
    }

    fn slab_faces(&self, mesh: &mut SolidMesh, index: u32) {
        let ink = ink(self.slab_slot(index), index);
        let parts = self.storeys.get(index as usize).map_or(&[][..], |storey| &storey.parts);
        for part in parts {
            self.box_faces(mesh, part, ink, 0.0, |_| true);
        }
        if !parts.is_empty() {
            return;
        }
        let outline = &self.slab.outline;
        if outline.points().count() == 4 {
            self.box_faces(mesh, &self.slab.bounds, ink, 0.0, |_| true);
            return;
        }
        for ring in outline.rings() {
            let before = ring.iter().copied().cycle().skip(ring.len().saturating_sub(1));
            let after = ring.iter().copied().cycle().skip(2);
            for ((a, b), (p, q)) in edges(ring).zip(before.zip(after)) {
                self.slab_wall(mesh, [p, a, b, q], ink);
            }
        }
        let base = mesh.base();
        let top = |p: Vec2| self.slab_vertex(p, SLAB_M, Vec3::Y, Vec4::splat(NO_EDGE), p, ink);
        mesh.vertices.extend(outline.points().map(top));
        mesh.indices.extend(outline.triangles().iter().flatten().map(|i| base + i));
    }

    fn slab_wall(&self, mesh: &mut SolidMesh, [p, a, b, q]: [Vec2; 4], ink: Ink) {
        let length = a.distance(b);
        let outward = -(b - a).perp().normalize_or_zero();
        let normal = Vec3::new(outward.x, 0.0, -outward.y);
        let edge = |before, at, after| if is_corner(before, at, after) { 0.0 } else { NO_EDGE };
        let (left, right) = (edge(p, a, b), edge(a, b, q));
        let at = |end: Vec2, along: f32, y: f32| {
            let face = Vec4::new(left + along, right + length - along, y, SLAB_M - y);
            self.slab_vertex(end, y, normal, face, Vec2::new(along, y), ink)
        };
        mesh.quad([at(a, 0.0, 0.0), at(b, length, 0.0), at(b, length, SLAB_M), at(a, 0.0, SLAB_M)]);
    }

    fn slab_vertex(&self, p: Vec2, y: f32, normal: Vec3, face: Vec4, pattern: Vec2, ink: Ink) -> SolidVertex {
        let Ink { slot, storey } = ink;
        SolidVertex {
            position: self.to_scene(raise(p, y)),
            normal: self.turn_to_scene(normal),
            face,
            pattern,
            slot,
            storey,
            bay: 0.0,
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "slots and storeys stay far below 2^24")]
fn ink(slot: u32, storey: u32) -> Ink {
    Ink { slot: slot as f32, storey: storey as f32 }
}

/// For each cell, in the order of [`Face::ALL`]: whether the face can be seen in the stack.
fn outer_sides(cells: &[Cell]) -> Vec<[bool; 5]> {
    cells.iter().map(|cell| Face::ALL.map(|face| face == Face::Top || !is_hidden(cell, face, cells))).collect()
}

/// True where other rooms stand close before almost all of a wall.
fn is_hidden(cell: &Cell, face: Face, all: &[Cell]) -> bool {
    if cell.role != Role::Whole {
        return false;
    }
    let crossing = matches!(face, Face::Front | Face::Back);
    let reach = if crossing == cell.turned { BESIDE_M } else { ACROSS_M };
    // Along the wall and away from it.
    let wall = |p: Vec2| if crossing { p.x } else { p.y };
    let away = |p: Vec2| if crossing { p.y } else { p.x };
    let forward = matches!(face, Face::Front | Face::Right);
    let covered = |other: &Cell| {
        let gap = if forward { away(other.min) - away(cell.max) } else { away(cell.min) - away(other.max) };
        let shared = wall(other.max).min(wall(cell.max)) - wall(other.min).max(wall(cell.min));
        if (-0.05..reach).contains(&gap) { shared.max(0.0) } else { 0.0 }
    };
    let hidden: f32 = all.iter().filter(|o| o.role != Role::Part).map(covered).sum();
    hidden >= (wall(cell.max) - wall(cell.min)) * HIDDEN_SHARE
}
