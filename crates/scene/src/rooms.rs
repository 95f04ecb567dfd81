//! A floor cut into rooms: in each piece of a wing they stand in rows either side of a corridor.
//!
//! The same list of rooms gives the same plan on every floor, so that 101, 201 and 301 stand above each other.

use crate::floor_plan::UnitKey;
use crate::shape::{FloorShape, RoomKind, RoomShape};
use crate::wings::Wing;
use bevy_math::Vec2;
use std::collections::{BTreeMap, HashMap};

/// Width of a corridor where the depth allows it, in metres.
const CORRIDOR_M: f32 = 1.8;
/// Share of the depth that corridors take at most.
const CORRIDOR_SHARE: f32 = 0.14;
/// Gap between a room and the line it was cut along, in metres.
const INSET_M: f32 = 0.09;
/// A pleasing room is this much wider than deep.
const PLEASING: f32 = 0.8;
/// Rows that a wing is cut into at most.
const MOST_ROWS: u16 = 40;
/// One merged room takes the place of no more than this many.
const MOST_SPAN: u16 = 64;
/// How far shops stand out towards the street, in metres.
const SHOP_FRONT_M: f32 = 0.38;
/// Shops narrower than this stand in two rows, in metres.
const NARROW_SHOP_M: f32 = 2.4;
/// Depth of shops in one row, as a share of the building's.
const SHOP_DEPTH: f32 = 0.7;
/// How far a set-back floor keeps from the edges, in metres, and at most as a share of the side.
const STEP_BACK: (f32, f32) = (1.8, 0.12);
/// How far the parts of a room keep from its edges, in metres, and at most as a share of the side.
const RIM: (f32, f32) = (0.4, 0.09);

/// One room's place in the building's own axes: x along it, z across it with the front at +z.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cell {
    /// Index of the room on its floor.
    pub room: usize,
    /// Lowest corner, `[x, z]`.
    pub min: Vec2,
    /// Highest corner, `[x, z]`.
    pub max: Vec2,
    /// True where rows of its wing run along z.
    pub turned: bool,
    /// What stands there.
    pub role: Role,
}

/// What a cell is of a room that may be parted (隔断).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// An undivided room.
    Whole,
    /// A room that has parts: they stand on it.
    Divided,
    /// A part, standing on its room.
    Part,
}

/// A floor's rooms, and the corridors and halls between them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FloorRooms {
    /// Rooms.
    pub cells: Vec<Cell>,
    /// Corridors and halls: lowest and highest corners.
    pub halls: Vec<(Vec2, Vec2)>,
}

/// A part of a wing, between two places along its length.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Piece {
    pub(crate) wing: usize,
    pub(crate) from: f32,
    pub(crate) to: f32,
    /// Kept free for a stairwell and its hall.
    pub(crate) gap: Option<(f32, f32)>,
}

/// A room on its floor, by index.
pub(crate) type Member<'a> = (usize, &'a RoomShape);

/// Rooms by unit, without those that lie inside another.
pub(crate) fn by_unit(floor: &FloorShape) -> BTreeMap<UnitKey, Vec<Member<'_>>> {
    let whole = wholes(floor);
    let mut groups: BTreeMap<UnitKey, Vec<Member<'_>>> = BTreeMap::new();
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

/// How many ordinary rooms a room takes the place of.
pub(crate) fn places(room: &RoomShape) -> f32 {
    f32::from(room.span.clamp(1, MOST_SPAN))
}

/// Shares rooms among pieces by area and cuts each piece.
pub(crate) fn cut_rooms(rooms: &[Member<'_>], pieces: &[Piece], wings: &[Wing], floor: i16, plan: &mut FloorRooms) {
    let area = |p: &Piece| wings.get(p.wing).map_or(0.0, |w| w.depth() * (p.to - p.from));
    let (area_of_all, all) = (pieces.iter().map(area).sum::<f32>(), rooms.iter().map(|(_, r)| places(r)).sum::<f32>());
    let mut rest = rooms.iter().copied().peekable();
    let (mut passed, mut ground) = (0.0, 0.0);
    for (i, piece) in pieces.iter().enumerate() {
        ground += area(piece) / area_of_all.max(1e-3);
        let last = i + 1 == pieces.len();
        let mut here: Vec<Member<'_>> = Vec::new();
        while let Some(member) = rest.next_if(|(_, r)| last || (passed + places(r) * 0.5) / all < ground) {
            passed += places(member.1);
            here.push(member);
        }
        if let Some(wing) = wings.get(piece.wing).filter(|_| !here.is_empty()) {
            Rows::new(&here, *piece, *wing, floor, pieces.len() == 1).cut(&here, plan);
        }
    }
}

/// A piece of a wing divided into rows.
struct Rows {
    wing: Wing,
    piece: Piece,
    count: u16,
    /// Shops reach from the street to here, and no farther back.
    shops: bool,
    /// How far shops stand out: not where another wing may be in front.
    out: f32,
}

impl Rows {
    fn new(rooms: &[Member<'_>], piece: Piece, wing: Wing, floor: i16, lone: bool) -> Self {
        let all: f32 = rooms.iter().map(|(_, r)| places(r)).sum();
        let long = piece.to - piece.from - piece.gap.map_or(0.0, |(a, b)| b - a);
        let shops = (1..=2).contains(&floor) && rooms.iter().all(|(_, r)| r.kind == RoomKind::Shop);
        let count = match shops {
            true if long / all >= NARROW_SHOP_M => 1,
            true => rows_for(all, long, wing.depth()).max(2),
            false => rows_for(all, long, wing.depth()),
        };
        Self { wing, piece, count, shops, out: if lone { SHOP_FRONT_M } else { 0.0 } }
    }

    fn cut(&self, rooms: &[Member<'_>], plan: &mut FloorRooms) {
        let all: f32 = rooms.iter().map(|(_, r)| places(r)).sum();
        let mut rows: BTreeMap<u16, Vec<(usize, f32)>> = BTreeMap::new();
        let mut before = 0.0;
        for (i, room) in rooms {
            let own = places(room);
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and the row count")]
            let row = ((before + own * 0.5) / all * f32::from(self.count)) as u16;
            rows.entry(row.min(self.count - 1)).or_default().push((*i, own));
            before += own;
        }
        for (row, members) in rows {
            self.cut_row(&members, self.back(row), &mut plan.cells);
        }
        plan.halls.extend(self.halls());
    }

    /// From where to where a row lies, from the front to the back; shops come forward to the street.
    fn back(&self, row: u16) -> Vec2 {
        let depth = self.wing.depth();
        if self.shops && self.count == 1 {
            return Vec2::new(-self.out, depth * SHOP_DEPTH);
        }
        let own = row_depth(row, self.count, depth);
        let front = if self.shops && row == 0 { self.out } else { 0.0 };
        let behind = if self.shops && row + 1 == self.count { self.out } else { 0.0 };
        own + Vec2::new(-front, behind)
    }

    fn cut_row(&self, members: &[(usize, f32)], back: Vec2, cells: &mut Vec<Cell>) {
        let all: f32 = members.iter().map(|m| m.1).sum();
        let (from, gap) = (self.piece.from, self.piece.gap);
        let long = self.piece.to - from - gap.map_or(0.0, |(a, b)| b - a);
        // A room that ends at the stairwell ends before it, one that begins there begins behind it.
        let past = |at: f32, edge: f32| gap.filter(|(a, _)| at - (a - from) > edge).map_or(0.0, |(a, b)| b - a);
        let mut before = 0.0;
        for (room, own) in members {
            let (left, right) = (long * before / all, long * (before + own) / all);
            before += own;
            let along = Vec2::new(from + left + past(left, -0.01), from + right + past(right, 0.01));
            let (min, max) = self.wing.place(along, back);
            let inset = ((max - min) * 0.06).min(Vec2::splat(INSET_M));
            let (turned, role) = (self.wing.turned, Role::Whole);
            cells.push(Cell { room: *room, min: min + inset, max: max - inset, turned, role });
        }
    }

    /// Corridors between the rows, and the hall of the stairwell.
    fn halls(&self) -> Vec<(Vec2, Vec2)> {
        let (along, depth) = (Vec2::new(self.piece.from, self.piece.to), self.wing.depth());
        let mut halls = Vec::new();
        if self.shops && self.count == 1 {
            halls.push(self.wing.place(along, Vec2::new(depth * SHOP_DEPTH, depth)));
        }
        let between = (1..self.count)
            .step_by(2)
            .map(|row| (row_depth(row - 1, self.count, depth).y, row_depth(row, self.count, depth).x));
        halls.extend(between.map(|(a, b)| self.wing.place(along, Vec2::new(a, b))));
        halls.extend(self.piece.gap.map(|(a, b)| self.wing.place(Vec2::new(a, b), Vec2::new(0.0, depth))));
        halls
    }
}

/// Rows that make rooms of a pleasing shape.
pub(crate) fn rows_for(places: f32, length: f32, depth: f32) -> u16 {
    let odd = |rows: u16| {
        let cell =
            Vec2::new(length / (places / f32::from(rows)).ceil(), (depth - corridors(rows, depth)) / f32::from(rows));
        (cell.x / cell.y / PLEASING).ln().abs()
    };
    std::iter::once(1)
        .chain((2..=MOST_ROWS).step_by(2))
        .filter(|rows| f32::from(*rows) <= places.max(1.0))
        .min_by(|a, b| odd(*a).total_cmp(&odd(*b)))
        .unwrap_or(1)
}

/// Depth that corridors take in all: one between each two rows.
fn corridors(rows: u16, depth: f32) -> f32 {
    f32::from(rows / 2) * CORRIDOR_M.min(depth * CORRIDOR_SHARE / f32::from(rows / 2).max(1.0))
}

/// From where to where a row lies, from the front (0) to the back.
fn row_depth(row: u16, rows: u16, depth: f32) -> Vec2 {
    let all = corridors(rows, depth);
    let each = (depth - all) / f32::from(rows);
    let passed = f32::from(row.div_ceil(2)) * all / f32::from(rows / 2).max(1.0);
    let front = f32::from(row) * each + passed;
    Vec2::new(front, front + each)
}

/// A margin of so many metres, but no more than a share of `side`.
fn margin((metres, share): (f32, f32), side: Vec2) -> Vec2 {
    (side * share).min(Vec2::splat(metres))
}

impl FloorRooms {
    /// Draws everything in from the edges of the building.
    pub(crate) fn step_back(&mut self, wings: &[Wing]) {
        let low = wings.iter().map(|w| w.min).fold(Vec2::INFINITY, Vec2::min);
        let high = wings.iter().map(|w| w.max).fold(Vec2::NEG_INFINITY, Vec2::max);
        let (middle, size) = ((low + high) * 0.5, (high - low).max(Vec2::splat(1e-3)));
        let scale = Vec2::ONE - margin(STEP_BACK, size) * 2.0 / size;
        let drawn_in = |p: Vec2| middle + (p - middle) * scale;
        for cell in &mut self.cells {
            (cell.min, cell.max) = (drawn_in(cell.min), drawn_in(cell.max));
        }
        for hall in &mut self.halls {
            *hall = (drawn_in(hall.0), drawn_in(hall.1));
        }
    }
}

/// Puts the parts of each parted room (隔断) onto it, in rows, with a rim of the room left around them.
pub(crate) fn cut_parts(floor: &FloorShape, cells: &mut Vec<Cell>) {
    let wholes = wholes(floor);
    let mut parts: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (i, room) in floor.rooms.iter().enumerate() {
        if let Some(whole) = whole_of(room, &wholes) {
            parts.entry(whole).or_default().push(i);
        }
    }
    let mut standing: Vec<Cell> = Vec::new();
    for cell in cells.iter_mut() {
        let Some(members) = parts.get(&cell.room) else { continue };
        cell.role = Role::Divided;
        let rim = margin(RIM, cell.max - cell.min);
        part_room(members, Cell { min: cell.min + rim, max: cell.max - rim, role: Role::Part, ..*cell }, &mut standing);
    }
    cells.append(&mut standing);
}

/// Cuts the place of `whole` into a grid of parts, more along its longer side.
#[expect(clippy::cast_precision_loss, reason = "parts of one room")]
fn part_room(members: &[usize], whole: Cell, cells: &mut Vec<Cell>) {
    let size = whole.max - whole.min;
    let across = size.y > size.x;
    let (long, short) = if across { (size.y, size.x) } else { (size.x, size.y) };
    let odd = |rows: usize| (long / members.len().div_ceil(rows) as f32 / (short / rows as f32) / PLEASING).ln().abs();
    let rows = (1..=members.len()).min_by(|a, b| odd(*a).total_cmp(&odd(*b))).unwrap_or(1);
    let each = members.len().div_ceil(rows);
    let rows = members.len().div_ceil(each);
    for (row, line) in members.chunks(each).enumerate() {
        for (i, room) in line.iter().enumerate() {
            let (a, b) = (i as f32 / line.len() as f32, (i + 1) as f32 / line.len() as f32);
            let (c, d) = (row as f32 / rows as f32, (row + 1) as f32 / rows as f32);
            let (low, high) =
                if across { (Vec2::new(c, a), Vec2::new(d, b)) } else { (Vec2::new(a, c), Vec2::new(b, d)) };
            let (min, max) = (whole.min + size * low, whole.min + size * high);
            let inset = margin((INSET_M, 0.06), max - min);
            cells.push(Cell { room: *room, min: min + inset, max: max - inset, ..whole });
        }
    }
}
