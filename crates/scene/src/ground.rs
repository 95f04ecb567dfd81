//! The base under the buildings: plates, lawns, water and roads as flat shapes lying on each other.

use crate::bounds::Bounds;
use crate::layout::{Plate, STREET_M};
use crate::mesh::FlatMesh;
use crate::palette::GroundTone;
use crate::plot::flatten;
use crate::polygon::Polygon;
use crate::shape::{GroundShape, HoleShape, Ring, RoadShape};
use bevy_math::Vec2;
use std::collections::HashMap;

/// Roads narrower or wider than this are drawn at the limit, in metres.
const ROAD_WIDTH_M: (f32, f32) = (1.5, 40.0);
/// How far a kerb shows beside the carriageway, in metres.
const KERB_M: f32 = 0.8;
/// Width of the line around a site, in metres.
const SITE_LINE_M: f32 = 1.4;
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
    areas(&mut mesh, &shape.paved, &shape.paved_holes, GroundTone::Road);
    for site in &shape.sites {
        outline(&mut mesh, site);
    }
    areas(&mut mesh, &shape.water, &shape.water_holes, GroundTone::Water);
    areas(&mut mesh, &shape.green, &shape.green_holes, GroundTone::Green);
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

fn areas(mesh: &mut FlatMesh, rings: &[Ring], holes: &[HoleShape], tone: GroundTone) {
    let mut left_out: HashMap<u32, Vec<Ring>> = HashMap::new();
    for hole in holes {
        left_out.entry(hole.area).or_default().push(hole.ring.clone());
    }
    for (number, ring) in (0..).zip(rings) {
        let holes = left_out.get(&number).map_or(&[][..], Vec::as_slice);
        if let Some(area) = Polygon::from_rings(ring, holes) {
            mesh.add(area.points().map(down), &area.triangles(), tone as u8);
        }
    }
}

/// The outline of a site: a quiet line, closed without a seam.
fn outline(mesh: &mut FlatMesh, ring: &Ring) {
    let Some(polygon) = Polygon::from_rings(ring, &[]) else { return };
    let corners = &polygon.outer;
    let before = corners.iter().cycle().skip(corners.len().saturating_sub(1));
    let after = corners.iter().cycle().skip(1);
    let sides: Vec<Vec2> = (corners.iter().zip(before.zip(after)))
        .flat_map(|(p, (a, b))| {
            let m = mitre(Some(*p - *a), Some(*b - *p)) * (SITE_LINE_M * 0.5);
            [down(*p - m), down(*p + m)]
        })
        .collect();
    let count = u32::try_from(sides.len()).unwrap_or(0);
    let triangles: Vec<[u32; 3]> = (0..count / 2)
        .map(|i| (i * 2, (i * 2 + 2) % count))
        .flat_map(|(i, n)| [[i, n, n + 1], [i, n + 1, i + 1]])
        .collect();
    mesh.add(sides, &triangles, GroundTone::Kerb as u8);
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

#[cfg(test)]
mod tests {
    use super::*;

    const SQUARE: [[f32; 2]; 4] = [[0.0, 0.0], [100.0, 0.0], [100.0, 100.0], [0.0, 100.0]];

    fn around() -> Bounds {
        Bounds::default()
    }

    /// Square metres of a tone that lie within a box around the square.
    fn area_of(mesh: &FlatMesh, tone: GroundTone) -> f32 {
        let at = |i: &u32| mesh.points[*i as usize];
        mesh.indices
            .chunks(3)
            .filter(|t| mesh.tones[t[0] as usize] == f32::from(tone as u8))
            .map(|t| (at(&t[1]) - at(&t[0])).perp_dot(at(&t[2]) - at(&t[0])).abs() * 0.5)
            .sum()
    }

    #[test]
    fn an_island_is_left_out_of_the_water() {
        let hole = HoleShape { area: 1, ring: SQUARE.map(|[x, y]| [x * 0.5 + 10.0, y * 0.5 + 10.0]).to_vec() };
        let far = SQUARE.map(|[x, y]| [x + 500.0, y]).to_vec();
        let shape =
            GroundShape { water: vec![far, SQUARE.to_vec()], water_holes: vec![hole], ..GroundShape::default() };
        let mesh = ground_mesh(&shape, &[], &around());
        assert!((area_of(&mesh, GroundTone::Water) - 17_500.0).abs() < 1.0, "the second area has the island");
    }

    #[test]
    fn the_outline_of_a_site_is_a_closed_line() {
        let shape = GroundShape { sites: vec![SQUARE.to_vec()], ..GroundShape::default() };
        let mesh = ground_mesh(&shape, &[], &around());
        let line = area_of(&mesh, GroundTone::Kerb);
        assert!((line - 400.0 * SITE_LINE_M).abs() < 1.0, "as long as the way around: {line} m²");
    }

    #[test]
    fn a_wide_road_is_wider_than_a_path() {
        let road = |width_m| RoadShape { points: vec![[0.0, 0.0], [100.0, 0.0]], width_m };
        let wide = |width| {
            let shape = GroundShape { roads: vec![road(width)], ..GroundShape::default() };
            area_of(&ground_mesh(&shape, &[], &around()), GroundTone::Road)
        };
        assert!((wide(20.0) - 2_000.0).abs() < 1.0 && (wide(2.5) - 250.0).abs() < 1.0, "by their widths");
    }
}
