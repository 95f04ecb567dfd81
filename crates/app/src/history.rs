//! History (沿革) of a record and of each of its fields: a reading of the change log.

use crate::asking::{Asking, stored};
use crate::permission::Operation;
use crate::protection::Hidden;
use crate::record::row::{WHEREABOUTS, persons_of};
use crate::{ids, refusal};
use louce_domain::change::RecordRef;
use louce_domain::field::RecordKind;
use louce_domain::id::{PersonId, RoomId, StayId};
use louce_domain::purpose::Purpose;
use louce_domain::with_kind;
use louce_store::{ChangeKind, HistoryEntry as Stored, Reader, StoreError};
use louce_wire::{FieldChangeRow, HistoryEntry, HistoryView, RpcError};

/// The history of a record, newest first. A person's or a room's includes its stays.
///
/// # Errors
/// When the role does not allow it, or there is no such kind.
pub fn history(asking: Asking<'_>, kind: &str, id: &str) -> Result<HistoryView, RpcError> {
    let permit = asking.permit(Operation::ViewHistory)?;
    let kind: RecordKind = kind.parse().map_err(|_| refusal::no_such_record(kind))?;
    if matches!(kind, RecordKind::CareNote | RecordKind::Protection) {
        asking.permit(Operation::SeeCare)?;
    }
    let record = RecordRef { kind, id: ids::read(id)? };
    permit.look_audited(|reader, seen| {
        seen.record(record);
        let hidden = Hidden::read(reader, asking)?;
        let mut entries = Vec::new();
        for related in with_stays(reader, record, &hidden)? {
            let stored_entries = reader.changes_of(related).map_err(stored)?;
            entries.extend(stored_entries.iter().map(|entry| entry_view(related, entry)));
        }
        if names_hidden(reader, record, &hidden)? {
            entries.iter_mut().for_each(withhold_whereabouts);
        }
        entries.sort_by(|a, b| b.at_ms.total_cmp(&a.at_ms));
        Ok(HistoryView { entries })
    })
}

/// The record and the stays that belong to its story; the stays of a protected person belong to none.
fn with_stays(reader: &Reader<'_>, record: RecordRef, hidden: &Hidden) -> Result<Vec<RecordRef>, RpcError> {
    let mut stays = match record.kind {
        RecordKind::Person => reader.stays_of_person(PersonId(record.id)).map_err(stored)?,
        RecordKind::Room => {
            let residents = reader.stays_of_room(RoomId(record.id)).map_err(stored)?;
            residents.into_iter().map(|resident| resident.stay).collect()
        }
        // One that is gone has its history, without its place.
        RecordKind::Stay => match reader.stay(StayId(record.id)) {
            Ok(stay) if hidden.hides(stay.person) => return Ok(Vec::new()),
            _ => Vec::new(),
        },
        _ => Vec::new(),
    };
    stays.retain(|stay| !hidden.hides(stay.person));
    let of_stays = stays.iter().map(|stay| RecordRef { kind: RecordKind::Stay, id: stay.id.0 });
    Ok(std::iter::once(record).chain(of_stays).collect())
}

/// Whether a record is about a protected person, or names one at a place. Whom one that is gone named is not known, so it
/// counts as naming one.
fn names_hidden(reader: &Reader<'_>, record: RecordRef, hidden: &Hidden) -> Result<bool, RpcError> {
    if hidden.is_empty() {
        return Ok(false);
    }
    let named = with_kind!(record.kind, R => match reader.record::<R>(record.id) {
        Ok(found) => persons_of(&found),
        Err(StoreError::NotFound { .. }) => return Ok(true),
        Err(error) => return Err(stored(error)),
    });
    Ok(named.into_iter().any(|person| hidden.hides(person)))
}

/// What was changed of an address is not told where the address is not.
fn withhold_whereabouts(entry: &mut HistoryEntry) {
    const SIDES: &[&str] = &["head", "tenant_", "landlord_", "owner_", "co_tenants"];
    let tells = |field: &str| WHEREABOUTS.contains(&field) || SIDES.iter().any(|side| field.starts_with(side));
    entry.changes.retain(|change| !tells(&change.field));
    entry.note = None;
    // The row of a ledger would be found again on the page of the room it also made.
    entry.source = None;
}

/// Where a step came from: `人口台账.xlsx · Person · 12行`, or the officer who wrote it.
pub fn origin(entry: &Stored) -> String {
    match &entry.source {
        Some(source) if source.sheet.is_empty() => format!("{} · 第{}行", source.file, source.row),
        Some(source) => format!("{} · {} · 第{}行", source.file, source.sheet, source.row),
        None => entry.head.user_name.clone(),
    }
}

fn action_code(what: ChangeKind, fields: &[FieldChangeRow]) -> &'static str {
    let ends = fields.iter().any(|change| change.field == "end_reason" && change.new.is_some());
    match what {
        ChangeKind::Created => "created",
        ChangeKind::Amended if ends => "ended",
        ChangeKind::Amended => "amended",
        ChangeKind::Withdrawn => "undone",
        ChangeKind::Restored => "restored",
    }
}

/// What goes along with a footprint and says nothing by itself.
const UNTOLD: &[&str] = &["footprint_holes", "map_id", "hand_placed", "unclaimed"];

/// A value as the history tells it: of an outline only that there is one, and how many corners it has.
fn told(field: &str, value: Option<&str>) -> Option<String> {
    let value = value?;
    Some(match field {
        "footprint" => {
            let corners = serde_json::from_str::<Vec<[f64; 2]>>(value).map_or(0, |ring| ring.len());
            format!("轮廓（{corners}个角点）")
        }
        "laid" => "手工摆放".to_owned(),
        _ => value.to_owned(),
    })
}

fn entry_view(record: RecordRef, entry: &Stored) -> HistoryEntry {
    let changes: Vec<FieldChangeRow> = entry
        .fields
        .iter()
        .filter(|change| !UNTOLD.contains(&change.field.as_str()))
        .map(|change| FieldChangeRow {
            field: change.field.clone(),
            old: told(&change.field, change.old.as_deref()),
            new: told(&change.field, change.new.as_deref()),
        })
        .collect();
    let purpose = entry.head.purpose.as_deref().and_then(|code| code.parse::<Purpose>().ok());
    HistoryEntry {
        record_kind: record.kind.code().to_owned(),
        record_id: record.id.to_string(),
        at_ms: entry.head.at_ms as f64,
        user: entry.head.user_name.clone(),
        purpose: purpose.map_or_else(String::new, |purpose| purpose.zh().to_owned()),
        action: action_code(entry.what, &changes).to_owned(),
        batch_id: entry.head.batch.map(|batch| batch.to_string()),
        source: entry.source.as_ref().map(|_| origin(entry)),
        note: entry.head.note.clone(),
        changes,
    }
}
