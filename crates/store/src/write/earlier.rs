//! Writing down what was recorded before: a register that was kept for years before it came into this file.

use super::{WriteTx, begin_change};
use crate::context::WriteContext;
use crate::error::Result;
use crate::table::change::{Amendment, insert_field};
use crate::table::{Record, RowIds};
use louce_domain::change::FieldChange;
use louce_domain::field::RecordKind;
use louce_domain::space::{Room, RoomState};

/// A time before this write at which something was recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Earlier {
    change: i64,
}

impl WriteTx<'_> {
    /// A time before this write, milliseconds since 1970-01-01 UTC, under its batch. Times are told in their order, so that
    /// the log of changes stays in the order of time.
    pub fn earlier(&mut self, at_ms: u64) -> Result<Earlier> {
        let context = WriteContext { at_ms, ..self.context.clone() };
        let change = begin_change(self.conn, &context, self.user, self.batch.map(|(row, _)| row))?;
        Ok(Earlier { change })
    }

    /// Creates a record that was entered at an earlier time.
    pub fn create_as_entered<R: Record>(&mut self, then: Earlier, record: &R) -> Result<()> {
        let now = std::mem::replace(&mut self.change, then.change);
        let created = self.create(record);
        self.change = now;
        created
    }

    /// Tells the states that a room of this write was in before: each with when it was recorded that it no longer was,
    /// earliest first. The last of them gave way to the state that the room has.
    pub fn tell_states_before(&mut self, room: &Room, before: &[(Earlier, RoomState)]) -> Result<()> {
        let row = self.ids.row_of(self.conn, RecordKind::Room, room.id.0)?;
        let after = before.iter().skip(1).map(|(_, state)| *state).chain([room.state]);
        for ((then, state), after) in before.iter().zip(after) {
            let text = |state: RoomState| Some(state.code().to_owned());
            let change = FieldChange { field: "state".to_owned(), old: text(*state), new: text(after) };
            insert_field(
                self.conn,
                then.change,
                &Amendment { kind: RecordKind::Room, row, change: &change, source: None },
            )?;
        }
        Ok(())
    }
}
