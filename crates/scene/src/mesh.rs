//! Meshes as plain numbers, laid out as the shaders read them: one array per attribute.

use bevy_math::{Vec2, Vec3, Vec4};

/// Distance written where a wall's corner is too blunt to be drawn as an edge, in metres.
pub const NO_EDGE: f32 = 1000.0;

/// One corner of a solid face.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SolidVertex {
    /// Where it is.
    pub position: Vec3,
    /// Which way the face looks.
    pub normal: Vec3,
    /// In metres. `x, y`: distance to the face's left and right edge (or to no edge, [`NO_EDGE`]). Then, on a room or a
    /// slab, `z, w`: distance to its lower and upper edge; on a building, `z`: its height, and `w`: its storey height.
    pub face: Vec4,
    /// Coordinates for patterns, in metres on the face.
    pub pattern: Vec2,
    /// Which entry of the colour table colours it.
    pub slot: f32,
    /// Which storey of an opened building it lifts with; 0 otherwise.
    pub storey: f32,
    /// Where along the facade a wall of the community stands, in bays ([`crate::facade`]). In an opened building, 1 on
    /// the shop windows and 0 elsewhere.
    pub bay: f32,
}

/// Buildings, slabs and rooms: anything coloured through the colour table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SolidMesh {
    /// Corners.
    pub vertices: Vec<SolidVertex>,
    /// Triangles, counter-clockwise from outside.
    pub indices: Vec<u32>,
}

/// Ground features: flat, each with its own colour from the palette.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FlatMesh {
    /// `[x, z]` in scene axes; everything lies at height 0, higher tones on lower ones.
    pub points: Vec<Vec2>,
    /// Index into [`crate::palette::Palette::ground`] for each point.
    pub tones: Vec<f32>,
    /// Triangles, counter-clockwise from above.
    pub indices: Vec<u32>,
}

/// A run of indices.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Run {
    /// First index.
    pub first: u32,
    /// How many.
    pub count: u32,
}

impl Run {
    /// True when `next` begins where this ends.
    pub fn meets(&self, next: Self) -> bool {
        self.first + self.count == next.first
    }
}

/// Joins neighbouring runs, so that what lies together is drawn together.
pub fn join(runs: impl IntoIterator<Item = Run>) -> Vec<Run> {
    let mut joined: Vec<Run> = Vec::new();
    for run in runs.into_iter().filter(|r| r.count > 0) {
        match joined.last_mut() {
            Some(last) if last.meets(run) => last.count += run.count,
            _ => joined.push(run),
        }
    }
    joined
}

impl SolidMesh {
    /// Number of indices so far.
    pub fn index_count(&self) -> u32 {
        u32::try_from(self.indices.len()).unwrap_or(u32::MAX)
    }

    /// The run from index `first` to the end.
    pub fn run_since(&self, first: u32) -> Run {
        Run { first, count: self.index_count().saturating_sub(first) }
    }

    /// Adds a face of four corners, counter-clockwise from outside.
    pub fn quad(&mut self, corners: [SolidVertex; 4]) {
        let base = self.base();
        self.vertices.extend(corners);
        self.indices.extend([0, 1, 2, 0, 2, 3].map(|i| base + i));
    }

    /// Index that the next vertex will get.
    pub fn base(&self) -> u32 {
        u32::try_from(self.vertices.len()).unwrap_or(u32::MAX)
    }
}

impl FlatMesh {
    /// Adds `points` with triangles counted from the first of them.
    pub fn add(&mut self, points: impl IntoIterator<Item = Vec2>, triangles: &[[u32; 3]], tone: u8) {
        let base = u32::try_from(self.points.len()).unwrap_or(u32::MAX);
        self.points.extend(points);
        self.tones.resize(self.points.len(), f32::from(tone));
        self.indices.extend(triangles.iter().flatten().map(|i| base + i));
    }
}
