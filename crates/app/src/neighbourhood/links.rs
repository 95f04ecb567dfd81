//! The links of the graph, as data: which record ties which two nodes together, and what the tie is called.

use louce_domain::field::RecordKind::{
    self, Building, Employment, Encounter, Household, IdentityLink, Inspection, Kinship, Organisation, Person,
    Presence, Room, Site, SpaceAddress, Stay, Succession, Tenancy, Visit,
};

/// One end of a link, in the record that makes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// The record itself.
    Itself,
    /// The record a reference names.
    Field(&'static str, RecordKind),
    /// The place: a room, building or site.
    Place,
}

/// A kind of link.
#[derive(Debug, Clone, Copy)]
pub(super) struct LinkKind {
    /// The record that makes it.
    pub(super) record: RecordKind,
    /// From.
    pub(super) from: End,
    /// To.
    pub(super) to: End,
    /// Chinese and English name.
    pub(super) words: [&'static str; 2],
    /// Whether it says where a person can be found: not told of one whose address is protected.
    pub(super) whereabouts: bool,
}

const fn link(record: RecordKind, from: End, to: End, words: [&'static str; 2]) -> LinkKind {
    LinkKind { record, from, to, words, whereabouts: false }
}

const fn whereabouts(record: RecordKind, from: End, to: End, words: [&'static str; 2]) -> LinkKind {
    LinkKind { record, from, to, words, whereabouts: true }
}

use End::{Field, Itself, Place};

/// Every link but that to the batch a record came from. The nearest come first: what is left out is what is far.
pub(super) const LINKS: &[LinkKind] = &[
    whereabouts(Stay, Field("person", Person), Place, ["居住", "lives at"]),
    whereabouts(Stay, Field("person", Person), Field("household", Household), ["同户", "of the household"]),
    whereabouts(Household, Itself, Field("head", Person), ["户主", "head"]),
    link(Household, Itself, Place, ["住址", "home"]),
    link(Kinship, Field("person", Person), Field("relative", Person), ["亲属", "relative"]),
    link(IdentityLink, Field("person", Person), Field("other", Person), ["同人关联", "same person?"]),
    link(Room, Itself, Field("building", Building), ["所在楼幢", "in building"]),
    link(Room, Itself, Field("parent_room", Room), ["隔断自", "part of"]),
    link(Succession, Field("from_room", Room), Field("to_room", Room), ["沿革", "became"]),
    whereabouts(Room, Itself, Field("owner_person", Person), ["房主", "owner"]),
    link(Room, Itself, Field("owner_organisation", Organisation), ["房主", "owner"]),
    link(Tenancy, Itself, Place, ["出租房屋", "lets"]),
    whereabouts(Tenancy, Itself, Field("landlord_person", Person), ["出租人", "landlord"]),
    link(Tenancy, Itself, Field("landlord_organisation", Organisation), ["出租人", "landlord"]),
    whereabouts(Tenancy, Itself, Field("tenant_person", Person), ["承租人", "tenant"]),
    link(Tenancy, Itself, Field("tenant_organisation", Organisation), ["承租人", "tenant"]),
    link(Presence, Field("organisation", Organisation), Place, ["单位地址", "address of"]),
    link(Employment, Field("organisation", Organisation), Field("person", Person), ["从业", "employs"]),
    whereabouts(Encounter, Field("visit", Visit), Field("person", Person), ["见面", "met"]),
    link(Visit, Itself, Place, ["走访", "visit to"]),
    link(Inspection, Itself, Place, ["检查", "inspection of"]),
    link(Inspection, Itself, Field("tenancy", Tenancy), ["检查", "inspection of"]),
    link(Inspection, Itself, Field("organisation", Organisation), ["检查", "inspection of"]),
    link(SpaceAddress, Itself, Place, ["地址", "address of"]),
    link(Building, Itself, Field("site", Site), ["所在小区", "in site"]),
];

/// What the link between a record and the batch that made it is called.
pub(super) const MADE_BY: [&str; 2] = ["来自批次", "from batch"];

/// The kinds that are nodes of the graph; the others are ties between them.
pub(super) const NODES: &[RecordKind] =
    &[Person, Household, Organisation, Tenancy, Visit, Inspection, Room, Building, Site, SpaceAddress];

/// Whether a kind of record is a node.
pub(super) fn is_node(kind: RecordKind) -> bool {
    NODES.contains(&kind)
}
