//! A picture to be handed on: the scene with its names, the legend, and the line at the foot.

use crate::canvas::{Canvas, LONGEST, PictureError};
use crate::draw::draw_on;
use crate::lettering::Lettering;
use crate::overlay::{FOOT_PX, Legend, Tones, legend_height, write_foot, write_labels, write_legend};
use louce_scene::Scene;
use louce_scene::palette::Theme;

/// Sides below this, in pixels, have no room for a foot and a legend.
const SHORTEST: u32 = 200;

/// What is drawn, and how.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels, with the foot.
    pub height: u32,
    /// Pixels for each CSS pixel: 1 for a screen, 2 for paper.
    pub ratio: f32,
    /// Light or dark, as the scene.
    pub theme: Theme,
    /// At most so many names.
    pub names: usize,
    /// What the colours mean.
    pub legend: Legend,
    /// What is shown; left at the foot. Without a title and a source there is no foot.
    pub title: String,
    /// Who has to be named for the data; right at the foot.
    pub source: String,
}

impl Sheet {
    /// Makes the scene's canvas fit; to be done before a community is shown or a building opened, which frame it.
    ///
    /// # Errors
    /// When a side is too short or too long.
    pub fn fit(&self, scene: &mut Scene, lettering: Option<&Lettering>) -> Result<(), PictureError> {
        let good = SHORTEST..=LONGEST;
        if !good.contains(&self.width) || !good.contains(&self.height) || !(0.25..=8.0).contains(&self.ratio) {
            return Err(PictureError::Size);
        }
        #[expect(clippy::cast_precision_loss, reason = "a picture's size")]
        scene.resize(self.width as f32 / self.ratio, self.scene_height(lettering) as f32 / self.ratio);
        Ok(())
    }

    /// Draws `scene` as it is at `now_ms`. Without `lettering` nothing is written: no names, no legend, an empty foot.
    ///
    /// # Errors
    /// When a side is zero or too long.
    pub fn draw(&self, scene: &Scene, lettering: Option<&Lettering>, now_ms: f64) -> Result<Canvas, PictureError> {
        let mut canvas = Canvas::new(self.width, self.height, scene.palette().background)?;
        let height = self.scene_height(lettering);
        draw_on(&mut canvas, scene, height, now_ms);
        let tones = Tones::of(self.theme);
        if let Some(lettering) = lettering {
            write_labels(&mut canvas, &scene.labels(self.names, now_ms), lettering, tones, self.ratio);
            #[expect(clippy::cast_precision_loss, reason = "a picture's size")]
            write_legend(&mut canvas, height as f32, &self.legend, lettering, tones, self.ratio);
        }
        if self.has_foot() {
            write_foot(&mut canvas, &self.title, &self.source, lettering, tones, self.ratio);
        }
        Ok(canvas)
    }

    fn has_foot(&self) -> bool {
        !(self.title.is_empty() && self.source.is_empty())
    }

    /// Rows above legend and foot.
    fn scene_height(&self, lettering: Option<&Lettering>) -> u32 {
        #[expect(clippy::cast_precision_loss, reason = "a picture's size")]
        let width = self.width as f32 / self.ratio;
        let legend = lettering.map_or(0.0, |lettering| legend_height(&self.legend, lettering, width));
        let foot = if self.has_foot() { FOOT_PX } else { 0.0 };
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few dozen pixels")]
        let below = ((legend + foot) * self.ratio).round() as u32;
        self.height.saturating_sub(below).max(1)
    }
}
