//! The local plane of the map: metres east and north of an origin, from WGS-84 degrees.
//!
//! Good to a few centimetres over the few kilometres of a police area. Buildings stay in degrees in the register.

use crate::asking::stored;
use crate::refusal;
use louce_domain::space::Building;
use louce_store::{Reader, WriteTx};
use louce_wire::{PlaneView, RpcError};

/// The setting that keeps the origin of the map's plane: longitude and latitude, degrees.
const ORIGIN: &str = "map.origin";
/// Kilometres from the origin beyond which the buildings have left it: another town is on the map now.
const LEAVES_KM: f64 = 20.0;

/// Metres per degree of latitude on the WGS-84 ellipsoid at a latitude, by the usual series (metres, degrees).
fn metres_per_degree(latitude_deg: f64) -> (f64, f64) {
    let phi = latitude_deg.to_radians();
    let north = 111_132.92 - 559.82 * (2.0 * phi).cos() + 1.175 * (4.0 * phi).cos();
    let east = 111_412.84 * phi.cos() - 93.5 * (3.0 * phi).cos() + 0.118 * (5.0 * phi).cos();
    (east, north)
}

/// Kilometres between two points, degrees.
pub fn kilometres([longitude, latitude]: [f64; 2], [to_longitude, to_latitude]: [f64; 2]) -> f64 {
    let (phi, to_phi) = (latitude.to_radians(), to_latitude.to_radians());
    let (dphi, dlambda) = (to_phi - phi, (to_longitude - longitude).to_radians());
    let chord = (dphi / 2.0).sin().powi(2) + phi.cos() * to_phi.cos() * (dlambda / 2.0).sin().powi(2);
    2.0 * 6_371.0 * chord.sqrt().min(1.0).asin()
}

/// Where most buildings with coordinates are: one far away does not carry the map off.
pub fn middle_of<'a>(buildings: impl Iterator<Item = &'a Building>) -> Option<[f64; 2]> {
    let corners = buildings.filter(|building| building.is_live()).filter_map(|building| building.footprint.first());
    median(corners.copied())
}

/// The point whose coordinates each have as many below as above.
pub fn median(points: impl Iterator<Item = [f64; 2]>) -> Option<[f64; 2]> {
    let (mut longitudes, mut latitudes): (Vec<f64>, Vec<f64>) = points.map(|[x, y]| (x, y)).unzip();
    longitudes.sort_unstable_by(f64::total_cmp);
    latitudes.sort_unstable_by(f64::total_cmp);
    let half = longitudes.len() / 2;
    Some([*longitudes.get(half)?, *latitudes.get(half)?])
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

    /// The plane of the map: around the origin that is kept, as long as the buildings are there; else around their middle.
    /// None while no building has coordinates.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub fn of_map<'a>(
        reader: &Reader<'_>,
        buildings: impl Iterator<Item = &'a Building>,
    ) -> Result<Option<Self>, RpcError> {
        let Some(middle) = middle_of(buildings) else { return Ok(None) };
        let kept = reader.setting(ORIGIN).map_err(stored)?;
        let kept: Option<[f64; 2]> = kept.and_then(|json| serde_json::from_str(&json).ok());
        Ok(Some(Self::at(kept.filter(|origin| kilometres(*origin, middle) < LEAVES_KM).unwrap_or(middle))))
    }

    /// Keeps the origin of the map, so that what is moved on it moves nothing else.
    ///
    /// # Errors
    /// When the register cannot be written.
    pub fn keep(&self, tx: &mut WriteTx<'_>) -> Result<(), RpcError> {
        let json = serde_json::to_string(&self.origin).map_err(|error| refusal::internal("plane", &error))?;
        if tx.reader().setting(ORIGIN).map_err(stored)?.as_deref() == Some(json.as_str()) {
            return Ok(());
        }
        tx.set_setting(ORIGIN, &json).map_err(stored)
    }

    /// What the screen needs to go the other way.
    pub fn view(&self) -> PlaneView {
        PlaneView { origin: self.origin, metres_per_longitude: self.east_m, metres_per_latitude: self.north_m }
    }

    /// A point in metres, x east and y north.
    pub fn metres(&self, [longitude, latitude]: [f64; 2]) -> [f64; 2] {
        let [lon0, lat0] = self.origin;
        [(longitude - lon0) * self.east_m, (latitude - lat0) * self.north_m]
    }

    /// A point in degrees, from metres.
    pub fn degrees(&self, [x, y]: [f64; 2]) -> [f64; 2] {
        let [lon0, lat0] = self.origin;
        [lon0 + x / self.east_m, lat0 + y / self.north_m]
    }

    /// A point in metres as the screen takes it.
    pub fn project(&self, point: [f64; 2]) -> [f32; 2] {
        self.metres(point).map(|metres| metres as f32)
    }

    /// A point in degrees, from metres: the way back.
    pub fn unproject(&self, [x, y]: [f32; 2]) -> [f64; 2] {
        self.degrees([f64::from(x), f64::from(y)])
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
