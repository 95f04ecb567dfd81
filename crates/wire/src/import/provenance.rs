//! Where values come from, what rests on a batch, and what is kept of a ledger.

/// Where the value of a field comes from (来源), newest first.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct ValueOrigins {
    /// Kind of record.
    pub kind: String,
    /// Record.
    pub id: String,
    /// Field.
    pub field: String,
    /// Whether it is not told: the record names somebody whose address is protected.
    pub withheld: bool,
    /// Every writing of the field, newest first.
    pub origins: Vec<ValueOrigin>,
}

/// One writing of a field.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct ValueOrigin {
    /// `ledger` (a row of a file), `hand` (an officer), `command` (a move, a split …), `undo`.
    pub by: String,
    /// When, milliseconds since 1970.
    pub at_ms: f64,
    /// Who.
    pub user: String,
    /// What was written; none where the field was emptied.
    pub value: Option<String>,
    /// Why, in the user's words.
    pub note: Option<String>,
    /// The batch it belongs to.
    pub batch_id: Option<String>,
    /// What the batch is called.
    pub batch: Option<String>,
    /// For a ledger: where it stands.
    pub cell: Option<SourceCell>,
    /// How the value came from it, step by step.
    pub rules: Vec<SourceRule>,
}

/// A cell of a ledger.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct SourceCell {
    /// File name.
    pub file: String,
    /// Format.
    pub format: String,
    /// SHA-256 of the file, lower-case hex.
    pub sha256: String,
    /// Sheet; empty in formats without sheets.
    pub sheet: String,
    /// Row as the spreadsheet counts.
    pub row: u32,
    /// Column letter; none where the value is told by no cell of the row.
    pub column: Option<String>,
    /// Header of the column.
    pub header: Option<String>,
    /// What is written in the cell; none where there is none, or its text was purged.
    pub raw: Option<String>,
    /// Whether the text was purged when the retention of the file was over.
    pub purged: bool,
    /// Whether the text is not shown: it names somebody whose address is protected.
    pub withheld: bool,
}

/// A rule by which a value was read.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct SourceRule {
    /// Code.
    pub code: String,
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
}

/// Where every field of a record comes from.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct RecordOrigins {
    /// Kind of record.
    pub kind: String,
    /// Record.
    pub id: String,
    /// Whether it is not told: the record names somebody whose address is protected.
    pub withheld: bool,
    /// The fields with a value, and the newest writing of each.
    pub fields: Vec<FieldOrigin>,
}

/// Where a field comes from.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct FieldOrigin {
    /// Field.
    pub field: String,
    /// The newest writing.
    pub origin: ValueOrigin,
}

/// What rests on a batch: while there is anything, the batch cannot be undone.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct UndoDependents {
    /// Newer changes, oldest first; capped.
    pub dependents: Vec<UndoDependent>,
    /// All of them.
    pub count: u32,
}

/// A newer change that rests on a batch.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct UndoDependent {
    /// Kind of the changed record.
    pub kind: String,
    /// The changed record.
    pub id: String,
    /// How it is called, masked.
    pub title: String,
    /// The field changed; none where the record itself is newer and refers to one of the batch.
    pub field: Option<String>,
    /// When, milliseconds since 1970.
    pub at_ms: f64,
    /// Who.
    pub user: String,
    /// The newer batch, where it is one.
    pub batch_id: Option<String>,
    /// What that batch is called.
    pub batch: Option<String>,
}

/// What is kept of the imported ledgers (原始文件留存).
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct KeptLedgers {
    /// For how many days copies are kept.
    pub retention_days: u32,
    /// Ledgers, latest first.
    pub ledgers: Vec<KeptLedgerRow>,
}

/// A ledger and what is kept of it.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct KeptLedgerRow {
    /// Its batch.
    pub batch_id: String,
    /// File name.
    pub file: String,
    /// Format.
    pub format: String,
    /// SHA-256, lower-case hex.
    pub sha256: String,
    /// When it was imported, milliseconds since 1970.
    pub imported_at_ms: f64,
    /// Rows kept.
    pub rows: f64,
    /// Bytes they take in the register.
    pub bytes: f64,
    /// When its retention is over, milliseconds since 1970.
    pub due_at_ms: f64,
    /// `kept`, `waiting` (over, but rows wait for a decision), `due`, `purged`.
    pub state: String,
    /// Rows that wait for a decision.
    pub waiting: u32,
    /// Whether a copy can be saved.
    pub has_copy: bool,
    /// When it was purged, milliseconds since 1970.
    pub purged_at_ms: Option<f64>,
}

/// A kept copy that was saved as a workbook.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct KeptCopy {
    /// Where the workbook was written.
    pub path: String,
    /// Rows in it.
    pub rows: u32,
    /// Rows left out: they name somebody whose address is protected.
    pub withheld: u32,
}
