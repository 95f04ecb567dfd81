//! What stands on and under the picture: names, the legend, the line at the foot.

mod chip;
mod foot;
mod labels;
mod legend;

pub(crate) use foot::{FOOT_PX, write_foot};
pub(crate) use labels::write_labels;
pub use legend::{Legend, LegendLine};
pub(crate) use legend::{legend_height, write_legend};

use louce_scene::palette::Theme;

/// Red, green, blue, opacity.
type Rgba = [u8; 4];

/// Colours of what is written, as the page has them.
pub(crate) struct Tones {
    pub surface: Rgba,
    pub line: Rgba,
    pub ink: Rgba,
    pub quiet: Rgba,
    pub accent: Rgba,
    pub on_accent: Rgba,
    /// Numbers on rooms, which have colours of their own: on light ones, and on dark ones.
    pub on_room: [Rgba; 2],
}

impl Tones {
    pub(crate) fn of(theme: Theme) -> &'static Self {
        match theme {
            Theme::Light => &LIGHT,
            Theme::Dark => &DARK,
        }
    }
}

const ON_ROOM: [Rgba; 2] = [[24, 26, 30, 219], [255, 255, 255, 224]];

const LIGHT: Tones = Tones {
    surface: [255, 255, 255, 255],
    line: [225, 222, 216, 255],
    ink: [28, 32, 36, 255],
    quiet: [71, 76, 82, 255],
    accent: [21, 90, 150, 255],
    on_accent: [255, 255, 255, 255],
    on_room: ON_ROOM,
};

const DARK: Tones = Tones {
    surface: [26, 30, 35, 255],
    line: [47, 53, 61, 255],
    ink: [231, 236, 241, 255],
    quiet: [182, 193, 204, 255],
    accent: [125, 184, 234, 255],
    on_accent: [12, 27, 41, 255],
    on_room: ON_ROOM,
};

/// A tone with an opacity of its own.
fn faint([r, g, b, _]: Rgba, opacity: u8) -> Rgba {
    [r, g, b, opacity]
}
