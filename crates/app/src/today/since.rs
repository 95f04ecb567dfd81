//! Where the user left off, and what others did meanwhile.

use crate::asking::{Asking, stored};
use crate::record::row::Listing;
use louce_domain::field::RecordKind;
use louce_store::Reader;
use louce_wire::{ChangedSince, RecentWork, RpcError};

/// How many records are shown.
const RECENT: usize = 10;

/// What this user wrote last. Care notes and protections are told by their own pages only.
pub(super) fn recent(asking: Asking<'_>, list: &Listing<'_>) -> Result<Vec<RecentWork>, RpcError> {
    let written = list.reader.written_by(asking.session.user, RECENT).map_err(stored)?;
    let told = written.into_iter().filter(|w| !matches!(w.record.kind, RecordKind::CareNote | RecordKind::Protection));
    #[expect(clippy::cast_precision_loss, reason = "milliseconds stay exact for 285,000 years")]
    let work = |written: louce_store::WrittenBy| {
        let record = list.link("record", written.record)?;
        Ok(RecentWork { record, at_ms: written.at_ms as f64, action: written.action })
    };
    told.map(work).collect()
}

/// What others changed since this user was last here; none where they never were, or nobody did anything.
#[expect(clippy::cast_precision_loss, reason = "milliseconds stay exact for 285,000 years")]
pub(super) fn changed_since(asking: Asking<'_>, reader: &Reader<'_>) -> Result<Option<ChangedSince>, RpcError> {
    let Some(since) = reader.last_here(asking.session.user).map_err(stored)? else { return Ok(None) };
    let others = reader.changes_by_others(asking.session.user, since).map_err(stored)?;
    let changes = others.iter().map(|(_, count)| *count).sum();
    let users = others.into_iter().map(|(name, _)| name).collect();
    Ok((changes > 0).then_some(ChangedSince { since_ms: since as f64, changes, users }))
}
