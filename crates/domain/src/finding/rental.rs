//! Tenancies and inspections.

use super::written::{end_before_begin, not_listed, words};
use super::{Finding, FindingCode};
use crate::date::PartialDate;
use crate::inspection::Inspection;
use crate::tenancy::Tenancy;

/// A tenancy and its surroundings.
#[derive(Debug, Clone, Copy)]
pub struct TenancyFacts<'a> {
    /// The tenancy.
    pub tenancy: &'a Tenancy,
    /// Whether the landlord, where one of the register, has a document number there.
    pub landlord_has_id: bool,
    /// The latest inspection of it.
    pub last_inspection: Option<PartialDate>,
}

/// What is missing or doubtful in a tenancy. One that has ended is history.
pub fn tenancy(facts: &TenancyFacts<'_>) -> Vec<Finding> {
    let TenancyFacts { tenancy, landlord_has_id, last_inspection } = *facts;
    let mut found: Vec<Finding> = end_before_begin(tenancy.from, tenancy.to).into_iter().collect();
    if !tenancy.is_open() {
        return found;
    }
    if !landlord_has_id && tenancy.landlord_citizen_id.is_none() && tenancy.landlord_organisation.is_none() {
        found.push(Finding::of(FindingCode::LandlordIdMissing));
    }
    if tenancy.responsibility_signed_on.is_none() && tenancy.responsibility_signed != Some(true) {
        found.push(Finding::of(FindingCode::ResponsibilityMissing));
    }
    match tenancy.inspected_on.max(last_inspection).or(tenancy.from) {
        Some(date) => found.extend(
            [FindingCode::RentalInspectionDue, FindingCode::RentalInspectionOverdue]
                .map(|code| Finding::from_date(code, date)),
        ),
        None => found.push(Finding::of(FindingCode::RentalInspectionOverdue)),
    }
    found.extend(tenancy.agreed_until.map(|date| Finding::from_date(FindingCode::TenancyPastAgreed, date)));
    found.extend(not_listed([words(tenancy.rental_use.as_ref()), words(tenancy.hazard.as_ref())]));
    found
}

/// What is missing or doubtful in an inspection.
pub fn inspection(inspection: &Inspection) -> Vec<Finding> {
    let outstanding = inspection.rectify_by.filter(|_| inspection.is_outstanding());
    let hazard = outstanding.map(|date| Finding {
        detail: inspection.hazard.as_ref().map(|hazard| hazard.zh().to_owned()),
        ..Finding::from_date(FindingCode::HazardNotRectified, date)
    });
    hazard.into_iter().chain(not_listed([words(inspection.hazard.as_ref())])).collect()
}
