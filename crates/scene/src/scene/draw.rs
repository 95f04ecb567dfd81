//! What the drawing crate asks for: which meshes and colours changed, and what one frame consists of.

use super::Scene;
use super::tables::Tables;
use crate::block::Block;
use crate::camera::{Frustum, Stance, Viewport};
use crate::mesh::Run;
use bevy_math::{Mat4, Vec3, Vec4};
use std::ops::Range;

/// What must be uploaded again, or at least drawn again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Community meshes, and with them everything that is read by slot.
    pub community: bool,
    /// The opened building's mesh.
    pub block: bool,
    /// How classes are drawn on facades.
    pub classes: bool,
    /// Rows of the community's colour table.
    pub buildings: Vec<Range<u32>>,
    /// Rows of the opened building's colour table.
    pub rooms: Vec<Range<u32>>,
    /// Rows of the classes behind the bays of facades.
    pub cells: Vec<Range<u32>>,
    /// The camera or the canvas, or what is named.
    pub view: bool,
}

impl Changes {
    /// Everything.
    pub(super) fn everything() -> Self {
        Self { community: true, block: true, classes: true, view: true, ..Self::default() }
    }

    /// True when anything changed.
    pub fn any(&self) -> bool {
        let flagged = self.community || self.block || self.classes || self.view;
        flagged || [&self.buildings, &self.rooms, &self.cells].into_iter().any(|rows| !rows.is_empty())
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
    /// Runs of the community's solids that can be seen and are too far for their windows to be told apart.
    pub far: Vec<Run>,
    /// Runs that are near enough to show a facade.
    pub near: Vec<Run>,
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
    /// Which storey has slid out, and how far, in scene axes; −1 for none.
    pub drawer: (f32, Vec3),
    /// The storey with nothing above it: those beneath lie in its shade.
    pub top: f32,
    /// Runs to draw.
    pub runs: Vec<Run>,
}

impl DrawPlan {
    /// The part of this frame that one tile of a larger picture shows. `[left, top, right, bottom]` are shares of 1
    /// from the picture's top left corner.
    #[must_use]
    pub fn tile(&self, [left, top, right, bottom]: [f32; 4]) -> Self {
        let (wide, tall) = (right - left, bottom - top);
        let across = Vec4::new(1.0 / wide, 0.0, 0.0, 0.0);
        let up = Vec4::new(0.0, 1.0 / tall, 0.0, 0.0);
        let shift = Vec4::new((1.0 - left - right) / wide, (top + bottom - 1.0) / tall, 0.0, 1.0);
        Self { view_projection: Mat4::from_cols(across, up, Vec4::Z, shift) * self.view_projection, ..self.clone() }
    }
}

impl Scene {
    /// What changed since this was last asked.
    pub fn take_changes(&mut self) -> Changes {
        let flags = std::mem::take(&mut self.changes);
        let tables = &mut self.tables;
        let (buildings, rooms) = (tables.buildings.take_touched(), tables.rooms.take_touched());
        Changes { buildings, rooms, cells: tables.cells.take_touched(), ..flags }
    }

    /// True when something waits to be uploaded or drawn.
    fn is_changed(&self) -> bool {
        let Tables { buildings, rooms, cells, .. } = &self.tables;
        self.changes.any() || buildings.is_touched() || rooms.is_touched() || cells.is_touched()
    }

    /// True when a frame would look different from the last.
    pub fn needs_frame(&self, now_ms: f64) -> bool {
        self.is_changed()
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
        self.plan_from(&self.stance_at(now_ms), self.viewport, now_ms)
    }

    /// The frame at a time from another place, or on another canvas.
    pub(super) fn plan_from(&self, stance: &Stance, viewport: Viewport, now_ms: f64) -> DrawPlan {
        let (view_projection, frustum) = self.sight(stance, viewport);
        let height = self.standing(now_ms);
        let eye = stance.eye();
        // A community that lies flat around an opened building has no facades to read.
        let reach = if height < 0.5 { 0.0 } else { stance.facade_reach(viewport) };
        let (far, near) = self.community.visible(&frustum, eye, reach);
        DrawPlan {
            view_projection,
            eye,
            target: stance.target,
            distance: stance.distance,
            height,
            far,
            near,
            block: self.opened.as_ref().map(|o| block_draw(&o.block, o.opening(now_ms))),
        }
    }

    /// Matrix and culling planes for a camera's place.
    fn sight(&self, stance: &Stance, viewport: Viewport) -> (Mat4, Frustum) {
        let size = self.community.bounds.size();
        let matrix = stance.view_projection(viewport, size.length().min(20_000.0));
        (matrix, Frustum::new(&matrix))
    }
}

fn block_draw(block: &Block, opening: crate::block::Opening) -> BlockDraw {
    let out = opening.drawer.map(|d| (d.storey, block.lift(d.storey, opening).with_y(0.0)));
    #[expect(clippy::cast_precision_loss, reason = "at most 250 storeys")]
    let drawer = out.map_or((-1.0, Vec3::ZERO), |(storey, by)| (storey as f32, by));
    #[expect(clippy::cast_precision_loss, reason = "at most 250 storeys")]
    let top = opening.top.min(block.highest()) as f32;
    let (step, base) = (block.step(opening.gap), block.foot(0, opening.gap));
    BlockDraw { step, base, drawer, top, runs: block.visible(opening) }
}
