//! Plans the household (户) that a row counts its person in: by its number in the site, else by the room and the head
//! before. A head is who the ledger calls one; none is invented (DOMAIN §2.2 #21).
//!
//! Number and relation are those of the stay as it will stand: what the register kept against the row moves nobody.

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
    let said = &facts.stay;
    if Role::of(said.relation_code.map(|code| code.code()), said.household_no.as_deref()).is_none() {
        return;
    }
    let Some(stay) = spoken_of(planner, facts, person) else { return };
    let relation = Role::of(stay.relation_code.map(|code| code.code()), stay.household_no.as_deref());
    let Some(relation) = relation else { return };
    let known = find(planner, &stay, person, relation).cloned();
    let mut household = known.clone().unwrap_or_else(|| {
        let blank = Household::blank(HouseholdId(planner.mint.uuid()), planner.area.to_owned());
        Household { place: stay.place, ..blank }
    });
    household.number = household.number.or_else(|| stay.household_no.clone());
    if relation == Role::Head {
        household.head = Some(person);
        household.place = stay.place;
    }
    if said.household_no.is_none() || said.household_no == household.number {
        at.said.fill(&mut household);
    }
    let id = household.id;
    match known {
        Some(before) => row.amend(planner, before, household),
        None => found(planner, household, &stay, row),
    }
    if stay.household != Some(id) && !planner.known.knowledge.is_edited_by_hand(stay.id.0, "household") {
        leave(planner, &stay, row);
        count_in(planner, stay, id, row);
    }
}

/// The open stay that the row speaks of, as it will stand; none where it stands elsewhere, or leads to no building.
fn spoken_of(planner: &Planner<'_>, facts: &PersonFacts, person: PersonId) -> Option<Stay> {
    let place = planner.place(&facts.stay.address.parts).place;
    let is_somewhere = !matches!(place, Place::Unmatched | Place::Site(_));
    let open = planner.known.stays_of(person).iter().find(|stay| stay.is_open())?;
    (is_somewhere && open.place == place).then(|| open.clone())
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Head,
    Member,
}

impl Role {
    /// What a person is to a household; none where nothing is said of one, or they are no kin.
    fn of(relation: Option<&str>, household_no: Option<&str>) -> Option<Self> {
        match relation {
            Some("01" | "02") => Some(Self::Head),
            Some("99") | None if household_no.is_none() => None,
            _ => Some(Self::Member),
        }
    }
}

fn find<'a>(planner: &'a Planner<'_>, stay: &Stay, person: PersonId, role: Role) -> Option<&'a Household> {
    let known = &planner.known;
    let open = |household: &&Household| household.to.is_none();
    let site = known.site_of(stay.place);
    let own = stay.household.and_then(|id| known.linked::<Household>(&Key::Of(id.0)).next());
    if let Some(number) = &stay.household_no {
        let mut same = known.linked::<Household>(&Key::Text(number.clone())).filter(open);
        let numbered = same.find(|household| known.site_of(household.place) == site);
        // A household that was known without a number is given it.
        return numbered.or_else(|| own.filter(|household| household.number.is_none()));
    }
    if own.is_some() {
        return own;
    }
    let here = known.linked::<Household>(&Key::Place(stay.place)).filter(open);
    match role {
        // A second head in the room is a second household.
        Role::Head => here.into_iter().find(|household| household.head.is_none_or(|head| head == person)),
        Role::Member => here.into_iter().last(),
    }
}

/// The household is made before whatever first names it, and after its head.
fn found(planner: &mut Planner<'_>, household: Household, stay: &Stay, row: &mut PlannedRow) {
    let step = Step::Create(Box::new(Linked::Household(household)));
    planner.known.adopt(&step);
    let names = row.steps.iter().position(|step| match step {
        Step::CreateStay(made) => made.id == stay.id,
        Step::AmendStay { after, .. } => after.id == stay.id,
        _ => false,
    });
    row.steps.insert(names.unwrap_or(row.steps.len()), step);
}

/// Whoever is counted in another household heads the one they left no longer.
fn leave(planner: &mut Planner<'_>, stay: &Stay, row: &mut PlannedRow) {
    let left = stay.household.and_then(|id| planner.known.linked::<Household>(&Key::Of(id.0)).next().cloned());
    if let Some(left) = left.filter(|left| left.head == Some(stay.person)) {
        let after = Household { head: None, ..left.clone() };
        row.amend(planner, left, after);
    }
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
    row.changes.extend(louce_domain::change::differences(&stay, &after));
    row.steps.push(Step::AmendStay { before: Box::new(stay), after: Box::new(after) });
}
