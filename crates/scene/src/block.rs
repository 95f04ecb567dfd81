//! One building opened: its storeys drawn apart, its rooms as boxes, one storey laid bare or pulled out at a time.

mod build;
mod faces;
mod party;
mod point;
mod slab;

use crate::bounds::{Bounds, Ray};
use crate::bvh::Bvh;
use crate::mesh::{Run, SolidMesh, join};
use crate::plot::{Plot, flatten};
use crate::polygon::{Polygon, Rectangle};
use crate::shape::RoomShape;
use bevy_math::{Vec2, Vec3};
use std::collections::HashMap;
use std::ops::Range;

pub use crate::rooms::Role;
pub use point::Part;

/// Height from one floor to the next when closed up, in metres, where nothing else is known.
pub const STOREY_M: f32 = 3.0;
/// Thickness of a floor slab, in metres.
const SLAB_M: f32 = 0.32;
/// How far a slab reaches beyond the rooms, in metres.
const LEDGE_M: f32 = 0.5;
/// Clear distance between the stack and a storey pulled out of it, in metres.
const CLEAR_M: f32 = 3.0;

/// Where a building stands that is to be opened.
#[derive(Clone, Debug, PartialEq)]
pub struct Footing {
    /// The rectangle around it, whose sides are the building's own axes.
    pub rectangle: Rectangle,
    /// Its outline, where one has been surveyed.
    pub outline: Option<Polygon>,
    /// Height of one storey in metres.
    pub storey: f32,
}

impl From<Rectangle> for Footing {
    fn from(rectangle: Rectangle) -> Self {
        Self { rectangle, outline: None, storey: STOREY_M }
    }
}

/// An opened building.
#[derive(Clone, Debug)]
pub struct Block {
    /// Id of the building.
    pub building: String,
    /// The rectangle around it.
    pub rectangle: Rectangle,
    /// Storeys from the lowest up.
    pub storeys: Vec<Storey>,
    /// Rooms, storey by storey; the index of a room is its slot in the colour table.
    pub rooms: Vec<Room>,
    /// Units, where there are several, with where their middle lies along the building in metres.
    pub units: Vec<(String, f32)>,
    /// Slabs and rooms. Vertices are in scene axes, with every storey standing on height 0.
    pub mesh: SolidMesh,
    /// Height of one storey in metres.
    pub storey_m: f32,
    /// Slab of a whole storey, on the plane of the building's own axes (`[x, −z]`), standing on height 0.
    slab: Plot,
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
    /// Slab, stairwells, roofs and outer walls of rooms: what can be seen of a storey in the stack.
    pub shell: Run,
    /// Walls between rooms, corridors: seen only when the storey lies bare.
    pub inner: Run,
    /// Parts of its slab, where a unit has ended beneath it; the whole slab where there are none.
    parts: Vec<Bounds>,
    /// What stands there and is no room: stairwells, corridors, the body of a storey without rooms.
    solids: Vec<Bounds>,
    /// The box around all of it.
    around: Bounds,
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
    /// Undivided, divided, or a part of a divided one.
    pub role: Role,
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

impl Block {
    /// The slot of a room.
    pub fn room_slot(&self, id: &str) -> Option<u32> {
        self.by_id.get(id).copied()
    }

    /// The room in `slot`.
    pub fn room(&self, slot: u32) -> Option<&Room> {
        self.rooms.get(slot as usize)
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

    /// Slot of everything that all share, stairwells and corridors: the last one, after the slabs.
    pub fn shared_slot(&self) -> u32 {
        count(self.rooms.len()) + count(self.storeys.len())
    }

    /// The clear height between storeys that reads well: wide for a few floors, narrow for a tower.
    #[expect(clippy::cast_precision_loss, reason = "at most 250 storeys")]
    pub fn pleasing_gap(&self) -> f32 {
        (22.0 / self.storeys.len().max(1) as f32).clamp(0.5, 2.2)
    }

    /// Metres from the foot of one storey to that of the next.
    pub fn step(&self, gap: f32) -> f32 {
        self.storey_m + gap
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
        let slide = slide_of(storey, opening);
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
        let top = self.foot(opening.top.min(self.highest()), opening.gap) + self.storey_m;
        let stack = self.box_between(bottom, top, Vec3::ZERO);
        let Some(drawer) = opening.drawer.filter(|d| d.storey <= opening.top) else { return stack };
        let foot = self.foot(drawer.storey, opening.gap);
        stack.union(self.box_between(foot, foot + self.storey_m, self.lift(drawer.storey, opening).with_y(0.0)))
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

    /// Places on the outside of a room, in the building's own axes on height 0 of its storey: the middles of its faces,
    /// then its edges, where a room shows that others stand on or before.
    pub fn spots(&self, room: &Room) -> impl Iterator<Item = Vec3> + use<> {
        let (centre, half) = (room.bounds.centre(), room.bounds.size() * 0.5);
        let sides = [Vec3::Y, Vec3::Z, Vec3::NEG_Z, Vec3::X, Vec3::NEG_X];
        let rim = half - Vec3::splat(0.12).min(half * 0.1);
        let corners =
            [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0), (0.0, 1.0), (0.0, -1.0), (1.0, 0.0), (-1.0, 0.0)];
        let edges = corners.map(|(x, z)| centre + Vec3::new(rim.x * x, half.y, rim.z * z));
        sides.map(|s| centre + s * half).into_iter().chain(edges)
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
}

/// How far a storey is pulled out.
fn slide_of(storey: u32, opening: Opening) -> Vec2 {
    opening.drawer.filter(|d| d.storey == storey).map_or(Vec2::ZERO, |d| d.slide)
}

/// Counts of rooms and storeys stay far below 2³².
fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
