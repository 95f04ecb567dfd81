//! Flat ground with the shade of the buildings on it: `ground.vert`, `ground.frag`.

use super::{Light, Shadow};
use crate::raster::Place;
use bevy_math::{Vec2, Vec3};

/// A triangle of the ground.
pub(crate) struct Ground {
    /// Its colour.
    pub tone: Vec3,
    /// Its corners.
    pub places: [Vec3; 3],
}

/// How strong cast and contact shadows are: sunk buildings cast hardly any shadow, but still touch the ground.
pub(crate) fn strength(height: f32) -> Vec2 {
    Vec2::new(0.20 * height * height, 0.30)
}

/// How far a tone is pushed back, so that each pixel is shaded once, by the layer on top.
pub(crate) fn away(tone: f32) -> f32 {
    (7.0 - tone) * 2e-5
}

impl Ground {
    /// Its colour at a place. The viewer adds a grain below one step of colour against bands; a picture that becomes a
    /// file goes without: grain cannot be compressed.
    pub(crate) fn colour(&self, place: &Place, light: &Light, shadow: &Shadow) -> Vec3 {
        let at = place.mix(self.places);
        let dark = shadow.at(Vec2::new(at.x, at.z));
        let colour = self.tone * (1.0 - dark.x) * (1.0 - dark.y);
        light.hazed(colour, at)
    }
}
