//! A floor cut into rooms: units side by side along the building, each in rows either side of a corridor.
//!
//! The same list of rooms gives the same plan on every floor, so that 101, 201 and 301 stand above each other.

use crate::shape::{FloorShape, RoomShape};
use bevy_math::Vec2;
use std::collections::{BTreeMap, HashMap};

/// Width of a corridor where the depth allows it, in metres.
const CORRIDOR_M: f32 = 1.8;
/// Gap between a room and the line it was cut along, in metres.
const INSET_M: f32 = 0.09;
/// A pleasing room is this much wider than deep.
const PLEASING: f32 = 0.8;
/// Rows that a unit may be cut into.
const ROWS: [u16; 6] = [1, 2, 4, 6, 8, 12];
/// One merged room takes the place of no more than this many.
const MOST_SPAN: u16 = 64;

/// One room's rectangle in the building's own axes: x along it, z across it with the front (south) at +z.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cell {
    /// Index of the room on its floor.
    pub room: usize,
    /// Lowest corner, `[x, z]`.
    pub min: Vec2,
    /// Highest corner, `[x, z]`.
    pub max: Vec2,
    /// Which row it is in, 0 at the front.
    pub row: u16,
    /// True when no row lies behind this one.
    pub last_row: bool,
}

/// How a building's length is shared among its units, the same on every floor.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct UnitPlan {
    /// Unit → from where to where along the length, as shares of 1.
    spans: BTreeMap<UnitKey, (f32, f32)>,
}

/// Units sort by their number, then by their text; rooms that name no unit come last.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct UnitKey(u32, String);

impl UnitKey {
    fn of(room: &RoomShape) -> Self {
        room.unit.as_deref().filter(|u| !u.is_empty()).map_or(Self(u32::MAX, String::new()), Self::named)
    }

    fn named(unit: &str) -> Self {
        let digits: String = unit.chars().filter(char::is_ascii_digit).take(6).collect();
        Self(digits.parse().unwrap_or(u32::MAX - 1), unit.to_owned())
    }
}

impl UnitPlan {
    /// Shares the length by each unit's fullest floor.
    pub fn new(floors: &[FloorShape]) -> Self {
        let mut widest: BTreeMap<UnitKey, f32> = BTreeMap::new();
        for floor in floors {
            let groups = by_unit(floor);
            // A floor of shops that name no unit stretches over everything and asks for no strip of its own.
            if groups.len() == 1 && floor.rooms.iter().all(|r| r.unit.is_none()) {
                continue;
            }
            for (unit, rooms) in groups {
                let places = rooms.iter().map(|(_, r)| places(r)).sum::<f32>();
                let most = widest.entry(unit).or_insert(0.0);
                *most = most.max(places);
            }
        }
        let all: f32 = widest.values().sum();
        let mut at = 0.0;
        let spans = widest.into_iter().map(|(unit, places)| {
            let from = at;
            at += places / all;
            (unit, (from, at))
        });
        Self { spans: spans.collect() }
    }

    /// Named units with the middle of their strip, as a share of the length from −½ to ½; none where there is but one.
    pub fn units(&self) -> Vec<(String, f32)> {
        let named = self.spans.iter().filter(|(unit, _)| !unit.1.is_empty());
        let units: Vec<(String, f32)> =
            named.map(|(unit, (from, to))| (unit.1.clone(), (from + to) * 0.5 - 0.5)).collect();
        if units.len() > 1 { units } else { Vec::new() }
    }

    /// Cuts `floor` into rooms on a rectangle of `size` (length, depth) around the origin.
    pub fn cut(&self, floor: &FloorShape, size: Vec2) -> Vec<Cell> {
        let groups = by_unit(floor);
        let alone = floor.rooms.iter().all(|r| r.unit.is_none());
        let mut cells = Vec::with_capacity(floor.rooms.len());
        for (unit, rooms) in groups {
            let share = if alone { None } else { self.spans.get(&unit).copied() };
            let (from, to) = share.unwrap_or((0.0, 1.0));
            let (left, right) = ((from - 0.5) * size.x, (to - 0.5) * size.x);
            cut_unit(&rooms, Vec2::new(left, right), size.y, &mut cells);
        }
        cut_parts(floor, &mut cells);
        cells
    }
}

/// Rooms by unit, without those that lie inside another.
fn by_unit(floor: &FloorShape) -> BTreeMap<UnitKey, Vec<(usize, &RoomShape)>> {
    let whole = wholes(floor);
    let mut groups: BTreeMap<UnitKey, Vec<(usize, &RoomShape)>> = BTreeMap::new();
    for (i, room) in floor.rooms.iter().enumerate().filter(|(_, room)| whole_of(room, &whole).is_none()) {
        groups.entry(UnitKey::of(room)).or_default().push((i, room));
    }
    groups
}

/// Rooms that are no part of another, by id. A part of a part is drawn as a room.
fn wholes(floor: &FloorShape) -> HashMap<&str, usize> {
    let rooms = floor.rooms.iter().enumerate().filter(|(_, room)| room.parent.is_none());
    rooms.map(|(i, room)| (room.id.as_str(), i)).collect()
}

/// Index of the room that `room` lies in.
fn whole_of(room: &RoomShape, wholes: &HashMap<&str, usize>) -> Option<usize> {
    wholes.get(room.parent.as_deref()?).copied()
}

/// Shares the place of each parted room (隔断) with its parts, side by side, so that each keeps a wall to the front.
fn cut_parts(floor: &FloorShape, cells: &mut Vec<Cell>) {
    let wholes = wholes(floor);
    let mut parts: BTreeMap<usize, Vec<(usize, f32)>> = BTreeMap::new();
    for (i, room) in floor.rooms.iter().enumerate() {
        if let Some(whole) = whole_of(room, &wholes) {
            parts.entry(whole).or_insert_with(|| vec![(whole, 1.0)]).push((i, 1.0));
        }
    }
    let parted: Vec<Cell> = cells.extract_if(.., |cell| parts.contains_key(&cell.room)).collect();
    for cell in parted {
        let members = parts.get(&cell.room).map(Vec::as_slice).unwrap_or_default();
        let (x, z) = (Vec2::new(cell.min.x, cell.max.x), Vec2::new(cell.min.y, cell.max.y));
        cut_row(members, x, z, |room, min, max| cells.push(Cell { room, min, max, ..cell }));
    }
}

fn places(room: &RoomShape) -> f32 {
    f32::from(room.span.clamp(1, MOST_SPAN))
}

fn cut_unit(rooms: &[(usize, &RoomShape)], x: Vec2, depth: f32, cells: &mut Vec<Cell>) {
    let all: f32 = rooms.iter().map(|(_, r)| places(r)).sum();
    let count = rows_for(all, x.y - x.x, depth);
    let mut rows: BTreeMap<u16, Vec<(usize, f32)>> = BTreeMap::new();
    let mut before = 0.0;
    for (i, room) in rooms {
        let own = places(room);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and the row count")]
        let row = ((before + own * 0.5) / all * f32::from(count)) as u16;
        rows.entry(row.min(count - 1)).or_default().push((*i, own));
        before += own;
    }
    for (row, members) in rows {
        let z = row_depth(row, count, depth);
        cut_row(&members, x, z, |room, min, max| cells.push(Cell { room, min, max, row, last_row: row + 1 == count }));
    }
}

fn cut_row(members: &[(usize, f32)], x: Vec2, z: Vec2, mut emit: impl FnMut(usize, Vec2, Vec2)) {
    let all: f32 = members.iter().map(|m| m.1).sum();
    let mut before = 0.0;
    for (room, own) in members {
        let at = |share: f32| x.x + (x.y - x.x) * share / all;
        let (min, max) = (Vec2::new(at(before), z.x), Vec2::new(at(before + own), z.y));
        let inset = ((max - min) * 0.06).min(Vec2::splat(INSET_M));
        emit(*room, min + inset, max - inset);
        before += own;
    }
}

/// Rows that make rooms of a pleasing shape.
pub(crate) fn rows_for(places: f32, width: f32, depth: f32) -> u16 {
    let odd = |rows: u16| {
        let cell =
            Vec2::new(width / (places / f32::from(rows)).ceil(), (depth - corridors(rows, depth)) / f32::from(rows));
        (cell.x / cell.y / PLEASING).ln().abs()
    };
    ROWS.into_iter()
        .filter(|r| f32::from(*r) <= places.max(1.0))
        .min_by(|a, b| odd(*a).total_cmp(&odd(*b)))
        .unwrap_or(1)
}

/// Depth that corridors take in all: one between each two rows.
fn corridors(rows: u16, depth: f32) -> f32 {
    f32::from(rows / 2) * CORRIDOR_M.min(depth * 0.14 / f32::from(rows / 2).max(1.0))
}

/// From where to where a row lies across the building; row 0 is the front, at +z.
fn row_depth(row: u16, rows: u16, depth: f32) -> Vec2 {
    let all = corridors(rows, depth);
    let each = (depth - all) / f32::from(rows);
    let passed = f32::from(row.div_ceil(2)) * all / f32::from(rows / 2).max(1.0);
    let front = depth * 0.5 - f32::from(row) * each - passed;
    Vec2::new(front - each, front)
}
