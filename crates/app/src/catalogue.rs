//! The catalogue (字段目录): every field and code list, for forms and tables.

use crate::asking::Asking;
use crate::refusal;
use louce_wire::{CatalogueView, RpcError};

/// Not built yet.
pub fn catalogue(asking: Asking<'_>) -> Result<CatalogueView, RpcError> {
    let _ = asking;
    Err(refusal::internal("catalogue", &"not built yet"))
}
