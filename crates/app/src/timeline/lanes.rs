//! Which records lie in which lane of whose timeline, as data.

use louce_domain::field::RecordKind::{self, Building, Organisation, Person, Room};

/// How the records of a lane name the one asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Naming {
    /// In a reference.
    Field(&'static str),
    /// By being at exactly that place.
    Place,
    /// By being anywhere in that building.
    Within,
}

/// Records of one kind in one lane.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lane {
    /// Whose timeline.
    pub(super) of: RecordKind,
    /// The lane.
    pub(super) lane: &'static str,
    /// The records.
    pub(super) record: RecordKind,
    /// How they name the one asked for.
    pub(super) naming: Naming,
    /// Where a click leads: the first of these links that the record has.
    pub(super) leads_to: &'static [&'static str],
}

const fn lane(
    of: RecordKind,
    lane: &'static str,
    record: RecordKind,
    naming: Naming,
    leads_to: &'static [&'static str],
) -> Lane {
    Lane { of, lane, record, naming, leads_to }
}

use Naming::{Field, Place, Within};

/// Every lane but stays at a place, which are called by their person, and what is told of the space itself.
pub(super) const LANES: &[Lane] = &[
    lane(Person, "stay", RecordKind::Stay, Field("person"), &["place"]),
    lane(Person, "document", RecordKind::Document, Field("person"), &["person"]),
    lane(Person, "tenancy", RecordKind::Tenancy, Field("landlord_person"), &["place"]),
    lane(Person, "tenancy", RecordKind::Tenancy, Field("tenant_person"), &["place"]),
    lane(Person, "employment", RecordKind::Employment, Field("person"), &["organisation"]),
    lane(Organisation, "presence", RecordKind::Presence, Field("organisation"), &["place"]),
    lane(Organisation, "employment", RecordKind::Employment, Field("organisation"), &["person"]),
    lane(Organisation, "tenancy", RecordKind::Tenancy, Field("landlord_organisation"), &["place"]),
    lane(Organisation, "tenancy", RecordKind::Tenancy, Field("tenant_organisation"), &["place"]),
    lane(Organisation, "inspection", RecordKind::Inspection, Field("organisation"), &["place"]),
    lane(Room, "space", RecordKind::SpaceAddress, Place, &["place"]),
    lane(Room, "tenancy", RecordKind::Tenancy, Place, &["tenant_person", "tenant_organisation"]),
    lane(Room, "presence", RecordKind::Presence, Place, &["organisation"]),
    lane(Room, "visit", RecordKind::Visit, Place, &["met"]),
    lane(Room, "inspection", RecordKind::Inspection, Place, &["organisation", "tenancy"]),
    lane(Building, "space", RecordKind::SpaceAddress, Place, &["place"]),
    lane(Building, "tenancy", RecordKind::Tenancy, Within, &["place"]),
    lane(Building, "presence", RecordKind::Presence, Within, &["organisation"]),
    lane(Building, "visit", RecordKind::Visit, Within, &["place"]),
    lane(Building, "inspection", RecordKind::Inspection, Within, &["organisation", "place"]),
];
