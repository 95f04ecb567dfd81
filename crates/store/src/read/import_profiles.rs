//! Import profiles.

use super::Reader;
use crate::error::Result;
use crate::table::import_profile::{self, ImportProfile};
use uuid::Uuid;

impl Reader<'_> {
    /// Every import profile, by name.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub fn import_profiles(&self) -> Result<Vec<ImportProfile>> {
        import_profile::all(self.conn)
    }

    /// An import profile.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub fn import_profile(&self, id: Uuid) -> Result<Option<ImportProfile>> {
        import_profile::get(self.conn, id)
    }
}
