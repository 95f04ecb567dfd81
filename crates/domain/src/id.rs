//! Identifiers: UUIDv7 (RFC 9562), random and ordered by time, so that two workstations never mint the same one.
//!
//! They are the outside name of a record. Storage may use its own row numbers inside.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Mints a UUIDv7 from the time (milliseconds since 1970) and ten random bytes, both handed in by the caller.
pub fn mint_uuid(unix_ms: u64, random: &[u8; 10]) -> Uuid {
    uuid::Builder::from_unix_timestamp_millis(unix_ms, random).into_uuid()
}

macro_rules! record_id {
    ($($(#[$meta:meta])* $name:ident;)+) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { self.0.fmt(f) }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> { Uuid::parse_str(text).map(Self) }
        }

        impl $crate::field::FieldValue for $name {
            fn to_field(&self) -> Option<String> { Some(self.to_string()) }
            fn from_field(text: Option<&str>) -> Result<Self, $crate::field::FieldError> {
                let text = text.map(str::trim).filter(|t| !t.is_empty()).ok_or($crate::field::FieldError::Required)?;
                text.parse().map_err(|_| $crate::field::FieldError::Invalid { expected: "identifier".to_owned(), text: text.to_owned() })
            }
        }

        impl From<Uuid> for $name {
            fn from(uuid: Uuid) -> Self { Self(uuid) }
        }
    )+};
}

record_id! {
    /// A site (小区 / 院).
    SiteId;
    /// A building (楼幢 / 实体).
    BuildingId;
    /// A room (房间 / 户室).
    RoomId;
    /// A person (人员).
    PersonId;
    /// A stay of a person at a place (居住登记).
    StayId;
    /// An organisation (单位).
    OrganisationId;
    /// The presence of an organisation at a place (单位地址登记).
    PresenceId;
    /// A dated address of a space (地址登记).
    SpaceAddressId;
    /// A grid (网格).
    GridId;
    /// A document of a person (证件).
    DocumentId;
    /// A household (户).
    HouseholdId;
    /// A relation between two persons (亲属关系).
    KinshipId;
    /// A tenancy (租赁登记).
    TenancyId;
    /// An inspection (检查登记).
    InspectionId;
    /// An employment (从业登记).
    EmploymentId;
    /// A visit (走访).
    VisitId;
    /// A person met on a visit (见面人员).
    EncounterId;
    /// A care note (关爱).
    CareNoteId;
    /// The protection of an address (住址保护).
    ProtectionId;
    /// The finding that two records are, or are not, one person (同人关联).
    IdentityLinkId;
    /// What became of a room (房屋沿革).
    SuccessionId;
    /// A batch of changes made together (批次): an import, the demo community.
    BatchId;
    /// A user of the register (用户).
    UserId;
}
