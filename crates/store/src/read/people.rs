//! What pages about people ask beyond the records that name a person.

use super::Reader;
use crate::connection::Ready;
use crate::error::Result;
use louce_domain::id::PersonId;
use uuid::Uuid;

impl Reader<'_> {
    /// Everybody whose address is protected now. They are few: the table is read whole.
    pub fn protected_persons(&self) -> Result<Vec<PersonId>> {
        let sql = "SELECT DISTINCT person.uuid FROM protection JOIN person ON person.id = protection.person
                   WHERE protection.\"to\" IS NULL";
        let mut statement = self.conn.ready(sql)?;
        let found = statement.query_map([], |row| Ok(PersonId(Uuid::from_bytes(row.get(0)?))))?;
        Ok(found.collect::<rusqlite::Result<_>>()?)
    }
}
