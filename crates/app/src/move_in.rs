//! Moving in (迁入): a stay begins in a room; the person's other open stays end in the same command when asked.

use crate::amend::{edited, invalid_field, person_edited, refuse_second_main, refuse_superseded, refuse_taken_id};
use crate::asking::{Asking, stored};
use crate::people::household;
use crate::permission::Operation;
use crate::{ids, places, refusal};
use louce_domain::citizen_id::{CellForm, read_citizen_id};
use louce_domain::field::FieldValue;
use louce_domain::id::{PersonId, RoomId};
use louce_domain::person::Person;
use louce_domain::relation::read_relation;
use louce_domain::sex::Sex;
use louce_domain::space::Place;
use louce_domain::stay::{EndReason, Stay};
use louce_store::WriteTx;
use louce_wire::{FieldEdit, MoveInPerson, RpcError, WrittenPerson};

/// What becomes of the person's other open stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OtherStays {
    /// They end: the person moved (区内搬迁).
    End,
    /// They stay open.
    Keep,
}

impl OtherStays {
    /// From the flag of the request.
    pub fn from_end_previous(end_previous: bool) -> Self {
        if end_previous { Self::End } else { Self::Keep }
    }
}

/// Opens a stay in a room.
///
/// # Errors
/// When the role does not allow it, the person already stays there, or a value is not valid: nothing is written then.
pub fn move_in(
    asking: Asking<'_>,
    room_id: &str,
    who: &MoveInPerson,
    stay: &[FieldEdit],
    others: OtherStays,
) -> Result<WrittenPerson, RpcError> {
    let permit = asking.permit(Operation::EditRecords)?;
    let room: RoomId = ids::read(room_id)?;
    let moved = permit.write(None, |tx| {
        refuse_superseded(&tx.reader(), Place::Room(room)).map_err(|error| error.about("room_id"))?;
        let address = places::shown(&tx.reader(), Place::Room(room))?.address.unwrap_or_default();
        let person = person_of(tx, asking.area(), who)?;
        let blank = Stay::at(tx.mint(), person.id, Place::Room(room), &address);
        let mut opened = edited(&blank, stay)?;
        if opened.relation_code.is_none() {
            opened.relation_code = opened.relation.as_deref().and_then(|word| read_relation(word, Some(person.sex)));
        }
        refuse_ended(&opened)?;
        let ended = end_others(asking, tx, &opened, others)?;
        refuse_second_main(&tx.reader(), &opened)?;
        tx.create_stay(&opened).map_err(stored)?;
        Ok(WrittenPerson { person_id: person.id.to_string(), stay_id: Some(opened.id.to_string()), changed: 1 + ended })
    });
    moved.inspect_err(|_| permit.note_refused())
}

/// The person who moves in: one of the register, or a new one.
fn person_of(tx: &mut WriteTx<'_>, area: &str, who: &MoveInPerson) -> Result<Person, RpcError> {
    if let Some(id) = &who.person_id {
        return tx.reader().person(ids::read(id)?).map_err(stored);
    }
    let name = who.fields.iter().find(|edit| edit.field == "name").and_then(|edit| edit.value.as_deref());
    let name: String = FieldValue::from_field(name).map_err(|error| invalid_field("name", &error))?;
    let id: PersonId = tx.mint();
    let mut person = person_edited(&Person::named(id, area, &name), &who.fields)?;
    refuse_taken_id(&tx.reader(), &person)?;
    if let Some(number) = person.citizen_id.as_deref().filter(|_| person.sex == Sex::Unknown) {
        person.sex = read_citizen_id(number, CellForm::Text).sex.unwrap_or(person.sex);
    }
    tx.create_person(&person).map_err(stored)?;
    Ok(person)
}

/// Whether the new stay begins before the old one did.
fn begins_before(opened: &Stay, old: &Stay) -> bool {
    opened.from.zip(old.from).is_some_and(|(new, old)| new.ends_before(old))
}

/// Whoever moves in stays: a former stay comes from a ledger.
fn refuse_ended(opened: &Stay) -> Result<(), RpcError> {
    if opened.is_open() {
        return Ok(());
    }
    let (zh, en) =
        ("迁入时不能填写迁出日期，请先迁入再办理迁出。", "Moving in has no last day: move in first, then out.");
    Err(refusal::invalid(zh, en).about("to"))
}

/// Ends the person's other open stays; refuses a second stay in the same room.
fn end_others(asking: Asking<'_>, tx: &mut WriteTx<'_>, opened: &Stay, others: OtherStays) -> Result<u32, RpcError> {
    let mut ended = 0;
    for stay in tx.reader().stays_of_person(opened.person).map_err(stored)? {
        if !stay.is_open() {
            continue;
        }
        if stay.place == opened.place {
            return Err(refusal::invalid("此人已登记在该房间居住。", "This person already stays in this room."));
        }
        if others == OtherStays::End && begins_before(opened, &stay) {
            let zh = "迁入日期早于此人现住处的起始日期，请核对。";
            return Err(
                refusal::invalid(zh, "The date is earlier than the stay it would end: check both.").about("from")
            );
        }
        if others == OtherStays::End {
            let moved_to = Some(opened.raw_address.clone());
            let after = Stay { to: opened.from, end_reason: Some(EndReason::MovedWithin), moved_to, ..stay.clone() };
            tx.amend(&stay, &after).map_err(stored)?;
            if let Some(id) = stay.household
                && let Some((before, after)) = household::emptied(&tx.reader(), id, opened.from, asking.host.today())?
            {
                tx.amend(&before, &after).map_err(stored)?;
            }
            ended += 1;
        }
    }
    Ok(ended)
}
