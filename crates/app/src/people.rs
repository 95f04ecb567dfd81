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
use louce_domain::id::StayId;
use louce_domain::stay::Stay;
use louce_store::Reader;
use louce_wire::RpcError;
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
