//! A building's outline pulled up into walls and a roof.

use crate::facade::{Corner, corners};
use crate::mesh::{NO_EDGE, SolidMesh, SolidVertex};
use crate::plot::{Plot, raise};
use bevy_math::{Vec2, Vec3, Vec4};

/// Adds walls and roof of `plot` to `mesh`; the floor is never seen and never drawn.
pub fn extrude(plot: &Plot, slot: f32, mesh: &mut SolidMesh) {
    for ring in corners(&plot.outline) {
        for (a, b) in ring.iter().zip(ring.iter().skip(1)) {
            wall(plot, [a, b], slot, mesh);
        }
    }
    roof(plot, slot, mesh);
}

/// A wall between two corners; patterns begin anew at each, as far as the ground is concerned.
fn wall(plot: &Plot, [a, b]: [&Corner; 2], slot: f32, mesh: &mut SolidMesh) {
    let length = a.at.distance(b.at);
    let outward = -(b.at - a.at).perp().normalize_or_zero();
    let normal = Vec3::new(outward.x, 0.0, -outward.y);
    let edge = |corner: &Corner| if corner.sharp { 0.0 } else { NO_EDGE };
    let at = |end: &Corner, along: f32, y: f32| SolidVertex {
        position: raise(end.at, y),
        normal,
        face: Vec4::new(edge(a) + along, edge(b) + length - along, plot.height, plot.storey),
        pattern: Vec2::new(along, y),
        slot,
        storey: 0.0,
        bay: end.bay,
    };
    mesh.quad([at(a, 0.0, 0.0), at(b, length, 0.0), at(b, length, plot.height), at(a, 0.0, plot.height)]);
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
