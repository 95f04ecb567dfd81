//! What a file is that came to the map reader and is no map.

use super::outline::Outline;
use crate::error::{LooksLike, ReadError};
use crate::sniff::{Container, sniff};
use serde::{Deserialize, Serialize};

/// What a file is that is no map.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoMap {
    /// A file of another kind altogether.
    File(LooksLike),
    /// A workbook or page with a table under the name of a map.
    Ledger,
    /// Text that is no JSON.
    Text,
    /// A JSON list of records.
    Records {
        /// Names of the first record's members.
        names: Vec<String>,
    },
    /// Any other JSON object.
    Object {
        /// Names of its members.
        names: Vec<String>,
    },
    /// A number, a text, nothing.
    Scalar,
    /// A geometry without a feature around it.
    BareGeometry {
        /// Which.
        kind: String,
    },
    /// Features one a line (RFC 8142).
    GeoJsonLines,
    /// A city model one object a line.
    CityJsonLines,
    /// TopoJSON.
    TopoJson,
    /// Esri JSON, as ArcGIS writes it.
    EsriJson,
    /// The answer of OpenStreetMap's Overpass in its own form.
    Overpass,
    /// glTF or 3D Tiles.
    Model,
}

/// What a file is that does not begin like JSON.
pub fn of_bytes(bytes: &[u8]) -> NoMap {
    match sniff(bytes) {
        Ok(Container::Text) => NoMap::Text,
        Ok(_) | Err(ReadError::Encrypted) => NoMap::Ledger,
        Err(ReadError::UnknownFormat { looks_like }) => NoMap::File(looks_like),
        Err(_) => NoMap::File(LooksLike::Binary),
    }
}

/// What a JSON is that is neither GeoJSON nor CityJSON.
pub fn of_outline(outline: &Outline) -> NoMap {
    const GEOMETRIES: [&str; 7] =
        ["Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon", "GeometryCollection"];
    let has = |name: &str| outline.names.iter().any(|known| known == name);
    match outline.kind.as_deref() {
        Some("Topology") => return NoMap::TopoJson,
        Some("CityJSONFeature") => return NoMap::CityJsonLines,
        Some(kind) if GEOMETRIES.contains(&kind) => return NoMap::BareGeometry { kind: kind.to_owned() },
        _ => {}
    }
    let names = outline.names.iter().take(NAMES_SAID).cloned().collect();
    if outline.is_list {
        NoMap::Records { names }
    } else if !outline.is_object {
        NoMap::Scalar
    } else if has("features")
        && ["geometryType", "spatialReference", "fieldAliases", "displayFieldName"].into_iter().any(has)
    {
        NoMap::EsriJson
    } else if has("elements") && (has("osm3s") || has("generator")) {
        NoMap::Overpass
    } else if has("asset") {
        NoMap::Model
    } else {
        NoMap::Object { names }
    }
}

/// Names of members that are said.
const NAMES_SAID: usize = 4;

const READS_ZH: &str = "Louce 从 .json 和 .geojson 文件读 GeoJSON 要素集合与 CityJSON 1.0–2.0 地图。";
const READS_EN: &str = "Of .json and .geojson files Louce reads GeoJSON feature collections and CityJSON 1.0–2.0.";

impl NoMap {
    /// What it is and what to do, in Chinese and English.
    pub fn words(&self) -> (String, String) {
        let ((zh, en), (mend_zh, mend_en)) = (self.named(), self.advice());
        (format!("这不是地图：{zh}。{READS_ZH}{mend_zh}"), format!("This is no map but {en}. {READS_EN} {mend_en}"))
    }

    fn named(&self) -> (String, String) {
        let said = |zh: &str, en: &str| (zh.to_owned(), en.to_owned());
        let among = |names: &[String]| {
            let (zh, en) = (names.join("、"), names.join(", "));
            if names.is_empty() { Default::default() } else { (format!("（{zh}）"), format!(" ({en})")) }
        };
        match self {
            Self::File(looks_like) => said(looks_like.zh(), looks_like.en()),
            Self::Ledger => said("表格或网页，只是文件名像地图", "a workbook or page under the name of a map"),
            Self::Text => said("普通文字或 CSV 表格，不是 JSON", "plain text or CSV, no JSON"),
            Self::Records { names } => {
                let (zh, en) = among(names);
                (format!("JSON 记录列表{zh}"), format!("a JSON list of records{en}"))
            }
            Self::Object { names } => {
                let (zh, en) = among(names);
                (format!("一般的 JSON 数据{zh}"), format!("other JSON{en}"))
            }
            Self::Scalar => said("只有一个值的 JSON", "JSON of a single value"),
            Self::BareGeometry { kind } => (
                format!("单独一个 {kind} 图形，没有要素和属性"),
                format!("a bare {kind} without feature or properties"),
            ),
            Self::GeoJsonLines => said("逐行 GeoJSON（GeoJSONSeq）", "GeoJSON one feature a line (GeoJSONSeq)"),
            Self::CityJsonLines => said("逐行 CityJSON（CityJSONSeq）", "CityJSON one object a line (CityJSONSeq)"),
            Self::TopoJson => said("TopoJSON", "TopoJSON"),
            Self::EsriJson => said("ArcGIS 的 Esri JSON", "Esri JSON of ArcGIS"),
            Self::Overpass => said("Overpass 的原始 JSON", "Overpass's own JSON"),
            Self::Model => said("glTF 或 3D Tiles 三维模型", "a glTF or 3D Tiles model"),
        }
    }

    fn advice(&self) -> (&'static str, &'static str) {
        match self {
            Self::File(LooksLike::Archive) => {
                ("请先解压，再选择里面的地图文件。", "Unpack it first, then choose the map inside.")
            }
            Self::File(LooksLike::Program) => {
                ("请不要运行它，并向提供者核实。", "Do not run it; ask the one who gave it.")
            }
            Self::Ledger | Self::Text => (
                "若是台账，请把扩展名改回 .xlsx、.xls 或 .csv 再导入。",
                "If it is a ledger, give it back its extension .xlsx, .xls or .csv.",
            ),
            Self::Records { .. } | Self::Object { .. } => (
                "若是台账数据，请在原系统中导出为 .xlsx 或 .csv 再导入。",
                "If it is a ledger, export it from its own system as .xlsx or .csv.",
            ),
            Self::Overpass => {
                ("请在 Overpass turbo 中选择“导出 → GeoJSON”。", "In Overpass turbo choose export as GeoJSON.")
            }
            Self::CityJsonLines => {
                ("请用 cjio 合并为一个 CityJSON 文件再导入。", "Collect it into one CityJSON with cjio.")
            }
            Self::File(_) | Self::Scalar => ("请确认选对了文件。", "Check that it is the right file."),
            Self::BareGeometry { .. } | Self::GeoJsonLines | Self::TopoJson | Self::EsriJson | Self::Model => {
                ("请用 QGIS 等软件打开并另存为 GeoJSON 再导入。", "Open it in QGIS and save it as GeoJSON.")
            }
        }
    }
}
