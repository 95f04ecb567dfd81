//! Verdicts: the same person, or two; taken back at any time.

use super::pair::standing;
use crate::asking::{Asking, stored};
use crate::permission::Operation;
use crate::{amend, ids, refusal};
use louce_domain::id::{IdentityLinkId, PersonId};
use louce_domain::identity_link::{IdentityLink, IdentityVerdict};
use louce_wire::{Done, RpcError, WrittenRecord};

/// Gives a verdict about two records; an earlier one about them ends.
///
/// # Errors
/// When the role does not allow it, a record is not there, both are the same, or the verdict is none.
pub fn link(
    asking: Asking<'_>,
    person_id: &str,
    other_id: &str,
    verdict: &str,
    reason: Option<&str>,
) -> Result<WrittenRecord, RpcError> {
    let permit = asking.permit(Operation::EditRecords)?;
    let (person, other): (PersonId, PersonId) = (ids::read(person_id)?, ids::read(other_id)?);
    let verdict: IdentityVerdict = verdict.parse().map_err(|error| amend::invalid_field("verdict", &error))?;
    amend::check_note(reason)?;
    if person == other {
        return Err(refusal::invalid("不能把一条记录与它自己关联。", "A record cannot be linked with itself.")
            .about("other_id"));
    }
    let today = asking.host.today();
    permit.write(reason, |tx| {
        tx.reader().person(person).and_then(|_| tx.reader().person(other)).map_err(stored)?;
        if let Some(earlier) = standing(&tx.reader(), person, other)? {
            let ended = IdentityLink { to: Some(today), ..earlier.clone() };
            tx.amend(&earlier, &ended).map_err(stored)?;
        }
        let id: IdentityLinkId = tx.mint();
        let link = IdentityLink {
            verdict,
            reason: reason.map(str::to_owned),
            from: Some(today),
            ..IdentityLink::blank(id, person, other)
        };
        tx.create(&link).map_err(stored)?;
        Ok(WrittenRecord { kind: "identity_link".to_owned(), id: id.to_string(), changed: 1 })
    })
}

/// Takes a verdict back: the pair waits for a new one.
///
/// # Errors
/// When the role does not allow it, the verdict is not there, or was taken back already.
pub fn unlink(asking: Asking<'_>, link_id: &str, note: Option<&str>) -> Result<Done, RpcError> {
    let permit = asking.permit(Operation::EditRecords)?;
    let id: IdentityLinkId = ids::read(link_id)?;
    amend::check_note(note)?;
    let today = asking.host.today();
    permit.write(note, |tx| {
        let link: IdentityLink = tx.reader().record(id.0).map_err(stored)?;
        if link.to.is_some() {
            return Err(refusal::invalid("这一结论已经撤回。", "This verdict was taken back already.").about("link_id"));
        }
        let ended = IdentityLink { to: Some(today), ..link.clone() };
        tx.amend(&link, &ended).map_err(stored)?;
        Ok(Done {})
    })
}
