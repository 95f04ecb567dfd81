//! The line under the picture: what it shows, and whose data it rests on.

use super::{Tones, chip};
use crate::canvas::Canvas;
use crate::lettering::{Hand, Lettering};

/// Height of the line in CSS pixels.
pub(crate) const FOOT_PX: f32 = 26.0;
const TEXT: f32 = 11.0;
const MARGIN: f32 = 14.0;

/// Writes the lowest [`FOOT_PX`] of the canvas: `title` on the left, `source` on the right. What does not fit gives way
/// from the title: a source has to be named.
pub(crate) fn write_foot(
    canvas: &mut Canvas,
    title: &str,
    source: &str,
    lettering: Option<&Lettering>,
    tones: &Tones,
    ratio: f32,
) {
    #[expect(clippy::cast_precision_loss, reason = "a picture's size")]
    let [width, height] = [canvas.width() as f32, canvas.height() as f32];
    let px = |css: f32| css * ratio;
    let top = height - px(FOOT_PX);
    chip::fill(canvas, [0.0, top, width, px(FOOT_PX)], 0.0, tones.surface);
    chip::fill(canvas, [0.0, top, width, px(1.0)], 0.0, tones.line);
    let Some(lettering) = lettering else { return };
    let hand = Hand { size: px(TEXT), colour: tones.quiet, strong: false };
    let y = top + px(FOOT_PX * 0.5);
    let long = lettering.width(source) * hand.size;
    let left = (width - px(MARGIN) - long).max(px(MARGIN));
    lettering.write(canvas, source, [left, y], hand);
    let room = (left - px(MARGIN * 2.0)) / hand.size;
    lettering.write(canvas, &shortened(title, room, lettering), [px(MARGIN), y], Hand { colour: tones.ink, ..hand });
}

/// As much of `text` as fits into so many ems.
fn shortened(text: &str, room: f32, lettering: &Lettering) -> String {
    if lettering.width(text) <= room {
        return text.to_owned();
    }
    let mut kept = String::new();
    for c in text.chars() {
        let longer = format!("{kept}{c}");
        if lettering.width(&longer) + lettering.width("…") > room {
            break;
        }
        kept = longer;
    }
    if kept.is_empty() { kept } else { kept + "…" }
}
