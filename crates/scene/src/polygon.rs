//! Rings made fit for use: cleaned, counter-clockwise, cut into triangles; and the tightest rectangle around one.

use crate::shape::Ring;
use bevy_math::{Vec2, Vec2Swizzles};
use earcut::Earcut;

/// Points nearer than this are one point, in metres.
const SAME_POINT_M: f32 = 0.02;
/// Rings smaller than this are slips of the pen, in square metres.
const LEAST_AREA_M2: f32 = 0.5;
/// Walls meeting at less than this many degrees are one curved wall.
const BLUNT_DEGREES: f32 = 25.0;
/// Coordinates beyond this are no local plane, in metres.
const FARTHEST_M: f32 = 500_000.0;

/// An outline with courtyards: outer ring counter-clockwise, holes clockwise (seen from above, north up).
#[derive(Clone, Debug, PartialEq)]
pub struct Polygon {
    /// Outer ring, not closed by a repeated point.
    pub outer: Vec<Vec2>,
    /// Holes.
    pub holes: Vec<Vec<Vec2>>,
}

impl Polygon {
    /// A polygon from raw rings, or nothing where the outer ring has no area or is not finite.
    pub fn from_rings(outer: &[[f32; 2]], holes: &[Ring]) -> Option<Self> {
        let outer = clean(outer, Turn::Left)?;
        Some(Self { outer, holes: holes.iter().filter_map(|h| clean(h, Turn::Right)).collect() })
    }

    /// All rings, outer first.
    pub fn rings(&self) -> impl Iterator<Item = &[Vec2]> {
        std::iter::once(self.outer.as_slice()).chain(self.holes.iter().map(Vec::as_slice))
    }

    /// All points, ring after ring: what the indices of [`Polygon::triangles`] count.
    pub fn points(&self) -> impl Iterator<Item = Vec2> {
        self.rings().flatten().copied()
    }

    /// Counter-clockwise triangles as indices into [`Polygon::points`].
    pub fn triangles(&self) -> Vec<[u32; 3]> {
        let points: Vec<Vec2> = self.points().collect();
        let mut starts = Vec::with_capacity(self.holes.len());
        let mut at = self.outer.len();
        for hole in &self.holes {
            starts.push(u32::try_from(at).unwrap_or(u32::MAX));
            at += hole.len();
        }
        let mut flat: Vec<u32> = Vec::new();
        Earcut::new().earcut(points.iter().map(Vec2::to_array), &starts, &mut flat);
        flat.chunks_exact(3).filter_map(|c| upward(c, &points)).collect()
    }

    /// True when `p` is inside the outline and in no courtyard (even–odd rule).
    pub fn contains(&self, p: Vec2) -> bool {
        self.rings().filter(|r| crosses_odd(r, p)).count() % 2 == 1
    }

    /// Area in square metres, courtyards taken off.
    pub fn area(&self) -> f32 {
        self.rings().map(signed_area).sum()
    }

    /// Middle of the points of the outer ring's bounding box.
    pub fn centre(&self) -> Vec2 {
        let (min, max) = extent(&self.outer);
        (min + max) * 0.5
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Turn {
    Left,
    Right,
}

fn clean(ring: &[[f32; 2]], turn: Turn) -> Option<Vec<Vec2>> {
    let mut points: Vec<Vec2> = Vec::with_capacity(ring.len());
    for p in ring.iter().map(|p| Vec2::from_array(*p)) {
        if !p.is_finite() || p.abs().max_element() > FARTHEST_M {
            return None;
        }
        if points.last().is_none_or(|last| last.distance(p) > SAME_POINT_M) {
            points.push(p);
        }
    }
    while points.len() > 1 && points.first().zip(points.last()).is_some_and(|(a, b)| a.distance(*b) <= SAME_POINT_M) {
        points.pop();
    }
    let area = signed_area(&points);
    if points.len() < 3 || area.abs() < LEAST_AREA_M2 {
        return None;
    }
    if (area > 0.0) != (turn == Turn::Left) {
        points.reverse();
    }
    Some(points)
}

/// Each point of a ring with the one after it.
pub fn edges(ring: &[Vec2]) -> impl Iterator<Item = (Vec2, Vec2)> + '_ {
    ring.iter().copied().zip(ring.iter().copied().cycle().skip(1))
}

/// True where a ring turns sharply enough at `at` to show an edge: walls that turn less are one curved wall.
pub fn is_corner(before: Vec2, at: Vec2, after: Vec2) -> bool {
    (at - before).angle_to(after - at).abs().to_degrees() >= BLUNT_DEGREES
}

/// Area, positive for counter-clockwise rings. Taken about the first point, so that far-off rings keep their digits.
pub fn signed_area(ring: &[Vec2]) -> f32 {
    let origin = ring.first().copied().unwrap_or_default();
    edges(ring).map(|(a, b)| (a - origin).perp_dot(b - origin)).sum::<f32>() * 0.5
}

/// Lowest and highest coordinates of `points`.
pub fn extent(points: &[Vec2]) -> (Vec2, Vec2) {
    points.iter().fold((Vec2::INFINITY, Vec2::NEG_INFINITY), |(a, b), p| (a.min(*p), b.max(*p)))
}

fn crosses_odd(ring: &[Vec2], p: Vec2) -> bool {
    edges(ring)
        .filter(|(a, b)| (a.y > p.y) != (b.y > p.y) && p.x < a.x + (p.y - a.y) * (b.x - a.x) / (b.y - a.y))
        .count()
        % 2
        == 1
}

fn upward(corner: &[u32], points: &[Vec2]) -> Option<[u32; 3]> {
    let &[i, j, k] = corner else { return None };
    let at = |i: u32| points.get(i as usize).copied();
    let (a, b, c) = (at(i)?, at(j)?, at(k)?);
    Some(if (b - a).perp_dot(c - a) >= 0.0 { [i, j, k] } else { [i, k, j] })
}

/// A rectangle in the plane at any angle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rectangle {
    /// Middle, `[east, north]`.
    pub centre: Vec2,
    /// Unit vector along the longer side, pointing east (or north where exactly between).
    pub along: Vec2,
    /// Half of the longer and of the shorter side.
    pub half: Vec2,
}

impl Rectangle {
    /// The corners, counter-clockwise.
    pub fn ring(&self) -> Vec<Vec2> {
        let (u, v) = (self.along * self.half.x, self.along.perp() * self.half.y);
        vec![self.centre - u - v, self.centre + u - v, self.centre + u + v, self.centre - u + v]
    }
}

/// The rectangle of least area around `ring`; one of its sides lies along an edge of the convex hull.
pub fn tightest_rectangle(ring: &[Vec2]) -> Option<Rectangle> {
    let candidates = edges(ring).filter_map(|(a, b)| (b - a).try_normalize());
    let fit = |u: Vec2| {
        let v = u.perp();
        let turned: Vec<Vec2> = ring.iter().map(|p| Vec2::new(p.dot(u), p.dot(v))).collect();
        let (min, max) = extent(&turned);
        let middle = (min + max) * 0.5;
        (u, u * middle.x + v * middle.y, (max - min) * 0.5)
    };
    let (u, centre, half) = candidates.map(fit).min_by(|a, b| (a.2.x * a.2.y).total_cmp(&(b.2.x * b.2.y)))?;
    let (along, half) = if half.x >= half.y { (u, half) } else { (u.perp(), half.yx()) };
    let west = along.x < -1e-4 || (along.x.abs() <= 1e-4 && along.y < 0.0);
    Some(Rectangle { centre, along: if west { -along } else { along }, half })
}
