//! The verdicts about records that may be one person's, newest first, those taken back among them.

use super::Reader;
use crate::connection::Ready;
use crate::error::Result;
use crate::table::{select, table_of};
use louce_domain::field::RecordKind;
use louce_domain::identity_link::IdentityLink;

impl Reader<'_> {
    /// A page of the verdicts, newest first. Audit what names a person.
    pub fn verdicts(&self, offset: u32, limit: u32) -> Result<Vec<IdentityLink>> {
        let table = table_of(RecordKind::IdentityLink);
        select(self.conn, &format!("ORDER BY {table}.id DESC LIMIT ?1 OFFSET ?2"), [limit, offset])
    }

    /// How many verdicts were ever given.
    pub fn verdict_count(&self) -> Result<u64> {
        let sql = format!("SELECT count(*) FROM {}", table_of(RecordKind::IdentityLink));
        Ok(self.conn.ready(&sql)?.query_row([], |row| row.get(0))?)
    }
}
