//! A record and what it is linked with (关联图): address – building – room – person – household – relative – landlord and
//! tenant – organisation – employee – visit – batch. Every link can be walked from either end.

mod links;
mod walk;

use crate::asking::{Asking, stored};
use crate::permission::Operation;
use crate::record::Listing;
use crate::rows::Disclosure;
use crate::{ids, refusal};
use louce_domain::change::RecordRef;
use louce_domain::field::RecordKind;
use louce_domain::id::BatchId;
use louce_wire::{GraphEdge, GraphNode, NeighbourhoodView, RpcError};
use std::collections::HashSet;
use walk::{Link, Node, Walk};

/// The most nodes one picture holds: more cannot be read.
const MOST_NODES: usize = 60;
/// The most nodes that one neighbour adds to the second ring.
const MOST_BEYOND: usize = 6;

/// A neighbourhood: the neighbours of a record and, as far as there is room, theirs. Masked it is a look; revealed it is
/// a look-up of persons. Both are audited.
///
/// # Errors
/// When the role does not allow it, the record is not there, or its kind is no node of the graph.
pub fn neighbourhood(
    asking: Asking<'_>,
    kind: &str,
    id: &str,
    disclosure: Disclosure,
) -> Result<NeighbourhoodView, RpcError> {
    let permit = asking.permit(match disclosure {
        Disclosure::Masked => Operation::ViewRoom,
        Disclosure::Revealed => Operation::RevealPersons,
    })?;
    let start = node(kind, id)?;
    permit.look_audited(|reader, seen| {
        if let Node::Record(record) = start {
            seen.record(record);
        }
        let walk = Walk { list: Listing::for_asking(reader, asking, disclosure, None) };
        let picture = Picture::around(&walk, start)?;
        match disclosure {
            Disclosure::Masked => seen.count(u64::try_from(picture.nodes.len()).unwrap_or(u64::MAX)),
            Disclosure::Revealed => picture.persons().for_each(|person| seen.record(person)),
        }
        picture.view(&walk)
    })
}

fn node(kind: &str, id: &str) -> Result<Node, RpcError> {
    if kind == "batch" {
        return Ok(Node::Batch(ids::read::<BatchId>(id)?));
    }
    let known = kind.parse::<RecordKind>().ok().filter(|kind| links::is_node(*kind));
    let kind = known.ok_or_else(|| {
        let zh = format!("“{kind}”没有关联图，请从楼幢、房间、人员、户、单位、租赁或走访打开。");
        let en =
            format!("There is no graph around a “{kind}”: open it from a place, person, household or organisation.");
        refusal::invalid(zh, en).about("kind")
    })?;
    Ok(Node::Record(RecordRef { kind, id: ids::read(id)? }))
}

/// The nodes and edges gathered so far.
struct Picture {
    nodes: Vec<(Node, u8)>,
    known: HashSet<Node>,
    edges: Vec<Link>,
    more: usize,
}

impl Picture {
    fn around(walk: &Walk<'_>, start: Node) -> Result<Self, RpcError> {
        let mut picture = Self { nodes: Vec::new(), known: HashSet::new(), edges: Vec::new(), more: 0 };
        picture.add(start, 0);
        let ring = walk.neighbours(start)?;
        picture.more = ring.left_out;
        for link in ring.links {
            let far = link.other_than(start);
            if picture.known.contains(&far) || picture.nodes.len() < MOST_NODES {
                picture.add(far, 1);
                picture.connect(link);
            } else {
                picture.more += 1;
            }
        }
        let first: Vec<Node> = picture.nodes.iter().skip(1).map(|(node, _)| *node).collect();
        for near in first {
            picture.look_beyond(walk, near)?;
        }
        Ok(picture)
    }

    /// Adds what a neighbour is linked with. Of what gathers many, only the links among those already there.
    fn look_beyond(&mut self, walk: &Walk<'_>, near: Node) -> Result<(), RpcError> {
        if near.gathers_many() {
            return Ok(());
        }
        let mut added = 0;
        for link in walk.neighbours(near)?.links {
            let far = link.other_than(near);
            if self.known.contains(&far) {
                self.connect(link);
            } else if added < MOST_BEYOND && self.nodes.len() < MOST_NODES {
                added += 1;
                self.add(far, 2);
                self.connect(link);
            }
        }
        Ok(())
    }

    fn add(&mut self, node: Node, distance: u8) {
        if self.known.insert(node) {
            self.nodes.push((node, distance));
        }
    }

    fn connect(&mut self, link: Link) {
        if !self.edges.contains(&link) {
            self.edges.push(link);
        }
    }

    /// The persons in it, but whoever stands in its middle.
    fn persons(&self) -> impl Iterator<Item = RecordRef> {
        self.nodes.iter().skip(1).filter_map(|(node, _)| match node {
            Node::Record(record) if record.kind == RecordKind::Person => Some(*record),
            _ => None,
        })
    }

    fn view(self, walk: &Walk<'_>) -> Result<NeighbourhoodView, RpcError> {
        let shown = |(node, distance): &(Node, u8)| {
            Ok(GraphNode {
                kind: node.kind().to_owned(),
                id: node.id().to_string(),
                title: walk.title(*node)?,
                distance: *distance,
            })
        };
        Ok(NeighbourhoodView {
            nodes: self.nodes.iter().map(shown).collect::<Result<_, RpcError>>()?,
            edges: self.edges.iter().map(edge).collect(),
            more: u32::try_from(self.more).unwrap_or(u32::MAX),
        })
    }
}

fn edge(link: &Link) -> GraphEdge {
    GraphEdge {
        from: link.from.id().to_string(),
        to: link.to.id().to_string(),
        zh: link.zh.to_owned(),
        en: link.en.to_owned(),
        ended: link.ended,
    }
}

impl Walk<'_> {
    /// What a node is called.
    fn title(&self, node: Node) -> Result<String, RpcError> {
        match node {
            Node::Record(record) => Ok(self.list.link("", record)?.title),
            Node::Batch(id) => {
                let batch = self.list.reader.batch(id).map_err(stored)?;
                Ok(batch.ok_or_else(|| refusal::no_such_record("batch"))?.label)
            }
        }
    }
}
