//! The person page (人员): every field with where it came from, and every stay. Revealed, so audited.

use crate::asking::{Asking, stored};
use crate::permission::Operation;
use crate::{findings, history, ids, places, rows};
use louce_domain::change::RecordRef;
use louce_domain::field::RecordKind;
use louce_domain::id::PersonId;
use louce_domain::stay::Stay;
use louce_store::Reader;
use louce_wire::{FieldRow, PersonView, RpcError, StayRow};

/// A person.
///
/// # Errors
/// When the role does not allow it, or the person is not there.
pub fn person(asking: Asking<'_>, id: &str, as_of: Option<&str>) -> Result<PersonView, RpcError> {
    let permit = asking.permit(Operation::RevealPersons)?;
    let id: PersonId = ids::read(id)?;
    permit.look_audited(|reader, seen| {
        seen.record(RecordRef { kind: RecordKind::Person, id: id.0 });
        view(asking, reader, id, as_of)
    })
}

fn view(asking: Asking<'_>, reader: &Reader<'_>, id: PersonId, as_of: Option<&str>) -> Result<PersonView, RpcError> {
    let person = reader.person(id).map_err(stored)?;
    let stays = reader.stays_of_person(id).map_err(stored)?;
    let today = asking.host.today();
    let mut stay_rows = stays.iter().map(|stay| stay_row(reader, stay)).collect::<Result<Vec<_>, _>>()?;
    stay_rows.sort_by_key(|row| !row.open);
    Ok(PersonView {
        id: id.to_string(),
        name: person.name.clone(),
        fields: with_origins(reader, RecordRef { kind: RecordKind::Person, id: id.0 }, rows::field_rows(&person))?,
        stays: stay_rows,
        findings: findings::of_record(reader, RecordRef { kind: RecordKind::Person, id: id.0 }, today)?,
        as_of: as_of.map(str::to_owned),
        class: None,
        residence_match: None,
        documents: Vec::new(),
        relatives: Vec::new(),
        kinships: Vec::new(),
        tenancies: Vec::new(),
        owned: Vec::new(),
        employments: Vec::new(),
        visits: Vec::new(),
        care_notes: Vec::new(),
        may_see_care: false,
        protection: None,
        address_hidden: false,
        identity_links: Vec::new(),
    })
}

/// A stay as a row of a page.
///
/// # Errors
/// When the register cannot be read.
pub fn stay_row(reader: &Reader<'_>, stay: &Stay) -> Result<StayRow, RpcError> {
    let place = places::shown(reader, stay.place)?;
    Ok(StayRow {
        id: stay.id.to_string(),
        address: place.address.unwrap_or_else(|| stay.raw_address.clone()),
        room_id: place.room.map(|id| id.to_string()),
        building_id: place.building.map(|id| id.to_string()),
        open: stay.is_open(),
        fields: rows::field_rows(stay).into_iter().filter(|row| row.field != "place").collect(),
    })
}

/// Fields with the ledger row they came from: the last change of the field, else the creation.
pub fn with_origins(reader: &Reader<'_>, record: RecordRef, fields: Vec<FieldRow>) -> Result<Vec<FieldRow>, RpcError> {
    let entries = reader.changes_of(record).map_err(stored)?;
    let origin_of = |row: &FieldRow| {
        row.value.as_ref()?;
        let changed = entries.iter().rev().find(|entry| entry.fields.iter().any(|change| change.field == row.field));
        changed.or(entries.first()).map(history::origin)
    };
    Ok(fields.into_iter().map(|row| FieldRow { origin: origin_of(&row), ..row }).collect())
}
