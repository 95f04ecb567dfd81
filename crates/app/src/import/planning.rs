//! Goes through a proposal row by row, against what is known, and gathers the plan.

use super::plan::{Plan, PlannedRow};
use super::planner::{Planner, RowAt};
use super::{building_row, organisation_row, person_row, room_row};
use crate::host::{Watch, at};
use louce_domain::batch::RowOutcome;
use louce_import::proposal::RowProposal;
use louce_import::{Proposal, RowFacts};

/// The plan of a proposal; none when the user cancelled.
pub fn plan(planner: &mut Planner<'_>, proposal: &Proposal, watch: &dyn Watch) -> Option<Plan> {
    let total = proposal.sheets.iter().map(|sheet| sheet.rows.len()).sum();
    let mut plan = Plan { rows: Vec::with_capacity(total) };
    for (sheet_no, sheet) in proposal.sheets.iter().enumerate() {
        for row in &sheet.rows {
            if plan.rows.len().is_multiple_of(512) {
                watch.progress(at("planning", plan.rows.len(), total));
                if watch.cancelled() {
                    return None;
                }
            }
            let planned = planner.plan_row(sheet_no, row);
            planned.steps.iter().for_each(|step| planner.known.adopt(step));
            plan.rows.push(planned);
        }
    }
    Some(plan)
}

impl Planner<'_> {
    fn plan_row(&mut self, sheet: usize, row: &RowProposal) -> PlannedRow {
        use louce_import::proposal::RowOutcome as Proposed;
        match (&row.outcome, row.facts.as_deref()) {
            (Proposed::Dropped(reason), _) => {
                PlannedRow::idle(sheet, row.row, RowOutcome::Dropped, Some(reason.code()))
            }
            (Proposed::Rejected(reason), _) => {
                PlannedRow::idle(sheet, row.row, RowOutcome::Rejected, Some(reason.code()))
            }
            (_, None) => PlannedRow::idle(sheet, row.row, RowOutcome::Rejected, Some("no_facts")),
            (Proposed::Pending(reason), Some(_)) if reason.code() == "several_persons" => {
                PlannedRow::idle(sheet, row.row, RowOutcome::Pending, Some(reason.code()))
            }
            (_, Some(facts)) => self.plan_facts(RowAt { sheet, row: row.row }, facts),
        }
    }

    fn plan_facts(&mut self, at: RowAt, facts: &RowFacts) -> PlannedRow {
        match facts {
            RowFacts::Person(person) => person_row::plan(self, at, person),
            RowFacts::Organisation(organisation) => organisation_row::plan(self, at, organisation),
            RowFacts::Building(building) => building_row::plan(self, at, building),
            RowFacts::Tenancy(tenancy) => room_row::plan_tenancy(self, at, tenancy),
            RowFacts::Room(room) => room_row::plan_room(self, at, room),
        }
    }
}
