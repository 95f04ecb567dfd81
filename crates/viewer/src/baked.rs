//! Shade baked once per community: where buildings cast their shadow on the ground, and where they touch it. Each frame
//! then pays one texture fetch for soft shadows.

use crate::gpu::{Buildings, Tally};
use louce_scene::bounds::Bounds;
use three_d::{
    Blend, ClearState, Context, CoreError, Cull, DepthTest, Interpolation, Program, RenderStates, Texture2D,
};
use three_d::{Vec2, Vec4, Viewport, Wrapping, WriteMask};

/// Texels along the longer side.
const TEXELS: f32 = 2048.0;
/// Ground around the buildings that still gets shade, in metres.
const MARGIN_M: f32 = 90.0;
/// Metres of shadow eastward and southward for each metre of height; the light of the solid shaders comes from there.
const CAST: [f32; 2] = [0.50, -0.5625];
/// Softness of cast and contact shadow, in metres.
const SOFT_M: [f32; 2] = [1.6, 9.0];

/// The shade of one community.
pub(crate) struct Baked {
    /// Red: cast shadow; green: contact shadow.
    pub texture: Texture2D,
    /// Ground that it covers: lowest x and z, width, depth.
    pub area: Vec4,
}

impl Baked {
    /// Renders the shade of `buildings`, which stand within `bounds`.
    pub(crate) fn new(context: &Context, buildings: &Buildings, bounds: &Bounds) -> Result<Self, CoreError> {
        let (min, size) = (bounds.centre() - bounds.size() * 0.5, bounds.size());
        let area = Vec4::new(min.x - MARGIN_M, min.z - MARGIN_M, size.x + 2.0 * MARGIN_M, size.z + 2.0 * MARGIN_M);
        let texel = area.z.max(area.w) / TEXELS;
        let (width, height) = (texels(area.z / texel), texels(area.w / texel));
        let cast = blank(context, width, height);
        cast_shadows(context, buildings, area, &cast)?;
        let radius = Vec2::new((SOFT_M[0] / texel).max(1.2), (SOFT_M[1] / texel).max(1.5));
        let half = blank(context, width, height);
        #[expect(clippy::cast_precision_loss, reason = "at most 2048 texels")]
        let (w, h) = (width as f32, height as f32);
        blur(context, &cast, &half, Vec2::new(1.0 / w, 0.0), radius)?;
        blur(context, &half, &cast, Vec2::new(0.0, 1.0 / h), radius)?;
        Ok(Self { texture: cast, area })
    }
}

fn texels(length: f32) -> u32 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to a texture's size")]
    let count = length.clamp(1.0, TEXELS) as u32;
    count
}

fn blank(context: &Context, width: u32, height: u32) -> Texture2D {
    let (linear, edge) = (Interpolation::Linear, Wrapping::ClampToEdge);
    Texture2D::new_empty::<[u8; 2]>(context, width, height, linear, linear, None, edge, edge)
}

fn cast_shadows(context: &Context, buildings: &Buildings, area: Vec4, into: &Texture2D) -> Result<(), CoreError> {
    let vertex = concat!(include_str!("shaders/outline.vert"), include_str!("shaders/bake.vert"));
    let program = Program::from_source(context, vertex, include_str!("shaders/bake.frag"))?;
    let viewport = Viewport::new_at_origo(into.width(), into.height());
    let pass = |red: bool, cast: [f32; 2]| {
        program.use_uniform("bakedArea", area);
        program.use_uniform("slant", Vec2::from(cast));
        program.use_uniform("roofsOnly", if red { 0.0_f32 } else { 1.0 });
        let write_mask = WriteMask { red, green: !red, blue: false, alpha: false, depth: false };
        let states =
            RenderStates { write_mask, depth_test: DepthTest::Always, blend: Blend::Disabled, cull: Cull::None };
        buildings.draw(&program, &[buildings.whole()], states, viewport, &mut Tally::default());
    };
    into.as_color_target(None).clear(ClearState::color(0.0, 0.0, 0.0, 0.0)).write::<CoreError>(|| {
        pass(true, CAST);
        pass(false, [0.0, 0.0]);
        Ok(())
    })?;
    Ok(())
}

fn blur(context: &Context, from: &Texture2D, into: &Texture2D, step: Vec2, radius: Vec2) -> Result<(), CoreError> {
    let program =
        Program::from_source(context, include_str!("shaders/screen.vert"), include_str!("shaders/blur.frag"))?;
    program.use_texture("source", from);
    program.use_uniform("stepTexels", step);
    program.use_uniform("radius", radius);
    let viewport = Viewport::new_at_origo(into.width(), into.height());
    into.as_color_target(None).write::<CoreError>(|| {
        program.draw_arrays(crate::paint::OVERLAY, viewport, 3);
        Ok(())
    })?;
    Ok(())
}
