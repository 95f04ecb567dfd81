//! Taking back a record that was entered by mistake.

use crate::asking::Asking;
use crate::refusal;
use louce_wire::{Done, RpcError};

/// Not built yet.
pub fn withdraw(asking: Asking<'_>, kind: &str, id: &str, note: Option<&str>) -> Result<Done, RpcError> {
    let _ = (asking, kind, id, note);
    Err(refusal::internal("withdraw", &"not built yet"))
}
