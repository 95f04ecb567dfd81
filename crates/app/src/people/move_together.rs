//! Moving together (搬家): stays end and go on elsewhere in one command, which can be undone as one.

use super::{household, refuse_ended, stays_of};
use crate::amend::{check_note, invalid_field, refuse_superseded};
use crate::asking::{Asking, stored};
use crate::permission::Operation;
use crate::writing::Writing;
use crate::{ids, places, refusal};
use louce_domain::date::PartialDate;
use louce_domain::field::FieldValue;
use louce_domain::household::Household;
use louce_domain::id::{HouseholdId, RoomId};
use louce_domain::space::Place;
use louce_domain::stay::{EndReason, Stay};
use louce_store::WriteTx;
use louce_wire::{MoveTogether, RpcError, WrittenTogether};
use std::collections::BTreeSet;

/// The move as it was read.
struct Move {
    /// The room they go on in; none: they leave.
    room: Option<RoomId>,
    on: Option<PartialDate>,
    reason: EndReason,
    moved_to: Option<String>,
    takes_household: bool,
}

/// Ends stays and lets them go on elsewhere.
///
/// # Errors
/// When the role does not allow it, a stay has ended, the room is no longer in use, somebody stays there already, or day
/// and reason do not fit: nothing is written then.
pub fn move_together(asking: Asking<'_>, order: &MoveTogether) -> Result<WrittenTogether, RpcError> {
    let permit = asking.permit(Operation::EditRecords)?;
    check_note(order.note.as_deref())?;
    let mut going = read(asking, order)?;
    permit.write(order.note.as_deref(), |tx| {
        let stays = stays_of(&tx.reader(), &order.stay_ids)?;
        refuse_ended(&stays)?;
        let target = going.room.map(|room| target(tx, room, &stays)).transpose()?;
        going.moved_to = going.moved_to.take().or_else(|| target.clone());
        let label = label(tx, &stays, target.as_deref())?;
        let mut writing = Writing::begin(tx, "move", label)?;
        for stay in &stays {
            carry(&mut writing, stay, &going, target.as_deref())?;
        }
        settle_households(asking, &mut writing, &stays, &going)?;
        writing.finish()
    })
}

fn read(asking: Asking<'_>, order: &MoveTogether) -> Result<Move, RpcError> {
    let on: Option<PartialDate> =
        FieldValue::from_field(order.on.as_deref()).map_err(|error| invalid_field("on", &error))?;
    if on.is_some_and(|on| on.first_day() > asking.host.today()) {
        let (zh, en) = ("搬家日期不能晚于今天，请在当天办理。", "The day cannot lie ahead: enter the move on the day.");
        return Err(refusal::invalid(zh, en).about("on"));
    }
    let reason: EndReason =
        FieldValue::from_field(Some(&order.end_reason)).map_err(|error| invalid_field("end_reason", &error))?;
    let goes_on = matches!(reason, EndReason::MovedWithin | EndReason::Erroneous | EndReason::Unstated);
    if order.room_id.is_some() && !goes_on {
        let zh = format!("注销类别为“{}”时不会在新房间继续居住，请选择“区内搬迁”。", reason.zh());
        let en = format!("After “{}” nobody goes on living elsewhere: choose “moved within the area”.", reason.en());
        return Err(refusal::invalid(zh, en).about("end_reason"));
    }
    Ok(Move {
        room: order.room_id.as_deref().map(ids::read).transpose()?,
        on,
        reason,
        moved_to: order.moved_to.clone().filter(|text| !text.trim().is_empty()),
        takes_household: order.take_household,
    })
}

/// The address of the room they go on in; refused where it is no longer in use or one of them stays there.
fn target(tx: &WriteTx<'_>, room: RoomId, stays: &[Stay]) -> Result<String, RpcError> {
    let place = Place::Room(room);
    refuse_superseded(&tx.reader(), place).map_err(|error| error.about("room_id"))?;
    let residents = tx.reader().stays_of_room(room).map_err(stored)?;
    let there = |stay: &Stay| residents.iter().any(|known| known.stay.is_open() && known.stay.person == stay.person);
    if stays.iter().any(there) {
        let (zh, en) = ("所选人员中已有人登记在该房间居住。", "One of them stays in this room already.");
        return Err(refusal::invalid(zh, en).about("room_id"));
    }
    let mut persons = BTreeSet::new();
    if !stays.iter().all(|stay| persons.insert(stay.person)) {
        let zh = "同一人的两处居住登记不能同时搬入一个房间。";
        return Err(refusal::invalid(zh, "Two stays of one person cannot move into one room.").about("stay_ids"));
    }
    Ok(places::shown(&tx.reader(), place)?.address.unwrap_or_default())
}

/// What the import log shows: from where to where, how many; nobody's name.
fn label(tx: &WriteTx<'_>, stays: &[Stay], target: Option<&str>) -> Result<String, RpcError> {
    let from = match stays.first() {
        Some(stay) => places::shown(&tx.reader(), stay.place)?.address.unwrap_or_else(|| stay.raw_address.clone()),
        None => String::new(),
    };
    Ok(format!("搬家：{from} → {}（{}人）", target.unwrap_or("迁出"), stays.len()))
}

/// Ends one stay and, where they stay in the area, lets it go on.
fn carry(writing: &mut Writing<'_, '_>, stay: &Stay, going: &Move, target: Option<&str>) -> Result<(), RpcError> {
    if going.on.zip(stay.from).is_some_and(|(on, from)| on.ends_before(from)) {
        let (zh, en) =
            ("搬家日期早于原居住登记的起始日期，请核对。", "The day is earlier than the stay began: check both.");
        return Err(refusal::invalid(zh, en).about("on"));
    }
    let moved_to = going.moved_to.clone().or_else(|| stay.moved_to.clone());
    let ended = Stay { to: going.on, end_reason: Some(going.reason), moved_to, ..stay.clone() };
    writing.amend(stay, &ended)?;
    if let Some((room, address)) = going.room.zip(target) {
        let next = Stay { id: writing.mint(), ..onward(stay, room, address, going) };
        writing.create(&next)?;
    }
    Ok(())
}

/// The stay as it goes on in a room: what belongs to the person goes with them, what belongs to the old place stays
/// behind, what has to be asked anew is empty.
fn onward(stay: &Stay, room: RoomId, address: &str, going: &Move) -> Stay {
    let kept = |text: &Option<String>| text.clone().filter(|_| going.takes_household);
    Stay {
        role: stay.role,
        from: going.on,
        household: stay.household.filter(|_| going.takes_household),
        household_no: kept(&stay.household_no),
        relation: kept(&stay.relation),
        relation_code: stay.relation_code.filter(|_| going.takes_household),
        stated_class: stay.stated_class,
        class_reason: stay.class_reason.clone(),
        inflow_reason: stay.inflow_reason.clone(),
        permit_kind: stay.permit_kind.clone(),
        permit_no: stay.permit_no.clone(),
        permit_from: stay.permit_from,
        permit_until: stay.permit_until,
        intended_until: stay.intended_until,
        coming_purpose: stay.coming_purpose.clone(),
        arrived_on: stay.arrived_on,
        departs_on: stay.departs_on,
        ..Stay::at(stay.id, stay.person, Place::Room(room), address)
    }
}

/// The household goes with them when asked, and whoever stays behind is counted in it no longer; one that nobody is left
/// in is dissolved.
fn settle_households(
    asking: Asking<'_>,
    writing: &mut Writing<'_, '_>,
    moved: &[Stay],
    going: &Move,
) -> Result<(), RpcError> {
    let households: BTreeSet<HouseholdId> = moved.iter().filter_map(|stay| stay.household).collect();
    for id in households {
        if let Some(room) = going.room.filter(|_| going.takes_household) {
            follow(writing, id, room)?;
        } else if let Some((before, after)) = household::emptied(&writing.reader(), id, going.on, asking.host.today())?
        {
            writing.amend(&before, &after)?;
        }
    }
    Ok(())
}

fn follow(writing: &mut Writing<'_, '_>, id: HouseholdId, room: RoomId) -> Result<(), RpcError> {
    let place = Place::Room(room);
    for behind in household::members(&writing.reader(), id)?.into_iter().filter(|stay| stay.place != place) {
        writing.amend(&behind, &Stay { household: None, ..behind.clone() })?;
    }
    let before: Household = writing.reader().record(id.0).map_err(stored)?;
    writing.amend(&before, &Household { place, ..before.clone() })
}
