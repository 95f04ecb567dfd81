//! The community as the graphics card keeps it: one texel for each corner of an outline, from which the vertex shader
//! makes walls and roof. Twenty corners of a mesh with everything in them would be many times as large.
//!
//! # What the shader gets
//! * The corner table, RGBA32F, [`CORNERS_WIDTH`] wide: `[x, z, bay, slot · 2 + 1 where sharp]`, ring after ring, each
//!   ending with its first corner again ([`crate::facade::corners`]).
//! * Indices that say which corner and what of it: `corner · 5 + part`. Parts 0 to 3 are the corners of the wall that
//!   leads from it to the next one, counter-clockwise from outside, lowest first; part 4 is the roof above it.
//! * Heights and storeys by slot ([`crate::facade::Facades::records`]).
//!
//! Runs of indices are those of the mesh that [`crate::extrude`] makes of the same buildings in the same order.

use crate::facade::corners;
use crate::plot::Plot;

/// Corners in one row of the corner table's texture.
pub const CORNERS_WIDTH: u32 = 1024;
/// What an index says of a corner: the parts of it.
const PARTS: u32 = 5;
/// The part that is the roof.
const ROOF: u32 = 4;

/// Corners and indices of all buildings.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outlines {
    /// The corner table, not yet in whole rows.
    pub corners: Vec<[f32; 4]>,
    /// Triangles, counter-clockwise from outside.
    pub indices: Vec<u32>,
}

impl Outlines {
    /// Adds walls and roof of the building in `slot`.
    pub fn add(&mut self, plot: &Plot, slot: u32) {
        let mut roof: Vec<u32> = Vec::with_capacity(plot.outline.outer.len());
        for (ring, own) in corners(&plot.outline).iter().zip(plot.outline.rings()) {
            let first = count(self.corners.len());
            for (i, corner) in (first..).zip(ring) {
                #[expect(clippy::cast_precision_loss, reason = "slots stay far below 2^23")]
                let code = (slot * 2 + u32::from(corner.sharp)) as f32;
                self.corners.push([corner.at.x, -corner.at.y, corner.bay, code]);
                if i + 1 < first + count(ring.len()) {
                    self.indices.extend([0, 1, 2, 0, 2, 3].map(|part| i * PARTS + part));
                }
            }
            // The ring may begin elsewhere than the outline's, whose points the roof's triangles count.
            let turn = own.iter().position(|p| ring.first().is_some_and(|c| c.at == *p)).unwrap_or(0);
            let place = |i: usize| count((i + own.len() - turn) % own.len().max(1));
            roof.extend((0..own.len()).map(|i| first + place(i)));
        }
        let above = |i: &u32| roof.get(*i as usize).map(|corner| corner * PARTS + ROOF);
        self.indices.extend(plot.outline.triangles().iter().flatten().filter_map(above));
    }

    /// The corner table in whole rows of [`CORNERS_WIDTH`], at least one.
    pub fn texels(&self) -> Vec<[f32; 4]> {
        let mut texels = self.corners.clone();
        texels.resize(texels.len().max(1).next_multiple_of(CORNERS_WIDTH as usize), [0.0; 4]);
        texels
    }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
