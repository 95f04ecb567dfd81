//! Plans rows of visits, employees, plates and grids.

use super::linked::{Key, Linked};
use super::plan::{PlannedRow, Step};
use super::planner::{Planner, RowAt};
use super::said::take_fields;
use louce_domain::batch::RowOutcome;
use louce_domain::change::RecordRef;
use louce_domain::citizen_id::CitizenIdState;
use louce_domain::employment::Employment;
use louce_domain::field::RecordKind;
use louce_domain::grid::Grid;
use louce_domain::id::{EmploymentId, EncounterId, GridId, OrganisationId, PersonId, SpaceAddressId, VisitId};
use louce_domain::name::mask_name;
use louce_domain::organisation::Organisation;
use louce_domain::space::Place;
use louce_domain::space_address::SpaceAddress;
use louce_domain::visit::{Encounter, Visit};
use louce_import::facts::{AddressFacts, EmployeeFacts, VisitFacts};

/// A row that begins with what its address needs.
fn begun(at: RowAt<'_>, steps: Vec<Step>, planner: &mut Planner<'_>) -> PlannedRow {
    let mut row = at.writes(RowOutcome::Added, Vec::new());
    steps.into_iter().for_each(|step| row.add(planner, step));
    row
}

/// The row with its outcome, as its steps tell it.
fn done(mut row: PlannedRow, kind: RecordKind, id: uuid::Uuid, is_known: bool) -> PlannedRow {
    row.record = Some(RecordRef { kind, id });
    row.outcome = match (row.steps.is_empty(), is_known) {
        (true, _) => RowOutcome::Unchanged,
        (false, true) => RowOutcome::Updated,
        (false, false) => RowOutcome::Added,
    };
    row
}

/// Plans a visit and whom it met: those of the names who live there.
pub fn visit(planner: &mut Planner<'_>, at: RowAt<'_>, facts: &VisitFacts) -> PlannedRow {
    let placed = planner.place(&facts.address.parts);
    let blank = Visit::blank(VisitId(planner.mint.uuid()), planner.area.to_owned());
    let mut read = Visit { place: placed.place, raw_address: facts.address.raw.clone(), ..blank };
    at.said.fill(&mut read);
    let mut row = begun(at, placed.steps, planner);
    let key = Key::at(read.place, &read.raw_address);
    let same = |known: &&Visit| known.on == read.on && known.purpose == read.purpose && known.visitor == read.visitor;
    let known = planner.known.linked::<Visit>(&key).find(same).cloned();
    let is_known = known.is_some();
    let id = known.as_ref().map_or(read.id, |known| known.id);
    match known {
        Some(known) => {
            let after = take_fields(&known, &read, &["place", "raw_address"]);
            row.amend(planner, known, after);
        }
        None => row.add(planner, Step::Create(Box::new(Linked::Visit(read.clone())))),
    }
    let unmet = meet(planner, id, read.place, &facts.met, &mut row);
    let row = done(row, RecordKind::Visit, id.0, is_known);
    if unmet.is_empty() {
        return row;
    }
    let unmet: Vec<String> = unmet.iter().map(|name| mask_name(name)).collect();
    let detail = format!("走访已登记；见面人员（{}）在该处没有唯一对应的居住登记，请人工补登", unmet.join("、"));
    PlannedRow { reason: Some("met_unknown".to_owned()), ..row }.explained(detail)
}

/// Adds an encounter with each who lives at the place; gives the names that nobody there has, or several.
fn meet(
    planner: &mut Planner<'_>,
    visit: VisitId,
    place: Place,
    names: &[String],
    row: &mut PlannedRow,
) -> Vec<String> {
    let mut unmet = Vec::new();
    for name in names {
        let here = |id: PersonId| place != Place::Unmatched && planner.known.has_stayed_at(id, place);
        let mut namesakes = planner.known.persons_named(name).map(|person| person.id).filter(|id| here(*id));
        // Of two of one name nobody can tell who was met.
        let person = namesakes.next().filter(|_| namesakes.next().is_none());
        drop(namesakes);
        let Some(person) = person else {
            unmet.push(name.clone());
            continue;
        };
        let mut met = planner.known.linked::<Encounter>(&Key::Of(visit.0));
        if met.any(|met| met.person == person) {
            continue;
        }
        drop(met);
        let encounter = Encounter::blank(EncounterId(planner.mint.uuid()), visit, person);
        row.add(planner, Step::Create(Box::new(Linked::Encounter(encounter))));
    }
    unmet
}

/// Plans an employee; the person is linked by a sound number alone.
pub fn employee(planner: &mut Planner<'_>, at: RowAt<'_>, facts: &EmployeeFacts) -> PlannedRow {
    let code = facts.uscc.as_deref().and_then(|code| planner.known.organisation_with_code(code));
    let mut named = planner.known.organisations_named(&facts.organisation);
    let known = code.or_else(|| named.next()).map(|organisation| organisation.id);
    drop(named);
    let mut row = begun(at, Vec::new(), planner);
    let organisation = known.unwrap_or_else(|| {
        let blank = Organisation::named(OrganisationId(planner.mint.uuid()), planner.area, &facts.organisation);
        let made = Organisation { credit_code: facts.uscc.clone(), ..blank };
        let id = made.id;
        row.add(planner, Step::CreateOrganisation(made));
        id
    });
    let placed = planner.place(&facts.address.parts);
    placed.steps.into_iter().for_each(|step| row.add(planner, step));
    let sound = facts.id.text.as_deref().filter(|_| facts.id.state == CitizenIdState::Ok);
    let mut read = Employment {
        name: facts.name.clone(),
        citizen_id: facts.id.text.clone(),
        phones: facts.phones.clone(),
        person: sound.and_then(|id| planner.known.person_with_id(id)).map(|person| person.id),
        place: placed.place,
        raw_address: facts.address.raw.clone(),
        ..Employment::blank(EmploymentId(planner.mint.uuid()), organisation)
    };
    at.said.fill(&mut read);
    let same = |known: &&Employment| {
        known.name == read.name
            && (known.citizen_id == read.citizen_id || known.citizen_id.is_none() || read.citizen_id.is_none())
            && known.from.zip(read.from).is_none_or(|(known, read)| known.agrees_with(read))
    };
    let known = planner.known.linked::<Employment>(&Key::Of(organisation.0)).find(same).cloned();
    let is_known = known.is_some();
    let id = known.as_ref().map_or(read.id, |known| known.id);
    match known {
        Some(known) => {
            let except: &[&str] = if read.raw_address.is_empty() { &["place"] } else { &[] };
            let after = take_fields(&known, &read, except);
            row.amend(planner, known, after);
        }
        None => row.add(planner, Step::Create(Box::new(Linked::Employment(read)))),
    }
    done(row, RecordKind::Employment, id.0, is_known)
}

/// Plans an address with its plate.
pub fn plate(planner: &mut Planner<'_>, at: RowAt<'_>, facts: &AddressFacts) -> PlannedRow {
    let placed = planner.place(&facts.parts);
    if placed.place == Place::Unmatched {
        return at.waits("address_unmatched", "地址无法对应到楼幢和房间，请补全后再导入".to_owned());
    }
    let blank = SpaceAddress::blank(SpaceAddressId(planner.mint.uuid()));
    let mut read = SpaceAddress { place: placed.place, text: facts.raw.clone(), ..blank };
    at.said.fill(&mut read);
    let mut row = begun(at, placed.steps, planner);
    let key = Key::Place(read.place);
    let known = planner.known.linked::<SpaceAddress>(&key).find(|known| known.text == read.text).cloned();
    let is_known = known.is_some();
    let id = known.as_ref().map_or(read.id, |known| known.id);
    match known {
        Some(known) => {
            let except: &[&str] = if at.said.get(RecordKind::SpaceAddress, "role").is_none() { &["role"] } else { &[] };
            let after = take_fields(&known, &read, except);
            row.amend(planner, known, after);
        }
        None => row.add(planner, Step::Create(Box::new(Linked::SpaceAddress(read)))),
    }
    done(row, RecordKind::SpaceAddress, id.0, is_known)
}

/// Plans a grid, told by its code, else by its name.
pub fn grid(planner: &mut Planner<'_>, at: RowAt<'_>) -> PlannedRow {
    let mut read = Grid::blank(GridId(planner.mint.uuid()), planner.area.to_owned());
    at.said.fill(&mut read);
    if read.code.is_empty() {
        read.code.clone_from(&read.name);
    }
    let mut row = begun(at, Vec::new(), planner);
    let known = planner.known.linked::<Grid>(&Key::Text(read.code.clone())).next().cloned();
    let is_known = known.is_some();
    let id = known.as_ref().map_or(read.id, |known| known.id);
    match known {
        Some(known) => {
            let after = take_fields(&known, &read, &[]);
            row.amend(planner, known, after);
        }
        None => row.add(planner, Step::Create(Box::new(Linked::Grid(read)))),
    }
    done(row, RecordKind::Grid, id.0, is_known)
}
