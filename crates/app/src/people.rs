//! People: moving together, editing stays, households.

use crate::asking::Asking;
use crate::refusal;
use louce_wire::{FormHousehold, MoveTogether, RpcError, StaysEdit, WrittenTogether};

/// Not built yet.
pub fn move_together(asking: Asking<'_>, order: &MoveTogether) -> Result<WrittenTogether, RpcError> {
    let _ = (asking, order);
    Err(refusal::internal("move_together", &"not built yet"))
}

/// Not built yet.
pub fn edit_stays(asking: Asking<'_>, edit: &StaysEdit) -> Result<WrittenTogether, RpcError> {
    let _ = (asking, edit);
    Err(refusal::internal("edit_stays", &"not built yet"))
}

/// Not built yet.
pub fn form_household(asking: Asking<'_>, household: &FormHousehold) -> Result<WrittenTogether, RpcError> {
    let _ = (asking, household);
    Err(refusal::internal("form_household", &"not built yet"))
}
