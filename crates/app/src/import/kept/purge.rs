//! Purging kept copies (清除留存): those named, after they were reviewed in the list; never one that is not due.

use super::list::{Standing, hex, list, retention_days};
use crate::asking::{Asking, stored};
use crate::permission::Operation;
use crate::{ids, refusal};
use louce_domain::id::BatchId;
use louce_store::KeptLedger;
use louce_wire::{ErrorCode, KeptLedgers, RpcError};

/// Purges the copies of these batches, and what was written in the cells of their rows. File name, hash, counts, and the
/// place and rule of every value stay.
///
/// # Errors
/// When the role does not allow it, or one of them is not due: nothing is purged then.
pub fn purge(asking: Asking<'_>, batch_ids: &[String]) -> Result<KeptLedgers, RpcError> {
    let permit = asking.permit(Operation::PurgeLedgers)?;
    let chosen = batch_ids.iter().map(|id| ids::read(id)).collect::<Result<Vec<BatchId>, _>>()?;
    let now_ms = asking.host.now_ms();
    let found = permit.look(|reader| {
        let days = retention_days(reader)?;
        let ledgers = reader.kept_ledgers().map_err(stored)?;
        chosen.iter().try_for_each(|id| {
            let known = ledgers.iter().any(|ledger| ledger.batch == *id);
            if known { Ok(()) } else { Err(refusal::no_such_record("batch")) }
        })?;
        let ledgers: Vec<KeptLedger> = ledgers.into_iter().filter(|ledger| chosen.contains(&ledger.batch)).collect();
        ledgers.iter().try_for_each(|ledger| refuse_unless_due(ledger, days, now_ms))?;
        Ok(ledgers)
    })?;
    if !found.is_empty() {
        let hashes: Vec<String> = found.iter().map(|ledger| hex(&ledger.sha256).chars().take(16).collect()).collect();
        permit.write(Some(&hashes.join(" ")), |tx| {
            found.iter().try_for_each(|ledger| tx.purge_ledger(ledger.file).map(drop)).map_err(stored)
        })?;
    }
    list(asking)
}

fn refuse_unless_due(ledger: &KeptLedger, days: u32, now_ms: u64) -> Result<(), RpcError> {
    let name = &ledger.name;
    let (zh, en) = match Standing::of(ledger, days, now_ms) {
        Standing::Due => return Ok(()),
        Standing::Kept => (
            format!("《{name}》的留存期未满，不能清除。"),
            format!("The retention of “{name}” is not over: it cannot be purged yet."),
        ),
        Standing::Waiting => (
            format!(
                "《{name}》还有{}行待处理，不能清除原始文件。请先导出未导入的行，补正后重新导入，或撤销该批次。",
                ledger.waiting
            ),
            format!(
                "{} rows of “{name}” still wait: repair and import them, or undo the batch, before its copy is purged.",
                ledger.waiting
            ),
        ),
        Standing::Purged => {
            (format!("《{name}》的原始文件已经清除过。"), format!("The copy of “{name}” was purged before."))
        }
    };
    Err(RpcError::new(ErrorCode::Conflict, zh, en))
}
