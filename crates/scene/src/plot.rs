//! A building's place in the community: its outline, how high it stands, and the box around it.

use crate::bounds::{Bounds, Ray};
use crate::polygon::{Polygon, edges};
use bevy_math::{Vec2, Vec3};

/// Storey height where only the number of storeys is known, in metres.
pub const STOREY_M: f32 = 3.0;
/// Sheds are at least this high, in metres.
const LOWEST_M: f32 = 2.6;
/// Nothing built is higher, in metres.
const HIGHEST_M: f32 = 1000.0;

/// One building that stands somewhere. Its index in the community is also its slot in the colour table.
#[derive(Clone, Debug, PartialEq)]
pub struct Plot {
    /// Outline on the plane.
    pub outline: Polygon,
    /// Height above ground in metres.
    pub height: f32,
    /// Height of one drawn storey in metres.
    pub storey: f32,
    /// The box around it.
    pub bounds: Bounds,
}

/// A point of the plane at a height, in scene axes.
pub fn raise(p: Vec2, height: f32) -> Vec3 {
    Vec3::new(p.x, height, -p.y)
}

/// The plane coordinates under a point of the scene.
pub fn flatten(p: Vec3) -> Vec2 {
    Vec2::new(p.x, -p.z)
}

impl Plot {
    /// A building with `outline`, as high as measured, or else as its storeys make it.
    pub fn new(outline: Polygon, height_m: Option<f32>, floors_above: u16) -> Self {
        let floors = f32::from(floors_above.max(1));
        let measured = height_m.filter(|h| h.is_finite() && *h > 0.0);
        let height = measured.unwrap_or(floors * STOREY_M).clamp(LOWEST_M, HIGHEST_M);
        let floors = if floors_above == 0 { (height / STOREY_M).round().max(1.0) } else { floors };
        let bounds = Bounds::of(outline.outer.iter().flat_map(|p| [raise(*p, 0.0), raise(*p, height)]));
        Self { outline, height, storey: height / floors, bounds }
    }

    /// How far along `ray` its walls or roof are met; rays from inside meet the far wall.
    pub fn hit(&self, ray: &Ray) -> Option<f32> {
        self.bounds.padded().span(ray)?;
        let walls = self.outline.rings().flat_map(edges).filter_map(|(a, b)| self.wall(ray, a, b));
        walls.chain(self.roof(ray)).min_by(f32::total_cmp)
    }

    fn wall(&self, ray: &Ray, a: Vec2, b: Vec2) -> Option<f32> {
        let (origin, direction, edge) = (flatten(ray.origin), flatten(ray.direction), b - a);
        let turn = direction.perp_dot(edge);
        let t = (a - origin).perp_dot(edge) / turn;
        let s = (a - origin).perp_dot(direction) / turn;
        let y = ray.origin.y + ray.direction.y * t;
        (t >= 0.0 && (0.0..=1.0).contains(&s) && (0.0..=self.height).contains(&y)).then_some(t)
    }

    fn roof(&self, ray: &Ray) -> Option<f32> {
        let t = (self.height - ray.origin.y) / ray.direction.y;
        (t.is_finite() && t >= 0.0 && self.outline.contains(flatten(ray.at(t)))).then_some(t)
    }
}
