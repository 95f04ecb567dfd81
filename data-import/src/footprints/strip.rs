//! Lines that are drawn as areas: rivers of which only the middle is surveyed.

use super::{AreaShape, LonLat, rings};
use i_overlay::mesh::float::stroke::offset::StrokeOffset;
use i_overlay::mesh::float::style::{LineJoin, StrokeStyle};

/// Metres in a degree of latitude; wide enough for a river.
const METRES_A_DEGREE: f64 = 111_132.0;
/// Radians from corner to corner of a rounded bend.
const BEND_STEP: f64 = 0.5;

/// The strip of a width along lines, metres; where it crosses itself it is one.
pub fn along(lines: &[Vec<LonLat>], width_m: f64) -> Vec<AreaShape> {
    let Some([longitude, latitude]) = lines.iter().flatten().next().copied() else { return Vec::new() };
    let east = METRES_A_DEGREE * latitude.to_radians().cos().max(0.01);
    let metres = |[x, y]: &LonLat| [(x - longitude) * east, (y - latitude) * METRES_A_DEGREE];
    let degrees = |[x, y]: [f64; 2]| [longitude + x / east, latitude + y / METRES_A_DEGREE];
    let paths: Vec<Vec<[f64; 2]>> = lines.iter().map(|line| line.iter().map(metres).collect()).collect();
    let style = StrokeStyle::new(width_m).line_join(LineJoin::Round(BEND_STEP));
    let shapes = paths.stroke(style, false);
    let outlines =
        shapes.into_iter().map(|rings| rings.into_iter().map(|ring| ring.into_iter().map(degrees).collect()));
    outlines.filter_map(|contours| rings::area_of(contours.collect())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const M: f64 = 1.0 / METRES_A_DEGREE;

    fn square_metres(areas: &[AreaShape]) -> f64 {
        areas.iter().map(|area| rings::doubled_area(&area.ring) / 2.0 / M / M).sum()
    }

    #[test]
    fn a_straight_river_is_a_rectangle_of_its_width() {
        let strip = along(&[vec![[0.0, 0.0], [300.0 * M, 0.0]]], 20.0);
        let (area, north) = (square_metres(&strip), strip[0].ring.iter().map(|[_, y]| y / M).fold(0.0, f64::max));
        assert!((area - 6_000.0).abs() < 1.0, "300 m long, 20 m wide: {area} m²");
        assert!((north - 10.0).abs() < 0.01, "ten to each side: {north} m");
    }

    #[test]
    fn the_width_is_metres_far_from_the_equator_too() {
        let strip = along(&[vec![[121.0, 60.0], [121.0, 60.0 + 100.0 * M]]], 10.0);
        let east = strip[0].ring.iter().map(|[x, _]| (x - 121.0) / M * 60_f64.to_radians().cos()).fold(0.0, f64::max);
        assert!((east - 5.0).abs() < 0.05, "a degree of longitude is half as long there: {east} m");
    }

    #[test]
    fn a_bend_that_meets_itself_leaves_an_island() {
        let ring = [[0.0, 0.0], [100.0, 0.0], [100.0, 100.0], [0.0, 100.0], [0.0, -20.0]];
        let strip = along(&[ring.map(|[x, y]| [x * M, y * M]).to_vec()], 10.0);
        assert_eq!(strip.len(), 1, "one piece of water");
        assert_eq!(strip[0].holes.len(), 1, "around one island");
    }
}
