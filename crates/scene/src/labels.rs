//! Which names stand where on the picture, without colliding. The page draws them as text over the canvas.

mod opened;

use crate::block::{Block, Opening};
use crate::camera::{Stance, Viewport};
use crate::community::Community;
use bevy_math::Vec2;
use serde::{Deserialize, Serialize};

/// A building is named once its height and width together take this many CSS pixels.
const BUILDING_PX: f32 = 34.0;
/// A site is named once it is this wide in CSS pixels.
const SITE_PX: f32 = 44.0;
/// Clear space around a label, in CSS pixels.
const AIR_PX: f32 = 3.0;

/// What a label names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
    /// From the left.
    pub x: f32,
    /// From the top.
    pub y: f32,
    /// True for the selection, search hits and the storey laid bare.
    pub strong: bool,
}

/// Something that would like a label; `rank` decides who gives way, low numbers stay.
struct Wish {
    label: Label,
    rank: f32,
}

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
}

/// Labels of the community and of the opened building.
pub fn labels(community: &Community, block: Option<(&Block, Opening)>, view: &View) -> Vec<Label> {
    let mut wishes = Vec::new();
    match block {
        Some((block, opening)) => {
            opened::floors(block, opening, view, &mut wishes);
            opened::rooms(block, opening, view, &mut wishes);
            opened::units(block, view, &mut wishes);
        }
        None => {
            buildings(community, view, &mut wishes);
            sites(community, view, &mut wishes);
        }
    }
    place(wishes, view)
}

fn sites(community: &Community, view: &View, wishes: &mut Vec<Wish>) {
    for (site, bounds) in &community.sites {
        let at = bounds.centre().with_y(bounds.max.y * view.height * 0.5);
        let Some((point, depth)) = view.stance.project(view.viewport, at) else {
            continue;
        };
        let pixels = view.stance.pixels_per_metre(view.viewport, depth);
        let spread = bounds.size().x.max(bounds.size().z) * pixels;
        // A site that fills the picture needs no name: its buildings have theirs.
        if spread < SITE_PX || spread > view.viewport.width * 1.2 {
            continue;
        }
        wish(wishes, LabelKind::Site, &site.id, &site.name, point, Rank { strong: false, rank: 1.0 - spread * 1e-4 });
    }
}

fn buildings(community: &Community, view: &View, wishes: &mut Vec<Wish>) {
    for (building, plot) in community.buildings.iter().zip(&community.plots) {
        let strong = (view.strong)(&building.id);
        let top = plot.bounds.centre().with_y(plot.height * view.height);
        let Some((point, depth)) = view.stance.project(view.viewport, top) else {
            continue;
        };
        let pixels = view.stance.pixels_per_metre(view.viewport, depth);
        let size = plot.bounds.size();
        let spread = (size.x.max(size.z) + size.y * view.height) * pixels;
        if building.label.is_empty() || !(strong || spread >= BUILDING_PX) {
            continue;
        }
        let rank = Rank { strong, rank: 10.0 - spread * 1e-3 };
        wish(wishes, LabelKind::Building, &building.id, &building.label, point - Vec2::new(0.0, 14.0), rank);
    }
}

struct Rank {
    strong: bool,
    rank: f32,
}

fn wish(wishes: &mut Vec<Wish>, kind: LabelKind, id: &str, text: &str, at: Vec2, rank: Rank) {
    let label = Label { kind, id: id.to_owned(), text: text.to_owned(), x: at.x, y: at.y, strong: rank.strong };
    wishes.push(Wish { label, rank: if rank.strong { rank.rank - 100.0 } else { rank.rank } });
}

/// Grants wishes in the order of their rank wherever the picture is still free.
fn place(mut wishes: Vec<Wish>, view: &View) -> Vec<Label> {
    let viewport = view.viewport;
    wishes.sort_by(|a, b| a.rank.total_cmp(&b.rank).then_with(|| a.label.id.cmp(&b.label.id)));
    let mut taken: Vec<(Vec2, Vec2)> = Vec::new();
    let mut placed = Vec::new();
    for wish in wishes {
        let half = half_size(&wish.label);
        let at = Vec2::new(wish.label.x, wish.label.y);
        let inside = at.x > -half.x && at.y > 0.0 && at.x < viewport.width + half.x && at.y < viewport.height;
        let free = |&(other, size): &(Vec2, Vec2)| {
            let apart = (at - other).abs() - half - size;
            apart.x > AIR_PX || apart.y > AIR_PX
        };
        if inside && taken.iter().all(free) {
            taken.push((at, half));
            placed.push(wish.label);
        }
        if placed.len() >= view.most {
            break;
        }
    }
    placed
}

/// Half the size that a label's text takes: a Chinese character is about as wide as the letters are high.
fn half_size(label: &Label) -> Vec2 {
    let em = match label.kind {
        LabelKind::Site => 14.0,
        LabelKind::Building | LabelKind::Unit => 12.0,
        LabelKind::Floor | LabelKind::Room => 11.0,
    };
    let width: f32 = label.text.chars().map(|c| if c.is_ascii() { em * 0.58 } else { em }).sum();
    let padding = if label.kind == LabelKind::Room { 2.0 } else { 10.0 };
    Vec2::new(width + padding, em * 1.5) * 0.5
}
