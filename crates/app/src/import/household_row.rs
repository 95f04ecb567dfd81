//! Plans the household (户) that a row counts its person in: by its number in the site, else by the room and the head
//! before. A head is who the ledger calls one; none is invented (DOMAIN §2.2 #21).

use super::linked::{Key, Linked};
use super::plan::{PlannedRow, Step};
use super::planner::{Planner, RowAt};
use louce_domain::household::Household;
use louce_domain::id::{HouseholdId, PersonId};
use louce_domain::space::Place;
use louce_domain::stay::Stay;
use louce_import::facts::PersonFacts;

/// Adds the household of a resident.
pub fn plan(planner: &mut Planner<'_>, at: RowAt<'_>, facts: &PersonFacts, row: &mut PlannedRow) {
    let Some(person) = row.record.map(|record| PersonId(record.id)) else { return };
    let Some(relation) = Role::of(facts) else { return };
    let open = planner.known.stays_of(person).iter().find(|stay| stay.is_open()).cloned();
    let Some(stay) = open else { return };
    if matches!(stay.place, Place::Unmatched | Place::Site(_)) {
        return;
    }
    let known = find(planner, facts, &stay, person, relation).cloned();
    let mut household = known.clone().unwrap_or_else(|| {
        let blank = Household::blank(HouseholdId(planner.mint.uuid()), planner.area.to_owned());
        Household { place: stay.place, number: facts.stay.household_no.clone(), ..blank }
    });
    if relation == Role::Head {
        household.head = Some(person);
        household.place = stay.place;
    }
    at.said.fill(&mut household);
    let id = household.id;
    match known {
        Some(before) => row.amend(planner, before, household),
        None => found(planner, household, person, row),
    }
    if stay.household != Some(id) {
        count_in(planner, stay, id, row);
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Head,
    Member,
}

impl Role {
    /// What the row's person is to a household; none where the ledger speaks of none, or of someone who is no kin.
    fn of(facts: &PersonFacts) -> Option<Self> {
        let code = facts.stay.relation_code.map(|code| code.code());
        match code {
            Some("01" | "02") => Some(Self::Head),
            Some("99") if facts.stay.household_no.is_none() => None,
            None if facts.stay.household_no.is_none() => None,
            _ => Some(Self::Member),
        }
    }
}

fn find<'a>(
    planner: &'a Planner<'_>,
    facts: &PersonFacts,
    stay: &Stay,
    person: PersonId,
    role: Role,
) -> Option<&'a Household> {
    let known = &planner.known;
    let open = |household: &&Household| household.to.is_none();
    let site = known.site_of(stay.place);
    if let Some(number) = &facts.stay.household_no {
        let same = known.linked::<Household>(&Key::Text(number.clone())).filter(open);
        return same.into_iter().find(|household| known.site_of(household.place) == site);
    }
    if let Some(id) = stay.household {
        return known.linked::<Household>(&Key::Of(id.0)).next();
    }
    let here = known.linked::<Household>(&Key::Place(stay.place)).filter(open);
    match role {
        // A second head in the room is a second household.
        Role::Head => here.into_iter().find(|household| household.head.is_none_or(|head| head == person)),
        Role::Member => here.into_iter().last(),
    }
}

/// The household is made before the stay that names it, and after its head.
fn found(planner: &mut Planner<'_>, household: Household, person: PersonId, row: &mut PlannedRow) {
    let step = Step::Create(Box::new(Linked::Household(household)));
    planner.known.adopt(&step);
    let stay = row.steps.iter().position(|step| matches!(step, Step::CreateStay(stay) if stay.person == person));
    row.steps.insert(stay.unwrap_or(row.steps.len()), step);
}

fn count_in(planner: &mut Planner<'_>, stay: Stay, household: HouseholdId, row: &mut PlannedRow) {
    let after = Stay { household: Some(household), ..stay.clone() };
    planner.known.learn_stay(after.clone());
    for step in &mut row.steps {
        match step {
            Step::CreateStay(made) if made.id == stay.id => return made.household = Some(household),
            Step::AmendStay { after: made, .. } if made.id == stay.id => return made.household = Some(household),
            _ => {}
        }
    }
    let changes = louce_domain::change::differences(&stay, &after);
    if !planner.known.knowledge.is_edited_by_hand(stay.id.0, "household") {
        row.changes.extend(changes);
        row.steps.push(Step::AmendStay { before: Box::new(stay), after: Box::new(after) });
    }
}
