//! Gaps in the records (数据缺口).

use serde::{Deserialize, Serialize};

use crate::language::Term;

/// How pressing a gap is. Most pressing first, so that sorting puts it on top.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Severity {
    /// 矛盾: contradicts itself or another record.
    Conflict,
    /// 缺失: to be put right at the next opportunity.
    Gap,
    /// 提示: good to know.
    Note,
}

/// One kind of gap with the number of records that have it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gap {
    /// Stable code, e.g. `id_missing`.
    pub code: String,
    /// What is missing or wrong with the records.
    pub title: Term,
    /// How pressing it is.
    pub severity: Severity,
    /// Records concerned.
    pub count: u64,
    /// What to do about it.
    pub action: Term,
}
