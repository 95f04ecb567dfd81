//! Remembered corrections (导入方案).

/// A profile: what was said about ledgers of one layout.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct ImportProfile {
    /// Profile.
    pub id: String,
    /// Name the clerk gave it.
    pub name: String,
    /// Sheets whose layout it knows.
    pub layouts: u32,
    /// Columns, values and answers it sets.
    pub corrections: u32,
    /// Who made or changed it last.
    pub user: String,
    /// When, milliseconds since 1970.
    pub at_ms: f64,
    /// Imports it served.
    pub used: u32,
}

/// All profiles of the register.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct ImportProfiles {
    /// By name.
    pub profiles: Vec<ImportProfile>,
}

/// The profile a preview was made with.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct AppliedProfile {
    /// Profile.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Sheets it knew by their layout.
    pub sheets: Vec<String>,
}
