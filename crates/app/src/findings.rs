//! Findings (数据疑点) of records as screens, lists and reports show them: read from the register, as of today.

mod shown;

pub use shown::{Shown, of_record};

use crate::asking::stored;
use crate::refusal;
use louce_domain::finding::Reminders;
use louce_store::Reader;
use louce_wire::RpcError;

/// The setting that keeps the reminders (JSON).
pub const REMINDERS: &str = "reminders";

/// The reminders as they are set.
///
/// # Errors
/// When the register cannot be read.
pub fn reminders(reader: &Reader<'_>) -> Result<Reminders, RpcError> {
    let kept = reader.setting(REMINDERS).map_err(stored)?;
    let read = kept.map(|json| serde_json::from_str(&json)).transpose();
    Ok(read.map_err(|error| refusal::internal("reminders", &error))?.unwrap_or_default())
}
