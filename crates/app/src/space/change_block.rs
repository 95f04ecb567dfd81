//! Changing a building by its form: missing rooms come, those named end, nobody is lost.

use super::carry_out::carry_out;
use super::followers::Followers;
use super::form::spec_of;
use super::open_records::Before;
use super::{change_date, problems, spec};
use crate::amend::check_note;
use crate::asking::Asking;
use crate::permission::Operation;
use crate::writing::Writing;
use crate::{ids, places, refusal};
use louce_domain::id::{BuildingId, RoomId};
use louce_domain::room_plan::change::SettledPlan;
use louce_domain::room_plan::{BlockSpec, diff};
use louce_domain::space::RoomEndReason;
use louce_store::WriteTx;
use louce_wire::{BlockChange, RoomEnding, RpcError, WrittenTogether};
use std::collections::BTreeMap;

/// Changes a building. Rooms that are there stay as they are; only those named end, and only with nothing open in them.
///
/// # Errors
/// When the role does not allow it, the form has faults, or a room to end is still in use: nothing is written then.
pub fn change_block(asking: Asking<'_>, order: &BlockChange) -> Result<WrittenTogether, RpcError> {
    let permit = asking.permit(Operation::EditRecords)?;
    check_note(order.note.as_deref())?;
    let said = change_date::read(asking, order.on.as_deref())?;
    let id: BuildingId = ids::read(&order.building_id)?;
    let wanted = spec_of(&order.form)?;
    problems::check(&wanted)?;
    let written = permit.write(order.note.as_deref(), |tx| {
        let before = Before::read(&tx.reader(), id, said.unwrap_or_else(|| asking.host.today()))?;
        let mut settled = settled(tx, &before, &wanted, &order.end_rooms)?;
        if said.is_none() {
            // Nobody said since when they are there: they may always have been.
            settled.created.iter_mut().for_each(|room| room.valid_from = None);
        }
        let after = spec::with_spec(&before.building, spec::stored_spec(&before.building).as_ref(), &wanted)?;
        if settled == SettledPlan::default() && after == before.building {
            return Err(nothing_to_do());
        }
        let title = places::building_title(&tx.reader(), id)?;
        let followers = Followers::read(&tx.reader(), &before)?;
        let mut writing = Writing::begin(tx, "change_block", format!("调整房间 {title}"))?;
        carry_out(&mut writing, &before, &settled)?;
        followers.follow(&mut writing, &before, &settled)?;
        writing.amend(&before.building, &after)?;
        writing.finish()
    });
    written.inspect_err(|_| permit.note_refused())
}

fn settled(
    tx: &mut WriteTx<'_>,
    before: &Before,
    wanted: &BlockSpec,
    endings: &[RoomEnding],
) -> Result<SettledPlan, RpcError> {
    let ends = endings.iter().map(ending).collect::<Result<BTreeMap<RoomId, RoomEndReason>, RpcError>>()?;
    let found = diff(&before.rooms, before.occupants(), wanted);
    let plan = found.plan(&before.inside(), before.building.id, &ends, &mut || tx.mint());
    let plan = plan.map_err(|problem| problems::change_refused(&problem))?;
    plan.settle(&BTreeMap::new()).map_err(|open| problems::undecided(&tx.reader(), before, &open))
}

fn ending(ending: &RoomEnding) -> Result<(RoomId, RoomEndReason), RpcError> {
    let by_hand = [RoomEndReason::Demolished, RoomEndReason::Erroneous];
    let reason = by_hand.into_iter().find(|reason| reason.code() == ending.reason).ok_or_else(|| {
        let zh = "停用原因无效：请选择“拆除”或“登记错误”。";
        refusal::invalid(zh, "The reason is not valid: choose “demolished” or “entered in error”.").about("endRooms")
    })?;
    Ok((ids::read(&ending.room_id)?, reason))
}

fn nothing_to_do() -> RpcError {
    refusal::invalid(
        "与现有房间完全一致，没有要改的内容。",
        "The form agrees with the building as it is: there is nothing to change.",
    )
}
