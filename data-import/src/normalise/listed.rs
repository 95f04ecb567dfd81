//! Rows of lists that are neither of persons nor of spaces: visits and employees.

use super::address;
use super::place::Place;
use super::view::RowView;
use crate::facts::{EmployeeFacts, VisitFacts};
use crate::field::FieldCode as F;
use louce_domain::credit_code::read_credit_code;
use louce_domain::name::{read_name, split_people};

/// The visit of a row.
pub(crate) fn visit(view: &mut RowView<'_>, place: &Place) -> VisitFacts {
    let met = view.text(F::Met).as_deref().map(split_people).unwrap_or_default();
    let met = met.into_iter().filter_map(|person| person.name).collect();
    VisitFacts { address: address::read(view, place), met }
}

/// The employee of a row; none without organisation and name.
pub(crate) fn employee(view: &mut RowView<'_>, place: &Place) -> Option<EmployeeFacts> {
    let organisation = view.text(F::OrgName)?;
    let name = read_name(&view.own_text(F::Name)?).name?;
    Some(EmployeeFacts {
        organisation,
        uscc: view.text(F::OrgUscc).and_then(|code| read_credit_code(&code).text),
        name,
        id: view.id(F::CitizenId, "id"),
        phones: view.phones(F::Phone),
        address: address::read(view, place),
    })
}
