//! Raising and changing buildings: the block form, its preview, splitting and merging rooms.
//!
//! Floors are named by their labels (`5`, `B1`, `G`, `夹层`), as they stand in the lift; kinds by their codes in the
//! catalogue.

use crate::{BlockView, FieldEdit};

/// What the building generator asks: units × floors × rooms, how they are numbered, and what is different (DOMAIN §1.3).
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct BlockForm {
    /// Units (单元) in order; none: the building has one entrance and its rooms name no unit.
    pub units: Vec<UnitForm>,
    /// Floors above ground (地上层数), counted as `floors_counted` says.
    pub floors_above: u16,
    /// What `floors_above` counts; the two differ where floor numbers are left out.
    pub floors_counted: FloorsCounted,
    /// Floors below ground (地下层数). They have rooms only where a band or an exception says so.
    pub floors_below: u16,
    /// Floor numbers that are left out (4, 13, 14).
    pub skipped_floors: Vec<SkippedFloorForm>,
    /// Floors that are not called by their number: G, M, 3A, 夹层.
    pub floor_labels: Vec<FloorLabelForm>,
    /// Rooms (户) on each floor of one unit.
    pub rooms_per_floor: u16,
    /// Rooms behind each dwelling's door (一户多间), registered as 501A, 501B …; 0 and 1: the dwelling is one.
    pub parts_per_room: u16,
    /// How dwellings are numbered.
    pub numbering: NumberingForm,
    /// Whether the serial goes on from unit to unit (101, 102 | 103, 104) rather than begin anew.
    pub serials_continue: bool,
    /// Room serials that are left out on every floor (4, 13, 14).
    pub skipped_serials: Vec<u16>,
    /// Floors that are no dwellings: shops, offices, garages, basements.
    pub bands: Vec<BandForm>,
    /// Floors that have more or fewer rooms than the others, or another kind.
    pub floor_exceptions: Vec<FloorExceptionForm>,
    /// Rooms that are missing, merged, parted or called otherwise.
    pub room_exceptions: Vec<RoomExceptionForm>,
}

/// What the number of floors counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum FloorsCounted {
    /// Storeys as they stand one on another (实际层数): 6 without a 4th are called 1, 2, 3, 5, 6, 7.
    Storeys,
    /// The number of the top floor (最高楼层号): 6 without a 4th are five storeys.
    TopNumber,
}

/// How dwellings are numbered, each with its example.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum NumberingForm {
    /// 101
    FloorSerial,
    /// 0101
    PaddedFloorSerial,
    /// A101: units are called by letters.
    UnitLetter,
    /// 1-101
    UnitDash,
    /// 101室
    Suffix,
    /// 二层东: at most five rooms on a floor.
    ChineseFloorSide,
}

/// A unit.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct UnitForm {
    /// Name without 单元: 1, 2, A, 东.
    pub name: String,
    /// Its floors above ground, where they differ.
    pub floors_above: Option<u16>,
    /// Its floors below ground, where they differ.
    pub floors_below: Option<u16>,
    /// Its rooms per floor, where they differ.
    pub rooms_per_floor: Option<u16>,
}

/// A floor number that is left out.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct SkippedFloorForm {
    /// The number.
    pub floor: i16,
    /// In which way.
    pub how: FloorSkipForm,
}

/// What it means that there is “no 4th floor”.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum FloorSkipForm {
    /// Only the label jumps (跳号): the storey on the 3rd floor is called the 5th.
    LabelJumps,
    /// The storey keeps its number, but nothing is let in it (架空层, 避难层, 设备层).
    NotBuilt,
}

/// A floor with a name of its own.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct FloorLabelForm {
    /// Which storey, counted as they stand: 1 is the lowest above ground, −1 the highest below.
    pub storey: i16,
    /// What it is called: at most four characters.
    pub label: String,
    /// Whether it uses up a number: a 4th floor called 3A does, a mezzanine between 1 and 2 does not.
    pub takes_number: bool,
}

/// Floors that are used otherwise than for dwelling (底商, 办公, 车库, 地下室).
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct BandForm {
    /// Labels of the floors.
    pub floors: Vec<String>,
    /// Units it holds for; none: all.
    pub units: Vec<String>,
    /// Kind of space (code).
    pub kind: String,
    /// Rooms on each of the floors: of each unit, or of the whole floor.
    pub rooms: u16,
    /// Whether they belong to the building and name no unit (shops on the street, a car park) rather than to each unit.
    pub whole_floor: bool,
    /// How they are numbered.
    pub numbering: BandNumberingForm,
}

/// How the rooms of a band are numbered.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(tag = "style", rename_all = "snake_case", rename_all_fields = "camelCase")]
pub enum BandNumberingForm {
    /// Like the dwellings: 101, B101.
    AsRooms,
    /// Counted through the band, in each unit anew: 车库1, 车库2.
    Serial {
        /// What stands before; without it two bands of one building would share their numbers.
        prefix: String,
        /// The first number.
        start: u32,
    },
    /// By the street in front (沿街门牌): 201号, 203号.
    Street {
        /// The street, where it is not the building's own.
        street: Option<String>,
        /// The first door.
        start: u32,
        /// From door to door: 2 on one side of a street.
        step: u32,
    },
}

/// A floor that is not like the others.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct FloorExceptionForm {
    /// Label of the floor.
    pub floor: String,
    /// In this unit only; none: in every unit.
    pub unit: Option<String>,
    /// How many rooms it has, where it differs.
    pub rooms: Option<u16>,
    /// What they are (code), where it differs.
    pub kind: Option<String>,
}

/// A room that is not like the others.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct RoomExceptionForm {
    /// Its unit; none where the room names none.
    pub unit: Option<String>,
    /// The number it would have (`PlannedRoomRow.planned_number`).
    pub number: String,
    /// What is different.
    pub change: RoomChangeForm,
}

/// What is different about a room.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(tag = "change", rename_all = "snake_case", rename_all_fields = "camelCase")]
pub enum RoomChangeForm {
    /// It is not there (缺号).
    Missing,
    /// It is part of another room of the same unit (打通): that one stays, wider.
    MergedInto {
        /// Number of the room that stays.
        number: String,
    },
    /// It is of another kind.
    Kind {
        /// The kind (code).
        kind: String,
    },
    /// It is called otherwise.
    Number {
        /// The number on its door.
        number: String,
    },
    /// Several rooms lie behind its door (一门多间, 隔断).
    Parts {
        /// Their names: A, B.
        names: Vec<String>,
    },
}

/// What a block form would make: to be looked at in 3D before anything is written.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct BlockPreview {
    /// The form as understood, to go on from.
    pub form: BlockForm,
    /// Where the form comes from.
    pub source: FormSource,
    /// Floors × rooms as they would be. Rooms that exist keep their identifiers, surplus ones among them; new ones have
    /// one that begins with `new:` and says no more than that.
    pub block: BlockView,
    /// Every floor, lowest first, for lists of floors to choose from.
    pub floors: Vec<FloorRow>,
    /// The rooms the form calls for.
    pub rooms: Vec<PlannedRoomRow>,
    /// How many rooms would be added.
    pub added: u32,
    /// How many rooms stay.
    pub kept: u32,
    /// Rooms that exist and are not in the form: nothing happens to them unless they are ended by hand.
    pub surplus: Vec<SurplusRoom>,
    /// What has to be mended first.
    pub problems: Vec<FormProblem>,
}

/// Where the form of a preview comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum FormSource {
    /// It came with the request.
    Given,
    /// It is kept with the building.
    Stored,
    /// It was read off the building's rooms; what it cannot explain is surplus.
    Inferred,
    /// A form to begin with.
    Usual,
}

/// A floor of a block form.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct FloorRow {
    /// Which storey, counted as they stand: 1 is the lowest above ground, −1 the highest below.
    pub storey: i16,
    /// Its number; a floor that takes none has that of the floor beneath.
    pub floor: i16,
    /// What it is called.
    pub label: String,
    /// False for a storey in which nothing is let.
    pub built: bool,
}

/// A room the form calls for.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct PlannedRoomRow {
    /// Its cell in the block: an identifier, or `new:…`.
    pub id: String,
    /// Unit.
    pub unit: Option<String>,
    /// Number in the register.
    pub number: String,
    /// Part of the room, where several lie behind its door.
    pub part: Option<String>,
    /// The number it would have without exceptions: what an exception names.
    pub planned_number: String,
    /// Label of its floor.
    pub floor: String,
    /// Kind of space (code).
    pub kind: String,
    /// What stands on its door: 1-101, 101室, 车库12号.
    pub door: String,
    /// Its own address on the street, where that is another than the building's.
    pub street_address: Option<String>,
}

/// A room that a block form does not know.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct SurplusRoom {
    /// Identifier.
    pub id: String,
    /// Label.
    pub label: String,
    /// Open records in it (stays, organisations, tenancies …); one with any cannot be ended.
    pub occupants: u32,
}

/// Something in a form that has to be mended.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct FormProblem {
    /// Code of the problem.
    pub code: String,
    /// Which field of the form, as it is called there: `floorsAbove`, `bands` …
    pub field: String,
    /// In Chinese, with what to do.
    pub zh: String,
    /// In English.
    pub en: String,
}

/// A building to raise.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct RaiseBuilding {
    /// The site it stands in.
    pub site_id: Option<String>,
    /// A new site of this name; one of this name that is there is taken.
    pub site_name: Option<String>,
    /// Fields of the building by name; `name` is needed.
    pub fields: Vec<FieldEdit>,
    /// Outer ring, WGS-84 longitude and latitude; none: the program finds a free place.
    pub footprint: Option<Vec<[f64; 2]>>,
    /// Its rooms.
    pub form: BlockForm,
    /// Why, in the user's words.
    pub note: Option<String>,
}

/// A change of a building's rooms by its form.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct BlockChange {
    /// The building.
    pub building_id: String,
    /// The form: rooms that are missing are added, nothing else happens.
    pub form: BlockForm,
    /// From which day, as exact as known; none: rooms end today, and those that come may always have been there.
    pub on: Option<String>,
    /// Surplus rooms to end; nothing may be open in them.
    pub end_rooms: Vec<RoomEnding>,
    /// Why, in the user's words.
    pub note: Option<String>,
}

/// A surplus room that ends.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct RoomEnding {
    /// The room.
    pub room_id: String,
    /// Why (code): demolished, erroneous.
    pub reason: String,
}

/// A split (拆分) or partition (隔断) of a room.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct RoomSplit {
    /// The room.
    pub room_id: String,
    /// From which day, as exact as known; none: today.
    pub on: Option<String>,
    /// Into what.
    pub into: SplitForm,
    /// Numbers of the new rooms, or names of the parts; none: the program proposes two.
    pub parts: Vec<String>,
    /// Which part each open record belongs to. Where nothing is said, households go with their head and tenancies with
    /// their tenant; every stay and presence must be said, except where the room lives on.
    pub occupants: Vec<OccupantPlace>,
    /// Why, in the user's words.
    pub note: Option<String>,
}

/// What a room is split into.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum SplitForm {
    /// Rooms with numbers of their own (拆分): the room ends, one of them may have its number.
    Rooms,
    /// Parts (隔断): nobody lives in 501 any more but in 501A or 501B.
    Parts,
    /// Parts beside the room (部分隔断): the household stays in 501 and lets 501B.
    PartsBeside,
}

/// Where an open record goes.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct OccupantPlace {
    /// Kind: stay, presence, tenancy, household.
    pub kind: String,
    /// Identifier.
    pub id: String,
    /// Which of the parts, counted from 0; none: it stays in the room, where that lives on.
    pub part: Option<u32>,
}

/// A merge (合并) of rooms; of one room with a new number, its renumbering (改号).
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct RoomMerge {
    /// The rooms; the first one lives on where it keeps its number.
    pub room_ids: Vec<String>,
    /// The new number, where it changes: then all end and a new room follows them.
    pub number: Option<String>,
    /// From which day, as exact as known; none: today.
    pub on: Option<String>,
    /// Why, in the user's words.
    pub note: Option<String>,
}
