//! Buildings of the community: `community.vert`, `community.frag`.

use super::solid::{Kind, Look, Marks, Spot, light};
use super::{Light, fades, line, mix, strokes};
use bevy_math::Vec3;

pub(super) fn look(normal: Vec3, height: f32, marks: Marks, with: &Light) -> Look {
    let roof = normal.y > 0.5;
    let either = |on_roof: f32, on_wall: f32| if roof { on_roof } else { on_wall };
    let mut colour = mix(with.plain, marks.colour, either(0.82, 0.26));
    if marks.dim() {
        colour = mix(colour, with.background, 0.72);
    }
    if marks.lit() {
        colour = mix(colour, with.lit, either(0.85, 0.6));
    }
    if marks.selected {
        colour = mix(colour, with.selected, either(0.92, 0.78));
    }
    if marks.hovered {
        colour = mix(colour, with.selected, 0.28);
    }
    let quiet = if marks.dim() || marks.selected { 0.3 } else { 1.0 };
    // Around an opened building the others lie low and say little.
    let low = 1.0 - height;
    Look {
        colour: mix(colour, with.background, low * 0.55),
        ink: mix(marks.colour * 0.72, Vec3::ONE, 0.12),
        mark: strokes(marks.pattern, either(4.0, 3.0)),
        strength: either(0.42, 0.13) * quiet * (1.0 - low * 0.8),
        light: light(normal),
        of: Kind::Community { roof, lines: if marks.dim() { 0.3 } else { 1.0 } },
    }
}

pub(super) fn colour(lit: Vec3, spot: &Spot, (roof, lines): (bool, f32), with: &Light) -> Vec3 {
    if roof {
        return lit;
    }
    let (face, y, pixel) = (spot.face, spot.pattern.y, spot.pixel);
    // The foot of a wall stands in its own shade.
    let foot = fades(y, 0.0, 14.0);
    let colour = lit * (1.0 - 0.16 * foot * foot);
    // Floors, corners and the parapet as thin lines.
    let storey = face.w.max(1.0);
    let floors = y / storey;
    let from_line = ((floors + 0.5) - (floors + 0.5).floor() - 0.5).abs() * storey;
    let inner = if floors >= 0.5 && y <= face.z - 0.5 { 1.0 } else { 0.0 };
    let shown = fades(pixel / storey, 0.12, 0.40);
    let thin = fades(pixel, 1.0, 3.0);
    let drawn =
        (0.13 * shown * inner * line(from_line, 0.10, pixel)).max(0.20 * thin * line(face.x.min(face.y), 0.10, pixel));
    let colour = mix(colour, with.ink, lines * drawn);
    mix(colour, Vec3::ONE, lines * 0.45 * thin * line(face.z - y, 0.12, pixel))
}
