//! The building page: block view and building table (楼盘表).

use crate::{BlockForm, FieldRow, FindingRow, LinkRow, OrganisationRow, RecordRow, RoomStateCounts};

/// A building with its floors and rooms.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct BuildingView {
    /// Identifier.
    pub id: String,
    /// Title, e.g. 望湖家园3幢.
    pub title: String,
    /// Its site's identifier.
    pub site: Option<String>,
    /// Its site's name.
    pub site_name: Option<String>,
    /// Address as written.
    pub address: Option<String>,
    /// Descriptive fields.
    pub fields: Vec<FieldRow>,
    /// Block: floors × rooms.
    pub block: BlockView,
    /// Rooms by state.
    pub room_states: RoomStateCounts,
    /// Open stays in it.
    pub residents: u32,
    /// Open stays in it whose room is not known.
    pub residents_without_room: u32,
    /// Organisations in the building as a whole (shops by door number …).
    pub organisations: Vec<OrganisationRow>,
    /// The day the page shows; none: today.
    pub as_of: Option<String>,
    /// Its addresses, main and alias, with their plates.
    pub addresses: Vec<RecordRow>,
    /// The form kept with it; none where none is kept yet (`plan_block` without a form reads one off its rooms).
    pub block_form: Option<BlockForm>,
    /// Rooms that are no longer in use.
    pub superseded: Vec<LinkRow>,
    /// What is missing or doubtful in the record.
    pub findings: Vec<FindingRow>,
}

/// Floors × rooms. What the viewer draws: shapes, states, opaque ids.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct BlockView {
    /// The building's identifier.
    pub building_id: String,
    /// Units in order, as named.
    pub units: Vec<String>,
    /// Floors from the lowest to the highest.
    pub floors: Vec<FloorView>,
    /// Outer ring, metres on the local plane; none: a rectangle.
    pub footprint: Option<Vec<[f32; 2]>>,
}

/// A floor.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct FloorView {
    /// Number: 1 is the ground floor, −1 the first basement. A mezzanine has that of the floor beneath.
    pub floor: i16,
    /// Which storey, counted as they stand; no two of a block are the same.
    pub storey: i16,
    /// Label as shown.
    pub label: String,
    /// Rooms in order: by unit, then number.
    pub rooms: Vec<RoomCell>,
}

/// A room in the building table and the block.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct RoomCell {
    /// Identifier.
    pub id: String,
    /// Number with partition, e.g. 501A.
    pub number: String,
    /// Unit.
    pub unit: Option<String>,
    /// Kind of space (code).
    pub kind: String,
    /// State (code).
    pub state: String,
    /// How many room widths it takes.
    pub span: u16,
    /// Open stays.
    pub residents: u32,
    /// Organisations.
    pub organisations: u32,
    /// What the room is called on its floor, where it has sub-rooms: the room it is a part of.
    pub parent: Option<String>,
    /// Whether something in it or its people's records is missing or doubtful.
    pub findings: u32,
    /// Open tenancies.
    pub tenancies: u32,
}
