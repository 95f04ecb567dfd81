//! The import wizard.

mod choices;
mod profile;
mod provenance;

pub use choices::*;
pub use profile::*;
pub use provenance::*;

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
    /// Size of the file, bytes.
    pub bytes: f64,
    /// What was said about it, the profile's part included.
    pub choices: ImportChoices,
    /// The profile it was read with.
    pub profile: Option<AppliedProfile>,
    /// The day the ledger speaks of, ISO 8601; none when neither file nor clerk says.
    pub ledger_date: Option<String>,
    /// Where the day comes from: `file`, `user`, or empty.
    pub ledger_date_from: String,
    /// What the file asks.
    pub questions: Vec<ImportQuestion>,
    /// Buildings that would be made or gain rooms, for the 3D preview; capped.
    pub blocks: Vec<PlannedBlock>,
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
    /// What a map file would bring; none for ledgers.
    pub ground: Option<crate::GroundPreview>,
}

/// A sheet.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct SheetPreview {
    /// Name; empty in formats without sheets.
    pub name: String,
    /// Hidden in the file.
    pub hidden: bool,
    /// Left out by the clerk.
    pub skipped: bool,
    /// Kind of ledger in Chinese; empty where the sheet holds no records.
    pub ledger: String,
    /// Header rows, counted from 1.
    pub header_rows: Vec<u32>,
    /// Columns.
    pub columns: Vec<ColumnPreview>,
    /// Merged ranges among the first rows.
    pub merges: Vec<MergedCells>,
    /// The first rows as written (title and header rows too), and beyond them the first of every outcome and reason;
    /// refused columns blanked.
    pub rows: Vec<RowPreview>,
    /// Rows by outcome and reason.
    pub reasons: Vec<ReasonCount>,
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
    /// Why the column is refused.
    pub refused: Option<String>,
    /// Whether Louce knows the column but keeps no such data.
    pub unsupported: bool,
    /// Confidence 0–100.
    pub confidence: u8,
    /// Why it is taken so, in Chinese: 表头一致, 表头相近, 按内容判断, 方案, 手工指定 …
    pub evidence: String,
    /// What else it could be, best first.
    pub alternatives: Vec<FieldGuess>,
    /// A few values as written.
    pub examples: Vec<String>,
    /// Cells with a value.
    pub filled: u32,
    /// Different values; capped with `facets_cut`.
    pub distinct: u32,
    /// Cells that were not understood or are doubtful.
    pub problems: u32,
    /// The values, those with problems first, then the most frequent; capped.
    pub facets: Vec<ValueFacet>,
    /// Whether there are more values than listed.
    pub facets_cut: bool,
}

/// A field a column could carry.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct FieldGuess {
    /// Field code.
    pub field: String,
    /// Confidence 0–100.
    pub confidence: u8,
}

/// A value of a column.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct ValueFacet {
    /// As written, without blanks around it.
    pub value: String,
    /// Cells with it.
    pub count: u32,
    /// What is the matter with it, in Chinese; none where it is understood.
    pub problem: Option<String>,
    /// What it is taken for, where that differs from what is written.
    pub read_as: Option<String>,
}

/// A merged range: row from 1, column from 0.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct MergedCells {
    /// First row.
    pub row: u32,
    /// First column.
    pub column: u32,
    /// Rows covered.
    pub rows: u32,
    /// Columns covered.
    pub columns: u32,
}

/// Rows of one outcome and reason.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct ReasonCount {
    /// Outcome code.
    pub outcome: String,
    /// Reason code; empty where none is owed.
    pub reason: String,
    /// In Chinese.
    pub text: String,
    /// Rows.
    pub rows: u32,
}

/// A building as it would stand after the import.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct PlannedBlock {
    /// Name with site.
    pub title: String,
    /// Whether it is new.
    pub is_new: bool,
    /// Rooms it would have, old and new.
    pub rooms: Vec<PlannedRoom>,
    /// Rooms left out of the list.
    pub more_rooms: u32,
}

/// A room of such a building.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct PlannedRoom {
    /// Unit.
    pub unit: String,
    /// Floor; negative below ground.
    pub floor: i32,
    /// Number.
    pub number: String,
    /// Whether it is new.
    pub is_new: bool,
    /// Persons the file puts there.
    pub persons: u32,
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
    /// For an updated row: what changes; for a waiting one: what contradicts, register first.
    pub changes: Vec<crate::FieldChangeRow>,
    /// Code of the reason.
    pub reason_code: String,
    /// Hidden in the file.
    pub hidden: bool,
    /// What is special about single cells.
    pub marks: Vec<CellMark>,
    /// Records it may speak of, best first.
    pub candidates: Vec<MatchCandidate>,
}

/// What is special about a cell.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct CellMark {
    /// Column from 0.
    pub column: u32,
    /// `inherited` (merged or as above), `struck`, `filled`, `problem`, `fixed` (by a value fix), `cleaned`.
    pub mark: String,
    /// Words for it, in Chinese: what is the matter, what it was read as; a colour as `#FFFF00`.
    pub text: String,
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
    /// New tenancies.
    pub tenancies: u32,
    /// New households.
    pub households: u32,
    /// New records of other kinds: addresses of organisations, documents, inspections, employments, visits, plates, grids.
    pub other: u32,
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
    /// The cell as written, where one is to blame.
    pub raw: Option<String>,
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
    /// Rows left out: they name somebody whose address is protected.
    pub withheld: u32,
}
