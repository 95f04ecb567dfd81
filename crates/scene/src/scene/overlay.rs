//! What a tool draws over the picture, as lines and texts on the canvas; and what lies in a box.

use super::Scene;
use super::hands::Work;
use crate::camera::Stance;
use crate::plot::raise;
use crate::polygon::edges;
use crate::tools::{Carry, Note, Overlay, Sketch, Stroke, StrokeKind, Tool};
use bevy_math::{Vec2, Vec3};

/// Points of the canvas for places in the scene.
struct Canvas<'a> {
    scene: &'a Scene,
    stance: Stance,
}

impl Canvas<'_> {
    fn at(&self, place: Vec3) -> Option<Vec2> {
        self.stance.project(self.scene.viewport, place).map(|(point, _)| point)
    }

    fn stroke(&self, kind: StrokeKind, places: impl IntoIterator<Item = Vec3>, closed: bool) -> Stroke {
        let points = places.into_iter().filter_map(|p| self.at(p)).map(|p| p.to_array()).collect();
        Stroke { kind, points, closed }
    }

    fn ground(&self, kind: StrokeKind, places: &[Vec2], closed: bool) -> Stroke {
        self.stroke(kind, places.iter().map(|p| raise(*p, 0.0)), closed)
    }

    fn note(&self, text: String, place: Vec2, whole: bool) -> Option<Note> {
        self.at(raise(place, 0.0)).map(|at| Note { text, at: at.to_array(), whole })
    }
}

impl Scene {
    /// What the tool in use draws over the picture.
    pub fn overlay(&self, now_ms: f64) -> Overlay {
        let canvas = Canvas { scene: self, stance: self.stance_at(now_ms) };
        match &self.work {
            Work::None => Overlay::default(),
            Work::Band(a, b) => {
                let points = [[a.x, a.y], [b.x, a.y], [b.x, b.y], [a.x, b.y]].to_vec();
                Overlay { strokes: vec![Stroke { kind: StrokeKind::Band, points, closed: true }], notes: Vec::new() }
            }
            Work::Carry(carry) => carried(carry, &canvas),
            Work::Sketch(sketch) => sketched(sketch, self.tool == Tool::Draw, &canvas),
        }
    }

    /// What has its middle between two points of the canvas: rooms of the opened building, or else buildings.
    pub(super) fn within(&self, a: Vec2, b: Vec2, now_ms: f64) -> Vec<String> {
        let (min, max) = (a.min(b), a.max(b));
        let stance = self.stance_at(now_ms);
        let inside = |place: Vec3| {
            let at = stance.project(self.viewport, place).map(|(at, _)| at);
            at.is_some_and(|at| at.cmpge(min).all() && at.cmple(max).all())
        };
        if let Some(opened) = &self.opened {
            let (block, opening) = (&opened.block, opened.opening(now_ms));
            let out = opening.drawer.map(|d| d.storey);
            let rooms = block.rooms.iter().filter(|r| out.is_none_or(|storey| r.storey == storey));
            let middle = |r: &crate::block::Room| block.to_scene(r.bounds.centre()) + block.lift(r.storey, opening);
            return rooms.filter(|r| inside(middle(r))).map(|r| r.shape.id.clone()).collect();
        }
        let height = self.standing(now_ms);
        let buildings = self.community.buildings.iter().zip(&self.community.plots).filter(|(b, _)| !b.unclaimed);
        let middle = |p: &crate::plot::Plot| p.bounds.centre().with_y(p.height * 0.5 * height);
        buildings.filter(|(_, plot)| inside(middle(plot))).map(|(b, _)| b.id.clone()).collect()
    }
}

fn carried(carry: &Carry, canvas: &Canvas) -> Overlay {
    let ring = carry.ring();
    let roof = canvas.stroke(StrokeKind::GhostEdge, ring.iter().map(|p| raise(*p, carry.height)), true);
    let upright = |p: &Vec2| canvas.stroke(StrokeKind::GhostEdge, [raise(*p, 0.0), raise(*p, carry.height)], false);
    let flat = [canvas.ground(StrokeKind::Origin, carry.origin(), true), canvas.ground(StrokeKind::Ghost, &ring, true)];
    Overlay { strokes: flat.into_iter().chain([roof]).chain(ring.iter().map(upright)).collect(), notes: Vec::new() }
}

fn sketched(sketch: &Sketch, closes: bool, canvas: &Canvas) -> Overlay {
    let (set, all) = (sketch.corners(), sketch.with_aim());
    let mut strokes = Vec::new();
    if closes && all.len() > 2 {
        strokes.push(canvas.ground(StrokeKind::Area, &all, true));
        let ends = [all.last(), all.first()].into_iter().flatten().copied().collect::<Vec<Vec2>>();
        strokes.push(canvas.ground(StrokeKind::Closing, &ends, false));
    }
    strokes.push(canvas.ground(StrokeKind::Edge, set, false));
    if let Some((last, aim)) = set.last().zip(sketch.aim()) {
        strokes.push(canvas.ground(StrokeKind::Loose, &[*last, aim.at], false));
    }
    let caught = sketch.aim().is_some_and(|a| a.closes);
    for (index, corner) in set.iter().enumerate() {
        let kind = if index == 0 && caught && closes { StrokeKind::Catch } else { StrokeKind::Corner };
        strokes.push(canvas.ground(kind, &[*corner], false));
    }
    Overlay { strokes, notes: measures(&all, closes, canvas) }
}

/// The length of every edge, and of the whole: the way, or the area.
fn measures(all: &[Vec2], closes: bool, canvas: &Canvas) -> Vec<Note> {
    let walls: Vec<(Vec2, Vec2)> = edges(all).take(all.len().saturating_sub(1)).collect();
    let mut notes: Vec<Note> =
        walls.iter().filter_map(|(a, b)| canvas.note(metres(a.distance(*b)), (a + b) * 0.5, false)).collect();
    let whole = if closes {
        let middle = all.iter().copied().sum::<Vec2>() / f32::from(u16::try_from(all.len().max(1)).unwrap_or(u16::MAX));
        (all.len() > 2).then(|| (format!("{:.0} m²", crate::tools::area(all)), middle))
    } else {
        let way: f32 = walls.iter().map(|(a, b)| a.distance(*b)).sum();
        all.last().filter(|_| walls.len() > 1).map(|end| (format!("Σ {}", metres(way)), *end))
    };
    notes.extend(whole.and_then(|(text, place)| canvas.note(text, place, true)));
    notes
}

fn metres(length: f32) -> String {
    if length < 1000.0 { format!("{length:.1} m") } else { format!("{:.2} km", length / 1000.0) }
}
