//! Setting the same fields of several rooms (批量修改), whole or not at all.

use crate::amend::{check_note, edited};
use crate::asking::{Asking, stored};
use crate::permission::Operation;
use crate::writing::Writing;
use crate::{ids, places, refusal};
use louce_domain::id::RoomId;
use louce_domain::space::Room;
use louce_wire::{FieldEdit, RpcError, WrittenTogether};

/// The most rooms edited at once.
pub const MOST_ROOMS: usize = 500;

/// Fields that make a room the one it is, or that have commands of their own.
const ONE_BY_ONE: &[&str] = &["unit", "number", "sub_room", "parent_room", "valid_to", "end_reason"];

/// Sets fields of rooms.
///
/// # Errors
/// When the role does not allow it, a room is not in use, or a value is not valid: nothing is written then.
pub fn edit_rooms(
    asking: Asking<'_>,
    room_ids: &[String],
    edits: &[FieldEdit],
    note: Option<&str>,
) -> Result<WrittenTogether, RpcError> {
    let permit = asking.permit(Operation::EditRecords)?;
    check_note(note)?;
    check_order(room_ids, edits)?;
    let mut rooms: Vec<RoomId> = room_ids.iter().map(|id| ids::read(id)).collect::<Result<_, _>>()?;
    rooms.sort_unstable();
    rooms.dedup();
    let written = permit.write(note, |tx| {
        let before: Vec<Room> =
            rooms.iter().map(|id| tx.reader().room(*id).map_err(stored)).collect::<Result<_, _>>()?;
        let first = before.first().ok_or_else(|| refusal::no_such_record("room"))?;
        let title = places::building_title(&tx.reader(), first.building)?;
        let mut writing = Writing::begin(tx, "edit_rooms", format!("批量修改 {title} {}间", before.len()))?;
        for room in &before {
            if !room.is_live() {
                return Err(ended(room));
            }
            writing.amend(room, &edited(room, edits)?)?;
        }
        writing.finish()
    });
    written.inspect_err(|_| permit.note_refused())
}

fn check_order(room_ids: &[String], edits: &[FieldEdit]) -> Result<(), RpcError> {
    if room_ids.is_empty() || room_ids.len() > MOST_ROOMS {
        let zh = format!("一次可以修改1至{MOST_ROOMS}间房：请重新选择。");
        return Err(refusal::invalid(zh, format!("1 to {MOST_ROOMS} rooms are edited at once: choose again.")));
    }
    match edits.iter().find(|edit| ONE_BY_ONE.contains(&edit.field.as_str())) {
        None => Ok(()),
        Some(edit) => Err(refusal::invalid(
            "此项不能批量修改：请逐间修改，或使用拆分、合并、改号。",
            "This field is not set for several rooms at once: edit each, or split, merge or renumber.",
        )
        .about(&edit.field)),
    }
}

fn ended(room: &Room) -> RpcError {
    refusal::invalid(
        format!("{}已停用：请只选择在用的房间。", room.label()),
        format!("{} is no longer in use: choose rooms that are.", room.label()),
    )
}
