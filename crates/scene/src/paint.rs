//! The colour table: one texel for each building or room, so that recolouring uploads a few kilobytes and no mesh.

use crate::classes::{Look, Pattern};
use crate::palette::{Palette, Rgb, blend};

/// Texels in one row of the table's texture.
pub const TABLE_WIDTH: u32 = 256;

/// How much an entry is meant to be seen. The numbers are those of the shaders.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(u8)]
pub enum Presence {
    /// As it is.
    #[default]
    Usual = 0,
    /// Others are looked for: it steps back.
    Dim = 1,
    /// A search hit.
    Lit = 2,
    /// Not drawn at all: it stands there opened instead.
    Hidden = 3,
}

/// How an entry stands out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// How much it is meant to be seen.
    pub presence: Presence,
    /// The selection.
    pub selected: bool,
    /// Under the pointer.
    pub hovered: bool,
}

/// Colour, pattern and marks of one entry as the shaders read them: RGB, and in A the pattern number + 16·presence +
/// 64·selected + 128·hovered.
pub fn texel((colour, pattern): Look, marks: Marks) -> [u8; 4] {
    let [r, g, b] = colour;
    let flag = |on: bool, bit: u8| if on { bit } else { 0 };
    let a = pattern as u8 + 16 * marks.presence as u8 + flag(marks.selected, 64) + flag(marks.hovered, 128);
    [r, g, b, a]
}

/// The colour in which a room of the opened building is seen, before light falls on it: what `block.vert` makes of its
/// texel.
pub fn seen([r, g, b, a]: [u8; 4], palette: &Palette) -> Rgb {
    let mut colour = [r, g, b];
    if a >> 4 & 3 == Presence::Dim as u8 {
        colour = blend(colour, palette.background, 0.75);
    }
    if a & 64 != 0 {
        colour = blend(colour, palette.selected, 0.9);
    }
    colour
}

/// What stands in place of a pattern's number on a footprint that no building has taken.
const MEASURED: u8 = 15;

/// A measured footprint that no building has taken: drawn flat in `colour`, without storeys, windows or pattern.
pub fn measured_texel(colour: Rgb, marks: Marks) -> [u8; 4] {
    let [r, g, b, a] = texel((colour, Pattern::Plain), marks);
    [r, g, b, a + MEASURED]
}
