//! What pages about people ask beyond the records that name a person.

use super::Reader;
use crate::connection::Ready;
use crate::error::Result;
use louce_domain::id::PersonId;
use uuid::Uuid;

impl Reader<'_> {
    /// Everybody whose address is protected now, under every record that a verdict says is theirs. They are few: the table
    /// is read whole.
    pub fn protected_persons(&self) -> Result<Vec<PersonId>> {
        let sql = "WITH RECURSIVE hidden (id) AS (
                       SELECT person FROM protection WHERE \"to\" IS NULL
                       UNION SELECT other FROM hidden JOIN identity_link link ON link.person = hidden.id
                             WHERE link.verdict = 'same' AND link.\"to\" IS NULL
                       UNION SELECT person FROM hidden JOIN identity_link link ON link.other = hidden.id
                             WHERE link.verdict = 'same' AND link.\"to\" IS NULL)
                   SELECT person.uuid FROM hidden JOIN person ON person.id = hidden.id";
        let mut statement = self.conn.ready(sql)?;
        let found = statement.query_map([], |row| Ok(PersonId(Uuid::from_bytes(row.get(0)?))))?;
        Ok(found.collect::<rusqlite::Result<_>>()?)
    }

    /// Whether the address of a person is protected now, under this record or under another that a verdict says is theirs.
    pub fn is_protected(&self, id: PersonId) -> Result<bool> {
        let sql = "WITH RECURSIVE same (id) AS (
                       SELECT id FROM person WHERE uuid = ?1
                       UNION SELECT other FROM same JOIN identity_link link ON link.person = same.id
                             WHERE link.verdict = 'same' AND link.\"to\" IS NULL
                       UNION SELECT person FROM same JOIN identity_link link ON link.other = same.id
                             WHERE link.verdict = 'same' AND link.\"to\" IS NULL)
                   SELECT EXISTS (SELECT 1 FROM same JOIN protection ON protection.person = same.id
                                  WHERE protection.\"to\" IS NULL)";
        Ok(self.conn.ready(sql)?.query_row([id.0.as_bytes()], |row| row.get(0))?)
    }
}
