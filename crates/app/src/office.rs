//! Organisations and their addresses (楼宇经济).

use crate::asking::Asking;
use crate::host::Watch;
use crate::refusal;
use louce_wire::{ListComparison, MismatchView, RpcError};

/// Not built yet.
pub fn mismatches(asking: Asking<'_>, code: Option<&str>, offset: u32, limit: u32) -> Result<MismatchView, RpcError> {
    let _ = (asking, code, offset, limit);
    Err(refusal::internal("mismatches", &"not built yet"))
}

/// Not built yet.
pub fn compare_lists(
    asking: Asking<'_>,
    left: &str,
    right: &str,
    out: Option<&str>,
    watch: &dyn Watch,
) -> Result<ListComparison, RpcError> {
    let _ = (asking, left, right, out, watch);
    Err(refusal::internal("compare_lists", &"not built yet"))
}
