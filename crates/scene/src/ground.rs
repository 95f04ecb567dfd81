//! The base under the buildings: plates, lawns, water and roads as flat shapes lying on each other.

use crate::bounds::Bounds;
use crate::layout::{Plate, STREET_M};
use crate::mesh::FlatMesh;
use crate::palette::GroundTone;
use crate::plot::flatten;
use crate::polygon::Polygon;
use crate::shape::{GroundShape, Ring, RoadShape};
use bevy_math::Vec2;

/// Roads narrower or wider than this are drawn at the limit, in metres.
const ROAD_WIDTH_M: (f32, f32) = (1.5, 40.0);
/// How far a kerb shows beside the carriageway, in metres.
const KERB_M: f32 = 0.8;
/// The bare ground reaches at least this far, in metres.
const LEAST_REACH_M: f32 = 4000.0;
/// Mitres longer than this many half-widths are cut, so that hairpins make no spikes.
const LONGEST_MITRE: f32 = 2.0;

/// Everything flat, from what lies on top to the bare ground that reaches to the horizon: drawn in this order, each
/// pixel is shaded once.
pub fn ground_mesh(shape: &GroundShape, plates: &[Plate], around: &Bounds) -> FlatMesh {
    let mut mesh = FlatMesh::default();
    for (extra, tone) in [(0.0, GroundTone::Road), (KERB_M, GroundTone::Kerb)] {
        for road in &shape.roads {
            ribbon(&mut mesh, road, extra, tone);
        }
    }
    areas(&mut mesh, &shape.water, GroundTone::Water);
    areas(&mut mesh, &shape.green, GroundTone::Green);
    for (min, max) in plates.iter().flat_map(|p| &p.lawns) {
        rectangle(&mut mesh, *min, *max, GroundTone::Lawn);
    }
    for plate in plates {
        rectangle(&mut mesh, plate.min, plate.max, GroundTone::Plate);
    }
    let verge = Vec2::splat(STREET_M * 0.5);
    for plate in plates {
        rectangle(&mut mesh, plate.min - verge, plate.max + verge, GroundTone::Street);
    }
    let (middle, reach) = (flatten(around.centre()), (around.size().length() * 5.0).max(LEAST_REACH_M));
    rectangle(&mut mesh, middle - Vec2::splat(reach), middle + Vec2::splat(reach), GroundTone::Base);
    mesh
}

fn rectangle(mesh: &mut FlatMesh, min: Vec2, max: Vec2, tone: GroundTone) {
    let ring = [min, Vec2::new(max.x, min.y), max, Vec2::new(min.x, max.y)];
    mesh.add(ring.map(down), &[[0, 1, 2], [0, 2, 3]], tone as u8);
}

fn areas(mesh: &mut FlatMesh, rings: &[Ring], tone: GroundTone) {
    for area in rings.iter().filter_map(|r| Polygon::from_rings(r, &[])) {
        mesh.add(area.points().map(down), &area.triangles(), tone as u8);
    }
}

/// Plane coordinates as `[x, z]` of the scene.
fn down(p: Vec2) -> Vec2 {
    Vec2::new(p.x, -p.y)
}

fn ribbon(mesh: &mut FlatMesh, road: &RoadShape, extra: f32, tone: GroundTone) {
    let mut line: Vec<Vec2> = road.points.iter().map(|p| Vec2::from_array(*p)).filter(|p| p.is_finite()).collect();
    line.dedup_by(|a, b| a.distance(*b) < 0.05);
    if line.len() < 2 {
        return;
    }
    let width = if road.width_m.is_finite() { road.width_m } else { 0.0 };
    let half = width.clamp(ROAD_WIDTH_M.0, ROAD_WIDTH_M.1) * 0.5 + extra;
    let before = std::iter::once(None).chain(line.iter().copied().map(Some));
    let after = line.iter().copied().skip(1).map(Some).chain(std::iter::once(None));
    let sides: Vec<Vec2> = (line.iter().copied().zip(before.zip(after)))
        .flat_map(|(p, (a, b))| {
            let m = mitre(a.map(|a| p - a), b.map(|b| b - p)) * half;
            [down(p - m), down(p + m)]
        })
        .collect();
    let pieces = u32::try_from(line.len() - 1).unwrap_or(0);
    let triangles: Vec<[u32; 3]> =
        (0..pieces).map(|i| i * 2).flat_map(|i| [[i, i + 2, i + 3], [i, i + 3, i + 1]]).collect();
    mesh.add(sides, &triangles, tone as u8);
}

/// Leftward offset at a point of a line, for a half-width of 1.
fn mitre(arriving: Option<Vec2>, leaving: Option<Vec2>) -> Vec2 {
    let a = arriving.or(leaving).unwrap_or(Vec2::X).normalize_or(Vec2::X);
    let b = leaving.or(arriving).unwrap_or(Vec2::X).normalize_or(Vec2::X);
    let normal = (a + b).normalize_or(a).perp();
    let cosine = normal.dot(a.perp()).max(1.0 / LONGEST_MITRE);
    normal / cosine
}
