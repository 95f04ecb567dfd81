//! People: moving together, editing stays, households. Each command is a batch, so that it can be undone as one.

mod edit_stays;
mod form_household;
pub mod household;
mod move_together;

pub use edit_stays::edit_stays;
pub use form_household::form_household;
pub use move_together::move_together;

use crate::asking::stored;
use crate::{ids, refusal};
use louce_domain::batch::OutcomeCounts;
use louce_domain::id::{BatchId, StayId};
use louce_domain::stay::Stay;
use louce_store::{NewBatch, Reader, WriteTx};
use louce_wire::{RpcError, WrittenRecord, WrittenTogether};
use std::collections::BTreeSet;

/// The stays a command names, each once.
fn stays_of(reader: &Reader<'_>, ids: &[String]) -> Result<Vec<Stay>, RpcError> {
    let ids: BTreeSet<StayId> = ids.iter().map(|id| ids::read(id)).collect::<Result<_, _>>()?;
    if ids.is_empty() {
        return Err(refusal::invalid("请先选择居住登记。", "Choose the stays first.").about("stay_ids"));
    }
    ids.into_iter().map(|id| reader.stay(id).map_err(stored)).collect()
}

fn refuse_ended(stays: &[Stay]) -> Result<(), RpcError> {
    if stays.iter().all(Stay::is_open) {
        return Ok(());
    }
    let zh = "所选居住登记中有已经结束的，请刷新后重新选择。";
    Err(refusal::invalid(zh, "One of the stays has ended: reload and choose again.").about("stay_ids"))
}

/// What a command of several records has written so far, under one batch.
struct Together {
    batch: BatchId,
    records: Vec<WrittenRecord>,
    counts: OutcomeCounts,
}

impl Together {
    /// Begins the batch. Its label names places and numbers, no person.
    fn begin(tx: &mut WriteTx<'_>, kind: &str, label: String) -> Result<Self, RpcError> {
        let batch = tx.begin_batch(&NewBatch { kind: kind.to_owned(), label }).map_err(stored)?;
        Ok(Self { batch, records: Vec::new(), counts: OutcomeCounts::default() })
    }

    fn note(&mut self, kind: &str, id: impl std::fmt::Display, changed: usize) {
        let changed = u32::try_from(changed).unwrap_or(u32::MAX);
        self.records.push(WrittenRecord { kind: kind.to_owned(), id: id.to_string(), changed });
    }

    /// Turns a stay into another version of itself.
    fn amend_stay(&mut self, tx: &mut WriteTx<'_>, before: &Stay, after: &Stay) -> Result<(), RpcError> {
        let changed = tx.amend(before, after).map_err(stored)?.len();
        if changed > 0 {
            self.counts.updated += 1;
            self.note("stay", after.id, changed);
        }
        Ok(())
    }

    fn finish(self, tx: &mut WriteTx<'_>) -> Result<WrittenTogether, RpcError> {
        tx.finish_batch(&self.counts).map_err(stored)?;
        Ok(WrittenTogether { batch_id: self.batch.to_string(), records: self.records })
    }
}
