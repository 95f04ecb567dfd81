//! Import batches (批次) and the fate of every row: the counts always add up (DOMAIN §2.2 #20).

use crate::code_list::code_list;
use serde::{Deserialize, Serialize};

code_list! {
    /// What became of a ledger row.
    RowOutcome {
        /// A new record (新增).
        Added = "added", "新增";
        /// An existing record changed (更新).
        Updated = "updated", "更新";
        /// Already known (无变化).
        Unchanged = "unchanged", "无变化";
        /// Waits for a person's decision (待处理).
        Pending = "pending", "待处理";
        /// Cannot be taken, with a reason (拒绝).
        Rejected = "rejected", "拒绝";
        /// No record at all: title, header, total, blank (略过).
        Dropped = "dropped", "略过";
    }
}

/// How many rows ended in each outcome.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutcomeCounts {
    /// 新增
    pub added: u32,
    /// 更新
    pub updated: u32,
    /// 无变化
    pub unchanged: u32,
    /// 待处理
    pub pending: u32,
    /// 拒绝
    pub rejected: u32,
    /// 略过
    pub dropped: u32,
}

impl OutcomeCounts {
    /// Counts one more row.
    pub fn count(&mut self, outcome: RowOutcome) {
        let slot = match outcome {
            RowOutcome::Added => &mut self.added,
            RowOutcome::Updated => &mut self.updated,
            RowOutcome::Unchanged => &mut self.unchanged,
            RowOutcome::Pending => &mut self.pending,
            RowOutcome::Rejected => &mut self.rejected,
            RowOutcome::Dropped => &mut self.dropped,
        };
        *slot += 1;
    }

    /// All rows.
    pub fn total(&self) -> u32 {
        self.added + self.updated + self.unchanged + self.pending + self.rejected + self.dropped
    }
}
