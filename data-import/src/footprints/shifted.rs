//! The shifted coordinates of maps published in China: GCJ-02 (火星坐标) and BD-09, and the way back.
//!
//! Neither has an inverse in closed form. Both shift by less than a kilometre and change slowly, so that subtracting what
//! a guess is off by converges to a fraction of a millimetre within a few steps.

use super::LonLat;
use std::f64::consts::PI;

/// Half-axis of the Krasovsky 1940 ellipsoid, metres, and its squared eccentricity.
const KRASOVSKY: (f64, f64) = (6_378_245.0, 0.006_693_421_622_965_943);
/// Beyond these degrees nothing is shifted: least and most longitude, least and most latitude.
const SHIFTED: ([f64; 2], [f64; 2]) = ([72.004, 137.8347], [0.8293, 55.8271]);
/// Steps at most, and when they are enough, degrees.
const STEPS: u32 = 40;
const CLOSE_DEG: f64 = 1e-12;
/// The constants of BD-09.
const BD_TURN: f64 = PI * 3000.0 / 180.0;
const BD_OFFSET: [f64; 2] = [0.0065, 0.006];

fn is_shifted([longitude, latitude]: LonLat) -> bool {
    let ([west, east], [south, north]) = SHIFTED;
    (west..=east).contains(&longitude) && (south..=north).contains(&latitude)
}

/// WGS-84 to GCJ-02.
pub fn gcj02_of_wgs84(at: LonLat) -> LonLat {
    if !is_shifted(at) {
        return at;
    }
    let [longitude, latitude] = at;
    let (x, y) = (longitude - 105.0, latitude - 35.0);
    let waves = |by: f64, parts: [(f64, f64); 2]| -> f64 {
        parts.into_iter().map(|(height, length)| height * (by / length * PI).sin()).sum::<f64>() * 2.0 / 3.0
    };
    let short = waves(x, [(20.0, 1.0 / 6.0), (20.0, 0.5)]);
    let north = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * x.abs().sqrt();
    let north = north + short + waves(y, [(20.0, 1.0), (40.0, 3.0)]) + waves(y, [(160.0, 12.0), (320.0, 30.0)]);
    let east = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * x.abs().sqrt();
    let east = east + short + waves(x, [(20.0, 1.0), (40.0, 3.0)]) + waves(x, [(150.0, 12.0), (300.0, 30.0)]);
    let (half_axis, eccentricity) = KRASOVSKY;
    let phi = latitude.to_radians();
    let magic = 1.0 - eccentricity * phi.sin() * phi.sin();
    let meridian = half_axis * (1.0 - eccentricity) / (magic * magic.sqrt());
    let parallel = half_axis / magic.sqrt() * phi.cos();
    [longitude + (east / parallel).to_degrees(), latitude + (north / meridian).to_degrees()]
}

/// GCJ-02 to BD-09.
pub fn bd09_of_gcj02([x, y]: LonLat) -> LonLat {
    let distance = x.hypot(y) + 0.000_02 * (y * BD_TURN).sin();
    let angle = y.atan2(x) + 0.000_003 * (x * BD_TURN).cos();
    [distance * angle.cos() + BD_OFFSET[0], distance * angle.sin() + BD_OFFSET[1]]
}

/// WGS-84 to BD-09.
pub fn bd09_of_wgs84(at: LonLat) -> LonLat {
    bd09_of_gcj02(gcj02_of_wgs84(at))
}

/// GCJ-02 to WGS-84.
pub fn wgs84_of_gcj02(at: LonLat) -> LonLat {
    if is_shifted(at) { undo(gcj02_of_wgs84, at, at) } else { at }
}

/// BD-09 to WGS-84.
pub fn wgs84_of_bd09(at: LonLat) -> LonLat {
    let near = [at[0] - BD_OFFSET[0], at[1] - BD_OFFSET[1]];
    wgs84_of_gcj02(undo(bd09_of_gcj02, at, near))
}

/// The point that `shift` brings to `wanted`.
fn undo(shift: fn(LonLat) -> LonLat, wanted: LonLat, near: LonLat) -> LonLat {
    let mut guess = near;
    for _ in 0..STEPS {
        let reached = shift(guess);
        let off = [reached[0] - wanted[0], reached[1] - wanted[1]];
        guess = [guess[0] - off[0], guess[1] - off[1]];
        if off[0].abs().max(off[1].abs()) < CLOSE_DEG {
            break;
        }
    }
    guess
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn metres([x, y]: LonLat, [u, v]: LonLat) -> f64 {
        ((x - u) * 111_320.0 * y.to_radians().cos()).hypot((y - v) * 111_132.0)
    }

    #[test]
    fn tiananmen_is_shifted_as_published() {
        let [longitude, latitude] = gcj02_of_wgs84([116.391_2, 39.907_2]);
        assert!((longitude - 116.397_44).abs() < 2e-5, "about 530 m to the east: {longitude}");
        assert!((latitude - 39.908_60).abs() < 2e-5, "and 155 m to the north: {latitude}");
    }

    #[test]
    fn nothing_is_shifted_abroad() {
        let delft = [4.36, 52.01];
        assert_eq!(gcj02_of_wgs84(delft), delft, "the shift ends at the frame around China");
        assert_eq!(wgs84_of_gcj02(delft), delft, "both ways");
    }

    proptest! {
        #[test]
        fn a_shifted_point_leads_back_to_where_it_was(longitude in 73.5..135.5_f64, latitude in 3.5..54.0_f64) {
            let at = [longitude, latitude];
            let off = metres(at, wgs84_of_gcj02(gcj02_of_wgs84(at)));
            prop_assert!(off < 0.01, "GCJ-02 leads back to the centimetre: {off} m");
            let off = metres(at, wgs84_of_bd09(bd09_of_wgs84(at)));
            prop_assert!(off < 0.01, "BD-09 too: {off} m");
            let shift = metres(at, gcj02_of_wgs84(at));
            prop_assert!(shift < 1_500.0, "and the shift is one of some hundred metres: {shift} m");
        }
    }
}
