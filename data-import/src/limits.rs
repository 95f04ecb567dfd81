//! What a file may cost.

use serde::{Deserialize, Serialize};
use std::time::Duration;

/// Upper bounds for reading one file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Bytes of a file that is read whole: everything but delimited text.
    pub file_bytes: u64,
    /// Bytes of delimited text, which is read as it comes.
    pub text_bytes: u64,
    /// Bytes of a map file, which is read whole.
    pub map_bytes: u64,
    /// Address space of the parsing process, bytes.
    pub child_memory: u64,
    /// CPU time of the parsing process, and the longest it may be silent; see [`Self::for_text`].
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
    /// Row number a sheet of a workbook may reach.
    pub rows: u32,
    /// Row number that delimited text may reach.
    pub text_rows: u32,
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
            text_bytes: 2 << 30,
            map_bytes: 128 << 20,
            child_memory: 1 << 30,
            child_time: Duration::from_secs(60),
            zip_entries: 1_000,
            zip_entry_bytes: 256 << 20,
            zip_total_bytes: 512 << 20,
            zip_ratio: 250,
            zip_ratio_from: 8 << 20,
            cells: 20_000_000,
            rows: 1_048_576,
            text_rows: 10_000_000,
            columns: 16_384,
            cell_chars: 32_767,
            far_gap: 10_000,
        }
    }
}

/// Bytes of delimited text, and of a map, that a slow machine reads in a second of CPU time.
const TEXT_BYTES_A_SECOND: u64 = 8 << 20;
const MAP_BYTES_A_SECOND: u64 = 4 << 20;

impl Limits {
    /// These limits for delimited text of so many bytes: its parsing process has time in proportion.
    #[must_use]
    pub fn for_text(&self, bytes: u64) -> Self {
        self.longer(Duration::from_secs(bytes.min(self.text_bytes) / TEXT_BYTES_A_SECOND))
    }

    /// These limits for a map of so many bytes.
    #[must_use]
    pub fn for_map(&self, bytes: u64) -> Self {
        self.longer(Duration::from_secs(bytes.min(self.map_bytes) / MAP_BYTES_A_SECOND))
    }

    /// These limits for the file that needs most.
    #[must_use]
    pub fn longest(&self) -> Self {
        let (text, map) = (self.for_text(u64::MAX), self.for_map(u64::MAX));
        if text.child_time > map.child_time { text } else { map }
    }

    fn longer(&self, more: Duration) -> Self {
        Self { child_time: self.child_time.saturating_add(more), ..self.clone() }
    }
}
