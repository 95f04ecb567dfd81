//! Meshes and colour tables of a scene in the graphics card's memory.

use crate::texels::Texels;
use louce_scene::facade::Facades;
use louce_scene::mesh::{FlatMesh, Run, SolidMesh};
use louce_scene::outlines::{CORNERS_WIDTH, Outlines};
use louce_scene::paint::TABLE_WIDTH;
use three_d::{Context, ElementBuffer, Interpolation, Program, RenderStates, Texture2D, TextureDataType, Vec2, Vec3};
use three_d::{Vec4, VertexBuffer, Viewport, Wrapping};

/// Bytes of one index.
const INDEX_BYTES: u32 = 4;

/// What one frame took.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Tally {
    /// Draw calls.
    pub draw_calls: u32,
    /// Triangles.
    pub triangles: u32,
}

/// A solid mesh with its colour table.
pub(crate) struct Solids {
    positions: VertexBuffer<Vec3>,
    normals: VertexBuffer<Vec3>,
    faces: VertexBuffer<Vec4>,
    patterns: VertexBuffer<Vec2>,
    slots: VertexBuffer<f32>,
    storeys: VertexBuffer<f32>,
    bays: VertexBuffer<f32>,
    indices: ElementBuffer<u32>,
    colours: Texels,
}

impl Solids {
    /// Uploads `mesh`, coloured by `colours`.
    pub(crate) fn new(context: &Context, mesh: &SolidMesh, colours: Texels) -> Self {
        let (v, three) = (&mesh.vertices, |p: [f32; 3]| Vec3::from(p));
        let collect = |of: fn(&louce_scene::mesh::SolidVertex) -> f32| v.iter().map(of).collect::<Vec<f32>>();
        Self {
            positions: buffer(context, v.iter().map(|v| three(v.position.to_array()))),
            normals: buffer(context, v.iter().map(|v| three(v.normal.to_array()))),
            faces: buffer(context, v.iter().map(|v| Vec4::from(v.face.to_array()))),
            patterns: buffer(context, v.iter().map(|v| Vec2::from(v.pattern.to_array()))),
            slots: VertexBuffer::new_with_data(context, &collect(|v| v.slot)),
            storeys: VertexBuffer::new_with_data(context, &collect(|v| v.storey)),
            bays: VertexBuffer::new_with_data(context, &collect(|v| v.bay)),
            indices: ElementBuffer::new_with_data(context, &mesh.indices),
            colours,
        }
    }

    /// Its colour table.
    pub(crate) fn colours(&self) -> &Texels {
        &self.colours
    }

    /// Draws `runs` with the uniforms already set on `program`.
    pub(crate) fn draw(
        &self,
        program: &Program,
        runs: &[Run],
        states: RenderStates,
        viewport: Viewport,
        tally: &mut Tally,
    ) {
        for run in runs {
            for (name, buffer) in [("position", &self.positions), ("normal", &self.normals)] {
                program.use_vertex_attribute(name, buffer);
            }
            program.use_vertex_attribute("face", &self.faces);
            program.use_vertex_attribute("pattern", &self.patterns);
            program.use_vertex_attribute("slot", &self.slots);
            program.use_vertex_attribute("storey", &self.storeys);
            program.use_vertex_attribute("bay", &self.bays);
            self.colours.give_to(program, "colours");
            program.draw_subset_of_elements(states, viewport, &self.indices, run.first * INDEX_BYTES, run.count);
            tally.draw_calls += 1;
            tally.triangles += run.count / 3;
        }
    }
}

/// The buildings of the community, as corners that the vertex shader pulls up, with their colour table and the classes
/// behind the bays of their facades.
pub(crate) struct Buildings {
    corners: Texture2D,
    records: Texture2D,
    indices: ElementBuffer<u32>,
    /// By slot.
    pub colours: Texels,
    /// By bay and storey.
    pub cells: Texels,
}

impl Buildings {
    /// Uploads `outlines` and where each building's cells are.
    pub(crate) fn new(
        context: &Context,
        outlines: &Outlines,
        facades: &Facades,
        [colours, cells]: [Texels; 2],
    ) -> Self {
        let mut corners = table::<[f32; 4]>(context, CORNERS_WIDTH, 1);
        fill(context, &mut corners, &outlines.texels());
        let mut records = table::<[f32; 4]>(context, TABLE_WIDTH, 1);
        fill(context, &mut records, &facades.records());
        let indices = ElementBuffer::new_with_data(context, &outlines.indices);
        Self { corners, records, indices, colours, cells }
    }

    /// Draws `runs` with the uniforms already set on `program`.
    pub(crate) fn draw(
        &self,
        program: &Program,
        runs: &[Run],
        states: RenderStates,
        viewport: Viewport,
        tally: &mut Tally,
    ) {
        for run in runs {
            program.use_texture("corners", &self.corners);
            program.use_texture("records", &self.records);
            for (name, texels) in [("colours", &self.colours), ("cells", &self.cells)] {
                if program.requires_uniform(name) {
                    texels.give_to(program, name);
                }
            }
            program.draw_subset_of_elements(states, viewport, &self.indices, run.first * INDEX_BYTES, run.count);
            tally.draw_calls += 1;
            tally.triangles += run.count / 3;
        }
    }

    /// Everything as one run.
    pub(crate) fn whole(&self) -> Run {
        Run { first: 0, count: self.indices.count() }
    }
}

/// The flat ground.
pub(crate) struct Flats {
    points: VertexBuffer<Vec2>,
    tones: VertexBuffer<f32>,
    indices: ElementBuffer<u32>,
}

impl Flats {
    /// Uploads `mesh`.
    pub(crate) fn new(context: &Context, mesh: &FlatMesh) -> Self {
        Self {
            points: buffer(context, mesh.points.iter().map(|p| Vec2::from(p.to_array()))),
            tones: VertexBuffer::new_with_data(context, &mesh.tones),
            indices: ElementBuffer::new_with_data(context, &mesh.indices),
        }
    }

    /// Draws all of it in order, with the uniforms already set on `program`.
    pub(crate) fn draw(&self, program: &Program, states: RenderStates, viewport: Viewport, tally: &mut Tally) {
        if self.indices.count() == 0 {
            return;
        }
        program.use_vertex_attribute("point", &self.points);
        program.use_vertex_attribute("tone", &self.tones);
        program.draw_elements(states, viewport, &self.indices);
        tally.draw_calls += 1;
        tally.triangles += self.indices.count() / 3;
    }
}

fn buffer<T: three_d::BufferDataType>(context: &Context, values: impl Iterator<Item = T>) -> VertexBuffer<T> {
    VertexBuffer::new_with_data(context, &values.collect::<Vec<T>>())
}

/// A texture that is read texel by texel.
fn table<T: TextureDataType>(context: &Context, width: u32, rows: u32) -> Texture2D {
    let (nearest, edge) = (Interpolation::Nearest, Wrapping::ClampToEdge);
    Texture2D::new_empty::<T>(context, width, rows, nearest, nearest, None, edge, edge)
}

/// Puts whole rows of `texels` into `texture`, which becomes as high as they are.
fn fill<T: TextureDataType>(context: &Context, texture: &mut Texture2D, texels: &[T]) {
    let width = texture.width() as usize;
    let rows = u32::try_from(texels.len() / width).unwrap_or(1).max(1);
    if texture.height() != rows {
        *texture = table::<T>(context, texture.width(), rows);
    }
    // three-d uploads pictures from the bottom row up; the shaders count rows from the top.
    let mut upside_down: Vec<T> = Vec::with_capacity(texels.len());
    texels.chunks_exact(width).rev().for_each(|row| upside_down.extend_from_slice(row));
    texture.fill(&upside_down);
}
