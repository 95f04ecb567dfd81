//! Reminders (提醒): on which days dated findings are shown. They apply when findings are read: nothing is computed anew.

use crate::asking::{Asking, stored};
use crate::findings::{self, REMINDERS};
use crate::permission::Operation;
use crate::refusal;
use louce_domain::finding::{FindingCode, Reminder, Reminders};
use louce_wire::{ReminderSetting, RemindersView, RpcError};

/// Every reminder as it stands.
///
/// # Errors
/// When the role does not allow it, or the register cannot be read.
pub fn reminders(asking: Asking<'_>) -> Result<RemindersView, RpcError> {
    let permit = asking.permit(Operation::ViewSpaces)?;
    permit.look(|reader| Ok(view(&findings::reminders(reader)?)))
}

/// Sets reminders; those that are not named stay as they are. The audit row says which were changed, and to what.
///
/// # Errors
/// When the role does not allow it, a code has no days to set, or there are too many.
pub fn set_reminders(asking: Asking<'_>, reminders: &[ReminderSetting]) -> Result<RemindersView, RpcError> {
    let permit = asking.permit(Operation::SetReminders)?;
    let before = permit.look(findings::reminders)?;
    let mut after = before.clone();
    for setting in reminders {
        let code: Option<FindingCode> = setting.code.parse().ok();
        let set = code.is_some_and(|code| after.set(code, Reminder { days: setting.days, on: setting.on }));
        if !set {
            let zh = "提醒天数应在0至3660之间，且该类疑点须有日期。";
            let en = "Give 0 to 3660 days, for a finding that has a date.";
            return Err(refusal::invalid(zh, en).about(&setting.code));
        }
    }
    let changed: Vec<String> = Reminders::codes().filter_map(|code| told(code, &before, &after)).collect();
    if changed.is_empty() {
        return Ok(view(&after));
    }
    let json = serde_json::to_string(&after).map_err(|error| refusal::internal("reminders", &error))?;
    permit.write(Some(&changed.join(" ")), |tx| tx.set_setting(REMINDERS, &json).map_err(stored))?;
    Ok(view(&after))
}

/// A changed reminder for the audit row: `not_verified=90`, `stay_ending=off`.
fn told(code: FindingCode, before: &Reminders, after: &Reminders) -> Option<String> {
    let set = after.get(code);
    (before.get(code) != set).then(|| if set.on { format!("{code}={}", set.days) } else { format!("{code}=off") })
}

fn view(set: &Reminders) -> RemindersView {
    let setting = |code: FindingCode| ReminderSetting {
        code: code.code().to_owned(),
        zh: code.zh().to_owned(),
        en: code.en().to_owned(),
        days: set.get(code).days,
        default_days: code.spec().timing.days().unwrap_or(0),
        on: set.get(code).on,
    };
    RemindersView { reminders: Reminders::codes().map(setting).collect() }
}
