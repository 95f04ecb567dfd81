//! What the map and an opened building are coloured by, in the words of the wire's views, and as looked up by slot.

mod by_slot;
mod digits;

pub use by_slot::{BUILDING_END, BySlot, Columns, STOREY_END};
pub use digits::Digits;

use crate::classes::{Look, MOST_CLASSES, Pattern, Scale, look};
use crate::community::Community;
use crate::facade::NO_CLASS;
use crate::palette::{Palette, Rgb, Theme, blend};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// A building whose rooms of the chosen classes are but a few still shows this much of their colour.
const LEAST_HEAT: f32 = 0.3;

/// Colours of the whole map.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ColoursShape {
    /// How the classes follow each other.
    pub scale: Scale,
    /// True where rooms have no class of their own.
    pub per_building: bool,
    /// One entry a class; only how many there are is of interest here.
    pub classes: Vec<ClassShape>,
    /// Buildings, in any order.
    pub buildings: Vec<BuildingColour>,
}

/// A class, of which drawing needs nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClassShape {}

/// What one building shows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct BuildingColour {
    /// Opaque id.
    pub id: String,
    /// The class shown from afar; none: nothing known.
    pub class: Option<u8>,
    /// Rooms by class.
    pub counts: Vec<u32>,
    /// Storeys above ground from the lowest up, a digit for each room: its class; anything else: none.
    pub storeys: Digits,
}

/// Colours of an opened building's rooms.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct RoomColoursShape {
    /// The building.
    pub building: String,
    /// Rooms with a class.
    pub rooms: Vec<RoomColour>,
}

/// A room's class.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct RoomColour {
    /// Opaque id.
    pub id: String,
    /// Index of its class.
    pub class: u8,
}

/// What the view is coloured by.
#[derive(Clone, Debug, Default)]
pub struct Colours {
    scale: Scale,
    classes: usize,
    told: BySlot,
    /// A day of a timeline, in their place: a digit for each building by slot, anything else for none.
    day: Option<Vec<u8>>,
    rooms: Option<(String, HashMap<String, u8>)>,
    /// Classes that stay coloured; none chosen: all.
    filter: Option<[bool; MOST_CLASSES]>,
}

impl Colours {
    /// Colours of the whole map; the rooms of an opened building keep theirs until they are set. Buildings that are not
    /// in `community` are passed over.
    pub fn set(&mut self, shape: &ColoursShape, community: &Community) {
        self.begin(shape.scale, shape.classes.len(), community);
        for building in &shape.buildings {
            let Some(slot) = community.slot(&building.id) else { continue };
            let storeys = if shape.per_building { &[] } else { building.storeys.as_bytes() };
            self.told.put(slot, building.class.unwrap_or(NO_CLASS), &building.counts, storeys);
        }
    }

    /// The same column by column; rooms have classes where there are storeys.
    pub fn set_columns(&mut self, scale: Scale, classes: usize, columns: Columns, community: &Community) {
        self.begin(scale, classes, community);
        self.told.take(columns);
    }

    fn begin(&mut self, scale: Scale, classes: usize, community: &Community) {
        (self.scale, self.classes) = (scale, classes.min(MOST_CLASSES));
        self.day = None;
        self.told.begin(community.buildings.len(), classes);
    }

    /// Buildings have changed places: `from` says for each slot which one it had before.
    pub fn move_slots(&mut self, from: &[Option<u32>]) {
        self.told = self.told.moved(from);
        let day =
            |day: &Vec<u8>| from.iter().map(|f| f.and_then(|f| day.get(f as usize)).copied().unwrap_or(b'-')).collect();
        self.day = self.day.as_ref().map(day);
    }

    /// The bare model.
    pub fn clear(&mut self) {
        *self = Self { rooms: self.rooms.take(), ..Self::default() };
    }

    /// A day of a timeline: one class for each building as its digit, by slot; anything else: none. Rooms have none.
    pub fn set_day(&mut self, scale: Scale, classes: usize, digits: &[u8]) {
        (self.scale, self.classes) = (scale, classes.min(MOST_CLASSES));
        self.day = Some(digits.to_vec());
    }

    /// Colours of the rooms of one building; none: by the states they came with.
    pub fn set_rooms(&mut self, shape: Option<RoomColoursShape>) {
        self.rooms = shape.map(|s| (s.building, s.rooms.into_iter().map(|r| (r.id, r.class)).collect()));
    }

    /// Only `classes` stay coloured; none given: all.
    pub fn set_filter(&mut self, classes: Option<&[u8]>) {
        self.filter = classes.map(|chosen| {
            let mut kept = [false; MOST_CLASSES];
            for (at, kept) in (0_u8..).zip(&mut kept) {
                *kept = chosen.contains(&at);
            }
            kept
        });
    }

    /// The scale and the number of its classes.
    pub fn scale(&self) -> (Scale, usize) {
        (self.scale, self.classes)
    }

    fn stays(&self, class: u8) -> bool {
        self.filter.is_none_or(|kept| kept.get(usize::from(class)).copied().unwrap_or(false))
    }

    fn look(&self, class: u8, theme: Theme) -> Look {
        look(self.scale, usize::from(class), self.classes, theme)
    }

    /// How the building in `slot` is drawn from afar, and whether it steps back. Where only some classes are chosen it
    /// shows the most frequent of them among its rooms, the stronger the larger their share.
    pub fn building(&self, slot: usize, theme: Theme) -> (Look, bool) {
        let plain = (Palette::of(theme).plain, Pattern::Plain);
        let of_class = |class: Option<u8>| {
            let known = class.filter(|c| self.stays(*c)).map(|c| self.look(c, theme));
            (known.unwrap_or(plain), self.filter.is_some() && known.is_none())
        };
        if let Some(day) = &self.day {
            return of_class(day.get(slot).filter(|d| d.is_ascii_digit()).map(|d| d - b'0'));
        }
        let counts = self.told.counts(slot);
        let all = counts.iter().copied().fold(0, u32::saturating_add);
        if self.filter.is_none() || all == 0 {
            return of_class(self.told.shown(slot));
        }
        let chosen = (0_u8..).zip(counts.iter().copied()).filter(|(class, n)| *n > 0 && self.stays(*class));
        let (most, rooms) = chosen.fold(((0, 0), 0_u32), |(most, rooms), (class, n)| {
            (if n > most.1 { (class, n) } else { most }, rooms.saturating_add(n))
        });
        if rooms == 0 {
            return (plain, true);
        }
        let (colour, pattern) = self.look(most.0, theme);
        #[expect(clippy::cast_precision_loss, reason = "rooms of one building")]
        let heat = LEAST_HEAT + (1.0 - LEAST_HEAT) * rooms as f32 / all as f32;
        ((blend(plain.0, colour, heat), pattern), false)
    }

    /// Class digits of the rooms of the building in `slot`, storey by storey from the ground up.
    pub fn storeys(&self, slot: usize) -> impl Iterator<Item = &[u8]> {
        self.told.storeys(slot)
    }

    /// How a room of `building` is drawn whose class is known, and whether it steps back; none: it has none here, and
    /// `coloured` says whether rooms of this building are coloured by classes at all.
    pub fn room(&self, building: &str, id: &str, theme: Theme) -> RoomLook {
        match self.rooms.as_ref().filter(|(of, _)| of == building) {
            None => RoomLook::AsItCame,
            Some((_, rooms)) => match rooms.get(id) {
                Some(class) if self.stays(*class) => RoomLook::Class(self.look(*class, theme)),
                Some(_) => RoomLook::StepsBack,
                None if self.filter.is_some() => RoomLook::StepsBack,
                None => RoomLook::Nothing,
            },
        }
    }

    /// Whether `class` stays where rooms are drawn by the states they came with.
    pub fn state_stays(&self, class: u8) -> bool {
        self.scale != Scale::States || self.stays(class)
    }

    /// Whether rooms have classes of their own.
    pub fn tells_rooms(&self) -> bool {
        self.day.is_none() && self.told.tells_rooms()
    }

    /// Colour and mark of each class on a facade. The last byte is the pattern's number; 255: the pane stays glass.
    pub fn panes(&self, theme: Theme) -> [[u8; 4]; MOST_CLASSES] {
        std::array::from_fn(|class| {
            let class = u8::try_from(class).unwrap_or(NO_CLASS);
            if usize::from(class) >= self.classes || !self.stays(class) {
                let [r, g, b]: Rgb = Palette::of(theme).glass;
                return [r, g, b, NO_CLASS];
            }
            let ([r, g, b], pattern) = self.look(class, theme);
            [r, g, b, pattern as u8]
        })
    }
}

/// How a room is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RoomLook {
    /// By the state it came with.
    AsItCame,
    /// By its class.
    Class(Look),
    /// It has a class that was not chosen.
    StepsBack,
    /// It has no class.
    Nothing,
}
