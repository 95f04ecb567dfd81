//! What changed in the period, and by whom: a reading of the change log. It ranks nobody.

use super::words::change_kind;
use crate::asking::stored;
use louce_domain::date::PartialDate;
use louce_domain::field::RecordKind;
use louce_report::{ChangeCount, ChangeEntry, Changes, Term};
use louce_store::{ChangeSummary, Reader};
use louce_wire::RpcError;
use std::collections::BTreeMap;

/// Dated entries handed to the report; it prints fewer and says how many there are.
const ENTRIES: usize = 5_000;
const DAY_MS: i64 = 86_400_000;

/// Changes since a date, up to now.
pub fn since(reader: &Reader<'_>, since: Option<PartialDate>, now_ms: u64) -> Result<Changes, RpcError> {
    let from_ms = since.map_or(0, |date| i64::from(date.first_day().days_since_1970()) * DAY_MS);
    let summaries = reader.changes_between(u64::try_from(from_ms).unwrap_or(0), now_ms + 1).map_err(stored)?;
    let mut counts: BTreeMap<(&'static str, String), u64> = BTreeMap::new();
    let mut entries: Vec<ChangeEntry> = Vec::new();
    for summary in &summaries {
        for (code, count) in kinds(summary) {
            *counts.entry((code, summary.head.user_name.clone())).or_default() += count;
            entries.push(entry(summary, code, count));
        }
    }
    let entries_total = u64::try_from(entries.len()).unwrap_or(u64::MAX);
    entries.reverse();
    entries.truncate(ENTRIES);
    let counts = counts.into_iter().map(|((code, by), count)| ChangeCount { kind: change_kind(code), by, count });
    Ok(Changes { counts: counts.collect(), entries, entries_total })
}

/// The kinds of change in a summary. A stay that got an end reason moved out; its other fields count with that.
fn kinds(summary: &ChangeSummary) -> Vec<(&'static str, u64)> {
    let mut found: BTreeMap<&'static str, u64> = BTreeMap::new();
    for (kind, count) in &summary.created {
        if let Some(code) = created_code(*kind) {
            *found.entry(code).or_default() += u64::from(*count);
        }
    }
    let mut amended: BTreeMap<RecordKind, u64> = BTreeMap::new();
    let mut ended = 0;
    for (kind, field, count) in &summary.amended {
        let most = amended.entry(*kind).or_default();
        *most = (*most).max(u64::from(*count));
        if *kind == RecordKind::Stay && field == "end_reason" {
            ended += u64::from(*count);
        }
    }
    for (kind, count) in amended {
        let corrected = if kind == RecordKind::Stay { count.saturating_sub(ended) } else { count };
        if let Some(code) = amended_code(kind).filter(|_| corrected > 0) {
            found.insert(code, corrected);
        }
    }
    if ended > 0 {
        found.insert("ended:stay", ended);
    }
    if summary.withdrawn > 0 {
        found.insert("withdrawn", u64::from(summary.withdrawn));
    }
    found.into_iter().collect()
}

fn created_code(kind: RecordKind) -> Option<&'static str> {
    match kind {
        RecordKind::Person => Some("created:person"),
        RecordKind::Stay => Some("created:stay"),
        RecordKind::Room => Some("created:room"),
        RecordKind::Building => Some("created:building"),
        RecordKind::Organisation => Some("created:organisation"),
        _ => None,
    }
}

fn amended_code(kind: RecordKind) -> Option<&'static str> {
    match kind {
        RecordKind::Person => Some("amended:person"),
        RecordKind::Stay => Some("amended:stay"),
        RecordKind::Room => Some("amended:room"),
        RecordKind::Building => Some("amended:building"),
        RecordKind::Organisation => Some("amended:organisation"),
        _ => None,
    }
}

fn entry(summary: &ChangeSummary, code: &'static str, count: u64) -> ChangeEntry {
    let counted =
        (count > 1).then(|| Term { zh: format!("共{count}条").into(), en: format!("{count} records").into() });
    ChangeEntry {
        at: date_time(summary.head.at_ms),
        by: summary.head.user_name.clone(),
        kind: change_kind(code),
        place: String::new(),
        person: None,
        detail: counted,
    }
}

/// ISO date and time in UTC+8, the one civil time of the register's country.
pub fn date_time(at_ms: u64) -> String {
    let minutes = i64::try_from(at_ms / 60_000).unwrap_or(0) + 8 * 60;
    let days = i32::try_from(minutes / 1_440).unwrap_or(0);
    let date = PartialDate::from_days_since_1970(days);
    format!("{date}T{:02}:{:02}", minutes % 1_440 / 60, minutes % 60)
}

#[cfg(test)]
mod tests {
    use super::date_time;

    #[test]
    fn times_are_those_of_the_country() {
        assert_eq!(date_time(0), "1970-01-01T08:00", "the epoch in UTC+8");
        assert_eq!(date_time(57_600_000), "1970-01-02T00:00", "midnight in UTC+8");
    }
}
