//! Timelines (时间轴).

use crate::asking::Asking;
use crate::refusal;
use crate::rows::Disclosure;
use louce_wire::{RpcError, TimelineView};

/// Not built yet.
pub fn timeline(asking: Asking<'_>, kind: &str, id: &str, disclosure: Disclosure) -> Result<TimelineView, RpcError> {
    let _ = (asking, kind, id, disclosure);
    Err(refusal::internal("timeline", &"not built yet"))
}
