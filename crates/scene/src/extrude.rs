//! A building's outline pulled up into walls and a roof.

use crate::facade::spans;
use crate::mesh::{NO_EDGE, SolidMesh, SolidVertex};
use crate::plot::{Plot, raise};
use crate::polygon::is_corner;
use bevy_math::{Vec2, Vec3, Vec4};

/// Adds walls and roof of `plot` to `mesh`; the floor is never seen and never drawn.
pub fn extrude(plot: &Plot, slot: f32, mesh: &mut SolidMesh) {
    let mut spans = spans(&plot.outline).into_iter();
    for ring in plot.outline.rings() {
        walls(plot, ring, &mut spans, slot, mesh);
    }
    roof(plot, slot, mesh);
}

fn walls(plot: &Plot, ring: &[Vec2], spans: &mut impl Iterator<Item = (f32, f32)>, slot: f32, mesh: &mut SolidMesh) {
    let turns = |n: usize| ring.iter().copied().cycle().skip(n);
    let before = turns(ring.len().saturating_sub(1));
    let corners = before.zip(turns(0)).zip(turns(1).zip(turns(2))).take(ring.len());
    let mut travelled = 0.0;
    for ((p, a), (b, q)) in corners {
        let length = a.distance(b);
        wall(plot, [p, a, b, q], Along { travelled, bays: spans.next().unwrap_or_default() }, slot, mesh);
        travelled += length;
    }
}

/// Where along the outline a wall stands: metres before it, and the bays at its ends.
struct Along {
    travelled: f32,
    bays: (f32, f32),
}

fn wall(plot: &Plot, [p, a, b, q]: [Vec2; 4], place: Along, slot: f32, mesh: &mut SolidMesh) {
    let length = a.distance(b);
    let outward = -(b - a).perp().normalize_or_zero();
    let normal = Vec3::new(outward.x, 0.0, -outward.y);
    let (left, right) = (edge_at(p, a, b), edge_at(a, b, q));
    let at = |end: Vec2, along: f32, y: f32, bay: f32| SolidVertex {
        position: raise(end, y),
        normal,
        face: Vec4::new(left + along, right + length - along, plot.height, plot.storey),
        pattern: Vec2::new(place.travelled + along, y),
        slot,
        storey: 0.0,
        bay,
    };
    let (from, to) = place.bays;
    let (low, high) = (0.0, plot.height);
    mesh.quad([at(a, 0.0, low, from), at(b, length, low, to), at(b, length, high, to), at(a, 0.0, high, from)]);
}

/// 0 where the outline turns sharply enough at `at` to show an edge, [`NO_EDGE`] where it does not.
fn edge_at(before: Vec2, at: Vec2, after: Vec2) -> f32 {
    if is_corner(before, at, after) { 0.0 } else { NO_EDGE }
}

fn roof(plot: &Plot, slot: f32, mesh: &mut SolidMesh) {
    let base = mesh.base();
    mesh.vertices.extend(plot.outline.points().map(|p| SolidVertex {
        position: raise(p, plot.height),
        normal: Vec3::Y,
        face: Vec4::new(NO_EDGE, NO_EDGE, plot.height, 0.0),
        pattern: p,
        slot,
        storey: 0.0,
        bay: 0.0,
    }));
    mesh.indices.extend(plot.outline.triangles().iter().flatten().map(|i| base + i));
}
