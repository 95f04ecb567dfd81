//! The import wizard.

/// What a file would do, before anything is written.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct ImportPreview {
    /// Names this preview when it is committed.
    pub token: String,
    /// File name.
    pub file: String,
    /// Format as sniffed, e.g. xlsx.
    pub format: String,
    /// Text encoding, where the format has one.
    pub encoding: Option<String>,
    /// Sheets.
    pub sheets: Vec<SheetPreview>,
    /// Rows by what will become of them.
    pub counts: OutcomeCountsView,
    /// What will be made or changed.
    pub effects: ImportEffects,
    /// What the clerk must know, most important first; capped.
    pub warnings: Vec<ImportWarning>,
    /// Warnings left out of the list.
    pub more_warnings: u32,
    /// Whether this very file was imported before.
    pub imported_before: Option<String>,
}

/// A sheet.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct SheetPreview {
    /// Name; empty in formats without sheets.
    pub name: String,
    /// Kind of ledger in Chinese; empty where the sheet holds no records.
    pub ledger: String,
    /// Header rows, counted from 1.
    pub header_rows: Vec<u32>,
    /// Columns.
    pub columns: Vec<ColumnPreview>,
    /// The first rows as written, refused columns blanked.
    pub rows: Vec<RowPreview>,
    /// Rows by what will become of them.
    pub counts: OutcomeCountsView,
}

/// A column and what it is taken to mean.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct ColumnPreview {
    /// Letter, e.g. C.
    pub column: String,
    /// Header, tiers joined with ·.
    pub header: String,
    /// Field code; none where it carries none.
    pub field: Option<String>,
    /// The field in Chinese.
    pub field_zh: Option<String>,
    /// Why the column is refused.
    pub refused: Option<String>,
    /// Whether Louce knows the column but keeps no such data.
    pub unsupported: bool,
    /// Confidence 0–100.
    pub confidence: u8,
}

/// A row as written and its fate.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct RowPreview {
    /// Row number as the spreadsheet counts.
    pub row: u32,
    /// Outcome code.
    pub outcome: String,
    /// Reason in Chinese.
    pub reason: Option<String>,
    /// Cells by column; refused columns are blank.
    pub cells: Vec<String>,
    /// For an updated row: what changes.
    pub changes: Vec<crate::FieldChangeRow>,
}

/// Rows by outcome; the sum is all rows.
#[derive(Debug, Clone, PartialEq, Default, Copy, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct OutcomeCountsView {
    /// 新增
    pub added: u32,
    /// 更新
    pub updated: u32,
    /// 无变化
    pub unchanged: u32,
    /// 待处理
    pub pending: u32,
    /// 拒绝
    pub rejected: u32,
    /// 略过
    pub dropped: u32,
}

/// What an import makes or changes.
#[derive(Debug, Clone, PartialEq, Default, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct ImportEffects {
    /// New sites.
    pub sites: u32,
    /// New buildings.
    pub buildings: u32,
    /// New rooms.
    pub rooms: u32,
    /// New persons.
    pub persons: u32,
    /// New stays.
    pub stays: u32,
    /// Stays ended.
    pub ended_stays: u32,
    /// New organisations.
    pub organisations: u32,
    /// Records amended.
    pub amended: u32,
}

/// Something the clerk must know.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct ImportWarning {
    /// Sheet.
    pub sheet: String,
    /// Row, 0 for the whole sheet or file.
    pub row: u32,
    /// Column letter.
    pub column: Option<String>,
    /// Code.
    pub code: String,
    /// In Chinese.
    pub message: String,
}

/// A committed import.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct ImportResult {
    /// The batch.
    pub batch_id: String,
    /// Rows by outcome.
    pub counts: OutcomeCountsView,
    /// What was made or changed.
    pub effects: ImportEffects,
    /// Buildings the batch made or filled, to fly to.
    pub buildings: Vec<String>,
}

/// A batch in the import log.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct BatchRow {
    /// Identifier.
    pub id: String,
    /// What was done as one: import, ground (a map file), or a command such as a move or a split.
    pub kind: String,
    /// File name, or what the command was about.
    pub file: String,
    /// When, milliseconds since 1970.
    pub at_ms: f64,
    /// Who.
    pub user: String,
    /// Rows by outcome.
    pub counts: OutcomeCountsView,
    /// When it was undone.
    pub undone_at_ms: Option<f64>,
    /// Newer changes that stand on it; it cannot be undone before they are.
    pub dependents: u32,
}

/// The import log, newest first.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct BatchList {
    /// Batches.
    pub batches: Vec<BatchRow>,
}

/// Rows of a batch that were not taken, with reasons.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct UnimportedRows {
    /// Where the workbook was written.
    pub path: String,
    /// How many rows.
    pub rows: u32,
}
