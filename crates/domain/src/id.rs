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
    /// A batch of changes made together (批次): an import, the demo community.
    BatchId;
    /// A user of the register (用户).
    UserId;
}
