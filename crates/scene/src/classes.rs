//! How the classes of a colour mode are drawn: the one place where a class gets its colour and its mark.
//!
//! Colours are told by scale and number of classes, so that five classes from little to much are five steps over the
//! whole range. Ordered scales change in lightness all the way, which every eye sees; marks follow the same order, more
//! ink for a higher class, so that a print in grey reads the same.

use crate::palette::{Palette, Rgb, Theme, blend};
use serde::{Deserialize, Serialize};

/// A mode has at most so many classes: one digit tells one room.
pub const MOST_CLASSES: usize = 10;

/// How the classes of a mode follow each other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scale {
    /// The five room states, 房屋使用状态, each with a colour of its own.
    #[default]
    States,
    /// From little to much.
    Amount,
    /// From well to needing a look.
    Attention,
}

/// The drawn mark of a class, told apart without colour. The numbers are those of the shaders.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[repr(u8)]
pub enum Pattern {
    /// A plain face.
    Plain = 0,
    /// Rising stripes.
    Stripes = 1,
    /// Dots.
    Dots = 2,
    /// Crossed lines.
    Crossed = 3,
    /// Falling dashes.
    Dashes = 4,
    /// Few small dots.
    SparseDots = 5,
    /// Thin rising stripes, far apart.
    ThinStripes = 6,
    /// Rising stripes broader than the gaps.
    WideStripes = 7,
    /// Large dots close together.
    DenseDots = 8,
    /// Crossed lines close together.
    DenseCrossed = 9,
}

impl Pattern {
    /// From no ink to most ink.
    const BY_INK: [Self; MOST_CLASSES] = [
        Self::Plain,
        Self::SparseDots,
        Self::ThinStripes,
        Self::Dots,
        Self::Dashes,
        Self::Stripes,
        Self::Crossed,
        Self::DenseDots,
        Self::WideStripes,
        Self::DenseCrossed,
    ];

    /// The mark of step `class` of `classes` steps.
    fn step(class: usize, classes: usize) -> Self {
        let last = classes.clamp(2, MOST_CLASSES) - 1;
        let at = (class.min(last) * (MOST_CLASSES - 1) + last / 2) / last;
        Self::BY_INK.get(at).copied().unwrap_or(Self::Plain)
    }
}

/// How a mark is drawn, the same in every shader: for a place `p` on a face in metres, `d` is how far `[p · axes[0..2],
/// p · axes[2..4]]` is from the nearest whole number and a half, and there is ink where `inside(d) > 0`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Strokes {
    /// What `inside` is: 0 never; 1 `d.x − width`; 2 `width − |d|`; 3 `max(d.x, d.y) − width`; 4 `min(d.x − width,
    /// d.y − 0.2)`.
    pub family: u8,
    /// Width of the strokes, as above.
    pub width: f32,
    /// Two axes along which the mark repeats, per metre.
    pub axes: [f32; 4],
}

impl Pattern {
    /// Every mark, by its number.
    pub const ALL: [Self; MOST_CLASSES] = [
        Self::Plain,
        Self::Stripes,
        Self::Dots,
        Self::Crossed,
        Self::Dashes,
        Self::SparseDots,
        Self::ThinStripes,
        Self::WideStripes,
        Self::DenseDots,
        Self::DenseCrossed,
    ];

    /// How it is drawn.
    pub fn strokes(self) -> Strokes {
        let (family, width, axes) = match self {
            Self::Plain => (0, 0.0, [0.7, 0.7, 0.0, 0.0]),
            Self::Stripes => (1, 0.24, [0.7, 0.7, 0.0, 0.0]),
            Self::ThinStripes => (1, 0.39, [0.45, 0.45, 0.0, 0.0]),
            Self::WideStripes => (1, 0.13, [0.6, 0.6, 0.0, 0.0]),
            Self::Dots => (2, 0.17, [1.0, 0.0, 0.0, 1.0]),
            Self::SparseDots => (2, 0.13, [0.5, 0.5, 0.5, -0.5]),
            Self::DenseDots => (2, 0.30, [0.8, 0.8, 0.8, -0.8]),
            Self::Crossed => (3, 0.40, [0.6, 0.6, 0.6, -0.6]),
            Self::DenseCrossed => (3, 0.33, [0.9, 0.0, 0.0, 0.9]),
            Self::Dashes => (4, 0.40, [0.6, -0.6, 0.45, 0.45]),
        };
        Strokes { family, width, axes }
    }
}

/// Colour and mark of a class.
pub type Look = (Rgb, Pattern);

/// How class number `class` of `classes` is drawn.
pub fn look(scale: Scale, class: usize, classes: usize, theme: Theme) -> Look {
    let palette = Palette::of(theme);
    match scale {
        Scale::States => {
            let patterns = [Pattern::Plain, Pattern::Stripes, Pattern::Dots, Pattern::Crossed, Pattern::Dashes];
            let own = palette.states.into_iter().zip(patterns).nth(class);
            own.unwrap_or_else(|| (palette.plain, Pattern::step(class, MOST_CLASSES)))
        }
        Scale::Amount => (ramp(&palette.amount, class, classes), Pattern::step(class, classes)),
        Scale::Attention => (ramp(&palette.attention, class, classes), Pattern::step(class, classes)),
    }
}

/// The ink in which the mark of a class is drawn on its colour: darker on light faces, lighter on dark ones.
pub fn ink(colour: Rgb) -> Rgb {
    let [r, g, b] = colour.map(f32::from);
    let light = 0.3 * r + 0.59 * g + 0.11 * b;
    if light > 105.0 { blend(colour, [24, 26, 32], 0.46) } else { blend(colour, [255, 255, 255], 0.42) }
}

/// One line of a legend.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LegendClass {
    /// CSS colour of the face.
    pub colour: String,
    /// CSS colour of the mark on it.
    pub ink: String,
    /// The mark.
    pub pattern: Pattern,
}

/// How each of `classes` classes is drawn, in their order.
pub fn legend(scale: Scale, classes: usize, theme: Theme) -> Vec<LegendClass> {
    let css = |[r, g, b]: Rgb| format!("rgb({r} {g} {b})");
    let line = |class| {
        let (colour, pattern) = look(scale, class, classes.min(MOST_CLASSES), theme);
        LegendClass { colour: css(colour), ink: css(ink(colour)), pattern }
    };
    (0..classes.min(MOST_CLASSES)).map(line).collect()
}

/// Step `class` of `classes` along `stops`.
fn ramp(stops: &[Rgb; 4], class: usize, classes: usize) -> Rgb {
    let last = classes.clamp(2, MOST_CLASSES) - 1;
    #[expect(clippy::cast_precision_loss, reason = "at most ten")]
    let at = class.min(last) as f32 / last as f32 * 3.0;
    let pair = stops.iter().zip(stops.iter().skip(1)).enumerate();
    #[expect(clippy::cast_precision_loss, reason = "three pieces")]
    let piece = |(i, (a, b)): (usize, (&Rgb, &Rgb))| (at <= i as f32 + 1.0).then(|| blend(*a, *b, at - i as f32));
    pair.filter_map(piece).next().unwrap_or_else(|| stops.last().copied().unwrap_or_default())
}
