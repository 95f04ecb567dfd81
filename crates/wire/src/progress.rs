//! Progress of anything that takes over a second.

/// How far a job is.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct Progress {
    /// Phase code: reading, matching, writing, indexing, rendering, deriving_key …
    pub phase: String,
    /// Done so far.
    pub done: u32,
    /// Of how many; 0 when not known.
    pub total: u32,
    /// How much of the phase is done, 0 to 1, where it is known otherwise than by counts.
    pub share: Option<f64>,
}
