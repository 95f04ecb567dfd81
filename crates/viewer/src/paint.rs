//! One picture: ground, community, opened building; quickly while things move, smoothly once they rest.

use crate::baked::Baked;
use crate::gpu::{Buildings, Flats, Solids, Tally};
use crate::texels::{Kind, Texels};
use louce_scene::Scene;
use louce_scene::classes::Pattern;
use louce_scene::facade::CELLS_WIDTH;
use louce_scene::paint::TABLE_WIDTH;
use louce_scene::palette::{Palette, Rgb};
use louce_scene::scene::{Changes, DrawPlan};
use three_d::{Blend, ClearState, Context, CoreError, Cull, DepthTest, Mat4, Program, RenderStates};
use three_d::{RenderTarget, RenderTargetMultisample, Texture2D, Vec2, Vec3, Vec4, Viewport, WriteMask};
use web_sys::WebGl2RenderingContext;

/// Samples per pixel of a frame at rest.
const SAMPLES: u32 = 4;

/// Paints over what is there, whatever its depth.
pub(crate) const OVERLAY: RenderStates = RenderStates {
    write_mask: WriteMask::COLOR,
    depth_test: DepthTest::Always,
    blend: Blend::Disabled,
    cull: Cull::None,
};

const SOLID: RenderStates = RenderStates {
    write_mask: WriteMask::COLOR_AND_DEPTH,
    depth_test: DepthTest::Less,
    blend: Blend::Disabled,
    cull: Cull::Back,
};

/// Ground shows on both sides where a road turns sharply.
const GROUND: RenderStates = RenderStates { cull: Cull::None, ..SOLID };

/// The marks of rooms on a facade repeat so much more closely than those of whole buildings.
const PANE_M: f32 = 1.3;

/// How much a frame may cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Quality {
    /// Something moves: one sample per pixel.
    Quick,
    /// Nothing moves, and nothing is to be paid for it.
    Rest,
    /// Nothing moves: edges smoothed.
    Smooth,
}

/// Programs and uploaded meshes.
pub(crate) struct Painter {
    context: Context,
    gl: WebGl2RenderingContext,
    ground_program: Program,
    community_program: Program,
    facade_program: Program,
    block_program: Program,
    copy_program: Program,
    ground: Option<Flats>,
    community: Option<Buildings>,
    block: Option<Solids>,
    baked: Option<Baked>,
    /// Colour and mark of each class on a facade, as the shader reads them.
    classes: [Vec4; 11],
}

impl Painter {
    /// Compiles the shaders; `gl` is the context itself.
    pub(crate) fn new(context: Context, gl: WebGl2RenderingContext) -> Result<Self, CoreError> {
        let (vertex_head, fragment_head) = (include_str!("shaders/shared.vert"), include_str!("shaders/shared.frag"));
        let solid = |define: &str, vertex: &str, fragment: &str| {
            let (vertex, fragment) =
                (format!("{define}{vertex_head}{vertex}"), format!("{define}{fragment_head}{fragment}"));
            Program::from_source(&context, &vertex, &fragment)
        };
        let vertex = concat!(include_str!("shaders/outline.vert"), include_str!("shaders/community.vert"));
        let community = (vertex, include_str!("shaders/community.frag"));
        Ok(Self {
            ground_program: Program::from_source(
                &context,
                include_str!("shaders/ground.vert"),
                include_str!("shaders/ground.frag"),
            )?,
            community_program: solid("", community.0, community.1)?,
            facade_program: solid("#define FACADE\n", community.0, community.1)?,
            block_program: solid("", include_str!("shaders/block.vert"), include_str!("shaders/block.frag"))?,
            copy_program: Program::from_source(
                &context,
                include_str!("shaders/screen.vert"),
                include_str!("shaders/copy.frag"),
            )?,
            context,
            gl,
            ground: None,
            community: None,
            block: None,
            baked: None,
            classes: [Vec4::new(1.0, 1.0, 1.0, 255.0); 11],
        })
    }

    /// Uploads what changed in `scene`.
    pub(crate) fn upload(&mut self, scene: &Scene, changes: &Changes) -> Result<(), CoreError> {
        if changes.community {
            self.community = Some(self.stand(scene)?);
            self.ground = Some(Flats::new(&self.context, &scene.community().ground));
        }
        if changes.block {
            let colours = self.texels(Kind::Colour, TABLE_WIDTH, scene.block_texels().len());
            self.block = scene.block().map(|b| Solids::new(&self.context, &b.mesh, colours));
        }
        if changes.classes {
            self.classes = classes(scene);
        }
        if let Some(buildings) = &self.community {
            let colour = |rows| buildings.colours.upload(rows, scene.community_rows(rows).as_flattened());
            changes.buildings.iter().for_each(colour);
            changes.cells.iter().for_each(|rows| buildings.cells.upload(rows, scene.cell_rows(rows)));
        }
        if let Some(solids) = &self.block {
            changes.rooms.iter().for_each(|rows| solids.colours().upload(rows, scene.block_rows(rows).as_flattened()));
        }
        Ok(())
    }

    /// The buildings of `scene`, with their shade; what is read by slot is still to be uploaded.
    fn stand(&mut self, scene: &Scene) -> Result<Buildings, CoreError> {
        let community = scene.community();
        let colours = self.texels(Kind::Colour, TABLE_WIDTH, scene.community_texels().len());
        let cells = self.texels(Kind::Byte, CELLS_WIDTH, scene.cells().len());
        let buildings = Buildings::new(&self.context, &community.outlines, &community.facades, [colours, cells]);
        self.baked = Some(Baked::new(&self.context, &buildings, &community.heart())?);
        Ok(buildings)
    }

    fn texels(&self, kind: Kind, width: u32, count: usize) -> Texels {
        let rows = u32::try_from(count / width as usize).unwrap_or(u32::MAX);
        Texels::new(&self.gl, kind, width, rows.max(1))
    }

    /// Draws `plan` on a canvas of `width` × `height` device pixels.
    pub(crate) fn paint(
        &self,
        plan: &DrawPlan,
        palette: &Palette,
        size: (u32, u32),
        quality: Quality,
    ) -> Result<Tally, CoreError> {
        let [r, g, b] = rgb(palette.background).into();
        let clear = ClearState::color_and_depth(r, g, b, 1.0, 1.0);
        let viewport = Viewport::new_at_origo(size.0, size.1);
        let screen = RenderTarget::screen(&self.context, size.0, size.1);
        let mut tally = Tally::default();
        if quality != Quality::Smooth {
            screen.clear(clear).write::<CoreError>(|| {
                self.everything(plan, palette, viewport, quality, &mut tally);
                Ok(())
            })?;
            return Ok(tally);
        }
        let smooth = self.smooth(plan, palette, size, &mut tally)?;
        screen.write::<CoreError>(|| {
            self.copy_program.use_texture("source", &smooth);
            self.copy_program.draw_arrays(OVERLAY, viewport, 3);
            Ok(())
        })?;
        Ok(tally)
    }

    /// `plan` with smooth edges, as a texture.
    fn smooth(
        &self,
        plan: &DrawPlan,
        palette: &Palette,
        size: (u32, u32),
        tally: &mut Tally,
    ) -> Result<Texture2D, CoreError> {
        let [r, g, b] = rgb(palette.background).into();
        let target = RenderTargetMultisample::<[u8; 4], f32>::new(&self.context, size.0, size.1, SAMPLES);
        target.clear(ClearState::color_and_depth(r, g, b, 1.0, 1.0)).write::<CoreError>(|| {
            self.everything(plan, palette, Viewport::new_at_origo(size.0, size.1), Quality::Smooth, tally);
            Ok(())
        })?;
        Ok(target.resolve_color())
    }

    /// `plan` as RGBA, row by row from the top.
    pub(crate) fn pixels(&self, plan: &DrawPlan, palette: &Palette, size: (u32, u32)) -> Result<Vec<u8>, CoreError> {
        let picture = self.smooth(plan, palette, size, &mut Tally::default())?;
        let pixels = picture.as_color_target(None).read::<[u8; 4]>();
        Ok(pixels.into_iter().flatten().collect())
    }

    fn everything(&self, plan: &DrawPlan, palette: &Palette, viewport: Viewport, quality: Quality, tally: &mut Tally) {
        let matrix = Mat4::from(plan.view_projection.to_cols_array_2d());
        if let Some(buildings) = &self.community {
            for (program, runs) in [(&self.facade_program, &plan.near), (&self.community_program, &plan.far)] {
                if runs.is_empty() {
                    continue;
                }
                set_shared(program, plan, palette, matrix);
                program.use_uniform("basis", Vec4::new(plan.height, 0.0, 0.0, 0.0));
                if program.requires_uniform("panes") {
                    self.set_panes(program);
                }
                buildings.draw(program, runs, SOLID, viewport, tally);
            }
        }
        if let Some((solids, block)) = self.block.as_ref().zip(plan.block.as_ref()) {
            let program = &self.block_program;
            set_shared(program, plan, palette, matrix);
            let (storey, by) = block.drawer;
            program.use_uniform("basis", Vec4::new(block.step, block.base, block.top, 0.0));
            program.use_uniform("drawer", Vec4::new(by.x, by.y, by.z, storey));
            solids.draw(program, &block.runs, SOLID, viewport, tally);
        }
        // Last, so that ground behind buildings costs nothing.
        self.ground_program.use_uniform("grain", if quality == Quality::Smooth { 1.0 / 255.0 } else { 0.0_f32 });
        self.draw_ground(plan, palette, matrix, viewport, tally);
    }

    fn set_panes(&self, program: &Program) {
        let [axes, kinds] = strokes();
        program.use_uniform_array("panes", &self.classes);
        program.use_uniform_array("paneAxes", &axes.map(|axes| axes / PANE_M));
        program.use_uniform_array("paneKinds", &kinds);
    }

    fn draw_ground(&self, plan: &DrawPlan, palette: &Palette, matrix: Mat4, viewport: Viewport, tally: &mut Tally) {
        let Some((ground, baked)) = self.ground.as_ref().zip(self.baked.as_ref()) else {
            return;
        };
        let program = &self.ground_program;
        program.use_uniform("viewProjection", matrix);
        program.use_uniform("background", rgb(palette.background));
        program.use_uniform_array("tones", &palette.ground.map(rgb));
        program.use_uniform("haze", haze(plan));
        let area = baked.area;
        program.use_uniform("bakedArea", Vec4::new(area.x, area.y, 1.0 / area.z, 1.0 / area.w));
        // Sunk buildings cast hardly any shadow, but still touch the ground.
        program.use_uniform("shade", Vec2::new(0.20 * plan.height * plan.height, 0.30));
        program.use_texture("baked", &baked.texture);
        ground.draw(program, GROUND, viewport, tally);
    }
}

fn set_shared(program: &Program, plan: &DrawPlan, palette: &Palette, matrix: Mat4) {
    program.use_uniform("viewProjection", matrix);
    program.use_uniform("haze", haze(plan));
    let [axes, kinds] = strokes();
    program.use_uniform_array("markAxes", &axes);
    program.use_uniform_array("markKinds", &kinds);
    let colours = [
        ("background", palette.background),
        ("plain", palette.plain),
        ("litColour", palette.lit),
        ("selectedColour", palette.selected),
        ("ink", palette.ink),
    ];
    for (name, colour) in colours {
        program.use_uniform_if_required(name, rgb(colour));
    }
}

/// The axes, and the family and width, of every pattern.
fn strokes() -> [[Vec4; 10]; 2] {
    let strokes = Pattern::ALL.map(Pattern::strokes);
    [strokes.map(|s| Vec4::from(s.axes)), strokes.map(|s| Vec4::new(f32::from(s.family), s.width, 0.0, 0.0))]
}

/// The classes of `scene` on facades, and last the glass behind which no room is known.
fn classes(scene: &Scene) -> [Vec4; 11] {
    let pane = |[r, g, b, mark]: [u8; 4]| rgb([r, g, b]).extend(f32::from(mark));
    let [r, g, b] = scene.palette().glass;
    let mut all = [pane([r, g, b, 255]); 11];
    for (to, from) in all.iter_mut().zip(scene.panes()) {
        *to = pane(from);
    }
    all
}

/// The eye, and one over the square of the distance at which haze hides half.
fn haze(plan: &DrawPlan) -> Vec4 {
    let eye = plan.eye;
    let half = plan.distance * 4.0 + 1000.0;
    Vec4::new(eye.x, eye.y, eye.z, 1.0 / (half * half))
}

fn rgb(colour: Rgb) -> Vec3 {
    Vec3::from(colour.map(|c| f32::from(c) / 255.0))
}
