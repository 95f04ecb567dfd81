//! What a handover report (工作移交报告) holds: plain data, filled by the caller.
//!
//! Nothing here is computed from a register and nothing here reads a clock. Dates are ISO text cut to the
//! precision they are known with (`1980`, `1980-01`, `1980-01-05`); date-times are `2026-03-31T18:05` in
//! local time.

mod buildings;
mod changes;
mod cover;
mod gaps;
mod numbers;
mod picture;
mod reconcile;
mod residents;
mod spot_check;

use serde::{Deserialize, Serialize};

pub use self::buildings::BuildingLine;
pub use self::changes::{ChangeCount, ChangeEntry, Changes};
pub use self::cover::{Cover, Origin, Parties, Party, Printed};
pub use self::gaps::{Gap, Severity};
pub use self::numbers::{BaseNumbers, PopulationClass, RoomState, Stock};
pub use self::picture::AreaPicture;
pub use self::reconcile::{Disagreement, Sum};
pub use self::residents::{BuildingSheet, OrganisationLine, Resident, RoomSheet, Sex};
pub use self::spot_check::SpotCheckRoom;

use crate::disclosure::Disclosure;

/// Everything the successor in an area is given, at one cut-off.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct HandoverReport {
    /// Who, where, when, why, from which data.
    pub cover: Cover,
    /// Counts at the cut-off, and what they were before.
    pub numbers: BaseNumbers,
    /// What changed since the date of [`Cover::since`].
    pub changes: Changes,
    /// Gaps in the records (数据缺口): they speak of records, never of people.
    pub gaps: Vec<Gap>,
    /// All buildings of the area in the order they are to be read.
    pub buildings: Vec<BuildingLine>,
    /// What the area looks like, where somebody drew it.
    pub picture: Option<AreaPicture>,
    /// Room-by-room residents, building by building in the same order. Empty when not asked for.
    pub residents: Vec<BuildingSheet>,
    /// Whether names and phones appear in full.
    pub disclosure: Disclosure,
    /// Rooms drawn for the receiver to check on the spot (抽查).
    pub spot_check: Vec<SpotCheckRoom>,
    /// Who hands over, who receives, who supervises.
    pub parties: Parties,
    /// Who made this copy, for what.
    pub printed: Printed,
}

impl HandoverReport {
    /// Rooms in the room-by-room part.
    pub fn listed_rooms(&self) -> usize {
        self.residents.iter().map(|sheet| sheet.rooms.len()).sum()
    }

    /// Residents in the room-by-room part; who stays in two rooms is counted in both.
    pub fn listed_residents(&self) -> usize {
        self.residents.iter().map(|sheet| sheet.residents().count()).sum()
    }
}
