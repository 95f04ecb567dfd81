//! Lettings and rooms.

use super::person::{self, owner};
use super::place::Place;
use super::view::RowView;
use super::{address, value};
use crate::facts::{PersonFacts, RoomFacts, TenancyFacts};
use crate::field::FieldCode as F;
use crate::proposal::LedgerKind;
use louce_domain::name::split_people;
use louce_domain::relation::read_relation;

/// Reads the letting of a row.
pub(crate) fn read(view: &mut RowView<'_>, place: &Place) -> TenancyFacts {
    let tenant = person::read(view, place, None).map(as_tenant);
    let owner = owner(view);
    let address = address::read(view, place);
    TenancyFacts {
        rental_no: view.text(F::RentalNo),
        continues: address.inherited && owner.as_ref().is_none_or(|owner| owner.inherited),
        address,
        owner,
        ownership: view.text(F::Ownership),
        rooms_let: view.count(F::RoomsLet),
        area_m2: view.amount(F::AreaM2),
        use_text: view.text(F::Use),
        rent_per_month: view.amount(F::Rent),
        living_count: view.count(F::LivingCount),
        from: view.date(F::StayFrom),
        to: view.date(F::StayTo),
        security_contact: view.text(F::SecurityContact),
        agreement_signed: view.flag(F::AgreementSigned),
        hazard: view.text(F::Hazard),
        inspected_on: view.date(F::InspectedOn),
        inspected_by: view.text(F::InspectedBy),
        remark: view.text(F::Remark),
        tenant: tenant.map(Box::new),
    }
}

/// The column says what the person is to the letting.
fn as_tenant(mut person: PersonFacts) -> PersonFacts {
    if person.stay.relation.is_none() {
        person.stay.relation = Some("承租人".to_owned());
        person.stay.relation_code = read_relation("承租人", None).or_else(|| read_relation("租户", None));
    }
    person
}

/// Reads the room of a row: of a room survey, or a vacant room in a list of persons.
pub(crate) fn read_room(view: &mut RowView<'_>, place: &Place, ledger: LedgerKind) -> RoomFacts {
    let named = view.text(F::Name);
    let people = named.as_deref().map(split_people).unwrap_or_default();
    let tenants: Vec<String> = people.into_iter().filter_map(|person| person.name).collect();
    if ledger == LedgerKind::RoomSurvey && !tenants.is_empty() {
        // The survey knows tenants by name only.
        view.find("id_missing", F::Name);
    }
    let said_empty =
        named.filter(|name| tenants.is_empty() && value::plain(name).starts_with('空')).map(|_| "空置".to_owned());
    RoomFacts {
        address: address::read(view, place),
        room_kind: view.text(F::RoomKind),
        area_m2: view.amount(F::AreaM2),
        structure: view.text(F::Structure),
        owner: owner(view),
        cert_no: view.text(F::CertNo),
        status: view.text(F::RoomStatus).or(said_empty),
        use_text: view.text(F::Use),
        tenants,
        illegal_structure: view.flag(F::IllegalStructure),
        in_grid: view.flag(F::InGrid),
        remark: view.text(F::Remark),
    }
}
