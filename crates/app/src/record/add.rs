//! Adding a record of any kind.

use crate::asking::Asking;
use crate::refusal;
use louce_wire::{FieldEdit, RpcError, WrittenRecord};

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
