//! Axis-aligned boxes and rays: the two things that culling and picking are made of.

use bevy_math::Vec3;

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
