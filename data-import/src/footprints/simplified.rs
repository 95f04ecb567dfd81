//! Outlines with fewer corners: those are left out that stand out of a wall by less than a drawing shows.

use super::LonLat;

/// Metres by which a corner that is left out may stand out of the wall.
const STANDS_OUT_M: f64 = 0.05;
/// Metres in a degree of latitude.
const METRES_A_DEGREE: f64 = 111_320.0;
/// Corners at most between two that stay: the work grows with the corners of a ring, not with their square.
const SPAN: usize = 64;

/// The ring without corners that stand out by less than five centimetres; its first corner stays.
pub fn ring(points: &[LonLat]) -> Vec<LonLat> {
    let Some(first) = points.first() else { return Vec::new() };
    let east = METRES_A_DEGREE * first[1].to_radians().cos().max(0.01);
    let metres = |[x, y]: LonLat| [(x - first[0]) * east, (y - first[1]) * METRES_A_DEGREE];
    let flat: Vec<[f64; 2]> = points.iter().chain([first]).map(|point| metres(*point)).collect();
    let mut kept = vec![*first];
    let mut from = 0;
    while from + 1 < points.len() {
        let farthest = (from + SPAN).min(points.len());
        let to = (from + 2..=farthest).take_while(|to| is_straight(flat.get(from..=*to))).last().unwrap_or(from + 1);
        kept.extend(points.get(to));
        from = to;
    }
    kept
}

/// Whether all corners between the first and the last lie close to the wall between those two.
fn is_straight(run: Option<&[[f64; 2]]>) -> bool {
    let Some([first, between @ .., last]) = run else { return false };
    between.iter().all(|corner| off(*corner, *first, *last) < STANDS_OUT_M)
}

/// Metres from a point to a wall.
fn off([x, y]: [f64; 2], [ax, ay]: [f64; 2], [bx, by]: [f64; 2]) -> f64 {
    let (dx, dy) = (bx - ax, by - ay);
    let length = dx * dx + dy * dy;
    let along = if length > 0.0 { (((x - ax) * dx + (y - ay) * dy) / length).clamp(0.0, 1.0) } else { 0.0 };
    (x - ax - along * dx).hypot(y - ay - along * dy)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A circle of a radius, metres, at 31° N.
    fn circle(corners: u32, radius: f64) -> Vec<LonLat> {
        let at = |n: u32| (f64::from(n) / f64::from(corners) * std::f64::consts::TAU).sin_cos();
        let point = |(sin, cos): (f64, f64)| {
            [121.0 + radius * cos / METRES_A_DEGREE / 31_f64.to_radians().cos(), 31.0 + radius * sin / METRES_A_DEGREE]
        };
        (0..corners).map(at).map(point).collect()
    }

    #[test]
    fn a_round_building_keeps_its_shape_with_a_few_corners() {
        let round = circle(20_000, 50.0);
        let ring = ring(&round);
        assert!(ring.len() < 1_000, "five centimetres are not seen: {} corners", ring.len());
        let area = |ring: &[LonLat]| super::super::rings::doubled_area(ring).abs();
        let share = area(&ring) / area(&round);
        assert!((share - 1.0).abs() < 0.002, "and nothing of it is lost: {share}");
    }

    #[test]
    fn corners_that_are_seen_stay() {
        let house = circle(6, 10.0);
        assert_eq!(ring(&house), house, "six corners of a tower");
    }
}
