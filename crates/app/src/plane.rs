//! The local plane of the map: metres east and north of an origin, from WGS-84 degrees.
//!
//! Good to a few centimetres over the few kilometres of a police area. Buildings stay in degrees in the register.

use louce_wire::PlaneView;

/// Metres per degree of latitude on the WGS-84 ellipsoid at a latitude, by the usual series (metres, degrees).
fn metres_per_degree(latitude_deg: f64) -> (f64, f64) {
    let phi = latitude_deg.to_radians();
    let north = 111_132.92 - 559.82 * (2.0 * phi).cos() + 1.175 * (4.0 * phi).cos();
    let east = 111_412.84 * phi.cos() - 93.5 * (3.0 * phi).cos() + 0.118 * (5.0 * phi).cos();
    (east, north)
}

/// A plane touching the ellipsoid at its origin.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LocalPlane {
    origin: [f64; 2],
    east_m: f64,
    north_m: f64,
}

impl LocalPlane {
    /// The plane at an origin given as longitude and latitude in degrees.
    pub fn at(origin: [f64; 2]) -> Self {
        let [_, latitude] = origin;
        let (east_m, north_m) = metres_per_degree(latitude);
        Self { origin, east_m, north_m }
    }

    /// The plane at the middle of the points; at 0°, 0° when there are none.
    pub fn around<'a>(points: impl Iterator<Item = &'a [f64; 2]>) -> Self {
        let (mut count, mut sum) = (0_u32, [0.0, 0.0]);
        for [longitude, latitude] in points {
            count += 1;
            sum = [sum[0] + longitude, sum[1] + latitude];
        }
        let divisor = f64::from(count.max(1));
        Self::at([sum[0] / divisor, sum[1] / divisor])
    }

    /// What the screen needs to go the other way.
    pub fn view(&self) -> PlaneView {
        PlaneView { origin: self.origin, metres_per_longitude: self.east_m, metres_per_latitude: self.north_m }
    }

    /// A point in metres, x east and y north.
    pub fn project(&self, [longitude, latitude]: [f64; 2]) -> [f32; 2] {
        let [lon0, lat0] = self.origin;
        [((longitude - lon0) * self.east_m) as f32, ((latitude - lat0) * self.north_m) as f32]
    }

    /// A point in degrees, from metres: the way back.
    pub fn unproject(&self, [x, y]: [f32; 2]) -> [f64; 2] {
        let [lon0, lat0] = self.origin;
        [lon0 + f64::from(x) / self.east_m, lat0 + f64::from(y) / self.north_m]
    }

    /// A ring or line in metres.
    pub fn project_all(&self, points: &[[f64; 2]]) -> Vec<[f32; 2]> {
        points.iter().map(|point| self.project(*point)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_in_metres_leads_back_to_its_degrees() {
        let plane = LocalPlane::at([121.0, 31.0]);
        let [longitude, latitude] = plane.unproject(plane.project([121.01, 31.01]));
        let off = (longitude - 121.01).abs().max((latitude - 31.01).abs());
        assert!(off < 1e-6, "a millionth of a degree is a decimetre: off by {off}");
    }

    #[test]
    fn one_hundredth_of_a_degree_at_shanghai() {
        let plane = LocalPlane::at([121.0, 31.0]);
        let [x, y] = plane.project([121.01, 31.01]);
        assert!((x - 955.2).abs() < 1.0, "0.01° of longitude at 31° N is about 955 m, got {x}");
        assert!((y - 1108.7).abs() < 1.0, "0.01° of latitude at 31° N is about 1109 m, got {y}");
    }
}
