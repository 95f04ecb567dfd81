//! The records that a ledger row brings beside persons, stays and organisations, in one type for plans.

use louce_domain::document::Document;
use louce_domain::employment::Employment;
use louce_domain::field::{Fielded, RecordKind};
use louce_domain::grid::Grid;
use louce_domain::household::Household;
use louce_domain::identity_link::IdentityLink;
use louce_domain::inspection::Inspection;
use louce_domain::organisation::Presence;
use louce_domain::space::{Place, Room, Site};
use louce_domain::space_address::SpaceAddress;
use louce_domain::tenancy::Tenancy;
use louce_domain::visit::{Encounter, Visit};
use uuid::Uuid;

/// What records of a kind are looked up by.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Key {
    /// Where they are.
    Place(Place),
    /// The record they belong to, or are.
    Of(Uuid),
    /// A number or the words of an address.
    Text(String),
}

impl Key {
    /// A place, or the words where it leads nowhere.
    pub fn at(place: Place, raw_address: &str) -> Self {
        if place == Place::Unmatched { Self::Text(raw_address.to_owned()) } else { Self::Place(place) }
    }
}

/// A record that can be taken out of a [`Linked`].
pub trait Part: Fielded + Clone + PartialEq + 'static {
    /// The record, where it is one of this kind.
    fn of(linked: &Linked) -> Option<&Self>;
    /// The record as a part of a plan.
    fn linked(self) -> Linked;
}

macro_rules! linked {
    ($($kind:ident)+) => {
        /// A record of any of these kinds.
        #[derive(Debug, Clone, PartialEq)]
        #[expect(clippy::large_enum_variant, reason = "a plan holds few of each, behind the steps of a row")]
        pub enum Linked {
            $(
                #[doc = stringify!($kind)]
                $kind($kind),
            )+
        }

        impl Linked {
            /// Its identifier.
            pub fn id(&self) -> Uuid {
                match self { $(Self::$kind(record) => record.id.0,)+ }
            }

            /// Its kind.
            pub fn kind(&self) -> RecordKind {
                match self { $(Self::$kind(_) => <$kind as Fielded>::KIND,)+ }
            }
        }

        $(impl Part for $kind {
            fn of(linked: &Linked) -> Option<&Self> {
                match linked {
                    Linked::$kind(record) => Some(record),
                    _ => None,
                }
            }
            fn linked(self) -> Linked {
                Linked::$kind(self)
            }
        })+

        /// Evaluates an expression with the record of a [`Linked`].
        macro_rules! each_linked {
            ($linked:expr, $record:ident => $call:expr) => {
                match $linked { $($crate::import::linked::Linked::$kind($record) => $call,)+ }
            };
        }
        pub(crate) use each_linked;
    };
}

linked! {
    Site Room Presence Tenancy Household Document Inspection Employment Visit Encounter SpaceAddress Grid IdentityLink
}

impl Linked {
    /// What it is looked up by.
    pub fn keys(&self) -> Vec<Key> {
        match self {
            Self::Site(site) => vec![Key::Of(site.id.0)],
            Self::Room(room) => vec![Key::Of(room.id.0)],
            Self::Presence(presence) => vec![Key::Of(presence.organisation.0)],
            Self::Tenancy(tenancy) => vec![Key::at(tenancy.place, &tenancy.raw_address)],
            Self::Household(household) => {
                let number = household.number.clone().map(Key::Text);
                number.into_iter().chain([Key::Place(household.place), Key::Of(household.id.0)]).collect()
            }
            Self::Document(document) => vec![Key::Of(document.person.0)],
            Self::Inspection(inspection) => {
                let of = [inspection.organisation.map(|id| id.0), inspection.tenancy.map(|id| id.0)];
                of.into_iter().flatten().map(Key::Of).collect()
            }
            Self::Employment(employment) => vec![Key::Of(employment.organisation.0)],
            Self::Visit(visit) => vec![Key::at(visit.place, &visit.raw_address)],
            Self::Encounter(encounter) => vec![Key::Of(encounter.visit.0)],
            Self::SpaceAddress(address) => vec![Key::Place(address.place)],
            Self::IdentityLink(link) => vec![Key::Of(link.person.0)],
            Self::Grid(grid) => vec![Key::Text(grid.code.clone()), Key::Text(grid.name.clone())],
        }
    }
}
