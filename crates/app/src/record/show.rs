//! One record of any kind in full: what a form edits when a finding leads to it.

use super::row::{Listing, note_named};
use crate::asking::{Asking, stored};
use crate::permission::Operation;
use crate::rows::Disclosure;
use crate::{ids, refusal};
use louce_domain::change::RecordRef;
use louce_domain::field::RecordKind;
use louce_domain::with_kind;
use louce_wire::{RecordRow, RpcError};

/// A record in full; it and the persons it is about are audited as seen.
///
/// # Errors
/// When the role does not allow it, or there is no such record.
pub fn show(asking: Asking<'_>, kind: &str, id: &str) -> Result<RecordRow, RpcError> {
    let kind: RecordKind = kind.parse().map_err(|_| refusal::no_such_record(kind))?;
    let permit = asking.permit(seeing(kind))?;
    let id = ids::read(id)?;
    permit.look_audited(|reader, seen| {
        seen.record(RecordRef { kind, id });
        let rows = Listing::for_asking(reader, asking, Disclosure::Revealed, None);
        with_kind!(kind, R => {
            let record: R = reader.record(id).map_err(stored)?;
            let row = rows.row(&record)?;
            note_named(seen, &row.links);
            Ok(row)
        })
    })
}

/// What seeing a record of a kind in full is.
const fn seeing(kind: RecordKind) -> Operation {
    match kind {
        RecordKind::CareNote | RecordKind::Protection => Operation::SeeCare,
        _ => Operation::RevealPersons,
    }
}
