//! Changing the purpose (查询事由) a session reads and writes under.

use crate::asking::{Asking, Session};
use crate::refusal;
use louce_domain::purpose::Purpose;
use louce_wire::RpcError;

/// The session under another purpose.
///
/// # Errors
/// When the purpose is not in the closed list.
pub fn set_purpose(asking: Asking<'_>, purpose: &str) -> Result<Session, RpcError> {
    let invalid = |_| {
        let (zh, en) = ("请从列表中选择查询事由。", "Choose a purpose from the list.");
        refusal::invalid(zh, en).about("purpose")
    };
    let purpose: Purpose = purpose.parse().map_err(invalid)?;
    Ok(Session { purpose, ..asking.session.clone() })
}
