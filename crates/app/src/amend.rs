//! Amending a record field by field (更正): validated, refused when it was changed meanwhile, kept in the history.

mod by_hand;
mod care;
mod places;
mod stays;

pub use by_hand::{Adding, ByHand, Hand};
pub use places::refuse_superseded;
pub use stays::refuse_second_main;

use crate::asking::{Asking, stored};
use crate::permission::Operation;
use crate::{ids, refusal};
use louce_domain::citizen_id::{CellForm, read_citizen_id};
use louce_domain::field::{FieldError, Fielded, RecordKind};
use louce_domain::person::Person;
use louce_domain::with_kind;
use louce_store::{Reader, WriteTx};
use louce_wire::{ErrorCode, FieldEdit, RpcError, WrittenPerson};
use uuid::Uuid;

/// The longest remark, in characters (DOMAIN §1.8 rule 11).
const LONGEST_TEXT: usize = 500;

/// Fields that follow from others or are changed by their own commands.
const NOT_BY_HAND: &[(RecordKind, &str)] = &[
    (RecordKind::Person, "id_state"),
    (RecordKind::Organisation, "credit_code_state"),
    (RecordKind::Organisation, "legal_rep_id_state"),
    (RecordKind::Stay, "place"),
    (RecordKind::Stay, "household"),
    (RecordKind::Building, "block_spec"),
    (RecordKind::IdentityLink, "verdict"),
    (RecordKind::IdentityLink, "from"),
    (RecordKind::IdentityLink, "to"),
    (RecordKind::Succession, "kind"),
    (RecordKind::Succession, "on"),
];

/// Amends a record.
///
/// # Errors
/// When the role does not allow it, the record is not there, or a value is not valid: nothing is written then.
pub fn amend(
    asking: Asking<'_>,
    kind: &str,
    id: &str,
    edits: &[FieldEdit],
    note: Option<&str>,
) -> Result<WrittenPerson, RpcError> {
    let kind: RecordKind = kind.parse().map_err(|_| refusal::no_such_record(kind))?;
    let permit = asking.permit(Operation::writing(kind))?;
    check_note(note)?;
    let changed = permit.write(note, |tx| with_kind!(kind, R => amend_one::<R>(asking, tx, id, edits)))?;
    Ok(WrittenPerson { person_id: id.to_owned(), stay_id: None, changed })
}

/// A remark on a change is as long as a remark may be.
///
/// # Errors
/// When it is longer.
pub fn check_note(note: Option<&str>) -> Result<(), RpcError> {
    if note.is_some_and(|note| note.chars().count() > LONGEST_TEXT) { Err(too_long("note")) } else { Ok(()) }
}

/// One id, one person: a second holder would make later imports correct the wrong one.
///
/// # Errors
/// When the person's id stands at somebody already.
pub fn refuse_taken_id(reader: &Reader<'_>, person: &Person) -> Result<(), RpcError> {
    let Some(number) = &person.citizen_id else { return Ok(()) };
    let holders = reader.persons_by_citizen_id(&[number]).map_err(stored)?;
    let other = holders.iter().find(|holder| holder.id != person.id);
    other.map_or(Ok(()), |holder| Err(refusal::id_taken(&holder.name)))
}

fn amend_one<R: ByHand>(
    asking: Asking<'_>,
    tx: &mut WriteTx<'_>,
    id: &str,
    edits: &[FieldEdit],
) -> Result<u32, RpcError> {
    let before: R = tx.reader().record(ids::read::<Uuid>(id)?).map_err(stored)?;
    let after = R::settled(edited(&before, edits)?, &before, &Hand::of(asking, tx))?;
    let changes = tx.amend(&before, &after).map_err(stored)?;
    Ok(u32::try_from(changes.len()).unwrap_or(u32::MAX))
}

/// The record with the edits applied.
///
/// # Errors
/// When a field is not there, is not to be edited by hand, or its text is not valid; the error names the field.
pub fn edited<R: Fielded + Clone>(record: &R, edits: &[FieldEdit]) -> Result<R, RpcError> {
    let mut after = record.clone();
    for edit in edits {
        if NOT_BY_HAND.contains(&(R::KIND, edit.field.as_str())) {
            return Err(refused_field(&edit.field));
        }
        if edit.was.as_ref().is_some_and(|was| *was != current(record, &edit.field)) {
            return Err(changed_meanwhile(&edit.field));
        }
        if edit.value.as_ref().is_some_and(|text| text.chars().count() > LONGEST_TEXT) {
            return Err(too_long(&edit.field));
        }
        after.set_field(&edit.field, edit.value.as_deref()).map_err(|error| invalid_field(&edit.field, &error))?;
    }
    Ok(after)
}

/// The person with the edits applied; the state of the id follows from the id.
///
/// # Errors
/// As [`edited`].
pub fn person_edited(person: &Person, edits: &[FieldEdit]) -> Result<Person, RpcError> {
    Ok(with_id_read(edited(person, edits)?, person))
}

fn with_id_read(mut after: Person, before: &Person) -> Person {
    if after.citizen_id != before.citizen_id {
        let reading = read_citizen_id(after.citizen_id.as_deref().unwrap_or_default(), CellForm::Text);
        after.citizen_id = reading.text;
        after.id_state = reading.state;
        after.birth_date = after.birth_date.or(reading.birth_date);
    }
    after
}

fn refused_field(field: &str) -> RpcError {
    refusal::invalid(
        "此项由系统推导，或须通过迁入、迁出、立户等办理，不能直接改写。",
        "This field is derived, or is changed by moving in and out or by forming a household; it cannot be written directly.",
    )
    .about(field)
}

fn current<R: Fielded>(record: &R, field: &str) -> String {
    record.fields().into_iter().find(|(name, _)| *name == field).and_then(|(_, text)| text).unwrap_or_default()
}

fn changed_meanwhile(field: &str) -> RpcError {
    RpcError::new(
        ErrorCode::Conflict,
        "此项在您打开之后已被修改，请刷新后核对再保存。",
        "This field was changed since you opened it: reload, compare and save again.",
    )
    .about(field)
}

fn too_long(field: &str) -> RpcError {
    refusal::invalid(
        format!("内容超过{LONGEST_TEXT}字，请删减后保存。"),
        format!("More than {LONGEST_TEXT} characters: shorten the text."),
    )
    .about(field)
}

/// A value that is not valid, about its field.
pub fn invalid_field(field: &str, error: &FieldError) -> RpcError {
    let zh = match error {
        FieldError::Required => "此项不能为空，请填写后保存。".to_owned(),
        FieldError::UnknownField(name) => format!("没有“{name}”这一项。"),
        FieldError::Invalid { text, .. } => format!("“{text}”不符合此项的格式，请按提示填写。"),
    };
    refusal::invalid(zh, error.to_string()).about(field)
}
