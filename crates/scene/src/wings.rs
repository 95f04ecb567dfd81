//! An outline cut into wings (翼): rectangles along the building's own axes in which rooms can be laid out, so that an
//! opened building has the shape of the closed one.
//!
//! Own axes: `[x, z]`, x along the building's longer side, z to its front.

use crate::polygon::{Polygon, Rectangle};
use bevy_math::Vec2;

/// Corners nearer to each other than this lie on one line, in metres.
const SNAP_M: f32 = 1.6;
/// More lines than this in one direction: no building of wings.
const MOST_LINES: usize = 20;
/// More wings than this: no building of wings.
const MOST_WINGS: usize = 8;
/// Narrower pieces are balconies and bay windows, in metres.
const NARROWEST_M: f32 = 3.2;
/// Wings have to fit the outline this well: area shared over area of either.
const LEAST_FIT: f32 = 0.8;
/// Places along each side at which a cell is looked at.
const SAMPLES: u8 = 5;

/// One wing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Wing {
    /// Lowest corner.
    pub min: Vec2,
    /// Highest corner.
    pub max: Vec2,
    /// True where its length runs across the building.
    pub turned: bool,
}

impl Wing {
    /// A wing between two corners.
    pub fn new(min: Vec2, max: Vec2) -> Self {
        let size = max - min;
        Self { min, max, turned: size.y > size.x * 1.15 }
    }

    /// The only wing of a building of `size` (length, depth).
    pub fn whole(size: Vec2) -> Self {
        Self { min: size * -0.5, max: size * 0.5, turned: false }
    }

    /// Length: the side along which rooms stand beside each other, in metres.
    pub fn length(&self) -> f32 {
        let size = self.max - self.min;
        if self.turned { size.y } else { size.x }
    }

    /// Depth from its front to its back, in metres.
    pub fn depth(&self) -> f32 {
        let size = self.max - self.min;
        if self.turned { size.x } else { size.y }
    }

    /// Area in square metres.
    pub fn area(&self) -> f32 {
        self.length() * self.depth()
    }

    /// A rectangle of the wing in own axes: `along` its length, `back` from its front. The front of a wing that runs
    /// across the building looks outward.
    pub fn place(&self, along: Vec2, back: Vec2) -> (Vec2, Vec2) {
        let (x, z) = if !self.turned {
            (Vec2::splat(self.min.x) + along, Vec2::splat(self.max.y) - back)
        } else if self.min.x + self.max.x < 0.0 {
            (Vec2::splat(self.min.x) + back, Vec2::splat(self.max.y) - along)
        } else {
            (Vec2::splat(self.max.x) - back, Vec2::splat(self.max.y) - along)
        };
        (Vec2::new(x.min_element(), z.min_element()), Vec2::new(x.max_element(), z.max_element()))
    }
}

/// The wings of `outline`, from the left to the right; one as large as `rectangle` around it where it has none.
pub fn wings(outline: &Polygon, rectangle: &Rectangle) -> Vec<Wing> {
    cut(outline, rectangle).unwrap_or_else(|| vec![Wing::whole(rectangle.half * 2.0)])
}

fn cut(outline: &Polygon, rectangle: &Rectangle) -> Option<Vec<Wing>> {
    let own = Polygon {
        outer: outline.outer.iter().map(|p| to_own(*p, rectangle)).collect(),
        holes: outline.holes.iter().map(|h| h.iter().map(|p| to_own(*p, rectangle)).collect()).collect(),
    };
    let xs = lines(own.points().map(|p| p.x), rectangle.half.x)?;
    let zs = lines(own.points().map(|p| p.y), rectangle.half.y)?;
    let mut grid = Grid::new(&own, xs, zs);
    let covered = grid.fit().filter(|fit| *fit >= LEAST_FIT).map(|_| grid.area())?;
    let mut wings = Vec::new();
    while let Some(wing) = grid.take_largest() {
        if wing.length().min(wing.depth()) >= NARROWEST_M {
            wings.push(wing);
        }
    }
    wings.truncate(MOST_WINGS);
    let kept: f32 = wings.iter().map(Wing::area).sum();
    wings.sort_by(|a, b| {
        (a.min.x + a.max.x, a.min.y).partial_cmp(&(b.min.x + b.max.x, b.min.y)).unwrap_or(std::cmp::Ordering::Equal)
    });
    (!wings.is_empty() && kept >= covered * LEAST_FIT).then_some(wings)
}

/// A point of the plane in own axes.
pub fn to_own(p: Vec2, rectangle: &Rectangle) -> Vec2 {
    let d = p - rectangle.centre;
    Vec2::new(d.dot(rectangle.along), -d.dot(rectangle.along.perp()))
}

/// Where corners line up, from one end to the other; nothing where there are too many lines.
fn lines(at: impl Iterator<Item = f32>, half: f32) -> Option<Vec<f32>> {
    let mut sorted: Vec<f32> = at.filter(|v| v.abs() < half - SNAP_M).collect();
    sorted.sort_by(f32::total_cmp);
    let mut lines = vec![-half];
    let mut group: Vec<f32> = Vec::new();
    for v in sorted {
        if group.first().is_some_and(|first| v - first > SNAP_M) {
            lines.push(mean(&group));
            group.clear();
        }
        group.push(v);
    }
    if !group.is_empty() {
        lines.push(mean(&group));
    }
    lines.push(half);
    (lines.len() <= MOST_LINES).then_some(lines)
}

#[expect(clippy::cast_precision_loss, reason = "corners of one outline")]
fn mean(values: &[f32]) -> f32 {
    values.iter().sum::<f32>() / values.len().max(1) as f32
}

/// The outline as a grid of cells that are in it or out of it.
struct Grid {
    columns: Vec<(f32, f32)>,
    rows: Vec<(f32, f32)>,
    /// Row after row: share of the cell that the outline covers, and whether it still belongs to no wing.
    cells: Vec<(f32, bool)>,
}

impl Grid {
    fn new(own: &Polygon, xs: Vec<f32>, zs: Vec<f32>) -> Self {
        let pairs = |v: Vec<f32>| v.iter().copied().zip(v.iter().copied().skip(1)).collect::<Vec<_>>();
        let (columns, rows) = (pairs(xs), pairs(zs));
        let cells = rows.iter().flat_map(|z| columns.iter().map(move |x| (*x, *z)));
        let cells = cells.map(|(x, z)| coverage(own, x, z)).map(|share| (share, share >= 0.55)).collect();
        Self { columns, rows, cells }
    }

    fn sizes(&self) -> impl Iterator<Item = (f32, f32, bool)> + '_ {
        let areas = self.rows.iter().flat_map(|z| self.columns.iter().map(move |x| (x.1 - x.0) * (z.1 - z.0)));
        areas.zip(&self.cells).map(|(area, (share, inside))| (area, *share, *inside))
    }

    fn area(&self) -> f32 {
        self.sizes().filter(|s| s.2).map(|s| s.0).sum()
    }

    /// Area that cells and outline share, over the area of either.
    fn fit(&self) -> Option<f32> {
        let shared: f32 = self.sizes().filter(|s| s.2).map(|s| s.0 * s.1).sum();
        let either: f32 = self.sizes().map(|s| if s.2 { s.0 } else { s.0 * s.1 }).sum();
        (either > 0.0).then(|| shared / either)
    }

    fn free(&self, column: usize, row: usize) -> bool {
        self.cells.get(row * self.columns.len() + column).is_some_and(|c| c.1)
    }

    /// Takes the largest rectangle of cells that belong to no wing yet.
    fn take_largest(&mut self) -> Option<Wing> {
        let mut best: Option<(f32, [usize; 4])> = None;
        for top in 0..self.rows.len() {
            for left in 0..self.columns.len() {
                self.grow(top, left, &mut best);
            }
        }
        let (_, [top, bottom, left, right]) = best?;
        for row in top..=bottom {
            for column in left..=right {
                if let Some(cell) = self.cells.get_mut(row * self.columns.len() + column) {
                    cell.1 = false;
                }
            }
        }
        self.wing(top, bottom, left, right)
    }

    /// Tries every rectangle of free cells with this corner.
    fn grow(&self, top: usize, left: usize, best: &mut Option<(f32, [usize; 4])>) {
        let mut right_end = self.columns.len();
        for bottom in top..self.rows.len() {
            let wide = (left..right_end).take_while(|column| self.free(*column, bottom)).count();
            if wide == 0 {
                return;
            }
            right_end = left + wide;
            let area = self.wing(top, bottom, left, right_end - 1).map_or(0.0, |w| w.area());
            if best.is_none_or(|b| area > b.0 + 1e-3) {
                *best = Some((area, [top, bottom, left, right_end - 1]));
            }
        }
    }

    fn wing(&self, top: usize, bottom: usize, left: usize, right: usize) -> Option<Wing> {
        let (z0, z1) = (self.rows.get(top)?.0, self.rows.get(bottom)?.1);
        let (x0, x1) = (self.columns.get(left)?.0, self.columns.get(right)?.1);
        Some(Wing::new(Vec2::new(x0, z0), Vec2::new(x1, z1)))
    }
}

fn coverage(own: &Polygon, x: (f32, f32), z: (f32, f32)) -> f32 {
    let share = |i: u8| (f32::from(i) + 0.5) / f32::from(SAMPLES);
    let at = |(from, to): (f32, f32), i: u8| from + (to - from) * share(i);
    let samples = (0..SAMPLES).flat_map(|i| (0..SAMPLES).map(move |j| (i, j)));
    let inside = samples.filter(|(i, j)| own.contains(Vec2::new(at(x, *i), at(z, *j)))).count();
    f32::from(u8::try_from(inside).unwrap_or(u8::MAX)) / f32::from(SAMPLES * SAMPLES)
}
