//! A cell that names several people (DOMAIN §2.2 #9): the split that is proposed, carried out at a person's word.

use super::doubtful::with;
use super::plan::PlannedRow;
use super::planner::{Planner, RowAt};
use louce_domain::batch::RowOutcome;
use louce_domain::relation::read_relation;
use louce_import::RowFacts;
use louce_import::facts::{NameState, PersonFacts, SplitPerson, StayFacts};

impl Planner<'_> {
    /// The people of one row, each as if on a row of their own. Where one of them waits, so do all.
    pub(super) fn plan_people(&mut self, at: RowAt<'_>, first: &PersonFacts) -> PlannedRow {
        let people: Vec<RowFacts> = people(first).map(RowFacts::Person).collect();
        for facts in &people {
            let planned = self.plan_facts(at, facts);
            if planned.outcome == RowOutcome::Pending {
                return planned;
            }
        }
        let mut all: Option<PlannedRow> = None;
        for facts in &people {
            let planned = self.plan_facts(at, facts);
            let planned = self.beside(at, facts, planned);
            planned.steps.iter().for_each(|step| self.known.adopt(step));
            all = Some(all.map_or(planned.clone(), |all| joined(all, planned)));
        }
        all.unwrap_or_else(|| PlannedRow::idle(at.sheet, at.row, RowOutcome::Pending, Some("several_persons")))
    }
}

/// One row of two: what is new outweighs what changed, and that what is as it was.
fn joined(mut row: PlannedRow, next: PlannedRow) -> PlannedRow {
    let weight = |outcome: RowOutcome| [RowOutcome::Updated, RowOutcome::Added].iter().position(|it| *it == outcome);
    if weight(next.outcome) > weight(row.outcome) {
        row.outcome = next.outcome;
    }
    row.steps.extend(next.steps);
    row.changes.extend(next.changes);
    row.detail = match next.detail {
        Some(more) => Some(with(row.detail, &more)),
        None => row.detail,
    };
    row
}

/// Each with their own name, relation and id. What the row says of one person alone stays with the first.
fn people(first: &PersonFacts) -> impl Iterator<Item = PersonFacts> {
    let alone = PersonFacts { split: Vec::new(), ..first.clone() };
    std::iter::once(alone).chain(first.split.iter().map(|other| beside(first, other)))
}

fn beside(first: &PersonFacts, other: &SplitPerson) -> PersonFacts {
    let relation_code = other.relation.as_deref().and_then(|word| read_relation(word, other.id.sex));
    PersonFacts {
        name: other.name.clone(),
        name_state: NameState::Ok,
        split: Vec::new(),
        former_name: None,
        sex: other.id.sex,
        birth_date: other.id.birth_date,
        id: other.id.clone(),
        phones: Vec::new(),
        marital: None,
        education: None,
        occupation: None,
        workplace: None,
        death_date: None,
        remark: None,
        stay: StayFacts { relation: other.relation.clone(), relation_code, permit_no: None, ..first.stay.clone() },
        ..first.clone()
    }
}
