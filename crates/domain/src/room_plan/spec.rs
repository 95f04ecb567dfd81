//! What a form asks about the inside of a building: everything from which its rooms follow.

use super::numbering::{BandNumbering, RoomNumbering};
use crate::space::Building;
use crate::space_kind::SpaceKind;
use serde::{Deserialize, Serialize};

/// The inside of a building as an officer describes it: units, floors, rooms, how they are numbered, and what is
/// different. Floors are named by their labels (`5`, `B1`, `G`, `夹层`), as they stand in the lift.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct BlockSpec {
    /// Units (单元), in order; none: the building has one entrance and its rooms name no unit.
    pub units: Vec<UnitSpec>,
    /// Floors above ground (地上层数), counted as `floors_counted` says.
    pub floors_above: u16,
    /// What `floors_above` counts.
    pub floors_counted: FloorCount,
    /// Floors below ground (地下层数). They have rooms only where a band or an exception says so.
    pub floors_below: u16,
    /// Floor numbers that are left out (4, 13, 14).
    pub skipped_floors: Vec<SkippedFloor>,
    /// Floors that are not called by their number (G, M, 3A, 夹层).
    pub floor_labels: Vec<FloorLabel>,
    /// Rooms on each floor of one unit (每层户数).
    pub rooms_per_floor: u16,
    /// Rooms behind each dwelling's door (一户多间), each registered as `501A`, `501B` …; 0 and 1: the dwelling is one.
    pub parts_per_room: u16,
    /// How dwellings are numbered.
    pub numbering: RoomNumbering,
    /// Whether the next unit goes on counting (101–104, 105–108) or begins anew.
    pub serials: SerialRun,
    /// Serials that are left out on every floor (4, 13, 14).
    pub skipped_serials: Vec<u16>,
    /// Floors that are no dwellings: shops, offices, garages, basements.
    pub bands: Vec<FloorBand>,
    /// Floors that have more or fewer rooms than the others, or another kind.
    pub floor_exceptions: Vec<FloorException>,
    /// Rooms that are missing, merged, parted or called otherwise.
    pub room_exceptions: Vec<RoomException>,
}

/// One unit (单元).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct UnitSpec {
    /// Name without 单元: `1`, `A`, `东`.
    pub name: String,
    /// Floors above ground, where they differ from the building's.
    pub floors_above: Option<u16>,
    /// Floors below ground, where they differ.
    pub floors_below: Option<u16>,
    /// Rooms per floor, where they differ.
    pub rooms_per_floor: Option<u16>,
}

impl UnitSpec {
    /// A unit that is like the building in everything.
    pub fn named(name: impl Into<String>) -> Self {
        Self { name: name.into(), ..Self::default() }
    }
}

/// How units are called.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnitNames {
    /// 1, 2, 3
    #[default]
    Numbers,
    /// A, B, C; at most 26
    Letters,
    /// 东, 西; 东, 中, 西; 东, 西, 南, 北; at most 5
    Sides,
}

impl UnitNames {
    /// The names of so many units; fewer where the letters or sides run out.
    pub fn names(self, units: u16) -> Vec<String> {
        match self {
            Self::Numbers => (1..=units).map(|unit| unit.to_string()).collect(),
            Self::Letters => ('A'..='Z').take(usize::from(units)).map(String::from).collect(),
            Self::Sides => super::numbering::sides(units).iter().map(|side| (*side).to_owned()).collect(),
        }
    }
}

/// What the number of floors counts. The two differ where floor numbers are skipped.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FloorCount {
    /// Storeys as they stand one on another (实际层数): 6 without a 4th are called 1, 2, 3, 5, 6, 7.
    #[default]
    Storeys,
    /// The number of the top floor (最高楼层号): 6 without a 4th are five storeys.
    TopNumber,
}

/// A floor number that is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SkippedFloor {
    /// The number.
    pub floor: i16,
    /// In which way.
    pub how: FloorSkip,
}

/// What it means that there is “no 4th floor”.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FloorSkip {
    /// Only the label jumps (跳号): the storey on the 3rd floor is called the 5th.
    LabelJumps,
    /// The storey's place is there and keeps its number, but nothing is let in it (架空层, 避难层, 设备层, 挑空).
    NotBuilt,
}

/// A floor that is not called by its number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FloorLabel {
    /// Which storey, counted as they stand: 1 is the lowest above ground, −1 the highest below.
    pub storey: i16,
    /// What it is called: `G`, `M`, `3A`, `夹层`, `-1`.
    pub label: String,
    /// Whether it uses up a number: a 4th floor called `3A` does, a mezzanine between 1 and 2 does not.
    pub takes_number: bool,
}

/// Whether the serials of a floor begin anew in each unit.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SerialRun {
    /// Each unit begins with 01.
    #[default]
    Restart,
    /// The next unit goes on where the one before stopped.
    Continue,
}

/// Floors that are used otherwise than for dwelling (底商, 办公, 车库, 地下室).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FloorBand {
    /// Labels of the floors.
    pub floors: Vec<String>,
    /// Units it holds for; none: all.
    #[serde(default)]
    pub units: Vec<String>,
    /// What the rooms are.
    pub kind: SpaceKind,
    /// Rooms on each of the floors: of each unit, or of the whole floor, as `rooms_of` says.
    pub rooms: u16,
    /// Whose rooms they are.
    #[serde(default)]
    pub rooms_of: BandRooms,
    /// How they are numbered.
    #[serde(default)]
    pub numbering: BandNumbering,
}

/// Whether the rooms of a band are reached through the units.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BandRooms {
    /// Each unit has as many, and they name it.
    #[default]
    EachUnit,
    /// They belong to the building and name no unit: shops on the street, an underground car park.
    WholeFloor,
}

/// A floor that is not like the others.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FloorException {
    /// Label of the floor.
    pub floor: String,
    /// In this unit only; none: in all.
    pub unit: Option<String>,
    /// How many rooms it has.
    pub rooms: Option<u16>,
    /// What they are.
    pub kind: Option<SpaceKind>,
}

/// A room that is not like the others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoomException {
    /// Its unit; none where the room names none.
    #[serde(default)]
    pub unit: Option<String>,
    /// The number it would have.
    pub number: String,
    /// What is different.
    pub change: RoomChange,
}

/// What is different about a room.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum RoomChange {
    /// It is not there (缺号).
    Missing,
    /// It is part of another room of the same unit (打通): that one stays, wider.
    MergedInto {
        /// Number of the room that stays.
        number: String,
    },
    /// It is of another kind.
    Kind {
        /// The kind.
        kind: SpaceKind,
    },
    /// It is called otherwise.
    Number {
        /// The number on its door.
        number: String,
    },
    /// Several rooms lie behind its door (一门多间, 隔断).
    Parts {
        /// Their names: `A`, `B`.
        names: Vec<String>,
    },
}

impl BlockSpec {
    /// A building without exceptions, its units called 1, 2, 3; a single unit is not named.
    pub fn plain(units: u16, floors_above: u16, rooms_per_floor: u16) -> Self {
        let names = if units > 1 { UnitNames::Numbers.names(units) } else { Vec::new() };
        Self {
            units: names.into_iter().map(UnitSpec::named).collect(),
            floors_above,
            rooms_per_floor,
            ..Self::default()
        }
    }

    /// What a building declares of itself, for a form to start from where no rooms are registered yet.
    pub fn declared(building: &Building) -> Self {
        let above = building.floors_above.and_then(|floors| u16::try_from(floors).ok());
        let below = building.floors_below.and_then(|floors| u16::try_from(floors).ok());
        let units = building.units.unwrap_or(1);
        let plain = Self::plain(units, above.unwrap_or(0), building.rooms_per_floor.unwrap_or(0));
        Self { floors_below: below.unwrap_or(0), ..plain }
    }
}
