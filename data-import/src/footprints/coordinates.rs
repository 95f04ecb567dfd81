//! In which coordinates a map file is written, and from there to WGS-84 degrees.

use super::shifted::{wgs84_of_bd09, wgs84_of_gcj02};
use super::{GroundError, LonLat};
use proj4rs::Proj;
use serde::{Deserialize, Serialize};
use std::ops::RangeInclusive;

/// The degrees that everything is kept in.
const WGS84: &str = "+proj=longlat +datum=WGS84 +no_defs";
/// Metres by which a point may miss itself on the way to degrees and back; more, and it lies outside its projection.
const MISS_M: f64 = 1.0;

/// The frame around China, degrees: longitude, latitude. The two ranges have no number in common.
const CHINA: (RangeInclusive<f64>, RangeInclusive<f64>) = (73.0..=136.0, 3.0..=54.0);

/// A system of coordinates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Coordinates {
    /// WGS-84, degrees.
    Wgs84,
    /// CGCS2000 (国家大地坐标系), degrees. Taken as WGS-84: the ellipsoids differ by 0.1 mm in the half-axis, the frames
    /// by centimetres, which drawing cannot show.
    Cgcs2000,
    /// GCJ-02 (火星坐标), degrees.
    Gcj02,
    /// BD-09, degrees.
    Bd09,
    /// A system by its EPSG code.
    Epsg(u32),
}

impl Coordinates {
    /// The system by a name as files give it: `urn:ogc:def:crs:EPSG::4528`, `…/EPSG/0/7415`, `CRS84`, `GCJ-02`.
    pub fn named(name: &str) -> Option<Self> {
        let plain: String = name.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_uppercase();
        if plain.contains("GCJ02") {
            return Some(Self::Gcj02);
        }
        if plain.contains("BD09") {
            return Some(Self::Bd09);
        }
        if plain.contains("CRS84") || plain == "WGS84" {
            return Some(Self::Wgs84);
        }
        if plain == "CGCS2000" {
            return Some(Self::Cgcs2000);
        }
        let (_, after) = name.to_ascii_uppercase().rsplit_once("EPSG").map(|(a, b)| (a.to_owned(), b.to_owned()))?;
        let code = after.rsplit(|c: char| !c.is_ascii_digit()).find(|digits| !digits.is_empty())?;
        Some(Self::epsg(code.parse().ok()?))
    }

    /// The system of an EPSG code; the well-known degrees under their own names, a compound system by its ground part.
    pub const fn epsg(code: u32) -> Self {
        match code {
            4326 | 4979 | 9518 => Self::Wgs84,
            4480 | 4490 => Self::Cgcs2000,
            7415 => Self::Epsg(28_992),
            other => Self::Epsg(other),
        }
    }

    /// What people call it.
    pub fn title(self) -> String {
        match self {
            Self::Wgs84 => "WGS-84".to_owned(),
            Self::Cgcs2000 => "CGCS2000".to_owned(),
            Self::Gcj02 => "GCJ-02".to_owned(),
            Self::Bd09 => "BD-09".to_owned(),
            Self::Epsg(code) => format!("EPSG:{code}"),
        }
    }
}

/// Converts points of a system.
pub struct Converter {
    system: Coordinates,
    projected: Option<Projected>,
    /// Whether nearly all of a file in degrees lies in China.
    is_in_china: bool,
}

struct Projected {
    from: Proj,
    to: Proj,
    /// Surveyors in China write northing before easting; such a file is read the other way round.
    is_northing_first: bool,
}

impl Converter {
    /// The converter of a system.
    ///
    /// # Errors
    /// [`GroundError::UnknownSystem`] and [`GroundError::LocalDatum`] where no conversion is known.
    pub fn of(system: Coordinates) -> Result<Self, GroundError> {
        let Coordinates::Epsg(code) = system else { return Ok(Self { system, projected: None, is_in_china: false }) };
        let unknown = || GroundError::UnknownSystem { name: system.title() };
        let definition = u16::try_from(code).ok().and_then(crs_definitions::from_code).ok_or_else(unknown)?;
        let tied = ["+datum=", "+ellps=GRS80", "+ellps=WGS84", "+towgs84", "+a=6378137 "];
        if !tied.iter().any(|sign| definition.proj4.contains(sign)) {
            return Err(GroundError::LocalDatum { name: system.title() });
        }
        let from = Proj::from_proj_string(definition.proj4).map_err(|_| unknown())?;
        let to = Proj::from_proj_string(WGS84).map_err(|_| unknown())?;
        let projected = Some(Projected { from, to, is_northing_first: false });
        Ok(Self { system, projected, is_in_china: false })
    }

    /// Whether the file's numbers are metres (or feet), not degrees.
    fn is_metric(&self) -> bool {
        self.projected.as_ref().is_some_and(|projected| !projected.from.is_latlong())
    }

    /// Settles in which order the numbers stand, and that they can be of this system at all.
    ///
    /// # Errors
    /// [`GroundError::Implausible`] with the system that the numbers look like.
    pub fn check(&mut self, extent: &Extent) -> Result<(), GroundError> {
        let refused = GroundError::Implausible { read_as: self.system, looks_like: extent.looks_like() };
        if !self.is_metric() {
            let is_upright = extent.is_degrees() && !extent.is_china_swapped();
            self.is_in_china = extent.is_in_china();
            return if is_upright { Ok(()) } else { Err(refused) };
        }
        if extent.is_degrees() {
            return Err(refused);
        }
        for is_northing_first in [false, true] {
            if let Some(projected) = &mut self.projected {
                projected.is_northing_first = is_northing_first;
            }
            if extent.corners().into_iter().all(|corner| self.holds(corner)) {
                return Ok(());
            }
        }
        Err(refused)
    }

    /// Whether a point lies where its projection is meant for: it leads back to itself, and is no further from the middle
    /// of the projection than such maps reach.
    fn holds(&self, point: [f64; 2]) -> bool {
        let Some(projected) = &self.projected else { return false };
        let Some(degrees) = self.convert(point) else { return false };
        let [east, north] = projected.ordered(point);
        let mut back = (degrees[0].to_radians(), degrees[1].to_radians(), 0.0);
        if proj4rs::transform::transform(&projected.to, &projected.from, &mut back).is_err() {
            return false;
        }
        (back.0 - east).hypot(back.1 - north) < MISS_M && projected.is_near(degrees)
    }

    /// Whether a point of a feature can be of the system, as the file as a whole is: a feature may have its axes the other
    /// way round, or be of another strip.
    pub fn is_of_system(&self, point: [f64; 2]) -> bool {
        if self.is_metric() {
            return self.holds(point);
        }
        let at = Extent { min: point, max: point };
        !(self.is_in_china && at.is_china_swapped())
    }

    /// A point in WGS-84 degrees; none where it has no place on earth.
    pub fn convert(&self, point: [f64; 2]) -> Option<LonLat> {
        let degrees = match (self.system, &self.projected) {
            (Coordinates::Gcj02, _) => wgs84_of_gcj02(point),
            (Coordinates::Bd09, _) => wgs84_of_bd09(point),
            (_, None) => point,
            (_, Some(projected)) => projected.convert(point)?,
        };
        let [longitude, latitude] = degrees;
        ((-180.0..=180.0).contains(&longitude) && (-90.0..=90.0).contains(&latitude)).then_some(degrees)
    }
}

impl Projected {
    const fn ordered(&self, [first, second]: [f64; 2]) -> [f64; 2] {
        if self.is_northing_first { [second, first] } else { [first, second] }
    }

    fn convert(&self, point: [f64; 2]) -> Option<LonLat> {
        let [mut x, mut y] = self.ordered(point);
        if self.from.is_latlong() {
            (x, y) = (x.to_radians(), y.to_radians());
        }
        let mut moved = (x, y, 0.0);
        proj4rs::transform::transform(&self.from, &self.to, &mut moved).ok()?;
        Some([moved.0.to_degrees(), moved.1.to_degrees()])
    }

    /// Whether a point is no further from the origin of the projection than its maps reach: a transverse strip is narrow
    /// and reaches from pole to pole, the others are for one country or the world.
    fn is_near(&self, [longitude, latitude]: LonLat) -> bool {
        let (reach_lon, reach_lat) = match self.from.projname() {
            "tmerc" | "utm" | "etmerc" | "estmerc" => (8.0, 180.0),
            "merc" | "eqc" | "longlat" | "latlong" => (361.0, 180.0),
            _ => (32.0, 20.0),
        };
        let origin = (self.from.longitude_of_origin().to_degrees(), self.from.latitude_of_origin().to_degrees());
        (longitude - origin.0).abs() <= reach_lon && (latitude - origin.1).abs() <= reach_lat
    }
}

/// The frame around the points of a file, in the file's own numbers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Extent {
    min: [f64; 2],
    max: [f64; 2],
}

impl Extent {
    /// The frame around all points but the outermost twentieth on each side; none without points.
    pub fn around_most(points: Vec<[f64; 2]>) -> Option<Self> {
        let stray = points.len() / 20;
        let (mut xs, mut ys): (Vec<f64>, Vec<f64>) = points.into_iter().map(|[x, y]| (x, y)).unzip();
        xs.sort_unstable_by(f64::total_cmp);
        ys.sort_unstable_by(f64::total_cmp);
        let span = |sorted: &[f64]| Some((*sorted.get(stray)?, *sorted.get(sorted.len().checked_sub(stray + 1)?)?));
        let ((west, east), (south, north)) = (span(&xs)?, span(&ys)?);
        Some(Self { min: [west, south], max: [east, north] })
    }

    fn corners(&self) -> [[f64; 2]; 4] {
        [self.min, [self.max[0], self.min[1]], self.max, [self.min[0], self.max[1]]]
    }

    fn within(&self, x: RangeInclusive<f64>, y: RangeInclusive<f64>) -> bool {
        x.contains(&self.min[0]) && x.contains(&self.max[0]) && y.contains(&self.min[1]) && y.contains(&self.max[1])
    }

    fn is_degrees(&self) -> bool {
        self.within(-180.0..=180.0, -90.0..=90.0)
    }

    fn is_in_china(&self) -> bool {
        let (longitude, latitude) = CHINA;
        self.within(longitude, latitude)
    }

    /// Whether it lies in China with the numbers of each pair the other way round, and does not as it stands: latitude was
    /// written first, which between 73° and 90° no range of numbers tells.
    fn is_china_swapped(&self) -> bool {
        !self.is_in_china() && self.swapped().is_in_china()
    }

    const fn swapped(&self) -> Self {
        Self { min: [self.min[1], self.min[0]], max: [self.max[1], self.max[0]] }
    }

    /// What these numbers look like.
    fn looks_like(&self) -> LooksLike {
        if self.is_china_swapped() {
            return LooksLike::LatitudeFirst;
        }
        let found = self.looks_upright();
        match (found, self.swapped().looks_upright()) {
            (LooksLike::Nothing, LooksLike::System(Coordinates::Wgs84)) => LooksLike::LatitudeFirst,
            (LooksLike::Nothing, swapped) => swapped,
            (found, _) => found,
        }
    }

    fn looks_upright(&self) -> LooksLike {
        if self.is_degrees() {
            return LooksLike::System(Coordinates::Wgs84);
        }
        if self.within(0.0..=300_000.0, 300_000.0..=630_000.0) {
            return LooksLike::System(Coordinates::Epsg(28_992));
        }
        if self.within(8_100_000.0..=15_100_000.0, 1_800_000.0..=7_200_000.0) {
            return LooksLike::System(Coordinates::Epsg(3857));
        }
        // Gauss–Krüger with the zone before the easting: 13–23 are the strips of 6°, 25–45 those of 3°.
        let zone = (self.min[0] / 1e6).floor();
        if self.within(zone * 1e6..=(zone + 1.0) * 1e6, 0.0..=6_500_000.0) {
            if (15.0..=23.0).contains(&zone) {
                return LooksLike::System(Coordinates::Epsg(4491 + (zone - 13.0) as u32));
            }
            if (25.0..=45.0).contains(&zone) {
                return LooksLike::System(Coordinates::Epsg(4513 + (zone - 25.0) as u32));
            }
        }
        if self.within(100_000.0..=900_000.0, 1_500_000.0..=6_500_000.0) {
            return LooksLike::GaussKrugerWithoutZone;
        }
        LooksLike::Nothing
    }
}

/// What the numbers of a file look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum LooksLike {
    /// A system.
    System(Coordinates),
    /// Degrees, latitude before longitude.
    LatitudeFirst,
    /// Gauss–Krüger metres whose strip the numbers do not tell: EPSG 4534–4554 by its central meridian.
    GaussKrugerWithoutZone,
    /// Nothing known.
    Nothing,
}

impl LooksLike {
    /// What to do, in Chinese and English.
    pub fn advice(self) -> (String, String) {
        match self {
            Self::System(system) => {
                let title = system.title();
                (format!("数值像是 {title}，请改选该坐标系后重试。"), format!("It looks like {title}: choose that."))
            }
            Self::LatitudeFirst => (
                "数值像是先纬度后经度，请把坐标改为先经度后纬度再导入。".to_owned(),
                "It looks like latitude before longitude: write longitude first.".to_owned(),
            ),
            Self::GaussKrugerWithoutZone => (
                "数值像是不带带号的高斯—克吕格平面坐标（米），请按中央经线选择 EPSG:4534–4554（如中央经线 120° 为 EPSG:4549）。"
                    .to_owned(),
                "It looks like Gauss–Krüger metres without a zone: choose EPSG:4534–4554 by the central meridian (120° is 4549)."
                    .to_owned(),
            ),
            Self::Nothing => (
                "请向提供者询问坐标系后选择，或先转换为 WGS-84 经纬度。".to_owned(),
                "Ask where the file comes from which system it is in, or convert it to WGS-84 degrees first.".to_owned(),
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Metres of a system, from degrees: the other way of [`Converter::convert`].
    fn projected(code: u32, [longitude, latitude]: LonLat) -> [f64; 2] {
        let converter = Converter::of(Coordinates::epsg(code)).unwrap();
        let projected = converter.projected.as_ref().unwrap();
        let mut point = (longitude.to_radians(), latitude.to_radians(), 0.0);
        proj4rs::transform::transform(&projected.to, &projected.from, &mut point).unwrap();
        [point.0, point.1]
    }

    fn read(system: Coordinates, point: [f64; 2]) -> Result<LonLat, GroundError> {
        let mut converter = Converter::of(system)?;
        converter.check(&Extent::around_most(vec![point]).unwrap())?;
        Ok(converter.convert(point).unwrap())
    }

    fn metres([x, y]: LonLat, [u, v]: LonLat) -> f64 {
        ((x - u) * 111_320.0 * y.to_radians().cos()).hypot((y - v) * 111_132.0)
    }

    #[test]
    fn systems_are_known_by_the_names_that_files_give_them() {
        for (name, system) in [
            ("urn:ogc:def:crs:OGC:1.3:CRS84", Some(Coordinates::Wgs84)),
            ("urn:ogc:def:crs:EPSG::4490", Some(Coordinates::Cgcs2000)),
            ("EPSG:4528", Some(Coordinates::Epsg(4528))),
            ("https://www.opengis.net/def/crs/EPSG/0/7415", Some(Coordinates::Epsg(28_992))),
            ("urn:ogc:def:crs:EPSG:6.9:4326", Some(Coordinates::Wgs84)),
            ("gcj-02", Some(Coordinates::Gcj02)),
            ("BD-09", Some(Coordinates::Bd09)),
            ("CGCS2000", Some(Coordinates::Cgcs2000)),
            ("本地独立坐标系", None),
        ] {
            assert_eq!(Coordinates::named(name), system, "{name}");
        }
    }

    #[test]
    fn every_strip_of_cgcs2000_is_known() {
        for code in 4491..=4554 {
            assert!(Converter::of(Coordinates::Epsg(code)).is_ok(), "EPSG:{code} is a Gauss–Krüger strip");
        }
    }

    #[test]
    fn the_origin_of_the_dutch_grid_stands_where_it_stands() {
        let [longitude, latitude] = read(Coordinates::epsg(7415), [155_000.0, 463_000.0]).unwrap();
        let off = metres([longitude, latitude], [5.387_206_21, 52.155_174_40]);
        assert!(off < 1.0, "the tower of Amersfoort, as published: off by {off} m");
    }

    #[test]
    fn northing_before_easting_is_read_the_other_way_round() {
        let at = [121.9, 29.5];
        let [east, north] = projected(4549, at);
        let there = read(Coordinates::Epsg(4549), [north, east]).unwrap();
        assert!(metres(at, there) < 0.01, "surveyors write X to the north: {there:?}");
    }

    #[test]
    fn numbers_that_cannot_be_of_the_system_are_refused_with_what_they_look_like() {
        for (said, point, looks) in [
            (Coordinates::Wgs84, [40_597_000.0, 3_266_000.0], LooksLike::System(Coordinates::Epsg(4528))),
            (Coordinates::Wgs84, [13_569_800.0, 3_439_400.0], LooksLike::System(Coordinates::Epsg(3857))),
            (Coordinates::Gcj02, [684_000.0, 3_266_000.0], LooksLike::GaussKrugerWithoutZone),
            (Coordinates::Wgs84, [84_463.0, 447_542.0], LooksLike::System(Coordinates::Epsg(28_992))),
            (Coordinates::Wgs84, [29.5, 121.9], LooksLike::LatitudeFirst),
            (Coordinates::Epsg(4549), [121.9, 29.5], LooksLike::System(Coordinates::Wgs84)),
            (Coordinates::Epsg(28_992), [684_000.0, 3_266_000.0], LooksLike::GaussKrugerWithoutZone),
            (Coordinates::Wgs84, [9e9, 9e9], LooksLike::Nothing),
        ] {
            let refused = GroundError::Implausible { read_as: said, looks_like: looks };
            assert_eq!(read(said, point), Err(refused), "{point:?} is not {said:?}");
        }
    }

    #[test]
    fn a_system_whose_tie_is_not_public_is_refused() {
        assert!(
            matches!(Converter::of(Coordinates::Epsg(2384)), Err(GroundError::LocalDatum { .. })),
            "Xi'an 1980 is tied to the ellipsoid of today by numbers that are not public"
        );
        assert!(
            matches!(Converter::of(Coordinates::Epsg(1)), Err(GroundError::UnknownSystem { .. })),
            "and some codes are none"
        );
    }

    proptest! {
        #[test]
        fn a_projected_point_leads_back_to_its_degrees(
            longitude in 118.6..121.4_f64, latitude in 18.0..53.0_f64, system in prop::sample::select(vec![4549_u32, 4528, 4509, 32651, 3857])
        ) {
            let at = [longitude, latitude];
            let point = projected(system, at);
            let back = read(Coordinates::Epsg(system), point).unwrap();
            prop_assert!(metres(at, back) < 0.001, "EPSG:{} to the millimetre: {:?}", system, back);
        }
    }
}
