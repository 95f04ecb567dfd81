//! What a search of the whole register found replaces what was known of it.

use super::WriteTx;
use crate::duplicates;
use crate::error::Result;
use crate::table::duplicate_pair;
use louce_domain::duplicate::CandidatePair;

impl WriteTx<'_> {
    /// Replaces the pairs by those a search of the whole register found, by row numbers.
    pub fn replace_duplicates(&mut self, pairs: &[CandidatePair<i64>]) -> Result<()> {
        duplicate_pair::clear(self.conn)?;
        for pair in pairs {
            duplicate_pair::put(self.conn, pair.a, pair.b, &pair.candidate)?;
        }
        self.touched += u64::try_from(pairs.len()).unwrap_or(u64::MAX);
        duplicates::set_searched(self.conn, self.context.at_ms)
    }
}
