//! Plans a row of an organisation ledger: matched by credit code, else by name at the same address.

use super::belongings;
use super::candidate::Candidate;
use super::merge;
use super::plan::{PlannedRow, Step};
use super::planner::{Planner, RowAt};
use super::weigh::Weighing;
use louce_domain::batch::RowOutcome;
use louce_domain::change::RecordRef;
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
    let is_said = planner.takes.chosen_ids().any(|id| id == known.id.0) || planner.takes.is_for_ledger();
    if known.name != facts.name && !is_said {
        let candidate = Candidate::new(RecordKind::Organisation, known.id.0, known.name.clone(), 80);
        let candidates = vec![candidate.because("统一社会信用代码相同", 0).because("单位名称不同", 0)];
        let detail = format!("该信用代码已登记在“{}”名下，请核对后再导入", known.name);
        return PlannedRow { record: record(known.id), ..at.waits_among("code_conflict", detail, candidates) };
    }
    let mut ledger = merge::organisation(known, facts);
    if planner.takes.is_for_ledger() {
        ledger.name.clone_from(&facts.name);
    }
    at.said.fill(&mut ledger);
    let weighed = planner.weigh(known.id.0, known, ledger, Weighing { covers: true, refined: &[] });
    if let Some(waits) = planner.contradicts(RecordKind::Organisation, &weighed) {
        return PlannedRow { record: record(known.id), ..at.contradicts(waits) };
    }
    let (after, changes) = (weighed.after, weighed.changes);
    let present = planner.known.presences_of(known.id).iter();
    // A row that says when it left speaks of the presence that has ended.
    let left = at.said.get(RecordKind::Presence, "to").is_some();
    let is_here = |presence: &&Presence| (left || presence.to.is_none()) && presence.raw_address == facts.address.raw;
    let is_present = facts.address.raw.is_empty() || present.clone().any(|presence| is_here(&presence));
    let newer = belongings::newer_presence(planner, known.id, PresenceRole::Office, &facts.address.raw);
    let newer = newer.filter(|_| !is_present && !left);
    let mut steps = Vec::new();
    if !is_present && newer.is_none() {
        steps.extend(placed.steps);
        steps.push(Step::CreatePresence(new_presence(planner, known.id, placed.place, facts)));
    }
    if !changes.is_empty() {
        steps.push(Step::AmendOrganisation { before: Box::new(known.clone()), after: Box::new(after) });
    }
    let outcome = if steps.is_empty() { RowOutcome::Unchanged } else { RowOutcome::Updated };
    let reason = newer.as_ref().map(|_| "older_ledger".to_owned());
    PlannedRow { record: record(known.id), changes, reason, ..at.writes(outcome, steps) }
        .keeping(RecordKind::Organisation, weighed.kept)
        .keeping(RecordKind::Presence, newer.into_iter().collect())
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
