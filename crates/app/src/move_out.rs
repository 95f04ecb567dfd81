//! Moving out (迁出): a stay ends with a date and a reason. It is never deleted.

use crate::amend::{check_note, invalid_field};
use crate::asking::{Asking, stored};
use crate::people::household;
use crate::permission::Operation;
use crate::{ids, refusal};
use louce_domain::date::PartialDate;
use louce_domain::field::FieldValue;
use louce_domain::id::StayId;
use louce_domain::stay::{EndReason, Stay};
use louce_wire::{RpcError, WrittenPerson};

/// How a stay ends.
pub struct End {
    /// Last day, as exact as known; none where it is not known.
    pub to: Option<String>,
    /// Reason code (GA/T 2000.25).
    pub end_reason: String,
    /// Where to.
    pub moved_to: Option<String>,
    /// Why, in the user's words.
    pub note: Option<String>,
}

/// Ends a stay.
///
/// # Errors
/// When the role does not allow it, the stay has ended already, or date or reason are not valid.
pub fn move_out(asking: Asking<'_>, stay_id: &str, end: &End) -> Result<WrittenPerson, RpcError> {
    let permit = asking.permit(Operation::EditRecords)?;
    let id: StayId = ids::read(stay_id)?;
    check_note(end.note.as_deref())?;
    let today = asking.host.today();
    let (person, changed) = permit.write(end.note.as_deref(), |tx| {
        let before = tx.reader().stay(id).map_err(stored)?;
        let after = ended(&before, end, today)?;
        let changes = tx.amend(&before, &after).map_err(stored)?;
        if let Some(household) = before.household
            && let Some((before, after)) = household::emptied(&tx.reader(), household, after.to, today)?
        {
            tx.amend(&before, &after).map_err(stored)?;
        }
        Ok((before.person, changes.len()))
    })?;
    Ok(WrittenPerson {
        person_id: person.to_string(),
        stay_id: Some(stay_id.to_owned()),
        changed: u32::try_from(changed).unwrap_or(u32::MAX),
    })
}

/// The stay as it ends.
fn ended(stay: &Stay, end: &End, today: PartialDate) -> Result<Stay, RpcError> {
    if !stay.is_open() {
        return Err(refusal::invalid("该居住登记已经结束，无需再次迁出。", "This stay has ended already."));
    }
    let to: Option<PartialDate> =
        FieldValue::from_field(end.to.as_deref()).map_err(|error| invalid_field("to", &error))?;
    let reason: EndReason =
        FieldValue::from_field(Some(&end.end_reason)).map_err(|error| invalid_field("end_reason", &error))?;
    if to.is_some_and(|to| to.first_day() > today) {
        let (zh, en) = ("迁出日期不能晚于今天。", "The last day cannot lie ahead of today.");
        return Err(refusal::invalid(zh, en).about("to"));
    }
    if to.zip(stay.from).is_some_and(|(to, from)| to.ends_before(from)) {
        let (zh, en) = ("迁出日期早于迁入日期，请核对。", "The last day is earlier than the first: check both.");
        return Err(refusal::invalid(zh, en).about("to"));
    }
    let moved_to = end.moved_to.clone().filter(|text| !text.trim().is_empty()).or_else(|| stay.moved_to.clone());
    Ok(Stay { to, end_reason: Some(reason), moved_to, ..stay.clone() })
}
