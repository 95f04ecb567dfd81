//! What the drawing crate asks for: which meshes and colours changed, and what one frame consists of.

use super::Scene;
use crate::block::{Block, Opening};
use crate::community::Community;
use crate::mesh::Run;
use crate::paint::{Marks, building_paint, table, texel};
use crate::palette::{Palette, Pattern};
use bevy_math::{Mat4, Vec3};

/// What must be uploaded again, or at least drawn again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Community meshes.
    pub community: bool,
    /// The opened building's mesh.
    pub block: bool,
    /// Colour tables.
    pub colours: bool,
    /// The camera or the canvas.
    pub view: bool,
}

impl Changes {
    /// Everything.
    pub const ALL: Self = Self { community: true, block: true, colours: true, view: true };

    /// True when anything changed.
    pub fn any(&self) -> bool {
        self.community || self.block || self.colours || self.view
    }
}

/// One frame.
#[derive(Clone, Debug, PartialEq)]
pub struct DrawPlan {
    /// Scene to OpenGL clip space.
    pub view_projection: Mat4,
    /// Where the eye is.
    pub eye: Vec3,
    /// What is in the middle of the picture.
    pub target: Vec3,
    /// Metres from the eye to there.
    pub distance: f32,
    /// Share of their height at which buildings stand.
    pub height: f32,
    /// Runs of the community's solids that can be seen.
    pub community: Vec<Run>,
    /// The opened building.
    pub block: Option<BlockDraw>,
}

/// The opened building in one frame.
#[derive(Clone, Debug, PartialEq)]
pub struct BlockDraw {
    /// Metres from the foot of one storey to the next.
    pub step: f32,
    /// Height of the foot of the lowest storey, in metres: below ground while the building is closed up.
    pub base: f32,
    /// Runs that stand.
    pub standing: Vec<Run>,
    /// Runs that fly off, and how far gone they are: 0 there, 1 away.
    pub leaving: Option<(Vec<Run>, f32)>,
}

impl Scene {
    /// What changed since this was last asked.
    pub fn take_changes(&mut self) -> Changes {
        std::mem::take(&mut self.changes)
    }

    /// True when a frame would look different from the last.
    pub fn needs_frame(&self, now_ms: f64) -> bool {
        self.changes.any()
            || self.flight.is_some()
            || self.sunk.moving(now_ms)
            || self.opened.as_ref().is_some_and(|o| o.moving(now_ms) || o.is_closed())
    }

    /// The opened building.
    pub fn block(&self) -> Option<&Block> {
        self.opened.as_ref().map(|o| &o.block)
    }

    /// The frame at a time.
    pub fn plan(&self, now_ms: f64) -> DrawPlan {
        let stance = self.stance_at(now_ms);
        let (view_projection, frustum) = self.sight(&stance);
        let block = self.opened.as_ref().map(|o| {
            let opening = o.opening(now_ms);
            let leaving = o.leaving(now_ms);
            BlockDraw {
                step: o.block.step(opening.gap),
                base: o.block.foot(0, opening.gap),
                standing: o.block.visible(Opening { top: leaving.map_or(opening.top, |(low, ..)| low), ..opening }),
                leaving: leaving.map(|(low, high, gone)| (o.block.shells(low, high), gone)),
            }
        });
        DrawPlan {
            view_projection,
            eye: stance.eye(),
            target: stance.target,
            distance: stance.distance,
            height: self.standing(now_ms),
            community: self.community.visible(&frustum),
            block,
        }
    }

    /// The colour table of the community, in whole rows.
    pub fn community_texels(&self) -> Vec<[u8; 4]> {
        let Community { buildings, .. } = &self.community;
        let opened = self.opened.as_ref().map(|o| o.block.building.as_str());
        let searching = buildings.iter().any(|b| self.lit.contains(&b.id));
        let texels = buildings.iter().map(|b| {
            let hidden = opened == Some(b.id.as_str());
            texel(building_paint(b, self.mode, self.palette()), Marks { hidden, ..self.marks(&b.id, searching) })
        });
        table(texels.collect())
    }

    /// The colour table of the opened building: rooms, then slabs.
    pub fn block_texels(&self) -> Vec<[u8; 4]> {
        let Some(opened) = &self.opened else {
            return table(Vec::new());
        };
        let block = &opened.block;
        let palette = Palette::of(self.theme);
        let searching = block.rooms.iter().any(|r| self.lit.contains(&r.shape.id));
        let rooms = block.rooms.iter().map(|r| texel(palette.state(r.shape.state), self.marks(&r.shape.id, searching)));
        let slabs = block.storeys.iter().map(|_| texel((palette.plain, Pattern::Plain), Marks::default()));
        let shared = texel((palette.background, Pattern::Plain), Marks::default());
        table(rooms.chain(slabs).chain([shared]).collect())
    }

    fn marks(&self, id: &str, searching: bool) -> Marks {
        let lit = searching && self.lit.contains(id);
        Marks {
            dim: searching && !lit,
            lit,
            selected: self.selected.as_deref() == Some(id),
            hovered: self.hovered.as_deref() == Some(id),
            hidden: false,
        }
    }
}
