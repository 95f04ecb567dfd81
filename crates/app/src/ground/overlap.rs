//! How much of the ground two outlines share.

use super::outline::on_plane;
use crate::plane::LocalPlane;
use louce_domain::space::Building;
use louce_store::BuildingListing;
use louce_wire::OverlappedBuilding;

/// What two measured buildings share that stand wall to wall: less than a twentieth of the smaller one.
const SLIVER: f64 = 0.05;

type Point = [f64; 2];
type Line = (Point, Point);

/// The buildings in use that an outline stands upon by more than a sliver, the largest share first.
pub fn overlapped(building: &Building, listings: &[BuildingListing], plane: &LocalPlane) -> Vec<OverlappedBuilding> {
    let own = Footprint::of(building, plane);
    let others = listings.iter().map(|listing| &listing.building).filter(|other| other.id != building.id);
    let mut found: Vec<OverlappedBuilding> = others
        .filter(|other| other.is_live() && other.footprint.len() >= 3)
        .filter_map(|other| {
            let there = Footprint::of(other, plane);
            let shared = own.shares(&there);
            (shared > SLIVER * own.area().min(there.area())).then(|| OverlappedBuilding {
                id: other.id.to_string(),
                label: other.label(),
                area_m2: shared as f32,
            })
        })
        .collect();
    found.sort_by(|a, b| b.area_m2.total_cmp(&a.area_m2));
    found
}

/// A building's ground on the plane, metres: edges of its outline and of its courtyards.
struct Footprint {
    edges: Vec<Line>,
    least: Point,
    most: Point,
}

impl Footprint {
    fn of(building: &Building, plane: &LocalPlane) -> Self {
        let rings = std::iter::once(&building.footprint).chain(&building.footprint_holes);
        Self::within(rings.map(|ring| on_plane(plane, ring)))
    }

    fn within(rings: impl Iterator<Item = Vec<Point>>) -> Self {
        let (mut least, mut most) = ([f64::INFINITY; 2], [f64::NEG_INFINITY; 2]);
        let mut edges = Vec::new();
        for ring in rings {
            for [x, y] in &ring {
                (least, most) = ([least[0].min(*x), least[1].min(*y)], [most[0].max(*x), most[1].max(*y)]);
            }
            edges.extend(ring.iter().copied().zip(ring.iter().copied().cycle().skip(1)));
        }
        Self { edges, least, most }
    }

    fn area(&self) -> f64 {
        self.shares(self)
    }

    /// Square metres that both cover. Between two heights at which anything begins, ends or crosses, what both cover is
    /// trapezoids: as wide as in their middle.
    fn shares(&self, other: &Self) -> f64 {
        let meet = |at: usize| {
            let pick = |point: &Point| point.get(at).copied().unwrap_or_default();
            pick(&self.least) < pick(&other.most) && pick(&other.least) < pick(&self.most)
        };
        if !(meet(0) && meet(1)) {
            return 0.0;
        }
        let heights = self.heights(other);
        let slabs = heights.iter().zip(heights.iter().skip(1));
        slabs
            .map(|(low, high)| {
                let middle = (low + high) / 2.0;
                (high - low) * shared_width(&self.crossed(middle), &other.crossed(middle))
            })
            .sum()
    }

    fn heights(&self, other: &Self) -> Vec<f64> {
        let (low, high) = (self.least[1].max(other.least[1]), self.most[1].min(other.most[1]));
        let ends = self.edges.iter().chain(&other.edges).map(|(a, _)| a[1]);
        let crossings = self.edges.iter().flat_map(|one| other.edges.iter().filter_map(|two| crossing(*one, *two)));
        let within = ends.chain(crossings).filter(|y| (low..=high).contains(y));
        let mut heights: Vec<f64> = within.chain([low, high]).collect();
        heights.sort_unstable_by(f64::total_cmp);
        heights
    }

    /// Where a line from west to east goes in and out.
    fn crossed(&self, y: f64) -> Vec<f64> {
        let crossing = self.edges.iter().filter(|(a, b)| (a[1] > y) != (b[1] > y));
        let mut crossed: Vec<f64> = crossing.map(|(a, b)| a[0] + (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1])).collect();
        crossed.sort_unstable_by(f64::total_cmp);
        crossed
    }
}

/// The height at which two lines cross.
fn crossing((a, b): Line, (c, d): Line) -> Option<f64> {
    let (one, two) = ([b[0] - a[0], b[1] - a[1]], [d[0] - c[0], d[1] - c[1]]);
    let turn = one[0] * two[1] - one[1] * two[0];
    let share = ((c[0] - a[0]) * two[1] - (c[1] - a[1]) * two[0]) / turn;
    (share.is_finite() && (0.0..=1.0).contains(&share)).then(|| a[1] + share * one[1])
}

/// How much of a line lies within both, each given by where it goes in and out.
fn shared_width(one: &[f64], two: &[f64]) -> f64 {
    let spans = |crossed: &'_ [f64]| -> Vec<[f64; 2]> {
        crossed.chunks_exact(2).filter_map(|pair| pair.first_chunk().copied()).collect()
    };
    let (one, two) = (spans(one), spans(two));
    let shared = |a: &[f64; 2], b: &[f64; 2]| (a[1].min(b[1]) - a[0].max(b[0])).max(0.0);
    one.iter().flat_map(|a| two.iter().map(move |b| shared(a, b))).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(x: f64, y: f64, side: f64) -> Vec<Point> {
        vec![[x, y], [x + side, y], [x + side, y + side], [x, y + side]]
    }

    fn footprint(rings: &[Vec<Point>]) -> Footprint {
        Footprint::within(rings.iter().cloned())
    }

    #[test]
    fn what_two_outlines_share_is_measured() {
        let ten = footprint(&[square(0.0, 0.0, 10.0)]);
        let close = |a: f64, b: f64| (a - b).abs() < 1e-9;
        assert!(close(ten.area(), 100.0), "one shares all of itself");
        assert!(close(ten.shares(&footprint(&[square(5.0, 5.0, 10.0)])), 25.0), "a quarter");
        assert!(close(ten.shares(&footprint(&[square(10.0, 0.0, 10.0)])), 0.0), "wall to wall nothing");
        assert!(close(ten.shares(&footprint(&[square(2.0, 2.0, 3.0)])), 9.0), "all of one that stands within");
        // A lozenge about the middle of the east wall: half of it lies within.
        let lozenge = footprint(&[vec![[10.0, 3.0], [12.0, 5.0], [10.0, 7.0], [8.0, 5.0]]]);
        assert!(close(ten.shares(&lozenge), 4.0), "half a lozenge: {}", ten.shares(&lozenge));
    }

    #[test]
    fn a_courtyard_is_nobodys_ground() {
        let around = footprint(&[square(0.0, 0.0, 10.0), square(2.0, 2.0, 6.0)]);
        assert!((around.area() - 64.0).abs() < 1e-9, "the courtyard is taken off");
        let pavilion = footprint(&[square(3.0, 3.0, 2.0)]);
        assert!(around.shares(&pavilion).abs() < 1e-9, "what stands in the courtyard stands on nobody");
    }
}
