//! Streets between the blocks, the river with its promenade, parks with a pond, and the outlines of sites.

use super::{BLOCK_M, Block, Point, RIVER_M, bent, corner_of, degrees};
use crate::demo::site::SiteKind;
use louce_store::GroundFeature;
use std::collections::BTreeMap;

/// From one corner of a bent line to the next, metres.
const STEP_M: f64 = 18.0;
/// How far streets and river lead out of the town, metres.
const OUT_M: f64 = 420.0;
/// How far the outline of a site stays from the middle of its streets, metres.
const SITE_IN_M: f64 = 15.0;

/// Everything under the buildings.
pub(super) fn features(blocks: &[Block], parks: &[(i32, i32)]) -> Vec<GroundFeature> {
    let Some(frame) = Frame::around(blocks) else { return Vec::new() };
    let mut features = frame.streets(blocks);
    features.push(frame.river());
    features.extend(frame.promenade());
    features.extend(parks.iter().flat_map(|cell| park(*cell)));
    features.extend(blocks.iter().flat_map(site));
    features
}

/// The rows and columns that are built on.
struct Frame {
    columns: (i32, i32),
    rows: (i32, i32),
}

fn line(from: Point, to: Point) -> Vec<Point> {
    let length = (to[0] - from[0]).hypot(to[1] - from[1]);
    let steps = (length / STEP_M).ceil().clamp(1.0, 10_000.0) as u32;
    let at = |step: u32| {
        let share = f64::from(step) / f64::from(steps);
        [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share]
    };
    (0..=steps).map(at).collect()
}

/// A closed ring along these corners.
fn ring(corners: &[Point]) -> Vec<Point> {
    let next = corners.iter().cycle().skip(1);
    corners.iter().zip(next).flat_map(|(from, to)| line(*from, *to).into_iter().rev().skip(1).rev()).collect()
}

fn laid(points: Vec<Point>) -> Vec<Point> {
    points.into_iter().map(|point| degrees(bent(point))).collect()
}

fn road(name: Option<&str>, width_m: f64, points: Vec<Point>) -> GroundFeature {
    GroundFeature {
        layer: "road".to_owned(),
        name: name.map(str::to_owned),
        closed: false,
        points: laid(points),
        holes: Vec::new(),
        width_m: Some(width_m),
    }
}

fn area(layer: &str, name: Option<&str>, points: Vec<Point>) -> GroundFeature {
    GroundFeature {
        layer: layer.to_owned(),
        name: name.map(str::to_owned),
        closed: true,
        points: laid(points),
        holes: Vec::new(),
        width_m: None,
    }
}

fn rectangle([west, south]: Point, [east, north]: Point) -> Vec<Point> {
    ring(&[[west, south], [east, south], [east, north], [west, north]])
}

fn oval([x, y]: Point, [width, height]: Point) -> Vec<Point> {
    (0..28)
        .map(|step| {
            let angle = f64::from(step) / 28.0 * std::f64::consts::TAU;
            let wobble = 1.0 + 0.12 * (angle * 3.0).sin();
            [x + width / 2.0 * wobble * angle.cos(), y + height / 2.0 * wobble * angle.sin()]
        })
        .collect()
}

impl Frame {
    fn around(blocks: &[Block]) -> Option<Self> {
        let columns = blocks.iter().map(|block| block.cell.0);
        let rows = blocks.iter().map(|block| block.cell.1);
        Some(Self {
            columns: (columns.clone().min()?, columns.max()? + 1),
            rows: (rows.clone().min()?.min(-1), rows.max()? + 1),
        })
    }

    fn west_east(&self) -> (f64, f64) {
        let [west, _] = corner_of((self.columns.0, 0));
        let [east, _] = corner_of((self.columns.1, 0));
        (west, east)
    }

    fn streets(&self, blocks: &[Block]) -> Vec<GroundFeature> {
        let (west, east) = self.west_east();
        // The street south of a block is the one its gate is on.
        let mut names: BTreeMap<i32, &str> = BTreeMap::new();
        for block in blocks {
            names.entry(block.cell.1).or_insert(&block.street);
        }
        let across = (self.rows.0..=self.rows.1).flat_map(|row| {
            let [_, y] = corner_of((0, row));
            let width = if row == 1 { 24.0 } else { 13.0 };
            let run = |y: f64| line([west - OUT_M, y], [east + OUT_M, y]);
            // The first row above the river has a street along the bank on both sides.
            let bank = (row == 0).then(|| road(Some("望湖滨江道"), 9.0, run(y - RIVER_M)));
            [Some(road(names.get(&row).copied(), width, run(y))), bank].into_iter().flatten()
        });
        let south = corner_of((0, self.rows.0))[1] - OUT_M;
        let north = corner_of((0, self.rows.1))[1] + OUT_M;
        let along = (self.columns.0..=self.columns.1).map(|column| {
            let [x, _] = corner_of((column, 0));
            let name = ["听潮路", "观澜路", "枕河路", "长汀路", "鹭洲路"];
            let name = usize::try_from(column.rem_euclid(5)).ok().and_then(|at| name.get(at)).copied();
            road(name, if column == 1 { 20.0 } else { 11.0 }, line([x, south], [x, north]))
        });
        across.chain(along).collect()
    }

    fn river(&self) -> GroundFeature {
        let (west, east) = self.west_east();
        let (west, east) = (west - 2.0 * OUT_M, east + 2.0 * OUT_M);
        let bank = |x: f64, side: f64| {
            let middle = -RIVER_M / 2.0 + 9.0 * (x / 230.0).sin();
            [x, middle + side * (31.0 + 5.0 * (x / 140.0 + side).cos())]
        };
        let xs: Vec<f64> = line([west, 0.0], [east, 0.0]).into_iter().map(|[x, _]| x).collect();
        let south = xs.iter().map(|x| bank(*x, -1.0));
        let north = xs.iter().rev().map(|x| bank(*x, 1.0));
        area("water", Some("月河"), south.chain(north).collect())
    }

    /// Green along both banks; the river lies over it.
    fn promenade(&self) -> Vec<GroundFeature> {
        let (west, east) = self.west_east();
        let strip = rectangle([west - OUT_M, 8.0 - RIVER_M], [east + OUT_M, -8.0]);
        vec![area("green", None, strip)]
    }
}

/// A park with a pond, an island in it, and a path around.
fn park(cell: (i32, i32)) -> Vec<GroundFeature> {
    let [west, south] = corner_of(cell);
    let (inner, middle) = (SITE_IN_M, [west + BLOCK_M[0] * 0.55, south + BLOCK_M[1] * 0.5]);
    let lawn = rectangle([west + inner, south + inner], [west + BLOCK_M[0] - inner, south + BLOCK_M[1] - inner]);
    let mut pond = area("water", None, oval(middle, [130.0, 84.0]));
    pond.holes = vec![laid(oval([middle[0] - 14.0, middle[1] + 6.0], [30.0, 22.0]))];
    let mut path = oval(middle, [190.0, 132.0]);
    path.extend(path.first().copied());
    let across = line([west, south + 60.0], [middle[0] - 92.0, middle[1] - 12.0]);
    vec![area("green", Some("望湖公园"), lawn), pond, road(None, 3.0, path), road(None, 3.0, across)]
}

/// The outline of a site, its lawn, and the way through it.
fn site(block: &Block) -> Vec<GroundFeature> {
    let [west, south] = corner_of(block.cell);
    let inner = SITE_IN_M;
    let frame = rectangle([west + inner, south + inner], [west + BLOCK_M[0] - inner, south + BLOCK_M[1] - inner]);
    let middle = west + BLOCK_M[0] / 2.0;
    let mut features = Vec::new();
    if matches!(block.kind, SiteKind::Towers | SiteKind::WalkUps | SiteKind::Villas | SiteKind::Offices) {
        let (w, s, e, n) = (west + 20.0, south + 20.0, west + BLOCK_M[0] - 20.0, south + BLOCK_M[1] - 20.0);
        features.push(area("green", None, rectangle([w, s], [e, n])));
    }
    match block.kind {
        SiteKind::ShopRow => {
            let behind = rectangle([west + 22.0, south + 52.0], [west + BLOCK_M[0] - 22.0, south + BLOCK_M[1] - 22.0]);
            features.push(area("green", None, behind));
            return features;
        }
        SiteKind::Towers | SiteKind::Offices => {
            features.push(road(None, 5.0, line([middle, south], [middle, south + 22.0])));
        }
        SiteKind::WalkUps => {
            for x in [west + 104.0, west + 197.0] {
                features.push(road(None, 4.5, line([x, south], [x, south + BLOCK_M[1] - 24.0])));
            }
        }
        SiteKind::Villas | SiteKind::Lane => {
            let y = south + 101.0;
            features.push(road(None, 4.0, line([west, y], [west + BLOCK_M[0], y])));
        }
    }
    features.push(area("site", Some(&block.name), frame));
    features
}
