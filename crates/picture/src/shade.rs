//! What a surface looks like: the arithmetic of `louce-viewer`'s shaders, line by line. What is changed there is
//! changed here; `tests/mirrors.rs` fails until it is.

mod block;
mod community;
mod facade;
mod ground;
mod shadow;
mod solid;
mod swatch;

pub(crate) use facade::{Panes, Windows};
pub(crate) use ground::{Ground, away, strength};
pub(crate) use shadow::Shadow;
pub(crate) use solid::{Marks, Solid};
pub(crate) use swatch::swatch;

use bevy_math::Vec3;
use louce_scene::Scene;
use louce_scene::classes::{Pattern, Strokes};
use louce_scene::palette::Rgb;
use louce_scene::scene::DrawPlan;

/// What every surface is shaded with: the uniforms of the shaders.
pub(crate) struct Light {
    /// Horizon and far ground.
    pub background: Vec3,
    /// A building that says nothing.
    pub plain: Vec3,
    /// Search hits.
    pub lit: Vec3,
    /// The selection.
    pub selected: Vec3,
    /// Thin lines.
    pub ink: Vec3,
    /// What is behind windows.
    panes: Panes,
    eye: Vec3,
    /// One over the square of the distance at which haze hides half.
    haze: f32,
}

impl Light {
    /// The light of one frame of `scene`.
    pub(crate) fn new(plan: &DrawPlan, scene: &Scene) -> Self {
        let palette = scene.palette();
        let half = plan.distance * 4.0 + 1000.0;
        Self {
            background: rgb(palette.background),
            plain: rgb(palette.plain),
            lit: rgb(palette.lit),
            selected: rgb(palette.selected),
            ink: rgb(palette.ink),
            panes: Panes::new(scene),
            eye: plan.eye,
            haze: 1.0 / (half * half),
        }
    }

    /// `colour` seen through the air from `place`.
    fn hazed(&self, colour: Vec3, place: Vec3) -> Vec3 {
        let far = (place - self.eye).length_squared() * self.haze;
        mix(colour, self.background, far / (1.0 + far))
    }
}

/// A colour of the palette between 0 and 1.
pub(crate) fn rgb(colour: Rgb) -> Vec3 {
    Vec3::from(colour.map(|c| f32::from(c) / 255.0))
}

/// The mark with number `pattern`, one period of dots taking `scale` metres.
fn strokes(pattern: u8, scale: f32) -> Strokes {
    let pattern = Pattern::ALL.get(usize::from(pattern)).copied().unwrap_or(Pattern::Plain);
    let strokes = pattern.strokes();
    Strokes { axes: strokes.axes.map(|axis| axis / scale), ..strokes }
}

fn mix(a: Vec3, b: Vec3, share: f32) -> Vec3 {
    a + (b - a) * share
}

fn between(a: f32, b: f32, share: f32) -> f32 {
    a + (b - a) * share
}

/// 1 on a line of `width` metres at distance `at`, at least a pixel wide.
fn line(at: f32, width: f32, pixel: f32) -> f32 {
    ((width.max(pixel * 0.75) - at.abs()) / pixel + 0.5).clamp(0.0, 1.0)
}

/// 1 at and below `from`, 0 at and above `to`.
fn fades(x: f32, from: f32, to: f32) -> f32 {
    ((to - x) / (to - from)).clamp(0.0, 1.0)
}
