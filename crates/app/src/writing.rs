//! Writing under a batch: what one command wrote, so that it can be named, counted and taken back as one.

use crate::asking::stored;
use crate::record::given::Given;
use crate::{ids, protection};
use louce_domain::batch::{OutcomeCounts, RowOutcome};
use louce_domain::field::RecordKind;
use louce_domain::id::BatchId;
use louce_store::{NewBatch, Reader, WriteTx};
use louce_wire::{RpcError, WrittenRecord, WrittenTogether};
use uuid::Uuid;

/// A command of several records being written. The label of its batch names places and numbers, no person.
pub struct Writing<'t, 'c> {
    tx: &'t mut WriteTx<'c>,
    batch: BatchId,
    records: Vec<WrittenRecord>,
    counts: OutcomeCounts,
}

impl<'t, 'c> Writing<'t, 'c> {
    /// Begins a batch of a kind, called as the log of batches shows it.
    ///
    /// # Errors
    /// When the register cannot be written.
    pub fn begin(tx: &'t mut WriteTx<'c>, kind: &str, label: String) -> Result<Self, RpcError> {
        let batch = tx.begin_batch(&NewBatch { kind: kind.to_owned(), label }).map_err(stored)?;
        Ok(Self { tx, batch, records: Vec::new(), counts: OutcomeCounts::default() })
    }

    /// The transaction.
    pub const fn tx(&mut self) -> &mut WriteTx<'c> {
        self.tx
    }

    /// Reads what was written so far.
    pub fn reader(&self) -> Reader<'_> {
        self.tx.reader()
    }

    /// A new identifier.
    pub fn mint<T: From<Uuid>>(&mut self) -> T {
        self.tx.mint()
    }

    /// Creates a record.
    ///
    /// # Errors
    /// When what it refers to is not there, or the register cannot be written.
    pub fn create<R: Given>(&mut self, record: &R) -> Result<(), RpcError> {
        self.tx.create(record).map_err(stored)?;
        self.note::<R>(record, R::FIELDS.len(), RowOutcome::Added);
        Ok(())
    }

    /// Amends a record; what did not change is not written.
    ///
    /// # Errors
    /// When the record was changed meanwhile, or the register cannot be written.
    pub fn amend<R: Given>(&mut self, before: &R, after: &R) -> Result<(), RpcError> {
        let changed = self.tx.amend(before, after).map_err(stored)?.len();
        if changed > 0 {
            self.note::<R>(after, changed, RowOutcome::Updated);
        }
        Ok(())
    }

    fn note<R: Given>(&mut self, record: &R, changed: usize, outcome: RowOutcome) {
        self.counts.count(outcome);
        let changed = u32::try_from(changed).unwrap_or(u32::MAX);
        self.records.push(WrittenRecord { kind: R::KIND.code().to_owned(), id: record.id().to_string(), changed });
    }

    /// Ends the batch: what was written, and what to undo it by. The stays of protected persons are written and not
    /// told: a change of their room would tell whose they are.
    ///
    /// # Errors
    /// When the register cannot be written.
    pub fn finish(mut self) -> Result<WrittenTogether, RpcError> {
        self.tx.finish_batch(&self.counts).map_err(stored)?;
        let reader = self.tx.reader();
        let mut told = Vec::with_capacity(self.records.len());
        for record in std::mem::take(&mut self.records) {
            let is_stay = record.kind == RecordKind::Stay.code();
            let stay = is_stay.then(|| reader.stay(ids::read(&record.id)?).map_err(stored)).transpose()?;
            if !stay.map_or(Ok(false), |stay| protection::protected(&reader, stay.person))? {
                told.push(record);
            }
        }
        Ok(WrittenTogether { batch_id: self.batch.to_string(), records: told })
    }
}
