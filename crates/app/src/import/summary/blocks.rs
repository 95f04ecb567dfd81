//! Buildings as they would stand after the import, for the 3D preview.

use super::super::known::Known;
use super::super::linked::Key;
use super::super::plan::{PlannedRow, Step};
use louce_domain::id::{BuildingId, RoomId, SiteId};
use louce_domain::space::{Building, Place, Room, Site};
use louce_store::Reader;
use louce_wire::{PlannedBlock, PlannedRoom};
use std::collections::HashMap;

/// Buildings that are drawn.
const BLOCKS: usize = 30;
/// Rooms of a building that are drawn.
const ROOMS: usize = 600;

fn site_name(known: &Known, site: SiteId) -> String {
    known.linked::<Site>(&Key::Of(site.0)).next().map(|site| site.name.clone()).unwrap_or_default()
}

/// A building that is made or gains rooms.
struct Block {
    title: String,
    is_new: bool,
    rooms: Vec<PlannedRoom>,
    at: HashMap<RoomId, usize>,
    more_rooms: u32,
}

/// The first buildings that are made or gain rooms.
#[derive(Default)]
pub(super) struct Blocks {
    order: Vec<BuildingId>,
    blocks: HashMap<BuildingId, Block>,
    building_of: HashMap<RoomId, BuildingId>,
}

impl Blocks {
    /// Notes what a row makes, before it is written.
    pub(super) fn note(&mut self, reader: &Reader<'_>, planned: &PlannedRow, known: &Known) {
        for step in &planned.steps {
            match step {
                Step::CreateBuilding(building) => drop(self.begin(building, known, true)),
                Step::CreateRoom(room) => self.add(reader, room, known),
                Step::CreateStay(stay) if stay.is_open() => self.settle(stay.place),
                _ => {}
            }
        }
    }

    fn begin(&mut self, building: &Building, known: &Known, is_new: bool) -> Option<&mut Block> {
        if !self.blocks.contains_key(&building.id) {
            if self.order.len() >= BLOCKS {
                return None;
            }
            self.order.push(building.id);
            let site = building.site.map(|site| site_name(known, site)).unwrap_or_default();
            let is_number = building.name.chars().all(|c| c.is_ascii_alphanumeric());
            let word = if is_number { "幢" } else { "" };
            let title = format!("{site}{}{word}", building.name);
            let (rooms, at) = (Vec::new(), HashMap::new());
            self.blocks.insert(building.id, Block { title, is_new, rooms, at, more_rooms: 0 });
        }
        self.blocks.get_mut(&building.id)
    }

    fn add(&mut self, reader: &Reader<'_>, room: &Room, known: &Known) {
        if !self.blocks.contains_key(&room.building) {
            // Beyond the cap nothing more is asked of the register.
            if self.order.len() >= BLOCKS {
                return;
            }
            let Ok(building) = reader.building(room.building) else { return };
            self.begin(&building, known, false);
            reader.rooms_of(building.id).unwrap_or_default().iter().for_each(|old| self.put(old, false));
        }
        self.put(room, true);
    }

    fn put(&mut self, room: &Room, is_new: bool) {
        let Some(block) = self.blocks.get_mut(&room.building) else { return };
        if block.at.contains_key(&room.id) {
            return;
        }
        if block.rooms.len() >= ROOMS {
            block.more_rooms += 1;
            return;
        }
        block.at.insert(room.id, block.rooms.len());
        self.building_of.insert(room.id, room.building);
        block.rooms.push(PlannedRoom {
            unit: room.unit.clone().unwrap_or_default(),
            floor: room.floor.map_or(0, i32::from),
            number: format!("{}{}", room.number, room.sub_room.as_deref().unwrap_or_default()),
            is_new,
            persons: 0,
        });
    }

    /// Counts a person into a room that is drawn.
    fn settle(&mut self, place: Place) {
        let Place::Room(room) = place else { return };
        let Some(block) = self.building_of.get(&room).and_then(|building| self.blocks.get_mut(building)) else {
            return;
        };
        let room = block.at.get(&room).and_then(|at| block.rooms.get_mut(*at));
        if let Some(room) = room {
            room.persons += 1;
        }
    }

    /// The buildings in the order of the file, each with its rooms from below.
    pub(super) fn finish(mut self) -> Vec<PlannedBlock> {
        let blocks = self.order.iter().filter_map(|id| self.blocks.remove(id));
        let blocks = blocks.map(|block| {
            let Block { title, is_new, mut rooms, more_rooms, .. } = block;
            rooms.sort_by(|a, b| (&a.unit, a.floor, &a.number).cmp(&(&b.unit, b.floor, &b.number)));
            PlannedBlock { title, is_new, rooms, more_rooms }
        });
        blocks.collect()
    }
}
