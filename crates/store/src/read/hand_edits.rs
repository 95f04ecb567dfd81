//! Which fields a person wrote last, by hand: paper does not overwrite them (DOMAIN §2.2 #18).

use super::Reader;
use crate::connection::Ready;
use crate::error::Result;
use crate::table::{kind_number, table_of};
use louce_domain::field::RecordKind;
use uuid::Uuid;

impl Reader<'_> {
    /// The fields of a kind of record whose latest change was made by hand: outside name and field.
    pub fn hand_edited_fields(&self, kind: RecordKind) -> Result<Vec<(Uuid, String)>> {
        let table = table_of(kind);
        let sql = format!(
            "SELECT {table}.uuid, latest.field
             FROM (SELECT record, field, max(id) AS id FROM change_field WHERE kind = ?1 GROUP BY record, field) latest
                  JOIN change_field f ON f.id = latest.id JOIN change ON change.id = f.change
                  JOIN {table} ON {table}.id = latest.record
             WHERE change.batch IS NULL AND change.undoes IS NULL"
        );
        let mut statement = self.conn.ready(&sql)?;
        let rows = statement.query_map([kind_number(kind)], |row| {
            let uuid: [u8; 16] = row.get(0)?;
            Ok((Uuid::from_bytes(uuid), row.get(1)?))
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}
