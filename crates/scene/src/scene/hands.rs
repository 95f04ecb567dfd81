//! What hands do: presses, drags, wheel turns and keys, with whatever tool they hold.

use super::Scene;
use crate::camera::Stance;
use crate::control::{Button, Key, Press, key_step, wheel_factor};
use crate::pick::{Hit, HitKind};
use crate::tools::{Carry, Outcome, Sketch, Tool, ToolKey};
use bevy_math::Vec2;

/// A click so near to the first corner of an outline closes it, in CSS pixels.
const CATCH_PX: f32 = 12.0;

/// Keys held while a button goes down or the pointer moves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// Ctrl or Meta: the other kind of drag; with an outline, angles stay free.
    pub control: bool,
    /// Shift: a box.
    pub shift: bool,
}

/// What is under way.
#[derive(Clone, Debug, Default)]
pub(super) enum Work {
    /// Nothing.
    #[default]
    None,
    /// A box, from one point of the canvas to another.
    Band(Vec2, Vec2),
    /// A building on its way.
    Carry(Carry),
    /// Corners on the ground.
    Sketch(Sketch),
}

impl Scene {
    /// What the left button does from now on; what was under way is given up.
    pub fn set_tool(&mut self, tool: Tool) {
        self.tool = tool;
        self.press = None;
        self.work =
            if matches!(tool, Tool::Draw | Tool::Measure) { Work::Sketch(Sketch::default()) } else { Work::None };
        self.changes.view = true;
    }

    /// What the left button does.
    pub fn tool(&self) -> Tool {
        self.tool
    }

    /// A button went down.
    pub fn pointer_down(&mut self, at: Vec2, button: i16, held: Held, now_ms: f64) {
        self.land(now_ms);
        if !at.is_finite() {
            return;
        }
        let button = Button::from_page(button);
        if button == Button::Primary && self.take_up(at, held, now_ms) {
            return;
        }
        self.press = Some(Press::new(button, held.control || held.shift, self.opened.is_some(), at));
    }

    /// Begins a box or takes a building up, where the tool says so.
    fn take_up(&mut self, at: Vec2, held: Held, now_ms: f64) -> bool {
        let boxes = matches!(self.tool, Tool::Look | Tool::Box | Tool::Move);
        if self.tool == Tool::Box || (boxes && held.shift) {
            self.work = Work::Band(at, at);
            return true;
        }
        let carried = if self.tool == Tool::Move { self.carry_at(at, now_ms) } else { None };
        let taken = carried.is_some();
        if let Some(carry) = carried {
            self.select(Some(&carry.id.clone()));
            self.work = Work::Carry(carry);
        }
        taken
    }

    fn carry_at(&self, at: Vec2, now_ms: f64) -> Option<Carry> {
        let hit = self.pick(at, now_ms).filter(|h| h.kind == HitKind::Building)?;
        let slot = self.community.slot(&hit.id)?;
        let (building, plot) = (self.community.building(slot)?, self.community.plot(slot)?);
        if building.unclaimed {
            return None;
        }
        let laid = building.footprint.is_none().then(|| building.laid.map_or(0.0, |[_, _, turn]| turn));
        Some(Carry::new(&hit.id, plot.outline.outer.clone(), plot.height, laid, self.ground_at(at, now_ms)?))
    }

    /// The pointer moved, with a button down or not. True when that is a drag.
    pub fn pointer_move(&mut self, at: Vec2, held: Held, now_ms: f64) -> bool {
        if self.press.is_none() {
            return self.work_on(at, held, now_ms);
        }
        let area = self.area();
        let Some(press) = &mut self.press else {
            return false;
        };
        if press.moved(at, &mut self.stance, self.viewport) {
            self.stance.keep_within(&area);
            self.changes.view = true;
        }
        !press.is_click()
    }

    fn work_on(&mut self, at: Vec2, held: Held, now_ms: f64) -> bool {
        let ground = self.ground_at(at, now_ms);
        let catch = self.ground_pixel(at, now_ms) * CATCH_PX;
        let drags = match &mut self.work {
            Work::None => return false,
            Work::Band(_, to) => {
                *to = at;
                true
            }
            Work::Carry(carry) => {
                ground.into_iter().for_each(|g| carry.move_to(g));
                true
            }
            Work::Sketch(sketch) => {
                ground.into_iter().for_each(|g| sketch.point(g, catch, !held.control));
                false
            }
        };
        self.changes.view = true;
        drags
    }

    /// Metres of ground that one CSS pixel takes at a point of the canvas.
    fn ground_pixel(&self, at: Vec2, now_ms: f64) -> f32 {
        let stance: Stance = self.stance_at(now_ms);
        let there = stance.on_level(self.viewport, at).map_or(stance.distance, |p| p.distance(stance.eye()));
        1.0 / stance.pixels_per_metre(self.viewport, there)
    }

    /// The pointer rests at a point: marks and tells what lies there. With a pencil in the hand it is the ground.
    pub fn hover_at(&mut self, at: Vec2, now_ms: f64) -> Option<Hit> {
        let hit = if matches!(self.work, Work::Sketch(_)) { None } else { self.pick(at, now_ms) };
        self.hover(hit.as_ref().map(|h| h.id.as_str()));
        hit
    }

    /// The button came up: what was done.
    pub fn pointer_up(&mut self, at: Vec2, held: Held, now_ms: f64) -> Outcome {
        let Some(press) = self.press.take() else {
            return self.put_down(at, now_ms);
        };
        if !press.chooses() {
            return Outcome::Nothing;
        }
        if matches!(self.work, Work::Sketch(_)) {
            self.work_on(at, held, now_ms);
            return self.corner();
        }
        Outcome::Clicked { hit: self.pick(at, now_ms) }
    }

    fn put_down(&mut self, at: Vec2, now_ms: f64) -> Outcome {
        self.changes.view = true;
        match std::mem::take(&mut self.work) {
            Work::Band(from, _) if from.distance(at) < 5.0 => Outcome::Clicked { hit: self.pick(at, now_ms) },
            Work::Band(from, _) => Outcome::Boxed { ids: self.within(from, at, now_ms) },
            Work::Carry(carry) => {
                let id = carry.id.clone();
                let put = carry.put();
                // A press that moved nothing is a click on the building.
                let clicked = || Outcome::Clicked { hit: self.pick(at, now_ms).filter(|h| h.id == id) };
                put.map_or_else(clicked, |(id, place)| Outcome::Moved { id, place })
            }
            other => {
                self.work = other;
                Outcome::Nothing
            }
        }
    }

    /// A click with a tool that sets corners.
    fn corner(&mut self) -> Outcome {
        let Work::Sketch(sketch) = &mut self.work else {
            return Outcome::Nothing;
        };
        if sketch.click() && self.tool == Tool::Draw { self.finish() } else { Outcome::Nothing }
    }

    /// Closes the outline if it is one, and begins another.
    fn finish(&mut self) -> Outcome {
        let Work::Sketch(sketch) = &self.work else {
            return Outcome::Nothing;
        };
        self.changes.view = true;
        if self.tool == Tool::Measure {
            self.work = Work::Sketch(Sketch::default());
            return Outcome::Nothing;
        }
        let Some(outline) = sketch.outline() else {
            return Outcome::Nothing;
        };
        self.work = Work::Sketch(Sketch::default());
        Outcome::Drawn { ring: outline.iter().map(Vec2::to_array).collect() }
    }

    /// A key for the tool in use. Nothing where it has no use for that key.
    pub fn tool_key(&mut self, key: ToolKey) -> Option<Outcome> {
        self.changes.view = true;
        match (key, &mut self.work) {
            (ToolKey::Turn | ToolKey::TurnBack, Work::Carry(carry)) => {
                carry.turn(key == ToolKey::Turn);
                Some(Outcome::Nothing)
            }
            (ToolKey::Undo, Work::Sketch(sketch)) => sketch.undo().then_some(Outcome::Nothing),
            (ToolKey::Finish, Work::Sketch(_)) => Some(self.finish()),
            (ToolKey::GiveUp, Work::Sketch(sketch)) if !sketch.corners().is_empty() => {
                *sketch = Sketch::default();
                Some(Outcome::Nothing)
            }
            (ToolKey::GiveUp, Work::Band(..) | Work::Carry(_)) => {
                self.work = Work::None;
                Some(Outcome::Nothing)
            }
            (ToolKey::GiveUp, _) if self.tool != Tool::Look => {
                self.set_tool(Tool::Look);
                Some(Outcome::Ended)
            }
            _ => None,
        }
    }

    /// The system took the pointer away.
    pub fn pointer_cancel(&mut self) {
        self.press = None;
        if !matches!(self.work, Work::Sketch(_)) {
            self.work = Work::None;
        }
        self.changes.view = true;
    }

    /// The wheel turned by CSS pixels; positive goes away.
    pub fn wheel(&mut self, at: Vec2, delta_y: f32, now_ms: f64) {
        self.land(now_ms);
        let farthest = self.overview().distance * 2.5;
        self.stance.zoom(self.viewport, at, wheel_factor(delta_y), farthest);
        self.stance.keep_within(&self.area());
        self.changes.view = true;
    }

    /// A key was pressed: glides a step.
    pub fn key(&mut self, key: Key, now_ms: f64) {
        let mut goal = key_step(key, &self.goal(now_ms), self.opened.is_some());
        goal.keep_within(&self.area());
        self.fly(goal, now_ms);
    }
}
