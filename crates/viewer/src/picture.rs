//! A picture that is not for the canvas: the map from above, or a piece of one to be kept.

use wasm_bindgen::prelude::wasm_bindgen;

/// Pixels, and what belongs to them.
#[wasm_bindgen]
pub struct Picture {
    pub(crate) size: (u32, u32),
    pub(crate) pixels: Vec<u8>,
    pub(crate) area: Vec<f32>,
    pub(crate) labels: String,
    pub(crate) ratio: f32,
}

#[wasm_bindgen]
impl Picture {
    /// Pixels across.
    #[wasm_bindgen(getter)]
    pub fn width(&self) -> u32 {
        self.size.0
    }

    /// Pixels from top to bottom.
    #[wasm_bindgen(getter)]
    pub fn height(&self) -> u32 {
        self.size.1
    }

    /// RGBA, row by row from the top.
    #[wasm_bindgen(getter)]
    pub fn pixels(&self) -> Vec<u8> {
        self.pixels.clone()
    }

    /// Ground shown: least east, least north, greatest east, greatest north, in metres; empty for a piece of a picture.
    #[wasm_bindgen(getter)]
    pub fn area(&self) -> Vec<f32> {
        self.area.clone()
    }

    /// Names on the whole picture, as `Viewer.labels`, in units of `ratio` pixels.
    #[wasm_bindgen(getter)]
    pub fn labels(&self) -> String {
        self.labels.clone()
    }

    /// Pixels for each unit of a name's place.
    #[wasm_bindgen(getter)]
    pub fn ratio(&self) -> f32 {
        self.ratio
    }
}
