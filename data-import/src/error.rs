//! Why a file could not be read. Every message says what the file is and what to do next.

mod looks_like;

use crate::footprints::GroundError;
use serde::{Deserialize, Serialize};
use thiserror::Error;

pub use looks_like::LooksLike;

/// Reasons why a file is not read. Nothing of the file is kept when one of them comes.
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "code")]
#[error("{}", self.message_en())]
pub enum ReadError {
    /// Zero bytes.
    Empty,
    /// More bytes than allowed.
    TooLarge {
        /// Size of the file in bytes.
        bytes: u64,
        /// Allowed size in bytes.
        limit: u64,
    },
    /// A workbook under a password.
    Encrypted,
    /// Not a table that can be read.
    UnknownFormat {
        /// What it looks like.
        looks_like: LooksLike,
    },
    /// An archive that holds a workbook among other files, or under a folder.
    Packed {
        /// Name of the first table file inside.
        entry: String,
    },
    /// The container or the table inside is broken or cut off.
    Damaged {
        /// What the file claims to be.
        format: FileFormat,
    },
    /// The archive is built to hurt the reader.
    Bomb {
        /// What was found.
        fault: ArchiveFault,
    },
    /// An XML part declares something that ordinary programs never write.
    HostileXml {
        /// What was found.
        fault: XmlFault,
    },
    /// More cells than allowed.
    TooManyCells {
        /// Allowed number.
        limit: u64,
    },
    /// The text's encoding could not be told.
    UnknownEncoding,
    /// The parsing process took too long and was ended.
    TimedOut {
        /// Allowed seconds.
        seconds: u64,
    },
    /// The parsing process died, usually because it met the memory limit.
    ParserDied {
        /// How the process ended, as the operating system says it.
        status: String,
    },
    /// The file cannot be opened.
    Unopenable {
        /// What the system said.
        why: String,
    },
    /// The parsing process could not be started.
    ParserMissing,
    /// The parsing process answered something that is no answer.
    ParserConfused,
    /// A map file that is not read.
    Map {
        /// Why.
        why: GroundError,
    },
    /// The user cancelled.
    Cancelled,
}

impl From<GroundError> for ReadError {
    fn from(why: GroundError) -> Self {
        Self::Map { why }
    }
}

/// File formats that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FileFormat {
    /// Office Open XML workbook, `.xlsx`, `.xlsm`.
    Xlsx,
    /// Binary Office Open XML workbook.
    Xlsb,
    /// BIFF workbook of Excel 5 to 2003.
    Xls,
    /// OpenDocument spreadsheet.
    Ods,
    /// Delimited text.
    Csv,
    /// A web page with a table, often saved under the name `.xls`.
    Html,
    /// SpreadsheetML 2003.
    SpreadsheetMl,
    /// Tables in a Word document, `.docx`.
    Docx,
}

impl FileFormat {
    /// Name as stored and shown: `xlsx`, `csv` …
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Xlsb => "xlsb",
            Self::Xls => "xls",
            Self::Ods => "ods",
            Self::Csv => "csv",
            Self::Html => "html",
            Self::SpreadsheetMl => "spreadsheetml",
            Self::Docx => "docx",
        }
    }
}

/// What is wrong with an archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ArchiveFault {
    /// More entries than allowed.
    TooManyEntries,
    /// One entry inflates beyond the limit.
    EntryTooLarge,
    /// All entries together inflate beyond the limit.
    TotalTooLarge,
    /// An entry inflates out of all proportion.
    Ratio,
    /// Entries share the same bytes.
    Overlap,
    /// Two entries carry one name.
    DuplicateName,
}

/// What is wrong with an XML part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum XmlFault {
    /// A count that the part cannot hold.
    Count,
    /// A document type declaration.
    Doctype,
}

impl ReadError {
    /// Stable code for the screen and for scripts.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooLarge { .. } => "too_large",
            Self::Encrypted => "encrypted",
            Self::UnknownFormat { .. } => "unknown_format",
            Self::Packed { .. } => "packed",
            Self::Damaged { .. } => "damaged",
            Self::Bomb { .. } => "bomb",
            Self::HostileXml { .. } => "hostile_xml",
            Self::TooManyCells { .. } => "too_many_cells",
            Self::UnknownEncoding => "unknown_encoding",
            Self::TimedOut { .. } => "timed_out",
            Self::ParserDied { .. } => "parser_died",
            Self::Unopenable { .. } => "unopenable",
            Self::ParserMissing => "parser_missing",
            Self::ParserConfused => "parser_confused",
            Self::Map { .. } => "map",
            Self::Cancelled => "cancelled",
        }
    }

    /// What happened and what to do, in Chinese.
    #[must_use]
    pub fn message_zh(&self) -> String {
        match self {
            Self::Empty => "文件是空的。请确认导出是否完成，再选一次。".into(),
            Self::TooLarge { bytes, limit } => {
                format!("文件有 {} MB，超过 {} MB 的上限。请按小区或年份拆成几个文件再导入。", bytes >> 20, limit >> 20)
            }
            Self::Encrypted => "工作簿设有打开密码。请在表格软件中打开，去掉密码另存后再导入。".into(),
            Self::UnknownFormat { looks_like } => {
                format!("无法从中读出表格：看起来是{}。{}", looks_like.zh(), looks_like.advice_zh())
            }
            Self::Packed { entry } => {
                format!("这是压缩包，里面有表格“{entry}”。请先解压，再导入解压出来的文件。")
            }
            Self::Damaged { format } => {
                format!("文件已损坏或不完整（{}）。请用表格软件打开并另存，或重新拷贝一份。", format.name())
            }
            Self::Bomb { fault } => {
                format!("压缩包异常（{}），为安全起见不予读取。请向提供者索取正常保存的文件。", fault.zh())
            }
            Self::HostileXml { fault } => {
                format!("文件内部有异常声明（{}），为安全起见不予读取。请用表格软件打开并另存后再试。", fault.zh())
            }
            Self::TooManyCells { limit } => {
                format!("单元格超过 {limit} 个。请删去多余的工作表或拆成几个文件。")
            }
            Self::UnknownEncoding => "无法判断文本编码。请另存为 UTF-8 或 GB18030 的 CSV。".into(),
            Self::TimedOut { seconds } => {
                format!("读取超过 {seconds} 秒，已停止。请拆成几个文件，或另存为 .csv 再导入。")
            }
            Self::ParserDied { .. } => {
                "读取程序超出内存上限或意外退出，主程序不受影响。请用表格软件打开并另存为 .xlsx 再试。".into()
            }
            Self::Unopenable { why } => format!("无法读取文件：{why}。请检查文件是否存在、是否被其他程序占用。"),
            Self::ParserMissing => "读取程序无法启动。请检查安装是否完整。".into(),
            Self::ParserConfused => "读取程序的回答无法理解。请检查安装是否完整。".into(),
            Self::Map { why } => why.words().0,
            Self::Cancelled => "已取消，什么都没有写入。".into(),
        }
    }

    /// What happened and what to do, in English.
    #[must_use]
    pub fn message_en(&self) -> String {
        match self {
            Self::Empty => "The file is empty. Check that the export finished and choose it again.".into(),
            Self::TooLarge { bytes, limit } => format!(
                "The file has {} MB, more than the {} MB allowed. Split it by site or year.",
                bytes >> 20,
                limit >> 20
            ),
            Self::Encrypted => "The workbook has a password. Save it without the password and try again.".into(),
            Self::UnknownFormat { looks_like } => {
                format!("No table can be read from it: it looks like {}. {}", looks_like.en(), looks_like.advice_en())
            }
            Self::Packed { entry } => {
                format!("An archive that holds the table “{entry}”. Unpack it first, then choose the file inside.")
            }
            Self::Damaged { format } => {
                format!("The file is damaged or cut off ({}). Open and save it again, or copy it anew.", format.name())
            }
            Self::Bomb { fault } => {
                format!(
                    "The archive is not an ordinary one ({}) and is not read. Ask for a normally saved file.",
                    fault.en()
                )
            }
            Self::HostileXml { fault } => format!(
                "The file declares something unusual inside ({}) and is not read. Open and save it again.",
                fault.en()
            ),
            Self::TooManyCells { limit } => format!("More than {limit} cells. Remove sheets or split the file."),
            Self::UnknownEncoding => "The text encoding cannot be told. Save it as CSV in UTF-8 or GB18030.".into(),
            Self::TimedOut { seconds } => {
                format!("Reading took more than {seconds} seconds and was stopped. Split the file or save it as .csv.")
            }
            Self::ParserDied { status } => format!(
                "The reading process met its memory limit or ended unexpectedly ({status}); the program goes on. Save the file anew as .xlsx."
            ),
            Self::Unopenable { why } => {
                format!("The file cannot be read: {why}. Check that it is there and not in use.")
            }
            Self::ParserMissing => "The reading process cannot be started. Check the installation.".into(),
            Self::ParserConfused => "The reading process gave no sensible answer. Check the installation.".into(),
            Self::Map { why } => why.words().1,
            Self::Cancelled => "Cancelled; nothing was written.".into(),
        }
    }
}

impl ArchiveFault {
    fn zh(self) -> &'static str {
        match self {
            Self::TooManyEntries => "条目过多",
            Self::EntryTooLarge => "单个条目解压后过大",
            Self::TotalTooLarge => "解压后总量过大",
            Self::Ratio => "压缩比异常",
            Self::Overlap => "条目互相重叠",
            Self::DuplicateName => "条目重名",
        }
    }

    fn en(self) -> &'static str {
        match self {
            Self::TooManyEntries => "too many entries",
            Self::EntryTooLarge => "an entry inflates too far",
            Self::TotalTooLarge => "it inflates too far",
            Self::Ratio => "an impossible ratio",
            Self::Overlap => "overlapping entries",
            Self::DuplicateName => "duplicate names",
        }
    }
}

impl XmlFault {
    fn zh(self) -> &'static str {
        match self {
            Self::Count => "虚假的数量",
            Self::Doctype => "文档类型声明",
        }
    }

    fn en(self) -> &'static str {
        match self {
            Self::Count => "a false count",
            Self::Doctype => "a document type declaration",
        }
    }
}
