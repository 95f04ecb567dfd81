//! Outlines of invented buildings: slabs, towers with bays, an L and a U, houses around a court.

use super::{Plot, Point, bent, degrees, turned};
use crate::demo::site::{BuildingPlan, SiteKind, SitePlan};

/// Length of one unit of a slab, metres.
const UNIT_M: f64 = 15.0;

/// A building in the metres of its block: its middle, and its corners around that.
pub(super) struct Shape {
    middle: Point,
    ring: Vec<Point>,
    holes: Vec<Vec<Point>>,
}

fn around([width, depth]: Point) -> Vec<Point> {
    let (x, y) = (width / 2.0, depth / 2.0);
    vec![[-x, -y], [x, -y], [x, y], [-x, y]]
}

impl Shape {
    /// A plain slab.
    pub(super) fn slab(middle: Point, extent: Point) -> Self {
        Self { middle, ring: around(extent), holes: Vec::new() }
    }

    /// A tower with bays: a cross.
    fn tower(middle: Point, half: f64) -> Self {
        let (a, b) = (half, half * 0.62);
        let ring = vec![
            [-b, -a],
            [b, -a],
            [b, -b],
            [a, -b],
            [a, b],
            [b, b],
            [b, a],
            [-b, a],
            [-b, b],
            [-a, b],
            [-a, -b],
            [-b, -b],
        ];
        Self { middle, ring, holes: Vec::new() }
    }

    /// A slab with a wing at its east end.
    fn angle(middle: Point, length: f64, wing: f64) -> Self {
        let x = length / 2.0;
        let ring = vec![[-x, -6.5], [x, -6.5], [x, wing - 6.5], [x - 13.0, wing - 6.5], [x - 13.0, 6.5], [-x, 6.5]];
        Self { middle, ring, holes: Vec::new() }
    }

    /// Three wings around a forecourt open to the south.
    fn horseshoe(middle: Point, [width, depth]: Point, wing: f64) -> Self {
        let (x, y) = (width / 2.0, depth / 2.0);
        let ring = vec![
            [-x, -y],
            [wing - x, -y],
            [wing - x, y - wing],
            [x - wing, y - wing],
            [x - wing, -y],
            [x, -y],
            [x, y],
            [-x, y],
        ];
        Self { middle, ring, holes: Vec::new() }
    }

    /// Four wings around a court.
    fn court(middle: Point, extent: Point, wing: f64) -> Self {
        let hole = around([extent[0] - 2.0 * wing, extent[1] - 2.0 * wing]);
        Self { middle, ring: around(extent), holes: vec![hole] }
    }

    /// Where it comes to lie in a block with this corner: carried and turned with the grid, its walls straight.
    pub(super) fn placed(&self, corner: Point) -> Plot {
        let middle = [self.middle[0] + corner[0], self.middle[1] + corner[1]];
        let ([at_x, at_y], (sin, cos)) = (bent(middle), turned(middle).sin_cos());
        let place = |ring: &Vec<Point>| {
            ring.iter().map(|[x, y]| degrees([at_x + x * cos - y * sin, at_y + x * sin + y * cos])).collect()
        };
        Plot { ring: place(&self.ring), holes: self.holes.iter().map(place).collect() }
    }
}

/// The outlines of a site's buildings in their order, in the metres of the block.
pub(super) fn of_site(plan: &SitePlan) -> Vec<Shape> {
    let shape = |(at, building): (usize, &BuildingPlan)| match plan.kind {
        SiteKind::Towers => towers(at, building),
        SiteKind::WalkUps => walk_ups(at, building),
        SiteKind::Villas => villas(at),
        SiteKind::Offices => Shape::horseshoe([150.0, 104.0], [84.0, 62.0], 22.0),
        SiteKind::ShopRow => shops(at),
        SiteKind::Lane => lanes(at),
    };
    plan.buildings.iter().enumerate().map(shape).collect()
}

/// Row and column of the n-th of a grid.
fn place(at: usize, columns: u32) -> (f64, f64) {
    let at = u32::try_from(at).unwrap_or(0);
    (f64::from(at % columns), f64::from(at / columns))
}

/// A number from 0 to 1 that looks like chance and is none.
fn uneven(at: usize) -> f64 {
    let [x, ..] = (u32::try_from(at).unwrap_or(0)).wrapping_mul(2_654_435_761).to_be_bytes();
    f64::from(x) / 255.0
}

fn towers(at: usize, building: &BuildingPlan) -> Shape {
    let (column, row) = place(at, 4);
    let middle = [52.0 + column * 66.0 + row * 18.0, 58.0 + row * 84.0 + (column % 2.0) * 14.0];
    match building.rooms.units {
        0 | 1 => Shape::tower(middle, 14.5),
        units => Shape::slab(middle, [f64::from(units) * 22.0, 17.0]),
    }
}

fn walk_ups(at: usize, building: &BuildingPlan) -> Shape {
    let (column, row) = place(at, 3);
    let length = f64::from(building.rooms.units.max(2)) * UNIT_M;
    let middle = [58.0 + column * 92.0 + uneven(at) * 6.0, 34.0 + row * 28.5];
    if at == 3 { Shape::angle(middle, length, 22.0) } else { Shape::slab(middle, [length, 12.0]) }
}

fn villas(at: usize) -> Shape {
    let (column, row) = place(at, 6);
    let middle = [42.0 + column * 44.0 + (row % 2.0) * 10.0, 36.0 + row * 43.0 + uneven(at) * 8.0];
    if at % 3 == 1 { Shape::angle(middle, 20.0, 17.0) } else { Shape::slab(middle, [13.0, 11.0 + uneven(at) * 4.0]) }
}

fn shops(at: usize) -> Shape {
    let (column, row) = place(at, 22);
    Shape::slab([27.0 + column * 11.6, 26.0 + row * 30.0], [11.0, 13.0 + uneven(at / 4) * 5.0])
}

fn lanes(at: usize) -> Shape {
    let (column, row) = place(at, 8);
    let middle = [36.0 + column * 33.0 + uneven(at) * 5.0, 36.0 + row * 44.0 + uneven(at + 7) * 5.0];
    match at % 4 {
        0 => Shape::court(middle, [26.0, 30.0], 7.0),
        1 => Shape::horseshoe(middle, [24.0, 26.0], 7.5),
        _ => Shape::slab(middle, [21.0 + uneven(at) * 5.0, 13.0]),
    }
}
