//! What a file may cost.

use serde::{Deserialize, Serialize};
use std::time::Duration;

/// Upper bounds for reading one file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Bytes of the file itself.
    pub file_bytes: u64,
    /// Address space of the parsing process, bytes.
    pub child_memory: u64,
    /// Wall-clock and CPU time of the parsing process.
    pub child_time: Duration,
    /// Entries of a zip archive.
    pub zip_entries: usize,
    /// Bytes of one archive entry, inflated.
    pub zip_entry_bytes: u64,
    /// Bytes of all archive entries, inflated.
    pub zip_total_bytes: u64,
    /// Inflated : packed, looked at only once an entry exceeds [`Self::zip_ratio_from`].
    pub zip_ratio: u64,
    /// Inflated bytes from which the ratio counts.
    pub zip_ratio_from: u64,
    /// Cells with a value, over all sheets.
    pub cells: u64,
    /// Row number a sheet may reach.
    pub rows: u32,
    /// Columns a sheet may have.
    pub columns: u32,
    /// Characters of one cell; longer text is cut with a warning.
    pub cell_chars: usize,
    /// Empty rows after which what follows is no longer the same table.
    pub far_gap: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 64 << 20,
            child_memory: 1 << 30,
            child_time: Duration::from_secs(60),
            zip_entries: 1_000,
            zip_entry_bytes: 256 << 20,
            zip_total_bytes: 512 << 20,
            zip_ratio: 250,
            zip_ratio_from: 8 << 20,
            cells: 20_000_000,
            rows: 1_048_576,
            columns: 16_384,
            cell_chars: 32_767,
            far_gap: 10_000,
        }
    }
}
