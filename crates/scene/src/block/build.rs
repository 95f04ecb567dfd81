//! Cutting a building into storeys and rooms.

use super::{Block, Footing, LEDGE_M, Room, SLAB_M, Storey, count, party, slab};
use crate::bounds::Bounds;
use crate::bvh::Bvh;
use crate::floor_plan::FloorPlan;
use crate::mesh::{Run, SolidMesh};
use crate::rooms::{Cell, FloorRooms, Role};
use crate::shape::{BlockShape, FloorShape, RoomKind, RoomShape};
use crate::storeys::{set_back, storeys};
use crate::wings::{Wing, wings};
use bevy_math::{Vec2, Vec3};
use std::collections::HashMap;

/// Clear height above a room in a closed-up building, slab and all, in metres.
const ABOVE_ROOM_M: f32 = 0.7;
/// Shops stand this much higher than rooms, and stairwells, which are seen above all, by as much less.
const SHOP_M: f32 = 0.3;
const CORE_M: f32 = 0.18;
/// A room with parts is a base of this share of a room's height for them to stand on.
const BASE_SHARE: f32 = 0.22;
/// Garages and stores are lower, by this share.
const LOW_SHARE: f32 = 0.68;
/// Height of a corridor's floor above the slab, in metres.
const HALL_M: f32 = 0.05;
/// How far the body of a storey without rooms keeps from the edges, in metres, and its share of a room's height.
const BODY_INSET_M: f32 = 0.7;
const BODY_SHARE: f32 = 0.8;
/// Share of a room that a stairwell may stand in.
const COVERED_SHARE: f32 = 0.06;
/// Storeys are drawn no lower and no higher than this, in metres.
const STOREY_RANGE_M: (f32, f32) = (2.6, 6.0);

/// One storey on its way into the block.
pub(super) struct Level {
    pub(super) cells: Vec<Cell>,
    pub(super) halls: Vec<Bounds>,
    /// Stairwells, and the walls between units.
    pub(super) cores: Vec<Bounds>,
    pub(super) bodies: Vec<Bounds>,
    /// Parts of the slab, where it is not whole.
    parts: Vec<Bounds>,
}

impl Block {
    /// Cuts `shape` into rooms on its footing and builds its mesh. A [`crate::polygon::Rectangle`] is footing enough.
    pub fn new(shape: &BlockShape, footing: impl Into<Footing>) -> Self {
        let Footing { rectangle, outline, storey } = footing.into();
        let floors = storeys(shape);
        let wings = match &outline {
            Some(outline) => wings(outline, &rectangle),
            None => vec![Wing::whole(rectangle.half * 2.0)],
        };
        let slab = match outline.filter(|_| wings.len() > 1) {
            Some(outline) => slab::shaped(&outline, &rectangle),
            None => slab::plain(&rectangle),
        };
        let plan = FloorPlan::new(&floors, wings);
        let mut block = Self {
            building: shape.building_id.clone(),
            rectangle,
            storeys: Vec::with_capacity(floors.len()),
            rooms: Vec::new(),
            units: plan.units(),
            mesh: SolidMesh::default(),
            storey_m: storey.clamp(STOREY_RANGE_M.0, STOREY_RANGE_M.1),
            slab,
            below: count(floors.iter().filter(|f| f.floor < 0).count()),
            by_id: HashMap::new(),
        };
        let back = set_back(&floors);
        let mut levels = Vec::with_capacity(floors.len());
        for (floor, back) in floors.iter().zip(back) {
            let level = block.level(&plan, floor, plan.cut(floor, back));
            block.add_storey(floor, &level);
            levels.push(level);
        }
        block.build_mesh(&levels);
        block.by_id = (0..).zip(&block.rooms).map(|(i, r)| (r.shape.id.clone(), i)).collect();
        block
    }

    /// Height of an ordinary room's box on its slab.
    fn room_height(&self) -> f32 {
        self.storey_m - ABOVE_ROOM_M
    }

    fn level(&self, plan: &FloorPlan, floor: &FloorShape, rooms: FloorRooms) -> Level {
        let high = self.room_height();
        let stand = |(min, max): (Vec2, Vec2), height: f32| standing(min, max, SLAB_M, SLAB_M + height);
        let body = |w: &Wing| {
            let inset = Vec2::splat(BODY_INSET_M).min((w.max - w.min) * 0.2);
            stand((w.min + inset, w.max - inset), high * BODY_SHARE)
        };
        let empty = rooms.cells.is_empty();
        let free = |core: &(Vec2, Vec2)| !rooms.cells.iter().any(|cell| covers(cell, *core));
        let cores = plan.cores(floor).filter(free).map(|core| stand(core, high + CORE_M));
        let ledge = Vec2::splat(LEDGE_M);
        let part = |(min, max): (Vec2, Vec2)| standing(min - ledge, max + ledge, 0.0, SLAB_M);
        let party = party::walls(floor, &rooms.cells).into_iter().map(|wall| stand(wall, high + SHOP_M));
        Level {
            cores: cores.chain(party).collect(),
            halls: rooms.halls.into_iter().map(|hall| stand(hall, HALL_M)).collect(),
            bodies: if empty { plan.wings().iter().map(body).collect() } else { Vec::new() },
            parts: plan.left_over(floor).unwrap_or_default().into_iter().map(part).collect(),
            cells: rooms.cells,
        }
    }

    fn add_storey(&mut self, floor: &FloorShape, level: &Level) {
        let storey = count(self.storeys.len());
        let first = count(self.rooms.len());
        for cell in &level.cells {
            if let Some(shape) = floor.rooms.get(cell.room) {
                let bounds = self.room_box(cell, shape);
                self.rooms.push(Room { shape: shape.clone(), storey, bounds, role: cell.role });
            }
        }
        let boxes: Vec<Bounds> = self.rooms.iter().skip(first as usize).map(|r| r.bounds).collect();
        let solids: Vec<Bounds> = level.halls.iter().chain(&level.cores).chain(&level.bodies).copied().collect();
        let slab = if level.parts.is_empty() { self.slab.bounds } else { Bounds::EMPTY };
        let around = boxes.iter().chain(&solids).chain(&level.parts).fold(slab, |all, b| all.union(*b));
        self.storeys.push(Storey {
            floor: floor.floor,
            label: floor.label.clone(),
            rooms: first..count(self.rooms.len()),
            shell: Run::default(),
            inner: Run::default(),
            parts: level.parts.clone(),
            solids,
            around,
            tree: Bvh::new(&boxes),
        });
    }

    fn room_box(&self, cell: &Cell, room: &RoomShape) -> Bounds {
        let high = self.room_height();
        let top = match room.kind {
            RoomKind::Shop => high + SHOP_M,
            RoomKind::Garage | RoomKind::Storage => high * LOW_SHARE,
            _ => high,
        };
        let (low, high) = match cell.role {
            Role::Whole => (0.0, top),
            Role::Divided => (0.0, high * BASE_SHARE),
            Role::Part => (high * BASE_SHARE, top),
        };
        standing(cell.min, cell.max, SLAB_M + low, SLAB_M + high)
    }
}

/// True where a room takes the place of a stairwell: nobody may vanish behind what was only suggested.
fn covers(cell: &Cell, (min, max): (Vec2, Vec2)) -> bool {
    let shared = (cell.max.min(max) - cell.min.max(min)).max(Vec2::ZERO);
    let own = cell.max - cell.min;
    shared.x * shared.y > own.x * own.y * COVERED_SHARE
}

/// A box over a rectangle of own axes between two heights.
fn standing(min: Vec2, max: Vec2, low: f32, high: f32) -> Bounds {
    Bounds { min: Vec3::new(min.x, low, min.y), max: Vec3::new(max.x, high, max.y) }
}

const _: () = assert!(SHOP_M < LEDGE_M && CORE_M < SHOP_M, "nothing on a storey reaches into the one above");
