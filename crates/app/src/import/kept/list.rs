//! What is kept of every imported ledger, and until when.

use crate::asking::{Asking, stored};
use crate::permission::Operation;
use crate::refusal;
use louce_store::{KeptLedger, Reader};
use louce_wire::{KeptLedgerRow, KeptLedgers, RpcError};

/// Days a copy is kept after its batch was taken over, where nothing else is set (DOMAIN §1.8 rule 7).
pub const DEFAULT_RETENTION_DAYS: u32 = 90;

const MOST_DAYS: u32 = 3_650;
const DAY_MS: u64 = 86_400_000;
const SETTING: &str = "kept_ledger_days";

/// How a copy stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// Kept: its time is not over.
    Kept,
    /// Its time is over, but rows still wait for a decision.
    Waiting,
    /// Its time is over.
    Due,
    /// Gone.
    Purged,
}

impl Standing {
    pub(super) fn of(ledger: &KeptLedger, days: u32, now_ms: u64) -> Self {
        if ledger.purged_ms.is_some() {
            Self::Purged
        } else if due_ms(ledger, days) > now_ms {
            Self::Kept
        } else if ledger.waiting > 0 {
            Self::Waiting
        } else {
            Self::Due
        }
    }

    const fn code(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::Waiting => "waiting",
            Self::Due => "due",
            Self::Purged => "purged",
        }
    }
}

fn due_ms(ledger: &KeptLedger, days: u32) -> u64 {
    ledger.imported_ms.saturating_add(u64::from(days) * DAY_MS)
}

/// The days set for this register.
pub(super) fn retention_days(reader: &Reader<'_>) -> Result<u32, RpcError> {
    let set = reader.setting(SETTING).map_err(stored)?.and_then(|json| serde_json::from_str(&json).ok());
    Ok(set.unwrap_or(DEFAULT_RETENTION_DAYS))
}

/// Every imported ledger, latest first, with what is kept of it. It names no person.
///
/// # Errors
/// When the role does not allow it, or the register cannot be read.
pub fn list(asking: Asking<'_>) -> Result<KeptLedgers, RpcError> {
    let permit = asking.permit(Operation::ImportLedger)?;
    let now_ms = asking.host.now_ms();
    permit.look(|reader| {
        let days = retention_days(reader)?;
        let ledgers = reader.kept_ledgers().map_err(stored)?;
        Ok(KeptLedgers { retention_days: days, ledgers: ledgers.iter().map(|kept| view(kept, days, now_ms)).collect() })
    })
}

#[expect(clippy::cast_precision_loss, reason = "times and sizes are far below 2^53")]
fn view(ledger: &KeptLedger, days: u32, now_ms: u64) -> KeptLedgerRow {
    KeptLedgerRow {
        batch_id: ledger.batch.to_string(),
        file: ledger.name.clone(),
        format: ledger.format.clone(),
        sha256: hex(&ledger.sha256),
        imported_at_ms: ledger.imported_ms as f64,
        rows: ledger.rows as f64,
        bytes: ledger.bytes as f64,
        due_at_ms: due_ms(ledger, days) as f64,
        state: Standing::of(ledger, days, now_ms).code().to_owned(),
        waiting: u32::try_from(ledger.waiting).unwrap_or(u32::MAX),
        has_copy: ledger.rows > 0 && ledger.purged_ms.is_none(),
        purged_at_ms: ledger.purged_ms.map(|at_ms| at_ms as f64),
    }
}

/// A hash as it is written.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Sets for how many days copies are kept.
///
/// # Errors
/// When the role does not allow it, or the days are not 1 to 3650.
pub fn set_retention(asking: Asking<'_>, days: u32) -> Result<KeptLedgers, RpcError> {
    let permit = asking.permit(Operation::PurgeLedgers)?;
    if !(1..=MOST_DAYS).contains(&days) {
        let zh = format!("留存天数应在1至{MOST_DAYS}之间。");
        return Err(refusal::invalid(zh, format!("Give 1 to {MOST_DAYS} days.")).about("days"));
    }
    permit
        .write(Some(&format!("{SETTING}={days}")), |tx| tx.set_setting(SETTING, &days.to_string()).map_err(stored))?;
    list(asking)
}
