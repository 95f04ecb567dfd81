//! Rings and lines as they come out of a map file: cleaned, turned the same way, pieces of one building joined.

use super::rejected::Reject;
use super::{AreaShape, LonLat};
use i_overlay::core::fill_rule::FillRule;
use i_overlay::float::simplify::SimplifyShape;

/// Square degrees below which what joining leaves is a sliver between two cuts: about a square metre.
const SLIVER_DEG2: f64 = 1e-10;

/// Degrees by which a corner must stand out of the line between its neighbours after joining: about two centimetres.
const STRAIGHT_DEG: f64 = 2e-7;

/// Corners of a shape that are drawn.
pub const CORNERS_AT_MOST: usize = 200_000;
/// Corners of a building that are drawn; one that has more is simplified.
pub const BUILDING_CORNERS: usize = 5_000;
/// Square metres beyond which an outline is of no building: the largest there are stand on half of it.
const BUILDING_M2: f64 = 400_000.0;
/// Metres in a degree of latitude.
const METRES_A_DEGREE: f64 = 111_320.0;
/// How much of what a crossed ring encloses its largest piece must have to be the building meant.
const MEANT: f64 = 0.9;
/// By how much areas may differ that are one, as a share.
const SAME_AREA: f64 = 1e-6;
/// Corners of a hole that are tried to tell whether it lies inside.
const HOLE_CORNERS: usize = 16;
/// Degrees of latitude beyond which nothing is drawn.
const FARTHEST_LATITUDE: f64 = 85.0;

/// An area of rings in degrees, outer first: turned, cleaned, holes beside it left out. Says whether a hole was lost that
/// lies nowhere.
///
/// # Errors
/// Why it cannot be drawn.
pub fn area(mut rings: impl Iterator<Item = Result<Vec<LonLat>, Reject>>) -> Result<(AreaShape, bool), Reject> {
    let outer = rings.next().ok_or(Reject::NoGeometry)??;
    if outer.is_empty() {
        return Err(Reject::NoGeometry);
    }
    placed(&outer)?;
    let outer = ring(outer).ok_or(Reject::NoArea)?;
    let (holes, lost): (Vec<_>, Vec<_>) = rings.partition(Result::is_ok);
    let holes = holes.into_iter().flatten().filter_map(ring);
    let holes: Vec<Vec<LonLat>> = holes.filter(|hole| lies_in(hole, &outer)).collect();
    if outer.len() + holes.iter().map(Vec::len).sum::<usize>() > CORNERS_AT_MOST {
        return Err(Reject::TooManyCorners);
    }
    Ok((AreaShape { ring: outer, holes }, !lost.is_empty()))
}

/// An area that a building may stand on: its sides do not cross, and it has no more corners than are drawn.
///
/// # Errors
/// Why none may.
pub fn of_building(area: AreaShape) -> Result<AreaShape, Reject> {
    let area = uncrossed(if area.corners() > BUILDING_CORNERS { simplified(&area) } else { area })?;
    if area.corners() > BUILDING_CORNERS { Err(Reject::TooManyCorners) } else { Ok(area) }
}

/// Whether an outline is one of a building.
///
/// # Errors
/// Where it is larger than any, or has more corners than are drawn.
pub fn is_building(area: &AreaShape) -> Result<(), Reject> {
    let narrow = area.ring.first().map_or(1.0, |[_, latitude]| latitude.to_radians().cos());
    if doubled_area(&area.ring).abs() / 2.0 * METRES_A_DEGREE * METRES_A_DEGREE * narrow > BUILDING_M2 {
        return Err(Reject::TooLarge);
    }
    if area.corners() > BUILDING_CORNERS { Err(Reject::TooManyCorners) } else { Ok(()) }
}

/// The area without the corners that nobody sees.
fn simplified(area: &AreaShape) -> AreaShape {
    let ring = |ring: &Vec<LonLat>| super::simplified::ring(ring);
    AreaShape { ring: ring(&area.ring), holes: area.holes.iter().map(ring).filter(|hole| hole.len() >= 3).collect() }
}

/// Whether points lie where something can be drawn.
///
/// # Errors
/// Why not.
pub fn placed(points: &[LonLat]) -> Result<(), Reject> {
    let frame = points.iter().fold([f64::MAX, f64::MIN, f64::MAX, f64::MIN], |[west, east, south, north], [x, y]| {
        [west.min(*x), east.max(*x), south.min(*y), north.max(*y)]
    });
    let [west, east, south, north] = frame;
    if south < -FARTHEST_LATITUDE || north > FARTHEST_LATITUDE {
        return Err(Reject::Pole);
    }
    if east - west > 180.0 { Err(Reject::DateLine) } else { Ok(()) }
}

fn lies_in(hole: &[LonLat], outer: &[LonLat]) -> bool {
    hole.iter().take(HOLE_CORNERS).any(|corner| contains(outer, *corner))
}

/// Whether a point lies within a ring.
fn contains(ring: &[LonLat], [x, y]: LonLat) -> bool {
    let sides = ring.iter().zip(ring.iter().cycle().skip(1));
    let crossed =
        sides.filter(|([ax, ay], [bx, by])| (*ay > y) != (*by > y) && x < (bx - ax) * (y - ay) / (by - ay) + ax);
    crossed.count() % 2 == 1
}

/// An area whose sides do not cross: as it is, or what of it was meant.
///
/// # Errors
/// [`Reject::Crossed`] where that cannot be told.
pub fn uncrossed(area: AreaShape) -> Result<AreaShape, Reject> {
    let doubled = doubled_area(&area.ring);
    let pieces = vec![area.ring.clone()].simplify_shape(FillRule::NonZero);
    let net = |rings: &Vec<Vec<LonLat>>| {
        let mut areas = rings.iter().map(|ring| doubled_area(ring).abs());
        areas.next().unwrap_or(0.0) - areas.sum::<f64>()
    };
    let total: f64 = pieces.iter().map(net).sum();
    if (total - doubled).abs() <= doubled * SAME_AREA + f64::EPSILON {
        return Ok(area);
    }
    let largest =
        pieces.into_iter().max_by(|a, b| net(a).total_cmp(&net(b))).filter(|piece| net(piece) >= total * MEANT);
    let meant = largest.and_then(area_of).ok_or(Reject::Crossed)?;
    let holes = area.holes.into_iter().filter(|hole| lies_in(hole, &meant.ring)).chain(meant.holes.clone()).collect();
    Ok(AreaShape { holes, ..meant })
}

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

/// The area of rings as joining leaves them, outer first.
pub fn area_of(contours: Vec<Vec<LonLat>>) -> Option<AreaShape> {
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
    fn a_loop_in_the_corner_of_a_building_is_cut_off() {
        let drawn = vec![[0.0, 0.0], [100.0, 0.0], [100.0, 50.0], [1.0, 50.0], [1.0, 49.0], [0.0, 51.0]];
        let meant = uncrossed(AreaShape { ring: ring(drawn).unwrap(), holes: Vec::new() }).unwrap();
        let area = doubled_area(&meant.ring) / 2.0;
        assert!((area - 5_000.0).abs() < 10.0, "the building is meant, not the slip of the pen: {area}");
    }

    #[test]
    fn corners_in_the_wrong_order_are_no_building() {
        let bow = vec![[0.0, 0.0], [40.0, 12.0], [40.0, 0.0], [0.0, 20.0]];
        let crossed = uncrossed(AreaShape { ring: ring(bow).unwrap(), holes: Vec::new() });
        assert_eq!(crossed, Err(Reject::Crossed), "nobody knows which half stands");
    }

    #[test]
    fn a_hole_beside_the_building_is_no_courtyard() {
        let outer = square(0.0, 0.0, 9.0).ring;
        let with = |hole: AreaShape| area([Ok(outer.clone()), Ok(hole.ring)].into_iter()).unwrap().0.holes.len();
        assert_eq!(with(square(3.0, 3.0, 2.0)), 1, "inside");
        assert_eq!(with(square(20.0, 3.0, 2.0)), 0, "beside");
        assert_eq!(with(square(-50.0, -50.0, 100.0)), 0, "around");
    }

    #[test]
    fn a_ring_without_area_is_none() {
        assert_eq!(ring(vec![[0.0, 0.0], [1.0, 1.0], [2.0, 2.0], [0.0, 0.0]]), None, "a line there and back");
        assert_eq!(ring(vec![[0.0, 0.0], [f64::NAN, 1.0], [2.0, 0.0]]), None, "a corner nowhere");
    }
}
