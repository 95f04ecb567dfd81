//! Colours of the model, light and dark: off-white architecture, quiet ground, and the colours that classes are drawn
//! from ([`crate::classes`]), which stay apart under every common colour blindness.

use serde::{Deserialize, Serialize};

/// sRGB, 0–255.
pub type Rgb = [u8; 3];

/// Light or dark window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Theme {
    /// Paper.
    #[default]
    Light,
    /// Slate.
    Dark,
}

/// What a piece of ground is; higher numbers lie on lower ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum GroundTone {
    /// Everything between.
    Base = 0,
    /// The streets around laid-out sites.
    Street = 1,
    /// A site's plate.
    Plate = 2,
    /// Grass around the buildings of a site.
    Lawn = 3,
    /// Parks and lawns.
    Green = 4,
    /// Open water.
    Water = 5,
    /// The kerb line of a road.
    Kerb = 6,
    /// Carriageway.
    Road = 7,
}

/// All colours of one theme.
#[derive(Clone, Debug, PartialEq)]
pub struct Palette {
    /// Horizon and far ground.
    pub background: Rgb,
    /// By [`GroundTone`].
    pub ground: [Rgb; 8],
    /// A building or slab that says nothing.
    pub plain: Rgb,
    /// A measured footprint that no building of the register has taken: more ground than building.
    pub measured: Rgb,
    /// Stairwells and corridors of an opened building, between the rooms of its units.
    pub core: Rgb,
    /// By [`crate::shape::StateCode::ALL`]: blue, orange, sand, mauve, grey.
    pub states: [Rgb; 5],
    /// From little to much, lightness changing all the way.
    pub amount: [Rgb; 4],
    /// From well to needing a look, likewise.
    pub attention: [Rgb; 4],
    /// A pane behind which no room is known.
    pub glass: Rgb,
    /// Search hits.
    pub lit: Rgb,
    /// The selection.
    pub selected: Rgb,
    /// Thin lines.
    pub ink: Rgb,
}

const LIGHT: Palette = Palette {
    background: [246, 245, 242],
    ground: [
        [238, 236, 231],
        [252, 251, 249],
        [245, 244, 240],
        [229, 234, 221],
        [214, 226, 204],
        [193, 214, 227],
        [224, 221, 214],
        [252, 251, 249],
    ],
    plain: [252, 250, 246],
    measured: [232, 230, 224],
    core: [206, 202, 193],
    states: [[86, 152, 200], [234, 160, 66], [236, 226, 203], [178, 120, 168], [163, 169, 174]],
    amount: [[237, 231, 214], [156, 204, 190], [62, 150, 166], [24, 78, 122]],
    attention: [[206, 222, 220], [244, 200, 112], [222, 112, 64], [136, 30, 62]],
    glass: [206, 214, 219],
    lit: [52, 128, 235],
    selected: [21, 84, 214],
    ink: [70, 74, 82],
};

const DARK: Palette = Palette {
    background: [24, 27, 31],
    ground: [
        [31, 35, 40],
        [50, 56, 64],
        [38, 43, 49],
        [37, 46, 44],
        [36, 50, 42],
        [28, 45, 60],
        [45, 50, 57],
        [52, 58, 66],
    ],
    plain: [104, 112, 122],
    measured: [58, 64, 71],
    core: [62, 69, 78],
    states: [[78, 148, 204], [222, 148, 58], [176, 164, 136], [176, 118, 168], [112, 120, 128]],
    amount: [[72, 80, 92], [48, 122, 142], [84, 184, 178], [214, 240, 190]],
    attention: [[70, 88, 96], [152, 116, 56], [226, 128, 66], [255, 180, 170]],
    glass: [74, 84, 95],
    lit: [92, 164, 255],
    selected: [70, 140, 255],
    ink: [10, 12, 15],
};

impl Palette {
    /// The palette of `theme`.
    pub fn of(theme: Theme) -> &'static Self {
        match theme {
            Theme::Light => &LIGHT,
            Theme::Dark => &DARK,
        }
    }
}

/// `a` at 0, `b` at 1.
pub fn blend(a: Rgb, b: Rgb, share: f32) -> Rgb {
    let share = if share.is_finite() { share.clamp(0.0, 1.0) } else { 0.0 };
    let mix = |x: u8, y: u8| f32::from(x) + (f32::from(y) - f32::from(x)) * share;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between two bytes")]
    let byte = |x: f32| x.round() as u8;
    let ([ar, ag, ab], [br, bg, bb]) = (a, b);
    [byte(mix(ar, br)), byte(mix(ag, bg)), byte(mix(ab, bb))]
}
