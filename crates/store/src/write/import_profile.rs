//! Keeping import profiles.

use super::WriteTx;
use crate::error::Result;
use crate::table::import_profile;
use uuid::Uuid;

impl WriteTx<'_> {
    /// Keeps a profile (JSON) under an identifier and a name; the one of that identifier is replaced.
    ///
    /// # Errors
    /// When another profile has the name, or the register cannot be written.
    pub fn put_import_profile(&mut self, id: Uuid, name: &str, body: &str) -> Result<()> {
        self.touched += 1;
        import_profile::put(self.conn, id, name, body, self.user, self.context.at_ms)
    }

    /// Counts an import that a profile served.
    ///
    /// # Errors
    /// When the register cannot be written.
    pub fn note_import_profile_used(&mut self, id: Uuid) -> Result<()> {
        import_profile::note_used(self.conn, id)
    }

    /// Forgets a profile.
    ///
    /// # Errors
    /// When the register cannot be written.
    pub fn forget_import_profile(&mut self, id: Uuid) -> Result<()> {
        self.touched += 1;
        import_profile::forget(self.conn, id)
    }
}
