//! How a building's wings are shared among its units, the same on every floor, and where each unit's stairwell stands.
//!
//! Nobody has surveyed the insides: stairwells (楼梯间) and corridors are suggested from units and rooms, once for the
//! whole building, so that they stand above each other.

use crate::rooms::{FloorRooms, Piece, by_unit, cut_parts, cut_rooms, places, rows_for};
use crate::shape::{FloorShape, RoomShape};
use crate::wings::Wing;
use bevy_math::Vec2;
use std::collections::BTreeMap;

/// Width of a stairwell with its hall, in metres, and the most that it takes of its unit.
const STAIR_M: (f32, f32) = (1.2, 2.6);
const STAIR_SHARE: f32 = 0.18;
/// A stairwell needs this much length and depth, in metres.
const STAIR_ROOM_M: Vec2 = Vec2::new(7.0, 5.0);
/// Depth of a stairwell: at most so many metres, and this share of its wing.
const STAIR_DEPTH: (f32, f32) = (5.0, 0.42);
/// A piece of a wing shorter than this belongs to the unit beside it, in metres.
const SHORTEST_M: f32 = 2.0;
/// Half the thickness of the wall between two units in a wing, in metres, and at most as a share of the unit's piece.
const PARTY_M: (f32, f32) = (0.2, 0.03);
/// A unit's end moves to the end of a wing that is nearer than this share of the unit.
const SNAP_SHARE: f32 = 0.35;

/// The plan of a building.
#[derive(Clone, Debug)]
pub struct FloorPlan {
    wings: Vec<Wing>,
    whole: Unit,
    units: BTreeMap<UnitKey, Unit>,
}

/// A unit's part of the wings.
#[derive(Clone, Debug, Default)]
struct Unit {
    pieces: Vec<Piece>,
    /// Its stairwell: lowest and highest corner.
    core: Option<(Vec2, Vec2)>,
    /// The floor above which it ends while others go on, where that is certain.
    top: Option<i16>,
}

impl Unit {
    fn is_on(&self, floor: &FloorShape) -> bool {
        self.top.is_none_or(|top| floor.floor <= top)
    }
}

/// Units sort by their number, then by their text; rooms that name no unit come last.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct UnitKey(u32, String);

impl UnitKey {
    /// The unit that a room is in.
    pub(crate) fn of(room: &RoomShape) -> Self {
        room.unit.as_deref().filter(|u| !u.is_empty()).map_or(Self(u32::MAX, String::new()), Self::named)
    }

    fn named(unit: &str) -> Self {
        let digits: String = unit.chars().filter(char::is_ascii_digit).take(6).collect();
        Self(digits.parse().unwrap_or(u32::MAX - 1), unit.to_owned())
    }
}

impl FloorPlan {
    /// Shares `wings` by each unit's fullest floor.
    pub fn new(floors: &[FloorShape], wings: Vec<Wing>) -> Self {
        let mut widest: BTreeMap<UnitKey, f32> = BTreeMap::new();
        let mut fullest = 0.0_f32;
        for floor in floors {
            // A floor of shops that name no unit stretches over everything and asks for no strip of its own.
            if is_alone(floor) {
                fullest = fullest.max(floor.rooms.iter().map(places).sum());
                continue;
            }
            for (unit, rooms) in by_unit(floor) {
                let own = rooms.iter().map(|(_, r)| places(r)).sum::<f32>();
                let most = widest.entry(unit).or_insert(0.0);
                *most = most.max(own);
            }
        }
        let pieces = (0..).zip(&wings).map(|(i, w)| Piece { wing: i, from: 0.0, to: w.length(), gap: None }).collect();
        let whole = Unit { pieces, ..Unit::default() };
        let mut plan = Self { wings, whole, units: BTreeMap::new() };
        let stairs = floors.len() > 1;
        plan.share(&widest, stairs);
        if plan.units.is_empty() && stairs {
            let mut whole = std::mem::take(&mut plan.whole);
            plan.add_core(&mut whole, fullest);
            plan.whole = whole;
        }
        plan.end_units(floors);
        plan
    }

    /// A unit of four floors beside one of eighteen ends at its fourth. Where a floor above has no room recorded at all,
    /// nobody can tell, and it goes on.
    fn end_units(&mut self, floors: &[FloorShape]) {
        for (key, unit) in &mut self.units {
            let has = |floor: &&FloorShape| floor.rooms.iter().any(|room| UnitKey::of(room) == *key);
            let Some(top) = floors.iter().filter(has).map(|floor| floor.floor).max() else { continue };
            let mut above = floors.iter().filter(|floor| floor.floor > top).peekable();
            if above.peek().is_some() && above.all(|floor| !is_alone(floor)) {
                unit.top = Some(top);
            }
        }
    }

    fn share(&mut self, widest: &BTreeMap<UnitKey, f32>, stairs: bool) {
        let all: f32 = widest.values().sum();
        let ends = self.wing_ends();
        let mut from = 0.0;
        let mut passed = 0.0;
        let mut next = widest.values().skip(1);
        for (unit, own) in widest {
            passed += own / all;
            // No unit gives up more than this, so that none is left without a place.
            let limit = own.min(*next.next().unwrap_or(own)) / all * SNAP_SHARE;
            let near = ends.iter().copied().filter(|e| (e - passed).abs() < limit);
            let to = near.min_by(|a, b| (a - passed).abs().total_cmp(&(b - passed).abs())).unwrap_or(passed);
            let mut part = Unit { pieces: self.pieces(from, to), ..Unit::default() };
            if stairs {
                self.add_core(&mut part, *own);
            }
            self.units.insert(unit.clone(), part);
            from = to;
        }
    }

    /// Where each wing ends, as a share of the area of all.
    fn wing_ends(&self) -> Vec<f32> {
        let all: f32 = self.wings.iter().map(Wing::area).sum();
        let ends = self.wings.iter().scan(0.0, |at, wing| {
            *at += wing.area() / all.max(1e-3);
            Some(*at)
        });
        ends.collect()
    }

    /// The pieces of wings between two shares of the area of all.
    fn pieces(&self, from: f32, to: f32) -> Vec<Piece> {
        let ends = self.wing_ends();
        let starts = std::iter::once(0.0).chain(ends.iter().copied());
        let pieces = self.wings.iter().zip(starts.zip(ends.iter().copied())).enumerate().map(|(i, (wing, (a, b)))| {
            let along = |share: f32| ((share - a) / (b - a).max(1e-6)).clamp(0.0, 1.0) * wing.length();
            let (left, right) = (along(from), along(to));
            let party = PARTY_M.0.min((right - left) * PARTY_M.1);
            // Where another unit goes on in the same wing, a wall stands between.
            let begins = if left > 1e-3 { left + party } else { left };
            let ends = if right < wing.length() - 1e-3 { right - party } else { right };
            Piece { wing: i, from: begins, to: ends, gap: None }
        });
        let all: Vec<Piece> = pieces.filter(|p| p.to - p.from > 1e-3).collect();
        let long: Vec<Piece> = all.iter().copied().filter(|p| p.to - p.from >= SHORTEST_M).collect();
        if long.is_empty() { all } else { long }
    }

    /// Puts a stairwell into the largest piece of a unit whose fullest floor has `own` places.
    fn add_core(&self, unit: &mut Unit, own: f32) {
        let area = |p: &Piece| self.wings.get(p.wing).map_or(0.0, |w| w.depth() * (p.to - p.from));
        let all: f32 = unit.pieces.iter().map(area).sum();
        let Some(piece) = unit.pieces.iter_mut().max_by(|a, b| area(a).total_cmp(&area(b))) else { return };
        let Some(wing) = self.wings.get(piece.wing) else { return };
        let (length, depth) = (piece.to - piece.from, wing.depth());
        if length < STAIR_ROOM_M.x || depth < STAIR_ROOM_M.y {
            return;
        }
        let width = (length * STAIR_SHARE).clamp(STAIR_M.0, STAIR_M.1);
        let here = (own * area(piece) / all.max(1e-3)).round().max(1.0);
        let rows = rows_for(here, length - width, depth);
        // At the wall between two rooms that is nearest to the middle; beside the room where there is but one.
        let beside = (here / f32::from(rows)).round().max(1.0);
        let share = if beside < 2.0 { 1.0 } else { (beside * 0.5).floor() / beside };
        let left = piece.from + (length - width) * share;
        piece.gap = Some((left, left + width));
        let deep = (depth * STAIR_DEPTH.1).min(STAIR_DEPTH.0);
        let front = if rows > 1 { (depth - deep) * 0.5 } else { depth - deep - 0.15 };
        unit.core = Some(wing.place(Vec2::new(left + 0.12, left + width - 0.12), Vec2::new(front, front + deep)));
    }

    /// The wings.
    pub fn wings(&self) -> &[Wing] {
        &self.wings
    }

    /// Named units with the middle of their part along the building, in metres; none where there is but one.
    pub fn units(&self) -> Vec<(String, f32)> {
        let named = self.units.iter().filter(|(unit, _)| !unit.1.is_empty());
        let units: Vec<(String, f32)> = named.map(|(unit, part)| (unit.1.clone(), self.middle(part))).collect();
        if units.len() > 1 { units } else { Vec::new() }
    }

    fn middle(&self, unit: &Unit) -> f32 {
        let longest = unit.pieces.iter().max_by(|a, b| (a.to - a.from).total_cmp(&(b.to - b.from)));
        let Some((piece, wing)) = longest.and_then(|p| Some((p, self.wings.get(p.wing)?))) else { return 0.0 };
        let (min, max) = wing.place(Vec2::new(piece.from, piece.to), Vec2::new(0.0, wing.depth()));
        (min.x + max.x) * 0.5
    }

    /// Stairwells of a floor: lowest and highest corner of each.
    pub fn cores(&self, floor: &FloorShape) -> impl Iterator<Item = (Vec2, Vec2)> {
        self.units.values().chain([&self.whole]).filter(|unit| unit.is_on(floor)).filter_map(|unit| unit.core)
    }

    /// What there is of a floor on which a unit has ended: lowest and highest corner of each part. Nothing where the floor
    /// is whole.
    pub fn left_over(&self, floor: &FloorShape) -> Option<Vec<(Vec2, Vec2)>> {
        if self.units.values().all(|unit| unit.is_on(floor)) {
            return None;
        }
        let mut runs: Vec<Piece> = Vec::new();
        for piece in self.units.values().filter(|unit| unit.is_on(floor)).flat_map(|unit| &unit.pieces) {
            match runs.last_mut().filter(|last| last.wing == piece.wing && piece.from - last.to < PARTY_M.0 * 2.5) {
                Some(last) => last.to = piece.to,
                None => runs.push(*piece),
            }
        }
        let corners = |run: &Piece| {
            let wing = self.wings.get(run.wing)?;
            Some(wing.place(Vec2::new(run.from, run.to), Vec2::new(0.0, wing.depth())))
        };
        Some(runs.iter().filter_map(corners).collect())
    }

    /// Cuts `floor` into rooms; those of a floor that is set back (退台) keep clear of its edges.
    pub fn cut(&self, floor: &FloorShape, set_back: bool) -> FloorRooms {
        let mut plan = FloorRooms::default();
        let alone = is_alone(floor);
        for (unit, rooms) in by_unit(floor) {
            let own = if alone { None } else { self.units.get(&unit) };
            cut_rooms(&rooms, &own.unwrap_or(&self.whole).pieces, &self.wings, floor.floor, &mut plan);
        }
        if set_back {
            plan.step_back(&self.wings);
        }
        cut_parts(floor, &mut plan.cells);
        plan
    }
}

/// True where no room of a floor names a unit.
fn is_alone(floor: &FloorShape) -> bool {
    floor.rooms.iter().all(|r| r.unit.as_deref().is_none_or(str::is_empty))
}
