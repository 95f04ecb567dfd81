//! Today (今日): what is due, what is missing, where the user left off. Figures come from tallies kept with every write;
//! only the first few records of each group are read, masked.

mod hit;
mod list;
mod reminders;
mod since;

pub use list::findings;
pub use reminders::{reminders, set_reminders};

use crate::asking::{Asking, stored};
use crate::findings as found;
use crate::permission::Operation;
use crate::record::row::Listing;
use crate::rows::Disclosure;
use louce_domain::date::PartialDate;
use louce_domain::finding::{FindingCode, Reminders, Topic, Window};
use louce_store::Reader;
use louce_wire::{RpcError, TodayGroup, TodayView};
use std::cmp::Reverse;

/// How many records a group shows at first.
const FIRST: u32 = 5;

/// What is due, most pressing first.
///
/// # Errors
/// When the role does not allow it, or the register cannot be read.
pub fn today(asking: Asking<'_>) -> Result<TodayView, RpcError> {
    let permit = asking.permit(Operation::ViewRoom)?;
    let today = asking.host.today();
    permit.look_audited(|reader, seen| {
        let list = Listing::for_asking(reader, asking, Disclosure::Masked, Some(today));
        let set = found::reminders(reader)?;
        let windows = windows(asking, &set, today);
        let mut counted = reader.finding_counts(&windows, &asking.session.areas).map_err(stored)?;
        counted.retain(|(_, count)| *count > 0);
        counted.sort_by_key(|(code, count)| pressing(*code, *count));
        let groups = counted.into_iter().map(|(code, count)| group(asking, &list, &set, code, count));
        let groups = groups.collect::<Result<Vec<_>, _>>()?;
        seen.count(groups.iter().map(|group| group.first.len() as u64).sum());
        Ok(TodayView {
            date: today.to_string(),
            groups,
            recent: since::recent(asking, &list)?,
            changed_since: since::changed_since(asking, reader)?,
        })
    })
}

/// Dates first, then contradictions, gaps and notes; of those alike, the most frequent.
fn pressing(code: FindingCode, count: u32) -> impl Ord {
    let spec = code.spec();
    (spec.topic != Topic::Due, Reverse(spec.severity), Reverse(count), code)
}

/// The codes the user may see and has not switched off, with the dates that are shown today.
fn windows(asking: Asking<'_>, set: &Reminders, today: PartialDate) -> Vec<(FindingCode, Window)> {
    let allowed = |code: &FindingCode| !code.is_of_care() || asking.may(Operation::SeeCare);
    let codes = FindingCode::ALL.iter().copied().filter(allowed);
    codes.filter_map(|code| set.window(code, today).map(|window| (code, window))).collect()
}

fn group(
    asking: Asking<'_>,
    list: &Listing<'_>,
    set: &Reminders,
    code: FindingCode,
    count: u32,
) -> Result<TodayGroup, RpcError> {
    let spec = code.spec();
    let first = page(asking, list.reader, set, code, (0, FIRST))?;
    Ok(TodayGroup {
        code: code.code().to_owned(),
        zh: code.zh().to_owned(),
        en: code.en().to_owned(),
        severity: spec.severity.code().to_owned(),
        topic: spec.topic.code().to_owned(),
        count,
        due_by: spec.timing.days().map(|_| set.get(code).days),
        first: first.iter().map(|finding| hit::hit(list, finding)).collect::<Result<_, _>>()?,
    })
}

/// A page of the findings of a code that are shown today; none where its reminder is switched off.
fn page(
    asking: Asking<'_>,
    reader: &Reader<'_>,
    set: &Reminders,
    code: FindingCode,
    (offset, limit): (u32, u32),
) -> Result<Vec<louce_store::StoredFinding>, RpcError> {
    let Some(window) = set.window(code, asking.host.today()) else { return Ok(Vec::new()) };
    reader.findings_page(code, window, &asking.session.areas, offset, limit).map_err(stored)
}
