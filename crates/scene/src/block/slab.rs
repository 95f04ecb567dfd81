//! The slab of a storey: the building's outline with a ledge around it.

use super::{LEDGE_M, SLAB_M, STOREY_M};
use crate::bounds::Bounds;
use crate::plot::{Plot, raise};
use crate::polygon::{Polygon, Rectangle, edges, signed_area};
use bevy_math::Vec2;

/// A ledge at a sharp corner reaches no farther than this many times its width.
const LONGEST_MITRE: f32 = 2.0;

/// A slab as large as `rectangle` with its ledge.
pub(super) fn plain(rectangle: &Rectangle) -> Plot {
    let half = rectangle.half + Vec2::splat(LEDGE_M);
    let ring = vec![-half, Vec2::new(half.x, -half.y), half, Vec2::new(-half.x, half.y)];
    standing(Polygon { outer: ring, holes: Vec::new() })
}

/// A slab of the shape of `outline`, whose own axes are those of `rectangle`.
pub(super) fn shaped(outline: &Polygon, rectangle: &Rectangle) -> Plot {
    let own = |p: &Vec2| {
        let d = *p - rectangle.centre;
        Vec2::new(d.dot(rectangle.along), d.dot(rectangle.along.perp()))
    };
    let ledge = |ring: &[Vec2]| widened(&ring.iter().map(own).collect::<Vec<_>>());
    let holes = outline.holes.iter().map(|h| ledge(h)).filter(|h| signed_area(h) < -1.0).collect();
    standing(Polygon { outer: ledge(&outline.outer), holes })
}

fn standing(outline: Polygon) -> Plot {
    let bounds = Bounds::of(outline.outer.iter().flat_map(|p| [raise(*p, 0.0), raise(*p, SLAB_M)]));
    Plot { outline, height: SLAB_M, storey: STOREY_M, bounds }
}

/// A ring moved outward by the ledge.
fn widened(ring: &[Vec2]) -> Vec<Vec2> {
    let before = ring.iter().copied().cycle().skip(ring.len().saturating_sub(1));
    let outward = |d: Vec2| -d.perp().normalize_or_zero();
    let moved = edges(ring).zip(before).map(|((at, after), before)| {
        let (a, b) = (outward(at - before), outward(after - at));
        let normal = (a + b).normalize_or(a);
        at + normal * LEDGE_M / normal.dot(a).max(1.0 / LONGEST_MITRE)
    });
    moved.collect()
}
