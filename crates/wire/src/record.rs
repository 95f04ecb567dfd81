//! Records of any kind, as pages list them and forms edit them.

use crate::FieldRow;

/// A record on a page: its fields and what it refers to.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct RecordRow {
    /// Kind: tenancy, visit, document …
    pub kind: String,
    /// Identifier.
    pub id: String,
    /// What to call it, e.g. 护照 E1234****; masked unless the page is revealed.
    pub title: String,
    /// What else tells it apart; empty where nothing does.
    pub subtitle: String,
    /// Since, as exact as known.
    pub from: Option<String>,
    /// Until.
    pub to: Option<String>,
    /// Whether it holds on the day asked for.
    pub open: bool,
    /// Whether the dates leave that open.
    pub possibly: bool,
    /// Fields in record order; references and place are in `links`.
    pub fields: Vec<FieldRow>,
    /// What it refers to.
    pub links: Vec<LinkRow>,
    /// Codes of what is missing or doubtful in it.
    pub findings: Vec<String>,
}

/// A record that another names, or that names it.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct LinkRow {
    /// What it is to the record: a field name (landlord_person, place, met …).
    pub role: String,
    /// Kind of the linked record.
    pub kind: String,
    /// Its identifier.
    pub id: String,
    /// Its title (masked unless revealed).
    pub title: String,
}

/// A record that was written.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct WrittenRecord {
    /// Kind.
    pub kind: String,
    /// Identifier.
    pub id: String,
    /// How many fields changed.
    pub changed: u32,
}

/// Several records written in one command, which can be undone as one.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct WrittenTogether {
    /// What to undo it by.
    pub batch_id: String,
    /// The records.
    pub records: Vec<WrittenRecord>,
}

/// What was when: the dated records about a room, a person or an organisation, earliest first.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct TimelineView {
    /// Entries.
    pub entries: Vec<TimelineEntry>,
}

/// One dated record on a timeline.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct TimelineEntry {
    /// Kind of record.
    pub kind: String,
    /// Identifier.
    pub id: String,
    /// Which band it lies in: stay, tenancy, presence, employment, visit, inspection, space, document.
    pub lane: String,
    /// Title (masked unless revealed).
    pub title: String,
    /// Since; none: unknown.
    pub from: Option<String>,
    /// Until; none: open, or unknown when `ended`.
    pub to: Option<String>,
    /// Whether it has ended.
    pub ended: bool,
    /// Where a click leads.
    pub link: Option<LinkRow>,
}

/// A record and what it is linked with, for a small graph.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct NeighbourhoodView {
    /// Nodes; the first is the record asked for.
    pub nodes: Vec<GraphNode>,
    /// Edges.
    pub edges: Vec<GraphEdge>,
    /// How many neighbours were left out.
    pub more: u32,
}

/// A node.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct GraphNode {
    /// Kind.
    pub kind: String,
    /// Identifier.
    pub id: String,
    /// Title (masked unless revealed).
    pub title: String,
    /// Steps from the record asked for.
    pub distance: u8,
}

/// An edge, from the record that names to the one named.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct GraphEdge {
    /// Identifier.
    pub from: String,
    /// Identifier.
    pub to: String,
    /// What the link is, in Chinese: 居住, 房东, 户主 …
    pub zh: String,
    /// In English.
    pub en: String,
    /// Whether it has ended.
    pub ended: bool,
}
