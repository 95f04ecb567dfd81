//! Plans a row of a file against what is known.

use super::plan::PlannedRow;
use super::planner::{Planner, RowAt};
use super::said::Said;
use super::stay_row;
use super::{belongings, building_row, household_row, listed_row, organisation_row, person_row, room_row, tenancy_row};
use louce_domain::batch::RowOutcome;
use louce_domain::field::RecordKind;
use louce_domain::id::PersonId;
use louce_import::RowFacts;
use louce_import::proposal::RowProposal;

impl Planner<'_> {
    /// Plans a row; the rows after it meet what it makes.
    pub fn plan_row(&mut self, sheet: usize, row: &RowProposal) -> PlannedRow {
        let mut planned = self.told_fate_of(sheet, row);
        planned.settles.extend(self.repaired.settled_by(row, &planned));
        planned.steps.iter().for_each(|step| self.known.adopt(step));
        let person = planned.record.filter(|record| record.kind == RecordKind::Person);
        if let Some(person) = person.filter(|_| planned.outcome != RowOutcome::Pending) {
            self.known.note_met(PersonId(person.id));
        }
        planned
    }

    /// What becomes of a row, as far as whoever imports may learn it.
    fn told_fate_of(&mut self, sheet: usize, row: &RowProposal) -> PlannedRow {
        let planned = match self.guarded.is_named_in(row) {
            true => return PlannedRow::guarded(sheet, row.row),
            false => self.fate_of(sheet, row),
        };
        if !self.guarded.is_touched_by(&planned) {
            return planned;
        }
        self.is_astray = !planned.steps.is_empty();
        PlannedRow::guarded(sheet, row.row)
    }

    fn fate_of(&mut self, sheet: usize, row: &RowProposal) -> PlannedRow {
        use louce_import::proposal::RowOutcome as Proposed;
        match (&row.outcome, row.facts.as_deref()) {
            (Proposed::Dropped(reason), _) => {
                PlannedRow::idle(sheet, row.row, RowOutcome::Dropped, Some(reason.code()))
            }
            (Proposed::Rejected(reason), _) => {
                PlannedRow::idle(sheet, row.row, RowOutcome::Rejected, Some(reason.code()))
            }
            (_, None) => PlannedRow::idle(sheet, row.row, RowOutcome::Rejected, Some("no_facts")),
            (_, Some(facts)) => {
                let at = RowAt { sheet, row: row.row, said: Said(&row.stated) };
                let taken = self.taken_before(at, row);
                taken.unwrap_or_else(|| self.plan_doubtful(at, row, facts))
            }
        }
    }

    /// The row with what it says beside its main record; a row that waits writes nothing.
    pub(super) fn beside(&mut self, at: RowAt<'_>, facts: &RowFacts, mut row: PlannedRow) -> PlannedRow {
        if !matches!(row.outcome, RowOutcome::Added | RowOutcome::Updated | RowOutcome::Unchanged) {
            return row;
        }
        // What follows meets what the row itself makes.
        row.steps.iter().for_each(|step| self.known.adopt(step));
        match facts {
            RowFacts::Person(person) => {
                stay_row::confirm(self, person, &row);
                household_row::plan(self, at, person, &mut row);
                belongings::document(self, at, &mut row);
                tenancy_row::of_resident(self, at, person, &mut row);
            }
            RowFacts::Tenancy(tenancy) => {
                let place = self.place(&tenancy.address.parts).place;
                tenancy_row::of_ledger(self, at, tenancy, &mut row);
                belongings::room(self, at, place, tenancy.owner.as_ref(), None, &mut row);
                belongings::inspection(self, at, place, &mut row);
            }
            RowFacts::Room(room) => {
                let place = self.place(&room.address.parts).place;
                belongings::room(self, at, place, room.owner.as_ref(), Some(room), &mut row);
                tenancy_row::of_room(self, at, room, &mut row);
            }
            RowFacts::Organisation(organisation) => {
                let place = self.place(&organisation.address.parts).place;
                belongings::presences(self, at, &organisation.address.raw, &mut row);
                belongings::inspection(self, at, place, &mut row);
            }
            RowFacts::Building(building) => belongings::site(self, at, building.site.as_deref(), &mut row),
            RowFacts::Visit(_) | RowFacts::Employee(_) | RowFacts::Plate(_) | RowFacts::Grid => {}
        }
        if row.outcome == RowOutcome::Unchanged && !row.steps.is_empty() {
            row.outcome = RowOutcome::Updated;
        }
        row
    }

    pub(super) fn plan_facts(&mut self, at: RowAt<'_>, facts: &RowFacts) -> PlannedRow {
        match facts {
            RowFacts::Person(person) => person_row::plan(self, at, person),
            RowFacts::Organisation(organisation) => organisation_row::plan(self, at, organisation),
            RowFacts::Building(building) => building_row::plan(self, at, building),
            RowFacts::Tenancy(tenancy) => room_row::plan_tenancy(self, at, tenancy),
            RowFacts::Room(room) => room_row::plan_room(self, at, room),
            RowFacts::Visit(visit) => listed_row::visit(self, at, visit),
            RowFacts::Employee(employee) => listed_row::employee(self, at, employee),
            RowFacts::Plate(address) => listed_row::plate(self, at, address),
            RowFacts::Grid => listed_row::grid(self, at),
        }
    }
}
