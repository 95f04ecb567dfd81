//! The building list (楼栋清单).

use serde::{Deserialize, Serialize};

/// One building with its counts at the cut-off.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct BuildingLine {
    /// Residential area or compound (小区/院); empty for a building that stands alone.
    pub site: String,
    /// Building number or name, e.g. 3幢.
    pub number: String,
    /// Units (单元).
    pub units: u32,
    /// Floors above ground.
    pub floors_above: u32,
    /// Floors below ground.
    pub floors_below: u32,
    /// Rooms, all states together.
    pub rooms: u64,
    /// Rooms in use: lived in, let or a business.
    pub occupied: u64,
    /// Vacant rooms.
    pub vacant: u64,
    /// Rooms of which the state is not known.
    pub unknown: u64,
    /// People with an open stay in the building.
    pub people: u64,
    /// Organisations present.
    pub organisations: u64,
    /// Share of expected fields that are filled, in per cent (0–100).
    pub completeness: Option<u8>,
    /// When the building was last verified on the spot (最近核实), ISO date.
    pub last_verified: Option<String>,
}
