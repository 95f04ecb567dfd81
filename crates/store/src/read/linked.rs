//! The records that name another: tenancies of a landlord, documents of a person, visits to a room.

use super::Reader;
use crate::error::{Result, StoreError};
use crate::table::{Record, select, table_of};
use louce_domain::change::RecordRef;
use louce_domain::field::RecordKind;
use louce_domain::space::Place;

impl Reader<'_> {
    /// The records of a kind that name `target` in the reference `link` (`person`, `landlord_person`, `visit` …), oldest
    /// first. Audit what names a person.
    pub fn records_naming<R: Record>(&self, link: &str, target: RecordRef) -> Result<Vec<R>> {
        let known = R::LINKS.iter().find(|known| **known == link);
        let link = known.ok_or_else(|| StoreError::Damaged(format!("{} has no reference {link}", R::KIND.code())))?;
        let (table, of) = (table_of(R::KIND), table_of(target.kind));
        let rest = format!("WHERE {table}.{link} = (SELECT id FROM {of} WHERE uuid = ?1) ORDER BY {table}.id");
        select(self.conn, &rest, [target.id.as_bytes()])
    }

    /// The records of a kind at exactly this place, oldest first; none for an unmatched one.
    pub fn records_at<R: Record>(&self, place: Place) -> Result<Vec<R>> {
        let table = table_of(R::KIND);
        match place {
            Place::Room(id) => self.records_naming("room", RecordRef { kind: RecordKind::Room, id: id.0 }),
            Place::Building(id) => {
                let rest = format!(
                    "WHERE {table}.building = (SELECT id FROM building WHERE uuid = ?1) AND {table}.room IS NULL
                     ORDER BY {table}.id"
                );
                select(self.conn, &rest, [id.0.as_bytes()])
            }
            Place::Site(id) => self.records_naming("site", RecordRef { kind: RecordKind::Site, id: id.0 }),
            Place::Unmatched => Ok(Vec::new()),
        }
    }

    /// The records of a kind whose place nobody has matched, oldest first.
    pub fn records_nowhere<R: Record>(&self) -> Result<Vec<R>> {
        let table = table_of(R::KIND);
        let rest = format!(
            "WHERE {table}.room IS NULL AND {table}.building IS NULL AND {table}.site IS NULL ORDER BY {table}.id"
        );
        select(self.conn, &rest, [])
    }

    /// The records of a kind anywhere in a building, its rooms included, oldest first.
    pub fn records_in_building<R: Record>(&self, id: louce_domain::id::BuildingId) -> Result<Vec<R>> {
        self.records_naming("building", RecordRef { kind: RecordKind::Building, id: id.0 })
    }
}
