//! What walls, roofs, slabs and rooms share: `shared.vert`, `shared.frag`.

use super::facade::Windows;
use super::{Light, block, community, fades, mix};
use crate::raster::Place;
use bevy_math::{Vec2, Vec3, Vec4};
use louce_scene::classes::Strokes;
use louce_scene::mesh::SolidVertex;

/// Towards the sun.
const SUN: Vec3 = Vec3::new(-0.3994, 0.7988, 0.4493);

/// What a texel's fourth byte says: the pattern number, or that this is a footprint which no building has taken; above
/// it how much the entry is meant to be seen, and marks.
const MEASURED: u8 = 15;
const PRESENCE: u8 = 16;
const SELECTED: u8 = 64;
const HOVERED: u8 = 128;

/// A triangle of a solid mesh.
pub(crate) struct Solid {
    /// Distances to the edges of the face.
    faces: [Vec4; 3],
    /// Coordinates of the pattern.
    patterns: [Vec2; 3],
    /// Where its corners stand in this frame.
    pub places: [Vec3; 3],
    /// What is the same all over it.
    look: Look,
    /// Its windows, where it shows any.
    windows: Option<Windows>,
}

/// What is the same on a whole triangle.
pub(super) struct Look {
    pub colour: Vec3,
    /// Colour of the mark.
    pub ink: Vec3,
    /// The mark.
    pub mark: Strokes,
    /// Strength of the mark.
    pub strength: f32,
    pub light: f32,
    pub of: Kind,
}

/// Which shader draws it.
pub(super) enum Kind {
    /// A wall or roof of the community.
    Community(community::Of),
    /// A slab or room of the opened building.
    Block(block::Room),
}

/// A place on a face.
pub(super) struct Spot {
    /// Distances to the edges of the face, in metres.
    pub face: Vec4,
    /// Coordinates of the pattern, in metres.
    pub pattern: Vec2,
    /// How many metres of its height one pixel takes.
    pub rise: f32,
    /// How many metres one pixel takes at most.
    pub pixel: f32,
}

/// What a texel of the colour table says.
#[derive(Clone, Copy)]
pub(crate) struct Marks {
    pub colour: Vec3,
    /// Number of the pattern.
    pub pattern: u8,
    /// A footprint that no building has taken.
    pub measured: bool,
    presence: u8,
    pub selected: bool,
    pub hovered: bool,
}

impl Marks {
    pub(crate) fn new([r, g, b, bits]: [u8; 4]) -> Self {
        Self {
            colour: super::rgb([r, g, b]),
            pattern: if bits % PRESENCE == MEASURED { 0 } else { bits % PRESENCE },
            measured: bits % PRESENCE == MEASURED,
            presence: bits / PRESENCE % 4,
            selected: bits & SELECTED != 0,
            hovered: bits & HOVERED != 0,
        }
    }

    pub(super) fn dim(self) -> bool {
        self.presence == 1
    }

    pub(super) fn lit(self) -> bool {
        self.presence == 2
    }

    /// Not drawn at all.
    pub(crate) fn hidden(self) -> bool {
        self.presence == 3
    }
}

impl Solid {
    /// A wall or roof of the community at `height` of its height.
    pub(crate) fn community(
        corners: [&SolidVertex; 3],
        height: f32,
        marks: Marks,
        windows: Option<Windows>,
        light: &Light,
    ) -> Self {
        let [first, ..] = corners;
        let look = community::look(first.normal, height, marks, light);
        Self { windows, ..Self::new(corners, |v| v.position.with_y(v.position.y * height), look) }
    }

    /// A slab or room moved by `moved`; `under` another storey.
    pub(crate) fn block(corners: [&SolidVertex; 3], moved: Vec3, under: bool, marks: Marks, light: &Light) -> Self {
        let [first, ..] = corners;
        Self::new(corners, |v| v.position + moved, block::look(first, under, marks, light))
    }

    fn new(corners: [&SolidVertex; 3], place: impl Fn(&SolidVertex) -> Vec3, look: Look) -> Self {
        Self {
            faces: corners.map(|v| v.face),
            patterns: corners.map(|v| v.pattern),
            places: corners.map(place),
            look,
            windows: None,
        }
    }

    /// Its colour at a place.
    pub(crate) fn colour(&self, place: &Place, light: &Light) -> Vec3 {
        let across = place.width(self.patterns);
        let pixel = across.max_element() + 1e-5;
        let (face, pattern) = (place.mix(self.faces), place.mix(self.patterns));
        let spot = Spot { face, pattern, rise: across.y, pixel };
        let look = &self.look;
        let face = match &self.windows {
            Some(windows) => windows.colour(place, &spot, look, light),
            None => mix(look.colour, look.ink, mark(&look.mark, spot.pattern, pixel) * look.strength),
        };
        let colour = match &look.of {
            Kind::Community(of) => community::colour(face * look.light, &spot, of, light),
            Kind::Block(room) => block::colour(face, &spot, look.light, room, light),
        };
        light.hazed(colour, place.mix(self.places))
    }
}

/// How much of a mark covers a place of a face: 0 none, 1 all; it fades where it would become noise.
pub(super) fn mark(strokes: &Strokes, at: Vec2, pixel: f32) -> f32 {
    let axes = Vec4::from_array(strokes.axes);
    let along = Vec2::new(at.dot(Vec2::new(axes.x, axes.y)), at.dot(Vec2::new(axes.z, axes.w)));
    let d = (along - along.floor() - 0.5).abs();
    let inside = match strokes.family {
        0 => return 0.0,
        1 => d.x - strokes.width,
        2 => strokes.width - d.length(),
        3 => d.x.max(d.y) - strokes.width,
        _ => (d.x - strokes.width).min(d.y - 0.20),
    };
    let soft = pixel * (axes.x.abs() + axes.y.abs()) * 0.8;
    (inside / soft + 0.5).clamp(0.0, 1.0) * fades(soft, 0.16, 0.40)
}

pub(super) fn light(n: Vec3) -> f32 {
    0.80 + 0.19 * n.dot(SUN).max(0.0) + 0.05 * n.y - 0.03 * n.x - 0.02 * n.z
}
