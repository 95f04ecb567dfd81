//! What a file proposes: sheets, columns with their meaning, rows with their outcome, facts and trail.
//!
//! A proposal writes nothing and decides nothing that needs the register: whether a person is already known,
//! or an id stands twice, is the plan's business.

use crate::error::FileFormat;
use crate::facts::{RowFacts, Stated};
use crate::field::{FieldCode, RefusedKind};
use serde::{Deserialize, Serialize};

/// Everything one file proposes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Proposal {
    /// The file.
    pub file: FileFacts,
    /// Sheets in file order.
    pub sheets: Vec<SheetProposal>,
    /// What is odd about the file or a sheet as a whole.
    pub warnings: Vec<Warning>,
    /// What must be asked once per file.
    pub questions: Vec<Question>,
}

impl Proposal {
    /// Rows over all sheets that hold records or were dropped.
    #[must_use]
    pub fn rows_total(&self) -> u64 {
        self.sheets.iter().map(|sheet| sheet.rows.len() as u64).sum()
    }
}

/// The file a proposal comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileFacts {
    /// Name without folder.
    pub name: String,
    /// SHA-256 of the bytes, lower-case hex.
    pub sha256: String,
    /// Real format, whatever the name says.
    pub format: FileFormat,
    /// Encoding of a text format.
    pub encoding: Option<String>,
    /// Size in bytes.
    pub bytes: u64,
}

/// Which ledger (台账) a sheet is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LedgerKind {
    /// 人口台账, or any list of persons
    Person,
    /// 流动人口登记表
    FloatingPopulation,
    /// 出租屋台账
    Rental,
    /// 单位台账
    Organisation,
    /// 楼栋台账
    Building,
    /// 房屋采集表
    RoomSurvey,
    /// 走访记录
    Visits,
    /// 从业人员名单
    Employees,
    /// 门楼牌普查表
    Plates,
    /// 网格表
    Grids,
    /// No records: instructions, covers, charts
    NoRecords,
}

/// One sheet.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SheetProposal {
    /// Name; none where the format has none.
    pub name: Option<String>,
    /// Hidden in the file.
    pub hidden: bool,
    /// Header rows, from 1, in order; empty for [`LedgerKind::NoRecords`].
    pub header_rows: Vec<u32>,
    /// What the sheet is.
    pub ledger: LedgerKind,
    /// Columns with a header.
    pub columns: Vec<ColumnProposal>,
    /// Every row up to the last that holds a value; of a [`LedgerKind::NoRecords`] that may be a table the first ones,
    /// else none.
    pub rows: Vec<RowProposal>,
}

/// One column.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ColumnProposal {
    /// Column from 0.
    pub column: u32,
    /// Letter name: `A`, `AC`.
    pub letters: String,
    /// Header, tiers joined by `·`.
    pub header: String,
    /// What it carries.
    pub meaning: ColumnMeaning,
    /// How sure, 0–100; a column set by the user is 100.
    pub confidence: u8,
    /// A few values as they stand; never of a refused or unsupported column.
    pub examples: Vec<String>,
    /// Why it is taken so: header, similar header, neighbour, values, profile, user.
    pub evidence: Evidence,
    /// What else it could be with its confidence (0–100), best first.
    pub alternatives: Vec<(FieldCode, u8)>,
    /// Whether the values are not what the header says.
    #[serde(default)]
    pub contradicted: bool,
}

/// Why a column is taken for what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Evidence {
    /// Nothing speaks for anything.
    #[default]
    Nothing,
    /// The header is one of the field's names.
    Header,
    /// The header is like one of the field's names.
    SimilarHeader,
    /// A bare header beside the column of a named contact.
    Neighbour,
    /// The values are what the field holds.
    Values,
    /// Header and values agree.
    HeaderAndValues,
    /// A profile says so.
    Profile,
    /// The user says so.
    User,
}

/// What a column carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ColumnMeaning {
    /// A field of the register.
    Field(FieldCode),
    /// Refused; its cells never left the parsing process.
    Refused(RefusedKind),
    /// Known, but the register has no field for it; its cells never left the parsing process.
    Unsupported,
    /// Not understood; not stored unless the user says what it is.
    Unmapped,
}

/// One row.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RowProposal {
    /// Row from 1 as the spreadsheet numbers it.
    pub row: u32,
    /// Hidden in the file.
    pub hidden: bool,
    /// Cells that are struck through or filled with a colour.
    pub styled: Vec<StyledCell>,
    /// The cells as written, by column from 0, up to the last with a value; refused and unsupported columns are empty.
    /// The preview draws them, the batch keeps them, and un-imported rows leave as a workbook from them.
    pub cells: Vec<String>,
    /// What is proposed for it.
    pub outcome: RowOutcome,
    /// What the row says, where it is a record; also of a pending row.
    pub facts: Option<Box<RowFacts>>,
    /// What it says of fields that the facts have no place for, by kind of record and field.
    #[serde(default)]
    pub stated: Vec<Stated>,
    /// What is missing or doubtful.
    pub findings: Vec<RowFinding>,
    /// How a value came from its cell, where it is not the cell's own text.
    pub trail: Vec<TrailStep>,
}

/// How a cell is marked by its look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct StyledCell {
    /// Column from 0.
    pub column: u32,
    /// Written with a line through it.
    pub struck: bool,
    /// Fill colour, red green blue.
    pub fill: Option<[u8; 3]>,
}

/// What is proposed for a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RowOutcome {
    /// A record to be added, updated or found unchanged.
    Record,
    /// A record that a person should look at; it may be imported unmatched.
    Pending(PendingReason),
    /// No record.
    Dropped(DropReason),
    /// A record that cannot be taken.
    Rejected(RejectReason),
}

/// Why a row waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PendingReason {
    /// A site or building without a room.
    RoomUnknown,
    /// An address from which no building and room can be read.
    AddressUnmatched,
    /// No address at all.
    NoAddress,
    /// Several people in one cell; the split is proposed.
    SeveralPersons,
}

impl PendingReason {
    /// Stable code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::RoomUnknown => "room_unknown",
            Self::AddressUnmatched => "address_unmatched",
            Self::NoAddress => "no_address",
            Self::SeveralPersons => "several_persons",
        }
    }
}

/// Why a row is no record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DropReason {
    /// Title or 填报单位 line above the header.
    Title,
    /// Header.
    Header,
    /// Comment row under the header.
    HeaderNote,
    /// Header printed again.
    RepeatedHeader,
    /// Section row such as "3幢" alone.
    Section,
    /// 合计, 小计.
    Total,
    /// 填表人, 审核人 line.
    Signature,
    /// Explanation of colours or marks.
    Legend,
    /// Nothing in it.
    Blank,
    /// "以下空白".
    EndMark,
    /// Struck through, left out at the user's word.
    LeftOutStruck,
    /// Filled with a colour, left out at the user's word.
    LeftOutColoured,
    /// Hidden, left out at the user's word.
    LeftOutHidden,
    /// A row of a sheet whose columns nothing explains; shown so that its header can be pointed at, never kept.
    NoHeader,
}

impl DropReason {
    /// Stable code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Header => "header",
            Self::HeaderNote => "header_note",
            Self::RepeatedHeader => "repeated_header",
            Self::Section => "section",
            Self::Total => "total",
            Self::Signature => "signature",
            Self::Legend => "legend",
            Self::Blank => "blank",
            Self::EndMark => "end_mark",
            Self::LeftOutStruck => "left_out_struck",
            Self::LeftOutColoured => "left_out_coloured",
            Self::LeftOutHidden => "left_out_hidden",
            Self::NoHeader => "no_header",
        }
    }
}

/// Why a record cannot be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RejectReason {
    /// Neither name nor id: nobody is invented.
    NoName,
    /// An organisation without a name.
    NoOrganisationName,
    /// A building without a number.
    NoBuilding,
    /// A rental or room without an address.
    NoAddress,
    /// A row of a second table on the sheet, whose columns are others.
    OtherTable,
}

impl RejectReason {
    /// Stable code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::NoName => "no_name",
            Self::NoOrganisationName => "no_organisation_name",
            Self::NoBuilding => "no_building",
            Self::NoAddress => "no_address",
            Self::OtherTable => "other_table",
        }
    }
}

/// Something missing or doubtful in a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowFinding {
    /// Stable code, such as `id_bad_checksum`.
    pub code: String,
    /// Column from 0, where one is to blame.
    pub column: Option<u32>,
    /// What is the matter, in Chinese.
    pub message: String,
    /// The cell as written; never of a refused column.
    pub raw: String,
}

/// How one value came from its cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrailStep {
    /// Column from 0.
    pub column: u32,
    /// Field the value went to.
    pub field: FieldCode,
    /// The cell as written.
    pub raw: String,
    /// The value proposed.
    pub value: String,
    /// The rule that led from one to the other, such as `id_cleaned` or `merged`.
    pub rule: String,
}

/// Something odd about the file or a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warning {
    /// Sheet name, where it has one.
    pub sheet: Option<String>,
    /// Row from 1, where one is to blame.
    pub row: Option<u32>,
    /// Column from 0, where one is to blame.
    pub column: Option<u32>,
    /// Stable code, such as `column_refused`.
    pub code: String,
    /// What is the matter, in Chinese.
    pub message: String,
}

/// A question asked once per file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// Sheet name, where it has one.
    pub sheet: Option<String>,
    /// Stable code: `strike_through`, `fill_colour:FFFF00`, `hidden_rows`, `tick_marks`, `status_values`,
    /// `ambiguous_dates`, `two_digit_years`, `sex_zero`, `sheet_as_building`, `remark_sensitive`.
    pub code: String,
    /// The question, in Chinese.
    pub ask: String,
    /// Rows concerned.
    pub rows: Vec<u32>,
    /// What can be answered; the first is what holds without an answer.
    pub options: Vec<AnswerOption>,
    /// The answer that holds: the code of an option.
    pub answer: Option<String>,
    /// Who gave it.
    #[serde(default)]
    pub by: AnsweredBy,
    /// What the file itself says about it, in its words.
    pub said: Option<String>,
}

/// Who answered a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AnsweredBy {
    /// Nobody: the first option holds.
    #[default]
    Default,
    /// The file, by its legend.
    File,
    /// A profile.
    Profile,
    /// The user.
    User,
}

impl AnsweredBy {
    /// Stable code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Default => "default",
            Self::File => "file",
            Self::Profile => "profile",
            Self::User => "user",
        }
    }
}

/// One possible answer to a question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerOption {
    /// Stable code, such as `moved_out`.
    pub code: String,
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
}
