//! What the states of rooms were before they were changed, from the change log.

use super::{COLOURED, MapScope, Reader, RoomRow};
use crate::connection::Ready;
use crate::error::Result;
use crate::table::{Cells, kind_number};
use louce_domain::field::RecordKind;
use louce_domain::space::RoomState;

/// The state a room had until a change of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RoomStateBefore {
    /// The room.
    pub room: RoomRow,
    /// When it was changed: milliseconds since 1970-01-01 UTC.
    pub at_ms: u64,
    /// The state before.
    pub before: RoomState,
}

impl Reader<'_> {
    /// The states that rooms had before each change of them: room by room in the order of rows, earliest first. What a batch changed that was undone never
    /// was, and undoing it is no change.
    pub fn map_states_before(&self, scope: MapScope) -> Result<Vec<RoomStateBefore>> {
        let here = scope.narrowing_records("f.record", "room");
        let kind = kind_number(RecordKind::Room);
        let sql = format!(
            "SELECT f.record, change.at_ms, f.old
             FROM change_field f INDEXED BY change_field_coloured CROSS JOIN change ON change.id = f.change
                  LEFT JOIN batch ON batch.id = change.batch
             WHERE f.kind = {kind} AND f.field = 'state' AND {COLOURED}{here} AND change.undoes IS NULL
                   AND (batch.id IS NULL OR batch.undone_change IS NULL)
             ORDER BY f.record, f.id"
        );
        let mut statement = self.conn.ready(&sql)?;
        let mut rows = statement.query(scope.params())?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let mut cells = Cells::of(row);
            let (room, at) = (RoomRow(cells.integer()?), cells.integer()?);
            let (at_ms, before) = (u64::try_from(at).unwrap_or_default(), cells.field()?);
            found.push(RoomStateBefore { room, at_ms, before });
        }
        Ok(found)
    }
}
