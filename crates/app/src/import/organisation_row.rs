//! Plans a row of an organisation ledger: matched by credit code, else by name at the same address.

use super::merge;
use super::plan::{PlannedRow, Step};
use super::planner::{Planner, RowAt};
use louce_domain::batch::RowOutcome;
use louce_domain::change::{RecordRef, differences};
use louce_domain::field::RecordKind;
use louce_domain::id::{OrganisationId, PresenceId};
use louce_domain::organisation::{Organisation, Presence, PresenceRole};
use louce_domain::space::Place;
use louce_import::facts::OrganisationFacts;

/// Plans one row.
pub fn plan(planner: &Planner<'_>, at: RowAt<'_>, facts: &OrganisationFacts) -> PlannedRow {
    let placed = planner.place(&facts.address.parts);
    let Some(known) = find(planner, facts) else {
        let blank = Organisation::named(OrganisationId(planner.mint.uuid()), planner.area, &facts.name);
        let mut organisation =
            Organisation { credit_code_state: facts.uscc_state, ..merge::organisation(&blank, facts) };
        at.said.fill(&mut organisation);
        let id = organisation.id;
        let mut steps = placed.steps;
        steps.push(Step::CreateOrganisation(organisation));
        steps.push(Step::CreatePresence(new_presence(planner, id, placed.place, facts)));
        return PlannedRow { record: record(id), ..at.writes(RowOutcome::Added, steps) };
    };
    if known.name != facts.name {
        return at.waits("code_conflict", format!("该信用代码已登记在“{}”名下，请核对后再导入", known.name));
    }
    let mut after = merge::organisation(known, facts);
    at.said.fill(&mut after);
    let changes = differences(known, &after);
    if let Some((reason, detail)) = planner.hand_edited(known.id.0, &changes) {
        return at.waits(reason, detail);
    }
    let present = planner.known.presences_of(known.id).iter();
    // A row that says when it left speaks of the presence that has ended.
    let left = at.said.get(RecordKind::Presence, "to").is_some();
    let is_here = |presence: &&Presence| (left || presence.to.is_none()) && presence.raw_address == facts.address.raw;
    let is_present = facts.address.raw.is_empty() || present.clone().any(|presence| is_here(&presence));
    let mut steps = Vec::new();
    if !is_present {
        steps.extend(placed.steps);
        steps.push(Step::CreatePresence(new_presence(planner, known.id, placed.place, facts)));
    }
    if !changes.is_empty() {
        steps.push(Step::AmendOrganisation { before: Box::new(known.clone()), after: Box::new(after) });
    }
    let outcome = if steps.is_empty() { RowOutcome::Unchanged } else { RowOutcome::Updated };
    PlannedRow { record: record(known.id), changes, ..at.writes(outcome, steps) }
}

fn record(id: OrganisationId) -> Option<RecordRef> {
    Some(RecordRef { kind: RecordKind::Organisation, id: id.0 })
}

fn find<'a>(planner: &'a Planner<'_>, facts: &OrganisationFacts) -> Option<&'a Organisation> {
    let by_code = facts.uscc.as_deref().and_then(|code| planner.known.organisation_with_code(code));
    by_code.or_else(|| {
        let at_address = |organisation: &&Organisation| {
            let codes_differ = organisation.credit_code.is_some() && facts.uscc.is_some();
            let presences = planner.known.presences_of(organisation.id);
            !codes_differ && presences.iter().any(|presence| presence.raw_address == facts.address.raw)
        };
        planner.known.organisations_named(&facts.name).find(at_address)
    })
}

fn new_presence(
    planner: &Planner<'_>,
    organisation: OrganisationId,
    place: Place,
    facts: &OrganisationFacts,
) -> Presence {
    Presence {
        id: PresenceId(planner.mint.uuid()),
        organisation,
        role: PresenceRole::Office,
        place,
        raw_address: facts.address.raw.clone(),
        from: None,
        to: None,
    }
}
