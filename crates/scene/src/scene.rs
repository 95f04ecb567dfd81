//! The whole view: what is there, what is selected, where the camera is. The drawing crate forwards what the page
//! does and asks what to draw; it decides nothing.
//!
//! Points are CSS pixels from the canvas's top left corner; times are milliseconds on the page's clock.

mod colouring;
mod draw;
mod focus;
mod hands;
mod opened;
mod overlay;
mod tables;
mod views;
mod walk;

pub use draw::{BlockDraw, Changes, DrawPlan};
pub use hands::Held;
pub use views::{Elsewhere, FromAbove};
pub use walk::Step;

use crate::bounds::Bounds;
use crate::camera::{Flight, Glide, Insets, Stance, Viewport};
use crate::colours::Colours;
use crate::community::Community;
use crate::control::Press;
use crate::labels::{Label, Shown, View, ink, labels};
use crate::palette::Theme;
use crate::pick::{Hit, nearest};
use crate::shape::CommunityShape;
use crate::tools::Tool;
use bevy_math::Vec2;
use hands::Work;
use opened::Opened;
use std::collections::HashSet;
use tables::Tables;

/// The state of the view.
#[derive(Debug)]
pub struct Scene {
    community: Community,
    opened: Option<Opened>,
    viewport: Viewport,
    insets: Insets,
    stance: Stance,
    flight: Option<Flight>,
    /// How far the community has sunk around an opened building: 0 stands, 1 lies.
    sunk: Glide,
    press: Option<Press>,
    tool: Tool,
    work: Work,
    colours: Colours,
    tables: Tables,
    theme: Theme,
    /// Whether changes of the view take their time.
    moves: bool,
    selected: Option<String>,
    hovered: Option<String>,
    lit: HashSet<String>,
    /// What was named last.
    shown: Shown,
    changes: Changes,
}

impl Default for Scene {
    fn default() -> Self {
        Self {
            community: Community::default(),
            opened: None,
            viewport: Viewport::default(),
            insets: Insets::default(),
            stance: Stance::default(),
            flight: None,
            sunk: Glide::still(0.0),
            press: None,
            tool: Tool::default(),
            work: Work::default(),
            colours: Colours::default(),
            tables: Tables::new(&Community::default()),
            theme: Theme::default(),
            moves: true,
            selected: None,
            hovered: None,
            lit: HashSet::new(),
            shown: Shown::new(),
            changes: Changes::everything(),
        }
    }
}

impl Scene {
    /// Shows a community. Another one than before is framed; the same one after an edit leaves the camera and an
    /// opened building as they are, as long as that still stands.
    pub fn set_community(&mut self, shape: CommunityShape) {
        let other = shape.buildings.iter().all(|b| self.community.slot(&b.id).is_none());
        let community = Community::new(shape);
        let from: Vec<_> = community.buildings.iter().map(|b| self.community.slot(&b.id)).collect();
        self.colours.move_slots(&from);
        self.community = community;
        self.hovered = None;
        let gone = |o: &Opened| self.community.slot(&o.block.building).is_none();
        if self.opened.as_ref().is_some_and(gone) {
            self.opened = None;
            self.sunk = Glide::still(0.0);
        }
        if other {
            self.flight = None;
            self.stance = self.overview();
        }
        self.changes = Changes::everything();
        self.paint_community();
    }

    /// What stands in the view.
    pub fn community(&self) -> &Community {
        &self.community
    }

    /// The canvas has this size now.
    pub fn resize(&mut self, width: f32, height: f32) {
        if width >= 1.0 && height >= 1.0 {
            self.viewport = Viewport { width, height };
            self.changes.view = true;
        }
    }

    /// The page covers so much of the canvas now: what is flown to from now on comes to stand beside it.
    pub fn set_insets(&mut self, insets: Insets) {
        self.insets = insets;
    }

    /// The canvas's size.
    pub fn viewport(&self) -> Viewport {
        self.viewport
    }

    /// Whether openings, slides and flights take their time; without, everything is at its goal at once.
    pub fn set_motion(&mut self, moves: bool) {
        self.moves = moves;
    }

    /// Comes nearer by a factor above 1, goes away by one below.
    pub fn zoom_by(&mut self, factor: f32, now_ms: f64) {
        let from = self.goal(now_ms);
        if factor.is_finite() && factor > 0.0 {
            self.fly(Stance { distance: (from.distance / factor).max(6.0), ..from }, now_ms);
        }
    }

    /// Changes between bird's eye and a look at the fronts.
    pub fn tilt(&mut self, now_ms: f64) {
        let from = self.goal(now_ms);
        let pitch = if from.pitch > 0.85 { 0.42 } else { 1.32 };
        self.fly(Stance { pitch, ..from }, now_ms);
    }

    /// Turns north up.
    pub fn north_up(&mut self, now_ms: f64) {
        let from = self.goal(now_ms);
        self.fly(Stance { yaw: 0.0, ..from }, now_ms);
    }

    /// Which way the camera looks, degrees clockwise from north, 0 to 360.
    pub fn bearing(&self, now_ms: f64) -> f32 {
        self.stance_at(now_ms).yaw.to_degrees().rem_euclid(360.0)
    }

    /// What lies under a point.
    pub fn pick(&self, at: Vec2, now_ms: f64) -> Option<Hit> {
        let ray = self.stance_at(now_ms).ray(self.viewport, at);
        let block = self.opened.as_ref().map(|o| (&o.block, o.opening(now_ms)));
        nearest(&self.community, block, &ray, self.standing(now_ms))
    }

    /// Names to write over the picture, at most so many. What [`Scene::keep_names`] was told of keeps its name if it can.
    pub fn labels(&self, most: usize, now_ms: f64) -> Vec<Label> {
        self.labels_from(&self.stance_at(now_ms), self.viewport, most, now_ms)
    }

    /// These names are on the screen now.
    pub fn keep_names(&mut self, labels: &[Label]) {
        self.shown = labels.iter().map(|l| (l.kind, l.id.clone())).collect();
    }

    /// The names seen from a place on a canvas.
    fn labels_from(&self, stance: &Stance, viewport: Viewport, most: usize, now_ms: f64) -> Vec<Label> {
        let strong = |id: &str| self.selected.as_deref() == Some(id) || self.lit.contains(id);
        let height = self.standing(now_ms);
        let view = View { stance, viewport, height, most, strong: &strong, shown: &self.shown };
        let mut named = labels(&self.community, self.opened.as_ref().map(|o| (&o.block, o.opening(now_ms))), &view);
        if let Some(opened) = &self.opened {
            ink(&mut named, &opened.block, self.block_texels(), self.palette());
        }
        named
    }

    /// Brings everything that moves up to `now_ms`. True while something still moves.
    pub fn advance(&mut self, now_ms: f64) -> bool {
        self.stance = self.stance_at(now_ms);
        let opening = self.opened.as_ref().is_some_and(|o| o.moving(now_ms));
        let moving = opening || self.sunk.moving(now_ms) || self.flight.is_some_and(|f| f.moving(now_ms));
        if !moving {
            self.flight = None;
            if self.opened.as_ref().is_some_and(Opened::is_closed) {
                let before = self.opened_slot();
                self.opened = None;
                self.changes.block = true;
                self.paint_opened(before);
            }
        }
        moving
    }

    /// Where the camera stands.
    pub fn stance_at(&self, now_ms: f64) -> Stance {
        self.flight.map_or(self.stance, |f| f.at(now_ms))
    }

    /// Where the camera will stand once it has landed.
    fn goal(&self, now_ms: f64) -> Stance {
        self.flight.map_or_else(|| self.stance_at(now_ms), |f| f.goal())
    }

    fn fly(&mut self, goal: Stance, now_ms: f64) {
        let flight = Flight::new(self.stance_at(now_ms), goal, now_ms);
        self.flight = Some(if self.moves { flight } else { Flight::new(goal, goal, f64::MIN) });
        self.changes.view = true;
    }

    /// Ends a flight where it is: hands come first.
    fn land(&mut self, now_ms: f64) {
        self.stance = self.stance_at(now_ms);
        self.flight = None;
    }

    /// Share of their height at which buildings of the community stand.
    fn standing(&self, now_ms: f64) -> f32 {
        1.0 - 0.94 * self.sunk.at(now_ms)
    }

    /// The box that the camera's target stays in.
    fn area(&self) -> Bounds {
        match &self.opened {
            Some(opened) => opened.bounds().union(Bounds::default()),
            None => Bounds { max: self.community.bounds.max.with_y(0.0), ..self.community.bounds },
        }
    }
}
