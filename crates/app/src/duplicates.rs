//! Duplicates (疑似重复): candidates, review, verdicts.

use crate::asking::Asking;
use crate::host::Watch;
use crate::refusal;
use louce_wire::{Done, DuplicatePair, DuplicateQueue, DuplicateSearch, RpcError, WrittenRecord};

/// Not built yet.
pub fn link(
    asking: Asking<'_>,
    person_id: &str,
    other_id: &str,
    verdict: &str,
    reason: Option<&str>,
) -> Result<WrittenRecord, RpcError> {
    let _ = (asking, person_id, other_id, verdict, reason);
    Err(refusal::internal("link", &"not built yet"))
}

/// Not built yet.
pub fn unlink(asking: Asking<'_>, link_id: &str, note: Option<&str>) -> Result<Done, RpcError> {
    let _ = (asking, link_id, note);
    Err(refusal::internal("unlink", &"not built yet"))
}

/// Not built yet.
pub fn queue(asking: Asking<'_>, offset: u32, limit: u32) -> Result<DuplicateQueue, RpcError> {
    let _ = (asking, offset, limit);
    Err(refusal::internal("queue", &"not built yet"))
}

/// Not built yet.
pub fn search(asking: Asking<'_>, watch: &dyn Watch) -> Result<DuplicateSearch, RpcError> {
    let _ = (asking, watch);
    Err(refusal::internal("search", &"not built yet"))
}

/// Not built yet.
pub fn pair(asking: Asking<'_>, person_id: &str, other_id: &str) -> Result<DuplicatePair, RpcError> {
    let _ = (asking, person_id, other_id);
    Err(refusal::internal("pair", &"not built yet"))
}
