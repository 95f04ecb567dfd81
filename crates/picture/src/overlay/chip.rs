//! A rectangle with round corners, and a line.

use super::Rgba;
use crate::canvas::Canvas;
use crate::lettering::pixels;
use tiny_skia::{FillRule, Paint, Path, PathBuilder, Rect, Stroke, Transform};

/// Where a rectangle lies, in pixels: left, top, width, height.
pub(super) type Area = [f32; 4];

/// Fills a rectangle whose corners are rounded by `radius`.
pub(super) fn fill(canvas: &mut Canvas, area: Area, radius: f32, colour: Rgba) {
    if let Some((path, mut pixels)) = rounded(area, radius).zip(pixels(canvas)) {
        pixels.fill_path(&path, &paint(colour), FillRule::Winding, Transform::identity(), None);
    }
}

/// Draws its outline, `width` pixels wide.
pub(super) fn outline(canvas: &mut Canvas, area: Area, radius: f32, colour: Rgba, width: f32) {
    if let Some((path, mut pixels)) = rounded(area, radius).zip(pixels(canvas)) {
        let stroke = Stroke { width, ..Stroke::default() };
        pixels.stroke_path(&path, &paint(colour), &stroke, Transform::identity(), None);
    }
}

fn paint([r, g, b, a]: Rgba) -> Paint<'static> {
    let mut paint = Paint { anti_alias: true, ..Paint::default() };
    paint.set_color_rgba8(r, g, b, a);
    paint
}

fn rounded([x, y, width, height]: Area, radius: f32) -> Option<Path> {
    let r = radius.min(width * 0.5).min(height * 0.5);
    if r <= 0.0 {
        return Some(PathBuilder::from_rect(Rect::from_xywh(x, y, width, height)?));
    }
    // A quarter circle as a cubic.
    let (right, bottom, k) = (x + width, y + height, r * 0.447_7);
    let mut path = PathBuilder::new();
    path.move_to(x + r, y);
    path.line_to(right - r, y);
    path.cubic_to(right - k, y, right, y + k, right, y + r);
    path.line_to(right, bottom - r);
    path.cubic_to(right, bottom - k, right - k, bottom, right - r, bottom);
    path.line_to(x + r, bottom);
    path.cubic_to(x + k, bottom, x, bottom - k, x, bottom - r);
    path.line_to(x, y + r);
    path.cubic_to(x, y + k, x + k, y, x + r, y);
    path.close();
    path.finish()
}
