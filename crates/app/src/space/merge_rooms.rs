//! Merging rooms (打通合并), and numbering one anew (改号): everyone goes to the room that follows.

use super::carry_out::carry_out;
use super::followers::Followers;
use super::open_records::Before;
use super::{change_date, problems, spec};
use crate::amend::check_note;
use crate::asking::Asking;
use crate::permission::Operation;
use crate::writing::Writing;
use crate::{ids, places, refusal};
use louce_domain::id::RoomId;
use louce_domain::room_plan::change::{ChangePlan, ChangeProblem, MergeInto, NewNumber, merge, renumber};
use louce_domain::space::Room;
use louce_wire::{RoomMerge, RpcError, WrittenTogether};
use std::collections::BTreeMap;
use uuid::Uuid;

/// What the order comes to.
enum Change {
    Merge(MergeInto),
    Renumber(NewNumber),
}

impl Change {
    const fn kind(&self) -> &'static str {
        match self {
            Self::Merge(_) => "merge",
            Self::Renumber(_) => "renumber",
        }
    }

    fn label(&self, rooms: &[Room], title: &str) -> String {
        match self {
            Self::Merge(_) => {
                let names: Vec<String> = rooms.iter().map(Room::label).collect();
                format!("合并 {title} {}", names.join("、"))
            }
            Self::Renumber(new) => {
                let old = rooms.first().map(Room::label).unwrap_or_default();
                format!("改号 {title} {old} → {}", new.number)
            }
        }
    }
}

/// Merges rooms of one building; of one room with a new number, numbers it anew.
///
/// # Errors
/// When the role does not allow it, rooms are not in use or not of one building, or the number is taken: nothing is
/// written then.
pub fn merge_rooms(asking: Asking<'_>, order: &RoomMerge) -> Result<WrittenTogether, RpcError> {
    let permit = asking.permit(Operation::EditRecords)?;
    check_note(order.note.as_deref())?;
    let on = change_date::read(asking, order.on.as_deref())?.unwrap_or_else(|| asking.host.today());
    let rooms: Vec<RoomId> = order.room_ids.iter().map(|id| ids::read(id)).collect::<Result<_, _>>()?;
    let first = *rooms.first().ok_or_else(|| problems::change_refused(&ChangeProblem::TooFewRooms))?;
    let written = permit.write(order.note.as_deref(), |tx| {
        let before = Before::around(&tx.reader(), first, on)?;
        let named: Vec<Room> = rooms.iter().filter_map(|id| before.room(*id)).cloned().collect();
        let change = change(&named, &rooms, order.number.as_deref())?;
        let plan = plan(&before, &change, &rooms, &mut || tx.mint())?;
        let settled = plan.settle(&BTreeMap::new());
        let settled = settled.map_err(|open| problems::undecided(&tx.reader(), &before, &open))?;
        let title = places::building_title(&tx.reader(), before.building.id)?;
        let followers = Followers::read(&tx.reader(), &before)?;
        let mut writing = Writing::begin(tx, change.kind(), change.label(&named, &title))?;
        carry_out(&mut writing, &before, &settled)?;
        followers.follow(&mut writing, &before, &settled)?;
        spec::keep_in_step(&mut writing, &before, &settled)?;
        writing.finish()
    });
    written.inspect_err(|_| permit.note_refused())
}

fn change(named: &[Room], rooms: &[RoomId], number: Option<&str>) -> Result<Change, RpcError> {
    let number = number.map(str::trim).filter(|number| !number.is_empty());
    let first = named.first().ok_or_else(|| refusal::no_such_record("room"))?;
    let new = number.filter(|number| *number != first.number);
    match (rooms, new) {
        ([_], None) => Err(refusal::invalid(
            "只选了一间房，房号也没有改变：请再选一间合并，或填写新的房号。",
            "One room is chosen and its number stays: choose another to merge, or give a new number.",
        )
        .about("number")),
        ([only], Some(number)) => Ok(Change::Renumber(NewNumber {
            room: *only,
            unit: first.unit.clone(),
            floor: first.floor,
            number: number.to_owned(),
        })),
        (_, Some(number)) => Ok(Change::Merge(MergeInto::New { number: number.to_owned() })),
        (_, None) => Ok(Change::Merge(MergeInto::Keep(first.id))),
    }
}

fn plan(
    before: &Before,
    change: &Change,
    rooms: &[RoomId],
    mint: &mut impl FnMut() -> Uuid,
) -> Result<ChangePlan, RpcError> {
    let plan = match change {
        Change::Merge(into) => merge(&before.inside(), rooms, into, mint),
        Change::Renumber(new) => renumber(&before.inside(), std::slice::from_ref(new), mint),
    };
    plan.map_err(|problem| problems::change_refused(&problem))
}
