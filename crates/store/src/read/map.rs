//! What the map is coloured by: buildings, rooms, and what is or was in each room. Every reading here is one statement,
//! for the whole register or for one building. Dates and counts only: no person is read.

mod checks;
mod findings;
mod inside;
mod plates;
mod rooms;
mod states;
#[cfg(test)]
mod tests;

pub use checks::RoomChecked;
pub use inside::{OrganisationRow, RoomFigure, RoomSpan};
pub use plates::BuildingPlate;
pub use rooms::{MapDoor, MapRoom};
pub use states::RoomStateBefore;

use super::Reader;
use crate::connection::Ready;
use crate::error::Result;
use crate::table::Cells;
use louce_domain::date::PartialDate;
use louce_domain::id::BuildingId;
use rusqlite::{Params, params_from_iter};

/// The amendments that a past map is read from, in the words of their index.
const COLOURED: &str = "f.field IN ('state', 'verified_on', 'registered_on')";

/// How much of the register is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MapScope {
    /// All of it.
    Whole,
    /// One building.
    Building(BuildingId),
}

/// Which rooms are read, and what in them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Since {
    /// What is in use or open now.
    Now,
    /// What ever was.
    Ever,
}

/// Row number of a building: tells buildings apart within one reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct BuildingRow(pub i64);

/// Row number of a room: tells rooms apart within one reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RoomRow(pub i64);

/// A building of the map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MapBuilding {
    /// Row number.
    pub row: BuildingRow,
    /// Identifier.
    pub id: BuildingId,
    /// Name.
    pub name: String,
    /// Whether the record itself gives an address: one as written, or a street with its door number.
    pub addressed: bool,
    /// Whether a map brought it and nobody has recorded anything of it (未认领的轮廓).
    pub unclaimed: bool,
    /// How its rooms are numbered (JSON).
    pub block_spec: Option<String>,
    /// Floors above ground, as declared.
    pub floors_above: Option<i16>,
    /// Floors below ground, as declared.
    pub floors_below: Option<i16>,
}

impl MapScope {
    /// What a statement is narrowed by: rows whose column of this name is the building.
    pub(super) fn narrowing(self, column: &str) -> String {
        match self {
            Self::Whole => String::new(),
            Self::Building(_) => format!(" AND {column} = (SELECT id FROM building WHERE uuid = ?1)"),
        }
    }

    /// The same for rows of the change log: those of records of this table in the building.
    pub(super) fn narrowing_records(self, record: &str, table: &str) -> String {
        match self {
            Self::Whole => String::new(),
            Self::Building(_) => {
                let building = self.narrowing("building");
                format!(" AND {record} IN (SELECT id FROM {table} WHERE true{building})")
            }
        }
    }

    /// The parameters of that.
    pub(super) fn params(&self) -> impl Params {
        params_from_iter(match self {
            Self::Whole => None,
            Self::Building(id) => Some(id.0.as_bytes()),
        })
    }
}

impl Reader<'_> {
    /// Every building that stands, or the one asked for, in the order of the list of buildings.
    pub fn map_buildings(&self, scope: MapScope) -> Result<Vec<MapBuilding>> {
        let stands = if scope == MapScope::Whole { " AND building.valid_to IS NULL" } else { "" };
        let sql = format!(
            "SELECT building.id, building.uuid, building.name,
                    building.address IS NOT NULL OR (building.street IS NOT NULL AND building.door_no IS NOT NULL),
                    building.unclaimed IS NOT NULL AND building.site IS NULL AND building.block_spec IS NULL,
                    building.block_spec, building.floors_above, building.floors_below
             FROM building LEFT JOIN site ON site.id = building.site WHERE true{stands}{}
             ORDER BY site.name, building.name, building.street, building.door_no, building.id",
            scope.narrowing("building.id")
        );
        let mut statement = self.conn.ready(&sql)?;
        let mut rows = statement.query(scope.params())?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let mut cells = Cells::of(row);
            found.push(MapBuilding {
                row: BuildingRow(cells.integer()?),
                id: cells.uuid()?,
                name: cells.text()?,
                addressed: cells.flag()?.unwrap_or_default(),
                unclaimed: cells.flag()?.unwrap_or_default(),
                block_spec: cells.opt_text()?,
                floors_above: cells.number()?,
                floors_below: cells.number()?,
            });
        }
        Ok(found)
    }

    /// The day of the oldest dated fact that a past map can show; none where nothing is dated.
    pub fn map_begins(&self) -> Result<Option<PartialDate>> {
        let sql = "SELECT min(first) FROM (
            SELECT min(\"from\") AS first FROM stay WHERE room IS NOT NULL UNION ALL
            SELECT min(\"from\") FROM tenancy WHERE room IS NOT NULL UNION ALL
            SELECT min(\"from\") FROM presence WHERE room IS NOT NULL UNION ALL
            SELECT min(\"on\") FROM visit UNION ALL
            SELECT min(valid_from) FROM room)";
        let first: Option<String> = self.conn.ready(sql)?.query_row([], |row| row.get(0))?;
        Ok(first.and_then(|date| date.parse().ok()))
    }
}
