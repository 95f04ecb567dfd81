//! Axis-aligned boxes and rays: the two things that culling and picking are made of.

use bevy_math::Vec3;

/// No more than one of so many boxes is far off from the others on one side.
const STRAYS: usize = 50;
/// What is far off: farther from the others than so many metres, and than this share of how far they reach.
const STRAY: (f32, f32) = (1_000.0, 0.2);

/// A half-line. `direction` need not be of length one; distances along it are in its own lengths.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ray {
    /// Where it starts.
    pub origin: Vec3,
    /// Where it goes.
    pub direction: Vec3,
}

impl Ray {
    /// The point `t` directions along the ray.
    pub fn at(&self, t: f32) -> Vec3 {
        self.origin + self.direction * t
    }
}

/// An axis-aligned box. The empty box has `min > max` and grows from nothing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    /// Lowest corner.
    pub min: Vec3,
    /// Highest corner.
    pub max: Vec3,
}

impl Default for Bounds {
    fn default() -> Self {
        Self::EMPTY
    }
}

impl Bounds {
    /// The box that holds nothing.
    pub const EMPTY: Self = Self { min: Vec3::INFINITY, max: Vec3::NEG_INFINITY };

    /// The smallest box around `points`.
    pub fn of(points: impl IntoIterator<Item = Vec3>) -> Self {
        points.into_iter().fold(Self::EMPTY, |b, p| b.with(p))
    }

    /// This box grown to hold `p`.
    #[must_use]
    pub fn with(self, p: Vec3) -> Self {
        Self { min: self.min.min(p), max: self.max.max(p) }
    }

    /// This box grown to hold `other`.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self { min: self.min.min(other.min), max: self.max.max(other.max) }
    }

    /// True when nothing was ever put in.
    pub fn is_empty(&self) -> bool {
        !self.min.cmple(self.max).all()
    }

    /// Middle of the box; the origin for an empty one.
    pub fn centre(&self) -> Vec3 {
        if self.is_empty() { Vec3::ZERO } else { (self.min + self.max) * 0.5 }
    }

    /// Edge lengths; zero for an empty one.
    pub fn size(&self) -> Vec3 {
        if self.is_empty() { Vec3::ZERO } else { self.max - self.min }
    }

    /// The eight corners.
    pub fn corners(&self) -> [Vec3; 8] {
        let (a, b) = (self.min, self.max);
        [
            Vec3::new(a.x, a.y, a.z),
            Vec3::new(b.x, a.y, a.z),
            Vec3::new(a.x, a.y, b.z),
            Vec3::new(b.x, a.y, b.z),
            Vec3::new(a.x, b.y, a.z),
            Vec3::new(b.x, b.y, a.z),
            Vec3::new(a.x, b.y, b.z),
            Vec3::new(b.x, b.y, b.z),
        ]
    }

    /// True when the two boxes share more than a face.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.min.cmplt(other.max).all() && other.min.cmplt(self.max).all()
    }

    /// Where `ray` is inside this box: `(enter, leave)`, with `enter` at least 0.
    ///
    /// A direction component of zero gives infinities, and 0 × ∞ is NaN, which `min` and `max` pass over: a ray lying
    /// in a face counts as inside, so the test errs on the side of looking closer.
    pub fn span(&self, ray: &Ray) -> Option<(f32, f32)> {
        let inverse = ray.direction.recip();
        let (a, b) = ((self.min - ray.origin) * inverse, (self.max - ray.origin) * inverse);
        let (near, far) = (a.min(b), a.max(b));
        let enter = 0.0_f32.max(near.x).max(near.y).max(near.z);
        let leave = f32::INFINITY.min(far.x).min(far.y).min(far.z);
        (enter <= leave).then_some((enter, leave))
    }

    /// This box with a margin that outweighs rounding, for tests that must never miss.
    #[must_use]
    pub fn padded(self) -> Self {
        let pad = Vec3::splat(1e-3) + self.min.abs().max(self.max.abs()) * 1e-6;
        Self { min: self.min - pad, max: self.max + pad }
    }
}

/// The box around all of `boxes` but a few that lie far off from the others, such as a building whose coordinates were
/// mistyped: what a picture of them all should show. At most two of a hundred on each side are passed over, of a few
/// boxes at most one; where more lie apart, all are shown.
pub fn heart(boxes: &[Bounds]) -> Bounds {
    let all = boxes.iter().fold(Bounds::EMPTY, |all, b| all.union(*b));
    let few = boxes.len().div_ceil(STRAYS);
    let most = if boxes.len() < 10 { 1 } else { few * 2 };
    let spans = |axis: fn(Vec3) -> f32| boxes.iter().map(move |b| (axis(b.min), axis(b.max)));
    let Some((x, z)) = reach(spans(|p| p.x), few).zip(reach(spans(|p| p.z), few)) else { return all };
    let within = |b: &&Bounds| {
        let centre = b.centre();
        (x.0..=x.1).contains(&centre.x) && (z.0..=z.1).contains(&centre.z)
    };
    let near: Vec<&Bounds> = boxes.iter().filter(within).collect();
    if near.is_empty() || near.len() + most < boxes.len() {
        return all;
    }
    near.into_iter().fold(Bounds::EMPTY, |heart, b| heart.union(*b))
}

/// How far spans reach without the `few` at either end, where those lie far off; nothing for less than three.
fn reach(spans: impl Iterator<Item = (f32, f32)>, few: usize) -> Option<(f32, f32)> {
    let (mut low, mut high): (Vec<f32>, Vec<f32>) = spans.unzip();
    low.sort_by(f32::total_cmp);
    high.sort_by(|a, b| b.total_cmp(a));
    let (whole, inner) = ((low.first()?, high.first()?), (low.get(few)?, high.get(few)?));
    let apart = STRAY.0.max((inner.1 - inner.0) * STRAY.1);
    let (before, after) = (inner.0 - whole.0 > apart, whole.1 - inner.1 > apart);
    let least = if before { inner.0 } else { whole.0 };
    let most = if after { inner.1 } else { whole.1 };
    (low.len() > 2).then_some((*least, *most))
}
