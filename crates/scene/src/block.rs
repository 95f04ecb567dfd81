//! One building opened: its storeys drawn apart, its rooms as boxes, one storey laid bare at a time.

use crate::bounds::{Bounds, Ray};
use crate::bvh::{Bvh, nearer};
use crate::mesh::{Run, SolidMesh, SolidVertex, join};
use crate::plot::flatten;
use crate::polygon::Rectangle;
use crate::rooms::{Cell, UnitPlan};
use crate::shape::{BlockShape, FloorShape, RoomShape};
use crate::storeys::storeys;
use bevy_math::{Vec2, Vec3, Vec4};
use std::collections::HashMap;
use std::ops::Range;

/// Height from one floor to the next when closed up, in metres.
pub const STOREY_M: f32 = 3.0;
/// Thickness of a floor slab, in metres.
const SLAB_M: f32 = 0.32;
/// Height of a room's box on its slab, in metres.
const ROOM_M: f32 = 2.3;
/// How far a slab reaches beyond the rooms, in metres.
const LEDGE_M: f32 = 0.5;

/// Clear distance between the stack and a storey pulled out of it, in metres.
const CLEAR_M: f32 = 3.0;

/// An opened building.
#[derive(Clone, Debug)]
pub struct Block {
    /// Id of the building.
    pub building: String,
    /// The rectangle that it is drawn on.
    pub rectangle: Rectangle,
    /// Storeys from the lowest up.
    pub storeys: Vec<Storey>,
    /// Rooms, storey by storey; the index of a room is its slot in the colour table.
    pub rooms: Vec<Room>,
    /// Units, where there are several, with where their middle lies along the building in metres.
    pub units: Vec<(String, f32)>,
    /// Slabs and rooms. Vertices are in scene axes, with every storey standing on height 0.
    pub mesh: SolidMesh,
    /// Storeys below ground.
    below: u32,
    by_id: HashMap<String, u32>,
}

/// One storey.
#[derive(Clone, Debug)]
pub struct Storey {
    /// Floor number.
    pub floor: i16,
    /// What the lift says.
    pub label: String,
    /// Its rooms within [`Block::rooms`].
    pub rooms: Range<u32>,
    /// Slab, roofs and outer walls of rooms: what can be seen of a storey in the stack.
    pub shell: Run,
    /// Walls between rooms: seen only when the storey lies bare.
    pub inner: Run,
    tree: Bvh,
}

/// One room.
#[derive(Clone, Debug, PartialEq)]
pub struct Room {
    /// As handed in.
    pub shape: RoomShape,
    /// Index of its storey.
    pub storey: u32,
    /// Its box in the building's own axes, standing on height 0 of its storey.
    pub bounds: Bounds,
}

/// How far the building is opened.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Opening {
    /// Clear height added between storeys, in metres.
    pub gap: f32,
    /// Index of the highest storey that is there; storeys above are taken off.
    pub top: u32,
    /// A storey pulled out of the stack.
    pub drawer: Option<Drawer>,
}

impl Opening {
    /// Opened by `gap` up to the storey `top`, with none pulled out.
    pub fn up_to(top: u32, gap: f32) -> Self {
        Self { gap, top, drawer: None }
    }
}

/// A storey pulled out of the stack like a drawer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Drawer {
    /// Index of the storey.
    pub storey: u32,
    /// How far, in metres of the building's own axes: along it, and to its front.
    pub slide: Vec2,
}

/// What of a block a ray meets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// A room, by its index.
    Room(u32),
    /// The slab of a storey, by its index.
    Slab(u32),
}

impl Block {
    /// Cuts `shape` into rooms on `rectangle` and builds its mesh.
    pub fn new(shape: &BlockShape, rectangle: Rectangle) -> Self {
        let floors = storeys(shape);
        let plan = UnitPlan::new(&floors);
        let cells: Vec<Vec<Cell>> = floors.iter().map(|f| plan.cut(f, rectangle.half * 2.0)).collect();
        let mut block = Self {
            building: shape.building_id.clone(),
            rectangle,
            storeys: Vec::with_capacity(floors.len()),
            rooms: Vec::new(),
            units: plan.units().into_iter().map(|(unit, at)| (unit, at * rectangle.half.x * 2.0)).collect(),
            mesh: SolidMesh::default(),
            below: count(floors.iter().filter(|f| f.floor < 0).count()),
            by_id: HashMap::new(),
        };
        for (floor, cells) in floors.iter().zip(&cells) {
            block.add_storey(floor, cells);
        }
        block.build_mesh(&cells);
        block.by_id = (0..).zip(&block.rooms).map(|(i, r)| (r.shape.id.clone(), i)).collect();
        block
    }

    fn add_storey(&mut self, floor: &FloorShape, cells: &[Cell]) {
        let storey = count(self.storeys.len());
        let first = count(self.rooms.len());
        let placed = cells.iter().filter_map(|c| floor.rooms.get(c.room).map(|r| (c, r)));
        self.rooms.extend(placed.map(|(c, room)| Room { shape: room.clone(), storey, bounds: room_box(c) }));
        let boxes: Vec<Bounds> = self.rooms.iter().skip(first as usize).map(|r| r.bounds).collect();
        self.storeys.push(Storey {
            floor: floor.floor,
            label: floor.label.clone(),
            rooms: first..count(self.rooms.len()),
            shell: Run::default(),
            inner: Run::default(),
            tree: Bvh::new(&boxes),
        });
    }

    /// The slot of a room.
    pub fn room_slot(&self, id: &str) -> Option<u32> {
        self.by_id.get(id).copied()
    }

    /// The room in `slot`.
    pub fn room(&self, slot: u32) -> Option<&Room> {
        self.rooms.get(slot as usize)
    }

    /// The room called `id`, to change what it says but not its shape.
    pub fn room_mut(&mut self, id: &str) -> Option<&mut RoomShape> {
        let slot = self.room_slot(id)?;
        self.rooms.get_mut(slot as usize).map(|r| &mut r.shape)
    }

    /// The index of a floor number.
    pub fn storey_of(&self, floor: i16) -> Option<u32> {
        (0..).zip(&self.storeys).find(|(_, s)| s.floor == floor).map(|(i, _)| i)
    }

    /// Index of the highest storey.
    pub fn highest(&self) -> u32 {
        count(self.storeys.len()).saturating_sub(1)
    }

    /// Slot in the colour table of a storey's slab: slabs follow the rooms.
    pub fn slab_slot(&self, storey: u32) -> u32 {
        count(self.rooms.len()) + storey
    }

    /// The clear height between storeys that reads well: wide for a few floors, narrow for a tower.
    #[expect(clippy::cast_precision_loss, reason = "at most 250 storeys")]
    pub fn pleasing_gap(&self) -> f32 {
        (22.0 / self.storeys.len().max(1) as f32).clamp(0.5, 2.2)
    }

    /// Metres from the foot of one storey to that of the next.
    pub fn step(&self, gap: f32) -> f32 {
        STOREY_M + gap
    }

    /// Height of the foot of a storey above the ground. Basements lie beneath it while the building is closed up, and
    /// come up with everything else as it opens.
    #[expect(clippy::cast_precision_loss, reason = "at most 250 storeys")]
    pub fn foot(&self, storey: u32, gap: f32) -> f32 {
        let risen = (gap / self.pleasing_gap()).clamp(0.0, 1.0);
        (storey as f32 - self.below as f32 * (1.0 - risen)) * self.step(gap)
    }

    /// Where a storey has gone to from standing on the ground, in scene axes: up, and out of the stack if it is pulled.
    pub fn lift(&self, storey: u32, opening: Opening) -> Vec3 {
        let slide = opening.drawer.filter(|d| d.storey == storey).map_or(Vec2::ZERO, |d| d.slide);
        self.turn_to_scene(Vec3::new(slide.x, 0.0, slide.y)).with_y(self.foot(storey, opening.gap))
    }

    /// How far a storey slides to lie clear of the stack on the long side that is nearer to `eye` (scene axes).
    pub fn slide_towards(&self, eye: Vec3) -> Vec2 {
        let side = self.to_own(&Ray { origin: eye, direction: Vec3::NEG_Y }).origin.z;
        Vec2::new(0.0, (self.rectangle.half.y * 2.0 + CLEAR_M) * if side < 0.0 { -1.0 } else { 1.0 })
    }

    /// The box around what is there, in scene axes.
    pub fn bounds(&self, opening: Opening) -> Bounds {
        let bottom = self.foot(0, opening.gap).max(0.0);
        let top = self.foot(opening.top.min(self.highest()), opening.gap) + STOREY_M;
        let stack = self.box_between(bottom, top, Vec3::ZERO);
        let Some(drawer) = opening.drawer.filter(|d| d.storey <= opening.top) else { return stack };
        let foot = self.foot(drawer.storey, opening.gap);
        stack.union(self.box_between(foot, foot + STOREY_M, self.lift(drawer.storey, opening).with_y(0.0)))
    }

    /// The box around the building between two heights, moved by `by`; in scene axes.
    fn box_between(&self, bottom: f32, top: f32, by: Vec3) -> Bounds {
        let half = self.rectangle.half + Vec2::splat(LEDGE_M);
        let corners = [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)].into_iter();
        let raised = corners.flat_map(|(x, z)| [bottom, top].map(|y| Vec3::new(half.x * x, y, half.y * z)));
        Bounds::of(raised.map(|p| self.to_scene(p) + by))
    }

    /// The runs to draw: the shells of all storeys that are there, and the inner walls of the highest of them and of one
    /// pulled out.
    pub fn visible(&self, opening: Opening) -> Vec<Run> {
        let there = self.storeys.iter().take(opening.top as usize + 1);
        let drawn = opening.drawer.map(|d| d.storey).filter(|s| *s < opening.top);
        let bare = drawn.into_iter().chain([opening.top]).filter_map(|i| self.storeys.get(i as usize)).map(|s| s.inner);
        join(there.map(|s| s.shell).chain(bare))
    }

    /// The shells of the storeys above `low`, up to `high`.
    pub fn shells(&self, low: u32, high: u32) -> Vec<Run> {
        let skipped = low as usize + 1;
        join(self.storeys.iter().take(high as usize + 1).skip(skipped).map(|s| s.shell))
    }

    /// From the building's own axes to the scene's.
    pub fn to_scene(&self, p: Vec3) -> Vec3 {
        let (centre, along) = (self.rectangle.centre, self.rectangle.along);
        let plane = centre + along * p.x - along.perp() * p.z;
        Vec3::new(plane.x, p.y, -plane.y)
    }

    /// A direction from the building's own axes to the scene's.
    fn turn_to_scene(&self, d: Vec3) -> Vec3 {
        let plane = self.rectangle.along * d.x - self.rectangle.along.perp() * d.z;
        Vec3::new(plane.x, d.y, -plane.y)
    }

    /// A ray of the scene in the building's own axes.
    fn to_own(&self, ray: &Ray) -> Ray {
        let along = self.rectangle.along;
        let turn = |p: Vec2, y: f32| Vec3::new(p.dot(along), y, -p.dot(along.perp()));
        Ray {
            origin: turn(flatten(ray.origin) - self.rectangle.centre, ray.origin.y),
            direction: turn(flatten(ray.direction), ray.direction.y),
        }
    }

    /// The nearest part along `ray`, with its distance.
    pub fn pick(&self, ray: &Ray, opening: Opening) -> Option<(Part, f32)> {
        let own = self.to_own(ray);
        let mut best: Option<(Part, f32)> = None;
        for (index, storey) in (0..=opening.top).zip(&self.storeys) {
            let lowered = self.lowered(&own, index, opening);
            let around = self.storey_box().padded().span(&lowered);
            if around.is_none_or(|(enter, _)| best.is_some_and(|b| enter > b.1)) {
                continue;
            }
            let first = storey.rooms.start;
            let room = storey.tree.nearest(&lowered, |i| self.room(first + i)?.bounds.span(&lowered).map(|s| s.0));
            best = closer(best, room.map(|(i, t)| (Part::Room(first + i), t)));
            best = closer(best, self.slab_box().span(&lowered).map(|s| (Part::Slab(index), s.0)));
        }
        best.filter(|b| above_ground(ray, b.1))
    }

    /// A ray in the building's own axes, as it looks to a storey that still stood on the ground.
    fn lowered(&self, own: &Ray, storey: u32, opening: Opening) -> Ray {
        let slide = opening.drawer.filter(|d| d.storey == storey).map_or(Vec2::ZERO, |d| d.slide);
        Ray { origin: own.origin - Vec3::new(slide.x, self.foot(storey, opening.gap), slide.y), ..*own }
    }

    /// The same by asking every room and slab: what [`Block::pick`] is held against.
    pub fn pick_by_asking_all(&self, ray: &Ray, opening: Opening) -> Option<(Part, f32)> {
        let own = self.to_own(ray);
        let there = |storey: u32| (storey <= opening.top).then(|| self.lowered(&own, storey, opening));
        let rooms = (0..).zip(&self.rooms).filter_map(|(i, r)| Some((i, r.bounds.span(&there(r.storey)?)?.0)));
        let room = rooms.fold(None, nearer).map(|(i, t)| (Part::Room(i), t));
        let slabs = (0..).zip(&self.storeys).filter_map(|(i, _)| Some((i, self.slab_box().span(&there(i)?)?.0)));
        let slab = slabs.fold(None, nearer).map(|(i, t)| (Part::Slab(i), t));
        closer(room, slab).filter(|b| above_ground(ray, b.1))
    }

    /// The slab of any storey in the building's own axes, standing on height 0.
    fn slab_box(&self) -> Bounds {
        let half = self.rectangle.half + Vec2::splat(LEDGE_M);
        Bounds { min: Vec3::new(-half.x, 0.0, -half.y), max: Vec3::new(half.x, SLAB_M, half.y) }
    }

    fn storey_box(&self) -> Bounds {
        let slab = self.slab_box();
        slab.with(slab.max.with_y(SLAB_M + ROOM_M))
    }

    fn build_mesh(&mut self, cells: &[Vec<Cell>]) {
        let mut mesh = SolidMesh::default();
        let mut shells = Vec::with_capacity(self.storeys.len());
        for (index, cells) in (0..).zip(cells) {
            let first = mesh.index_count();
            self.faces(&mut mesh, index, cells, Side::Outer);
            shells.push(mesh.run_since(first));
        }
        let mut inner = Vec::with_capacity(self.storeys.len());
        for (index, cells) in (0..).zip(cells) {
            let first = mesh.index_count();
            self.faces(&mut mesh, index, cells, Side::Inner);
            inner.push(mesh.run_since(first));
        }
        for (storey, (shell, inner)) in self.storeys.iter_mut().zip(shells.into_iter().zip(inner)) {
            (storey.shell, storey.inner) = (shell, inner);
        }
        self.mesh = mesh;
    }

    #[expect(clippy::cast_precision_loss, reason = "slots and storeys stay far below 2^24")]
    fn faces(&self, mesh: &mut SolidMesh, index: u32, cells: &[Cell], side: Side) {
        let ink = |slot: u32| Ink { slot: slot as f32, storey: index as f32 };
        if side == Side::Outer {
            self.box_faces(mesh, &self.slab_box(), ink(self.slab_slot(index)), |_| true);
        }
        let first = self.storeys.get(index as usize).map_or(0, |s| s.rooms.start);
        for (slot, cell) in (first..).zip(cells) {
            let outer = outer_sides(cell, cells);
            let wanted = |face: Face| outer.contains(&Some(face)) == (side == Side::Outer);
            self.box_faces(mesh, &room_box(cell), ink(slot), wanted);
        }
    }

    fn box_faces(&self, mesh: &mut SolidMesh, b: &Bounds, ink: Ink, wanted: impl Fn(Face) -> bool) {
        for face in Face::ALL.into_iter().filter(|f| wanted(*f)) {
            let size = b.size();
            let (right, up, normal) = face.axes();
            let extent = Vec2::new(size.dot(right.abs()), size.dot(up.abs()));
            let corner = |u: f32, v: f32| {
                let local = b.centre() + (normal + right * (u * 2.0 - 1.0) + up * (v * 2.0 - 1.0)) * size * 0.5;
                let at = Vec2::new(u, v) * extent;
                SolidVertex {
                    position: self.to_scene(local),
                    normal: self.turn_to_scene(normal),
                    face: Vec4::new(at.x, extent.x - at.x, at.y, extent.y - at.y),
                    pattern: at,
                    slot: ink.slot,
                    storey: ink.storey,
                    bay: 0.0,
                }
            };
            mesh.quad([corner(0.0, 0.0), corner(1.0, 0.0), corner(1.0, 1.0), corner(0.0, 1.0)]);
        }
    }
}

#[derive(Clone, Copy)]
struct Ink {
    slot: f32,
    storey: f32,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Outer,
    Inner,
}

/// The faces of a box that can ever be seen; undersides cannot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Face {
    Top,
    Front,
    Back,
    Left,
    Right,
}

impl Face {
    const ALL: [Self; 5] = [Self::Top, Self::Front, Self::Back, Self::Left, Self::Right];

    /// Rightward, upward and outward as seen from outside.
    fn axes(self) -> (Vec3, Vec3, Vec3) {
        match self {
            Self::Top => (Vec3::X, Vec3::NEG_Z, Vec3::Y),
            Self::Front => (Vec3::X, Vec3::Y, Vec3::Z),
            Self::Back => (Vec3::NEG_X, Vec3::Y, Vec3::NEG_Z),
            Self::Left => (Vec3::Z, Vec3::Y, Vec3::NEG_X),
            Self::Right => (Vec3::NEG_Z, Vec3::Y, Vec3::X),
        }
    }
}

/// Faces of a room that no other room stands in front of; its top is always one of them.
fn outer_sides(cell: &Cell, all: &[Cell]) -> [Option<Face>; 5] {
    let beside = |right: bool| {
        all.iter().any(|o| {
            let gap = if right { o.min.x - cell.max.x } else { cell.min.x - o.max.x };
            (-0.05..0.6).contains(&gap) && o.min.y < cell.max.y && cell.min.y < o.max.y
        })
    };
    [
        Some(Face::Top),
        (cell.row == 0).then_some(Face::Front),
        cell.last_row.then_some(Face::Back),
        (!beside(false)).then_some(Face::Left),
        (!beside(true)).then_some(Face::Right),
    ]
}

fn room_box(cell: &Cell) -> Bounds {
    Bounds { min: Vec3::new(cell.min.x, SLAB_M, cell.min.y), max: Vec3::new(cell.max.x, SLAB_M + ROOM_M, cell.max.y) }
}

/// The ground hides what lies beneath it: nothing that a ray meets first can be pointed at there.
fn above_ground(ray: &Ray, t: f32) -> bool {
    ray.at(t).y >= -0.01
}

/// The nearer of two parts; equal distances go to rooms before slabs, and to lower indices.
fn closer(a: Option<(Part, f32)>, b: Option<(Part, f32)>) -> Option<(Part, f32)> {
    match (a, b) {
        (Some(a), Some(b)) => Some(if (b.1, b.0) < (a.1, a.0) { b } else { a }),
        (a, b) => a.or(b),
    }
}

/// Counts of rooms and storeys stay far below 2³².
fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
