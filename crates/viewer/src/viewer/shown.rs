//! What is shown: the community, the opened building, and how they are coloured.

use super::{Viewer, json, now, word};
use louce_scene::classes::Scale;
use louce_scene::colours::{Columns, RoomColoursShape};
use louce_scene::palette::Theme;
use louce_scene::shape::{BlockShape, CommunityShape};
use wasm_bindgen::prelude::{JsError, wasm_bindgen};

#[wasm_bindgen]
impl Viewer {
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

    /// Slides a room's floor out if the room could not be seen otherwise.
    pub fn reveal(&mut self, room: &str) {
        self.scene.reveal(room, now());
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
}
