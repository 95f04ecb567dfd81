//! The one search box.

/// What a search found.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct SearchView {
    /// How many there are.
    pub count: u32,
    /// Whether `count` is exact; otherwise there are at least so many.
    pub exact: bool,
    /// The first hits, best first.
    pub hits: Vec<SearchHit>,
}

/// One hit.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct SearchHit {
    /// Kind: site, building, room, person, organisation.
    pub kind: String,
    /// Identifier.
    pub id: String,
    /// Title (names of persons are masked).
    pub title: String,
    /// Where, or what else tells it apart (masked).
    pub subtitle: String,
    /// The building to fly to.
    pub building_id: Option<String>,
    /// The room to open.
    pub room_id: Option<String>,
    /// Whether what was found has ended (moved out, closed).
    pub ended: bool,
}
