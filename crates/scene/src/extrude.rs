//! A building's outline pulled up into walls and a roof.

use crate::mesh::{NO_EDGE, SolidMesh, SolidVertex};
use crate::plot::{Plot, raise};
use bevy_math::{Vec2, Vec3, Vec4};

/// Walls meeting at less than this many degrees are one curved wall.
const BLUNT_DEGREES: f32 = 25.0;

/// Adds walls and roof of `plot` to `mesh`; the floor is never seen and never drawn.
pub fn extrude(plot: &Plot, slot: f32, mesh: &mut SolidMesh) {
    for ring in plot.outline.rings() {
        walls(plot, ring, slot, mesh);
    }
    roof(plot, slot, mesh);
}

fn walls(plot: &Plot, ring: &[Vec2], slot: f32, mesh: &mut SolidMesh) {
    let turns = |n: usize| ring.iter().copied().cycle().skip(n);
    let before = turns(ring.len().saturating_sub(1));
    let corners = before.zip(turns(0)).zip(turns(1).zip(turns(2))).take(ring.len());
    let mut travelled = 0.0;
    for ((p, a), (b, q)) in corners {
        let length = a.distance(b);
        wall(plot, [p, a, b, q], travelled, slot, mesh);
        travelled += length;
    }
}

fn wall(plot: &Plot, [p, a, b, q]: [Vec2; 4], travelled: f32, slot: f32, mesh: &mut SolidMesh) {
    let length = a.distance(b);
    let outward = -(b - a).perp().normalize_or_zero();
    let normal = Vec3::new(outward.x, 0.0, -outward.y);
    let (left, right) = (edge_at(p, a, b), edge_at(a, b, q));
    let at = |end: Vec2, along: f32, y: f32| SolidVertex {
        position: raise(end, y),
        normal,
        face: Vec4::new(left + along, right + length - along, plot.height, plot.storey),
        pattern: Vec2::new(travelled + along, y),
        slot,
        storey: 0.0,
    };
    mesh.quad([at(a, 0.0, 0.0), at(b, length, 0.0), at(b, length, plot.height), at(a, 0.0, plot.height)]);
}

/// 0 where the outline turns sharply enough at `at` to show an edge, [`NO_EDGE`] where it does not.
fn edge_at(before: Vec2, at: Vec2, after: Vec2) -> f32 {
    let angle = (at - before).angle_to(after - at).abs().to_degrees();
    if angle >= BLUNT_DEGREES { 0.0 } else { NO_EDGE }
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
    }));
    mesh.indices.extend(plot.outline.triangles().iter().flatten().map(|i| base + i));
}
