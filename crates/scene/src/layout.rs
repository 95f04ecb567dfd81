//! Where buildings without an outline stand: each site is a block of slots on a street, its buildings in rows facing
//! south, numbered from the street as on a real estate plan.
//!
//! Nothing is stored, so a place has to follow from the building alone, or officers would look for it anew after every
//! edit. All slots are of one size, and a building is drawn into its slot:
//! * A house with a number has the slot of its number, north of the street. Whether its neighbours are entered, measured,
//!   ended, wider or higher changes nothing. Two of one number: the one that was entered first has it.
//! * A house without one (门卫室) stands south of the street, in the order in which they were entered (ids are
//!   time-ordered). A new one moves no other; when one leaves, those after it close up.
//!
//! What does move: a site begins at the two dozen numbers that its lowest is in, so that one numbered from 101 needs no
//! hundred empty slots; it moves when the last of those leaves or a lower one is entered. Sites stand in bands: when one
//! needs more rows, the bands behind its own move back, as one; and so does its own, unless it is the first, when it
//! needs another row south of its street. Sites that come or go move the others. And all of them keep east of what has
//! been surveyed, in steps of 100 m.

use crate::bounds::{Bounds, heart};
use crate::plot::raise;
use crate::polygon::Rectangle;
use crate::shape::{BuildingShape, CommunityShape};
use bevy_math::Vec2;
use std::collections::{BTreeMap, HashMap};

/// Buildings side by side in one row of a site.
const ROW: u16 = 4;
/// Street between two sites, in metres.
pub const STREET_M: f32 = 20.0;
/// Lawn between the outermost buildings and the street, in metres.
const MARGIN_M: f32 = 10.0;
/// A slot with its lawn: along the row, and from one row to the next, in metres.
const SLOT_M: Vec2 = Vec2::new(62.0, 46.0);
/// The most of it that a building takes.
const LARGEST_M: Vec2 = Vec2::new(54.0, 30.0);
/// Numbers that a site begins with, and those that it has slots for.
const NUMBERS: (u16, u16) = (24, 48);
/// Rows that a site grows by, north and south of the street.
const STEPS: (u16, u16) = (2, 1);
/// Distance between the laid-out sites and the surveyed quarter, in metres, and the steps in which they keep it.
const APART_M: f32 = 80.0;
const APART_STEP_M: f32 = 100.0;
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

impl Plate {
    fn covers(&self, real: &Bounds) -> bool {
        let (low, high) = (Vec2::new(real.min.x, -real.max.z), Vec2::new(real.max.x, -real.min.z));
        self.min.cmplt(high).all() && low.cmplt(self.max).all()
    }
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
    // What is longer than a slot is folded: two rows at first, then about as a large building is.
    let folded = if length > LARGEST_M.x { (length / (depth * 1.6)).sqrt().round().max(2.0) } else { 1.0 };
    Vec2::new((length / folded).max(12.0), depth * folded)
}

/// The same, as large as a slot lets it be.
fn drawn_size(building: &BuildingShape) -> Vec2 {
    size(building).min(LARGEST_M)
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
    let quarter = surveyed(shape, needs);
    let layout = place_bands(&plots, beside(&heart(&quarter)));
    // A building far off from the others is passed over, unless an invented place came to be on it.
    if quarter.iter().any(|real| layout.plates.iter().any(|plate| plate.covers(real))) {
        return place_bands(&plots, beside(&quarter.iter().fold(Bounds::EMPTY, |all, b| all.union(*b))));
    }
    layout
}

/// Where a building stands that was put there by hand, as large as its rooms make it.
pub fn placed(building: &BuildingShape) -> Option<Rectangle> {
    let [east, north, turn] = building.laid.filter(|at| at.iter().all(|v| v.is_finite() && v.abs() < FARTHEST_M))?;
    let (sin, cos) = turn.to_radians().sin_cos();
    let upright = upright(Vec2::new(east, north), drawn_size(building));
    // Clockwise as seen from above, with north up.
    Some(Rectangle { along: Vec2::new(cos, -sin).rotate(upright.along), ..upright })
}

/// The boxes around what has been surveyed.
fn surveyed(shape: &CommunityShape, needs: impl Fn(usize) -> bool) -> Vec<Bounds> {
    let around = |b: &BuildingShape| Bounds::of(b.footprint.iter().flatten().map(|p| raise(Vec2::from_array(*p), 0.0)));
    let measured = shape.buildings.iter().enumerate().filter(|(i, _)| !needs(*i));
    measured.map(|(_, b)| around(b)).filter(|b| !b.is_empty()).collect()
}

/// East of a quarter, in line with its south; at the origin where there is none.
fn beside(quarter: &Bounds) -> Vec2 {
    if quarter.is_empty() {
        return Vec2::ZERO;
    }
    let steps = Vec2::new(quarter.max.x + APART_M, -quarter.max.z) / APART_STEP_M;
    Vec2::new(steps.x.ceil(), steps.y.floor()) * APART_STEP_M
}

/// A slot: the row counted from the street, to the north from 0, to the south from −1, and the place in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Slot {
    row: i32,
    column: u16,
}

impl Slot {
    /// North of the street, counted from it.
    fn north(at: u16) -> Self {
        Self { row: i32::from(at / ROW), column: at % ROW }
    }

    /// South of the street, counted from it.
    fn south(at: u16) -> Self {
        Self { row: -1 - i32::from(at / ROW), column: at % ROW }
    }
}

/// Buildings of a site that are laid out.
struct SitePlot {
    site: String,
    buildings: Vec<(usize, Slot, Vec2)>,
}

impl SitePlot {
    fn new(shape: &CommunityShape, site: usize, list: &[usize]) -> Self {
        let members: Vec<(usize, &BuildingShape)> =
            list.iter().filter_map(|i| shape.buildings.get(*i).map(|b| (*i, b))).collect();
        Self {
            site: shape.sites.get(site).map(|s| s.id.clone()).unwrap_or_default(),
            buildings: slots(members).into_iter().map(|(i, b, slot)| (i, slot, drawn_size(b))).collect(),
        }
    }

    /// Rows that it needs north and south of the street.
    fn rows(&self) -> (u16, u16) {
        let rows = || self.buildings.iter().map(|(_, slot, _)| slot.row);
        let count = |rows: i32| u16::try_from(rows).unwrap_or(0);
        (count(rows().max().unwrap_or(0) + 1), count(-rows().min().unwrap_or(0)))
    }

    fn place(&self, band: Band, west: f32, layout: &mut Layout) {
        #[expect(clippy::cast_precision_loss, reason = "a site has at most thousands of rows")]
        for (building, slot, size) in &self.buildings {
            let at = Vec2::new(f32::from(slot.column), slot.row as f32) + 0.5;
            layout.places.insert(*building, upright(Vec2::new(west + MARGIN_M, band.street) + at * SLOT_M, *size));
        }
        let min = Vec2::new(west, band.south());
        let max = Vec2::new(west + SITE_WIDTH_M, band.north());
        layout.plates.push(Plate { site: self.site.clone(), min, max, lawns: lawns(min, max) });
    }
}

/// Every site is as wide as a row with the lawn beside it, in metres.
const SITE_WIDTH_M: f32 = ROW as f32 * SLOT_M.x + 2.0 * MARGIN_M;

/// Two lawns a row, either side of the path from the gate.
fn lawns(min: Vec2, max: Vec2) -> Vec<(Vec2, Vec2)> {
    let inset = Vec2::splat(PATH_M * 0.5);
    let (low, high) = (min + inset * 2.0, max - inset * 2.0);
    let middle = (low.x + high.x) * 0.5;
    let mut lawns = Vec::new();
    let mut south = min.y + MARGIN_M;
    while south + SLOT_M.y <= max.y - MARGIN_M + 0.5 {
        let north = south + SLOT_M.y;
        for (west, east) in [(low.x, middle - inset.x), (middle + inset.x, high.x)] {
            lawns.push((Vec2::new(west, south + inset.y), Vec2::new(east, north - inset.y)));
        }
        south = north;
    }
    lawns
}

fn upright(centre: Vec2, size: Vec2) -> Rectangle {
    let half = size * 0.5;
    if half.x >= half.y {
        Rectangle { centre, along: Vec2::X, half }
    } else {
        Rectangle { centre, along: Vec2::Y, half: Vec2::new(half.y, half.x) }
    }
}

/// A slot for each building of a site: that of its number where it has one to itself, else one south of the street.
fn slots(mut members: Vec<(usize, &BuildingShape)>) -> Vec<(usize, &BuildingShape, Slot)> {
    members.sort_by(|a, b| a.1.id.cmp(&b.1.id).then(a.0.cmp(&b.0)));
    let lowest = members.iter().filter_map(|(_, b)| number(&b.label)).min().unwrap_or(1);
    let first = (lowest - 1) / NUMBERS.0 * NUMBERS.0 + 1;
    let mut taken = [false; NUMBERS.1 as usize];
    let mut without = 0;
    let slot = |(i, building): (usize, &'_ BuildingShape)| {
        let own = number(&building.label).and_then(|n| n.checked_sub(first));
        let free = own.and_then(|at| Some((at, taken.get_mut(usize::from(at)).filter(|taken| !**taken)?)));
        if let Some((at, taken)) = free {
            *taken = true;
            return (i, Slot::north(at));
        }
        without += 1;
        (i, Slot::south(without - 1))
    };
    let found: Vec<(usize, Slot)> = members.iter().copied().map(slot).collect();
    members.into_iter().zip(found).map(|((i, building), (_, slot))| (i, building, slot)).collect()
}

/// The first number in a label: 3 for `3幢`. One of more than four digits is no house number.
fn number(label: &str) -> Option<u16> {
    let digits: String = label.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    digits.parse().ok().filter(|n| (1..10_000).contains(n))
}

/// Sites along one street: every plate of a band is as deep as its deepest, so that streets run straight.
#[derive(Clone, Copy)]
struct Band {
    /// Where the street lies from which its rows are counted.
    street: f32,
    /// Rows on either side.
    rows: (u16, u16),
}

impl Band {
    /// Rows for all of `plots`.
    fn rows_of(plots: &[SitePlot]) -> (u16, u16) {
        let (north, south): (Vec<u16>, Vec<u16>) = plots.iter().map(SitePlot::rows).unzip();
        let most = |rows: Vec<u16>, step: u16| rows.into_iter().max().unwrap_or(0).next_multiple_of(step);
        (most(north, STEPS.0).max(STEPS.0), most(south, STEPS.1))
    }

    fn north(&self) -> f32 {
        self.street + f32::from(self.rows.0) * SLOT_M.y + MARGIN_M
    }

    fn south(&self) -> f32 {
        self.street - f32::from(self.rows.1) * SLOT_M.y - MARGIN_M
    }
}

/// Sites in bands from south to north; the street of the first keeps its place whatever stands on either side.
fn place_bands(plots: &[SitePlot], start: Vec2) -> Layout {
    let mut layout = Layout::default();
    let mut behind: Option<f32> = None;
    for sites in plots.chunks(across(plots.len())) {
        let (north, south) = Band::rows_of(sites);
        // Where sites lie before it, one row south of the street is kept for those who come.
        let rows = (north, if behind.is_some() { south.max(STEPS.1) } else { south });
        let bare = Band { street: 0.0, rows };
        let band = Band { street: behind.map_or(start.y + MARGIN_M, |north| north + STREET_M - bare.south()), rows };
        let mut west = start.x;
        for plot in sites {
            plot.place(band, west, &mut layout);
            west += SITE_WIDTH_M + STREET_M;
        }
        behind = Some(band.north());
    }
    layout
}

/// Sites side by side: enough to make the whole about square, in steps so that a new site seldom moves old ones.
fn across(sites: usize) -> usize {
    [1, 2, 3, 4, 6, 8, 12, 16, 24, 32].into_iter().find(|n| n * n >= sites).unwrap_or(48)
}
