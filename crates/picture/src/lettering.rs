//! Text drawn from a font's outlines.

use crate::canvas::Canvas;
use tiny_skia::{FillRule, Paint, Path, PathBuilder, PixmapMut, Stroke, Transform};
use ttf_parser::{Face, OutlineBuilder};

/// Height of the middle of a Chinese character, and of a digit, above the line they stand on, in ems.
const MIDDLE_EM: f32 = 0.37;
/// How much the outline of strong text is widened, in ems.
const STRONG_EM: f32 = 0.035;

/// The bytes given hold no font that can be read.
#[derive(Debug, thiserror::Error)]
#[error("字体文件无法读取，请换用 .ttf、.otf 或 .ttc 字体 / The font cannot be read; give a .ttf, .otf or .ttc font")]
pub struct UnreadableFont;

/// A font that text is written in.
pub struct Lettering<'a> {
    face: Face<'a>,
    /// Ems for each unit of the font.
    unit: f32,
}

impl std::fmt::Debug for Lettering<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Lettering({} glyphs)", self.face.number_of_glyphs())
    }
}

/// How a text is written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Hand {
    /// Size in pixels.
    pub size: f32,
    /// Red, green, blue, opacity.
    pub colour: [u8; 4],
    /// Whether it stands out.
    pub strong: bool,
}

impl<'a> Lettering<'a> {
    /// The font with number `index` of a font file; 0 where the file holds one.
    ///
    /// # Errors
    /// When the bytes are no font.
    pub fn new(file: &'a [u8], index: u32) -> Result<Self, UnreadableFont> {
        let face = Face::parse(file, index).map_err(|_| UnreadableFont)?;
        let unit = 1.0 / f32::from(face.units_per_em().max(1));
        Ok(Self { face, unit })
    }

    /// Width of `text` in ems.
    pub(crate) fn width(&self, text: &str) -> f32 {
        let advance = |c| self.face.glyph_hor_advance(self.face.glyph_index(c)?);
        text.chars().filter_map(advance).map(f32::from).sum::<f32>() * self.unit
    }

    /// Writes `text` with its left end at `x` and the middle of its letters at the height `y`.
    pub(crate) fn write(&self, canvas: &mut Canvas, text: &str, [x, y]: [f32; 2], hand: Hand) {
        let mut pen = Pen { path: PathBuilder::new(), at: 0.0 };
        for c in text.chars() {
            let Some(glyph) = self.face.glyph_index(c) else { continue };
            self.face.outline_glyph(glyph, &mut pen);
            pen.at += f32::from(self.face.glyph_hor_advance(glyph).unwrap_or(0));
        }
        let scale = hand.size * self.unit;
        let place = Transform::from_row(scale, 0.0, 0.0, -scale, x, y + MIDDLE_EM * hand.size);
        if let Some(path) = pen.path.finish().and_then(|path| path.transform(place)) {
            ink(canvas, &path, hand);
        }
    }
}

fn ink(canvas: &mut Canvas, path: &Path, hand: Hand) {
    let [r, g, b, a] = hand.colour;
    let mut paint = Paint { anti_alias: true, ..Paint::default() };
    paint.set_color_rgba8(r, g, b, a);
    let Some(mut pixels) = pixels(canvas) else { return };
    pixels.fill_path(path, &paint, FillRule::Winding, Transform::identity(), None);
    if hand.strong {
        let stroke = Stroke { width: hand.size * STRONG_EM, ..Stroke::default() };
        pixels.stroke_path(path, &paint, &stroke, Transform::identity(), None);
    }
}

/// The canvas for drawing shapes on it.
pub(crate) fn pixels(canvas: &mut Canvas) -> Option<PixmapMut<'_>> {
    let (width, height) = (canvas.width(), canvas.height());
    PixmapMut::from_bytes(canvas.rgba_mut(), width, height)
}

/// Draws outlines one after the other, in units of the font.
struct Pen {
    path: PathBuilder,
    at: f32,
}

impl OutlineBuilder for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.path.move_to(x + self.at, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.path.line_to(x + self.at, y);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.path.quad_to(x1 + self.at, y1, x + self.at, y);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.path.cubic_to(x1 + self.at, y1, x2 + self.at, y2, x + self.at, y);
    }

    fn close(&mut self) {
        self.path.close();
    }
}
