//! The verdicts given so far, masked: each says who gave which, and can be taken back.

use super::{pair::link_row, record};
use crate::asking::{Asking, stored};
use crate::permission::Operation;
use crate::record::Listing;
use crate::rows::Disclosure;
use louce_wire::{RpcError, VerdictList, VerdictRow};

/// The most verdicts one page carries.
const MOST: u32 = 200;

/// A page of the verdicts, newest first.
///
/// # Errors
/// When the role does not allow it, or the register cannot be read.
pub fn verdicts(asking: Asking<'_>, offset: u32, limit: u32) -> Result<VerdictList, RpcError> {
    let permit = asking.permit(Operation::Search)?;
    permit.look_audited(|reader, seen| {
        let found = reader.verdicts(offset, limit.min(MOST)).map_err(stored)?;
        seen.count(u64::try_from(2 * found.len()).unwrap_or(u64::MAX));
        let listing = Listing::for_asking(reader, asking, Disclosure::Masked, None);
        let mut verdicts = Vec::with_capacity(found.len());
        for verdict in &found {
            verdicts.push(VerdictRow {
                link: link_row(verdict),
                person: listing.link("person", record(verdict.person))?,
                other: listing.link("other", record(verdict.other))?,
                to: verdict.to.map(|date| date.to_string()),
            });
        }
        let count = u32::try_from(reader.verdict_count().map_err(stored)?).unwrap_or(u32::MAX);
        Ok(VerdictList { count, verdicts })
    })
}
