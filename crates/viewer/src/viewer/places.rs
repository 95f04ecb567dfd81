//! What is where on the picture.

use super::{MOST_LABELS, Viewer, json, now};
use wasm_bindgen::prelude::{JsError, wasm_bindgen};

/// Labels over a picture that a slow machine moves: each costs the page layout.
const FEW_LABELS: usize = 20;

#[wasm_bindgen]
impl Viewer {
    /// What lies under a point: `{kind, id, floor}`.
    pub fn pick(&self, x: f32, y: f32) -> Result<Option<String>, JsError> {
        self.scene.pick([x, y].into(), now()).map(|hit| json(&hit)).transpose()
    }

    /// Names over the picture: `[{kind, id, text, count, x, y, strong}]`.
    pub fn labels(&mut self) -> Result<String, JsError> {
        let coarse = !self.smooth && self.pace.scale() < 1.0;
        let labels = self.scene.labels(if coarse { FEW_LABELS } else { MOST_LABELS }, now());
        self.scene.keep_names(&labels);
        json(&labels)
    }

    /// A point at which a click hits the building now: `[x, y]`, or nothing.
    #[wasm_bindgen(js_name = buildingScreenPosition)]
    pub fn building_screen_position(&self, id: &str) -> Option<Vec<f32>> {
        self.scene.building_screen_position(id, now()).map(|p| p.to_array().to_vec())
    }

    /// A point at which a click hits the room now: `[x, y]`, or nothing.
    #[wasm_bindgen(js_name = roomScreenPosition)]
    pub fn room_screen_position(&self, id: &str) -> Option<Vec<f32>> {
        self.scene.room_screen_position(id, now()).map(|p| p.to_array().to_vec())
    }

    /// Where on the ground a point lies, in metres `[east, north]`; nothing above the horizon.
    #[wasm_bindgen(js_name = groundAt)]
    pub fn ground_at(&self, x: f32, y: f32) -> Option<Vec<f32>> {
        self.scene.ground_at([x, y].into(), now()).map(|p| p.to_array().to_vec())
    }

    /// Where a point of the ground is seen: `[x, y]`, or nothing behind the eye.
    #[wasm_bindgen(js_name = groundOnScreen)]
    pub fn ground_on_screen(&self, east: f32, north: f32) -> Option<Vec<f32>> {
        self.scene.ground_on_screen([east, north].into(), now()).map(|p| p.to_array().to_vec())
    }

    /// The ground that is in the picture: four corners in order around it, `[east, north, …]`.
    #[wasm_bindgen(js_name = groundCorners)]
    pub fn ground_corners(&self) -> Vec<f32> {
        self.scene.ground_corners(now()).into_iter().flat_map(|corner| corner.to_array()).collect()
    }
}
