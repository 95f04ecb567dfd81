//! Where the camera goes.

use super::{Viewer, now};
use louce_scene::camera::Insets;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
impl Viewer {
    /// Comes nearer by a factor above 1, goes away by one below.
    pub fn zoom(&mut self, factor: f32) {
        self.scene.zoom_by(factor, now());
    }

    /// Changes between bird's eye and a look at the fronts.
    pub fn tilt(&mut self) {
        self.scene.tilt(now());
    }

    /// Turns north up.
    #[wasm_bindgen(js_name = northUp)]
    pub fn north_up(&mut self) {
        self.scene.north_up(now());
    }

    /// Which way the camera looks, degrees clockwise from north.
    pub fn bearing(&self) -> f32 {
        self.scene.bearing(now())
    }

    /// Flies to a building, site or room. False when the id names nothing here.
    #[wasm_bindgen(js_name = flyTo)]
    pub fn fly_to(&mut self, id: &str) -> bool {
        self.scene.fly_to(id, now())
    }

    /// Flies to a place on the ground, in metres east and north.
    #[wasm_bindgen(js_name = flyToGround)]
    pub fn fly_to_ground(&mut self, east: f32, north: f32) {
        self.scene.fly_to_ground([east, north].into(), now());
    }

    /// The page covers so many CSS pixels along the edges of the canvas: what is flown to comes to stand beside that.
    #[wasm_bindgen(js_name = setInsets)]
    pub fn set_insets(&mut self, left: f32, top: f32, right: f32, bottom: f32) {
        self.scene.set_insets(Insets { left, top, right, bottom });
    }

    /// Flies to where everything is in the picture.
    #[wasm_bindgen(js_name = frameAll)]
    pub fn frame_all(&mut self) {
        self.scene.frame_all(now());
    }
}
