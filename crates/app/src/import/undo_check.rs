//! What rests on a batch: the newer changes that must be taken back before it can be undone.

use crate::asking::{Asking, stored};
use crate::permission::Operation;
use crate::protection::WITHHELD;
use crate::record::Listing;
use crate::rows::Disclosure;
use crate::{ids, refusal};
use louce_domain::change::RecordRef;
use louce_domain::id::BatchId;
use louce_store::{BatchDependent, Reader, StoreError};
use louce_wire::{ErrorCode, RpcError, UndoDependent, UndoDependents};
use std::collections::HashMap;

/// Changes that are listed.
const LISTED: usize = 200;
/// Changes that an error names.
const NAMED: usize = 3;

/// What rests on a batch, oldest first; titles are masked, and a look at them is audited.
///
/// # Errors
/// When the role does not allow it, or there is no such batch.
pub fn undo_check(asking: Asking<'_>, batch_id: &str) -> Result<UndoDependents, RpcError> {
    let permit = asking.permit(Operation::UndoBatch)?;
    let id: BatchId = ids::read(batch_id)?;
    permit.look_audited(|reader, seen| {
        reader.batch(id).map_err(stored)?.ok_or_else(|| refusal::no_such_record("batch"))?;
        let found = reader.batch_dependents(id).map_err(stored)?;
        seen.count(found.len().min(LISTED) as u64);
        listed(reader, asking, &found)
    })
}

fn listed(reader: &Reader<'_>, asking: Asking<'_>, found: &[BatchDependent]) -> Result<UndoDependents, RpcError> {
    let list = Listing::for_asking(reader, asking, Disclosure::Masked, None);
    let mut batches: HashMap<BatchId, String> = HashMap::new();
    let mut dependents = Vec::new();
    for later in found.iter().take(LISTED) {
        let batch = match later.batch {
            Some(id) => Some(label(reader, id, &mut batches)?),
            None => None,
        };
        dependents.push(UndoDependent {
            kind: later.record.kind.code().to_owned(),
            id: later.record.id.to_string(),
            title: title(&list, later.record)?,
            field: later.field.clone(),
            at_ms: later.at_ms as f64,
            user: later.user_name.clone(),
            batch_id: later.batch.map(|id| id.to_string()),
            batch,
        });
    }
    Ok(UndoDependents { dependents, count: u32::try_from(found.len()).unwrap_or(u32::MAX) })
}

fn label(reader: &Reader<'_>, id: BatchId, known: &mut HashMap<BatchId, String>) -> Result<String, RpcError> {
    if let Some(label) = known.get(&id) {
        return Ok(label.clone());
    }
    let label = reader.batch(id).map_err(stored)?.map(|batch| batch.label).unwrap_or_default();
    known.insert(id, label.clone());
    Ok(label)
}

/// How a record is called; one that is gone has no name left, and one that would lead to a protected person tells none.
fn title(list: &Listing<'_>, record: RecordRef) -> Result<String, RpcError> {
    match list.reader_holds(record) {
        Err(StoreError::NotFound { .. }) => Ok(record.kind.zh().to_owned()),
        Err(error) => Err(stored(error)),
        Ok(()) if list.names_withheld(record)? => Ok(WITHHELD.to_owned()),
        Ok(()) => Ok(list.link("", record)?.title),
    }
}

/// The error of undoing a batch on which something rests: the first of it by name.
///
/// # Errors
/// When the register cannot be read.
pub fn refused(reader: &Reader<'_>, asking: Asking<'_>, found: &[BatchDependent]) -> Result<RpcError, RpcError> {
    let first = listed(reader, asking, found.get(..NAMED.min(found.len())).unwrap_or(found))?.dependents;
    let named = |one: &UndoDependent, zh: bool| {
        let by = match (&one.batch, zh) {
            (Some(batch), true) => format!("批次《{batch}》"),
            (Some(batch), false) => format!("batch “{batch}”"),
            (None, _) => one.user.clone(),
        };
        if zh { format!("{}（{by}）", one.title) } else { format!("{} ({by})", one.title) }
    };
    let zh: Vec<String> = first.iter().map(|one| named(one, true)).collect();
    let en: Vec<String> = first.iter().map(|one| named(one, false)).collect();
    let (count, more) = (found.len(), if found.len() > first.len() { "等" } else { "" });
    Ok(RpcError::new(
        ErrorCode::Conflict,
        format!(
            "该批次之后又有{count}处改动建立在其上，不能直接撤销：{}{more}。请先撤销或改回这些较新的改动。",
            zh.join("、")
        ),
        format!("{count} newer changes stand on this batch: {}. Take those back first.", en.join(", ")),
    ))
}
