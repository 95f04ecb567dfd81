//! Plans the space that rows of rental ledgers and room surveys speak of, and the tenants who can be told apart. The
//! letting itself is [`super::tenancy_row`]'s.

use super::plan::{PlannedRow, Step};
use super::planner::{Planner, RowAt};
use super::{person_row, tenancy_row};
use louce_domain::batch::RowOutcome;
use louce_domain::change::RecordRef;
use louce_domain::field::RecordKind;
use louce_domain::name::mask_name;
use louce_domain::space::{Place, RoomState};
use louce_import::facts::{RoomFacts, TenancyFacts};

/// Plans a row of a rental ledger.
pub fn plan_tenancy(planner: &Planner<'_>, at: RowAt<'_>, facts: &TenancyFacts) -> PlannedRow {
    // An organisation that rents is no person.
    match facts.tenant.as_ref().filter(|tenant| tenancy_row::credit_code(&tenant.id).is_none()) {
        Some(tenant) => person_row::plan(planner, at, tenant),
        None => space_only(planner, at, &facts.address.parts, RoomState::Unknown),
    }
}

/// Plans a row of a room survey. Tenants known by name alone are not made persons: nobody is invented.
pub fn plan_room(planner: &Planner<'_>, at: RowAt<'_>, facts: &RoomFacts) -> PlannedRow {
    let state = facts.status.as_deref().and_then(super::belongings::state).unwrap_or(RoomState::Unknown);
    let row = space_only(planner, at, &facts.address.parts, state);
    if facts.tenants.is_empty() || row.outcome == RowOutcome::Pending {
        return row;
    }
    let tenants: Vec<String> = facts.tenants.iter().map(|name| mask_name(name)).collect();
    let detail = format!("房屋已登记；承租人（{}）仅有姓名，未建立人员，请补充证件后登记", tenants.join("、"));
    PlannedRow { reason: Some("tenant_by_name_only".to_owned()), ..row }.explained(detail)
}

fn space_only(
    planner: &Planner<'_>,
    at: RowAt<'_>,
    parts: &louce_domain::address::AddressParts,
    state: RoomState,
) -> PlannedRow {
    let placed = planner.place(parts);
    let record = match placed.place {
        Place::Room(id) => Some(RecordRef { kind: RecordKind::Room, id: id.0 }),
        Place::Building(id) => Some(RecordRef { kind: RecordKind::Building, id: id.0 }),
        Place::Site(_) | Place::Unmatched => {
            return at.waits("address_unmatched", "地址无法对应到楼幢和房间，请补全后再导入".to_owned());
        }
    };
    let mut steps = placed.steps;
    for step in &mut steps {
        if let Step::CreateRoom(room) = step {
            room.state = state;
        }
    }
    let outcome = if steps.is_empty() { RowOutcome::Unchanged } else { RowOutcome::Added };
    PlannedRow { record, ..at.writes(outcome, steps) }
}
