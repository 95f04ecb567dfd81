//! Pointing into an opened building.

use super::{Block, Opening, Storey, slide_of};
use crate::bounds::Ray;
use crate::bvh::nearer;
use bevy_math::Vec3;

/// What of a block a ray meets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// A room, by its index.
    Room(u32),
    /// The slab of a storey, or what stands on it and is no room, by the storey's index.
    Slab(u32),
}

impl Block {
    /// The nearest part along `ray`, with its distance.
    pub fn pick(&self, ray: &Ray, opening: Opening) -> Option<(Part, f32)> {
        let own = self.to_own(ray);
        let mut best: Option<(Part, f32)> = None;
        for (index, storey) in (0..=opening.top).zip(&self.storeys) {
            let lowered = self.lowered(&own, index, opening);
            let around = storey.around.padded().span(&lowered);
            if around.is_none_or(|(enter, _)| best.is_some_and(|b| enter > b.1)) {
                continue;
            }
            let first = storey.rooms.start;
            let room = storey.tree.nearest(&lowered, |i| self.room(first + i)?.bounds.span(&lowered).map(|s| s.0));
            best = closer(best, room.map(|(i, t)| (Part::Room(first + i), t)));
            best = closer(best, self.slab_hit(storey, &lowered).map(|t| (Part::Slab(index), t)));
        }
        best.filter(|b| above_ground(ray, b.1))
    }

    /// The same by asking every room and slab: what [`Block::pick`] is held against.
    pub fn pick_by_asking_all(&self, ray: &Ray, opening: Opening) -> Option<(Part, f32)> {
        let own = self.to_own(ray);
        let there = |storey: u32| (storey <= opening.top).then(|| self.lowered(&own, storey, opening));
        let rooms = (0..).zip(&self.rooms).filter_map(|(i, r)| Some((i, r.bounds.span(&there(r.storey)?)?.0)));
        let room = rooms.fold(None, nearer).map(|(i, t)| (Part::Room(i), t));
        let slabs = (0..).zip(&self.storeys).filter_map(|(i, s)| Some((i, self.slab_hit(s, &there(i)?)?)));
        let slab = slabs.fold(None, nearer).map(|(i, t)| (Part::Slab(i), t));
        closer(room, slab).filter(|b| above_ground(ray, b.1))
    }

    /// A ray in the building's own axes, as it looks to a storey that still stood on the ground.
    fn lowered(&self, own: &Ray, storey: u32, opening: Opening) -> Ray {
        let slide = slide_of(storey, opening);
        Ray { origin: own.origin - Vec3::new(slide.x, self.foot(storey, opening.gap), slide.y), ..*own }
    }

    /// How far along a lowered ray the slab or anything on it that is no room is met.
    fn slab_hit(&self, storey: &Storey, lowered: &Ray) -> Option<f32> {
        let whole = if storey.parts.is_empty() { self.slab.hit(lowered) } else { None };
        let boxes = storey.solids.iter().chain(&storey.parts).filter_map(|b| b.span(lowered).map(|s| s.0));
        boxes.chain(whole).min_by(f32::total_cmp)
    }
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
