//! What hands do to the camera: drags, wheel turns and keys, told apart from clicks.

use crate::camera::{Stance, Viewport};
use bevy_math::Vec2;
use serde::{Deserialize, Serialize};

/// A press that travels less than this many CSS pixels is a click.
const CLICK_PX: f32 = 5.0;

/// Which button went down, as the page numbers them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Button {
    /// Left or touch.
    Primary,
    /// Middle, right, or anything else.
    Other,
}

impl Button {
    /// From `PointerEvent.button`.
    pub fn from_page(button: i16) -> Self {
        if button <= 0 { Self::Primary } else { Self::Other }
    }
}

/// What a drag does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drag {
    /// Moves the ground with the pointer.
    Pan,
    /// Turns around what is looked at.
    Orbit,
}

/// A button held down.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Press {
    drag: Drag,
    primary: bool,
    last: Vec2,
    travelled: f32,
}

/// Keys that move the camera.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Key {
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Plus.
    Nearer,
    /// Minus.
    Farther,
}

impl Press {
    /// A press at a point. The left button pans the community and turns an opened building; any other button, or a
    /// modifier key, does the other of the two.
    pub fn new(button: Button, modified: bool, opened: bool, at: Vec2) -> Self {
        let turned = opened != (button == Button::Other || modified);
        let drag = if turned { Drag::Orbit } else { Drag::Pan };
        Self { drag, primary: button == Button::Primary, last: at, travelled: 0.0 }
    }

    /// The pointer went to `at`: moves the camera once the press is more than a click. True when it moved.
    pub fn moved(&mut self, at: Vec2, stance: &mut Stance, viewport: Viewport) -> bool {
        if !at.is_finite() {
            return false;
        }
        self.travelled += self.last.distance(at);
        if self.is_click() {
            return false;
        }
        match self.drag {
            Drag::Pan => stance.pan(viewport, self.last, at),
            Drag::Orbit => stance.orbit(at - self.last),
        }
        self.last = at;
        true
    }

    /// True while the press has hardly moved.
    pub fn is_click(&self) -> bool {
        self.travelled < CLICK_PX
    }

    /// True for a click that chooses something.
    pub fn chooses(&self) -> bool {
        self.primary && self.is_click()
    }
}

/// Factor of the distance for a wheel turn in CSS pixels (120 is one notch).
pub fn wheel_factor(delta_y: f32) -> f32 {
    if delta_y.is_finite() { (delta_y.clamp(-600.0, 600.0) * 0.0014).exp() } else { 1.0 }
}

/// Where a key takes the camera.
#[must_use]
pub fn key_step(key: Key, stance: &Stance, opened: bool) -> Stance {
    let mut next = *stance;
    let (right, _, _) = stance.axes();
    let ahead = bevy_math::Vec3::Y.cross(right);
    let step = stance.distance * 0.15;
    match (key, opened) {
        (Key::Left, false) => next.target -= right * step,
        (Key::Right, false) => next.target += right * step,
        (Key::Up, false) => next.target += ahead * step,
        (Key::Down, false) => next.target -= ahead * step,
        (Key::Left, true) => next.yaw += 0.35,
        (Key::Right, true) => next.yaw -= 0.35,
        (Key::Up, true) => next.orbit(Vec2::new(0.0, 40.0)),
        (Key::Down, true) => next.orbit(Vec2::new(0.0, -40.0)),
        (Key::Nearer, _) => next.distance *= 0.75,
        (Key::Farther, _) => next.distance /= 0.75,
    }
    next
}
