//! Facades: the walls of the community cut into bays (开间) and storeys, so that a shader can draw a window grid and
//! colour each window by the room behind it, without a mesh for any room.
//!
//! # What the shader gets
//! * Each wall vertex carries [`crate::mesh::SolidVertex::bay`]: its place along the facade, counted in bays. A bay
//!   never bends round a corner; a wall too narrow for a window has the same whole number at both ends.
//! * One texel for each building, by its slot ([`Facades::records`]): `[first cell, height in metres, bays, storeys]`.
//!   `bays` 0: it has no windows.
//! * The cell table, R8, [`CELLS_WIDTH`] wide ([`Cells`]): the class of the room behind each bay of each storey
//!   (0–9), or [`NO_CLASS`]. A building's cells follow each other storey by storey from the ground up:
//!
//! ```glsl
//! int storey = clamp(int(y / storeyHeight), 0, storeys - 1);
//! int bay = clamp(int(vBay), 0, bays - 1);
//! int cell = first + storey * bays + bay;
//! float class = texelFetch(cells, ivec2(cell % CELLS_WIDTH, cell / CELLS_WIDTH), 0).r * 255.0;
//! ```
//! Windows sit in the middle of a bay: `fract(vBay)` from about 0.2 to 0.8, so narrow walls get none by themselves.
//!
//! # Which room is behind a bay
//! Rooms stand as in the opened building: units side by side, in each the first rooms in front and the last ones
//! behind. Rooms that have no outer wall have no bay.

mod cells;

pub use cells::Cells;

use crate::paint::TABLE_WIDTH;
use crate::plot::Plot;
use crate::polygon::{Polygon, edges, is_corner, tightest_rectangle};
use crate::rooms::rows_for;
use crate::shape::BuildingShape;
use bevy_math::Vec2;
use std::ops::Range;

/// Cells in one row of the cell table's texture.
pub const CELLS_WIDTH: u32 = 2048;
/// A cell behind which no room is known.
pub const NO_CLASS: u8 = 255;
/// Width of a bay where the wall allows it, in metres.
const BAY_M: f32 = 3.3;
/// A wall narrower than this has no window, in metres.
const NARROW_M: f32 = 1.7;
/// A facade has about this many bays at most; wider ones get wider bays.
const MOST_BAYS: f32 = 240.0;
/// Storeys that are told apart on a facade.
const MOST_STOREYS: u16 = 250;

/// The facade of one building.
#[derive(Clone, Debug, PartialEq)]
pub struct Facade {
    /// Its first cell in the table.
    pub first: u32,
    /// Bays on each storey; 0 where it shows no windows.
    pub bays: u16,
    /// Storeys above ground.
    pub storeys: u16,
    /// Height of all of them in metres.
    pub height: f32,
    /// Units that share the rooms of a storey.
    units: u16,
    /// Rows of rooms from front to back in each unit.
    rows: u16,
    /// Its bays within [`Facades::bays`].
    first_bay: u32,
}

/// Where a bay stands.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Bay {
    /// Share of the building's length, 0 to 1 from its left end as seen from the front.
    along: f32,
    /// True on the side away from the front.
    back: bool,
}

/// All facades of a community, by slot.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facades {
    facades: Vec<Facade>,
    bays: Vec<Bay>,
    cells: u32,
}

impl Facades {
    /// Facades of `plots`, which belong to `buildings` one by one.
    pub fn new(buildings: &[BuildingShape], plots: &[Plot]) -> Self {
        let mut all = Self::default();
        for (building, plot) in buildings.iter().zip(plots) {
            all.add(building, plot);
        }
        all
    }

    fn add(&mut self, building: &BuildingShape, plot: &Plot) {
        let first_bay = count(self.bays.len());
        if !building.unclaimed {
            self.bays.extend(bays_of(&plot.outline));
        }
        let bays = u16::try_from(count(self.bays.len()) - first_bay).unwrap_or(u16::MAX);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to a storey count")]
        let storeys = (plot.height / plot.storey).round().clamp(1.0, f32::from(MOST_STOREYS)) as u16;
        let (units, rows) = plan_of(building, plot, storeys);
        self.facades.push(Facade { first: self.cells, bays, storeys, height: plot.height, units, rows, first_bay });
        self.cells += u32::from(bays) * u32::from(storeys);
    }

    /// The facade of the building in `slot`.
    pub fn facade(&self, slot: u32) -> Option<&Facade> {
        self.facades.get(slot as usize)
    }

    /// One texel for each building, in whole rows of [`TABLE_WIDTH`], at least one: `[first cell, height, bays, storeys]`.
    #[expect(
        clippy::cast_precision_loss,
        reason = "exact up to 2^24 cells: at some ten a room, ten times the everyday size"
    )]
    pub fn records(&self) -> Vec<[f32; 4]> {
        let texel = |f: &Facade| [f.first as f32, f.height, f32::from(f.bays), f32::from(f.storeys)];
        let mut texels: Vec<[f32; 4]> = self.facades.iter().map(texel).collect();
        texels.resize(texels.len().max(1).next_multiple_of(TABLE_WIDTH as usize), [0.0; 4]);
        texels
    }

    /// Cells in use.
    pub fn cells(&self) -> u32 {
        self.cells
    }
}

impl Facade {
    /// Its cells within the table.
    pub fn range(&self) -> Range<u32> {
        self.first..self.first + u32::from(self.bays) * u32::from(self.storeys)
    }

    /// Which of `rooms` rooms of a storey stands behind `bay`.
    fn room_behind(&self, bay: Bay, rooms: usize) -> usize {
        let units = usize::from(self.units).clamp(1, rooms.max(1));
        let (unit, within) = part(bay.along, units);
        let (from, to) = (unit * rooms / units, (unit + 1) * rooms / units);
        let own = to.saturating_sub(from).max(1);
        let rows = usize::from(self.rows).clamp(1, own);
        // As rooms are cut: room i stands in row ⌊(i + ½) / own · rows⌋.
        let begins = |row: usize| (2 * own * row).saturating_sub(rows).div_ceil(2 * rows);
        let row = if bay.back { rows - 1 } else { 0 };
        let (start, long) = (begins(row), (begins(row + 1).min(own) - begins(row)).max(1));
        (from + start + part(within, long).0).min(rooms.saturating_sub(1))
    }
}

/// Which of `parts` equal parts of 1 a share falls into, and where within that.
#[expect(clippy::cast_precision_loss, reason = "a few thousand rooms")]
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share of 1 of a count")]
fn part(share: f32, parts: usize) -> (usize, f32) {
    let at = share.clamp(0.0, 1.0) * parts as f32;
    let whole = (at as usize).min(parts.saturating_sub(1));
    (whole, at - whole as f32)
}

/// How the rooms of a usual storey stand: units side by side, rows behind each other.
fn plan_of(building: &BuildingShape, plot: &Plot, storeys: u16) -> (u16, u16) {
    let rooms = building.room_count.div_ceil(u32::from(storeys)).clamp(1, 4_000);
    let units = building.units.map_or(rooms.div_ceil(4), u32::from).clamp(1, rooms);
    let size = tightest_rectangle(&plot.outline.outer).map_or(Vec2::splat(12.0), |r| r.half * 2.0);
    #[expect(clippy::cast_precision_loss, reason = "a few thousand rooms")]
    let rows = rows_for(rooms as f32 / units as f32, size.x / units as f32, size.y);
    (u16::try_from(units).unwrap_or(u16::MAX), rows)
}

/// A corner of an outline with where it stands along the facade.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Corner {
    /// On the plane.
    pub at: Vec2,
    /// Place along the facade, in bays.
    pub bay: f32,
    /// True where the walls meet at an edge that can be seen.
    pub sharp: bool,
}

/// The outline's rings, outer first, as corners along the facade. Each begins at a sharp corner where it has one, and
/// ends with its first corner again, so that every wall is two corners that follow each other.
pub fn corners(outline: &Polygon) -> Vec<Vec<Corner>> {
    let perimeter: f32 = outline.rings().flat_map(edges).map(|(a, b)| a.distance(b)).sum();
    let width = BAY_M.max(perimeter / MOST_BAYS);
    let mut at = 0.0;
    outline.rings().map(|ring| ring_corners(ring, width, &mut at)).collect()
}

/// Corners of one ring, whose first bay is `at`; moves it behind the last.
fn ring_corners(ring: &[Vec2], width: f32, at: &mut f32) -> Vec<Corner> {
    let before = ring.iter().copied().cycle().skip(ring.len().saturating_sub(1));
    let sharp: Vec<(Vec2, bool)> = edges(ring).zip(before).map(|((p, q), o)| (p, is_corner(o, p, q))).collect();
    // Begin at a corner, so that a curved wall is one face even where the ring begins in its middle.
    let turn = sharp.iter().position(|c| c.1).unwrap_or(0);
    let turned: Vec<(Vec2, bool)> = sharp.iter().cycle().skip(turn).take(ring.len()).copied().collect();
    let mut corners: Vec<Corner> = Vec::with_capacity(ring.len() + 1);
    let mut rest = turned.as_slice();
    while let Some((first, more)) = rest.split_first() {
        let bent = more.iter().take_while(|c| !c.1).count();
        let face = rest.get(..=bent).unwrap_or_default();
        rest = rest.get(bent + 1..).unwrap_or_default();
        let end = rest.first().or(turned.first()).map_or(first.0, |c| c.0);
        face_corners(face, end, width, at, &mut corners);
    }
    if let Some(first) = corners.first().copied() {
        corners.push(Corner { bay: *at, ..first });
    }
    corners
}

/// Corners of one face, which ends at `end` and is a whole number of bays; none where it is narrow.
fn face_corners(face: &[(Vec2, bool)], end: Vec2, width: f32, at: &mut f32, corners: &mut Vec<Corner>) {
    let ends = face.iter().skip(1).map(|c| c.0).chain([end]);
    let walls: Vec<f32> = face.iter().zip(ends).map(|((p, _), q)| p.distance(q)).collect();
    let length: f32 = walls.iter().sum();
    let bays = if length < NARROW_M { 0.0 } else { (length / width).round().max(1.0) };
    let mut passed = 0.0;
    for ((p, sharp), wall) in face.iter().zip(&walls) {
        corners.push(Corner { at: *p, bay: *at + bays * passed / length.max(1e-3), sharp: *sharp });
        passed += wall;
    }
    *at += bays;
}

/// The bays of an outline in the order of [`corners`].
fn bays_of(outline: &Polygon) -> Vec<Bay> {
    let Some(rectangle) = tightest_rectangle(&outline.outer) else { return Vec::new() };
    let mut bays: Vec<Bay> = Vec::new();
    for (a, b) in corners(outline).iter().flat_map(|ring| ring.iter().zip(ring.iter().skip(1))) {
        // A bay belongs to the wall in which its middle lies; bays follow each other from wall to wall.
        #[expect(clippy::cast_precision_loss, reason = "some hundreds of bays")]
        while (bays.len() as f32 + 0.5) < b.bay {
            let share = (bays.len() as f32 + 0.5 - a.bay) / (b.bay - a.bay).max(1e-6);
            let at = a.at.lerp(b.at, share) - rectangle.centre;
            let along = at.dot(rectangle.along) / rectangle.half.x.max(1e-3) * 0.5 + 0.5;
            bays.push(Bay { along, back: at.dot(rectangle.along.perp()) > 0.0 });
        }
    }
    bays
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
