//! Other pictures of the same scene: the whole map from above, and the picture on a canvas of any size.

use super::{DrawPlan, Scene};
use crate::bounds::Bounds;
use crate::camera::{Stance, Viewport};
use crate::labels::Label;
use crate::plot::flatten;
use bevy_math::{Mat4, Vec2, Vec3, Vec4};

/// Ground shown around the buildings on the map from above, as a share of the longer side.
const MARGIN: f32 = 0.04;
/// The corners of what is seen lie no farther away than so many distances to the middle of the picture.
const FARTHEST: f32 = 4.0;
/// On a large picture, names are as large as on a canvas of this height in CSS pixels.
const NAMED_PX: f32 = 900.0;

/// The map from above.
#[derive(Clone, Debug, PartialEq)]
pub struct FromAbove {
    /// What to draw.
    pub plan: DrawPlan,
    /// Ground shown: least east, least north, greatest east, greatest north, in metres.
    pub area: [f32; 4],
    /// Width and height in pixels.
    pub size: (u32, u32),
}

/// The picture on another canvas.
#[derive(Clone, Debug, PartialEq)]
pub struct Elsewhere {
    /// What to draw.
    pub plan: DrawPlan,
    /// Names on it, placed in units of `ratio` pixels.
    pub labels: Vec<Label>,
    /// Pixels for each CSS pixel of a name.
    pub ratio: f32,
}

impl Scene {
    /// The whole community from straight above, north up, at most `side` pixels on its longer side.
    pub fn from_above(&self, side: u32) -> Option<FromAbove> {
        let bounds = &self.community.heart();
        if bounds.is_empty() || side == 0 {
            return None;
        }
        let size = Vec2::new(bounds.size().x, bounds.size().z).max(Vec2::splat(1.0));
        let half = size * 0.5 + size.max_element() * MARGIN;
        let middle = flatten(bounds.centre());
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most the side asked for")]
        #[expect(clippy::cast_precision_loss, reason = "a picture's side")]
        let pixels = |length: f32| ((length / half.max_element() * side as f32).round() as u32).clamp(1, side);
        let top = bounds.max.y + 10.0;
        // Looks down the y axis with north (−z) up.
        let matrix = Mat4::from_cols(
            Vec4::new(1.0 / half.x, 0.0, 0.0, 0.0),
            Vec4::new(0.0, 0.0, -2.0 / (top + 10.0), 0.0),
            Vec4::new(0.0, -1.0 / half.y, 0.0, 0.0),
            Vec4::new(-middle.x / half.x, -middle.y / half.y, (top - 10.0) / (top + 10.0), 1.0),
        );
        let frustum = crate::camera::Frustum::new(&matrix);
        let eye = bounds.centre().with_y(top);
        let (far, _) = self.community.visible(&frustum, eye, 0.0);
        // No haze: the eye is near everything compared with its distance.
        let plan = DrawPlan {
            view_projection: matrix,
            eye,
            target: bounds.centre(),
            distance: 1e6,
            height: 1.0,
            far,
            near: Vec::new(),
            block: None,
        };
        let (min, max) = (middle - half, middle + half);
        Some(FromAbove { plan, area: [min.x, min.y, max.x, max.y], size: (pixels(half.x), pixels(half.y)) })
    }

    /// The ground that is in the picture: where its corners lie, metres east and north, in order around it. Where a
    /// corner is above the horizon or very far, the ground is cut.
    pub fn ground_corners(&self, now_ms: f64) -> [Vec2; 4] {
        let stance = self.stance_at(now_ms);
        let Viewport { width, height } = self.viewport;
        let eye = stance.eye();
        [(0.0, 0.0), (width, 0.0), (width, height), (0.0, height)].map(|(x, y)| {
            let ray = stance.ray(self.viewport, Vec2::new(x, y));
            let reach = -ray.origin.y / ray.direction.y;
            let most = stance.distance * FARTHEST;
            let level = Vec2::new(ray.direction.x, ray.direction.z).normalize_or_zero() * most;
            if reach > 0.0 && reach < most {
                flatten(ray.at(reach))
            } else {
                flatten(eye + Vec3::new(level.x, 0.0, level.y))
            }
        })
    }

    /// Flies to a place on the ground, keeping distance and bearing.
    pub fn fly_to_ground(&mut self, at: Vec2, now_ms: f64) {
        if at.is_finite() {
            let mut goal = Stance { target: crate::plot::raise(at, 0.0), ..self.goal(now_ms) };
            goal.keep_within(&self.area());
            self.fly(goal, now_ms);
        }
    }

    /// The picture on a canvas of `width` × `height` pixels: at least what is seen now, with its names.
    pub fn elsewhere(&self, width: u32, height: u32, most: usize, now_ms: f64) -> Elsewhere {
        #[expect(clippy::cast_precision_loss, reason = "a picture's sides")]
        let (wide, tall) = (width.max(1) as f32, height.max(1) as f32);
        let ratio = (wide.min(tall) / NAMED_PX).max(1.0);
        let viewport = Viewport { width: wide / ratio, height: tall / ratio };
        let mut stance = self.stance_at(now_ms);
        // A narrower canvas sees as much from side to side by standing back.
        let narrower = (self.viewport.width / self.viewport.height) / (wide / tall);
        stance.distance *= narrower.max(1.0);
        Elsewhere {
            plan: self.plan_from(&stance, viewport, now_ms),
            labels: self.labels_from(&stance, viewport, most, now_ms),
            ratio,
        }
    }

    /// The box around everything that stands.
    pub fn bounds(&self) -> &Bounds {
        &self.community.bounds
    }
}
