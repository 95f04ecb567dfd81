//! Addresses of buildings in use, with their plates (门楼牌).

use super::{BuildingRow, MapScope, Reader};
use crate::connection::Ready;
use crate::error::Result;
use crate::table::Cells;
use louce_domain::space_address::PlateState;

/// An address of a building in use, and what is known of its plate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BuildingPlate {
    /// The building.
    pub building: BuildingRow,
    /// Whether a plate is recorded: its number, kind or code.
    pub recorded: bool,
    /// What the last survey found.
    pub state: Option<PlateState>,
}

impl Reader<'_> {
    /// The addresses in use of buildings themselves, not of their rooms.
    pub fn map_plates(&self, scope: MapScope) -> Result<Vec<BuildingPlate>> {
        let sql = format!(
            "SELECT building, plate_no IS NOT NULL OR plate_kind IS NOT NULL OR plate_code IS NOT NULL, plate_state
             FROM space_address WHERE building IS NOT NULL AND room IS NULL AND \"to\" IS NULL{}",
            scope.narrowing("building")
        );
        let mut statement = self.conn.ready(&sql)?;
        let mut rows = statement.query(scope.params())?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let mut cells = Cells::of(row);
            let building = BuildingRow(cells.integer()?);
            let recorded = cells.flag()?.unwrap_or_default();
            found.push(BuildingPlate { building, recorded, state: cells.field()? });
        }
        Ok(found)
    }
}
