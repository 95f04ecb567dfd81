//! The colour table: one texel for each building or room, so that recolouring uploads a few kilobytes and no mesh.

use crate::palette::{Palette, Pattern, Rgb};
use crate::shape::{BuildingShape, StateCode};
use serde::{Deserialize, Serialize};

/// Texels in one row of the table's texture.
pub const TABLE_WIDTH: u32 = 256;

/// What buildings are coloured by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Mode {
    /// Nothing: the bare model.
    Plain,
    /// The state of most rooms.
    #[default]
    State,
    /// The share of rooms of which nothing is known.
    Gaps,
}

/// How an entry stands out. Written above the pattern number in the fourth byte of its texel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// Others were searched for: step back.
    pub dim: bool,
    /// A search hit.
    pub lit: bool,
    /// The selection.
    pub selected: bool,
    /// Under the pointer.
    pub hovered: bool,
    /// Not drawn at all: it stands there opened instead.
    pub hidden: bool,
}

/// Colour, pattern and marks of one entry as the shader reads them: RGB, and in A the pattern number + 8·dim + 16·lit
/// + 32·selected + 64·hovered + 128·hidden.
pub fn texel((colour, pattern): (Rgb, Pattern), marks: Marks) -> [u8; 4] {
    let [r, g, b] = colour;
    let bits = [(marks.dim, 8), (marks.lit, 16), (marks.selected, 32), (marks.hovered, 64), (marks.hidden, 128)];
    let flags = bits.into_iter().filter_map(|(on, bit)| on.then_some(bit)).sum::<u8>();
    [r, g, b, pattern as u8 + flags]
}

/// What a building is painted with.
pub fn building_paint(building: &BuildingShape, mode: Mode, palette: &Palette) -> (Rgb, Pattern) {
    match mode {
        Mode::Plain => (palette.plain, Pattern::Plain),
        Mode::State => palette.state(building.state),
        Mode::Gaps => palette.gap(gap_share(building)),
    }
}

/// Share of a building's rooms with unknown state; a building without any room is all gap.
pub fn gap_share(building: &BuildingShape) -> f32 {
    match building.room_states.map(|c| (c.unknown, c.all())) {
        Some((_, 0)) => 1.0,
        #[expect(clippy::cast_precision_loss, reason = "room counts of one building")]
        Some((unknown, all)) => unknown as f32 / all as f32,
        None if building.room_count == 0 || building.state == StateCode::Unknown => 1.0,
        None => 0.0,
    }
}

/// Pads `texels` to whole rows of [`TABLE_WIDTH`], at least one.
pub fn table(mut texels: Vec<[u8; 4]>) -> Vec<[u8; 4]> {
    let width = TABLE_WIDTH as usize;
    texels.resize(texels.len().max(1).next_multiple_of(width), [0; 4]);
    texels
}
