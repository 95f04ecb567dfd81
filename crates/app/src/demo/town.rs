//! The ground of the invented community: blocks between streets, a river with a promenade, parks, and an outline for nearly
//! every building. It lies at the sea, where nothing is; the same sites lie the same way, whatever comes after them.

mod outlines;
mod streets;

use super::site::{SiteKind, SitePlan};
use crate::ground::outline::rounded;
use crate::plane::LocalPlane;
use louce_store::{GroundFeature, GroundSource};
use std::f64::consts::PI;

/// Where the town lies: longitude and latitude, degrees.
const MIDDLE: [f64; 2] = [121.9, 29.5];
/// From one block to the next, metres.
const BLOCK_M: [f64; 2] = [310.0, 216.0];
/// Width of the strip that the river has, south of the first row, metres.
const RIVER_M: f64 = 120.0;
/// Cells of the spiral that are parks.
const PARKS: &[usize] = &[3, 10];
/// In the site planned second, so many of the last buildings have no outline; what would be theirs lies there unclaimed.
const UNPLACED: usize = 2;

type Point = [f64; 2];

/// A footprint of the invented map.
pub(super) struct Plot {
    /// Outer ring, degrees.
    pub(super) ring: Vec<Point>,
    /// Courtyards.
    pub(super) holes: Vec<Vec<Point>>,
}

/// A footprint without a building.
pub(super) struct Unclaimed {
    /// What the map calls it.
    pub(super) name: Option<String>,
    /// Its identity in the invented map.
    pub(super) map_id: String,
    /// Its height, metres.
    pub(super) height_m: f64,
    /// Where it lies.
    pub(super) plot: Plot,
}

/// What a site gets.
pub(super) struct Laid {
    /// The outline of each building, in their order; none where nobody has surveyed it.
    pub(super) plots: Vec<Option<Plot>>,
    /// Footprints that no building has.
    pub(super) unclaimed: Vec<Unclaimed>,
}

/// A block that is built on.
struct Block {
    cell: (i32, i32),
    kind: SiteKind,
    name: String,
    street: String,
}

/// The town as far as it is built.
#[derive(Default)]
pub(super) struct Town {
    cells: usize,
    blocks: Vec<Block>,
    parks: Vec<(i32, i32)>,
}

impl Town {
    /// Lays the next site out.
    pub(super) fn lay(&mut self, plan: &SitePlan) -> Laid {
        let cell = self.next_cell();
        let nth = self.blocks.len();
        self.blocks.push(Block { cell, kind: plan.kind, name: plan.name.clone(), street: plan.street.clone() });
        let corner = corner_of(cell);
        let shapes = outlines::of_site(plan);
        let unplaced = if nth == 1 { shapes.len().saturating_sub(UNPLACED) } else { usize::MAX };
        let mut laid = Laid { plots: Vec::new(), unclaimed: Vec::new() };
        for (at, (shape, building)) in shapes.into_iter().zip(&plan.buildings).enumerate() {
            let plot = shape.placed(corner);
            if at < unplaced {
                laid.plots.push(Some(plot));
                continue;
            }
            laid.plots.push(None);
            laid.unclaimed.push(Unclaimed {
                name: (at == unplaced).then(|| format!("{}号楼", building.number)),
                map_id: format!("demo:{}", 9_000 + at),
                height_m: f64::from(building.rooms.floors_above) * 3.0,
                plot,
            });
        }
        if nth == 1 {
            let plot = outlines::Shape::slab([150.0, 6.0], [16.0, 9.0]).placed(corner);
            laid.unclaimed.push(Unclaimed { name: None, map_id: "demo:8999".to_owned(), height_m: 4.5, plot });
        }
        laid
    }

    /// The cells of a square spiral, those of parks passed over.
    fn next_cell(&mut self) -> (i32, i32) {
        loop {
            let (number, cell) = (self.cells, spiral(self.cells));
            self.cells += 1;
            if !PARKS.contains(&number) {
                return cell;
            }
            self.parks.push(cell);
        }
    }

    /// Roads, river, parks and outlines of sites, with the name they go by.
    pub(super) fn ground(&self) -> (GroundSource, Vec<GroundFeature>) {
        let source = GroundSource {
            name: "演示地图.geojson".to_owned(),
            attribution: "虚构地图 · Invented map".to_owned(),
        };
        (source, streets::features(&self.blocks, &self.parks))
    }
}

/// The n-th cell of a spiral around the first.
fn spiral(number: usize) -> (i32, i32) {
    let (mut x, mut y, mut dx, mut dy) = (0_i32, 0_i32, 1_i32, 0_i32);
    let (mut run, mut left, mut turns) = (1, 1, 0);
    for _ in 0..number {
        (x, y) = (x + dx, y + dy);
        left -= 1;
        if left == 0 {
            (dx, dy) = (-dy, dx);
            turns += 1;
            run += (turns % 2) ^ 1;
            left = run;
        }
    }
    (x, y)
}

/// The south-west corner of a cell, metres: the river lies between the rows 0 and −1.
fn corner_of((column, row): (i32, i32)) -> Point {
    let below = if row < 0 { RIVER_M } else { 0.0 };
    [f64::from(column) * BLOCK_M[0], f64::from(row) * BLOCK_M[1] - below]
}

/// Bends the grid a little, as towns are bent: where a point comes to lie.
fn bent([x, y]: Point) -> Point {
    let wave = |at: f64, length: f64, height: f64| height * (at / length * 2.0 * PI).sin();
    [x + wave(y + 90.0, 1_900.0, 34.0), y + wave(x + 200.0, 1_500.0, 26.0) + wave(x, 640.0, 5.0)]
}

/// How far the grid is turned at a point, radians.
fn turned(at: Point) -> f64 {
    let [x, y] = bent(at);
    let [to_x, to_y] = bent([at[0] + 1.0, at[1]]);
    (to_y - y).atan2(to_x - x)
}

fn degrees(point: Point) -> Point {
    rounded(LocalPlane::at(MIDDLE).degrees(point))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn no_cell_is_built_on_twice() {
        let cells: HashSet<(i32, i32)> = (0..500).map(spiral).collect();
        assert_eq!(cells.len(), 500, "each has its own");
        let near = cells.iter().all(|(x, y)| x.abs().max(y.abs()) <= 12);
        assert!(near, "and they lie around the first");
    }
}
