//! What makes a record the one it is: the area and the records it is given for good.

use louce_domain::care::{CareNote, Protection};
use louce_domain::change::RecordRef;
use louce_domain::document::Document;
use louce_domain::employment::Employment;
use louce_domain::field::RecordKind;
use louce_domain::grid::Grid;
use louce_domain::household::Household;
use louce_domain::identity_link::IdentityLink;
use louce_domain::inspection::Inspection;
use louce_domain::kinship::Kinship;
use louce_domain::organisation::{Organisation, Presence};
use louce_domain::person::Person;
use louce_domain::space::{Building, Room, Site};
use louce_domain::space_address::SpaceAddress;
use louce_domain::stay::Stay;
use louce_domain::succession::Succession;
use louce_domain::tenancy::Tenancy;
use louce_domain::visit::{Encounter, Visit};
use louce_store::Record;
use louce_wire::RpcError;
use uuid::Uuid;

/// A record as it begins.
pub trait Given: Record {
    /// The names of the records it is given for good.
    const GIVEN: &'static [&'static str];

    /// Those records, by name.
    fn given(&self) -> Vec<(&'static str, RecordRef)>;

    /// Its identifier.
    fn id(&self) -> Uuid;

    /// A record of which nothing is known but what it is given; `read` gives the identifier that goes by a name.
    ///
    /// # Errors
    /// What `read` ends in.
    fn begun(
        id: Uuid,
        area: &str,
        read: &mut dyn FnMut(&'static str, RecordKind) -> Result<Uuid, RpcError>,
    ) -> Result<Self, RpcError>;
}

macro_rules! given {
    ($($record:ident $(in $area:ident)? { $($name:ident: $kind:ident),* };)+) => {$(
        impl Given for $record {
            const GIVEN: &'static [&'static str] = &[$(stringify!($name)),*];

            fn given(&self) -> Vec<(&'static str, RecordRef)> {
                vec![$((stringify!($name), RecordRef { kind: RecordKind::$kind, id: self.$name.0 })),*]
            }

            fn id(&self) -> Uuid {
                self.id.0
            }

            #[allow(unused_variables, reason = "not every kind has an area, not every kind is given a record")]
            fn begun(
                id: Uuid,
                area: &str,
                read: &mut dyn FnMut(&'static str, RecordKind) -> Result<Uuid, RpcError>,
            ) -> Result<Self, RpcError> {
                $(let $area = area.to_owned();)?
                Ok(Self::blank(id.into() $(, $area)? $(, read(stringify!($name), RecordKind::$kind)?.into())*))
            }
        }
    )+};
}

given! {
    Site in area {};
    Building in area {};
    Room { building: Building };
    Person in area {};
    Stay { person: Person };
    Organisation in area {};
    Presence { organisation: Organisation };
    SpaceAddress {};
    Grid in area {};
    Document { person: Person };
    Household in area {};
    Kinship { person: Person, relative: Person };
    Tenancy in area {};
    Inspection in area {};
    Employment { organisation: Organisation };
    Visit in area {};
    Encounter { visit: Visit, person: Person };
    CareNote { person: Person };
    Protection { person: Person };
    IdentityLink { person: Person, other: Person };
    Succession { from_room: Room, to_room: Room };
}
