//! Names over the picture, as `viewer.css` has them.

use super::{Rgba, Tones, chip, faint};
use crate::canvas::Canvas;
use crate::lettering::{Hand, Lettering};
use louce_scene::labels::{Label, LabelKind};

/// How a kind of label looks, in CSS pixels.
struct Style {
    size: f32,
    weighty: bool,
    colour: Rgba,
    /// What it stands on, with its opacity.
    chip: Option<u8>,
    padding: [f32; 2],
    radius: f32,
}

impl Style {
    fn of(label: &Label, tones: &Tones) -> Self {
        let [on_light, on_dark] = tones.on_room;
        let plain =
            Self { size: 11.0, weighty: false, colour: tones.quiet, chip: None, padding: [5.0, 7.7], radius: 4.0 };
        match label.kind {
            LabelKind::Site => Self {
                size: 13.0,
                weighty: true,
                colour: tones.ink,
                chip: Some(224),
                padding: [9.0, 10.0],
                radius: 10.0,
            },
            LabelKind::Building => Self { size: 11.5, colour: tones.ink, chip: Some(199), ..plain },
            LabelKind::Unit => Self { size: 11.5, ..plain },
            LabelKind::Floor => Self { chip: Some(178), ..plain },
            LabelKind::Room => Self {
                weighty: true,
                colour: if label.on_dark { on_dark } else { on_light },
                padding: [4.0, 7.7],
                radius: 3.0,
                ..plain
            },
        }
    }
}

/// Writes `labels`, of which one CSS pixel takes `ratio` pixels.
pub(crate) fn write_labels(canvas: &mut Canvas, labels: &[Label], lettering: &Lettering, tones: &Tones, ratio: f32) {
    // Those that came first may not give way, so they are written last.
    for label in labels.iter().rev() {
        let style = Style::of(label, tones);
        let [x, y] = [label.x * ratio, label.y * ratio];
        let size = style.size * ratio;
        let wide = lettering.width(&label.text) * size;
        let [aside, above] = style.padding.map(|padding| padding * ratio);
        let area = [x - wide * 0.5 - aside, y - above, wide + aside * 2.0, above * 2.0];
        let radius = style.radius * ratio;
        if label.strong {
            chip::fill(canvas, area, radius, tones.accent);
        } else if let Some(opacity) = style.chip {
            chip::fill(canvas, area, radius, faint(tones.surface, opacity));
        }
        if label.kind == LabelKind::Site && !label.strong {
            chip::outline(canvas, area, radius, faint(tones.ink, 31), ratio);
        }
        let colour = if label.strong { tones.on_accent } else { style.colour };
        lettering.write(canvas, &label.text, [x - wide * 0.5, y], Hand { size, colour, strong: style.weighty });
    }
}
