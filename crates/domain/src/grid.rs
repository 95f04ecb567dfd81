//! Grids (网格): the smallest areas of community work, GB/T 31000-2015 table 8, less what it asks of the workers' lives.

use crate::date::PartialDate;
use crate::field::{RecordKind, record};
use crate::id::GridId;

record! {
    /// A grid. There is no national code: practice is the community code and a serial.
    Grid(GridId): RecordKind::Grid,
    given {
        /// Police area (警务区) the record belongs to.
        area: String,
    }
    fields {
        /// Code, free text; buildings name it.
        code: String,
        /// Name (网格名称).
        name: String,
        /// Community code, GA/T 2000.33.
        community_code: Option<String>,
        /// Head of the grid (网格长).
        leader_name: Option<String>,
        /// Workers of the grid (网格员).
        worker_names: Vec<String>,
        /// Phones.
        phones: Vec<String>,
        /// Number of workers (网格员数量).
        workers: Option<u16>,
        /// Households as declared (网格户数).
        households_declared: Option<u32>,
        /// Area (网格面积), square kilometres.
        area_km2: Option<f64>,
        /// Since when.
        from: Option<PartialDate>,
        /// Until when; set means the grid was given up.
        to: Option<PartialDate>,
    }
}
