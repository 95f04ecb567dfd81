//! The class that the page holds: forwards pointers and shapes to the scene, and draws when asked.
//!
//! Points are CSS pixels from the canvas's top left corner. Shapes, hits and labels travel as JSON in the words of
//! louce-scene.

use crate::gpu::Tally;
use crate::paint::{Painter, Quality};
use crate::picture::Picture;
use louce_scene::Scene;
use louce_scene::classes::Scale;
use louce_scene::colours::{Columns, RoomColoursShape};
use louce_scene::control::Key;
use louce_scene::pace::{self, Pace};
use louce_scene::palette::Theme;
use louce_scene::scene::{Changes, Held, Step};
use louce_scene::shape::{BlockShape, CommunityShape};
use louce_scene::tools::{Tool, ToolKey};
use std::sync::Arc;
use three_d::Context;
use wasm_bindgen::prelude::{JsCast, JsError, JsValue, wasm_bindgen};
use web_sys::{HtmlCanvasElement, WebGl2RenderingContext};

/// A picture that has stood still for this long is drawn once more, smoothly.
const REST_MS: f64 = 140.0;

/// Labels over a picture at rest or on a fast machine, and while a slow machine moves: each costs the page layout.
const MOST_LABELS: usize = 80;
const FEW_LABELS: usize = 20;

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

    /// Shows a community (a `CommunityShape`).
    #[wasm_bindgen(js_name = setCommunity)]
    pub fn set_community(&mut self, json: &str) -> Result<(), JsError> {
        self.scene.set_community(serde_json::from_str::<CommunityShape>(json)?);
        Ok(())
    }

    /// Opens a building (a `BlockShape`).
    #[wasm_bindgen(js_name = openBuilding)]
    pub fn open_building(&mut self, json: &str) -> Result<(), JsError> {
        self.scene.open(&serde_json::from_str::<BlockShape>(json)?, now());
        Ok(())
    }

    /// Closes the opened building.
    #[wasm_bindgen(js_name = closeBuilding)]
    pub fn close_building(&mut self) {
        self.scene.close(now());
    }

    /// Id of the opened building.
    #[wasm_bindgen(js_name = openedBuilding)]
    pub fn opened_building(&self) -> Option<String> {
        self.scene.opened_building().map(str::to_owned)
    }

    /// Slides one floor out; without a number, puts it back.
    #[wasm_bindgen(js_name = openFloor)]
    pub fn open_floor(&mut self, floor: Option<i16>) {
        self.scene.open_floor(floor, now());
    }

    /// The floor that is out.
    #[wasm_bindgen(js_name = outFloor)]
    pub fn out_floor(&self) -> Option<i16> {
        self.scene.out_floor()
    }

    /// Marks a building or room as the selection.
    pub fn select(&mut self, id: Option<String>) {
        self.scene.select(id.as_deref());
    }

    /// Lights search hits; an empty list ends that.
    #[wasm_bindgen(js_name = setLit)]
    pub fn set_lit(&mut self, ids: Vec<String>) {
        self.scene.set_lit(ids);
    }

    /// Colours the map by classes, told column by column (louce-scene's `Columns`): slots in the community's order, the
    /// class shown from afar or 255, rooms by class, and the class digits of all rooms.
    #[wasm_bindgen(js_name = setColours)]
    pub fn set_colours(
        &mut self,
        scale: &str,
        classes: usize,
        slots: &[u32],
        shown: &[u8],
        counts: &[u32],
        storeys: &[u8],
    ) -> Result<(), JsError> {
        self.scene.set_columns(word::<Scale>(scale)?, classes, Columns { slots, shown, counts, storeys });
        Ok(())
    }

    /// Shows the bare model.
    #[wasm_bindgen(js_name = clearColours)]
    pub fn clear_colours(&mut self) {
        self.scene.set_colours(None);
    }

    /// Colours the rooms of the opened building (a `RoomColoursShape`); without, by their states.
    #[wasm_bindgen(js_name = setRoomColours)]
    pub fn set_room_colours(&mut self, json: Option<String>) -> Result<(), JsError> {
        self.scene.set_room_colours(json.map(|json| serde_json::from_str::<RoomColoursShape>(&json)).transpose()?);
        Ok(())
    }

    /// A day of a timeline: a digit for each building in the community's order, anything else for none.
    #[wasm_bindgen(js_name = setDay)]
    pub fn set_day(&mut self, scale: &str, classes: usize, digits: &str) -> Result<(), JsError> {
        self.scene.set_day(word::<Scale>(scale)?, classes, digits.as_bytes());
        Ok(())
    }

    /// Only these classes stay coloured; without, all.
    #[wasm_bindgen(js_name = setFilter)]
    pub fn set_filter(&mut self, classes: Option<Vec<u8>>) {
        self.scene.set_filter(classes.as_deref());
    }

    /// How the classes of a scale are drawn: `[{colour, ink, pattern}]`.
    pub fn legend(&self, scale: &str, classes: usize) -> Result<String, JsError> {
        json(&self.scene.legend(word::<Scale>(scale)?, classes))
    }

    /// Whether openings, slides and flights take their time.
    #[wasm_bindgen(js_name = setMotion)]
    pub fn set_motion(&mut self, moves: bool) {
        self.scene.set_motion(moves);
    }

    /// `light` or `dark`.
    #[wasm_bindgen(js_name = setTheme)]
    pub fn set_theme(&mut self, theme: &str) -> Result<(), JsError> {
        self.scene.set_theme(word::<Theme>(theme)?);
        Ok(())
    }

    /// The canvas takes `width` × `height` CSS pixels of `ratio` device pixels each.
    pub fn resize(&mut self, width: f32, height: f32, ratio: f32) {
        self.size = [width, height].map(|css| (css * ratio.clamp(0.5, 4.0)).clamp(1.0, 8192.0));
        self.scene.resize(width, height);
    }

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

    /// Takes a step with the keyboard: `left`, `right`, `up`, `down`, `in` or `out`. The hit it led to, or nothing.
    pub fn step(&mut self, step: &str) -> Result<Option<String>, JsError> {
        self.scene.step(word::<Step>(step)?, now()).map(|hit| json(&hit)).transpose()
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

    /// Slides a room's floor out if the room could not be seen otherwise.
    pub fn reveal(&mut self, room: &str) {
        self.scene.reveal(room, now());
    }

    /// What lies under a point: `{kind, id, floor}`.
    pub fn pick(&self, x: f32, y: f32) -> Result<Option<String>, JsError> {
        self.scene.pick([x, y].into(), now()).map(|hit| json(&hit)).transpose()
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

    /// The ground that is in the picture: four corners in order around it, `[east, north, …]`.
    #[wasm_bindgen(js_name = groundCorners)]
    pub fn ground_corners(&self) -> Vec<f32> {
        self.scene.ground_corners(now()).into_iter().flat_map(|corner| corner.to_array()).collect()
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

    /// The map from above, at most `side` pixels on its longer side; nothing while nothing stands on it.
    #[wasm_bindgen(js_name = fromAbove)]
    pub fn from_above(&mut self, side: u32) -> Result<Option<Picture>, JsError> {
        let changes = self.scene.take_changes();
        self.painter.upload(&self.scene, &changes)?;
        self.changed_ms = now();
        self.smooth = false;
        let Some(above) = self.scene.from_above(side) else {
            return Ok(None);
        };
        let pixels = self.painter.pixels(&above.plan, self.scene.palette(), above.size)?;
        Ok(Some(Picture { size: above.size, pixels, area: above.area.to_vec(), labels: String::new(), ratio: 1.0 }))
    }

    /// The picture on a canvas of `width` × `height` pixels; of it the tile from shares `left`, `top` to `right`,
    /// `bottom`, as `tile` pixels. Labels are those of the whole picture.
    #[wasm_bindgen(js_name = elsewhere)]
    pub fn elsewhere(&mut self, size: &[u32], shares: &[f32], tile: &[u32]) -> Result<Option<Picture>, JsError> {
        let (&[width, height], &[left, top, right, bottom], &[wide, tall]) = (size, shares, tile) else {
            return Ok(None);
        };
        let seen = self.scene.elsewhere(width, height, MOST_LABELS * 2, now());
        let plan = seen.plan.tile([left, top, right, bottom]);
        let pixels = self.painter.pixels(&plan, self.scene.palette(), (wide, tall))?;
        let labels = json(&seen.labels)?;
        Ok(Some(Picture { size: (wide, tall), pixels, area: Vec::new(), labels, ratio: seen.ratio }))
    }

    /// Flies to where everything is in the picture.
    #[wasm_bindgen(js_name = frameAll)]
    pub fn frame_all(&mut self) {
        self.scene.frame_all(now());
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
