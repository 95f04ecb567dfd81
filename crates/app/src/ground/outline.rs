//! Outlines: their measures on the plane, what makes one fit for a building, and how courtyards follow a moved one.

use crate::plane::LocalPlane;
use crate::refusal;
use louce_wire::RpcError;

/// The most corners of an outline.
pub const MOST_CORNERS: usize = 1_000;
/// Corners nearer than this are one, metres.
const ONE_CORNER_M: f64 = 0.02;
/// Least and most area of a building, square metres.
const AREA_M2: (f64, f64) = (2.0, 400_000.0);
/// How far from the middle of the map a building may be put, metres.
const REACH_M: f32 = 50_000.0;
/// How much two outlines may differ and still be one that was moved, metres.
const MOVED_M: f64 = 0.3;

type Point = [f64; 2];

fn wide(ring: &[[f32; 2]]) -> Vec<Point> {
    ring.iter().map(|[x, y]| [f64::from(*x), f64::from(*y)]).collect()
}

fn edges(ring: &[Point]) -> impl Iterator<Item = (Point, Point)> + '_ {
    ring.iter().copied().zip(ring.iter().copied().cycle().skip(1))
}

fn turn(a: Point, b: Point, c: Point) -> f64 {
    (b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])
}

/// Area with its sign: positive where the ring runs counter-clockwise.
pub fn signed_area(ring: &[Point]) -> f64 {
    let Some(first) = ring.first().copied() else { return 0.0 };
    edges(ring).map(|(a, b)| turn(first, a, b)).sum::<f64>() / 2.0
}

/// Area in square metres of a ring in metres.
pub fn area_m2(ring: &[[f32; 2]]) -> f64 {
    signed_area(&wide(ring)).abs()
}

/// The middle of mass of a ring in any unit; the mean of its corners where it has no area.
pub fn middle(ring: &[Point]) -> Option<Point> {
    let first = ring.first().copied()?;
    let (mut sum, mut at) = (0.0, [0.0, 0.0]);
    for (a, b) in edges(ring) {
        let part = turn(first, a, b);
        sum += part;
        at = [at[0] + part * (a[0] + b[0] - 2.0 * first[0]), at[1] + part * (a[1] + b[1] - 2.0 * first[1])];
    }
    if sum.abs() < f64::EPSILON * 1e-6 {
        let corners = ring.len() as f64;
        return Some([
            ring.iter().map(|[x, _]| x).sum::<f64>() / corners,
            ring.iter().map(|[_, y]| y).sum::<f64>() / corners,
        ]);
    }
    Some([first[0] + at[0] / (3.0 * sum), first[1] + at[1] / (3.0 * sum)])
}

/// Whether a point lies within a ring.
pub fn contains(ring: &[Point], [x, y]: Point) -> bool {
    edges(ring)
        .filter(|(a, b)| (a[1] > y) != (b[1] > y) && x < (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) + a[0])
        .count()
        % 2
        == 1
}

/// An outline as it is kept: counter-clockwise, no corner twice.
///
/// # Errors
/// Where nothing can stand on it, with what to do.
pub fn checked(ring: &[[f32; 2]]) -> Result<Vec<Point>, RpcError> {
    if ring.len() > MOST_CORNERS {
        let zh = format!("轮廓的角点超过{MOST_CORNERS}个：请减少角点后重画。");
        return Err(refused(zh, format!("The outline has more than {MOST_CORNERS} corners: draw it with fewer.")));
    }
    if !ring.iter().flatten().all(|metres| metres.is_finite() && metres.abs() <= REACH_M) {
        return Err(refused(
            "轮廓离地图中心太远：请在地图范围内绘制。".to_owned(),
            "The outline lies too far from the map: draw it within the map.".to_owned(),
        ));
    }
    let corners = kept(wide(ring));
    let area = signed_area(&corners);
    if corners.len() < 3 || area.abs() < AREA_M2.0 {
        return Err(refused(
            "轮廓没有围出面积：请至少点三个不在一条线上的角。".to_owned(),
            "The outline encloses nothing: give at least three corners that are not in a line.".to_owned(),
        ));
    }
    if area.abs() > AREA_M2.1 {
        return Err(refused(
            "轮廓超过40万平方米，不像一幢楼：请缩小后重画。".to_owned(),
            "The outline is larger than 400,000 m², which is no building: draw it smaller.".to_owned(),
        ));
    }
    if crosses_itself(&corners) {
        return Err(refused(
            "轮廓的边互相交叉：请沿外墙依次点角，不要交叉。".to_owned(),
            "The outline crosses itself: click the corners in turn along the outer wall.".to_owned(),
        ));
    }
    Ok(corners)
}

/// A ring as it is kept: counter-clockwise, no corner twice, its first one not repeated.
fn kept(mut corners: Vec<Point>) -> Vec<Point> {
    corners.dedup_by(|a, b| apart(*a, *b) < ONE_CORNER_M);
    while let (true, Some(first), Some(last)) = (corners.len() > 1, corners.first(), corners.last())
        && apart(*first, *last) < ONE_CORNER_M
    {
        corners.pop();
    }
    if signed_area(&corners) < 0.0 {
        corners.reverse();
    }
    corners
}

fn apart(a: Point, b: Point) -> f64 {
    (a[0] - b[0]).hypot(a[1] - b[1])
}

fn refused(zh: String, en: String) -> RpcError {
    refusal::invalid(zh, en).about("place")
}

/// Whether two edges that are no neighbours cross.
fn crosses_itself(ring: &[Point]) -> bool {
    let sides: Vec<(Point, Point)> = edges(ring).collect();
    let last = sides.len().saturating_sub(1);
    sides.iter().enumerate().any(|(i, (a, b))| {
        sides.iter().enumerate().skip(i + 2).filter(|(j, _)| !(i == 0 && *j == last)).any(|(_, (c, d))| {
            let (one, two) = (turn(*a, *b, *c), turn(*a, *b, *d));
            let (three, four) = (turn(*c, *d, *a), turn(*c, *d, *b));
            one * two < 0.0 && three * four < 0.0
        })
    })
}

/// A ring moved over the plane and turned, its shape kept.
#[derive(Debug, Clone, Copy)]
struct Motion {
    from: Point,
    to: Point,
    sin: f64,
    cos: f64,
}

impl Motion {
    fn of(&self, [x, y]: Point) -> Point {
        let (dx, dy) = (x - self.from[0], y - self.from[1]);
        [self.to[0] + dx * self.cos - dy * self.sin, self.to[1] + dx * self.sin + dy * self.cos]
    }

    /// The motion that takes a ring to another: the middle to the middle, one of its corners to the other's first. None
    /// where the other is no such ring. Corners that lie in a line may be given in one and left out in the other.
    fn between(old: &[Point], new: &[Point]) -> Option<Self> {
        let (from, to, first) = (middle(old)?, middle(new)?, new.first()?);
        let angle = |from: Point, to: Point| (to[1] - from[1]).atan2(to[0] - from[0]);
        // A ring that is the same when turned is taken to begin where it began.
        old.iter().find_map(|corner| {
            let (sin, cos) = (angle(to, *first) - angle(from, *corner)).sin_cos();
            let motion = Self { from, to, sin, cos };
            let moved: Vec<Point> = old.iter().map(|corner| motion.of(*corner)).collect();
            (lie_along(&moved, new) && lie_along(new, &moved)).then_some(motion)
        })
    }
}

/// Whether every corner of a ring lies on the other ring, as nearly as a moved one does.
fn lie_along(corners: &[Point], ring: &[Point]) -> bool {
    corners.iter().all(|corner| edges(ring).any(|(a, b)| off(*corner, a, b) < MOVED_M))
}

/// How far a point lies from a line between two others.
fn off(point: Point, a: Point, b: Point) -> f64 {
    let (line, along) = ([b[0] - a[0], b[1] - a[1]], [point[0] - a[0], point[1] - a[1]]);
    let length = line[0] * line[0] + line[1] * line[1];
    let share = if length > 0.0 { ((along[0] * line[0] + along[1] * line[1]) / length).clamp(0.0, 1.0) } else { 0.0 };
    apart(along, [line[0] * share, line[1] * share])
}

/// Courtyards that follow their building, where the new outline is the old one moved and turned; none otherwise.
pub fn moved_holes(old: &[Point], new: &[Point], holes: &[Vec<Point>]) -> Vec<Vec<Point>> {
    if holes.is_empty() {
        return Vec::new();
    }
    let motion = Motion::between(&kept(old.to_vec()), &kept(new.to_vec()));
    let followed = |motion: Motion| holes.iter().map(|hole| hole.iter().map(|p| motion.of(*p)).collect()).collect();
    motion.map(followed).unwrap_or_default()
}

/// A ring on the plane in metres, without loss.
pub fn on_plane(plane: &LocalPlane, ring: &[[f64; 2]]) -> Vec<Point> {
    ring.iter().map(|point| plane.metres(*point)).collect()
}

/// A ring of metres in degrees, to a tenth of a millimetre.
pub fn in_degrees(plane: &LocalPlane, ring: &[Point]) -> Vec<Point> {
    ring.iter().map(|point| rounded(plane.degrees(*point))).collect()
}

/// Degrees to nine places: a tenth of a millimetre, and a number that is read back as it was written.
pub fn rounded([longitude, latitude]: Point) -> Point {
    let round = |degrees: f64| (degrees * 1e9).round() / 1e9;
    [round(longitude), round(latitude)]
}

#[cfg(test)]
mod tests {
    use super::*;

    const SLAB: [[f32; 2]; 4] = [[0.0, 0.0], [40.0, 0.0], [40.0, 12.0], [0.0, 12.0]];

    #[test]
    fn an_outline_is_kept_open_and_counter_clockwise() {
        let mut ring = SLAB.to_vec();
        ring.reverse();
        ring.push(ring[0]);
        let kept = checked(&ring).unwrap();
        assert_eq!(kept.len(), 4, "the first corner is not repeated");
        assert!((signed_area(&kept) - 480.0).abs() < 1e-6, "and it runs the usual way round");
    }

    #[test]
    fn what_nothing_can_stand_on_is_refused() {
        let bow = [[0.0, 0.0], [40.0, 12.0], [40.0, 0.0], [0.0, 20.0]];
        let line = [[0.0, 0.0], [10.0, 0.0], [20.0, 0.0]];
        let far = SLAB.map(|[x, y]| [x + 90_000.0, y]);
        let huge = SLAB.map(|[x, y]| [x * 100.0, y * 100.0]);
        let nowhere = [[0.0, f32::NAN], [40.0, 0.0], [40.0, 12.0]];
        for (name, ring) in
            [("bow", &bow[..]), ("line", &line), ("far", &far), ("huge", &huge), ("nowhere", &nowhere), ("none", &[])]
        {
            assert!(checked(ring).is_err(), "{name}");
        }
        let ring: Vec<[f32; 2]> = (0..=MOST_CORNERS).map(|at| [at as f32, (at * at) as f32]).collect();
        assert!(checked(&ring).is_err(), "and one of too many corners");
    }

    #[test]
    fn a_courtyard_follows_the_building_that_is_moved_and_turned() {
        // No rectangle: turned by half it would be the same again.
        let old = wide(&[[0.0, 0.0], [40.0, 0.0], [40.0, 12.0], [0.0, 9.0]]);
        let hole = vec![vec![[10.0, 4.0], [14.0, 4.0], [14.0, 8.0]]];
        let quarter = |[x, y]: Point| [-y + 100.0, x + 7.0];
        let mut new: Vec<Point> = old.iter().copied().map(quarter).collect();
        new.rotate_left(1);
        let moved = moved_holes(&old, &new, &hole);
        let off = moved[0].iter().zip(&hole[0]).map(|(a, b)| (a[0] - quarter(*b)[0]).hypot(a[1] - quarter(*b)[1]));
        assert!(off.fold(0.0, f64::max) < 1e-6, "it lies in it as before");
        let other = wide(&[[0.0, 0.0], [60.0, 0.0], [60.0, 12.0], [0.0, 12.0]]);
        assert!(moved_holes(&old, &other, &hole).is_empty(), "an outline drawn anew has no courtyard yet");
    }

    #[test]
    fn a_courtyard_follows_however_a_map_wrote_the_outline() {
        let hole = vec![vec![[10.0, 4.0], [14.0, 4.0], [14.0, 8.0]]];
        let moved = |[x, y]: Point| [x + 100.0, y - 30.0];
        // As it is drawn and carried: every corner once, counter-clockwise.
        let carried: Vec<Point> = wide(&SLAB).into_iter().map(moved).collect();
        let clockwise: Vec<Point> = wide(&SLAB).into_iter().rev().collect();
        let closed: Vec<Point> = wide(&SLAB).into_iter().chain([[0.0, 0.0]]).collect();
        let with_more_corners: Vec<Point> =
            [[0.0, 0.0], [20.0, 0.0], [40.0, 0.0], [40.0, 0.01], [40.0, 12.0], [0.0, 12.0]].into();
        for (name, old) in [("clockwise", clockwise), ("closed", closed), ("more corners", with_more_corners)] {
            let followed = moved_holes(&old, &carried, &hole);
            let hole: Vec<Point> = hole[0].iter().copied().map(moved).collect();
            assert_eq!(followed.len(), 1, "{name}: it keeps its courtyard");
            let half_turned = |[x, y]: Point| [2.0 * 120.0 - x, 2.0 * -24.0 - y];
            let off = |to: &[Point]| followed[0].iter().zip(to).map(|(a, b)| apart(*a, *b)).fold(0.0, f64::max);
            let turned: Vec<Point> = hole.iter().copied().map(half_turned).collect();
            assert!(off(&hole).min(off(&turned)) < 0.02, "{name}: in it as before, or as when it is turned by half");
        }
        let as_written = moved_holes(&wide(&SLAB), &carried, &hole);
        assert!(apart(as_written[0][0], [110.0, -26.0]) < 1e-6, "an outline like any other is not taken to be turned");
    }

    #[test]
    fn a_point_lies_within_or_not() {
        let ring = wide(&SLAB);
        assert!(contains(&ring, [20.0, 6.0]), "the middle does");
        assert!(!contains(&ring, [20.0, 16.0]), "beside it does not");
        assert_eq!(middle(&ring), Some([20.0, 6.0]), "and that is the middle");
    }
}
