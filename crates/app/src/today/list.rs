//! All records with one finding, page by page.

use super::{hit, page};
use crate::asking::{Asking, stored};
use crate::findings as found;
use crate::permission::Operation;
use crate::record::row::Listing;
use crate::refusal;
use crate::rows::Disclosure;
use louce_domain::finding::FindingCode;
use louce_wire::{FindingsView, RpcError};

/// The most records of a page.
const MOST: u32 = 200;

/// The records with a finding, those that count from the earliest day first.
///
/// # Errors
/// When the role does not allow it, or there is no such kind of finding.
pub fn findings(asking: Asking<'_>, code: &str, offset: u32, limit: u32) -> Result<FindingsView, RpcError> {
    let permit = asking.permit(Operation::ViewRoom)?;
    let unknown =
        |_| refusal::invalid("没有这一类疑点，请从今日页选择。", "There is no such finding: choose one from Today.");
    let code: FindingCode = code.parse().map_err(|error| unknown(error).about("code"))?;
    if code.is_of_care() {
        asking.permit(Operation::SeeCare)?;
    }
    permit.look_audited(|reader, seen| {
        let list = Listing::for_asking(reader, asking, Disclosure::Masked, Some(asking.host.today()));
        let set = found::reminders(reader)?;
        let window = set.window(code, asking.host.today());
        let counted = reader.finding_counts(
            &window.map(|window| (code, window)).into_iter().collect::<Vec<_>>(),
            &asking.session.areas,
        );
        let hits = page(asking, reader, &set, code, (offset, limit.min(MOST)))?;
        seen.count(hits.len() as u64);
        Ok(FindingsView {
            count: counted.map_err(stored)?.iter().map(|(_, count)| *count).sum(),
            hits: hits.iter().map(|finding| hit::hit(&list, finding)).collect::<Result<_, _>>()?,
        })
    })
}
