//! From records to rows: the columns of [`ExportKind::columns`](super::ExportKind::columns), in their order.

use super::cell::Cell;
use louce_domain::code_list::{CodeList, Coded};
use louce_domain::field::FieldValue;
use louce_domain::organisation::Organisation;
use louce_domain::person::Person;
use louce_domain::population_class::PopulationClass;
use louce_domain::sex::Sex;
use louce_domain::space::{Building, Room};
use louce_store::{StayListing, StoredFinding};

fn text(value: &impl FieldValue) -> Cell {
    Cell::text(value.to_field())
}

/// A code by its word, as a ledger writes it.
fn words<L: CodeList>(value: &Option<Coded<L>>) -> Cell {
    Cell::text(value.as_ref().map(Coded::zh))
}

/// A building with how many rooms it has.
pub(super) fn building(building: &Building, site: Option<&str>, rooms: u32) -> Vec<Cell> {
    vec![
        Cell::text(site),
        Cell::text(Some(building.name.as_str())),
        Cell::number(building.units),
        Cell::number(building.floors_above),
        Cell::number(building.floors_below),
        Cell::number(Some(rooms)),
        text(&building.street),
        text(&building.door_no),
        text(&building.address),
        Cell::text(building.building_use.map(|building_use| building_use.zh())),
        Cell::number(building.rooms_per_floor),
        Cell::number(building.households_declared),
        text(&building.block_leader_name),
        Cell::Texts(building.block_leader_phones.clone()),
        text(&building.property_company),
        text(&building.numbering_note),
        text(&building.remark),
    ]
}

/// A room.
pub(super) fn room(room: &Room, site: Option<&str>, building: &str) -> Vec<Cell> {
    vec![
        Cell::text(site),
        Cell::text(Some(building)),
        text(&room.unit),
        Cell::number(room.floor),
        Cell::text(Some(room.number.as_str())),
        text(&room.sub_room),
        Cell::text(Some(room.kind.zh())),
        Cell::text(Some(room.state.zh())),
        text(&room.remark),
    ]
}

fn sex(sex: Sex) -> Cell {
    Cell::text((sex != Sex::Unknown).then(|| sex.zh()))
}

/// A person. Ethnicity is not among the columns and is not read.
pub(super) fn person(person: &Person) -> Vec<Cell> {
    vec![
        Cell::text(Some(person.name.as_str())),
        text(&person.citizen_id),
        Cell::text(Some(person.id_state.code())),
        sex(person.sex),
        text(&person.birth_date),
        Cell::text(person.birth_date.map(|date| date.precision().code())),
        Cell::Texts(person.phones.clone()),
        text(&person.former_name),
        text(&person.hukou_division),
        text(&person.hukou_site),
        text(&person.hukou_address),
        words(&person.marital_status),
        words(&person.education),
        text(&person.occupation),
        text(&person.workplace),
        text(&person.remark),
    ]
}

/// A stay with its person and place; `division` is that of the site lived in.
pub(super) fn stay(listing: &StayListing, class: Option<PopulationClass>) -> Vec<Cell> {
    let StayListing { stay, person, place } = listing;
    vec![
        Cell::text(Some(person.name.as_str())),
        text(&person.citizen_id),
        text(&place.site),
        text(&place.building),
        text(&place.unit),
        Cell::number(place.floor),
        text(&place.room),
        text(&place.sub_room),
        Cell::text(Some(stay.raw_address.as_str())),
        Cell::text(class.map(PopulationClass::zh)),
        text(&stay.relation),
        text(&stay.from),
        text(&stay.to),
        Cell::text(stay.end_reason.map(|reason| reason.zh())),
        text(&stay.relation_code),
        text(&stay.household_no),
        stay.residence_mismatch.map_or(Cell::Empty, Cell::Flag),
        text(&stay.actual_residence),
        text(&stay.grid),
        words(&stay.inflow_reason),
        words(&stay.dwelling_kind),
        text(&stay.permit_no),
        text(&stay.permit_until),
        text(&stay.intended_until),
        text(&stay.moved_to),
        Cell::text(Some(person.id_state.code())),
        text(&person.birth_date),
    ]
}

/// An organisation with the addresses it has now, as written, each once.
pub(super) fn organisation(organisation: &Organisation, addresses: Vec<String>) -> Vec<Cell> {
    vec![
        Cell::text(Some(organisation.name.as_str())),
        text(&organisation.credit_code),
        Cell::text(organisation.kind.map(|kind| kind.zh())),
        Cell::Texts(addresses),
        Cell::text(Some(organisation.credit_code_state.code())),
        text(&organisation.industry),
        text(&organisation.legal_rep_name),
        text(&organisation.legal_rep_citizen_id),
        Cell::text(Some(organisation.legal_rep_id_state.code())),
        Cell::Texts(organisation.legal_rep_phones.clone()),
        Cell::number(organisation.staff),
        text(&organisation.security_contact_name),
        Cell::Texts(organisation.security_contact_phones.clone()),
        organisation.hazmat.map_or(Cell::Empty, Cell::Flag),
        text(&organisation.hazard),
        text(&organisation.inspected_on),
        text(&organisation.remark),
    ]
}

/// Whose record a finding is about, in words.
pub(super) struct About<'a> {
    pub(super) kind: &'static str,
    pub(super) record: &'a str,
    pub(super) place: &'a str,
}

/// A finding.
pub(super) fn finding(finding: &StoredFinding, about: &About<'_>) -> Vec<Cell> {
    vec![
        Cell::text(Some(finding.code.code())),
        Cell::text(Some(finding.code.spec().severity.code())),
        Cell::text(Some(finding.code.zh())),
        Cell::text(Some(about.kind)),
        Cell::text(Some(about.record)),
        Cell::text((!about.place.is_empty()).then_some(about.place)),
        text(&finding.detail),
    ]
}
