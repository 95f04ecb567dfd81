//! A record and what it is linked with (关联图).

use crate::asking::Asking;
use crate::refusal;
use crate::rows::Disclosure;
use louce_wire::{NeighbourhoodView, RpcError};

/// Not built yet.
pub fn neighbourhood(
    asking: Asking<'_>,
    kind: &str,
    id: &str,
    disclosure: Disclosure,
) -> Result<NeighbourhoodView, RpcError> {
    let _ = (asking, kind, id, disclosure);
    Err(refusal::internal("neighbourhood", &"not built yet"))
}
