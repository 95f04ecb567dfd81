//! Which columns say who somebody is: their values are never remembered.

use louce_import::FieldCode as F;

/// Whether a column of this field holds what says who somebody is, where they live or how they are reached, or the
/// clerk's own words.
pub(super) fn is_personal(field: F) -> bool {
    matches!(
        field,
        F::Name
            | F::FormerName
            | F::CitizenId
            | F::BirthDate
            | F::Phone
            | F::HouseholdNo
            | F::HukouAddr
            | F::ActualResidence
            | F::MovedTo
            | F::Address
            | F::Remark
            | F::PermitNo
            | F::RecordedBy
            | F::Workplace
            | F::NativePlace
            | F::Ethnicity
            | F::OwnerName
            | F::OwnerCitizenId
            | F::OwnerPhone
            | F::OwnerAddress
            | F::SecurityContact
            | F::SecurityCitizenId
            | F::SecurityPhones
            | F::InspectedBy
            | F::OrgLegalRepName
            | F::OrgLegalRepCitizenId
            | F::OrgLegalRepPhone
            | F::OrgSecurityName
            | F::OrgSecurityPhone
            | F::BlockLeaderName
            | F::BlockLeaderPhone
            | F::CertNo
            | F::DeathDate
            | F::ForeignSurname
            | F::ForeignGivenName
            | F::DocumentNumber
            | F::CoTenants
            | F::Visitor
            | F::Met
            | F::VisitContent
            | F::VisitReason
            | F::GridLeader
            | F::GridWorkers
            | F::GridPhones
            | F::InspectionResult
    )
}
