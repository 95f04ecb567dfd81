//! In which ink a room's number is written: dark on light faces, light on dark ones.

use super::{Label, LabelKind};
use crate::block::Block;
use crate::paint::seen;
use crate::palette::{Palette, Rgb};

/// Share of its colour that a wall in the usual light shows.
const WALL_LIGHT: f32 = 0.88;
/// Relative luminance (WCAG 2) below which light writing reads better; a little below even, where dark is the quieter.
const DARK_BELOW: f32 = 0.16;

/// Says of every room's number whether it stands on a dark face; `texels` is the colour table of `block`.
pub fn ink(labels: &mut [Label], block: &Block, texels: &[[u8; 4]], palette: &Palette) {
    for label in labels.iter_mut().filter(|label| label.kind == LabelKind::Room) {
        let texel = block.room_slot(&label.id).and_then(|slot| texels.get(slot as usize));
        label.on_dark = texel.is_some_and(|texel| is_dark(seen(*texel, palette)));
    }
}

fn is_dark(face: Rgb) -> bool {
    let [r, g, b] = face.map(|c| (f32::from(c) / 255.0 * WALL_LIGHT).powf(2.2));
    0.2126 * r + 0.7152 * g + 0.0722 * b < DARK_BELOW
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::classes::{Scale, look};
    use crate::paint::{Marks, Presence, texel};
    use crate::palette::Theme;

    #[test]
    fn a_number_is_written_light_where_its_room_is_dark() {
        let dark = |scale, class, theme, presence| {
            let marks = Marks { presence, ..Marks::default() };
            is_dark(seen(texel(look(scale, class, 5, theme), marks), Palette::of(theme)))
        };
        let usual = Presence::Usual;
        assert!(dark(Scale::Amount, 4, Theme::Light, usual), "most people, by day: navy");
        assert!(!dark(Scale::Amount, 4, Theme::Dark, usual), "most people, by night: pale");
        assert!(dark(Scale::Amount, 0, Theme::Dark, usual), "nobody, by night: slate");
        assert!((0..5).all(|class| !dark(Scale::States, class, Theme::Light, usual)), "no state is dark by day");
        assert!(dark(Scale::States, 0, Theme::Dark, Presence::Dim), "what steps back by night sinks into it");
        assert!(!dark(Scale::States, 0, Theme::Light, Presence::Dim), "and by day into the light");
    }
}
