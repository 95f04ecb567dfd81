//! A colour with its mark as a little square: what the legend shows is what roofs and rooms show.

use super::solid::{mark, mark_axes};
use super::{mix, rgb};
use crate::canvas::{Canvas, bytes};
use bevy_math::{Vec2, Vec3};
use louce_scene::palette::Rgb;

/// CSS pixels for one metre of a room's wall.
const METRE_PX: f32 = 5.0;

/// Fills an area (left, top, width, height in pixels) with a colour and its mark, in a thin frame.
pub(crate) fn swatch(canvas: &mut Canvas, [left, top, wide, high]: [f32; 4], colour: Rgb, pattern: u8, ratio: f32) {
    let plain = rgb(colour);
    let ink = mix(plain * 0.62, Vec3::ONE, 0.08);
    let width = canvas.width() as usize;
    let (end, below) = ((left + wide).round(), (top + high).round());
    let rows = canvas.rgba_mut().chunks_exact_mut(width * 4);
    for (y, row) in (0_u16..).map(f32::from).zip(rows).filter(|(y, _)| *y >= top.round() && *y < below) {
        let pixels = (0_u16..).map(f32::from).zip(row.chunks_exact_mut(4));
        for (x, pixel) in pixels.filter(|(x, _)| *x >= left.round() && *x < end) {
            let at = Vec2::new(x - left, below - y) / (METRE_PX * ratio);
            let rim = x < left.round() + ratio || x >= end - ratio || y < top.round() + ratio || y >= below - ratio;
            let marked = mix(plain, ink, mark(pattern, at, mark_axes(pattern, 1.1), 1.0 / (METRE_PX * ratio)) * 0.55);
            pixel.copy_from_slice(&bytes(if rim { mix(plain, Vec3::ZERO, 0.35) } else { marked }));
        }
    }
}
