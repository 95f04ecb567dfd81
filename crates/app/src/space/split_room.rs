//! Splitting a room (拆分) or partitioning it (隔断): everyone in it is assigned to one of its parts.

use super::carry_out::carry_out;
use super::followers::Followers;
use super::open_records::{Before, room_of};
use super::{change_date, problems, spec};
use crate::amend::check_note;
use crate::asking::Asking;
use crate::permission::Operation;
use crate::writing::Writing;
use crate::{ids, places, refusal};
use louce_domain::change::RecordRef;
use louce_domain::field::RecordKind;
use louce_domain::household::Household;
use louce_domain::id::RoomId;
use louce_domain::room_plan::change::{
    ChangePlan, SettledPlan, SplitInto, WholeRoom, part_names, split, split_numbers,
};
use louce_domain::tenancy::Tenancy;
use louce_store::WriteTx;
use louce_wire::{OccupantPlace, RoomSplit, RpcError, SplitForm, WrittenTogether};
use std::collections::BTreeMap;

/// Splits a room. Past stays remain where they were; open ones go on in the part they are assigned to.
///
/// # Errors
/// When the role does not allow it, a number is taken, or something open in the room is not assigned: nothing is written
/// then.
pub fn split_room(asking: Asking<'_>, order: &RoomSplit) -> Result<WrittenTogether, RpcError> {
    let permit = asking.permit(Operation::EditRecords)?;
    check_note(order.note.as_deref())?;
    let on = change_date::read(asking, order.on.as_deref())?.unwrap_or_else(|| asking.host.today());
    let room: RoomId = ids::read(&order.room_id)?;
    let written = permit.write(order.note.as_deref(), |tx| {
        let before = Before::around(&tx.reader(), room, on)?;
        let settled = settled(tx, &before, room, order)?;
        let title = places::shown(&tx.reader(), louce_domain::space::Place::Room(room))?.address.unwrap_or_default();
        let followers = Followers::read(&tx.reader(), &before)?;
        let mut writing = Writing::begin(tx, "split", format!("拆分 {title}"))?;
        carry_out(&mut writing, &before, &settled)?;
        followers.follow(&mut writing, &before, &settled)?;
        spec::keep_in_step(&mut writing, &before, &settled)?;
        writing.finish()
    });
    written.inspect_err(|_| permit.note_refused())
}

/// The plan in which everyone has a room.
fn settled(tx: &mut WriteTx<'_>, before: &Before, room: RoomId, order: &RoomSplit) -> Result<SettledPlan, RpcError> {
    let into = split_into(before, room, order)?;
    let plan = split(&before.inside(), room, &into, &mut || tx.mint()).map_err(|p| problems::change_refused(&p))?;
    let mut said = said(&plan, room, order)?;
    for (record, to) in followed(before, &plan, &said) {
        said.insert(record, to);
    }
    plan.settle(&said).map_err(|open| problems::undecided(&tx.reader(), before, &open))
}

fn split_into(before: &Before, room: RoomId, order: &RoomSplit) -> Result<SplitInto, RpcError> {
    let old = before.room(room).ok_or_else(|| refusal::no_such_record("room"))?;
    let given = |proposed: Vec<String>| if order.parts.is_empty() { proposed } else { order.parts.clone() };
    Ok(match order.into {
        SplitForm::Rooms => SplitInto::Rooms { numbers: given(split_numbers(&before.inside(), old, 2)) },
        SplitForm::Parts => SplitInto::Parts { names: given(part_names(2)), whole: WholeRoom::Ends },
        SplitForm::PartsBeside => SplitInto::Parts { names: given(part_names(1)), whole: WholeRoom::LivesOn },
    })
}

/// What the officer said of each record.
fn said(plan: &ChangePlan, room: RoomId, order: &RoomSplit) -> Result<BTreeMap<RecordRef, RoomId>, RpcError> {
    let place = |occupant: &OccupantPlace| {
        let kind: RecordKind = occupant.kind.parse().map_err(|_| refusal::no_such_record(&occupant.kind))?;
        let part = match occupant.part {
            None => Some(room),
            Some(part) => usize::try_from(part).ok().and_then(|part| plan.created.get(part)).map(|part| part.id),
        };
        let unknown = || {
            let zh = "有一条登记指定的房间不在可选范围：请重新选择。";
            refusal::invalid(zh, "A record is sent to a room that is no choice: choose again.").about("occupants")
        };
        Ok((RecordRef { kind, id: ids::read(&occupant.id)? }, part.ok_or_else(unknown)?))
    };
    order.occupants.iter().map(place).collect()
}

/// Where records go of which nothing is said: a household with its head or first member, a tenancy with its tenant.
fn followed(before: &Before, plan: &ChangePlan, said: &BTreeMap<RecordRef, RoomId>) -> Vec<(RecordRef, RoomId)> {
    let asked = plan.decisions.iter().map(|decision| decision.record).filter(|record| !said.contains_key(record));
    let to = |record: RecordRef| match record.kind {
        RecordKind::Household => {
            let household = before.households.iter().find(|known| known.id.0 == record.id)?;
            household_goes(before, household, said).or_else(|| is_empty(before, household, plan))
        }
        RecordKind::Tenancy => {
            let tenancy = before.tenancies.iter().find(|known| known.id.0 == record.id)?;
            tenancy_goes(before, tenancy, said)
        }
        _ => None,
    };
    asked.filter_map(|record| Some((record, to(record)?))).collect()
}

fn household_goes(before: &Before, household: &Household, said: &BTreeMap<RecordRef, RoomId>) -> Option<RoomId> {
    let members = || before.stays.iter().filter(|stay| stay.household == Some(household.id));
    let head = household.head.and_then(|head| members().find(|stay| stay.person == head));
    let goes =
        |stay: &louce_domain::stay::Stay| said.get(&RecordRef { kind: RecordKind::Stay, id: stay.id.0 }).copied();
    head.and_then(goes).or_else(|| members().find_map(goes))
}

/// A household that nobody is counted in goes with the first part: there is nobody to ask about.
fn is_empty(before: &Before, household: &Household, plan: &ChangePlan) -> Option<RoomId> {
    let here = room_of(household.place);
    let has_members =
        before.stays.iter().any(|stay| stay.household == Some(household.id) && room_of(stay.place) == here);
    plan.created.first().map(|room| room.id).filter(|_| !has_members)
}

fn tenancy_goes(before: &Before, tenancy: &Tenancy, said: &BTreeMap<RecordRef, RoomId>) -> Option<RoomId> {
    let of_person = |stay: &&louce_domain::stay::Stay| Some(stay.person) == tenancy.tenant_person;
    let stay = before.stays.iter().filter(of_person).find(|stay| stay.place == tenancy.place);
    let tenant = stay.and_then(|stay| said.get(&RecordRef { kind: RecordKind::Stay, id: stay.id.0 }).copied());
    let of_organisation =
        |known: &&louce_domain::organisation::Presence| Some(known.organisation) == tenancy.tenant_organisation;
    let presence = before.presences.iter().filter(of_organisation).find(|known| known.place == tenancy.place);
    let firm = presence.and_then(|known| said.get(&RecordRef { kind: RecordKind::Presence, id: known.id.0 }).copied());
    tenant.or(firm)
}
