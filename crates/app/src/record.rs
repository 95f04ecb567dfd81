//! Records of any kind: adding, and taking back what was entered by mistake.

use crate::asking::Asking;
use crate::refusal;
use louce_wire::{Done, FieldEdit, RpcError, WrittenRecord};

/// Not built yet.
pub fn add(
    asking: Asking<'_>,
    kind: &str,
    fields: &[FieldEdit],
    met: &[String],
    note: Option<&str>,
) -> Result<WrittenRecord, RpcError> {
    let _ = (asking, kind, fields, met, note);
    Err(refusal::internal("add", &"not built yet"))
}

/// Not built yet.
pub fn withdraw(asking: Asking<'_>, kind: &str, id: &str, note: Option<&str>) -> Result<Done, RpcError> {
    let _ = (asking, kind, id, note);
    Err(refusal::internal("withdraw", &"not built yet"))
}
