//! Walking with the keyboard: from building to building as they lie in the picture, into one, floor by floor, and from
//! room to room.

use super::Scene;
use crate::pick::{Hit, HitKind};
use bevy_math::{Vec2, Vec3};
use serde::{Deserialize, Serialize};

/// Something aside counts as so many times farther than something straight ahead.
const ASIDE: f32 = 2.2;
/// What is ahead lies within this many times its distance to the side.
const CONE: f32 = 1.7;
/// Buildings this far outside the picture, in CSS pixels, can still be walked to.
const BEYOND_PX: f32 = 400.0;

/// A step of the keyboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// To what lies left in the picture.
    Left,
    /// To the right.
    Right,
    /// Upwards; among floors, one up.
    Up,
    /// Downwards.
    Down,
    /// From a building to its floors, from a floor to its rooms.
    In,
    /// Back.
    Out,
}

impl Step {
    fn way(self) -> Vec2 {
        match self {
            Self::Left => Vec2::NEG_X,
            Self::Right => Vec2::X,
            Self::Up => Vec2::NEG_Y,
            _ => Vec2::Y,
        }
    }
}

impl Scene {
    /// Takes a step, selects what it leads to and brings it into the picture. Nothing where the way ends; the page
    /// opens a building that is stepped into, and closes one that is stepped out of.
    pub fn step(&mut self, step: Step, now_ms: f64) -> Option<Hit> {
        if self.opened_building().is_none() {
            return self.step_building(step, now_ms);
        }
        let room = self.selected.clone().filter(|id| self.block().is_some_and(|b| b.room_slot(id).is_some()));
        match room {
            Some(room) => self.step_room(&room, step, now_ms),
            None => self.step_floor(step, now_ms),
        }
    }

    fn step_building(&mut self, step: Step, now_ms: f64) -> Option<Hit> {
        let stance = self.goal(now_ms);
        let named = self.community.buildings.iter().zip(&self.community.plots).filter(|(b, _)| !b.unclaimed);
        let spots = named.filter_map(|(b, plot)| {
            let at = plot.bounds.centre().with_y(plot.height * 0.5);
            let (point, _) = stance.project(self.viewport, at)?;
            (!plot.bounds.is_empty() && self.viewport.holds(point, BEYOND_PX)).then_some((b.id.as_str(), point))
        });
        let spots: Vec<(&str, Vec2)> = spots.collect();
        let from = self.selected.as_deref().and_then(|id| spots.iter().find(|(other, _)| *other == id)).copied();
        let id = match (from, step) {
            (Some((id, _)), Step::In) => return Some(building_hit(id)),
            (_, Step::Out) => return None,
            (Some((id, at)), _) => ahead(id, at, step, &spots)?,
            (None, _) => {
                let middle = Vec2::new(self.viewport.width, self.viewport.height) * 0.5;
                let nearest = spots.iter().min_by(|a, b| a.1.distance(middle).total_cmp(&b.1.distance(middle)));
                nearest.map(|(id, _)| *id)?
            }
        };
        let id = id.to_owned();
        self.select(Some(&id));
        self.follow(&id, now_ms);
        Some(building_hit(&id))
    }

    /// Comes to a building that is not well in the picture.
    fn follow(&mut self, id: &str, now_ms: f64) {
        let plot = self.community.slot(id).and_then(|slot| self.community.plot(slot));
        let Some(middle) = plot.map(|p| p.bounds.centre()) else {
            return;
        };
        let stance = self.goal(now_ms);
        let at = stance.project(self.viewport, middle).map(|(at, _)| at);
        if at.is_none_or(|at| !self.viewport.holds(at, -60.0)) {
            self.fly_to_ground(crate::plot::flatten(middle), now_ms);
        }
    }

    fn step_floor(&mut self, step: Step, now_ms: f64) -> Option<Hit> {
        let block = self.block()?;
        let (id, count) = (block.building.clone(), block.storeys.len());
        let at = self.out_floor().and_then(|f| block.storey_of(f)).and_then(|s| usize::try_from(s).ok());
        let ground = block.storeys.iter().position(|s| s.floor > 0).unwrap_or(0);
        let next = match (step, at) {
            (Step::Up | Step::Down | Step::In, None) => ground,
            (Step::Up, Some(at)) => (at + 1).min(count.saturating_sub(1)),
            (Step::Down, Some(at)) => at.saturating_sub(1),
            (Step::In | Step::Left | Step::Right, Some(at)) => return self.enter_floor(at, now_ms),
            (Step::Out, Some(_)) => {
                self.open_floor(None, now_ms);
                return Some(building_hit(&id));
            }
            _ => return None,
        };
        // A building of one floor has it out already.
        if count < 2 {
            return self.enter_floor(0, now_ms);
        }
        let floor = block.storeys.get(next).map(|s| s.floor)?;
        self.open_floor(Some(floor), now_ms);
        Some(Hit { kind: HitKind::Floor, id, floor: Some(floor) })
    }

    fn enter_floor(&mut self, storey: usize, now_ms: f64) -> Option<Hit> {
        let first = self.block()?.storeys.get(storey)?.rooms.clone().next()?;
        let id = self.block()?.room(first)?.shape.id.clone();
        self.choose_room(&id, now_ms)
    }

    fn step_room(&mut self, id: &str, step: Step, now_ms: f64) -> Option<Hit> {
        let block = self.block()?;
        let own = block.room(block.room_slot(id)?)?;
        if step == Step::Out {
            let (building, floor) = (block.building.clone(), self.floor_of(id));
            self.select(Some(&building));
            return Some(Hit { kind: HitKind::Floor, id: building, floor });
        }
        // As the storey would lie in the picture once it is out, whatever moves now.
        let stance = self.goal(now_ms);
        let spot = |at: Vec3| stance.project(self.viewport, block.to_scene(at)).map(|(point, _)| point);
        let rooms = block.rooms.iter().filter(|r| r.storey == own.storey);
        let spots: Vec<(&str, Vec2)> =
            rooms.filter_map(|r| Some((r.shape.id.as_str(), spot(r.bounds.centre())?))).collect();
        let from = spot(own.bounds.centre())?;
        let next = ahead(id, from, step, &spots)?.to_owned();
        self.choose_room(&next, now_ms)
    }

    fn choose_room(&mut self, id: &str, now_ms: f64) -> Option<Hit> {
        let floor = self.floor_of(id);
        self.select(Some(id));
        if self.out_floor() != floor {
            self.open_floor(floor, now_ms);
        }
        Some(Hit { kind: HitKind::Room, id: id.to_owned(), floor })
    }
}

fn building_hit(id: &str) -> Hit {
    Hit { kind: HitKind::Building, id: id.to_owned(), floor: None }
}

/// What lies next from `from` in a direction of the picture: near, and more ahead than aside.
fn ahead<'a>(own: &str, from: Vec2, step: Step, spots: &[(&'a str, Vec2)]) -> Option<&'a str> {
    let way = step.way();
    let cost = |at: Vec2| {
        let (along, aside) = ((at - from).dot(way), (at - from).perp_dot(way).abs());
        (along > 1.0 && aside <= along * CONE).then_some(along + aside * ASIDE)
    };
    let others = spots.iter().filter(|(id, _)| *id != own);
    let reached = others.filter_map(|(id, at)| Some((*id, cost(*at)?)));
    reached.min_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(b.0))).map(|(id, _)| id)
}
