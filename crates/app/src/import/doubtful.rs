//! A row between its doubts and what a person decided about them: address first, then who it is, then whose value holds.

use super::decision::row_key;
use super::plan::{PlannedRow, Step};
use super::planner::{Planner, RowAt};
use louce_domain::batch::RowOutcome;
use louce_import::RowFacts;
use louce_import::proposal::{PendingReason, RowOutcome as Proposed, RowProposal};
use louce_store::RowDecided;

impl Planner<'_> {
    /// Plans a row that says something.
    pub(super) fn plan_doubtful(&mut self, at: RowAt<'_>, row: &RowProposal, facts: &RowFacts) -> PlannedRow {
        self.settled = None;
        let said = self.decisions.of_row(&self.sheet_name, row.row);
        self.takes = if said.is_empty() { self.known.decided_before(row, self.ledger.date) } else { said };
        let takes = self.takes.clone();
        if let Some(waits) = self.settle_address(at, facts) {
            return waits;
        }
        if let Some(waits) = self.landlord_contradicts(facts) {
            return at.contradicts(waits);
        }
        let mut planned = match (several(row, facts), facts) {
            (true, RowFacts::Person(first)) if takes.says_split() => self.plan_people(at, first),
            (true, _) => PlannedRow::idle(at.sheet, at.row, RowOutcome::Pending, Some("several_persons")),
            (false, _) => self.plan_once(at, facts),
        };
        let is_settled = !takes.is_empty() && planned.outcome != RowOutcome::Pending;
        if is_settled && takes.is_said_now() {
            let record = planned.record.map(|record| record.id);
            let key = row_key(facts, &row.stated);
            let decided = key.into_iter().flat_map(|key| takes.to_remember(key, record));
            let is_known = |decided: &RowDecided| {
                self.known.remembers(decided) && !self.known.is_decided_before(&decided.key, self.ledger.date)
            };
            let fresh: Vec<Step> = decided.filter(|decided| !is_known(decided)).map(Step::Remember).collect();
            planned.steps.extend(fresh);
            self.takes = takes;
            planned.steps.extend(self.remembered_site(facts));
            planned.detail = Some(with(planned.detail, &format!("由{}人工确认", self.user)));
        } else if is_settled {
            planned.detail = Some(with(planned.detail, "此前已人工确认"));
        }
        planned
    }
}

/// Whether a cell of the row names several people.
fn several(row: &RowProposal, facts: &RowFacts) -> bool {
    let of_person = matches!(facts, RowFacts::Person(person) if !person.split.is_empty());
    of_person || row.outcome == Proposed::Pending(PendingReason::SeveralPersons)
}

/// An explanation with one more part.
pub(super) fn with(detail: Option<String>, more: &str) -> String {
    detail.map_or_else(|| more.to_owned(), |detail| format!("{detail}；{more}"))
}
