//! A page's findings as rows.

use super::reminders;
use crate::asking::stored;
use louce_domain::change::RecordRef;
use louce_domain::date::PartialDate;
use louce_domain::id::{BuildingId, RoomId};
use louce_store::{Reader, StoredFinding};
use louce_wire::{FindingRow, RpcError};
use std::collections::HashMap;

/// What is missing or doubtful in a record and in those its page shows, as of today, most pressing first. Care notes and
/// protections say for themselves when they are due, to those who may see them.
///
/// # Errors
/// When the register cannot be read.
pub fn of_record(reader: &Reader<'_>, record: RecordRef, today: PartialDate) -> Result<Vec<FindingRow>, RpcError> {
    let reminders = reminders(reader)?;
    let mut found = reader.findings_about(record).map_err(stored)?;
    found.retain(|finding| {
        let window = reminders.window(finding.code, today);
        !finding.code.is_of_care() && window.is_some_and(|window| window.holds(finding.due_on))
    });
    found.sort_by(|a, b| b.code.spec().severity.cmp(&a.code.spec().severity).then(a.code.cmp(&b.code)));
    Ok(found.into_iter().map(row).collect())
}

/// How many findings show today in each room of a building: of the room, of who stays there, of its tenancies and plates.
///
/// # Errors
/// When the register cannot be read.
pub fn in_rooms(
    reader: &Reader<'_>,
    building: BuildingId,
    today: PartialDate,
) -> Result<HashMap<RoomId, u32>, RpcError> {
    let reminders = reminders(reader)?;
    let mut counts: HashMap<RoomId, u32> = HashMap::new();
    for (room, finding) in reader.findings_of_building(building).map_err(stored)? {
        if reminders.window(finding.code, today).is_some_and(|window| window.holds(finding.due_on)) {
            *counts.entry(room).or_default() += 1;
        }
    }
    Ok(counts)
}

/// A finding in words.
fn row(finding: StoredFinding) -> FindingRow {
    FindingRow {
        code: finding.code.code().to_owned(),
        zh: finding.code.zh().to_owned(),
        en: finding.code.en().to_owned(),
        severity: finding.code.spec().severity.code().to_owned(),
        detail: finding.detail,
    }
}
