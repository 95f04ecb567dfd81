//! Where buildings without an outline stand: each site is a superblock on a grid of streets, its buildings in rows
//! facing south, numbered from the street as on a real estate plan.
//!
//! Stability is the point: a building keeps its place when others are added. Places depend on the number on the wall,
//! or else on the order of ids (which are time-ordered), and plots grow in steps, at their back first.

use crate::polygon::{Rectangle, extent};
use crate::shape::{BuildingShape, CommunityShape};
use bevy_math::Vec2;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Buildings side by side in one row of a site.
const ROW: usize = 4;
/// Street between two sites, in metres.
pub const STREET_M: f32 = 20.0;
/// Lawn between the outermost buildings and the street, in metres.
const MARGIN_M: f32 = 10.0;
/// Clear width beside a building, in metres.
const SIDE_M: f32 = 10.0;
/// Distance between the laid-out sites and the surveyed quarter, in metres.
const APART_M: f32 = 80.0;
/// Steps in which a site's pitch grows with its widest building, in metres.
const PITCH_STEP_M: f32 = 6.0;
/// Steps in which rows move apart with the highest building, in metres.
const ROW_STEP_M: f32 = 6.0;
/// Nothing is put farther away than this, in metres.
const FARTHEST_M: f32 = 500_000.0;
/// Paths between lawns, in metres.
const PATH_M: f32 = 5.0;

/// The plate under a site's buildings.
#[derive(Clone, Debug, PartialEq)]
pub struct Plate {
    /// The site's id; empty for buildings that name none.
    pub site: String,
    /// South-west corner.
    pub min: Vec2,
    /// North-east corner.
    pub max: Vec2,
    /// Lawns between its paths: south-west and north-east corners.
    pub lawns: Vec<(Vec2, Vec2)>,
}

/// Places for all buildings without an outline.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layout {
    /// Building index → its rectangle.
    pub places: HashMap<usize, Rectangle>,
    /// One plate for each site that has such buildings, in the order of the sites.
    pub plates: Vec<Plate>,
}

/// How large a building is that nobody has measured: `[length, depth]` in metres, from its units and rooms a floor.
pub fn size(building: &BuildingShape) -> Vec2 {
    let floors = u32::from(building.floors_above.max(1));
    let rooms = building.room_count.div_ceil(floors).clamp(1, 2_000);
    let units = building.units.map_or(rooms.div_ceil(4), u32::from).clamp(1, rooms.max(1));
    let per_unit = rooms.div_ceil(units);
    let (cells, depth) = if per_unit <= 3 { (per_unit.max(2), 12.0) } else { (per_unit.div_ceil(2), 17.0) };
    #[expect(clippy::cast_precision_loss, reason = "at most a few thousand cells")]
    let length = (units * cells) as f32 * 6.6;
    let rows = (length / 84.0).ceil().max(1.0);
    Vec2::new((length / rows).max(12.0), depth * rows)
}

/// Lays out every building for which `needs` says so.
pub fn lay_out(shape: &CommunityShape, needs: impl Fn(usize) -> bool) -> Layout {
    let order: HashMap<&str, usize> = shape.sites.iter().enumerate().map(|(i, s)| (s.id.as_str(), i)).collect();
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (i, b) in shape.buildings.iter().enumerate().filter(|(i, _)| needs(*i)) {
        let site = b.site.as_deref().and_then(|s| order.get(s)).copied().unwrap_or(shape.sites.len());
        members.entry(site).or_default().push(i);
    }
    let plots: Vec<SitePlot> = members.iter().map(|(site, list)| SitePlot::new(shape, *site, list)).collect();
    let mut layout = Layout::default();
    place_shelves(&plots, start_of(shape, &needs), &mut layout);
    layout
}

/// Where a building stands that was put there by hand, as large as its rooms make it.
pub fn placed(building: &BuildingShape) -> Option<Rectangle> {
    let [east, north, turn] = building.laid.filter(|at| at.iter().all(|v| v.is_finite() && v.abs() < FARTHEST_M))?;
    let (sin, cos) = turn.to_radians().sin_cos();
    let upright = upright(Vec2::new(east, north), size(building));
    // Clockwise as seen from above, with north up.
    Some(Rectangle { along: Vec2::new(cos, -sin).rotate(upright.along), ..upright })
}

/// East of whatever has been surveyed; at the origin when nothing has.
fn start_of(shape: &CommunityShape, needs: &impl Fn(usize) -> bool) -> Vec2 {
    let surveyed: Vec<Vec2> = (shape.buildings.iter().enumerate())
        .filter(|(i, _)| !needs(*i))
        .flat_map(|(_, b)| b.footprint.iter().flatten().map(|p| Vec2::from_array(*p)))
        .collect();
    if surveyed.is_empty() {
        return Vec2::ZERO;
    }
    let (min, max) = extent(&surveyed);
    Vec2::new(max.x + APART_M, min.y)
}

struct SitePlot {
    site: String,
    pitch: f32,
    row: f32,
    rows: usize,
    buildings: Vec<(usize, usize, Vec2)>,
}

impl SitePlot {
    fn new(shape: &CommunityShape, site: usize, list: &[usize]) -> Self {
        let members: Vec<(usize, &BuildingShape)> =
            list.iter().filter_map(|i| shape.buildings.get(*i).map(|b| (*i, b))).collect();
        let slots = slots(&members);
        let buildings: Vec<(usize, usize, Vec2)> =
            members.iter().zip(slots).map(|((i, b), s)| (*i, s, size(b))).collect();
        let widest = buildings.iter().map(|b| b.2.x).fold(0.0, f32::max);
        let deepest = buildings.iter().map(|b| b.2.y).fold(0.0, f32::max);
        let mut floors: Vec<u16> = members.iter().map(|(_, b)| b.floors_above).collect();
        floors.sort_unstable();
        let usual = floors.get(floors.len() / 2).copied().unwrap_or(1);
        let sun = (f32::from(usual) * 1.3 + 12.0).min(42.0);
        let last = buildings.iter().map(|b| b.1).max().unwrap_or(0);
        Self {
            site: shape.sites.get(site).map(|s| s.id.clone()).unwrap_or_default(),
            pitch: step_up(widest + SIDE_M, PITCH_STEP_M),
            row: step_up(deepest + sun, ROW_STEP_M),
            // Two rows at a time, so that one more building seldom needs more land.
            rows: (last / ROW + 1).next_multiple_of(2),
            buildings,
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "a site has at most thousands of rows")]
    fn land(&self) -> Vec2 {
        Vec2::new(ROW as f32 * self.pitch, self.rows as f32 * self.row) + Vec2::splat(2.0 * MARGIN_M)
    }

    #[expect(clippy::cast_precision_loss, reason = "a site has at most thousands of rows")]
    fn place(&self, corner: Vec2, depth: f32, layout: &mut Layout) {
        for (building, slot, size) in &self.buildings {
            let cell = Vec2::new((slot % ROW) as f32 + 0.5, (slot / ROW) as f32 + 0.5);
            let centre = corner + Vec2::splat(MARGIN_M) + cell * Vec2::new(self.pitch, self.row);
            layout.places.insert(*building, upright(centre, *size));
        }
        let max = corner + Vec2::new(self.land().x, depth);
        layout.plates.push(Plate { site: self.site.clone(), min: corner, max, lawns: self.lawns(corner, max) });
    }
}

impl SitePlot {
    /// Two lawns a row, either side of the path from the gate.
    fn lawns(&self, min: Vec2, max: Vec2) -> Vec<(Vec2, Vec2)> {
        let inset = Vec2::splat(PATH_M * 0.5);
        let (low, high) = (min + inset * 2.0, max - inset * 2.0);
        let middle = (low.x + high.x) * 0.5;
        let mut lawns = Vec::new();
        let mut south = min.y + MARGIN_M;
        while south + self.row <= max.y - MARGIN_M + 0.5 {
            let north = south + self.row;
            for (west, east) in [(low.x, middle - inset.x), (middle + inset.x, high.x)] {
                lawns.push((Vec2::new(west, south + inset.y), Vec2::new(east, north - inset.y)));
            }
            south = north;
        }
        lawns
    }
}

fn upright(centre: Vec2, size: Vec2) -> Rectangle {
    let half = size * 0.5;
    if half.x >= half.y {
        Rectangle { centre, along: Vec2::X, half }
    } else {
        Rectangle { centre, along: Vec2::Y, half: Vec2::new(half.y, half.x) }
    }
}

fn step_up(length: f32, step: f32) -> f32 {
    (length / step).ceil() * step
}

/// A slot for each member: its own number where the numbers of the site are dense, else the next free one.
fn slots(members: &[(usize, &BuildingShape)]) -> Vec<usize> {
    let limit = (members.len() * 2).next_multiple_of(ROW * 2);
    let mut taken: BTreeSet<usize> = BTreeSet::new();
    let mut slots: Vec<Option<usize>> = Vec::with_capacity(members.len());
    for (_, building) in members {
        let own = number(&building.label).filter(|n| (1..=limit).contains(n)).map(|n| n - 1);
        slots.push(own.filter(|s| taken.insert(*s)));
    }
    // Whoever has no number of their own follows behind everybody who has one, oldest id first.
    let mut rest: Vec<usize> = slots.iter().enumerate().filter_map(|(i, s)| s.is_none().then_some(i)).collect();
    rest.sort_by_key(|i| members.get(*i).map(|(_, b)| (number(&b.label), b.id.as_str())));
    let behind = taken.last().map_or(0, |s| s + 1);
    for (offset, i) in rest.into_iter().enumerate() {
        if let Some(slot) = slots.get_mut(i) {
            *slot = Some(behind + offset);
        }
    }
    slots.into_iter().map(Option::unwrap_or_default).collect()
}

/// The first number in a label: 3 for `3幢`, 12 for `88弄12号` would be 88, which no site has in sequence.
fn number(label: &str) -> Option<usize> {
    let digits: String = label.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}

/// Sites in shelves from south to north; every site of a shelf gets the shelf's depth, so that streets run straight.
fn place_shelves(plots: &[SitePlot], start: Vec2, layout: &mut Layout) {
    let mut y = start.y;
    for shelf in plots.chunks(across(plots.len())) {
        let depth = shelf.iter().map(|p| p.land().y).fold(0.0, f32::max);
        let mut x = start.x;
        for plot in shelf {
            plot.place(Vec2::new(x, y), depth, layout);
            x += plot.land().x + STREET_M;
        }
        y += depth + STREET_M;
    }
}

/// Sites side by side: enough to make the whole about square, in steps so that a new site seldom moves old ones.
fn across(sites: usize) -> usize {
    [1, 2, 3, 4, 6, 8, 12, 16, 24, 32].into_iter().find(|n| n * n >= sites).unwrap_or(48)
}
