//! Slabs and rooms of the opened building: `block.vert`, `block.frag`.

use super::solid::{Kind, Look, Marks, Spot, light};
use super::{Light, between, fades, line, mix, strokes};
use bevy_math::Vec3;
use louce_scene::mesh::SolidVertex;

/// What is particular to a face of the opened building.
pub(super) struct Room {
    top: bool,
    selected: bool,
    /// Colour of posts and panes.
    pane: Vec3,
    /// Whether there are panes.
    glass: bool,
}

/// How the face of `corner` looks; `under` another storey.
pub(super) fn look(corner: &SolidVertex, under: bool, marks: Marks, with: &Light) -> Look {
    let top = corner.normal.y > 0.5;
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
    let quiet = marks.dim() || marks.selected;
    let pane = mix(colour, with.plain, 0.62);
    Look {
        colour,
        ink: mix(colour * 0.62, Vec3::ONE, 0.08),
        mark: strokes(marks.pattern, 1.1),
        strength: if quiet { 0.2 } else { 0.55 },
        // What lies under another storey lies in its shade.
        light: light(corner.normal) * if top && under { 0.95 } else { 1.0 },
        of: Kind::Block(Room { top, selected: marks.selected, pane, glass: corner.bay > 0.5 && !quiet }),
    }
}

/// `face` is its colour with its mark, before any light.
pub(super) fn colour(face: Vec3, spot: &Spot, shone: f32, room: &Room, with: &Light) -> Vec3 {
    let (edges, pixel) = (spot.face, spot.pixel);
    let chosen = if room.selected { 1.0 } else { 0.0 };
    let wall = if room.top { 0.0 } else { 1.0 };
    let near = fades(pixel, 0.25, 0.8);
    let paned = if room.glass { mix(face, room.pane, glass(spot) * near) } else { face };
    let colour = paned * shone * (1.0 - wall * 0.14 * fades(spot.pattern.y, 0.0, 1.6));
    // Rooms stand between light mullions, and end above and below in a dark line; the selection has a light rim.
    let sides = edges.x.min(edges.y);
    let colour = mix(colour, room.pane * shone, wall * 0.8 * line(sides, 0.07, pixel) * near);
    let edge = edges.z.min(edges.w).min(sides + wall * (1.0 - chosen) * 1000.0);
    let rim = mix(mix(colour, with.ink, 0.55), Vec3::ONE, chosen);
    let rimmed = line(edge, between(0.05, 0.14, chosen), pixel) * near;
    mix(colour, rim, rimmed * between(0.75, 0.9, chosen))
}

/// A shop is glass between posts, over a sill and under a board in the colour of its class.
fn glass(spot: &Spot) -> f32 {
    let face = spot.face;
    let wide = face.x + face.y;
    let pane = wide / (wide / 1.9 + 0.5).floor().max(1.0);
    let from = face.x / pane + 0.5;
    let post = (from - from.floor() - 0.5).abs() * pane;
    let glass = (face.z - 0.25).min(face.w - 0.75).min(post - 0.09);
    (glass / spot.pixel + 0.5).clamp(0.0, 1.0)
}
