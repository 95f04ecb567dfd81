//! A specification for a building that is registered already, read off its rooms, so that a form can start from it.

use super::floor::{MOST_FLOORS_ABOVE, MOST_FLOORS_BELOW};
use super::numbering::{RoomNumbering, chinese_floor};
use super::spec::{
    BlockSpec, FloorCount, FloorException, FloorSkip, RoomChange, RoomException, SerialRun, SkippedFloor, UnitSpec,
};
use super::{MOST_ROOMS_PER_BUILDING, diff};
use crate::space::Room;
use crate::space_kind::SpaceKind;
use std::collections::{BTreeMap, BTreeSet, HashSet};

impl BlockSpec {
    /// The specification that calls for the rooms in use, as far as their numbers tell, and for no other. What it cannot
    /// explain (a shop with a street number) [`diff`] shows as surplus. Floors and serials that are nowhere met are
    /// taken for skipped where superstition skips them (4, 13, 14), else for floors without rooms and missing rooms.
    pub fn inferred(rooms: &[Room]) -> Self {
        let read: Vec<Reading<'_>> = rooms.iter().filter(|room| room.is_live()).filter_map(read).collect();
        let runs = [SerialRun::Restart, SerialRun::Continue];
        let specs = runs.map(|run| Inference::new(&read, run).spec(rooms));
        let unexplained = |spec: &Self| diff(rooms, &[], spec).surplus.len();
        let exceptions = |spec: &Self| spec.floor_exceptions.len() + spec.room_exceptions.len();
        specs.into_iter().min_by_key(|spec| (unexplained(spec), exceptions(spec))).unwrap_or_default()
    }
}

/// A room whose number tells its floor and serial.
struct Reading<'a> {
    room: &'a Room,
    floor: i16,
    /// None for sides (东, 西).
    serial: Option<u16>,
    style: RoomNumbering,
}

fn read(room: &Room) -> Option<Reading<'_>> {
    let floor = room.floor.filter(|floor| *floor != 0 && *floor >= -MOST_FLOORS_BELOW.cast_signed())?;
    if floor > MOST_FLOORS_ABOVE.cast_signed() {
        return None;
    }
    let made = |serial, style| Some(Reading { room, floor, serial, style });
    if room.number.strip_prefix(&chinese_floor(floor)).is_some_and(|side| !side.is_empty()) {
        return made(None, RoomNumbering::ChineseFloorSide);
    }
    let serial = |rest: &str| rest.parse::<u16>().ok().filter(|serial| rest.len() == 2 && *serial > 0);
    if floor < 0 {
        let rest = room.number.strip_prefix(&format!("B{}", -floor))?;
        return made(Some(serial(rest)?), RoomNumbering::FloorSerial);
    }
    let letter = room.unit.as_deref().filter(|unit| unit.len() == 1 && unit.bytes().all(|b| b.is_ascii_uppercase()));
    let behind_letter = letter.and_then(|letter| room.number.strip_prefix(letter));
    let digits = behind_letter.unwrap_or(&room.number);
    let plain = digits.strip_prefix(&floor.to_string()).and_then(serial);
    let padded = || digits.strip_prefix(&format!("{floor:02}")).and_then(serial);
    match (plain, behind_letter) {
        (Some(serial), Some(_)) => made(Some(serial), RoomNumbering::UnitLetter),
        (Some(serial), None) => made(Some(serial), RoomNumbering::FloorSerial),
        (None, _) => made(Some(padded()?), RoomNumbering::PaddedFloorSerial),
    }
}

/// What one unit has on one floor.
#[derive(Default)]
struct Holding {
    rooms: u16,
    kinds: BTreeSet<SpaceKind>,
}

struct Inference<'a> {
    read: &'a [Reading<'a>],
    run: SerialRun,
    units: Vec<Option<String>>,
    skipped_serials: Vec<u16>,
}

impl<'a> Inference<'a> {
    fn new(read: &'a [Reading<'a>], run: SerialRun) -> Self {
        let mut units: Vec<Option<String>> = read.iter().map(|reading| reading.room.unit.clone()).collect();
        let by_number =
            |unit: &Option<String>| unit.as_ref().map(|name| (name.parse().unwrap_or(u64::MAX), name.clone()));
        units.sort_by_key(by_number);
        units.dedup();
        let seen: BTreeSet<u16> = read.iter().filter_map(|reading| reading.serial).collect();
        let last = seen.last().copied().unwrap_or(0);
        let skipped_serials = (1..last).filter(|serial| !seen.contains(serial) && is_avoided(*serial)).collect();
        Self { read, run, units, skipped_serials }
    }

    fn spec(&self, rooms: &[Room]) -> BlockSpec {
        let holdings = self.holdings();
        let met: BTreeSet<i16> = self.read.iter().map(|reading| reading.floor).collect();
        let top = met.last().copied().unwrap_or(0).max(0);
        let depth = met.first().copied().unwrap_or(0).min(0).unsigned_abs();
        let skip = |floor: i16| SkippedFloor {
            floor,
            how: if is_avoided(floor.unsigned_abs()) { FloorSkip::LabelJumps } else { FloorSkip::NotBuilt },
        };
        let mut spec = BlockSpec {
            floors_above: top.unsigned_abs(),
            floors_counted: FloorCount::TopNumber,
            floors_below: depth,
            skipped_floors: (1..top).filter(|floor| !met.contains(floor)).map(skip).collect(),
            rooms_per_floor: usual(&holdings),
            numbering: self.style(),
            serials: self.run,
            skipped_serials: self.skipped_serials.clone(),
            ..BlockSpec::default()
        };
        spec.units = self.units.iter().flatten().map(|name| self.unit(name, top)).collect();
        self.add_floor_exceptions(&mut spec, &holdings, &met);
        self.add_room_exceptions(&mut spec, &holdings);
        let missing = diff(rooms, &[], &spec).added.into_iter().take(MOST_ROOMS_PER_BUILDING);
        let exception = |unit, number| RoomException { unit, number, change: RoomChange::Missing };
        spec.room_exceptions.extend(missing.map(|room| exception(room.unit, room.number)));
        spec
    }

    fn unit(&self, name: &str, top: i16) -> UnitSpec {
        let floors = self.read.iter().filter(|reading| reading.room.unit.as_deref() == Some(name));
        let own = floors.map(|reading| reading.floor.max(0)).max().unwrap_or(0);
        UnitSpec { floors_above: (own != top).then_some(own.unsigned_abs()), ..UnitSpec::named(name) }
    }

    /// The style most rooms above ground have.
    fn style(&self) -> RoomNumbering {
        let count = |style: RoomNumbering| {
            self.read.iter().filter(|reading| reading.floor > 0 && reading.style == style).count()
        };
        let padded = count(RoomNumbering::PaddedFloorSerial) > 0;
        let style = RoomNumbering::ALL.iter().rev().copied().max_by_key(|style| count(*style)).unwrap_or_default();
        if style == RoomNumbering::FloorSerial && padded { RoomNumbering::PaddedFloorSerial } else { style }
    }

    /// Which place on its floor a serial has, from 1.
    fn place(&self, serial: u16) -> u16 {
        let skipped = self.skipped_serials.iter().filter(|skipped| **skipped < serial).count();
        serial.saturating_sub(u16::try_from(skipped).unwrap_or(0))
    }

    /// What each unit has on each floor where it has any.
    fn holdings(&self) -> BTreeMap<(usize, i16), Holding> {
        let mut holdings: BTreeMap<(usize, i16), Holding> = BTreeMap::new();
        let mut sides: BTreeMap<(usize, i16), BTreeSet<&str>> = BTreeMap::new();
        for reading in self.read {
            let unit = self.units.iter().position(|unit| *unit == reading.room.unit).unwrap_or(0);
            let holding = holdings.entry((unit, reading.floor)).or_default();
            holding.kinds.insert(reading.room.kind);
            let sides = sides.entry((unit, reading.floor)).or_default();
            sides.insert(&reading.room.number);
            let place = reading.serial.map(|serial| self.place(serial));
            holding.rooms = holding.rooms.max(place.unwrap_or(u16::try_from(sides.len()).unwrap_or(u16::MAX)));
        }
        if self.run == SerialRun::Continue {
            let mut last: BTreeMap<i16, u16> = BTreeMap::new();
            for ((_, floor), holding) in &mut holdings {
                let before = last.insert(*floor, holding.rooms).unwrap_or(0);
                holding.rooms = holding.rooms.saturating_sub(before);
            }
        }
        holdings
    }

    fn add_floor_exceptions(
        &self,
        spec: &mut BlockSpec,
        holdings: &BTreeMap<(usize, i16), Holding>,
        met: &BTreeSet<i16>,
    ) {
        for (index, unit) in self.units.iter().enumerate() {
            for floor in met {
                let holding = holdings.get(&(index, *floor));
                let usual = if *floor < 0 { 0 } else { spec.rooms_per_floor };
                let usual_kind = if *floor < 0 { SpaceKind::Basement } else { SpaceKind::Dwelling };
                let rooms = holding.map_or(0, |holding| holding.rooms);
                let kind = holding.and_then(Holding::only_kind).filter(|kind| *kind != usual_kind);
                let own_top =
                    spec.units.iter().find(|own| Some(&own.name) == unit.as_ref()).and_then(|own| own.floors_above);
                let is_above = own_top.is_some_and(|top| *floor > top.cast_signed());
                if (rooms != usual || kind.is_some()) && !is_above {
                    spec.floor_exceptions.push(FloorException {
                        floor: if *floor < 0 { format!("B{}", -floor) } else { floor.to_string() },
                        unit: unit.clone(),
                        rooms: (rooms != usual).then_some(rooms),
                        kind,
                    });
                }
            }
        }
    }

    /// Rooms of another kind than their floor, and doors with several rooms behind them.
    fn add_room_exceptions(&self, spec: &mut BlockSpec, holdings: &BTreeMap<(usize, i16), Holding>) {
        let mut parts: BTreeMap<(&Option<String>, &str), Vec<String>> = BTreeMap::new();
        for Reading { room, floor, .. } in self.read {
            let unit = self.units.iter().position(|unit| *unit == room.unit).unwrap_or(0);
            let is_mixed = holdings.get(&(unit, *floor)).is_some_and(|holding| holding.only_kind().is_none());
            let usual = if *floor < 0 { SpaceKind::Basement } else { SpaceKind::Dwelling };
            let own = |change| RoomException { unit: room.unit.clone(), number: room.number.clone(), change };
            match &room.sub_room {
                Some(part) => parts.entry((&room.unit, &room.number)).or_default().push(part.clone()),
                None if is_mixed && room.kind != usual => {
                    spec.room_exceptions.push(own(RoomChange::Kind { kind: room.kind }));
                }
                None => {}
            }
        }
        let wholes = self.read.iter().map(|reading| reading.room).filter(|room| room.sub_room.is_none());
        let wholes: HashSet<(&Option<String>, &str)> = wholes.map(|room| (&room.unit, room.number.as_str())).collect();
        let doors = parts.into_iter().filter(|(door, names)| names.len() > 1 && !wholes.contains(door));
        spec.room_exceptions.extend(doors.map(|((unit, number), names)| RoomException {
            unit: unit.clone(),
            number: number.to_owned(),
            change: RoomChange::Parts { names },
        }));
    }
}

impl Holding {
    fn only_kind(&self) -> Option<SpaceKind> {
        self.kinds.first().copied().filter(|_| self.kinds.len() == 1)
    }
}

/// The number of rooms most floors have; of two as frequent, the larger.
fn usual(holdings: &BTreeMap<(usize, i16), Holding>) -> u16 {
    let mut counts: BTreeMap<u16, usize> = BTreeMap::new();
    for ((_, floor), holding) in holdings {
        *counts.entry(holding.rooms).or_default() += usize::from(*floor > 0);
    }
    counts.into_iter().max_by_key(|(rooms, floors)| (*floors, *rooms)).map_or(0, |(rooms, _)| rooms)
}

/// Numbers that buildings skip: those with a 4, and 13.
fn is_avoided(number: u16) -> bool {
    number == 13 || number.to_string().contains('4')
}
