//! Raising and changing buildings: the block form, its preview, splitting and merging rooms.

use crate::{BlockView, FieldEdit};

/// What the building generator asks: units × floors × rooms, and how they are numbered (DOMAIN §1.3).
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct BlockForm {
    /// Units (单元) in order; one unit without a name where the building has one entrance.
    pub units: Vec<UnitForm>,
    /// Highest floor above ground, as counted.
    pub floors_above: i16,
    /// Floors below ground.
    pub floors_below: i16,
    /// Rooms (户) on each floor of each unit.
    pub rooms_per_floor: u16,
    /// Floor numbers that are left out (4, 13, 14).
    pub skipped_floors: Vec<i16>,
    /// Whether such floors are missing from the building too, rather than only from its numbering (the floor above 3 is called 5).
    pub skipped_are_absent: bool,
    /// Floors with a name of their own: G, M 夹层, B1.
    pub floor_labels: Vec<FloorLabelForm>,
    /// Numbering style: floor_serial (101), padded (0101), unit_letter (A101), unit_dash (1-101), suffix (101室), chinese_side (二层东).
    pub numbering: String,
    /// Whether the serial goes on from unit to unit (101, 102 | 103, 104).
    pub serials_continue: bool,
    /// Room serials that are left out (4).
    pub skipped_serials: Vec<u16>,
    /// Shops on the lower floors.
    pub shops: Option<ShopForm>,
    /// Rooms below ground.
    pub basements: Vec<BasementForm>,
    /// Floors with another number of rooms.
    pub exceptions: Vec<FloorExceptionForm>,
    /// Rooms that do not exist.
    pub missing: Vec<RoomNameForm>,
}

/// A unit.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct UnitForm {
    /// Name: 1, 2, A, 东; none: the building has one entrance.
    pub name: Option<String>,
    /// Its highest floor, where it differs.
    pub floors_above: Option<i16>,
    /// Its rooms per floor, where they differ.
    pub rooms_per_floor: Option<u16>,
}

/// A floor with a name of its own.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct FloorLabelForm {
    /// Floor as counted.
    pub floor: i16,
    /// Name.
    pub label: String,
}

/// Shops at the street (底商).
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct ShopForm {
    /// Lowest shop floor.
    pub first_floor: i16,
    /// Highest shop floor.
    pub last_floor: i16,
    /// Shops on each such floor.
    pub count: u16,
    /// First door number of the street; none: numbered like rooms.
    pub start: Option<u32>,
    /// From one door number to the next: 2 where the street has odd and even sides.
    pub step: u32,
}

/// Rooms of a floor below ground.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct BasementForm {
    /// Floor: −1 is the first.
    pub floor: i16,
    /// How many.
    pub count: u16,
    /// Kind of space (code): garage, storage, basement …
    pub kind: String,
    /// What their numbers begin with: B1, 车库 …
    pub prefix: String,
}

/// A floor with another number of rooms.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct FloorExceptionForm {
    /// Unit; none: every unit.
    pub unit: Option<String>,
    /// Floor.
    pub floor: i16,
    /// Rooms on it.
    pub rooms: u16,
}

/// A room by its name.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct RoomNameForm {
    /// Unit.
    pub unit: Option<String>,
    /// Number.
    pub number: String,
}

/// What a block form would make: to be looked at in 3D before anything is written.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct BlockPreview {
    /// Floors × rooms; rooms that exist keep their identifiers, new ones have none.
    pub block: BlockView,
    /// Rooms in all.
    pub rooms: u32,
    /// Rooms that would be added.
    pub added: Vec<RoomNameForm>,
    /// Rooms that stay.
    pub kept: u32,
    /// Rooms that exist and are not in the form: nothing happens to them unless they are ended by hand.
    pub surplus: Vec<SurplusRoom>,
    /// What has to be mended first.
    pub problems: Vec<FormProblem>,
    /// The form as understood.
    pub form: BlockForm,
}

/// A room that a block form does not know.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct SurplusRoom {
    /// Identifier.
    pub id: String,
    /// Label.
    pub label: String,
    /// Open stays in it.
    pub residents: u32,
    /// Organisations in it.
    pub organisations: u32,
}

/// Something in a form that has to be mended.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct FormProblem {
    /// Which field.
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
    /// A new site of this name.
    pub site_name: Option<String>,
    /// Fields of the building by name; `name` is needed.
    pub fields: Vec<FieldEdit>,
    /// Outer ring, WGS-84 longitude and latitude; none: the program finds a free place.
    pub footprint: Option<Vec<[f64; 2]>>,
    /// Its rooms.
    pub form: BlockForm,
}

/// A split (拆分) or partition (隔断) of a room.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct RoomSplit {
    /// The room.
    pub room_id: String,
    /// On which day, as exact as known.
    pub on: Option<String>,
    /// Numbers of the new rooms, or names of the partitions.
    pub parts: Vec<String>,
    /// Whether the room lives on with sub-rooms in it.
    pub partition: bool,
    /// Which part each open occupant belongs to.
    pub occupants: Vec<OccupantPlace>,
    /// Why.
    pub note: Option<String>,
}

/// Where an open occupant goes.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct OccupantPlace {
    /// stay, presence or tenancy.
    pub kind: String,
    /// Identifier.
    pub id: String,
    /// Which of the parts, counted from 0.
    pub part: u32,
}

/// A merge (合并) of rooms.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct RoomMerge {
    /// The rooms; the first one lives on.
    pub room_ids: Vec<String>,
    /// Its new number, where it changes.
    pub number: Option<String>,
    /// On which day, as exact as known.
    pub on: Option<String>,
    /// Why.
    pub note: Option<String>,
}
