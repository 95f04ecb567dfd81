//! Adding a record of any kind that has no command of its own: what it is given for good and its fields, by name.

use super::row::span_of;
use crate::amend::{Adding, ByHand, Hand, check_note, edited, invalid_field, refuse_superseded};
use crate::asking::{Asking, stored};
use crate::permission::Operation;
use crate::{ids, places, refusal};
use louce_domain::field::{FieldError, Fielded, RecordKind};
use louce_domain::space::{Place, RoomState};
use louce_domain::with_kind;
use louce_store::WriteTx;
use louce_wire::{FieldEdit, RpcError, WrittenRecord};
use uuid::Uuid;

/// Beside the fields of a tenancy: the state its room is in from now on, where the officer says so.
const ROOM_STATE: &str = "room_state";

/// Adds a record. `met` are the persons met, for a visit.
///
/// # Errors
/// When the role does not allow it, the kind has a command of its own, or it cannot stand as it is: nothing is written
/// then.
pub fn add(
    asking: Asking<'_>,
    kind: &str,
    fields: &[FieldEdit],
    met: &[String],
    note: Option<&str>,
) -> Result<WrittenRecord, RpcError> {
    let kind: RecordKind = kind.parse().map_err(|_| refusal::no_such_record(kind))?;
    let permit = asking.permit(Operation::writing(kind))?;
    check_note(note)?;
    refuse_own_command(kind)?;
    let adding =
        Adding { met: met.iter().map(|id| ids::read(id)).collect::<Result<_, _>>()?, room_state: room_state(fields)? };
    let added = permit.write(note, |tx| with_kind!(kind, R => add_one::<R>(asking, tx, fields, &adding)));
    added.inspect_err(|_| permit.note_refused())
}

/// The kinds that come about by a command of their own.
fn refuse_own_command(kind: RecordKind) -> Result<(), RpcError> {
    let (zh, en) = match kind {
        RecordKind::Stay => ("居住登记请用“迁入”办理。", "A stay begins by moving in."),
        RecordKind::Building => ("楼幢请用“建楼”办理。", "A building is raised with its rooms."),
        RecordKind::IdentityLink => {
            ("同人关联请在“疑似重复”中办理。", "Persons are linked from the list of duplicates.")
        }
        RecordKind::Succession => ("房屋沿革由拆分、合并办理。", "Rooms follow one another by splitting and merging."),
        _ => return Ok(()),
    };
    Err(refusal::invalid(zh, en))
}

fn room_state(fields: &[FieldEdit]) -> Result<Option<RoomState>, RpcError> {
    let said = fields.iter().find(|edit| edit.field == ROOM_STATE).and_then(|edit| edit.value.as_deref());
    said.map(|text| text.parse().map_err(|error| invalid_field(ROOM_STATE, &error))).transpose()
}

fn add_one<R: ByHand>(
    asking: Asking<'_>,
    tx: &mut WriteTx<'_>,
    fields: &[FieldEdit],
    adding: &Adding,
) -> Result<WrittenRecord, RpcError> {
    let id: Uuid = tx.mint();
    let blank = R::begun(id, asking.area(), &mut |name, kind| read_given(tx, fields, name, kind))?;
    let own: Vec<FieldEdit> = fields.iter().filter(|edit| is_field::<R>(&edit.field)).cloned().collect();
    let mut record = edited(&blank, &own)?;
    fill_address(tx, &mut record)?;
    let record = R::settled(record, &blank, &Hand::of(asking, tx))?;
    refuse_empty(&record)?;
    if let Some(place) = place_of(&record).filter(|_| !span_of(&record).ended) {
        refuse_superseded(&tx.reader(), place)?;
    }
    tx.create(&record).map_err(stored)?;
    record.follow(adding, asking, tx)?;
    let changed = u32::try_from(own.len()).unwrap_or(u32::MAX);
    Ok(WrittenRecord { kind: R::KIND.code().to_owned(), id: id.to_string(), changed })
}

/// Fields that are neither given for good nor said beside the record. An unknown name is left to be refused.
fn is_field<R: ByHand>(name: &str) -> bool {
    !R::GIVEN.contains(&name) && (R::KIND != RecordKind::Tenancy || name != ROOM_STATE)
}

fn read_given(tx: &WriteTx<'_>, fields: &[FieldEdit], name: &'static str, kind: RecordKind) -> Result<Uuid, RpcError> {
    let text = fields.iter().find(|edit| edit.field == name).and_then(|edit| edit.value.as_deref());
    let text = text.ok_or_else(|| invalid_field(name, &FieldError::Required))?;
    let id: Uuid = ids::read(text).map_err(|error| error.about(name))?;
    with_kind!(kind, R => tx.reader().record::<R>(id).map(|_| ()).map_err(stored))?;
    Ok(id)
}

fn text_of<R: Fielded>(record: &R, name: &str) -> Option<String> {
    record.fields().into_iter().find(|(field, _)| *field == name).and_then(|(_, text)| text)
}

fn place_of<R: Fielded>(record: &R) -> Option<Place> {
    text_of(record, "place").and_then(|text| text.parse().ok())
}

/// Where a place was chosen and no address written, the address is that of the place. One of the two must be there.
fn fill_address<R: ByHand>(tx: &WriteTx<'_>, record: &mut R) -> Result<(), RpcError> {
    if text_of(record, "raw_address").is_none_or(|text| !text.is_empty()) {
        return Ok(());
    }
    let known = match place_of(record) {
        Some(place) => places::shown(&tx.reader(), place)?.address,
        None => None,
    };
    match known {
        Some(address) => {
            record.set_field("raw_address", Some(&address)).map_err(|error| invalid_field("raw_address", &error))
        }
        // An employer's list may not say where its people live.
        None if R::KIND == RecordKind::Employment => Ok(()),
        None => {
            let (zh, en) = ("请选择地点，或填写地址。", "Choose the place, or write the address.");
            Err(refusal::invalid(zh, en).about("place"))
        }
    }
}

/// A field that must have a value has one.
fn refuse_empty<R: Fielded>(record: &R) -> Result<(), RpcError> {
    let empty = |(field, text): &(&'static str, Option<String>)| {
        *field != "raw_address" && text.as_deref().is_some_and(|text| text.trim().is_empty())
    };
    let missing = record.fields().into_iter().find(empty);
    missing.map_or(Ok(()), |(field, _)| Err(invalid_field(field, &FieldError::Required)))
}
