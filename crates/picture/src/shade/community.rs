//! Buildings of the community: `community.vert`, `community.frag`.

use super::solid::{Kind, Look, Marks, Spot, light};
use super::{Light, between, fades, line, mix, strokes};
use bevy_math::Vec3;
use louce_scene::mesh::NO_EDGE;

/// What is particular to a wall or roof of the community.
pub(super) struct Of {
    roof: bool,
    /// Strength of thin lines.
    lines: f32,
    /// A footprint that no building has taken: it tells no storeys.
    measured: bool,
}

pub(super) fn look(normal: Vec3, height: f32, marks: Marks, with: &Light) -> Look {
    let roof = normal.y > 0.5;
    let either = |on_roof: f32, on_wall: f32| if roof { on_roof } else { on_wall };
    let mut colour = mix(with.plain, marks.colour, if marks.measured { 1.0 } else { either(0.82, 0.26) });
    if marks.dim() {
        colour = mix(colour, with.background, 0.72);
    }
    // The roof says that a building is meant, its walls go on saying what it is.
    if marks.lit() {
        colour = mix(colour, with.lit, either(0.85, 0.25));
    }
    if marks.selected {
        colour = mix(colour, with.selected, either(0.92, 0.35));
    }
    if marks.hovered {
        colour = mix(colour, with.selected, 0.28);
    }
    let quiet = if marks.dim() || marks.selected { 0.3 } else { 1.0 };
    let shade = light(normal);
    // Around an opened building the others lie low and say little.
    let low = 1.0 - height;
    Look {
        colour: mix(colour, with.background, low * 0.55),
        ink: mix(marks.colour * 0.72, Vec3::ONE, 0.12),
        mark: strokes(marks.pattern, either(4.0, 3.0)),
        strength: either(0.42, 0.13) * quiet * (1.0 - low * 0.8),
        light: if marks.measured { between(shade, 1.0, 0.35) } else { shade },
        of: Kind::Community(Of {
            roof,
            lines: if marks.dim() || marks.measured { 0.3 } else { 1.0 },
            measured: marks.measured,
        }),
    }
}

pub(super) fn colour(lit: Vec3, spot: &Spot, of: &Of, with: &Light) -> Vec3 {
    if of.roof {
        return lit;
    }
    let (face, y, pixel) = (spot.face, spot.pattern.y, spot.pixel);
    // The foot of a wall stands in its own shade.
    let foot = fades(y, 0.0, 14.0);
    let colour = lit * (1.0 - 0.16 * foot * foot);
    // Floors, corners and the parapet as thin lines.
    let storey = if of.measured { NO_EDGE } else { face.w.max(1.0) };
    let floors = y / storey;
    let from_line = ((floors + 0.5) - (floors + 0.5).floor() - 0.5).abs() * storey;
    let inner = if floors >= 0.5 && y <= face.z - 0.5 { 1.0 } else { 0.0 };
    let shown = fades(pixel / storey, 0.12, 0.40);
    let thin = fades(pixel, 1.0, 3.0);
    let drawn =
        (0.13 * shown * inner * line(from_line, 0.10, pixel)).max(0.20 * thin * line(face.x.min(face.y), 0.10, pixel));
    let colour = mix(colour, with.ink, of.lines * drawn);
    mix(colour, Vec3::ONE, of.lines * 0.45 * thin * line(face.z - y, 0.12, pixel))
}
