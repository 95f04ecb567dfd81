//! What the area looks like (移交区域图).

use serde::{Deserialize, Serialize};

/// A picture of the area's buildings, drawn by the caller.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct AreaPicture {
    /// The picture as a PNG file.
    pub png: Vec<u8>,
    /// Who has to be named for the map data under it (数据来源); empty for none.
    pub source: String,
}
