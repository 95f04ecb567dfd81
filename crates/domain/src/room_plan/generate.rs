//! From the specification to the rooms.

use super::floor::PlannedFloor;
use super::numbering::{BandNumbering, RoomNumbering, sides};
use super::spec::{BandRooms, BlockSpec, FloorBand, FloorException, RoomChange, RoomException, SerialRun, UnitSpec};
use super::{MOST_ROOMS_PER_BUILDING, PlannedRoom};
use crate::space_kind::SpaceKind;
use std::collections::{HashMap, HashSet};

/// The rooms a specification calls for: unit by unit, bottom to top, then those of whole floors. No two have the same
/// unit, number and part: of two that would, the first stays ([`BlockSpec::validate`] tells). Empty when there would be
/// more than [`MOST_ROOMS_PER_BUILDING`].
pub fn rooms(spec: &BlockSpec) -> Vec<PlannedRoom> {
    let mut seen = HashSet::new();
    let mut rooms = numbered(spec);
    rooms.retain(|room| seen.insert((room.unit.clone(), room.number.clone(), room.sub_room.clone())));
    if rooms.len() > MOST_ROOMS_PER_BUILDING { Vec::new() } else { rooms }
}

/// The rooms with their exceptions and parts, possibly with numbers that stand twice.
pub(super) fn numbered(spec: &BlockSpec) -> Vec<PlannedRoom> {
    excepted(spec, regular(spec).rooms).into_iter().flat_map(|room| parted(spec, room)).collect()
}

/// The rooms before the exceptions of single rooms; stops just above [`MOST_ROOMS_PER_BUILDING`].
pub(super) fn regular(spec: &BlockSpec) -> Regular {
    let made = Regular::default();
    let mut generator = Generator { spec, made, last_serial: HashMap::new(), counted: HashMap::new() };
    if spec.units.is_empty() {
        generator.add_unit(None);
    }
    spec.units.iter().for_each(|unit| generator.add_unit(Some(unit)));
    generator.add_whole_floors();
    generator.made
}

/// The rooms as floors and bands have them.
#[derive(Default)]
pub(super) struct Regular {
    pub(super) rooms: Vec<PlannedRoom>,
    /// Labels of the floors with more rooms than their numbers can tell apart.
    pub(super) crowded: Vec<String>,
}

struct Generator<'a> {
    spec: &'a BlockSpec,
    made: Regular,
    /// The last serial given on a floor, by its label.
    last_serial: HashMap<String, u16>,
    /// How many rooms of a band are counted so far, by band and unit.
    counted: HashMap<(usize, Option<&'a str>), u32>,
}

/// What a floor of a unit is to hold.
struct Filling<'a> {
    rooms: u16,
    kind: SpaceKind,
    band: Option<(usize, &'a FloorBand)>,
}

impl<'a> Generator<'a> {
    fn add_unit(&mut self, unit: Option<&'a UnitSpec>) {
        for floor in self.spec.floors(unit).iter().filter(|floor| floor.is_built) {
            let filling = filling(self.spec, unit, floor);
            if filling.band.is_none_or(|(_, band)| band.rooms_of == BandRooms::EachUnit) {
                self.add_floor(unit.map(|unit| unit.name.as_str()), floor, &filling);
            }
        }
    }

    fn add_whole_floors(&mut self) {
        let spec = self.spec;
        for floor in spec.floors(None).iter().filter(|floor| floor.is_built) {
            for (index, band) in (0..).zip(&spec.bands) {
                if band.rooms_of == BandRooms::WholeFloor && band.floors.contains(&floor.label) {
                    let exception = exception(spec, None, &floor.label);
                    let rooms = exception.and_then(|own| own.rooms).unwrap_or(band.rooms);
                    let kind = exception.and_then(|own| own.kind).unwrap_or(band.kind);
                    self.add_floor(None, floor, &Filling { rooms, kind, band: Some((index, band)) });
                }
            }
        }
    }

    fn add_floor(&mut self, unit: Option<&'a str>, floor: &PlannedFloor, filling: &Filling<'a>) {
        let numbers = match filling.band {
            Some((index, band)) if band.numbering != BandNumbering::AsRooms => {
                let counted = self.counted.entry((index, unit)).or_default();
                let first = *counted;
                *counted += u32::from(filling.rooms);
                (first..*counted).filter_map(|at| band_number(band, at)).collect()
            }
            _ => self.room_numbers(unit, floor, filling.rooms),
        };
        for (number, written, street_address) in numbers {
            if self.made.rooms.len() > MOST_ROOMS_PER_BUILDING {
                return;
            }
            self.made.rooms.push(PlannedRoom {
                unit: unit.map(str::to_owned),
                floor: floor.floor,
                floor_label: floor.own_label().map(str::to_owned),
                storey: floor.storey,
                number,
                sub_room: None,
                kind: filling.kind,
                span: 1,
                written,
                street_address,
            });
        }
    }

    /// The numbers of so many rooms of a floor in the style of the building.
    fn room_numbers(&mut self, unit: Option<&str>, floor: &PlannedFloor, rooms: u16) -> Vec<Numbered> {
        let style = self.spec.numbering;
        let last = self.last_serial.entry(floor.label.clone()).or_default();
        if self.spec.serials == SerialRun::Restart {
            *last = 0;
        }
        let serials: Vec<u16> = match style {
            RoomNumbering::ChineseFloorSide => (1..=rooms).collect(),
            _ => (last.saturating_add(1)..u16::MAX)
                .filter(|serial| !self.spec.skipped_serials.contains(serial))
                .take(usize::from(rooms))
                .collect(),
        };
        *last = serials.last().copied().unwrap_or(*last);
        let told_apart = if style == RoomNumbering::ChineseFloorSide { 5 } else { 99 };
        if *last > told_apart && !self.made.crowded.contains(&floor.label) {
            self.made.crowded.push(floor.label.clone());
        }
        let sides = sides(rooms).iter().copied().chain(std::iter::repeat(""));
        let numbers = serials.into_iter().zip(sides).map(|(serial, side)| style.number(unit, floor, serial, side));
        numbers.map(|number| (number.clone(), style.written(unit, &number, None), None)).collect()
    }
}

/// Number in the register, number on the door, address on the street.
type Numbered = (String, String, Option<String>);

/// The number of a band's room, `at` rooms after its first.
fn band_number(band: &FloorBand, at: u32) -> Option<Numbered> {
    match &band.numbering {
        BandNumbering::AsRooms => None,
        BandNumbering::Serial { prefix, start } => {
            let number = start.saturating_add(at);
            let word = if prefix.is_empty() { band.kind.zh() } else { prefix };
            Some((format!("{prefix}{number}"), format!("{word}{number}号"), None))
        }
        BandNumbering::Street { street, start, step } => {
            let door = format!("{}号", start.saturating_add(at.saturating_mul(*step)));
            let number = format!("{}{door}", street.as_deref().unwrap_or_default());
            let address = street.is_some().then(|| number.clone());
            Some((number, door, address))
        }
    }
}

fn exception<'a>(spec: &'a BlockSpec, unit: Option<&str>, label: &str) -> Option<&'a FloorException> {
    let here = || spec.floor_exceptions.iter().filter(|own| own.floor == label);
    let of_unit = here().find(|own| own.unit.is_some() && own.unit.as_deref() == unit);
    of_unit.or_else(|| here().find(|own| own.unit.is_none()))
}

/// What a floor of a unit holds: its exception before its band before what is usual.
fn filling<'a>(spec: &'a BlockSpec, unit: Option<&UnitSpec>, floor: &PlannedFloor) -> Filling<'a> {
    let name = unit.map(|unit| unit.name.as_str());
    let holds = |band: &FloorBand| {
        let of_unit = band.units.is_empty() || name.is_some_and(|name| band.units.iter().any(|unit| unit == name));
        band.floors.contains(&floor.label) && of_unit
    };
    let band = (0..).zip(&spec.bands).find(|(_, band)| holds(band));
    let usual = match (band, unit) {
        (Some((_, band)), _) => band.rooms,
        (None, _) if floor.storey < 0 => 0,
        (None, unit) => unit.and_then(|unit| unit.rooms_per_floor).unwrap_or(spec.rooms_per_floor),
    };
    let usual_kind = if floor.storey < 0 { SpaceKind::Basement } else { SpaceKind::Dwelling };
    let exception = exception(spec, name, &floor.label);
    Filling {
        rooms: exception.and_then(|own| own.rooms).unwrap_or(usual),
        kind: exception.and_then(|own| own.kind).or(band.map(|(_, band)| band.kind)).unwrap_or(usual_kind),
        band,
    }
}

/// Carries the exceptions of single rooms out. They mean rooms by the numbers these would have.
fn excepted(spec: &BlockSpec, rooms: Vec<PlannedRoom>) -> Vec<PlannedRoom> {
    let mut own: HashMap<(Option<&str>, &str), Vec<&RoomChange>> = HashMap::new();
    for RoomException { unit, number, change } in &spec.room_exceptions {
        own.entry((unit.as_deref(), number.as_str())).or_default().push(change);
    }
    let mut spans: HashMap<(Option<&str>, &str), u16> = HashMap::new();
    for RoomException { unit, number, change } in &spec.room_exceptions {
        if let RoomChange::MergedInto { number: into } = change
            && rooms.iter().any(|room| room.unit == *unit && room.number == *number)
        {
            *spans.entry((unit.as_deref(), into.as_str())).or_insert(1) += 1;
        }
    }
    let change = |room: PlannedRoom| {
        let key = (room.unit.as_deref(), room.number.as_str());
        let span = spans.get(&key).copied().unwrap_or(1);
        let changes = own.get(&key).map_or(&[][..], Vec::as_slice);
        changed(spec, PlannedRoom { span, ..room.clone() }, changes)
    };
    rooms.into_iter().flat_map(change).collect()
}

/// One room with what is different about it.
fn changed(spec: &BlockSpec, room: PlannedRoom, changes: &[&RoomChange]) -> Vec<PlannedRoom> {
    let mut room = room;
    let mut names: &[String] = &[];
    for change in changes {
        match change {
            RoomChange::Missing | RoomChange::MergedInto { .. } => return Vec::new(),
            RoomChange::Kind { kind } => room.kind = *kind,
            RoomChange::Number { number } => {
                room.written = spec.numbering.written(room.unit.as_deref(), number, None);
                room.number.clone_from(number);
                room.street_address = None;
            }
            RoomChange::Parts { names: own } => names = own,
        }
    }
    if names.is_empty() { vec![room] } else { names.iter().map(|name| part(spec, &room, name)).collect() }
}

/// A dwelling with several rooms behind its door, where the building has such throughout.
fn parted(spec: &BlockSpec, room: PlannedRoom) -> Vec<PlannedRoom> {
    if spec.parts_per_room < 2 || room.kind != SpaceKind::Dwelling || room.sub_room.is_some() {
        return vec![room];
    }
    let names = ('A'..='Z').take(usize::from(spec.parts_per_room));
    names.map(|name| part(spec, &room, &name.to_string())).collect()
}

fn part(spec: &BlockSpec, room: &PlannedRoom, name: &str) -> PlannedRoom {
    PlannedRoom {
        sub_room: Some(name.to_owned()),
        written: spec.numbering.written(room.unit.as_deref(), &room.number, Some(name)),
        ..room.clone()
    }
}
