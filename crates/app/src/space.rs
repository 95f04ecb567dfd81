//! Space: raising and changing buildings, splitting and merging rooms.

use crate::asking::Asking;
use crate::refusal;
use louce_wire::{
    BlockChange, BlockForm, BlockPreview, FieldEdit, RaiseBuilding, RoomMerge, RoomSplit, RpcError, WrittenTogether,
};

/// Not built yet.
pub fn plan_block(
    asking: Asking<'_>,
    building_id: Option<&str>,
    form: Option<&BlockForm>,
) -> Result<BlockPreview, RpcError> {
    let _ = (asking, building_id, form);
    Err(refusal::internal("plan_block", &"not built yet"))
}

/// Not built yet.
pub fn raise_building(asking: Asking<'_>, building: &RaiseBuilding) -> Result<WrittenTogether, RpcError> {
    let _ = (asking, building);
    Err(refusal::internal("raise_building", &"not built yet"))
}

/// Not built yet.
pub fn change_block(asking: Asking<'_>, change: &BlockChange) -> Result<WrittenTogether, RpcError> {
    let _ = (asking, change);
    Err(refusal::internal("change_block", &"not built yet"))
}

/// Not built yet.
pub fn split_room(asking: Asking<'_>, split: &RoomSplit) -> Result<WrittenTogether, RpcError> {
    let _ = (asking, split);
    Err(refusal::internal("split_room", &"not built yet"))
}

/// Not built yet.
pub fn merge_rooms(asking: Asking<'_>, merge: &RoomMerge) -> Result<WrittenTogether, RpcError> {
    let _ = (asking, merge);
    Err(refusal::internal("merge_rooms", &"not built yet"))
}

/// Not built yet.
pub fn edit_rooms(
    asking: Asking<'_>,
    room_ids: &[String],
    edits: &[FieldEdit],
    note: Option<&str>,
) -> Result<WrittenTogether, RpcError> {
    let _ = (asking, room_ids, edits, note);
    Err(refusal::internal("edit_rooms", &"not built yet"))
}
