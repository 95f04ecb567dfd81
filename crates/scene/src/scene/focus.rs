//! Going somewhere: opening and closing a building, flying to a building or room, and where things are on the canvas.

use super::Scene;
use super::opened::{OPEN_MS, Opened};
use crate::block::{Block, Footing, Opening, STOREY_M};
use crate::bounds::Bounds;
use crate::camera::Stance;
use crate::layout::{placed, size};
use crate::pick::{Hit, HitKind};
use crate::plot::{flatten, raise};
use crate::polygon::{Polygon, Rectangle, tightest_rectangle};
use crate::shape::{BlockShape, BuildingShape};
use bevy_math::{Vec2, Vec3};
use std::f32::consts::{FRAC_PI_2, TAU};

/// How an opened building is looked at, and a storey that is out: the angle down in radians, and how much larger the
/// picture is than what it shows.
const OPENED_LOOK: (f32, f32) = (0.4, 1.16);
const FLOOR_LOOK: (f32, f32) = (0.72, 1.28);
/// How much larger the picture of the whole community is than what it shows: roofs and names keep clear of the edge.
const OVERVIEW_MARGIN: f32 = 1.05;

impl Scene {
    /// Opens a building in place of its extrusion; the community sinks around it and the camera comes to it. A
    /// building that is open already (it was edited) only takes its new shape.
    pub fn open(&mut self, shape: &BlockShape, now_ms: f64) {
        let block = Block::new(shape, self.footing_of(shape));
        let standing = self.opened_slot();
        self.changes.block = true;
        if self.opened_building() == Some(shape.building_id.as_str()) {
            self.opened = self.opened.take().map(|o| o.replaced_by(block));
            self.paint_opened(standing);
            return;
        }
        let before = self.opened.take().map_or_else(|| self.goal(now_ms), |o| o.before);
        let opened = Opened::new(block, before, now_ms, self.moves);
        let goal = self.stance_for(&opened.bounds(), &opened.block, OPENED_LOOK, now_ms);
        self.opened = Some(opened);
        self.paint_opened(standing);
        self.sunk.turn_to(1.0, now_ms, self.opening_ms());
        self.fly(goal, now_ms);
    }

    /// Closes the opened building; the community rises again.
    pub fn close(&mut self, now_ms: f64) {
        let Some(opened) = self.opened.as_mut().filter(|o| !o.is_closed()) else {
            return;
        };
        opened.close(now_ms);
        let before = opened.before;
        self.sunk.turn_to(0.0, now_ms, self.opening_ms());
        self.fly(before, now_ms);
    }

    fn opening_ms(&self) -> f64 {
        if self.moves { OPEN_MS } else { 0.0 }
    }

    /// Slides one floor of the opened building out to where all its rooms can be seen, or puts it back.
    pub fn open_floor(&mut self, floor: Option<i16>, now_ms: f64) {
        let eye = self.goal(now_ms).eye();
        let Some(opened) = &mut self.opened else {
            return;
        };
        // The one storey of a shed lies bare anyway.
        let storey = floor.and_then(|f| opened.block.storey_of(f)).filter(|_| opened.block.storeys.len() > 1);
        opened.slide(storey, eye, now_ms);
        self.frame_opened(now_ms);
    }

    /// Flies to where the opened building is in the picture, or the floor of it that is out.
    fn frame_opened(&mut self, now_ms: f64) {
        let Some(opened) = &self.opened else {
            return;
        };
        let (bounds, look) = match opened.out_floor() {
            // With the place that it came from, so that one sees where in the building it belongs.
            Some(storey) => {
                let (out, top) = (opened.goal(), opened.block.highest());
                let stood = storey_bounds(&opened.block, storey, Opening::up_to(top, out.gap));
                (storey_bounds(&opened.block, storey, out).union(stood), FLOOR_LOOK)
            }
            None => (opened.bounds(), OPENED_LOOK),
        };
        let stance = self.stance_for(&bounds, &opened.block, look, now_ms);
        self.fly(stance, now_ms);
    }

    /// Slides the floor of a room out if the room could not be seen otherwise once everything has come to rest.
    pub fn reveal(&mut self, room: &str, now_ms: f64) {
        let floor = self.floor_of(room);
        if floor.is_some() && self.room_screen_position(room, f64::MAX).is_none() {
            self.open_floor(floor, now_ms);
        }
    }

    /// The floor of a room of the opened building.
    pub(super) fn floor_of(&self, room: &str) -> Option<i16> {
        let block = self.block()?;
        let storey = block.room(block.room_slot(room)?)?.storey;
        block.storeys.get(storey as usize).map(|s| s.floor)
    }

    /// The floor that is out.
    pub fn out_floor(&self) -> Option<i16> {
        let opened = self.opened.as_ref()?;
        let storey = opened.out_floor()?;
        opened.block.storeys.get(storey as usize).map(|s| s.floor)
    }

    /// Id of the opened building.
    pub fn opened_building(&self) -> Option<&str> {
        self.opened.as_ref().filter(|o| !o.is_closed()).map(|o| o.block.building.as_str())
    }

    /// Flies to a room of the opened building (sliding its floor out), or to a building, or to a site. False when the
    /// id names nothing in the view.
    pub fn fly_to(&mut self, id: &str, now_ms: f64) -> bool {
        let floor = self.floor_of(id);
        if floor.is_some() {
            self.open_floor(floor, now_ms);
            return true;
        }
        let plot = self.community.slot(id).and_then(|slot| self.community.plot(slot)).map(|p| (p.bounds, 2.6));
        let site = || self.community.sites.iter().find(|(s, _)| s.id == id).map(|(_, b)| (*b, 1.0));
        let Some((bounds, margin)) = plot.or_else(site) else {
            return false;
        };
        let from = self.goal(now_ms);
        let stance = Stance { pitch: from.pitch.clamp(0.5, 1.1), ..from };
        self.fly(stance.framing(self.viewport, self.insets, &bounds, margin), now_ms);
        true
    }

    /// Flies to where the whole community is in the picture, save for strays, or the opened building: a floor of it that
    /// is out stays out and fills the picture.
    pub fn frame_all(&mut self, now_ms: f64) {
        if self.opened_building().is_some() {
            self.frame_opened(now_ms);
        } else {
            let goal = self.overview();
            self.fly(goal, now_ms);
        }
    }

    /// Where on the ground a point of the canvas lies, in metres east and north; nothing above the horizon.
    pub fn ground_at(&self, at: Vec2, now_ms: f64) -> Option<Vec2> {
        let ray = self.stance_at(now_ms).ray(self.viewport, at);
        let reach = -ray.origin.y / ray.direction.y;
        (reach.is_finite() && reach > 0.0).then(|| flatten(ray.at(reach)))
    }

    /// Where on the canvas a point of the ground is seen; nothing behind the eye.
    pub fn ground_on_screen(&self, point: Vec2, now_ms: f64) -> Option<Vec2> {
        self.stance_at(now_ms).project(self.viewport, raise(point, 0.0)).map(|(at, _)| at)
    }

    /// A point of the canvas at which a click hits the building now.
    pub fn building_screen_position(&self, id: &str, now_ms: f64) -> Option<Vec2> {
        let plot = self.community.plot(self.community.slot(id)?)?;
        let height = plot.height * self.standing(now_ms);
        let corners: Vec<Vec2> = plot.outline.points().collect();
        let at = |i: u32| corners.get(i as usize).copied().unwrap_or_default();
        let roof = plot.outline.triangles().into_iter().map(|[a, b, c]| raise((at(a) + at(b) + at(c)) / 3.0, height));
        let walls =
            plot.outline.rings().flat_map(crate::polygon::edges).map(|(a, b)| raise((a + b) * 0.5, height * 0.6));
        self.point_hitting(roof.chain(walls), now_ms, |hit| hit.kind == HitKind::Building && hit.id == id)
    }

    /// A point of the canvas at which a click hits the room now; nothing while it is hidden or not opened.
    pub fn room_screen_position(&self, id: &str, now_ms: f64) -> Option<Vec2> {
        let opened = self.opened.as_ref()?;
        let room = opened.block.room(opened.block.room_slot(id)?)?;
        let lift = opened.block.lift(room.storey, opened.opening(now_ms));
        let spots = opened.block.spots(room).map(|spot| opened.block.to_scene(spot) + lift);
        self.point_hitting(spots, now_ms, |hit| hit.id == id)
    }

    fn point_hitting(
        &self,
        spots: impl IntoIterator<Item = Vec3>,
        now_ms: f64,
        wanted: impl Fn(&Hit) -> bool,
    ) -> Option<Vec2> {
        let stance = self.stance_at(now_ms);
        let canvas = Vec2::new(self.viewport.width, self.viewport.height);
        spots.into_iter().find_map(|spot| {
            let (at, _) = stance.project(self.viewport, spot)?;
            let inside = at.cmpge(Vec2::ZERO).all() && at.cmplt(canvas).all();
            (inside && self.pick(at, now_ms).is_some_and(|hit| wanted(&hit))).then_some(at)
        })
    }

    /// The stance that shows the whole community.
    pub(super) fn overview(&self) -> Stance {
        let heart = self.community.heart();
        if heart.is_empty() {
            return Stance::default();
        }
        Stance::default().framing(self.viewport, self.insets, &heart, OVERVIEW_MARGIN)
    }

    /// What an opened building is drawn on: its outline with the storeys of its extrusion, or as large as its rooms.
    fn footing_of(&self, shape: &BlockShape) -> Footing {
        let own = shape.footprint.as_ref().and_then(|f| Polygon::from_rings(f, &[]));
        let plot = self.community.slot(&shape.building_id).and_then(|slot| self.community.plot(slot));
        let outline = plot.map(|p| p.outline.clone()).filter(|o| !o.outer.is_empty()).or(own);
        // What was put there by hand knows where its front is; of an outline nobody can tell.
        let known = self.community.slot(&shape.building_id).and_then(|slot| self.community.building(slot));
        let by_hand = known.filter(|building| building.footprint.is_none()).and_then(placed);
        let rectangle = by_hand.or_else(|| outline.as_ref().and_then(|o| tightest_rectangle(&o.outer)));
        let storey = plot.map_or(STOREY_M, |p| p.storey);
        Footing { rectangle: rectangle.unwrap_or_else(|| lone_rectangle(shape)), outline, storey }
    }

    /// From the corner nearest to where the camera already is, so that it turns as little as need be.
    fn stance_for(&self, bounds: &Bounds, block: &Block, (pitch, margin): (f32, f32), now_ms: f64) -> Stance {
        let from = self.goal(now_ms);
        let along = block.rectangle.along;
        let front = -along.y.atan2(along.x);
        let away = |yaw: f32| ((from.yaw - yaw).rem_euclid(TAU) - TAU * 0.5).abs();
        let corners = (0_u8..4).flat_map(|q| [-0.5, 0.5].map(|side| front + f32::from(q) * FRAC_PI_2 + side));
        let long_sides = corners.filter(|yaw| (yaw - front).cos().abs() > 0.5);
        // The farthest from its opposite is the nearest.
        let yaw = long_sides.max_by(|a, b| away(*a).total_cmp(&away(*b))).unwrap_or(from.yaw);
        Stance { yaw, pitch, ..from }.framing(self.viewport, self.insets, bounds, margin)
    }
}

/// The box around a storey where it lies in the end.
fn storey_bounds(block: &Block, storey: u32, opening: Opening) -> Bounds {
    let (half, lift) = (block.rectangle.half, block.lift(storey, opening));
    let corners = [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)].into_iter();
    let raised = corners.flat_map(|(x, z)| [0.0, block.storey_m].map(|y| Vec3::new(half.x * x, y, half.y * z)));
    Bounds::of(raised.map(|p| block.to_scene(p) + lift))
}

/// A building that is nowhere in the community stands at the origin, as large as its rooms make it.
fn lone_rectangle(shape: &BlockShape) -> Rectangle {
    let most = shape.floors.iter().map(|f| f.rooms.len()).max().unwrap_or(1);
    let room_count = u32::try_from(most).unwrap_or(u32::MAX);
    let half = size(&BuildingShape { room_count, floors_above: 1, ..BuildingShape::default() }) * 0.5;
    let (along, half) = if half.x >= half.y { (Vec2::X, half) } else { (Vec2::Y, Vec2::new(half.y, half.x)) };
    Rectangle { centre: Vec2::ZERO, along, half }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shape::CommunityShape;

    #[test]
    fn a_building_put_by_hand_opens_the_way_it_was_turned() {
        let block = BlockShape { building_id: "a".to_owned(), ..BlockShape::default() };
        for turn in [0.0_f32, 90.0, 180.0, 270.0] {
            let laid = Some([-120.0, 340.0, turn]);
            let building =
                BuildingShape { id: "a".to_owned(), laid, floors_above: 6, room_count: 48, ..BuildingShape::default() };
            let mut scene = Scene::default();
            scene.set_community(CommunityShape { buildings: vec![building], ..CommunityShape::default() });
            let along = scene.footing_of(&block).rectangle.along;
            // Clockwise seen from above, with north up: a front to the south that is turned by half faces north.
            let expected = Vec2::from_angle(-turn.to_radians());
            assert!(along.distance(expected) < 1e-3, "turned by {turn}°: {along}");
        }
    }
}
