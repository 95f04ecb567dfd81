//! History of a record and of each of its fields.

/// The history of a record, newest first.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct HistoryView {
    /// Entries.
    pub entries: Vec<HistoryEntry>,
}

/// One change.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct HistoryEntry {
    /// Kind of the record changed (a person's history includes stays).
    pub record_kind: String,
    /// Its identifier.
    pub record_id: String,
    /// When, milliseconds since 1970.
    pub at_ms: f64,
    /// Who.
    pub user: String,
    /// Purpose in Chinese.
    pub purpose: String,
    /// What: created, amended, ended, undone.
    pub action: String,
    /// The batch it came with.
    pub batch_id: Option<String>,
    /// File, sheet and row it came from.
    pub source: Option<String>,
    /// Remark given with the change.
    pub note: Option<String>,
    /// Fields changed; empty for a creation.
    pub changes: Vec<FieldChangeRow>,
}

/// One field's change.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct FieldChangeRow {
    /// Field name.
    pub field: String,
    /// Before.
    pub old: Option<String>,
    /// After.
    pub new: Option<String>,
}
