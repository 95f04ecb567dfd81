//! Pictures that are not for the canvas.

use super::{MOST_LABELS, Viewer, json, now};
use crate::picture::Picture;
use wasm_bindgen::prelude::{JsError, wasm_bindgen};

#[wasm_bindgen]
impl Viewer {
    /// The map from above, at most `side` pixels on its longer side; nothing while nothing stands on it.
    #[wasm_bindgen(js_name = fromAbove)]
    pub fn from_above(&mut self, side: u32) -> Result<Option<Picture>, JsError> {
        self.bring_up_to_date()?;
        let Some(above) = self.scene.from_above(side) else {
            return Ok(None);
        };
        let pixels = self.painter.pixels(&above.plan, self.scene.palette(), above.size)?;
        Ok(Some(Picture { size: above.size, pixels, area: above.area.to_vec(), labels: String::new(), ratio: 1.0 }))
    }

    /// The picture on a canvas of `width` × `height` pixels; of it the tile from shares `left`, `top` to `right`,
    /// `bottom`, as `tile` pixels, as it is at `now_ms` of the page's clock: the tiles of one picture are of one moment.
    /// Labels are those of the whole picture.
    #[wasm_bindgen(js_name = elsewhere)]
    pub fn elsewhere(
        &mut self,
        size: &[u32],
        shares: &[f32],
        tile: &[u32],
        now_ms: f64,
    ) -> Result<Option<Picture>, JsError> {
        let (&[width, height], &[left, top, right, bottom], &[wide, tall]) = (size, shares, tile) else {
            return Ok(None);
        };
        self.bring_up_to_date()?;
        let seen = self.scene.elsewhere(width, height, MOST_LABELS * 2, now_ms);
        let plan = seen.plan.tile([left, top, right, bottom]);
        let pixels = self.painter.pixels(&plan, self.scene.palette(), (wide, tall))?;
        let labels = json(&seen.labels)?;
        Ok(Some(Picture { size: (wide, tall), pixels, area: Vec::new(), labels, ratio: seen.ratio }))
    }
}

impl Viewer {
    /// What changed since the last frame is on the card before a picture is drawn of it.
    fn bring_up_to_date(&mut self) -> Result<(), JsError> {
        let changes = self.scene.take_changes();
        self.painter.upload(&self.scene, &changes)?;
        self.changed_ms = now();
        self.smooth = false;
        Ok(())
    }
}
