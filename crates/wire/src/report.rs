//! The handover report (交接清单).

/// What to report and where to.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct ReportOrder {
    /// Format: pdf, xlsx, html.
    pub format: String,
    /// Police area; none is the whole register.
    pub area: Option<String>,
    /// Site to report; none is all.
    pub site: Option<String>,
    /// Changes since this date (ISO).
    pub since: Option<String>,
    /// Who hands over.
    pub from_officer: Option<String>,
    /// Who takes over.
    pub to_officer: Option<String>,
    /// Who supervises.
    pub supervisor: Option<String>,
    /// Whether names, ids and phones stand in full (audited) or masked.
    pub full_names: bool,
    /// Whether a picture of the area is put in; a workbook has none.
    #[serde(default = "with_picture")]
    pub picture: bool,
    /// Language: zh or en.
    pub language: String,
    /// Path to write to.
    pub out: String,
}

/// A report shows its area unless it is told not to.
fn with_picture() -> bool {
    true
}

/// A written report.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct ReportWritten {
    /// Path.
    pub path: String,
    /// Size, bytes.
    pub bytes: u32,
    /// Rooms listed.
    pub rooms: u32,
    /// Persons listed.
    pub persons: u32,
}
