//! The import log (导入记录).

use super::preview_view::counts_view;
use crate::asking::{Asking, stored};
use crate::permission::Operation;
use louce_wire::{BatchList, BatchRow, RpcError};

/// Every batch, newest first.
///
/// # Errors
/// When the role does not allow it, or the register cannot be read.
pub fn batches(asking: Asking<'_>) -> Result<BatchList, RpcError> {
    let permit = asking.permit(Operation::ImportLedger)?;
    permit.look(|reader| {
        let mut rows = Vec::new();
        for batch in reader.batches().map_err(stored)? {
            let user = reader.user(batch.user).map_err(stored)?;
            let is_undone = batch.undone_ms.is_some();
            let dependents = if is_undone { 0 } else { reader.batch_dependents(batch.id).map_err(stored)?.len() };
            rows.push(BatchRow {
                id: batch.id.to_string(),
                kind: batch.kind,
                file: batch.label,
                at_ms: batch.started_ms as f64,
                user: user.map(|user| user.display_name).unwrap_or_default(),
                counts: counts_view(batch.outcomes),
                undone_at_ms: batch.undone_ms.map(|at_ms| at_ms as f64),
                dependents: u32::try_from(dependents).unwrap_or(u32::MAX),
            });
        }
        Ok(BatchList { batches: rows })
    })
}
