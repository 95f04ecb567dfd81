//! The day from which a change of rooms holds, as the window sends it.

use crate::asking::Asking;
use crate::refusal;
use louce_domain::date::PartialDate;
use louce_wire::RpcError;

/// Reads the day of a change; none where nothing is said.
///
/// # Errors
/// When the text is no date, or lies ahead: what has not happened yet is not registered.
pub fn read(asking: Asking<'_>, on: Option<&str>) -> Result<Option<PartialDate>, RpcError> {
    let Some(text) = on.map(str::trim).filter(|text| !text.is_empty()) else { return Ok(None) };
    let day: PartialDate = text.parse().map_err(|_| {
        let zh = "日期无效，请用 2026-09-01、2026-09 或 2026 的形式。";
        refusal::invalid(zh, "The day is not valid: write 2026-09-01, 2026-09 or 2026.").about("on")
    })?;
    if asking.host.today().ends_before(day.first_day()) {
        let zh = "日期还没有到：请在变更发生之后登记，或核对日期。";
        return Err(refusal::invalid(zh, "The day lies ahead: register the change once it has happened.").about("on"));
    }
    Ok(Some(day))
}
