//! The pairs that wait for a verdict, masked.

use super::{record, row};
use crate::asking::{Asking, stored};
use crate::permission::Operation;
use crate::record::Listing;
use crate::rows::Disclosure;
use louce_wire::{DuplicateQueue, RpcError};

/// The most pairs one page carries.
const MOST_PAIRS: u32 = 200;

/// A page of the pairs, surest first.
///
/// # Errors
/// When the role does not allow it, or the register cannot be read.
pub fn queue(asking: Asking<'_>, offset: u32, limit: u32) -> Result<DuplicateQueue, RpcError> {
    let permit = asking.permit(Operation::Search)?;
    permit.look_audited(|reader, seen| {
        let found = reader.duplicate_pairs(offset.into(), limit.min(MOST_PAIRS).into()).map_err(stored)?;
        let searched = reader.duplicate_searched().map_err(stored)?;
        seen.count(u64::try_from(2 * found.len()).unwrap_or(u64::MAX));
        let listing = Listing::for_asking(reader, asking, Disclosure::Masked, None);
        let mut pairs = Vec::with_capacity(found.len());
        for pair in &found {
            let person = listing.link("person", record(pair.person))?;
            let other = listing.link("other", record(pair.other))?;
            pairs.push(row(person, other, &pair.candidate));
        }
        Ok(DuplicateQueue {
            count: u32::try_from(reader.duplicate_count().map_err(stored)?).unwrap_or(u32::MAX),
            #[expect(
                clippy::cast_precision_loss,
                reason = "milliseconds since 1970 are exact in a double for 285,000 years"
            )]
            searched_ms: searched.at_ms.map(|ms| ms as f64),
            unsearched: u32::try_from(searched.unsearched).unwrap_or(u32::MAX),
            pairs,
        })
    })
}
