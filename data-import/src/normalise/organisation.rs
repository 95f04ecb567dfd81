//! Organisations.

use super::place::Place;
use super::view::RowView;
use super::{address, value};
use crate::facts::{ContactFacts, OrganisationFacts};
use crate::field::FieldCode as F;
use louce_domain::credit_code::{CreditCodeState, read_credit_code};
use louce_domain::name::read_name;

/// Reads the organisation of a row; none without a name.
pub(crate) fn read(view: &mut RowView<'_>, place: &Place) -> Option<OrganisationFacts> {
    let name = view.own_text(F::OrgName)?;
    let (uscc, uscc_state) = credit_code(view);
    let kind_text = view.text(F::OrgKind);
    Some(OrganisationFacts {
        name,
        uscc,
        uscc_state,
        kind: kind_text.as_deref().and_then(value::organisation_kind),
        kind_text,
        industry: view.text(F::OrgIndustry),
        address: address::read(view, place),
        legal_rep: contact(
            view,
            F::OrgLegalRepName,
            Some((F::OrgLegalRepCitizenId, "legal_rep_id")),
            F::OrgLegalRepPhone,
        ),
        staff: view.count(F::OrgStaff),
        security_contact: contact(view, F::OrgSecurityName, None, F::OrgSecurityPhone),
        hazmat: view.flag(F::OrgHazmat),
        hazard: view.text(F::Hazard),
        inspected_on: view.date(F::InspectedOn),
        inspected_by: view.text(F::InspectedBy),
        remark: view.text(F::Remark),
    })
}

fn credit_code(view: &mut RowView<'_>) -> (Option<String>, CreditCodeState) {
    let raw = view.own_text(F::OrgUscc).unwrap_or_default();
    let reading = read_credit_code(&raw);
    if view.has_column(F::OrgUscc) {
        let code = match reading.state {
            CreditCodeState::Ok => None,
            CreditCodeState::BadChecksum => Some("uscc_bad_checksum"),
            CreditCodeState::RegistrationNumber15 => Some("uscc_15_digit"),
            CreditCodeState::OrganisationCode9 => Some("uscc_9_digit"),
            CreditCodeState::PrecisionLost => Some("uscc_precision_lost"),
            CreditCodeState::Malformed => Some("uscc_malformed"),
            CreditCodeState::Missing => Some("uscc_missing"),
        };
        if let Some(code) = code {
            view.find(code, F::OrgUscc);
        }
        if let Some(text) = reading.text.as_deref().filter(|text| *text != raw) {
            view.step(F::OrgUscc, text, "uscc_cleaned");
        }
    }
    (reading.text, reading.state)
}

/// A contact of a row: name, id where the ledger has a column for it, phones.
pub(crate) fn contact(view: &mut RowView<'_>, name: F, id: Option<(F, &str)>, phone: F) -> Option<ContactFacts> {
    let raw = view.own_text(name)?;
    let named = read_name(&raw).name?;
    if named != raw {
        view.step(name, &named, "name_normalised");
    }
    let id = id.filter(|(field, _)| view.has_column(*field)).map(|(field, prefix)| view.id(field, prefix));
    Some(ContactFacts { name: named, id, phones: view.phones(phone) })
}
