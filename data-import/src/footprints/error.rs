//! Why a map file is not read. Every message says what the file is and what to do next.

use super::coordinates::{Coordinates, LooksLike};
use super::foreign::NoMap;
use serde::{Deserialize, Serialize};

/// Why a map file is not read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GroundError {
    /// Zero bytes.
    Empty,
    /// Neither GeoJSON nor CityJSON.
    NotAMap {
        /// What it is.
        what: NoMap,
    },
    /// No sound JSON, or not what the format asks for.
    Broken {
        /// Line, from 1.
        line: usize,
        /// Column, from 1, bytes.
        column: usize,
        /// Feature it is in, from 1, where it is in one.
        feature: Option<u64>,
        /// What is wrong there.
        fault: Fault,
    },
    /// Too many features or points.
    TooLarge,
    /// Too many bytes.
    TooManyBytes {
        /// Allowed size in bytes.
        limit: u64,
    },
    /// A CityJSON of another time.
    CityJsonVersion {
        /// As the file says.
        version: String,
    },
    /// A CityJSON whose scale brings all points to one.
    CityJsonScale,
    /// A coordinate system that nothing is known of.
    UnknownSystem {
        /// As said or written.
        name: String,
    },
    /// A system that only local parameters tie to WGS-84.
    LocalDatum {
        /// The system.
        name: String,
    },
    /// Numbers that cannot be of the system.
    Implausible {
        /// As which it was read.
        read_as: Coordinates,
        /// What it looks like.
        looks_like: LooksLike,
    },
    /// The parsing process took too long and was ended.
    TimedOut {
        /// Allowed seconds.
        seconds: u64,
    },
    /// The parsing process died, usually because it met the memory limit.
    ParserDied,
    /// The parsing process met something nobody thought of.
    Unforeseen,
}

/// What is wrong at a place of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// It ends there, in the middle.
    CutOff,
    /// No JSON: NaN, a missing comma, a number beyond what a computer holds.
    Syntax,
    /// JSON, but not what the format has there.
    Shape,
}

impl Fault {
    const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::CutOff => ("文件到此中断，内容不完整", "it breaks off there"),
            Self::Syntax => (
                "不是合法的 JSON（常见原因：NaN、过大的数字、多余或缺少的逗号）",
                "no sound JSON (often NaN or a comma)",
            ),
            Self::Shape => ("内容与格式规范不符", "not what the format has there"),
        }
    }
}

impl GroundError {
    /// What is wrong and what to do, in Chinese and in English.
    pub fn words(&self) -> (String, String) {
        let said = |zh: &str, en: &str| (zh.to_owned(), en.to_owned());
        match self {
            Self::Empty => said(
                "文件是空的。请确认导出是否完成，再选一次。",
                "The file is empty. Check that the export finished and choose it again.",
            ),
            Self::NotAMap { what } => what.words(),
            Self::Broken { line, column, feature, fault } => broken(*line, *column, *feature, *fault),
            Self::TooLarge => said(
                "地图要素或点数过多，请裁剪到辖区范围再导入。",
                "The map has too many features or points: cut it to your area, then import.",
            ),
            Self::TooManyBytes { limit } => (
                format!("地图文件超过 {} MB，请裁剪到辖区范围再导入。", limit >> 20),
                format!("The map file is above {} MB: cut it to your area, then import.", limit >> 20),
            ),
            Self::CityJsonVersion { version } => (
                format!("不支持 CityJSON {version} 版，请转换为 1.0 至 2.0 版。"),
                format!("CityJSON {version} is not read: convert it to 1.0–2.0."),
            ),
            Self::CityJsonScale => said(
                "CityJSON 的 transform.scale 为 0 或不是数值，所有点会重合。请让提供者重新导出。",
                "The CityJSON's transform.scale is 0 or no number, all points would be one: have it exported anew.",
            ),
            Self::UnknownSystem { name } => (
                format!("坐标系“{name}”无法识别，请选择文件的坐标系。"),
                format!("The coordinate system “{name}” is not known: choose the file's system."),
            ),
            Self::LocalDatum { name } => (
                format!("{name} 需要当地的转换参数，请先由测绘部门转换为 CGCS2000 再导入。"),
                format!("{name} needs local parameters: have it converted to CGCS2000 first."),
            ),
            Self::Implausible { read_as, looks_like } => {
                let (title, (zh, en)) = (read_as.title(), looks_like.advice());
                (format!("坐标数值与 {title} 不符。{zh}"), format!("The numbers cannot be {title}. {en}"))
            }
            Self::TimedOut { seconds } => (
                format!("读取地图超过 {seconds} 秒，已停止。请裁剪到辖区范围，或分成几个文件再导入。"),
                format!("Reading the map took more than {seconds} seconds and was stopped: cut it to your area."),
            ),
            Self::ParserDied => said(
                "读取程序超出内存上限或意外退出，主程序不受影响。请把地图裁剪到辖区范围再导入。",
                "The reading process met its memory limit or ended unexpectedly; the program goes on. Cut the map to your area.",
            ),
            Self::Unforeseen => said(
                "读取程序在这个文件上出错，什么都没有写入。请用 QGIS 等软件打开并另存为 GeoJSON 再导入。",
                "The reading process failed on this file and nothing was written. Open it in QGIS and save it as GeoJSON.",
            ),
        }
    }

    /// Whether another choice of coordinates may mend it.
    pub const fn is_of_coordinates(&self) -> bool {
        matches!(self, Self::UnknownSystem { .. } | Self::LocalDatum { .. } | Self::Implausible { .. })
    }
}

fn broken(line: usize, column: usize, feature: Option<u64>, fault: Fault) -> (String, String) {
    let (zh, en) = fault.words();
    let (nth, of) = feature.map(|n| (format!("，第 {n} 个要素"), format!(", in feature {n}"))).unwrap_or_default();
    let (mend, mend_en) = match fault {
        Fault::CutOff => ("请重新拷贝或重新导出，再选一次。", "Copy or export it again."),
        Fault::Syntax | Fault::Shape => (
            "请用 QGIS 等软件打开并另存为 GeoJSON，或让提供者重新导出。",
            "Open and save it in QGIS, or have it exported anew.",
        ),
    };
    (
        format!("地图文件第 {line} 行第 {column} 列{nth}：{zh}。{mend}"),
        format!("The map file, line {line}, column {column}{of}: {en}. {mend_en}"),
    )
}

impl std::fmt::Display for GroundError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (zh, en) = self.words();
        write!(f, "{zh} {en}")
    }
}

impl std::error::Error for GroundError {}
