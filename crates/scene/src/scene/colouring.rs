//! Colours and marks: what the colour tables hold. Nothing here builds a mesh.

use super::Scene;
use crate::classes::{LegendClass, MOST_CLASSES, Pattern, Scale, legend, look};
use crate::colours::{ColoursShape, RoomColoursShape, RoomLook};
use crate::paint::{Marks, Presence, measured_texel, table, texel};
use crate::palette::{Palette, Theme};
use crate::shape::{RoomShape, StateCode};
use std::collections::HashSet;

impl Scene {
    /// Light or dark.
    pub fn set_theme(&mut self, theme: Theme) {
        self.theme = theme;
        self.repaint();
    }

    /// The colours in use.
    pub fn palette(&self) -> &'static Palette {
        Palette::of(self.theme)
    }

    /// Colours the map by classes; none: the bare model.
    pub fn set_colours(&mut self, shape: Option<ColoursShape>) {
        match shape {
            Some(shape) => self.colours.set(shape),
            None => self.colours.clear(),
        }
        self.changes.cells = true;
        self.repaint();
    }

    /// Colours the rooms of the opened building by classes; none: by the states they came with.
    pub fn set_room_colours(&mut self, shape: Option<RoomColoursShape>) {
        self.colours.set_rooms(shape);
        self.changes.colours = true;
    }

    /// A day of a timeline: a digit for each building in the order in which the community was handed in, anything else
    /// for none. Rooms have no class then.
    pub fn set_day(&mut self, scale: Scale, classes: usize, digits: &[u8]) {
        // From one day to the next, facades stay the glass they are.
        self.changes.cells |= self.colours.tells_rooms();
        self.colours.set_day(scale, classes, digits);
        self.repaint();
    }

    /// Only `classes` stay coloured, the rest steps back; none given: all stay.
    pub fn set_filter(&mut self, classes: Option<&[u8]>) {
        self.colours.set_filter(classes);
        self.repaint();
    }

    /// How the classes of a scale are drawn in the theme in use.
    pub fn legend(&self, scale: Scale, classes: usize) -> Vec<LegendClass> {
        legend(scale, classes, self.theme)
    }

    /// Marks a building or room as the selection.
    pub fn select(&mut self, id: Option<&str>) {
        if self.selected.as_deref() != id {
            self.selected = id.map(str::to_owned);
            self.changes.colours = true;
        }
    }

    /// Marks what the pointer rests on. True when that changed.
    pub fn hover(&mut self, id: Option<&str>) -> bool {
        let changed = self.hovered.as_deref() != id;
        if changed {
            self.hovered = id.map(str::to_owned);
            self.changes.colours = true;
        }
        changed
    }

    /// Lights search hits (buildings or rooms) and dims the rest; an empty list ends that.
    pub fn set_lit(&mut self, ids: impl IntoIterator<Item = String>) {
        self.lit = ids.into_iter().collect();
        self.changes.colours = true;
    }

    /// Looks up how every building is drawn, so that a mark that moves costs no look-up.
    pub(super) fn repaint(&mut self) {
        let buildings = self.community.buildings.iter().enumerate();
        let painted = buildings.map(|(slot, b)| self.colours.building(slot, &b.id, self.theme));
        self.painted = painted.collect();
        self.changes.colours = true;
    }

    /// The colour table of the community, in whole rows.
    pub fn community_texels(&self) -> Vec<[u8; 4]> {
        let slot = |id: &str| self.community.slot(id);
        let slot_of = |id: &Option<String>| id.as_deref().and_then(slot);
        let lit: HashSet<u32> = self.lit.iter().filter_map(|id| slot(id)).collect();
        let opened = self.opened.as_ref().and_then(|o| slot(&o.block.building));
        let (selected, hovered) = (slot_of(&self.selected), slot_of(&self.hovered));
        let unclaimed = self.community.buildings.iter().map(|b| b.unclaimed);
        let texels = (0_u32..).zip(self.painted.iter().zip(unclaimed)).map(|(at, ((look, back), unclaimed))| {
            let presence = if opened == Some(at) {
                Presence::Hidden
            } else if lit.is_empty() {
                if *back { Presence::Dim } else { Presence::Usual }
            } else if lit.contains(&at) {
                Presence::Lit
            } else {
                Presence::Dim
            };
            let marks = Marks { presence, selected: selected == Some(at), hovered: hovered == Some(at) };
            if unclaimed { measured_texel(self.palette().measured, marks) } else { texel(*look, marks) }
        });
        table(texels.collect())
    }

    /// The classes behind the bays of all facades, in whole rows.
    pub fn cells(&self) -> Vec<u8> {
        self.colours.cells(&self.community)
    }

    /// Colour and mark of each class on a facade; the last byte 255 where the pane stays glass.
    pub fn panes(&self) -> [[u8; 4]; MOST_CLASSES] {
        self.colours.panes(self.theme)
    }

    /// The colour table of the opened building: rooms, then slabs, then what all share.
    pub fn block_texels(&self) -> Vec<[u8; 4]> {
        let Some(opened) = &self.opened else {
            return table(Vec::new());
        };
        let block = &opened.block;
        let searching = block.rooms.iter().any(|r| self.lit.contains(&r.shape.id));
        let rooms = block.rooms.iter().map(|r| self.room_texel(&block.building, &r.shape, searching));
        let slab = texel((self.palette().plain, Pattern::Plain), Marks::default());
        let shared = texel((self.palette().core, Pattern::Plain), Marks::default());
        table(rooms.chain(block.storeys.iter().map(|_| slab)).chain([shared]).collect())
    }

    fn room_texel(&self, building: &str, room: &RoomShape, searching: bool) -> [u8; 4] {
        let plain = (self.palette().plain, Pattern::Plain);
        let (look, back) = match self.colours.room(building, &room.id, self.theme) {
            RoomLook::Class(look) => (look, false),
            RoomLook::Nothing => (plain, false),
            RoomLook::StepsBack => (plain, true),
            RoomLook::AsItCame => self.state_look(room.state),
        };
        let presence = match (searching, self.lit.contains(&room.id), back) {
            (true, true, _) => Presence::Lit,
            (true, false, _) | (false, _, true) => Presence::Dim,
            (false, _, false) => Presence::Usual,
        };
        let is = |id: &Option<String>| id.as_deref() == Some(room.id.as_str());
        texel(look, Marks { presence, selected: is(&self.selected), hovered: is(&self.hovered) })
    }

    fn state_look(&self, state: StateCode) -> (crate::classes::Look, bool) {
        let class = StateCode::ALL.iter().position(|s| *s == state).unwrap_or_default();
        let stays = self.colours.state_stays(u8::try_from(class).unwrap_or(u8::MAX));
        let plain = (self.palette().plain, Pattern::Plain);
        if stays { (look(Scale::States, class, StateCode::ALL.len(), self.theme), false) } else { (plain, true) }
    }
}
