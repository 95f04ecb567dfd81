//! Rings and lines as they come out of a map file: cleaned, turned the same way, pieces of one building joined.

use super::{AreaShape, LonLat};
use i_overlay::core::fill_rule::FillRule;
use i_overlay::float::simplify::SimplifyShape;

/// Square degrees below which what joining leaves is a sliver between two cuts: about a square metre.
const SLIVER_DEG2: f64 = 1e-10;

/// Degrees by which a corner must stand out of the line between its neighbours after joining: about two centimetres.
const STRAIGHT_DEG: f64 = 2e-7;

/// A line of at least two different points.
pub fn line(mut points: Vec<LonLat>) -> Option<Vec<LonLat>> {
    points.dedup();
    (points.len() >= 2).then_some(points)
}

/// An open ring, counter-clockwise; none where fewer than three corners or no area are left. A ring that touches itself
/// stays as it is.
pub fn ring(mut points: Vec<LonLat>) -> Option<Vec<LonLat>> {
    points.dedup();
    while points.len() > 1 && points.first() == points.last() {
        points.pop();
    }
    let doubled = doubled_area(&points);
    if points.len() < 3 || doubled == 0.0 || !doubled.is_finite() {
        return None;
    }
    if doubled < 0.0 {
        points.reverse();
    }
    Some(points)
}

/// Twice the area within a ring, in the square of its unit; negative where it runs clockwise.
pub fn doubled_area(points: &[[f64; 2]]) -> f64 {
    // Near its first corner, so that small rings far from zero keep their digits.
    let Some([x0, y0]) = points.first().copied() else { return 0.0 };
    let next = points.iter().cycle().skip(1);
    points.iter().zip(next).map(|([x1, y1], [x2, y2])| (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0)).sum()
}

/// Joins pieces that touch or overlap: map extracts cut buildings at the edges of their tiles, city models build them of
/// parts and lay lawns out of triangles. The largest comes first.
pub fn joined(pieces: Vec<AreaShape>) -> Vec<AreaShape> {
    if pieces.len() < 2 {
        return pieces;
    }
    let contours: Vec<Vec<LonLat>> = pieces
        .iter()
        .flat_map(|piece| {
            let holes = piece.holes.iter().map(|hole| hole.iter().rev().copied().collect());
            std::iter::once(piece.ring.clone()).chain(holes)
        })
        .collect();
    let shapes = contours.simplify_shape(FillRule::NonZero);
    let mut areas: Vec<AreaShape> = shapes.into_iter().filter_map(area_of).collect();
    areas.retain(|area| doubled_area(&area.ring) > 2.0 * SLIVER_DEG2);
    areas.sort_by(|a, b| doubled_area(&b.ring).total_cmp(&doubled_area(&a.ring)));
    if areas.is_empty() { pieces } else { areas }
}

fn area_of(contours: Vec<Vec<LonLat>>) -> Option<AreaShape> {
    let mut rings = contours.into_iter();
    let outer = straightened(ring(rings.next()?)?);
    Some(AreaShape { ring: outer, holes: rings.filter_map(ring).collect() })
}

/// The ring without the corners that only joining left on a straight wall.
fn straightened(ring: Vec<LonLat>) -> Vec<LonLat> {
    let before = ring.iter().cycle().skip(ring.len().saturating_sub(1));
    let after = ring.iter().cycle().skip(1);
    let stands_out = |((a, b), c): ((&LonLat, &LonLat), &LonLat)| {
        let chord = (c[0] - a[0]).hypot(c[1] - a[1]);
        chord == 0.0 || doubled_area(&[*a, *b, *c]).abs() / chord > STRAIGHT_DEG
    };
    let corners = before.zip(&ring).zip(after).filter(|corner| stands_out(*corner));
    let kept: Vec<LonLat> = corners.map(|((_, corner), _)| *corner).collect();
    if kept.len() >= 3 { kept } else { ring }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(x: f64, y: f64, side: f64) -> AreaShape {
        let ring = vec![[x, y], [x + side, y], [x + side, y + side], [x, y + side]];
        AreaShape { ring, holes: Vec::new() }
    }

    #[test]
    fn a_building_cut_at_the_edge_of_a_tile_is_one_again() {
        let whole = joined(vec![square(121.0, 31.0, 0.001), square(121.001, 31.0, 0.001)]);
        assert_eq!(whole.len(), 1, "the two halves share an edge");
        let area = whole.iter().map(|area| doubled_area(&area.ring)).sum::<f64>() / 2.0;
        assert!((area - 2e-6).abs() < 1e-9, "and nothing of them is lost: {area}");
    }

    #[test]
    fn pieces_apart_stay_apart_the_largest_first() {
        let pieces = joined(vec![square(121.0, 31.0, 0.001), square(121.1, 31.0, 0.002)]);
        let sides: Vec<bool> = pieces.iter().map(|area| doubled_area(&area.ring) > 4e-6).collect();
        assert_eq!(sides, [true, false], "two houses of one record");
    }

    #[test]
    fn a_ring_without_area_is_none() {
        assert_eq!(ring(vec![[0.0, 0.0], [1.0, 1.0], [2.0, 2.0], [0.0, 0.0]]), None, "a line there and back");
        assert_eq!(ring(vec![[0.0, 0.0], [f64::NAN, 1.0], [2.0, 0.0]]), None, "a corner nowhere");
    }
}
