//! A colour with its mark as a little square: what the legend shows is what roofs and rooms show.

use super::solid::mark;
use super::{mix, rgb, strokes};
use crate::canvas::{Canvas, bytes};
use bevy_math::{Vec2, Vec3};
use louce_scene::classes::{Look, ink};

/// CSS pixels for one metre of a room's wall.
const METRE_PX: f32 = 5.0;

/// Fills an area (left, top, width, height in pixels) with a class's colour and mark, in a thin frame.
pub(crate) fn swatch(canvas: &mut Canvas, [left, top, wide, high]: [f32; 4], (colour, pattern): Look, ratio: f32) {
    let (plain, ink, metre) = (rgb(colour), rgb(ink(colour)), METRE_PX * ratio);
    let mark_strokes = strokes(pattern as u8, 1.1);
    let width = canvas.width() as usize;
    let ([left, top], [end, below]) = ([left, top].map(f32::round), [left + wide, top + high].map(f32::round));
    let rows = canvas.rgba_mut().chunks_exact_mut(width * 4);
    for (y, row) in (0_u16..).map(f32::from).zip(rows).filter(|(y, _)| *y >= top && *y < below) {
        let pixels = (0_u16..).map(f32::from).zip(row.chunks_exact_mut(4));
        for (x, pixel) in pixels.filter(|(x, _)| *x >= left && *x < end) {
            let rim = x < left + ratio || x >= end - ratio || y < top + ratio || y >= below - ratio;
            let at = Vec2::new(x - left, below - y) / metre;
            let face = mix(plain, ink, mark(&mark_strokes, at, 1.0 / metre));
            pixel.copy_from_slice(&bytes(if rim { mix(plain, Vec3::ZERO, 0.35) } else { face }));
        }
    }
}
