//! What the graphics card reads by slot: kept up to date texel by texel, so that a mark that moves costs two of them
//! however many buildings there are.

use super::Scene;
use crate::classes::{Look, Pattern, Scale, look};
use crate::colours::RoomLook;
use crate::community::Community;
use crate::facade::Cells;
use crate::paint::{Marks, Presence, TABLE_WIDTH, measured_texel, texel};
use crate::shape::{RoomShape, StateCode};
use crate::table::Table;
use std::collections::HashSet;

/// Tables of the community and of the opened building.
#[derive(Debug)]
pub(super) struct Tables {
    /// How each building is drawn, and whether it steps back.
    painted: Vec<(Look, bool)>,
    /// Buildings among the search hits.
    lit: HashSet<u32>,
    /// Whether a room of the opened building is among them.
    room_lit: bool,
    pub(super) buildings: Table<[u8; 4]>,
    /// Of the opened building: rooms, then slabs, then what all share.
    pub(super) rooms: Table<[u8; 4]>,
    pub(super) cells: Cells,
}

impl Tables {
    /// Blank ones for a community, with no building opened.
    pub(super) fn new(community: &Community) -> Self {
        Self {
            painted: Vec::new(),
            lit: HashSet::new(),
            room_lit: false,
            buildings: Table::new(TABLE_WIDTH, community.buildings.len(), [0; 4]),
            rooms: Table::new(TABLE_WIDTH, 0, [0; 4]),
            cells: Cells::new(&community.facades),
        }
    }
}

impl Scene {
    /// Everything anew: another community stands there.
    pub(super) fn paint_community(&mut self) {
        self.tables = Tables::new(&self.community);
        self.blank_rooms();
        self.find_lit();
        self.lay_cells();
        self.repaint();
    }

    /// Looks up how every building is drawn, and every room of the opened one.
    pub(super) fn repaint(&mut self) {
        let slots = 0..self.community.buildings.len();
        self.tables.painted.clear();
        self.tables.painted.extend(slots.map(|slot| self.colours.building(slot, self.theme)));
        self.changes.classes = true;
        self.mark_buildings();
        self.mark_rooms();
    }

    /// Puts the class of every room behind its windows.
    pub(super) fn lay_cells(&mut self) {
        if !self.colours.tells_rooms() {
            self.tables.cells.clear();
            return;
        }
        let facades = &self.community.facades;
        for slot in 0..self.community.buildings.len() {
            let storeys = self.colours.storeys(slot);
            self.tables.cells.write(facades, u32::try_from(slot).unwrap_or(u32::MAX), storeys);
        }
    }

    /// Other things are searched for.
    pub(super) fn find_lit(&mut self) {
        self.tables.lit = self.lit.iter().filter_map(|id| self.community.slot(id)).collect();
    }

    /// Another building is opened, or none.
    pub(super) fn paint_opened(&mut self, before: Option<u32>) {
        self.blank_rooms();
        let now = self.opened_slot();
        before.into_iter().chain(now).for_each(|slot| self.mark_building(slot));
        self.mark_rooms();
    }

    fn blank_rooms(&mut self) {
        let entries = self.block().map_or(0, |b| b.rooms.len() + b.storeys.len() + 1);
        self.tables.rooms = Table::new(TABLE_WIDTH, entries, [0; 4]);
    }

    /// The slot of the building that stands there opened.
    pub(super) fn opened_slot(&self) -> Option<u32> {
        self.opened.as_ref().and_then(|o| self.community.slot(&o.block.building))
    }

    /// Marks a building or a room of the opened one anew.
    pub(super) fn mark(&mut self, id: &str) {
        if let Some(slot) = self.community.slot(id) {
            self.mark_building(slot);
        }
        if let Some(slot) = self.block().and_then(|b| b.room_slot(id)) {
            self.mark_room(slot as usize);
        }
    }

    /// Marks all buildings anew.
    pub(super) fn mark_buildings(&mut self) {
        let marked = self.marked();
        for slot in 0..u32::try_from(self.community.buildings.len()).unwrap_or(u32::MAX) {
            if let Some(texel) = self.building_texel(slot, marked) {
                self.tables.buildings.set(slot as usize, texel);
            }
        }
    }

    fn mark_building(&mut self, slot: u32) {
        if let Some(texel) = self.building_texel(slot, self.marked()) {
            self.tables.buildings.set(slot as usize, texel);
        }
    }

    /// Slots of the buildings that are opened, selected, and under the pointer.
    fn marked(&self) -> [Option<u32>; 3] {
        let slot = |id: &Option<String>| id.as_deref().and_then(|id| self.community.slot(id));
        [self.opened_slot(), slot(&self.selected), slot(&self.hovered)]
    }

    fn building_texel(&self, slot: u32, [opened, selected, hovered]: [Option<u32>; 3]) -> Option<[u8; 4]> {
        let (look, back) = self.tables.painted.get(slot as usize)?;
        let lit = &self.tables.lit;
        let presence = match () {
            () if opened == Some(slot) => Presence::Hidden,
            () if lit.contains(&slot) => Presence::Lit,
            () if *back || !lit.is_empty() => Presence::Dim,
            () => Presence::Usual,
        };
        let marks = Marks { presence, selected: selected == Some(slot), hovered: hovered == Some(slot) };
        let unclaimed = self.community.building(slot)?.unclaimed;
        Some(if unclaimed { measured_texel(self.palette().measured, marks) } else { texel(*look, marks) })
    }

    /// Marks all rooms of the opened building anew, its slabs, and what all share.
    pub(super) fn mark_rooms(&mut self) {
        let Some(opened) = &self.opened else { return };
        let block = &opened.block;
        self.tables.room_lit = !self.lit.is_empty() && block.rooms.iter().any(|r| self.lit.contains(&r.shape.id));
        let (slabs, shared) = (block.storeys.len(), block.rooms.len() + block.storeys.len());
        let slab = texel((self.palette().plain, Pattern::Plain), Marks::default());
        (block.rooms.len()..).take(slabs).for_each(|slot| self.tables.rooms.set(slot, slab));
        self.tables.rooms.set(shared, texel((self.palette().core, Pattern::Plain), Marks::default()));
        (0..shared - slabs).for_each(|slot| self.mark_room(slot));
    }

    fn mark_room(&mut self, slot: usize) {
        let room = self.block().and_then(|block| Some((block.building.as_str(), block.rooms.get(slot)?)));
        if let Some(texel) = room.map(|(building, room)| self.room_texel(building, &room.shape)) {
            self.tables.rooms.set(slot, texel);
        }
    }

    fn room_texel(&self, building: &str, room: &RoomShape) -> [u8; 4] {
        let plain = (self.palette().plain, Pattern::Plain);
        let (look, back) = match self.colours.room(building, &room.id, self.theme) {
            RoomLook::Class(look) => (look, false),
            RoomLook::Nothing => (plain, false),
            RoomLook::StepsBack => (plain, true),
            RoomLook::AsItCame => self.state_look(room.state),
        };
        let presence = match (self.tables.room_lit, back) {
            (true, _) if self.lit.contains(&room.id) => Presence::Lit,
            (true, _) | (_, true) => Presence::Dim,
            (false, false) => Presence::Usual,
        };
        let is = |id: &Option<String>| id.as_deref() == Some(room.id.as_str());
        texel(look, Marks { presence, selected: is(&self.selected), hovered: is(&self.hovered) })
    }

    fn state_look(&self, state: StateCode) -> (Look, bool) {
        let class = StateCode::ALL.iter().position(|s| *s == state).unwrap_or_default();
        let stays = self.colours.state_stays(u8::try_from(class).unwrap_or(u8::MAX));
        let plain = (self.palette().plain, Pattern::Plain);
        if stays { (look(Scale::States, class, StateCode::ALL.len(), self.theme), false) } else { (plain, true) }
    }
}
