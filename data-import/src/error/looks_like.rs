//! What a file that cannot be read looks like, and what to do with it.

use serde::{Deserialize, Serialize};

/// What an unreadable file looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LooksLike {
    /// A text document without a table.
    Document,
    /// A document of a word processor that is not read: `.doc`, `.wps`, `.rtf`, `.odt`.
    OldDocument,
    /// A presentation.
    Slides,
    /// A PDF.
    Pdf,
    /// A fixed page layout of GB/T 33190, `.ofd`.
    Ofd,
    /// A picture.
    Picture,
    /// A packed archive: zip, rar, 7z, gz, cab.
    Archive,
    /// A database file: Access, SQLite, dBASE.
    Database,
    /// A document of Numbers or Pages.
    AppleDocument,
    /// A table of a program that came before Excel: Lotus 1-2-3, Quattro Pro.
    OldTable,
    /// The note that an office program keeps beside an open file, `~$NAME`.
    OwnerFile,
    /// A mail message.
    Mail,
    /// A program.
    Program,
    /// A web page or XML without a table.
    NoTable,
    /// Nothing known.
    Binary,
}

const SAVE_TABLE_ZH: &str = "请打开它，把其中的表格另存为 .xlsx 或 .csv 再导入。";
const SAVE_TABLE_EN: &str = "Open it and save its table as .xlsx or .csv.";

impl LooksLike {
    pub(crate) fn zh(self) -> &'static str {
        match self {
            Self::Document => "没有表格的文字文档",
            Self::OldDocument => "旧式文字文档（.doc、.wps、.rtf、.odt）",
            Self::Slides => "演示文稿",
            Self::Pdf => "PDF",
            Self::Ofd => "OFD 版式文件",
            Self::Picture => "图片",
            Self::Archive => "压缩包",
            Self::Database => "数据库文件（Access、SQLite 或 dBASE）",
            Self::AppleDocument => "Numbers 或 Pages 文稿",
            Self::OldTable => "Lotus 1-2-3 一类的早期表格",
            Self::OwnerFile => "办公软件的临时占用文件（以 ~$ 开头）",
            Self::Mail => "邮件",
            Self::Program => "程序文件",
            Self::NoTable => "没有表格的网页或 XML",
            Self::Binary => "未知的二进制文件",
        }
    }

    /// One sentence: what to do with such a file.
    pub(crate) fn advice_zh(self) -> &'static str {
        match self {
            Self::Document => "请确认选对了文件；若内容是用空格排的，请粘贴到表格软件中，另存为 .xlsx 再导入。",
            Self::OldDocument => "请用 Word 或 WPS 打开，另存为 .docx 再导入，其中的表格会逐个读出。",
            Self::Pdf | Self::Ofd | Self::Picture => "请向提供者索取原来的表格（.xlsx、.xls 或 .csv）。",
            Self::Archive => "请先解压，再导入其中的表格文件。",
            Self::Database => "请在原来的系统或数据库软件中把表导出为 .xlsx 或 .csv 再导入。",
            Self::AppleDocument => "请在 Numbers 中选择“导出为 Excel”（Pages 选“导出为 Word”）再导入。",
            Self::OldTable => "请用表格软件打开，另存为 .xlsx 再导入。",
            Self::OwnerFile => "请关闭正在编辑的表格，选择同一文件夹中名称不带 ~$ 的文件。",
            Self::Mail => "请把附件中的表格保存下来再导入。",
            Self::Program => "请不要运行它，并向提供者核实。",
            Self::NoTable => "若它来自业务系统，请重新导出为 .xlsx 或 .csv（登录过期时导出的常是一张空网页）。",
            Self::Slides | Self::Binary => SAVE_TABLE_ZH,
        }
    }

    pub(crate) fn en(self) -> &'static str {
        match self {
            Self::Document => "a text document without a table",
            Self::OldDocument => "an older text document (.doc, .wps, .rtf, .odt)",
            Self::Slides => "a presentation",
            Self::Pdf => "a PDF",
            Self::Ofd => "an OFD page document",
            Self::Picture => "a picture",
            Self::Archive => "a packed archive",
            Self::Database => "a database (Access, SQLite or dBASE)",
            Self::AppleDocument => "a Numbers or Pages document",
            Self::OldTable => "a table of Lotus 1-2-3 or its like",
            Self::OwnerFile => "the temporary file of an open document (~$)",
            Self::Mail => "a mail message",
            Self::Program => "a program",
            Self::NoTable => "a page or XML without a table",
            Self::Binary => "an unknown binary file",
        }
    }

    /// One sentence: what to do with such a file.
    pub(crate) fn advice_en(self) -> &'static str {
        match self {
            Self::Document => "Check that it is the right file; text set out with spaces must be pasted into a sheet.",
            Self::OldDocument => "Open it in Word or WPS and save it as .docx; its tables are read one by one.",
            Self::Pdf | Self::Ofd | Self::Picture => "Ask for the table it was made from (.xlsx, .xls or .csv).",
            Self::Archive => "Unpack it first, then choose the table inside.",
            Self::Database => "Export the table from its own program as .xlsx or .csv.",
            Self::AppleDocument => "Export it from Numbers as Excel (from Pages as Word).",
            Self::OldTable => "Open it in a spreadsheet program and save it as .xlsx.",
            Self::OwnerFile => "Close the table that is being edited and choose the file without ~$ in its name.",
            Self::Mail => "Save the attached table and choose that.",
            Self::Program => "Do not run it; ask the one who gave it.",
            Self::NoTable => {
                "If a system made it, export it again as .xlsx or .csv (an expired login exports an empty page)."
            }
            Self::Slides | Self::Binary => SAVE_TABLE_EN,
        }
    }
}
