//! What walls, roofs, slabs and rooms share: `shared.vert`, `shared.frag`.

use super::{Light, block, community, fades};
use crate::raster::Place;
use bevy_math::{Vec2, Vec3, Vec4};
use louce_scene::mesh::SolidVertex;

/// Towards the sun.
const SUN: Vec3 = Vec3::new(-0.3994, 0.7988, 0.4493);

/// Bits of a texel's fourth byte above the pattern number.
const DIM: u8 = 8;
const LIT: u8 = 16;
const SELECTED: u8 = 32;
const HOVERED: u8 = 64;
const HIDDEN: u8 = 128;

/// A triangle of a solid mesh.
pub(crate) struct Solid {
    /// Distances to the edges of the face.
    pub faces: [Vec4; 3],
    /// Coordinates of the pattern.
    pub patterns: [Vec2; 3],
    /// Where its corners stand in this frame.
    pub places: [Vec3; 3],
    /// What is the same all over it.
    pub look: Look,
}

/// What is the same on a whole triangle.
pub(crate) struct Look {
    pub colour: Vec3,
    /// Colour of the mark.
    pub ink: Vec3,
    /// The two axes along which the mark repeats.
    pub axes: Vec4,
    /// Number of the pattern.
    pub kind: u8,
    pub light: f32,
    /// Strength of the mark.
    pub mark: f32,
    pub of: Kind,
}

/// Which shader draws it.
pub(crate) enum Kind {
    /// A wall or roof of the community.
    Community { roof: bool, lines: f32 },
    /// A slab or room of the opened building.
    Block { top: bool, selected: bool },
}

/// What a texel of the colour table says.
#[derive(Clone, Copy)]
pub(crate) struct Marks {
    pub colour: Vec3,
    pub pattern: u8,
    bits: u8,
}

impl Marks {
    pub(crate) fn new([r, g, b, bits]: [u8; 4]) -> Self {
        Self { colour: super::rgb([r, g, b]), pattern: bits & 7, bits }
    }

    pub(super) fn dim(self) -> bool {
        self.bits & DIM != 0
    }

    pub(super) fn lit(self) -> bool {
        self.bits & LIT != 0
    }

    pub(super) fn selected(self) -> bool {
        self.bits & SELECTED != 0
    }

    pub(super) fn hovered(self) -> bool {
        self.bits & HOVERED != 0
    }

    /// Not drawn at all.
    pub(crate) fn hidden(self) -> bool {
        self.bits & HIDDEN != 0
    }
}

impl Solid {
    /// A wall or roof of the community at `height` of its height.
    pub(crate) fn community(corners: [&SolidVertex; 3], height: f32, marks: Marks, light: &Light) -> Self {
        let [first, ..] = corners;
        let look = community::look(first.normal, height, marks, light);
        Self::new(corners, |v| v.position.with_y(v.position.y * height), look)
    }

    /// A slab or room, with the lowest storey at the height `base` and `step` metres from storey to storey.
    pub(crate) fn block(corners: [&SolidVertex; 3], [base, step]: [f32; 2], marks: Marks, light: &Light) -> Self {
        let [first, ..] = corners;
        let look = block::look(first.normal, marks, light);
        Self::new(corners, |v| v.position + Vec3::Y * (v.storey * step + base), look)
    }

    fn new(corners: [&SolidVertex; 3], place: impl Fn(&SolidVertex) -> Vec3, look: Look) -> Self {
        Self { faces: corners.map(|v| v.face), patterns: corners.map(|v| v.pattern), places: corners.map(place), look }
    }

    /// Its colour at a place.
    pub(crate) fn colour(&self, place: &Place, light: &Light) -> Vec3 {
        let (face, pattern) = (place.mix(self.faces), place.mix(self.patterns));
        let pixel = place.width(self.patterns).max_element() + 1e-5;
        let marked = super::mix(
            self.look.colour,
            self.look.ink,
            mark(self.look.kind, pattern, self.look.axes, pixel) * self.look.mark,
        );
        let colour = match self.look.of {
            Kind::Community { roof, lines } => {
                community::colour(marked * self.look.light, face, pattern.y, pixel, (roof, lines), light)
            }
            Kind::Block { top, selected } => {
                block::colour(marked * self.look.light, face, pattern.y, pixel, (top, selected), light)
            }
        };
        light.hazed(colour, place.mix(self.places))
    }
}

/// How much of a pattern's mark covers a place of a face: 0 none, 1 all; it fades where it would become noise. `axes` are
/// those of [`mark_axes`], `pixel` is how many metres one pixel takes.
pub(super) fn mark(kind: u8, at: Vec2, axes: Vec4, pixel: f32) -> f32 {
    let along = Vec2::new(at.dot(Vec2::new(axes.x, axes.y)), at.dot(Vec2::new(axes.z, axes.w)));
    let d = (along - along.floor() - 0.5).abs();
    let inside = match kind {
        0 => return 0.0,
        1 => d.x - 0.24,
        2 => 0.17 - d.length(),
        3 => d.x.max(d.y) - 0.40,
        _ => (d.x - 0.40).min(d.y - 0.20),
    };
    let soft = pixel * (axes.x.abs() + axes.y.abs()) * 0.8;
    (inside / soft + 0.5).clamp(0.0, 1.0) * fades(soft, 0.16, 0.40)
}

pub(super) fn light(n: Vec3) -> f32 {
    0.80 + 0.19 * n.dot(SUN).max(0.0) + 0.05 * n.y - 0.03 * n.x - 0.02 * n.z
}

/// The two axes along which a mark repeats, per metre; `scale` metres are one period of dots.
pub(super) fn mark_axes(pattern: u8, scale: f32) -> Vec4 {
    let axes = match pattern {
        2 => Vec4::new(1.0, 0.0, 0.0, 1.0),
        3 => Vec4::new(0.6, 0.6, 0.6, -0.6),
        4 => Vec4::new(0.6, -0.6, 0.45, 0.45),
        _ => Vec4::new(0.7, 0.7, 0.0, 0.0),
    };
    axes / scale
}
