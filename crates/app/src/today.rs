//! Today (今日): what is due, and when it is shown.

use crate::asking::Asking;
use crate::refusal;
use louce_wire::{FindingsView, ReminderSetting, RemindersView, RpcError, TodayView};

/// Not built yet.
pub fn today(asking: Asking<'_>) -> Result<TodayView, RpcError> {
    let _ = asking;
    Err(refusal::internal("today", &"not built yet"))
}

/// Not built yet.
pub fn findings(asking: Asking<'_>, code: &str, offset: u32, limit: u32) -> Result<FindingsView, RpcError> {
    let _ = (asking, code, offset, limit);
    Err(refusal::internal("findings", &"not built yet"))
}

/// Not built yet.
pub fn reminders(asking: Asking<'_>) -> Result<RemindersView, RpcError> {
    let _ = asking;
    Err(refusal::internal("reminders", &"not built yet"))
}

/// Not built yet.
pub fn set_reminders(asking: Asking<'_>, reminders: &[ReminderSetting]) -> Result<RemindersView, RpcError> {
    let _ = (asking, reminders);
    Err(refusal::internal("set_reminders", &"not built yet"))
}
