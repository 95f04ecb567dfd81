//! Who does something, and why: handed in with every write and every look-up.

use louce_domain::id::{BatchId, UserId};
use louce_domain::purpose::Purpose;

/// The who, when and why of a write (DESIGN §9).
#[derive(Debug, Clone)]
pub struct WriteContext {
    /// Who.
    pub user: UserId,
    /// In which role.
    pub role: String,
    /// What is being done, e.g. `person.amend`, `import.commit`.
    pub action: String,
    /// Why.
    pub purpose: Option<Purpose>,
    /// The batch the write belongs to, where it exists already. A new one is begun by `WriteTx::begin_batch`.
    pub batch: Option<BatchId>,
    /// When: milliseconds since 1970-01-01 UTC.
    pub at_ms: u64,
    /// Case number or short reason; no personal value, because it is audited.
    pub note: Option<String>,
}

/// The who, when and why of a look-up.
#[derive(Debug, Clone)]
pub struct ReadContext {
    /// Who.
    pub user: UserId,
    /// In which role.
    pub role: String,
    /// What is being done, e.g. `person.show`, `search`, `export.persons`.
    pub action: String,
    /// Why.
    pub purpose: Option<Purpose>,
    /// When: milliseconds since 1970-01-01 UTC.
    pub at_ms: u64,
    /// Case number or short reason; no personal value, because it is audited.
    pub note: Option<String>,
}
