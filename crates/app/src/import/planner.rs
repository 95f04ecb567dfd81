//! Goes through a proposal row by row, against what is known, and gathers the plan.

use super::known::Known;
use super::mint::Mint;
use super::plan::{Plan, PlannedRow, Step};
use super::{building_row, organisation_row, person_row, room_row};
use crate::host::{Watch, at};
use louce_domain::batch::RowOutcome;
use louce_domain::change::FieldChange;
use louce_import::proposal::RowProposal;
use louce_import::{Proposal, RowFacts};
use uuid::Uuid;

/// What every row is planned with.
pub struct Planner<'a> {
    /// The register as far as the file touches it, and what earlier rows added.
    pub known: Known,
    /// Identifiers.
    pub mint: Mint<'a>,
    /// Police area that new records belong to.
    pub area: &'a str,
}

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

/// Why a row must wait: code and words.
pub type Waits = (&'static str, String);

impl Planner<'_> {
    /// A field last written by a person is not overwritten by paper: both values are shown and the row waits.
    pub fn hand_edited(&self, id: Uuid, changes: &[FieldChange]) -> Option<Waits> {
        let change = changes.iter().find(|change| self.known.is_edited_by_hand(id, &change.field))?;
        let shown = |text: &Option<String>| text.clone().unwrap_or_else(|| "（空）".to_owned());
        let (old, new) = (shown(&change.old), shown(&change.new));
        let detail = format!("“{}”曾由民警手工更正：登记簿为 {old}，台账为 {new}，请人工确认", change.field);
        Some(("newer_edit", detail))
    }
}

/// Where a row stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RowAt {
    /// Sheet, by its place in the file.
    pub sheet: usize,
    /// Row as the spreadsheet counts.
    pub row: u32,
}

impl RowAt {
    /// A row that writes these steps.
    pub fn writes(self, outcome: RowOutcome, steps: Vec<Step>) -> PlannedRow {
        PlannedRow { steps, ..PlannedRow::idle(self.sheet, self.row, outcome, None) }
    }

    /// A row that waits for a person's decision and writes nothing.
    pub fn waits(self, reason: &str, detail: String) -> PlannedRow {
        PlannedRow::idle(self.sheet, self.row, RowOutcome::Pending, Some(reason)).explained(detail)
    }
}
