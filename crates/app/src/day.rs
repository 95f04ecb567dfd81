//! The day a page shows (截至日期), as the window sends it.

use crate::refusal;
use louce_domain::date::PartialDate;
use louce_wire::RpcError;

/// Reads the day a request asks for; none where it asks for today.
///
/// # Errors
/// When the text is no date.
pub fn read(as_of: Option<&str>) -> Result<Option<PartialDate>, RpcError> {
    let invalid = |_| {
        let zh = "截至日期无效，请用 2015-06-01、2015-06 或 2015 的形式。";
        refusal::invalid(zh, "The day is not valid: write 2015-06-01, 2015-06 or 2015.").about("as_of")
    };
    as_of.map(str::trim).filter(|text| !text.is_empty()).map(|text| text.parse().map_err(invalid)).transpose()
}

/// The day of a time (milliseconds since 1970-01-01 UTC) in UTC+8, the one civil time of the register's country; days
/// since 1970-01-01.
pub fn of_time(at_ms: u64) -> i32 {
    i32::try_from(at_ms.saturating_add(8 * 3_600_000) / 86_400_000).unwrap_or(i32::MAX)
}
