//! Whether a file lies shifted as a whole against what the register knows: GCJ-02 read as WGS-84 moves a quarter by some
//! hundred metres, and nothing else of it looks wrong.

use crate::ground::matching::{Footprint, SiteArea, pairs};
use crate::ground::outline::middle;
use crate::plane::LocalPlane;
use louce_import::footprints::{Coordinates, bd09_of_wgs84, gcj02_of_wgs84};
use louce_store::BuildingListing;

/// Buildings that have to agree.
const AGREEING: usize = 2;
/// Their share among those that are known.
const SHARE: f64 = 0.6;
/// Metres by which they may differ.
const COHERENT_M: f64 = 40.0;
/// Metres of the shifts that there are.
const SHIFTS_M: std::ops::RangeInclusive<f64> = 100.0..=1_500.0;

/// How a file lies against the register.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shift {
    /// Metres.
    pub metres: f64,
    /// The coordinates in which it would lie right, where they are known.
    pub looks_like: Option<Coordinates>,
}

/// The shift of a file that was read in some coordinates; none where it lies as the register has it, or too few buildings
/// are known in both.
pub fn shift(
    footprints: &[Footprint<'_>],
    sites: &[SiteArea],
    buildings: &[BuildingListing],
    read: Coordinates,
) -> Option<Shift> {
    let known = pairs(footprints, sites, buildings).into_iter().filter_map(|(footprint, building)| {
        let there = middle(&footprints.get(footprint)?.facts.shape.ring)?;
        Some((middle(&buildings.get(building)?.building.footprint)?, there))
    });
    let known: Vec<([f64; 2], [f64; 2])> = known.collect();
    let moves: Vec<[f64; 2]> = known.iter().map(|(here, there)| LocalPlane::at(*here).metres(*there)).collect();
    let [east, north] = crate::plane::median(moves.iter().copied())?;
    let agreeing = moves.iter().filter(|[x, y]| (x - east).hypot(y - north) < COHERENT_M).count();
    let metres = east.hypot(north);
    let is_coherent = agreeing >= AGREEING && agreeing as f64 >= SHARE * moves.len() as f64;
    if !is_coherent || !SHIFTS_M.contains(&metres) {
        return None;
    }
    let candidates = [Coordinates::Gcj02, Coordinates::Bd09, Coordinates::Wgs84];
    let looks_like =
        candidates.into_iter().filter(|system| *system != read).find(|system| is_of(*system, read, &known));
    Some(Shift { metres, looks_like })
}

/// A point of WGS-84 as a system of degrees writes it; none of others.
fn written(system: Coordinates, at: [f64; 2]) -> Option<[f64; 2]> {
    match system {
        Coordinates::Wgs84 | Coordinates::Cgcs2000 => Some(at),
        Coordinates::Gcj02 => Some(gcj02_of_wgs84(at)),
        Coordinates::Bd09 => Some(bd09_of_wgs84(at)),
        Coordinates::Epsg(_) => None,
    }
}

/// Whether most of what is known lies in the file where a system would write it.
fn is_of(system: Coordinates, read: Coordinates, known: &[([f64; 2], [f64; 2])]) -> bool {
    let fits = known.iter().filter(|(here, there)| {
        let pair = written(system, *here).zip(written(read, *there));
        pair.is_some_and(|(wanted, found)| {
            let [x, y] = LocalPlane::at(wanted).metres(found);
            x.hypot(y) < COHERENT_M
        })
    });
    fits.count() as f64 >= SHARE * known.len() as f64
}
