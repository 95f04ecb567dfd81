//! Progress of anything that takes over a second.

/// How far a job is.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct Progress {
    /// Phase code: reading, planning, writing, indexing, rendering, deriving_key …
    pub phase: String,
    /// Done so far.
    pub done: u32,
    /// Of how many; 0 when not known.
    pub total: u32,
}
