//! What hands do: pointers, keys and tools.

use super::{Viewer, json, now, word};
use louce_scene::control::Key;
use louce_scene::scene::{Held, Step};
use louce_scene::tools::{Tool, ToolKey};
use wasm_bindgen::prelude::{JsError, wasm_bindgen};

#[wasm_bindgen]
impl Viewer {
    /// What the left button does: `look`, `box`, `move`, `draw` or `measure`.
    #[wasm_bindgen(js_name = setTool)]
    pub fn set_tool(&mut self, tool: &str) -> Result<(), JsError> {
        self.scene.set_tool(word::<Tool>(tool)?);
        Ok(())
    }

    /// A key for the tool in use: `turn`, `turn_back`, `finish`, `undo` or `give_up`. What it did (an `Outcome`), or
    /// nothing where the tool has no use for it.
    #[wasm_bindgen(js_name = toolKey)]
    pub fn tool_key(&mut self, key: &str) -> Result<Option<String>, JsError> {
        self.scene.tool_key(word::<ToolKey>(key)?).map(|done| json(&done)).transpose()
    }

    /// What the tool in use draws over the picture: `{strokes, notes}`.
    pub fn overlay(&self) -> Result<String, JsError> {
        json(&self.scene.overlay(now()))
    }

    /// A button went down; `control` with Ctrl or Meta.
    #[wasm_bindgen(js_name = pointerDown)]
    pub fn pointer_down(&mut self, x: f32, y: f32, button: i16, control: bool, shift: bool) {
        self.scene.pointer_down([x, y].into(), button, Held { control, shift }, now());
    }

    /// The pointer moved. True while it drags.
    #[wasm_bindgen(js_name = pointerMove)]
    pub fn pointer_move(&mut self, x: f32, y: f32, control: bool) -> bool {
        self.scene.pointer_move([x, y].into(), Held { control, shift: false }, now())
    }

    /// The button came up: what was done (an `Outcome`).
    #[wasm_bindgen(js_name = pointerUp)]
    pub fn pointer_up(&mut self, x: f32, y: f32, control: bool) -> Result<String, JsError> {
        json(&self.scene.pointer_up([x, y].into(), Held { control, shift: false }, now()))
    }

    /// The system took the pointer away.
    #[wasm_bindgen(js_name = pointerCancel)]
    pub fn pointer_cancel(&mut self) {
        self.scene.pointer_cancel();
    }

    /// The wheel turned.
    pub fn wheel(&mut self, x: f32, y: f32, delta_y: f32) {
        self.scene.wheel([x, y].into(), delta_y, now());
    }

    /// `left`, `right`, `up`, `down`, `nearer` or `farther`.
    pub fn key(&mut self, key: &str) -> Result<(), JsError> {
        self.scene.key(word::<Key>(key)?, now());
        Ok(())
    }

    /// Takes a step with the keyboard: `left`, `right`, `up`, `down`, `in` or `out`. The hit it led to, or nothing.
    pub fn step(&mut self, step: &str) -> Result<Option<String>, JsError> {
        self.scene.step(word::<Step>(step)?, now()).map(|hit| json(&hit)).transpose()
    }

    /// Marks what lies under a point as hovered; the hit, or nothing.
    pub fn hover(&mut self, x: f32, y: f32) -> Result<Option<String>, JsError> {
        self.scene.hover_at([x, y].into(), now()).map(|hit| json(&hit)).transpose()
    }

    /// The pointer left the canvas.
    #[wasm_bindgen(js_name = endHover)]
    pub fn end_hover(&mut self) {
        self.scene.hover(None);
    }
}
