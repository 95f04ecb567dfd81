//! Carrying a settled plan out: rooms come and end, what is open in them goes along, and each room tells on any day who
//! was in it.

use super::open_records::Before;
use crate::refusal;
use crate::writing::Writing;
use louce_domain::field::RecordKind;
use louce_domain::id::TenancyId;
use louce_domain::room_plan::change::{OccupantMove, SettledPlan, carry_presence, carry_stay, check_conserved};
use louce_domain::space::{Place, Room};
use louce_domain::stay::EndReason;
use louce_domain::tenancy::Tenancy;
use louce_wire::{ErrorCode, RpcError};

/// Writes a plan.
///
/// # Errors
/// When somebody would be left in a room that ends, or the register cannot be written.
pub fn carry_out(writing: &mut Writing<'_, '_>, before: &Before, plan: &SettledPlan) -> Result<(), RpcError> {
    check_conserved(&before.inside(), plan).map_err(|astray| left_behind(astray.len()))?;
    for room in &plan.created {
        writing.create(room)?;
    }
    for succession in &plan.successions {
        writing.create(succession)?;
    }
    for step in &plan.moves {
        carry(writing, before, step)?;
    }
    for end in &plan.ended {
        let Some(room) = before.room(end.room) else { continue };
        let ended = Room { valid_to: Some(end.on), end_reason: Some(end.reason), ..room.clone() };
        writing.amend(room, &ended)?;
    }
    Ok(())
}

/// Carries one record to its new room.
fn carry(writing: &mut Writing<'_, '_>, before: &Before, step: &OccupantMove) -> Result<(), RpcError> {
    match step.record.kind {
        RecordKind::Stay => carry_one_stay(writing, before, step),
        RecordKind::Presence => carry_one_presence(writing, before, step),
        RecordKind::Tenancy => carry_tenancy(writing, before, step),
        RecordKind::Household => carry_household(writing, before, step),
        other => Err(refusal::internal("carry", &format!("a {} has no room", other.code()))),
    }
}

fn carry_one_stay(writing: &mut Writing<'_, '_>, before: &Before, step: &OccupantMove) -> Result<(), RpcError> {
    let Some(stay) = before.stays.iter().find(|stay| stay.id.0 == step.record.id) else { return Ok(()) };
    let carried = carry_stay(stay, step.to, before.on, writing.mint(), EndReason::RoomChanged);
    match carried.ended {
        None => writing.amend(stay, &carried.begun),
        Some(ended) => {
            writing.amend(stay, &ended)?;
            writing.create(&carried.begun)
        }
    }
}

fn carry_one_presence(writing: &mut Writing<'_, '_>, before: &Before, step: &OccupantMove) -> Result<(), RpcError> {
    let Some(presence) = before.presences.iter().find(|known| known.id.0 == step.record.id) else { return Ok(()) };
    let carried = carry_presence(presence, step.to, before.on, writing.mint());
    match carried.ended {
        None => writing.amend(presence, &carried.begun),
        Some(ended) => {
            writing.amend(presence, &ended)?;
            writing.create(&carried.begun)
        }
    }
}

fn carry_tenancy(writing: &mut Writing<'_, '_>, before: &Before, step: &OccupantMove) -> Result<(), RpcError> {
    let Some(tenancy) = before.tenancies.iter().find(|known| known.id.0 == step.record.id) else { return Ok(()) };
    let place = Place::Room(step.to);
    if tenancy.from.is_some_and(|from| from == before.on || before.on.ends_before(from)) {
        return writing.amend(tenancy, &Tenancy { place, ..tenancy.clone() });
    }
    writing.amend(tenancy, &Tenancy { to: Some(before.on), ..tenancy.clone() })?;
    let id: TenancyId = writing.mint();
    writing.create(&Tenancy { id, place, from: Some(before.on), ..tenancy.clone() })
}

/// A household is one wherever it lives: its stays tell since when.
fn carry_household(writing: &mut Writing<'_, '_>, before: &Before, step: &OccupantMove) -> Result<(), RpcError> {
    let Some(household) = before.households.iter().find(|known| known.id.0 == step.record.id) else { return Ok(()) };
    let mut after = household.clone();
    after.place = Place::Room(step.to);
    writing.amend(household, &after)
}

fn left_behind(records: usize) -> RpcError {
    RpcError::new(
        ErrorCode::Conflict,
        format!("有{records}条在用登记没有去处，登记簿未作改动：请刷新后重新分配。"),
        format!("{records} open records would be left behind; nothing was changed: reload and assign them again."),
    )
}
