//! Which names stand where on the picture, without colliding. The page draws them as text over the canvas.

mod ink;
mod opened;

pub use ink::ink;

use crate::block::{Block, Opening};
use crate::camera::{Stance, Viewport};
use crate::community::Community;
use bevy_math::Vec2;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::HashSet;

/// A building is named once its height and width together take this many CSS pixels.
const BUILDING_PX: f32 = 34.0;
/// A site is named once it is this wide in CSS pixels.
const SITE_PX: f32 = 44.0;
/// A site gives way to the names of its buildings once it takes this share of the picture's width, and has no name of its
/// own from this share on: who is that near knows where they are.
const SITE_NEAR: (f32, f32) = (0.35, 0.6);
/// Clear space around a label, in CSS pixels.
const AIR_PX: f32 = 3.0;
/// How far outside the picture a label's point may lie before it is not even asked for, in CSS pixels.
const BEYOND_PX: f32 = 80.0;
/// What is named already keeps its name down to this share of the size at which it would get one.
const KEPT: f32 = 0.8;
/// And gives way only to what outranks it by this.
const LOYALTY: f32 = 0.5;
/// Width of the count beside a room's number, in CSS pixels.
const COUNT_PX: f32 = 19.0;

/// What a label names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum LabelKind {
    /// A site.
    Site,
    /// A building.
    Building,
    /// A unit, at the foot of the opened building.
    Unit,
    /// A storey.
    Floor,
    /// A room.
    Room,
}

/// A name at a point of the picture: the middle of the text, in CSS pixels.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Label {
    /// What it names.
    pub kind: LabelKind,
    /// The id of the site, building or room; for a floor, its number.
    pub id: String,
    /// What to write.
    pub text: String,
    /// How many live in a room (在住人数), beside its number; 0 for nothing.
    pub count: u16,
    /// From the left.
    pub x: f32,
    /// From the top.
    pub y: f32,
    /// True for the selection, search hits and the storey that is out.
    pub strong: bool,
    /// True on a room whose face is so dark that light writing reads better.
    pub on_dark: bool,
}

/// Something that would like a label; `rank` decides who gives way, low numbers stay.
struct Wish<'a> {
    kind: LabelKind,
    id: Cow<'a, str>,
    text: &'a str,
    /// How many, beside the text; 0 for nothing.
    count: u16,
    at: Vec2,
    rank: f32,
    strong: bool,
}

/// Labels by what they name: those that were shown last.
pub type Shown = HashSet<(LabelKind, String)>;

/// Who looks at what.
pub struct View<'a> {
    /// Where from.
    pub stance: &'a Stance,
    /// On what canvas.
    pub viewport: Viewport,
    /// Share of their height at which buildings stand.
    pub height: f32,
    /// No more labels than this at once.
    pub most: usize,
    /// Whether a building or room is selected or lit.
    pub strong: &'a dyn Fn(&str) -> bool,
    /// What was named last: it keeps its name before others get one, so that names do not come and go.
    pub shown: &'a Shown,
}

impl View<'_> {
    fn was_shown(&self, kind: LabelKind, id: &str) -> bool {
        // A set of pairs is asked by a pair; most frames have few names.
        !self.shown.is_empty() && self.shown.contains(&(kind, id.to_owned()))
    }
}

/// Labels of the community and of the opened building.
pub fn labels(community: &Community, block: Option<(&Block, Opening)>, view: &View) -> Vec<Label> {
    let mut wishes = Vec::new();
    match block {
        Some((block, opening)) => {
            opened::floors(block, opening, view, &mut wishes);
            opened::rooms(block, opening, view, &mut wishes);
            opened::units(block, opening, view, &mut wishes);
        }
        None => {
            buildings(community, view, &mut wishes);
            sites(community, view, &mut wishes);
        }
    }
    place(wishes, view)
}

fn sites<'a>(community: &'a Community, view: &View, wishes: &mut Vec<Wish<'a>>) {
    for (site, bounds) in &community.sites {
        let at = bounds.centre().with_y(bounds.max.y * view.height * 0.5);
        let Some((at, depth)) = view.stance.project(view.viewport, at) else {
            continue;
        };
        let pixels = view.stance.pixels_per_metre(view.viewport, depth);
        let spread = bounds.size().x.max(bounds.size().z) * pixels;
        let near = spread / view.viewport.width;
        if site.name.is_empty() || spread < SITE_PX || near > SITE_NEAR.1 {
            continue;
        }
        let rank = if near > SITE_NEAR.0 { 20.0 } else { 1.0 - spread * 1e-4 };
        let (kind, id) = (LabelKind::Site, Cow::from(site.id.as_str()));
        wishes.push(Wish { kind, id, text: &site.name, count: 0, at, rank, strong: false });
    }
}

fn buildings<'a>(community: &'a Community, view: &View, wishes: &mut Vec<Wish<'a>>) {
    let kind = LabelKind::Building;
    let named = community.buildings.iter().zip(&community.plots);
    for (building, plot) in named.filter(|(b, _)| !b.label.is_empty() && !b.unclaimed) {
        let top = plot.bounds.centre().with_y(plot.height * view.height);
        let Some((point, depth)) = view.stance.project(view.viewport, top) else {
            continue;
        };
        if !view.viewport.holds(point, BEYOND_PX) {
            continue;
        }
        let strong = (view.strong)(&building.id);
        let pixels = view.stance.pixels_per_metre(view.viewport, depth);
        let size = plot.bounds.size();
        let spread = (size.x.max(size.z) + size.y * view.height) * pixels;
        let keeps = spread >= BUILDING_PX * KEPT && (spread >= BUILDING_PX || view.was_shown(kind, &building.id));
        if strong || keeps {
            let (id, at) = (Cow::from(building.id.as_str()), point - Vec2::new(0.0, 14.0));
            wishes.push(Wish { kind, id, text: &building.label, count: 0, at, rank: 10.0 - spread * 1e-3, strong });
        }
    }
}

/// Grants wishes in the order of their rank wherever the picture is still free.
fn place(mut wishes: Vec<Wish>, view: &View) -> Vec<Label> {
    for wish in &mut wishes {
        if wish.strong {
            wish.rank -= 100.0;
        } else if view.was_shown(wish.kind, &wish.id) {
            wish.rank -= LOYALTY;
        }
    }
    wishes.sort_by(|a, b| a.rank.total_cmp(&b.rank).then_with(|| a.id.cmp(&b.id)));
    let mut taken: Vec<(Vec2, Vec2)> = Vec::new();
    let mut placed = Vec::new();
    for wish in wishes {
        let half = half_size(&wish);
        let free = |&(other, size): &(Vec2, Vec2)| {
            let apart = (wish.at - other).abs() - half - size;
            apart.x > AIR_PX || apart.y > AIR_PX
        };
        if view.viewport.holds(wish.at, half.x) && taken.iter().all(free) {
            taken.push((wish.at, half));
            placed.push(Label::from(wish));
        }
        if placed.len() >= view.most {
            break;
        }
    }
    placed
}

impl From<Wish<'_>> for Label {
    fn from(wish: Wish) -> Self {
        let (x, y) = (wish.at.x, wish.at.y);
        let (id, text) = (wish.id.into_owned(), wish.text.to_owned());
        Self { kind: wish.kind, id, text, count: wish.count, x, y, strong: wish.strong, on_dark: false }
    }
}

fn half_size(wish: &Wish) -> Vec2 {
    half_text(wish.kind, wish.text, wish.count)
}

/// Half the size that a label's text takes: a Chinese character is about as wide as the letters are high.
fn half_text(kind: LabelKind, text: &str, count: u16) -> Vec2 {
    let em = match kind {
        LabelKind::Site => 14.0,
        LabelKind::Building | LabelKind::Unit => 12.0,
        LabelKind::Floor | LabelKind::Room => 11.0,
    };
    let width: f32 = text.chars().map(|c| if c.is_ascii() { em * 0.58 } else { em }).sum();
    let padding = match kind {
        LabelKind::Room => 2.0,
        // The page may write a bare number in words: 2单元, Unit 2.
        LabelKind::Unit | LabelKind::Floor if text.len() < 3 => 30.0,
        _ => 10.0,
    };
    let counted = if count > 0 { COUNT_PX } else { 0.0 };
    Vec2::new(width + padding + counted, em * 1.5) * 0.5
}

/// The corners of a text around its middle.
fn corners(at: Vec2, half: Vec2) -> [Vec2; 4] {
    [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)].map(|(x, y)| at + half * Vec2::new(x, y))
}
