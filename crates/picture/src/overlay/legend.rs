//! The legend: what the colours mean, each with its mark, in rows under the picture where it hides nothing.

use super::{Tones, chip};
use crate::canvas::Canvas;
use crate::lettering::{Hand, Lettering};
use crate::shade::swatch;
use louce_scene::classes::Look;

/// Measures in CSS pixels.
const MARGIN: f32 = 14.0;
const ROW: f32 = 24.0;
const SWATCH: f32 = 12.0;
const TEXT: f32 = 12.0;
/// Between a swatch, a name and a number.
const GAP: f32 = 6.0;
/// Between one class and the next.
const APART: f32 = 20.0;

/// What the colours of a picture mean.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Legend {
    /// What is told by colour.
    pub heading: String,
    /// Its classes.
    pub lines: Vec<LegendLine>,
}

/// One class.
#[derive(Clone, Debug, PartialEq)]
pub struct LegendLine {
    /// What it is called.
    pub name: String,
    /// How much there is of it, where counted.
    pub count: Option<u64>,
    /// Its colour and mark.
    pub look: Look,
}

impl LegendLine {
    fn number(&self) -> String {
        self.count.map_or(String::new(), |count| count.to_string())
    }

    /// Width in CSS pixels.
    fn width(&self, lettering: &Lettering) -> f32 {
        let number = if self.count.is_some() { GAP + lettering.width(&self.number()) * TEXT } else { 0.0 };
        SWATCH + GAP + lettering.width(&self.name) * TEXT + number
    }
}

/// Where every class stands, in CSS pixels: from the left, and in which row.
fn places(legend: &Legend, lettering: &Lettering, width: f32) -> Vec<(f32, f32)> {
    let heading = lettering.width(&legend.heading) * TEXT;
    let first = if heading > 0.0 { MARGIN + heading + APART } else { MARGIN };
    let (mut x, mut row) = (first, 0.0);
    let mut placed = Vec::with_capacity(legend.lines.len());
    for line in &legend.lines {
        let wide = line.width(lettering);
        if x + wide > width - MARGIN && x > first {
            (x, row) = (first, row + 1.0);
        }
        placed.push((x, row));
        x += wide + APART;
    }
    placed
}

/// Height in CSS pixels that the legend takes under a picture of this width.
pub(crate) fn legend_height(legend: &Legend, lettering: &Lettering, width: f32) -> f32 {
    places(legend, lettering, width).last().map_or(0.0, |(_, row)| (row + 1.0) * ROW)
}

/// Writes the legend into the rows of the canvas from `top` (in pixels) on.
pub(crate) fn write_legend(
    canvas: &mut Canvas,
    top: f32,
    legend: &Legend,
    lettering: &Lettering,
    tones: &Tones,
    ratio: f32,
) {
    #[expect(clippy::cast_precision_loss, reason = "a picture's size")]
    let width = canvas.width() as f32;
    let px = |css: f32| css * ratio;
    let height = px(legend_height(legend, lettering, width / ratio));
    chip::fill(canvas, [0.0, top, width, height], 0.0, tones.surface);
    chip::fill(canvas, [0.0, top, width, px(1.0)], 0.0, tones.line);
    let hand = Hand { size: px(TEXT), colour: tones.ink, strong: false };
    let middle = |row: f32| top + px(ROW * (row + 0.5) + 1.0);
    lettering.write(canvas, &legend.heading, [px(MARGIN), middle(0.0)], Hand { colour: tones.quiet, ..hand });
    for (line, (left, row)) in legend.lines.iter().zip(places(legend, lettering, width / ratio)) {
        let y = middle(row);
        swatch(canvas, [px(left), y - px(SWATCH * 0.5), px(SWATCH), px(SWATCH)], line.look, ratio);
        lettering.write(canvas, &line.name, [px(left + SWATCH + GAP), y], hand);
        let number = line.number();
        let right = px(left + line.width(lettering)) - lettering.width(&number) * hand.size;
        lettering.write(canvas, &number, [right, y], Hand { strong: true, ..hand });
    }
}
