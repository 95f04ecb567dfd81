//! The class that the page holds: forwards pointers and shapes to the scene, and draws when asked.
//!
//! Points are CSS pixels from the canvas's top left corner. Shapes, hits and labels travel as JSON in the words of
//! louce-scene.

mod flights;
mod hands;
mod pictures;
mod places;
mod shown;

use crate::gpu::Tally;
use crate::paint::{Painter, Quality};
use louce_scene::Scene;
use louce_scene::pace::{self, Pace};
use louce_scene::scene::Changes;
use std::sync::Arc;
use three_d::Context;
use wasm_bindgen::prelude::{JsCast, JsError, JsValue, wasm_bindgen};
use web_sys::{HtmlCanvasElement, WebGl2RenderingContext};

/// A picture that has stood still for this long is drawn once more, smoothly.
const REST_MS: f64 = 140.0;

/// Labels over a picture at rest or on a fast machine: each costs the page layout.
const MOST_LABELS: usize = 80;

/// A louce-scene on a canvas.
#[wasm_bindgen]
pub struct Viewer {
    scene: Scene,
    painter: Painter,
    canvas: HtmlCanvasElement,
    /// The canvas in device pixels.
    size: [f32; 2],
    pace: Pace,
    /// When the picture last changed.
    changed_ms: f64,
    /// The picture on the canvas is the smooth one.
    smooth: bool,
    tally: Tally,
    frame_cpu_ms: f64,
}

#[wasm_bindgen]
impl Viewer {
    /// A viewer on `canvas`; fails with `webgl2-missing` where the page cannot draw in 3D.
    #[wasm_bindgen(constructor)]
    pub fn new(canvas: HtmlCanvasElement) -> Result<Viewer, JsError> {
        let gl = gl_context(&canvas)?;
        let context = three_d::context::Context::from_webgl2_context(gl.clone());
        let painter = Painter::new(Context::from_gl_context(Arc::new(context))?, gl)?;
        Ok(Self {
            scene: Scene::default(),
            painter,
            canvas,
            size: [1.0, 1.0],
            pace: Pace::default(),
            changed_ms: 0.0,
            smooth: false,
            tally: Tally::default(),
            frame_cpu_ms: 0.0,
        })
    }

    /// The canvas takes `width` × `height` CSS pixels of `ratio` device pixels each.
    pub fn resize(&mut self, width: f32, height: f32, ratio: f32) {
        self.size = [width, height].map(|css| (css * ratio.clamp(0.5, 4.0)).clamp(1.0, 8192.0));
        self.scene.resize(width, height);
    }

    /// Chooses how fine the picture is: `auto`, `fine` or `fast`.
    #[wasm_bindgen(js_name = setQuality)]
    pub fn set_quality(&mut self, quality: &str) -> Result<(), JsError> {
        self.pace.choose(word::<pace::Quality>(quality)?);
        self.smooth = false;
        Ok(())
    }

    /// What moving pictures are drawn at now: `fine`, `medium` or `coarse`.
    #[wasm_bindgen(js_name = qualityNow)]
    pub fn quality_now(&self) -> String {
        self.pace.word().to_owned()
    }

    /// True while a frame would look different from the last.
    #[wasm_bindgen(js_name = needsFrame)]
    pub fn needs_frame(&self) -> bool {
        !self.smooth || self.scene.needs_frame(now())
    }

    /// Draws if anything changed. True while more frames are wanted.
    pub fn frame(&mut self, time_ms: f64) -> Result<bool, JsError> {
        let moving = self.scene.advance(time_ms);
        let changes = self.scene.take_changes();
        if moving || changes.any() {
            self.changed_ms = time_ms;
            self.smooth = false;
            self.draw(time_ms, &changes, Quality::Quick)?;
        } else if !self.smooth && time_ms - self.changed_ms >= REST_MS {
            let quality = if self.pace.smooths() { Quality::Smooth } else { Quality::Rest };
            self.draw(time_ms, &changes, quality)?;
            self.smooth = true;
        }
        Ok(!self.smooth)
    }

    /// `{draw_calls, triangles, frame_cpu_ms}` of the last frame.
    pub fn stats(&self) -> Result<String, JsError> {
        json(&serde_json::json!({
            "draw_calls": self.tally.draw_calls,
            "triangles": self.tally.triangles,
            "frame_cpu_ms": self.frame_cpu_ms,
        }))
    }

    fn draw(&mut self, time_ms: f64, changes: &Changes, quality: Quality) -> Result<(), JsError> {
        let begun = now();
        let scale = match quality {
            Quality::Quick => self.pace.moving(time_ms),
            Quality::Rest | Quality::Smooth => 1.0,
        };
        let size = self.fit_canvas(scale);
        self.painter.upload(&self.scene, changes)?;
        self.tally = self.painter.paint(&self.scene.plan(time_ms), self.scene.palette(), size, quality)?;
        self.frame_cpu_ms = now() - begun;
        Ok(())
    }

    /// Gives the canvas `scale` of its full resolution; the page stretches it. Changing a canvas's size blanks it, so
    /// this is followed by a frame.
    fn fit_canvas(&self, scale: f32) -> (u32, u32) {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a canvas's size")]
        let [width, height] = self.size.map(|side| (side * scale).round().max(1.0) as u32);
        if (self.canvas.width(), self.canvas.height()) != (width, height) {
            self.canvas.set_width(width);
            self.canvas.set_height(height);
        }
        (width, height)
    }
}

/// The page's clock, on which its animation frames are timed too.
fn now() -> f64 {
    web_sys::window().and_then(|w| w.performance()).map_or(0.0, |p| p.now())
}

fn json<T: serde::Serialize>(value: &T) -> Result<String, JsError> {
    Ok(serde_json::to_string(value)?)
}

/// A word of the page as one of louce-scene's.
fn word<T: serde::de::DeserializeOwned>(word: &str) -> Result<T, JsError> {
    Ok(serde_json::from_value(serde_json::Value::from(word))?)
}

fn gl_context(canvas: &HtmlCanvasElement) -> Result<WebGl2RenderingContext, JsError> {
    let missing = || JsError::new("webgl2-missing");
    let options = js_sys::Object::new();
    for (name, on) in [("antialias", false), ("alpha", false), ("depth", true), ("stencil", false)] {
        let set = js_sys::Reflect::set(&options, &JsValue::from_str(name), &JsValue::from_bool(on));
        set.map_err(|_| missing())?;
    }
    let context =
        canvas.get_context_with_context_options("webgl2", &options).map_err(|_| missing())?.ok_or_else(missing)?;
    context.dyn_into::<WebGl2RenderingContext>().map_err(|_| missing())
}
