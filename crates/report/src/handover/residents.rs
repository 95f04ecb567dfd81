//! Room-by-room residents (逐户清单).
//!
//! A resident has exactly what is needed to knock at the right door and know who should open. There is no
//! citizen id, no ethnicity and no note, and there must not be.

use serde::{Deserialize, Serialize};

use super::numbers::{PopulationClass, RoomState};
use crate::language::Term;

/// One building of the room-by-room part.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct BuildingSheet {
    /// Site and number, e.g. 澄浪小区 3幢.
    pub title: String,
    /// Full address of the building.
    pub address: String,
    /// Its rooms, in the order of floors and doors.
    pub rooms: Vec<RoomSheet>,
    /// People known to live in the building, the room not known (房号不详).
    pub unplaced: Vec<Resident>,
}

impl BuildingSheet {
    /// Everyone listed in the building, with or without a room.
    pub fn residents(&self) -> impl Iterator<Item = &Resident> {
        self.rooms.iter().flat_map(|room| &room.residents).chain(&self.unplaced)
    }

    /// Organisations listed in the building.
    pub fn organisations(&self) -> impl Iterator<Item = &OrganisationLine> {
        self.rooms.iter().flat_map(|room| &room.organisations)
    }
}

/// One room with who lives and works in it at the cut-off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoomSheet {
    /// The room inside its building, e.g. 2单元501室.
    pub room: String,
    /// An address of its own, for shops with their own street number; else empty.
    pub own_address: String,
    /// What it is used as.
    pub state: RoomState,
    /// People with an open stay.
    pub residents: Vec<Resident>,
    /// Organisations present.
    pub organisations: Vec<OrganisationLine>,
}

/// Sex as registered (GB/T 2261.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Sex {
    /// 男 (1).
    Male,
    /// 女 (2).
    Female,
    /// 未知 (0) or 未说明 (9).
    Unknown,
}

/// One resident of a room. Name and phone are given in full here; the report masks them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resident {
    /// Name as registered.
    pub name: String,
    /// Sex.
    pub sex: Sex,
    /// Date of birth, ISO text cut to its precision.
    pub birth: Option<String>,
    /// Age in whole years at the cut-off.
    pub age: Option<u16>,
    /// Derived population class.
    pub class: PopulationClass,
    /// Relation to the head of the household (GB/T 4761), e.g. 配偶.
    pub relation: Option<Term>,
    /// Phone or phones, text.
    pub phone: String,
    /// Since when the stay is known, ISO date.
    pub since: Option<String>,
}

/// One organisation in a room.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrganisationLine {
    /// Name.
    pub name: String,
    /// 统一社会信用代码 (GB 32100) or another registered code, text.
    pub code: String,
    /// Phone, masked by the report like a resident's.
    pub phone: String,
    /// Since when it is present, ISO date.
    pub since: Option<String>,
}
