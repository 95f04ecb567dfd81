//! Slabs and rooms of the opened building: `block.vert`, `block.frag`.

use super::solid::{Kind, Look, Marks, Spot, light};
use super::{Light, between, fades, line, mix, strokes};
use bevy_math::Vec3;

pub(super) fn look(normal: Vec3, marks: Marks, with: &Light) -> Look {
    let mut colour = marks.colour;
    if marks.dim() {
        colour = mix(colour, with.background, 0.75);
    }
    if marks.lit() {
        colour = mix(colour, with.lit, 0.08);
    }
    if marks.selected {
        colour = mix(colour, with.selected, 0.9);
    }
    if marks.hovered {
        colour = mix(colour, with.selected, 0.3);
    }
    Look {
        colour,
        ink: mix(colour * 0.62, Vec3::ONE, 0.08),
        mark: strokes(marks.pattern, 1.1),
        strength: if marks.dim() || marks.selected { 0.2 } else { 0.55 },
        light: light(normal),
        of: Kind::Block { top: normal.y > 0.5, selected: marks.selected },
    }
}

pub(super) fn colour(lit: Vec3, spot: &Spot, (top, selected): (bool, bool), with: &Light) -> Vec3 {
    let chosen = if selected { 1.0 } else { 0.0 };
    let foot = if top { 0.0 } else { 0.14 * fades(spot.pattern.y, 0.0, 1.6) };
    let colour = lit * (1.0 - foot);
    let edge = spot.face.min_element();
    let rim = mix(mix(colour, with.ink, 0.55), Vec3::ONE, chosen);
    let rimmed = line(edge, between(0.05, 0.14, chosen), spot.pixel) * fades(spot.pixel, 0.25, 0.8);
    mix(colour, rim, rimmed * between(0.75, 0.9, chosen))
}
