//! What leaves the register as a picture or on paper, as the page says it. No person.

use crate::ColourMode;

/// What a picture or a sheet shows.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct MapShown {
    /// What is told by colour; none: nothing.
    pub mode: Option<ColourMode>,
    /// The building that is open; none: the whole map.
    pub building: Option<String>,
    /// The day; none: today.
    pub as_of: Option<String>,
}

/// A sheet that the window prints itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum PrintedSheet {
    /// The map, or an opened building.
    Map,
    /// The table of rooms of a building (楼盘表).
    Table,
}

/// A print that is in the audit log: what stands at its head.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct PrintNoted {
    /// Who prints, as shown.
    pub by: String,
    /// When, milliseconds since 1970.
    pub at_ms: f64,
}
