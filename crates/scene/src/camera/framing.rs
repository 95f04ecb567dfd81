//! Where the camera stands to have something in the picture, beside what the page lays over it.

use super::{FIELD_OF_VIEW, NEAREST_M, Stance, Viewport};
use crate::bounds::Bounds;
use bevy_math::{Vec2, Vec3};
use serde::{Deserialize, Serialize};

/// However much the page covers, this share of the way from the middle of the canvas to each edge stays free.
const LEAST_FREE: f32 = 0.1;

/// How much the page covers along each edge of the canvas, in CSS pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Insets {
    /// From the left.
    pub left: f32,
    /// From the top.
    pub top: f32,
    /// From the right.
    pub right: f32,
    /// From the bottom.
    pub bottom: f32,
}

/// The free part of the picture, per metre of distance from the eye: right and up of the middle.
#[derive(Clone, Copy, Debug)]
struct Free {
    least: Vec2,
    most: Vec2,
}

impl Insets {
    fn free(self, viewport: Viewport) -> Free {
        let tall = (FIELD_OF_VIEW * 0.5).tan();
        let half = Vec2::new(tall * viewport.width / viewport.height.max(1.0), tall);
        let pixel = tall * 2.0 / viewport.height.max(1.0);
        let covered = |a: f32, b: f32| Vec2::new(a, b).max(Vec2::ZERO) * pixel;
        let left = |covered: Vec2| (half - covered).max(half * LEAST_FREE);
        Free { least: -left(covered(self.left, self.bottom)), most: left(covered(self.right, self.top)) }
    }
}

impl Stance {
    /// The stance that fits `bounds` into the middle of what the page leaves free, keeping the bearing.
    #[must_use]
    pub fn framing(&self, viewport: Viewport, insets: Insets, bounds: &Bounds, margin: f32) -> Self {
        let free = insets.free(viewport);
        let mut stance = Self { target: bounds.centre(), ..*self };
        for _ in 0..4 {
            stance.distance = stance.distance_for(free, bounds);
            let off = stance.off_middle(free, bounds);
            let (right, up, _) = stance.axes();
            stance.target += (right * off.x + up * off.y) * stance.distance;
        }
        stance.distance = stance.distance_for(free, bounds) * margin;
        // The same picture, with the target back on the level of the middle: that is what one turns around.
        let forward = stance.axes().2;
        let slide = (bounds.centre().y - stance.target.y) / forward.y;
        stance.target += forward * slide;
        stance.distance = (stance.distance + slide).max(NEAREST_M);
        stance
    }

    /// The distance at which all corners are in the free part.
    fn distance_for(&self, free: Free, bounds: &Bounds) -> f32 {
        let (right, up, forward) = self.axes();
        let needed = |corner: Vec3| {
            let v = corner - self.target;
            let aside = Vec2::new(v.dot(right), v.dot(up));
            (aside / free.most).max(aside / free.least).max_element() - v.dot(forward)
        };
        bounds.corners().into_iter().map(needed).fold(NEAREST_M, f32::max)
    }

    /// How far the middle of what is seen of `bounds` is off the middle of the free part, per metre of distance.
    fn off_middle(&self, free: Free, bounds: &Bounds) -> Vec2 {
        let (right, up, forward) = self.axes();
        let seen = bounds.corners().map(|corner| {
            let v = corner - self.target;
            Vec2::new(v.dot(right), v.dot(up)) / (self.distance + v.dot(forward)).max(0.1)
        });
        let (min, max) = crate::polygon::extent(&seen);
        (min + max) * 0.5 - (free.least + free.most) * 0.5
    }
}
