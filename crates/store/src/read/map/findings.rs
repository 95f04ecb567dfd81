//! What is found about rooms and what is in them (待核), as the cells of the building page count it: of the rooms
//! themselves, of open stays and who stays, of tenancies and addresses.

use super::{Reader, RoomRow};
use crate::connection::Ready;
use crate::error::Result;
use crate::table::finding::bounds;
use crate::table::kind_number;
use louce_domain::field::RecordKind;
use louce_domain::finding::{FindingCode, Window};
use std::collections::{BTreeMap, HashMap};

const ROOMS: &str = "SELECT id, NULL, id FROM room";
/// An open stay's row and the person's, by which findings name them, and the room. Read off an index.
const OPEN_STAYS: &str =
    "SELECT id, person, room FROM stay WHERE room IS NOT NULL AND \"to\" IS NULL AND end_reason IS NULL";
const TENANCIES: &str = "SELECT id, NULL, room FROM tenancy WHERE room IS NOT NULL";
const ADDRESSES: &str = "SELECT id, NULL, room FROM space_address WHERE room IS NOT NULL";

/// A record in a room, by kind and row number.
type Placed = ((i64, i64), RoomRow);

impl Reader<'_> {
    /// How many findings each room has that are shown: of each code those that its window holds. For the whole register;
    /// of one building [`findings_of_building`](Self::findings_of_building) tells them.
    pub fn map_findings(&self, shown: &[(FindingCode, Window)]) -> Result<Vec<(RoomRow, u32)>> {
        let windows: HashMap<&str, [String; 2]> =
            shown.iter().map(|(code, window)| (code.code(), bounds(*window))).collect();
        let holds = |code: &str, due_on: &str| {
            windows.get(code).is_some_and(|[first, last]| due_on >= first.as_str() && due_on <= last.as_str())
        };
        let placed = self.placed_records()?;
        let mut rest = placed.as_slice();
        let mut counts: BTreeMap<RoomRow, u32> = BTreeMap::new();
        let mut statement = self.conn.ready(&found_in_rooms())?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let found: (i64, i64) = (row.get(0)?, row.get(1)?);
            let text = |at| row.get_ref(at)?.as_str().map_err(rusqlite::Error::from);
            if holds(text(2)?, text(3)?) {
                // Both in the order of kinds and rows, so that one walk beside the other finds every room.
                rest = rest.get(rest.partition_point(|(record, _)| *record < found)..).unwrap_or_default();
                for (_, room) in rest.iter().take_while(|(record, _)| *record == found) {
                    *counts.entry(*room).or_default() += 1;
                }
            }
        }
        Ok(counts.into_iter().collect())
    }

    /// What is in rooms, in the order of kinds and rows.
    fn placed_records(&self) -> Result<Vec<Placed>> {
        let parts = [
            (RecordKind::Room, ROOMS),
            (RecordKind::Stay, OPEN_STAYS),
            (RecordKind::Tenancy, TENANCIES),
            (RecordKind::SpaceAddress, ADDRESSES),
        ];
        let mut placed: Vec<Placed> = Vec::new();
        for (kind, sql) in parts {
            let mut statement = self.conn.ready(sql)?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let (record, person, room): (i64, Option<i64>, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
                placed.push(((kind_number(kind), record), RoomRow(room)));
                placed.extend(person.map(|person| ((kind_number(RecordKind::Person), person), RoomRow(room))));
            }
        }
        placed.sort_unstable();
        Ok(placed)
    }
}

fn found_in_rooms() -> String {
    let kinds = [RecordKind::Room, RecordKind::Person, RecordKind::Stay, RecordKind::SpaceAddress, RecordKind::Tenancy];
    let kinds = kinds.map(|kind| kind_number(kind).to_string()).join(", ");
    format!("SELECT kind, record, code, due_on FROM finding WHERE kind IN ({kinds}) ORDER BY kind, record")
}
