//! What of a triangle can be in the picture.

use bevy_math::Vec4;

/// How many pictures' widths to the side a triangle may reach before it is cut: far enough that hardly any is, near
/// enough for fixed-point arithmetic.
const GUARD: f32 = 4.0;

/// The half-space of one side: positive inside.
type Side = fn(Vec4) -> f32;

/// Near, far and the guard band around the picture.
const SIDES: [Side; 6] = [
    |v| v.z + v.w,
    |v| v.w - v.z,
    |v| v.w * GUARD + v.x,
    |v| v.w * GUARD - v.x,
    |v| v.w * GUARD + v.y,
    |v| v.w * GUARD - v.y,
];

/// The sides of the picture itself.
const PICTURE: [Side; 6] = [|v| v.z + v.w, |v| v.w - v.z, |v| v.w + v.x, |v| v.w - v.x, |v| v.w + v.y, |v| v.w - v.y];

/// The part of a triangle (in OpenGL clip space) that may be in the picture, as a convex polygon; empty when none is.
pub(super) fn clipped(corners: [Vec4; 3]) -> Vec<Vec4> {
    if PICTURE.iter().any(|side| corners.iter().all(|v| side(*v) < 0.0)) {
        return Vec::new();
    }
    let mut polygon = corners.to_vec();
    for side in SIDES {
        if polygon.iter().any(|v| side(*v) < 0.0) {
            polygon = cut(&polygon, side);
        }
    }
    polygon
}

/// The part of `polygon` inside of `side`.
fn cut(polygon: &[Vec4], side: Side) -> Vec<Vec4> {
    let next = polygon.iter().cycle().skip(1);
    let mut kept = Vec::with_capacity(polygon.len() + 1);
    for (a, b) in polygon.iter().zip(next) {
        let (from, to) = (side(*a), side(*b));
        if from >= 0.0 {
            kept.push(*a);
        }
        if (from >= 0.0) != (to >= 0.0) {
            kept.push(crossing(*a, *b, from, to));
        }
    }
    kept
}

/// Where an edge meets the side; worked out from the inner end, so that both triangles of an edge agree.
fn crossing(a: Vec4, b: Vec4, from: f32, to: f32) -> Vec4 {
    if from >= 0.0 { a + (b - a) * (from / (from - to)) } else { b + (a - b) * (to / (to - from)) }
}
