//! Which samples a triangle covers: exactly, in fixed-point numbers, so that neighbours share no sample and miss none.

use bevy_math::{DVec3, Vec2};

/// Parts of a pixel that corners are rounded to.
const PARTS: i64 = 256;

/// Where in a pixel its four samples lie: no two in one row or column.
pub(super) const SAMPLES: [[i64; 2]; 4] = [[96, 32], [224, 96], [32, 160], [160, 224]];

/// A sample of no facet.
pub(super) const NOTHING: u32 = u32::MAX;

/// What is seen at a sample.
#[derive(Clone, Copy)]
pub(super) struct Sample {
    /// How far away, −1 to 1.
    pub depth: f32,
    /// Which facet.
    pub facet: u32,
}

impl Sample {
    /// Nothing, as far away as can be.
    pub(super) const EMPTY: Self = Self { depth: 1.0, facet: NOTHING };
}

/// Samples of one row of pixels.
pub(super) type Row<'a> = &'a mut [[Sample; 4]];

/// A triangle on the picture.
#[derive(Clone, Copy)]
pub(crate) struct Piece {
    edges: [Edge; 3],
    /// First and last row that it may touch.
    pub(super) rows: [i64; 2],
    /// Whose piece it is.
    pub(super) facet: u32,
}

/// `a·x + b·y + c` is not negative on the inner side.
#[derive(Clone, Copy)]
struct Edge {
    a: i64,
    b: i64,
    c: i64,
}

/// A point of the picture in parts of a pixel.
pub(super) fn fixed(at: Vec2) -> [i64; 2] {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        reason = "clipped to a few pictures' widths"
    )]
    let part = |x: f32| (x * PARTS as f32).round() as i64;
    [part(at.x), part(at.y)]
}

impl Piece {
    /// A piece of `facet`, unless it is too thin to have any area.
    pub(super) fn new([p, q, r]: [[i64; 2]; 3], facet: u32) -> Option<Self> {
        let area = (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]);
        let (q, r) = if area > 0 { (q, r) } else { (r, q) };
        let rows = [p[1].min(q[1]).min(r[1]).div_euclid(PARTS), p[1].max(q[1]).max(r[1]).div_euclid(PARTS)];
        let edges = [Edge::new(p, q), Edge::new(q, r), Edge::new(r, p)];
        (area != 0).then_some(Self { edges, rows, facet })
    }

    /// Writes itself into a row of samples where it is nearer than what is there.
    pub(super) fn fill(&self, y: i64, depth: DVec3, row: Row) {
        let width = i64::try_from(row.len()).unwrap_or(i64::MAX);
        let [mut first, mut last] = [0, width - 1];
        for edge in &self.edges {
            [first, last] = edge.span(y, [first, last]);
        }
        let Some(pixels) = usize::try_from(first).ok().zip(usize::try_from(last + 1).ok()) else {
            return;
        };
        let Some(pixels) = row.get_mut(pixels.0..pixels.1.max(pixels.0)) else {
            return;
        };
        let inside = self.edges.map(|edge| Inside::new(&edge, first, y));
        #[expect(clippy::cast_precision_loss, reason = "a picture's size")]
        let at = DVec3::new(first as f64, y as f64, 1.0).dot(depth);
        let (at, depth) = (single(at), depth.as_vec3());
        let lower = SAMPLES.map(|s| {
            let [x, y] = s.map(share);
            depth.x * x + depth.y * y
        });
        scan(pixels, inside, self.facet, at, depth.x, lower);
    }
}

/// A coordinate within a pixel as a share of it.
#[expect(clippy::cast_precision_loss, reason = "at most 256")]
pub(super) fn share(part: i64) -> f32 {
    part as f32 / PARTS as f32
}

/// Depths are told apart in single precision, but added up in double: near an edge-on wall they climb steeply.
#[expect(clippy::cast_possible_truncation, reason = "a depth between −1 and 1")]
fn single(depth: f64) -> f32 {
    depth as f32
}

fn scan(pixels: Row, mut edges: [Inside; 3], facet: u32, mut at: f32, step: f32, lower: [f32; 4]) {
    for pixel in pixels {
        let [a, b, c] = &edges;
        // The sign bit of all three together tells whether any is negative.
        let sides = a.samples.iter().zip(&b.samples).zip(&c.samples);
        let sides = sides.map(|((x, y), z)| (x + a.at) | (y + b.at) | (z + c.at));
        for ((sample, side), lower) in pixel.iter_mut().zip(sides).zip(lower) {
            let depth = at + lower;
            if side >= 0 && depth < sample.depth {
                *sample = Sample { depth, facet };
            }
        }
        for edge in &mut edges {
            edge.at += edge.step;
        }
        at += step;
    }
}

/// An edge on its way along a row.
#[derive(Clone, Copy)]
struct Inside {
    /// Value at the pixel's top left corner.
    at: i64,
    /// How much more at the next pixel.
    step: i64,
    /// How much more at each sample.
    samples: [i64; 4],
}

impl Inside {
    fn new(edge: &Edge, x: i64, y: i64) -> Self {
        let at = edge.a * x * PARTS + edge.b * y * PARTS + edge.c;
        Self { at, step: edge.a * PARTS, samples: edge.samples() }
    }
}

impl Edge {
    /// The edge from `p` to `q`, with the inside on its right. A sample on an edge belongs to the triangle below it or
    /// on its right.
    fn new(p: [i64; 2], q: [i64; 2]) -> Self {
        let [x, y] = [q[0] - p[0], q[1] - p[1]];
        let owned = y < 0 || (y == 0 && x > 0);
        Self { a: -y, b: x, c: y * p[0] - x * p[1] - i64::from(!owned) }
    }

    fn samples(&self) -> [i64; 4] {
        SAMPLES.map(|[x, y]| self.a * x + self.b * y)
    }

    /// The pixels of a row between `first` and `last` that have a sample on the inner side.
    fn span(&self, y: i64, [first, last]: [i64; 2]) -> [i64; 2] {
        let most = self.samples().into_iter().max().unwrap_or_default();
        let at = self.b * y * PARTS + self.c + most;
        let step = self.a * PARTS;
        match step.signum() {
            1 => [first.max(-at.div_euclid(step)), last],
            -1 => [first, last.min(at.div_euclid(-step))],
            _ if at < 0 => [first, first - 1],
            _ => [first, last],
        }
    }
}
