//! One step in the graph: what a record names, and what names it. Both come from the same table, so that each step can be
//! walked back.

use super::links::{End, LINKS, LinkKind, MADE_BY, NODES};
use crate::asking::stored;
use crate::record::Listing;
use crate::record::given::Given;
use crate::record::row::{record_of, span_of};
use louce_domain::change::RecordRef;
use louce_domain::field::RecordKind;
use louce_domain::id::{BatchId, BuildingId, PersonId, RoomId, SiteId};
use louce_domain::space::Place;
use louce_domain::with_kind;
use louce_wire::RpcError;
use uuid::Uuid;

/// The most records of a batch that are its neighbours.
const MOST_OF_BATCH: u32 = 80;

/// A node.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Node {
    /// A record.
    Record(RecordRef),
    /// An import batch.
    Batch(BatchId),
}

impl Node {
    pub(super) const fn kind(self) -> &'static str {
        match self {
            Self::Record(record) => record.kind.code(),
            Self::Batch(_) => "batch",
        }
    }

    pub(super) const fn id(self) -> Uuid {
        match self {
            Self::Record(record) => record.id,
            Self::Batch(id) => id.0,
        }
    }

    /// Whether it ties together so many that they say nothing of each other.
    pub(super) const fn gathers_many(self) -> bool {
        matches!(self, Self::Batch(_) | Self::Record(RecordRef { kind: RecordKind::Building | RecordKind::Site, .. }))
    }
}

/// A link between two nodes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Link {
    pub(super) from: Node,
    pub(super) to: Node,
    pub(super) zh: &'static str,
    pub(super) en: &'static str,
    pub(super) ended: bool,
}

impl Link {
    pub(super) fn other_than(&self, node: Node) -> Node {
        if self.from == node { self.to } else { self.from }
    }
}

/// The links of one node.
pub(super) struct Ring {
    pub(super) links: Vec<Link>,
    /// How many more there are that were not read.
    pub(super) left_out: usize,
}

/// Walks the graph for whoever asks.
pub(super) struct Walk<'w> {
    pub(super) list: Listing<'w>,
}

impl Walk<'_> {
    /// The links of a node, open ones before ended ones of each kind.
    pub(super) fn neighbours(&self, node: Node) -> Result<Ring, RpcError> {
        match node {
            Node::Batch(id) => self.made_by(id),
            Node::Record(record) => {
                let mut links = Vec::new();
                for kind in LINKS {
                    let mut of_kind = self.links_of(kind, record)?;
                    of_kind.sort_by_key(|link| link.ended);
                    links.extend(of_kind);
                }
                let batch = self.list.reader.batch_that_made(record).map_err(stored)?;
                links.extend(batch.map(|batch| made(record, batch)));
                Ok(Ring { links, left_out: 0 })
            }
        }
    }

    fn made_by(&self, id: BatchId) -> Result<Ring, RpcError> {
        let mut ring = Ring { links: Vec::new(), left_out: 0 };
        for kind in NODES {
            let (records, made_in_all) = self.list.reader.made_by_batch(id, *kind, MOST_OF_BATCH).map_err(stored)?;
            ring.left_out += usize::try_from(made_in_all).unwrap_or(usize::MAX).saturating_sub(records.len());
            ring.links.extend(records.into_iter().map(|record| made(record, id)));
        }
        Ok(ring)
    }

    fn links_of(&self, kind: &LinkKind, of: RecordRef) -> Result<Vec<Link>, RpcError> {
        with_kind!(kind.record, R => self.links_in::<R>(kind, of))
    }

    /// The links of a kind that a record makes itself, and those that name it from either end.
    fn links_in<R: Given>(&self, kind: &LinkKind, of: RecordRef) -> Result<Vec<Link>, RpcError> {
        let mut records: Vec<R> = Vec::new();
        for end in [kind.from, kind.to] {
            records.extend(self.making::<R>(end, of)?);
        }
        let mut links: Vec<Link> = Vec::new();
        for record in &records {
            if let Some(link) = self.link(kind, record)?
                && !links.contains(&link)
            {
                links.push(link);
            }
        }
        Ok(links)
    }

    /// The records that have a node at one end.
    fn making<R: Given>(&self, end: End, of: RecordRef) -> Result<Vec<R>, RpcError> {
        let reader = self.list.reader;
        let found = match end {
            End::Itself if of.kind == R::KIND => reader.record(of.id).map(|record| vec![record]),
            End::Field(name, kind) if of.kind == kind => reader.records_naming(name, of),
            End::Place => place_of(of).map_or(Ok(Vec::new()), |place| reader.records_at(place)),
            End::Itself | End::Field(..) => Ok(Vec::new()),
        };
        found.map_err(stored)
    }

    /// The link that a record makes, where it has both ends and may be told.
    fn link<R: Given>(&self, kind: &LinkKind, record: &R) -> Result<Option<Link>, RpcError> {
        let (Some(from), Some(to)) = (self.end(kind.from, record)?, self.end(kind.to, record)?) else {
            return Ok(None);
        };
        for person in [from, to].into_iter().filter(|end| kind.whereabouts && end.kind == RecordKind::Person) {
            if self.list.withholds(PersonId(person.id))? {
                return Ok(None);
            }
        }
        let [zh, en] = kind.words;
        let ended = span_of(record).ended && !matches!(R::KIND, RecordKind::Encounter | RecordKind::Succession);
        Ok(Some(Link { from: Node::Record(from), to: Node::Record(to), zh, en, ended }))
    }

    fn end<R: Given>(&self, end: End, record: &R) -> Result<Option<RecordRef>, RpcError> {
        let id = match end {
            End::Itself => return Ok(Some(RecordRef { kind: R::KIND, id: record.id() })),
            End::Place => {
                let place = text_of(record, "place").and_then(|text| text.parse::<Place>().ok());
                return Ok(place.and_then(record_of));
            }
            // A building's site stands beside its fields.
            End::Field("site", _) => {
                self.list.reader.building(BuildingId(record.id())).map_err(stored)?.site.map(|site| site.0)
            }
            End::Field(name, _) => {
                let given = record.given().into_iter().find(|(given, _)| *given == name).map(|(_, to)| to.id);
                given.or_else(|| text_of(record, name).and_then(|text| Uuid::parse_str(&text).ok()))
            }
        };
        let kind = if let End::Field(_, kind) = end { Some(kind) } else { None };
        Ok(kind.zip(id).map(|(kind, id)| RecordRef { kind, id }))
    }
}

fn made(record: RecordRef, batch: BatchId) -> Link {
    let [zh, en] = MADE_BY;
    Link { from: Node::Record(record), to: Node::Batch(batch), zh, en, ended: false }
}

fn place_of(of: RecordRef) -> Option<Place> {
    Some(match of.kind {
        RecordKind::Room => Place::Room(RoomId(of.id)),
        RecordKind::Building => Place::Building(BuildingId(of.id)),
        RecordKind::Site => Place::Site(SiteId(of.id)),
        _ => return None,
    })
}

fn text_of<R: Given>(record: &R, name: &str) -> Option<String> {
    record.fields().into_iter().find(|(field, _)| *field == name).and_then(|(_, text)| text)
}
