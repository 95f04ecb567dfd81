//! Rooms drawn for the receiver to check on the spot (抽查核对).

use serde::{Deserialize, Serialize};

use super::numbers::RoomState;

/// One room of the spot check with what the register says. The caller draws it; the report has no dice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpotCheckRoom {
    /// Address down to the room.
    pub address: String,
    /// State as registered.
    pub state: RoomState,
    /// People with an open stay.
    pub people: u32,
    /// Organisations present.
    pub organisations: u32,
}
