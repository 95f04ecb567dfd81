//! Findings (数据疑点): what is missing or doubtful in a *record*, never a statement about a person (DOMAIN §1.8 rule 3).

use serde::{Deserialize, Serialize};

/// How pressing a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Good to know.
    Note,
    /// Should be put right at the next opportunity.
    Gap,
    /// Contradicts itself or another record.
    Conflict,
}

/// One thing missing or doubtful in a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Code, e.g. `id_missing`, `id_bad_checksum`, `room_unknown`.
    pub code: String,
    /// How pressing.
    pub severity: Severity,
    /// What exactly, in the words of the data (no advice, no judgement).
    pub detail: Option<String>,
}
