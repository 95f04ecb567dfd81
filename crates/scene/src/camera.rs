//! The orbit camera as pure arithmetic: where it stands, what it sees, and how it flies. Time is passed in.

mod framing;

pub use framing::Insets;

use crate::bounds::{Bounds, Ray};
use crate::plot::STOREY_M;
use bevy_math::{Mat4, Vec2, Vec3, Vec4, Vec4Swizzles};

/// Vertical field of view in radians: narrow, as architects photograph models.
const FIELD_OF_VIEW: f32 = 0.56;
/// Lowest and highest look-down angle in radians; never level with the ground, never quite from straight above.
const PITCH: (f32, f32) = (0.14, 1.48);
/// Nearest distance to what is looked at, in metres.
const NEAREST_M: f32 = 6.0;

/// A facade shows its rooms from this height of a storey in CSS pixels on; the shader fades them in from there.
const LEAST_STOREY_PX: f32 = 4.0;

/// The canvas in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Viewport {
    /// Width in CSS pixels.
    pub width: f32,
    /// Height in CSS pixels.
    pub height: f32,
}

impl Default for Viewport {
    fn default() -> Self {
        Self { width: 1280.0, height: 800.0 }
    }
}

impl Viewport {
    /// True when a point is in the picture, or at most `beyond` CSS pixels outside it.
    pub fn holds(self, point: Vec2, beyond: f32) -> bool {
        let inside = |at: f32, size: f32| at > -beyond && at < size + beyond;
        inside(point.x, self.width) && inside(point.y, self.height)
    }
}

/// Where the camera stands: it looks at `target` from `distance`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stance {
    /// What is in the middle of the picture.
    pub target: Vec3,
    /// Metres from there.
    pub distance: f32,
    /// Compass bearing of the look in radians: 0 looks north, π/2 east.
    pub yaw: f32,
    /// Look-down angle in radians.
    pub pitch: f32,
}

impl Default for Stance {
    fn default() -> Self {
        Self { target: Vec3::ZERO, distance: 400.0, yaw: -0.5, pitch: 0.62 }
    }
}

impl Stance {
    /// Unit vectors to the right, up and forward in the picture.
    pub fn axes(&self) -> (Vec3, Vec3, Vec3) {
        let (sin, cos) = self.yaw.sin_cos();
        let (down, level) = self.pitch.sin_cos();
        let forward = Vec3::new(sin * level, -down, -cos * level);
        let right = Vec3::new(cos, 0.0, sin);
        (right, right.cross(forward), forward)
    }

    /// Where the eye is.
    pub fn eye(&self) -> Vec3 {
        self.target - self.axes().2 * self.distance
    }

    /// Projection × view for OpenGL clip space. `reach` is the radius in metres that must not be clipped away.
    pub fn view_projection(&self, viewport: Viewport, reach: f32) -> Mat4 {
        let (right, up, forward) = self.axes();
        let eye = self.eye();
        let row = |axis: Vec3| axis.extend(-axis.dot(eye));
        let view = Mat4::from_cols(row(right), row(up), row(-forward), Vec4::W).transpose();
        let near = (self.distance * 0.05).max(0.5);
        let far = self.distance + reach.max(self.distance) * 3.0;
        let tall = 1.0 / (FIELD_OF_VIEW * 0.5).tan();
        let wide = tall * viewport.height.max(1.0) / viewport.width.max(1.0);
        let projection = Mat4::from_cols(
            Vec4::new(wide, 0.0, 0.0, 0.0),
            Vec4::new(0.0, tall, 0.0, 0.0),
            Vec4::new(0.0, 0.0, (far + near) / (near - far), -1.0),
            Vec4::new(0.0, 0.0, 2.0 * far * near / (near - far), 0.0),
        );
        projection * view
    }

    /// The ray through a point of the picture; CSS pixels from its top left corner.
    pub fn ray(&self, viewport: Viewport, at: Vec2) -> Ray {
        let (right, up, forward) = self.axes();
        let scale = (FIELD_OF_VIEW * 0.5).tan() * 2.0 / viewport.height.max(1.0);
        let x = (at.x - viewport.width * 0.5) * scale;
        let y = (viewport.height * 0.5 - at.y) * scale;
        Ray { origin: self.eye(), direction: (forward + right * x + up * y).normalize() }
    }

    /// Where a point of the scene is in the picture, with its distance along the look; nothing behind the eye.
    pub fn project(&self, viewport: Viewport, point: Vec3) -> Option<(Vec2, f32)> {
        let (right, up, forward) = self.axes();
        let from_eye = point - self.eye();
        let depth = from_eye.dot(forward);
        let scale = viewport.height.max(1.0) / ((FIELD_OF_VIEW * 0.5).tan() * 2.0 * depth);
        let x = viewport.width * 0.5 + from_eye.dot(right) * scale;
        let y = viewport.height * 0.5 - from_eye.dot(up) * scale;
        (depth > 0.1).then_some((Vec2::new(x, y), depth))
    }

    /// CSS pixels that one metre takes at `depth` metres along the look.
    pub fn pixels_per_metre(&self, viewport: Viewport, depth: f32) -> f32 {
        viewport.height / ((FIELD_OF_VIEW * 0.5).tan() * 2.0 * depth.max(0.1))
    }

    /// How far away the storeys of a facade can still be told apart, in metres.
    pub fn facade_reach(&self, viewport: Viewport) -> f32 {
        self.pixels_per_metre(viewport, 1.0) * STOREY_M / LEAST_STOREY_PX
    }

    /// Where a point of the picture lies on the level of the target; nothing above the horizon.
    pub fn on_level(&self, viewport: Viewport, at: Vec2) -> Option<Vec3> {
        let ray = self.ray(viewport, at);
        let t = (self.target.y - ray.origin.y) / ray.direction.y;
        (t.is_finite() && t > 0.0 && t < self.distance * 8.0).then(|| ray.at(t))
    }

    /// Drags what was under `from` to `to`.
    pub fn pan(&mut self, viewport: Viewport, from: Vec2, to: Vec2) {
        let under = self.on_level(viewport, from).zip(self.on_level(viewport, to));
        if let Some((a, b)) = under {
            self.target += a - b;
        }
    }

    /// Turns around the target by a drag of CSS pixels.
    pub fn orbit(&mut self, by: Vec2) {
        self.yaw -= by.x * 0.0055;
        self.pitch = (self.pitch + by.y * 0.0045).clamp(PITCH.0, PITCH.1);
    }

    /// Comes `factor` times nearer (below 1) or farther, keeping what is under `at` there.
    pub fn zoom(&mut self, viewport: Viewport, at: Vec2, factor: f32, farthest: f32) {
        let held = self.on_level(viewport, at);
        let distance = (self.distance * factor).clamp(NEAREST_M, farthest.max(NEAREST_M));
        let share = distance / self.distance;
        self.distance = distance;
        if let Some(held) = held {
            self.target = held + (self.target - held) * share;
        }
    }

    /// Keeps the target on or above the ground and within `area`.
    pub fn keep_within(&mut self, area: &Bounds) {
        if !area.is_empty() {
            let margin = Vec3::splat(self.distance * 0.25);
            self.target = self.target.clamp(area.min - margin, area.max + margin);
        }
        self.target.y = self.target.y.max(0.0);
        self.pitch = self.pitch.clamp(PITCH.0, PITCH.1);
    }
}

/// A change from one number to another that eases in and out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Glide {
    from: f32,
    to: f32,
    start_ms: f64,
    length_ms: f64,
}

impl Glide {
    /// Standing still at `value`.
    pub fn still(value: f32) -> Self {
        Self { from: value, to: value, start_ms: 0.0, length_ms: 0.0 }
    }

    /// Turns towards `to` from wherever it is now.
    pub fn turn_to(&mut self, to: f32, now_ms: f64, length_ms: f64) {
        *self = Self { from: self.at(now_ms), to, start_ms: now_ms, length_ms };
    }

    /// The value at a time.
    pub fn at(&self, now_ms: f64) -> f32 {
        self.from + (self.to - self.from) * ease(self.start_ms, self.length_ms, now_ms)
    }

    /// Where it ends.
    pub fn goal(&self) -> f32 {
        self.to
    }

    /// True while it still changes.
    pub fn moving(&self, now_ms: f64) -> bool {
        now_ms < self.start_ms + self.length_ms
    }
}

/// The share of the way at `now_ms`: slow, fast, slow.
fn ease(start_ms: f64, length_ms: f64, now_ms: f64) -> f32 {
    if length_ms <= 0.0 {
        return 1.0;
    }
    #[expect(clippy::cast_possible_truncation, reason = "between 0 and 1")]
    let t = ((now_ms - start_ms) / length_ms).clamp(0.0, 1.0) as f32;
    t * t * t * (t * (t * 6.0 - 15.0) + 10.0)
}

/// A flight of the camera.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Flight {
    from: Stance,
    to: Stance,
    start_ms: f64,
    length_ms: f64,
}

impl Flight {
    /// From one stance to another; longer ways take longer, between 0.35 and 1.1 seconds.
    pub fn new(from: Stance, to: Stance, now_ms: f64) -> Self {
        let way = f64::from(from.target.distance(to.target) / from.distance.max(to.distance));
        let zoom = f64::from((to.distance / from.distance).ln().abs());
        let turn = std::f32::consts::TAU;
        let yaw = from.yaw + (to.yaw - from.yaw + turn * 0.5).rem_euclid(turn) - turn * 0.5;
        let to = Stance { yaw, ..to };
        Self { from, to, start_ms: now_ms, length_ms: (350.0 + way * 260.0 + zoom * 160.0).min(1100.0) }
    }

    /// Where the camera is at a time: the distance changes by equal factors, and rises a little on long ways.
    pub fn at(&self, now_ms: f64) -> Stance {
        let t = ease(self.start_ms, self.length_ms, now_ms);
        if t >= 1.0 {
            return self.to;
        }
        let way = self.from.target.distance(self.to.target);
        let rise = 4.0 * t * (1.0 - t) * (way * 0.35 - self.from.distance.max(self.to.distance) * 0.3).max(0.0);
        Stance {
            target: self.from.target.lerp(self.to.target, t),
            distance: self.from.distance * (self.to.distance / self.from.distance).powf(t) + rise,
            yaw: self.from.yaw + (self.to.yaw - self.from.yaw) * t,
            pitch: self.from.pitch + (self.to.pitch - self.from.pitch) * t,
        }
    }

    /// Where it ends.
    pub fn goal(&self) -> Stance {
        self.to
    }

    /// True while it is under way.
    pub fn moving(&self, now_ms: f64) -> bool {
        now_ms < self.start_ms + self.length_ms
    }
}

/// What a camera can see: six planes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frustum {
    planes: [Vec4; 6],
}

impl Frustum {
    /// The planes of a projection × view matrix in OpenGL clip space.
    pub fn new(view_projection: &Mat4) -> Self {
        let rows = view_projection.transpose();
        let (x, y, z, w) = (rows.x_axis, rows.y_axis, rows.z_axis, rows.w_axis);
        Self { planes: [w + x, w - x, w + y, w - y, w + z, w - z] }
    }

    /// False only when nothing of `bounds` can be in the picture.
    pub fn may_see(&self, bounds: &Bounds) -> bool {
        self.planes.iter().all(|plane| {
            let normal = plane.xyz();
            let farthest = Vec3::select(normal.cmpge(Vec3::ZERO), bounds.max, bounds.min);
            normal.dot(farthest) + plane.w >= 0.0
        })
    }
}
