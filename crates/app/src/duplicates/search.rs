//! A search of the whole register. Only records that share a key with another are read a second time and compared, so that
//! memory grows with what looks alike, not with the register.

use crate::asking::{Asking, stored};
use crate::host::{Watch, at};
use crate::permission::Operation;
use crate::refusal;
use louce_domain::duplicate::{Found, PersonFacts, WideBlockOutcome, blocking_keys, candidates_while};
use louce_store::{Identity, Reader};
use louce_wire::{DuplicateSearch, RpcError};

/// How often the reader looks up whether it was told to stop.
const LOOK_UP_EVERY: usize = 4_096;

/// Searches.
///
/// # Errors
/// When the role does not allow it, the user cancelled, or the register cannot be read: the pairs stay as they were.
pub fn search(asking: Asking<'_>, watch: &dyn Watch) -> Result<DuplicateSearch, RpcError> {
    let permit = asking.permit(Operation::EditRecords)?;
    let (persons, found) = permit.look(|reader| {
        let total = usize::try_from(reader.counters().map_err(stored)?.get("persons")).unwrap_or(0);
        let alike = rows_alike(reader, total, watch)?;
        let records = read_again(reader, &alike, watch)?;
        let facts: Vec<PersonFacts<'_, i64>> = records.iter().map(Identity::facts).collect();
        let go_on = &mut |done, kinds| {
            watch.progress(at("compare", done, kinds));
            !watch.cancelled()
        };
        let found = candidates_while(&facts, go_on).ok_or_else(refusal::cancelled)?;
        Ok((total, found))
    })?;
    watch.progress(at("write", 0, found.pairs.len()));
    permit.write(None, |tx| tx.replace_duplicates(&found.pairs).map_err(stored))?;
    let waiting = permit.look(|reader| reader.duplicate_count().map_err(stored))?;
    Ok(DuplicateSearch {
        persons: u32::try_from(persons).unwrap_or(u32::MAX),
        pairs: u32::try_from(waiting).unwrap_or(u32::MAX),
        passed_over: passed_over(&found),
    })
}

/// Keys under which even after narrowing too many records lay to compare each with each.
fn passed_over(found: &Found<i64>) -> u32 {
    let left_out = |outcome: &WideBlockOutcome| matches!(outcome, WideBlockOutcome::LeftOut(_));
    let count = found.wide_blocks.iter().filter(|block| left_out(&block.outcome)).count();
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// The rows of the records that share a key with another, in rising order.
fn rows_alike(reader: &Reader<'_>, total: usize, watch: &dyn Watch) -> Result<Vec<i64>, RpcError> {
    let mut rows: Vec<i64> = Vec::with_capacity(total);
    let mut keys: Vec<(u64, u32)> = Vec::with_capacity(total.saturating_mul(6));
    reader.for_each_identity(|identity| {
        let place = u32::try_from(rows.len()).unwrap_or(u32::MAX);
        if rows.len().is_multiple_of(LOOK_UP_EVERY) {
            watch.progress(at("read", rows.len(), total));
            if watch.cancelled() {
                return Err(Stopped::Cancelled);
            }
        }
        rows.push(identity.row);
        keys.extend(blocking_keys(&identity.facts()).iter().map(|key| (key.digest(), place)));
        Ok(())
    })?;
    keys.sort_unstable();
    keys.dedup();
    let shared = keys.chunk_by(|a, b| a.0 == b.0).filter(|block| block.len() > 1).flatten();
    let mut alike: Vec<u32> = shared.map(|(_, place)| *place).collect();
    alike.sort_unstable();
    alike.dedup();
    let row_at = |place: u32| usize::try_from(place).ok().and_then(|place| rows.get(place).copied());
    Ok(alike.into_iter().filter_map(row_at).collect())
}

fn read_again(reader: &Reader<'_>, rows: &[i64], watch: &dyn Watch) -> Result<Vec<Identity>, RpcError> {
    let mut records = Vec::with_capacity(rows.len());
    for (done, row) in rows.iter().enumerate() {
        if done.is_multiple_of(LOOK_UP_EVERY) {
            watch.progress(at("gather", done, rows.len()));
            if watch.cancelled() {
                return Err(refusal::cancelled());
            }
        }
        records.extend(reader.identity(*row).map_err(stored)?);
    }
    Ok(records)
}

/// Why the reading stopped.
enum Stopped {
    Cancelled,
    Store(louce_store::StoreError),
}

impl From<louce_store::StoreError> for Stopped {
    fn from(error: louce_store::StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<Stopped> for RpcError {
    fn from(stopped: Stopped) -> Self {
        match stopped {
            Stopped::Cancelled => refusal::cancelled(),
            Stopped::Store(error) => stored(error),
        }
    }
}
