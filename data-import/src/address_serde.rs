//! Serialised form of the domain's address parts, which know no serialisation of their own.

use louce_domain::address::{AddressParts, AddressReading};
use louce_domain::space_kind::SpaceKind;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

#[derive(Serialize, Deserialize)]
#[serde(remote = "AddressParts")]
struct Mirror {
    division_text: Option<String>,
    road: Option<String>,
    door_no: Option<String>,
    site: Option<String>,
    building: Option<String>,
    unit: Option<String>,
    floor: Option<i16>,
    room: Option<String>,
    sub_room: Option<String>,
    space_kind: Option<SpaceKind>,
    rest: String,
    reading: AddressReading,
}

pub(crate) fn serialize<S: Serializer>(parts: &AddressParts, serializer: S) -> Result<S::Ok, S::Error> {
    Mirror::serialize(parts, serializer)
}

pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<AddressParts, D::Error> {
    Mirror::deserialize(deserializer)
}
