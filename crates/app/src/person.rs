//! The person page (人员): every field with where it came from, every stay, and whatever else names the person. Revealed,
//! so audited, with everybody it names.

mod linked;

use crate::asking::{Asking, stored};
use crate::permission::Operation;
use crate::population::Derivation;
use crate::record::Listing;
use crate::record::row::{WHEREABOUTS, span_of};
use crate::rows::Disclosure;
use crate::{day, findings, history, ids, places, protection, rows};
use linked::Linked;
use louce_domain::change::RecordRef;
use louce_domain::date::PartialDate;
use louce_domain::dated::Covers;
use louce_domain::field::RecordKind;
use louce_domain::id::PersonId;
use louce_domain::person::Person;
use louce_domain::stay::{Stay, StayRole};
use louce_store::{Reader, Seen};
use louce_wire::{DerivedRow, FieldRow, FindingRow, PersonView, RpcError, StayRow};

/// A person, as of a day where one is asked for.
///
/// # Errors
/// When the role does not allow it, the person is not there, or the day is no date.
pub fn person(asking: Asking<'_>, id: &str, as_of: Option<&str>) -> Result<PersonView, RpcError> {
    let permit = asking.permit(Operation::RevealPersons)?;
    let id: PersonId = ids::read(id)?;
    let on = day::read(as_of)?;
    permit.look_audited(|reader, seen| {
        seen.record(RecordRef { kind: RecordKind::Person, id: id.0 });
        let view = view(asking, reader, id, on)?;
        note_named(seen, &view);
        Ok(view)
    })
}

fn view(
    asking: Asking<'_>,
    reader: &Reader<'_>,
    id: PersonId,
    on: Option<PartialDate>,
) -> Result<PersonView, RpcError> {
    let person = reader.person(id).map_err(stored)?;
    let record = RecordRef { kind: RecordKind::Person, id: id.0 };
    let hidden = protection::hides(reader, asking, id)?;
    let stays = if hidden { Vec::new() } else { stays_on(reader, id, on)? };
    let (class, residence_match) = derived(reader, &person, &stays)?;
    let list = Listing::for_asking(reader, asking, Disclosure::Revealed, on);
    let today = on.unwrap_or(asking.host.today());
    let linked = Linked::of(asking, &list, id, &stays, hidden, today)?;
    let may_see_care = asking.may(Operation::SeeCare);
    let protection = protection::standing(reader, id)?.filter(|_| asking.may(Operation::SeeProtected));
    Ok(PersonView {
        id: id.to_string(),
        name: person.name.clone(),
        fields: fields(reader, &person, hidden)?,
        stays: stays.iter().map(|stay| stay_row(reader, stay)).collect::<Result<_, _>>()?,
        findings: found(asking, reader, record, hidden)?,
        as_of: on.map(|day| day.to_string()),
        class,
        residence_match,
        documents: linked.documents,
        relatives: linked.relatives,
        kinships: linked.kinships,
        tenancies: linked.tenancies,
        owned: linked.owned,
        employments: linked.employments,
        visits: linked.visits,
        care_notes: linked.care_notes,
        may_see_care,
        protection: protection.map(|protection| list.row(&protection)).transpose()?,
        address_hidden: hidden,
        identity_links: linked.identity_links,
    })
}

/// Everybody the page names was seen: who looked at them must be found there as well.
fn note_named(seen: &mut Seen, view: &PersonView) {
    let rows = [&view.kinships, &view.tenancies, &view.employments, &view.visits, &view.identity_links];
    let links = rows.into_iter().flatten().flat_map(|row| &row.links).chain(&view.relatives);
    for link in links.filter(|link| link.kind == RecordKind::Person.code() && link.id != view.id) {
        if let Ok(id) = ids::read(&link.id) {
            seen.record(RecordRef { kind: RecordKind::Person, id });
        }
    }
}

/// The stays of a person, open ones first; those of a day, where one is asked for.
fn stays_on(reader: &Reader<'_>, id: PersonId, on: Option<PartialDate>) -> Result<Vec<Stay>, RpcError> {
    let mut stays = reader.stays_of_person(id).map_err(stored)?;
    if let Some(day) = on {
        stays.retain(|stay| span_of(stay).covers(day) != Covers::No);
        stays.sort_by_key(|stay| span_of(stay).covers(day) == Covers::Possibly);
    } else {
        stays.sort_by_key(|stay| !stay.is_open());
    }
    Ok(stays)
}

/// Class and 人户一致 of the main stay listed.
fn derived(
    reader: &Reader<'_>,
    person: &Person,
    stays: &[Stay],
) -> Result<(Option<DerivedRow>, Option<DerivedRow>), RpcError> {
    let main = stays.iter().find(|stay| stay.is_open() && stay.role == StayRole::Main).or(stays.first());
    let Some(stay) = main else { return Ok((None, None)) };
    let derivation = Derivation::of(reader, person, stay)?;
    Ok((derivation.class_row(), derivation.match_row()))
}

/// The fields of a person with where each came from; where the address is hidden, none that tells it.
fn fields(reader: &Reader<'_>, person: &Person, hidden: bool) -> Result<Vec<FieldRow>, RpcError> {
    let mut rows = rows::field_rows(person);
    rows.retain(|row| !(hidden && WHEREABOUTS.contains(&row.field.as_str())));
    with_origins(reader, RecordRef { kind: RecordKind::Person, id: person.id.0 }, rows)
}

fn found(
    asking: Asking<'_>,
    reader: &Reader<'_>,
    record: RecordRef,
    hidden: bool,
) -> Result<Vec<FindingRow>, RpcError> {
    let mut found = findings::of_record(asking, reader, record)?;
    if hidden {
        // The words of the data may be the address.
        found.iter_mut().for_each(|finding| finding.detail = None);
    }
    Ok(found)
}

/// A stay with its address in words and where each of its values came from.
///
/// # Errors
/// When the register cannot be read.
pub fn stay_row(reader: &Reader<'_>, stay: &Stay) -> Result<StayRow, RpcError> {
    let place = places::shown(reader, stay.place)?;
    let mut fields = rows::field_rows(stay);
    fields.retain(|row| row.field != "place");
    Ok(StayRow {
        id: stay.id.to_string(),
        address: place.address.unwrap_or_else(|| stay.raw_address.clone()),
        room_id: place.room.map(|id| id.to_string()),
        building_id: place.building.map(|id| id.to_string()),
        open: stay.is_open(),
        fields: with_origins(reader, RecordRef { kind: RecordKind::Stay, id: stay.id.0 }, fields)?,
    })
}

/// Fields with the ledger row they came from: the last change of the field, else the creation.
///
/// # Errors
/// When the register cannot be read.
pub fn with_origins(reader: &Reader<'_>, record: RecordRef, fields: Vec<FieldRow>) -> Result<Vec<FieldRow>, RpcError> {
    let entries = reader.changes_of(record).map_err(stored)?;
    let origin_of = |row: &FieldRow| {
        row.value.as_ref()?;
        let changed = entries.iter().rev().find(|entry| entry.fields.iter().any(|change| change.field == row.field));
        changed.or(entries.first()).map(history::origin)
    };
    Ok(fields.into_iter().map(|row| FieldRow { origin: origin_of(&row), ..row }).collect())
}
