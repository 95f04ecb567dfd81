//! One record row → its proposal.

use super::above::Above;
use super::columns::FieldColumns;
use super::place::Place;
use super::questions::Rules;
use super::view::RowView;
use super::{address, building, listed, messages, organisation, person, rental, stated};
use crate::cell::Row;
use crate::facts::{AddressFacts, RowFacts};
use crate::field::FieldCode as F;
use crate::proposal::{LedgerKind, PendingReason, RejectReason, RowFinding, RowOutcome, RowProposal};
use louce_domain::population_class::PopulationClass;

/// Fields that speak of a person: a row with one of them but no name is nobody's.
const OF_A_PERSON: &[F] =
    &[F::CitizenId, F::RelationToHead, F::Sex, F::BirthDate, F::Phone, F::HouseholdNo, F::Ethnicity, F::Marital];

/// Reads a record row.
pub(crate) fn read(
    row: &Row,
    fields: &FieldColumns,
    above: &mut Above,
    place: &Place,
    ledger: LedgerKind,
    rules: &Rules,
) -> RowProposal {
    let mut view = RowView::of(row, fields, above, *rules);
    let read = match ledger {
        LedgerKind::Organisation => {
            organisation::read(&mut view, place).map(RowFacts::Organisation).ok_or(RejectReason::NoOrganisationName)
        }
        LedgerKind::Building => {
            building::read(&mut view, place).map(RowFacts::Building).ok_or(RejectReason::NoBuilding)
        }
        LedgerKind::Visits => addressed(RowFacts::Visit(listed::visit(&mut view, place))),
        LedgerKind::Employees => listed::employee(&mut view, place).map(RowFacts::Employee).ok_or(RejectReason::NoName),
        LedgerKind::Plates => addressed(RowFacts::Plate(address::read(&mut view, place))),
        LedgerKind::Grids => view.text(F::Grid).map(|_| RowFacts::Grid).ok_or(RejectReason::NoName),
        LedgerKind::Rental => addressed(RowFacts::Tenancy(rental::read(&mut view, place))),
        LedgerKind::RoomSurvey => addressed(RowFacts::Room(rental::read_room(&mut view, place, ledger))),
        LedgerKind::Person | LedgerKind::FloatingPopulation | LedgerKind::NoRecords => {
            let class = (ledger == LedgerKind::FloatingPopulation).then_some(PopulationClass::Floating);
            person_or_room(&mut view, place, ledger, class)
        }
    };
    let (outcome, facts) = match read {
        Ok(facts) => (outcome(&facts), Some(Box::new(facts))),
        Err(reason) => (RowOutcome::Rejected(reason), None),
    };
    let stated = facts.as_ref().map(|_| stated::read(&mut view, ledger)).unwrap_or_default();
    let mut findings = std::mem::take(&mut view.findings);
    if facts.is_none() {
        // Nothing is kept of a rejected row but its place.
        findings.clear();
    }
    if let RowOutcome::Pending(reason) = outcome {
        findings.push(pending_finding(reason, fields, row));
    }
    let trail = if facts.is_some() { view.trail } else { Vec::new() };
    RowProposal {
        row: row.number,
        hidden: row.hidden,
        styled: super::styled_of(row),
        cells: super::cells_of(row),
        outcome,
        facts,
        stated,
        findings,
        trail,
    }
}

fn person_or_room(
    view: &mut RowView<'_>,
    place: &Place,
    ledger: LedgerKind,
    class: Option<PopulationClass>,
) -> Result<RowFacts, RejectReason> {
    if let Some(person) = person::read(view, place, class) {
        return Ok(RowFacts::Person(person));
    }
    let speaks_of_a_person = OF_A_PERSON.iter().any(|field| view.text(*field).is_some());
    let room = rental::read_room(view, place, ledger);
    if speaks_of_a_person || room.address.raw.is_empty() {
        return Err(RejectReason::NoName);
    }
    Ok(RowFacts::Room(room))
}

fn addressed(facts: RowFacts) -> Result<RowFacts, RejectReason> {
    if address_of(&facts).is_some_and(|address| address.raw.is_empty()) {
        Err(RejectReason::NoAddress)
    } else {
        Ok(facts)
    }
}

fn address_of(facts: &RowFacts) -> Option<&AddressFacts> {
    match facts {
        RowFacts::Person(person) => Some(&person.stay.address),
        RowFacts::Organisation(organisation) => Some(&organisation.address),
        RowFacts::Tenancy(tenancy) => Some(&tenancy.address),
        RowFacts::Room(room) => Some(&room.address),
        RowFacts::Visit(visit) => Some(&visit.address),
        RowFacts::Plate(address) => Some(address),
        RowFacts::Building(_) | RowFacts::Employee(_) | RowFacts::Grid => None,
    }
}

/// The site that a row's address lies in.
pub(crate) fn site(facts: &RowFacts) -> Option<&str> {
    address_of(facts)?.parts.site.as_deref()
}

fn outcome(facts: &RowFacts) -> RowOutcome {
    let several = match facts {
        RowFacts::Person(person) => !person.split.is_empty(),
        RowFacts::Room(room) => room.tenants.len() > 1,
        RowFacts::Tenancy(tenancy) => tenancy.tenant.as_ref().is_some_and(|tenant| !tenant.split.is_empty()),
        _ => false,
    };
    if several {
        return RowOutcome::Pending(PendingReason::SeveralPersons);
    }
    let pending = address_of(facts).and_then(address::pending);
    pending.map_or(RowOutcome::Record, RowOutcome::Pending)
}

fn pending_finding(reason: PendingReason, fields: &FieldColumns, row: &Row) -> RowFinding {
    let field = if reason == PendingReason::SeveralPersons { F::Name } else { F::Address };
    let column = fields.first(field);
    let raw = column.map(|column| row.text(column).to_owned()).unwrap_or_default();
    RowFinding { code: reason.code().to_owned(), column, message: messages::finding(reason.code()).to_owned(), raw }
}
