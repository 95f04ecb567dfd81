//! Free ground (空地) for a building that nobody has measured: an upright rectangle near the site's other buildings, clear
//! of every outline, road and water.

use crate::asking::stored;
use crate::plane::LocalPlane;
use louce_domain::id::SiteId;
use louce_domain::room_plan::{BlockSpec, rooms};
use louce_store::Reader;
use louce_wire::RpcError;
use std::collections::BTreeMap;

/// Clear width kept around the building, metres.
const CLEAR_M: f32 = 8.0;
/// From one place looked at to the next, metres.
const STEP_M: f32 = 6.0;
/// How many steps outwards are looked at: about a kilometre.
const MOST_STEPS: i32 = 160;
/// Width of one room along the building, metres.
const ROOM_M: f32 = 6.6;

/// How large a building is, from its rooms: length and depth in metres.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Extent {
    length: f32,
    depth: f32,
}

impl Extent {
    /// The extent of the largest floor: rooms on two sides of a corridor where there are more than three to a unit.
    pub fn of(spec: &BlockSpec) -> Self {
        let mut floors: BTreeMap<i16, BTreeMap<Option<String>, u16>> = BTreeMap::new();
        for room in rooms(spec).into_iter().filter(|room| room.storey > 0) {
            *floors.entry(room.storey).or_default().entry(room.unit).or_default() += 1;
        }
        let cells = |units: &BTreeMap<Option<String>, u16>| -> u16 {
            units.values().map(|rooms| if *rooms <= 3 { (*rooms).max(2) } else { rooms.div_ceil(2) }).sum()
        };
        let most = floors.values().map(cells).max().unwrap_or(2).clamp(2, 40);
        let is_deep = floors.values().flat_map(BTreeMap::values).any(|rooms| *rooms > 3);
        Self { length: f32::from(most) * ROOM_M, depth: if is_deep { 17.0 } else { 12.0 } }
    }
}

/// A box with its sides along the axes, metres on the local plane.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Upright {
    min: [f32; 2],
    max: [f32; 2],
}

impl Upright {
    fn around([x, y]: [f32; 2], extent: Extent, clear: f32) -> Self {
        let (half_x, half_y) = (extent.length / 2.0 + clear, extent.depth / 2.0 + clear);
        Self { min: [x - half_x, y - half_y], max: [x + half_x, y + half_y] }
    }

    fn of_ring(ring: &[[f32; 2]]) -> Option<Self> {
        let first = *ring.first()?;
        Some(ring.iter().fold(Self { min: first, max: first }, |b, [x, y]| Self {
            min: [b.min[0].min(*x), b.min[1].min(*y)],
            max: [b.max[0].max(*x), b.max[1].max(*y)],
        }))
    }

    fn meets(&self, other: &Self) -> bool {
        (0..2).all(|axis| match (self.min.get(axis), self.max.get(axis), other.min.get(axis), other.max.get(axis)) {
            (Some(min), Some(max), Some(other_min), Some(other_max)) => min < other_max && other_min < max,
            _ => false,
        })
    }

    /// Whether a line passes through (Liang and Barsky, 1984).
    fn is_crossed(&self, [x, y]: [f32; 2], [to_x, to_y]: [f32; 2]) -> bool {
        let (dx, dy) = (to_x - x, to_y - y);
        let sides = [(-dx, x - self.min[0]), (dx, self.max[0] - x), (-dy, y - self.min[1]), (dy, self.max[1] - y)];
        let (mut enters, mut leaves) = (0.0_f32, 1.0_f32);
        for (towards, distance) in sides {
            if towards == 0.0 {
                if distance < 0.0 {
                    return false;
                }
            } else if towards < 0.0 {
                enters = enters.max(distance / towards);
            } else {
                leaves = leaves.min(distance / towards);
            }
        }
        enters <= leaves
    }
}

/// A ring of longitude and latitude on free ground, as near as possible to the site's outlines, or to the middle of the
/// community where the building has no site. None where nothing near is surveyed: the map lays such buildings out by
/// itself, and beside its own site's.
///
/// # Errors
/// When the register cannot be read.
pub fn find(reader: &Reader<'_>, site: Option<SiteId>, extent: Extent) -> Result<Option<Vec<[f64; 2]>>, RpcError> {
    let listings = reader.buildings().map_err(stored)?;
    let surveyed = || listings.iter().map(|listing| &listing.building).filter(|building| building.footprint.len() >= 3);
    let siblings = listings.iter().filter(|listing| site.is_some() && listing.building.site == site).count();
    let near: Vec<&[f64; 2]> =
        surveyed().filter(|building| site.is_some() && building.site == site).flat_map(|b| &b.footprint).collect();
    let all: Vec<&[f64; 2]> = surveyed().flat_map(|building| &building.footprint).collect();
    let around = match (near.is_empty(), siblings) {
        (false, _) => near,
        (true, 0) => all,
        (true, _) => return Ok(None),
    };
    if around.is_empty() {
        return Ok(None);
    }
    let plane = LocalPlane::around(around.into_iter());
    let outlines: Vec<Upright> =
        surveyed().filter_map(|building| Upright::of_ring(&plane.project_all(&building.footprint))).collect();
    let ground = reader.ground().map_err(stored)?;
    let lines: Vec<Vec<[f32; 2]>> = ground
        .iter()
        .filter(|feature| matches!(feature.layer.as_str(), "road" | "water"))
        .map(|feature| plane.project_all(&feature.points))
        .collect();
    Ok(nearest(&outlines, &lines, extent).map(|middle| ring(&plane, middle, extent)))
}

/// The free place nearest to the origin, looked for outwards ring by ring.
fn nearest(outlines: &[Upright], lines: &[Vec<[f32; 2]>], extent: Extent) -> Option<[f32; 2]> {
    let is_free = |middle: &[f32; 2]| {
        let wide = Upright::around(*middle, extent, CLEAR_M);
        let bare = Upright::around(*middle, extent, CLEAR_M / 2.0);
        let crossed = |line: &Vec<[f32; 2]>| line.iter().zip(line.iter().skip(1)).any(|(a, b)| bare.is_crossed(*a, *b));
        !outlines.iter().any(|outline| wide.meets(outline)) && !lines.iter().any(crossed)
    };
    (0..=MOST_STEPS).find_map(|steps| ring_of(steps).find(|middle| is_free(middle)))
}

/// The places so many steps from the origin, those straight south and north first.
fn ring_of(steps: i32) -> impl Iterator<Item = [f32; 2]> {
    let places =
        (-steps..=steps).flat_map(move |across| [(across, -steps), (across, steps), (-steps, across), (steps, across)]);
    #[expect(clippy::cast_precision_loss, reason = "at most a few hundred steps")]
    let at = |(x, y): (i32, i32)| [x as f32 * STEP_M, y as f32 * STEP_M];
    let mut places: Vec<(i32, i32)> = places.collect();
    places.sort_unstable_by_key(|(x, y)| (x * x + y * y, *x, *y));
    places.dedup();
    places.into_iter().map(at)
}

fn ring(plane: &LocalPlane, [x, y]: [f32; 2], extent: Extent) -> Vec<[f64; 2]> {
    let (half_x, half_y) = (extent.length / 2.0, extent.depth / 2.0);
    let corners =
        [[x - half_x, y - half_y], [x + half_x, y - half_y], [x + half_x, y + half_y], [x - half_x, y + half_y]];
    corners.into_iter().map(|corner| plane.unproject(corner)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const EXTENT: Extent = Extent { length: 40.0, depth: 12.0 };

    fn outline(x: f32, y: f32) -> Upright {
        Upright::around([x, y], EXTENT, 0.0)
    }

    #[test]
    fn a_free_place_is_clear_of_every_outline() {
        let outlines: Vec<Upright> = (-3_i16..=3)
            .flat_map(|x| (-3_i16..=3).map(move |y| outline(f32::from(x) * 50.0, f32::from(y) * 30.0)))
            .collect();
        let place = nearest(&outlines, &[], EXTENT).expect("there is ground around a quarter");
        let wide = Upright::around(place, EXTENT, CLEAR_M);
        assert!(!outlines.iter().any(|known| wide.meets(known)), "no wall stands nearer than {CLEAR_M} m: {place:?}");
    }

    #[test]
    fn nobody_builds_on_a_road() {
        let road = vec![[-500.0, 0.0], [500.0, 0.0]];
        let place = nearest(&[], std::slice::from_ref(&road), EXTENT).expect("there is ground beside the road");
        assert!(place[1].abs() > EXTENT.depth / 2.0, "the building stands beside the road: {place:?}");
    }

    #[test]
    fn the_extent_follows_from_the_largest_floor() {
        let small = Extent::of(&BlockSpec::plain(1, 6, 2));
        let large = Extent::of(&BlockSpec::plain(4, 6, 2));
        assert!(large.length > small.length * 3.0, "four units are about four times as long as one");
    }
}
