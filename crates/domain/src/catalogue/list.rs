//! Every code list of the register by its name.

use crate::care::{CareKind, ConsentBy};
use crate::citizen_id::CitizenIdState;
use crate::code_list::CodeList;
use crate::credit_code::CreditCodeState;
use crate::document::DocumentType;
use crate::household::HouseholdKind;
use crate::identity_link::IdentityVerdict;
use crate::inspection::HazardKind;
use crate::organisation::{OrganisationKind, PlaceKind, PresenceRole};
use crate::person::{Education, MaritalStatus};
use crate::population_class::{PopulationClass, ResidenceMatch};
use crate::purpose::Purpose;
use crate::relation::RelationCode;
use crate::sex::Sex;
use crate::space::{BuildingUse, RoomEndReason, RoomState};
use crate::space_address::{AddressRole, PlateKind, PlateState};
use crate::space_kind::SpaceKind;
use crate::stay::{ComingPurpose, DwellingKind, EndReason, InflowReason, PermitKind, RelationToOwner, StayRole};
use crate::succession::SuccessionKind;
use crate::tenancy::{RentalHazard, RentalUse, TenancyEndReason};
use crate::visit::VisitPurpose;
use std::sync::LazyLock;

/// A code list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListMeta {
    /// Name: `building_use`.
    pub name: &'static str,
    /// Entries in the order of the standard.
    pub entries: Vec<ListEntry>,
}

/// An entry of a code list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListEntry {
    /// Code as stored.
    pub code: &'static str,
    /// Chinese.
    pub zh: &'static str,
    /// English; the Chinese word where the list has no English.
    pub en: &'static str,
}

static LISTS: LazyLock<Vec<ListMeta>> = LazyLock::new(|| {
    vec![
        read::<AddressRole>("address_role"),
        read::<BuildingUse>("building_use"),
        read::<CareKind>("care_kind"),
        read::<CitizenIdState>("citizen_id_state"),
        read::<ComingPurpose>("coming_purpose"),
        read::<ConsentBy>("consent_by"),
        read::<CreditCodeState>("credit_code_state"),
        read::<DocumentType>("document_type"),
        read::<DwellingKind>("dwelling_kind"),
        read::<Education>("education"),
        read::<EndReason>("end_reason"),
        read::<HazardKind>("hazard_kind"),
        read::<HouseholdKind>("household_kind"),
        read::<IdentityVerdict>("identity_verdict"),
        read::<InflowReason>("inflow_reason"),
        read::<MaritalStatus>("marital_status"),
        read::<OrganisationKind>("organisation_kind"),
        read::<PermitKind>("permit_kind"),
        read::<PlaceKind>("place_kind"),
        read::<PlateKind>("plate_kind"),
        read::<PlateState>("plate_state"),
        read::<PopulationClass>("population_class"),
        read::<PresenceRole>("presence_role"),
        read::<Purpose>("purpose"),
        relations(),
        read::<RelationToOwner>("relation_to_owner"),
        read::<RentalHazard>("rental_hazard"),
        read::<RentalUse>("rental_use"),
        read::<ResidenceMatch>("residence_match"),
        read::<RoomEndReason>("room_end_reason"),
        read::<RoomState>("room_state"),
        read::<Sex>("sex"),
        read::<SpaceKind>("space_kind"),
        read::<StayRole>("stay_role"),
        read::<SuccessionKind>("succession_kind"),
        read::<TenancyEndReason>("tenancy_end_reason"),
        read::<VisitPurpose>("visit_purpose"),
    ]
});

/// Every code list, by name.
pub fn lists() -> &'static [ListMeta] {
    &LISTS
}

/// The code list of a name.
pub fn list(name: &str) -> Option<&'static ListMeta> {
    lists().iter().find(|list| list.name == name)
}

fn read<L: CodeList>(name: &'static str) -> ListMeta {
    let entry = |entry: &L| ListEntry { code: entry.entry_code(), zh: entry.entry_zh(), en: entry.entry_en() };
    ListMeta { name, entries: L::entries().iter().map(entry).collect() }
}

/// GB/T 4761 is a table of words, not a type: it has no English.
fn relations() -> ListMeta {
    let entry = |(relation, zh): (RelationCode, &'static str)| ListEntry { code: relation.code(), zh, en: zh };
    ListMeta { name: "relation", entries: RelationCode::all().map(entry).collect() }
}
