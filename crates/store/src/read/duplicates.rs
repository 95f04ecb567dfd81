//! What a search for duplicates reads, and what it has found.

use super::Reader;
use crate::connection::Ready;
use crate::duplicates::{self, DuplicateSearched};
use crate::error::{Result, StoreError};
use crate::table::duplicate_pair::{self, DuplicatePair};
use crate::table::row_of;
use louce_domain::code_list::Coded;
use louce_domain::date::PartialDate;
use louce_domain::document::{DocumentType, NumberTells, number_tells};
use louce_domain::duplicate::{DocumentFact, PersonFacts};
use louce_domain::field::{FieldValue, RecordKind};
use louce_domain::id::PersonId;
use louce_domain::sex::Sex;
use rusqlite::Row;

/// What tells a person's record apart, by row number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// Row number.
    pub row: i64,
    name: String,
    former_name: Option<String>,
    foreign_surname: Option<String>,
    foreign_given_name: Option<String>,
    citizen_id: Option<String>,
    birth: Option<PartialDate>,
    sex: Sex,
    phones: Vec<String>,
    hukou_address: Option<String>,
    /// Kind and number of each document.
    documents: Vec<(String, String)>,
}

const SELECT: &str =
    "SELECT id, name, former_name, foreign_surname, foreign_given_name, citizen_id, birth_date, sex, phones,
        hukou_address, (SELECT group_concat(coalesce(kind, '') || char(9) || number, char(10)) FROM document
                        WHERE document.person = person.id)
    FROM person";

impl Identity {
    /// The facts as they are compared.
    pub fn facts(&self) -> PersonFacts<'_, i64> {
        let telling = |what: NumberTells| {
            let kind_of = |kind: &str| Coded::<DocumentType>::read(kind).listed();
            self.documents.iter().filter(move |(kind, _)| number_tells(kind_of(kind)) == what)
        };
        PersonFacts {
            foreign_surname: self.foreign_surname.as_deref(),
            foreign_given_name: self.foreign_given_name.as_deref(),
            former_names: self.former_name.as_deref().into_iter().collect(),
            citizen_ids: self
                .citizen_id
                .as_deref()
                .into_iter()
                .chain(telling(NumberTells::CitizenId).map(|(_, number)| number.as_str()))
                .collect(),
            documents: telling(NumberTells::Holder).map(|(kind, number)| DocumentFact { kind, number }).collect(),
            birth: self.birth,
            sex: self.sex,
            phones: self.phones.iter().map(String::as_str).collect(),
            hukou_address: self.hukou_address.as_deref(),
            ..PersonFacts::named(self.row, &self.name)
        }
    }

    fn read(row: &Row<'_>) -> Result<Self> {
        let field = |column: usize| row.get::<_, Option<String>>(column);
        let documents = field(10)?.unwrap_or_default();
        let documents = documents.lines().filter_map(|line| line.split_once('\t'));
        Ok(Self {
            row: row.get(0)?,
            name: row.get(1)?,
            former_name: field(2)?,
            foreign_surname: field(3)?,
            foreign_given_name: field(4)?,
            citizen_id: field(5)?,
            birth: FieldValue::from_field(field(6)?.as_deref())?,
            sex: FieldValue::from_field(field(7)?.as_deref())?,
            phones: FieldValue::from_field(field(8)?.as_deref())?,
            hukou_address: field(9)?,
            documents: documents.map(|(kind, number)| (kind.to_owned(), number.to_owned())).collect(),
        })
    }
}

impl Reader<'_> {
    /// What tells every person's record apart, in the order of their rows. Ends early with what `each` ends in.
    pub fn for_each_identity<E: From<StoreError>>(
        &self,
        mut each: impl FnMut(Identity) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut statement = self.conn.prepare(&format!("{SELECT} ORDER BY id")).map_err(StoreError::from)?;
        let mut rows = statement.query([]).map_err(StoreError::from)?;
        while let Some(row) = rows.next().map_err(StoreError::from)? {
            each(Identity::read(row)?)?;
        }
        Ok(())
    }

    /// What tells the record at a row apart.
    pub fn identity(&self, row: i64) -> Result<Option<Identity>> {
        let mut statement = self.conn.ready(&format!("{SELECT} WHERE id = ?1"))?;
        let mut rows = statement.query([row])?;
        rows.next()?.map(Identity::read).transpose()
    }

    /// How many pairs wait for a verdict.
    pub fn duplicate_count(&self) -> Result<u64> {
        duplicate_pair::count(self.conn)
    }

    /// Pairs that wait for a verdict, surest first.
    pub fn duplicate_pairs(&self, offset: u64, limit: u64) -> Result<Vec<DuplicatePair>> {
        duplicate_pair::page(self.conn, offset, limit)
    }

    /// The pair of two records as found, whatever verdict stands.
    pub fn duplicate_pair(&self, a: PersonId, b: PersonId) -> Result<Option<DuplicatePair>> {
        match (row_of(self.conn, RecordKind::Person, a.0)?, row_of(self.conn, RecordKind::Person, b.0)?) {
            (Some(a), Some(b)) => duplicate_pair::of(self.conn, a, b),
            _ => Ok(None),
        }
    }

    /// How far the register has been searched for duplicates.
    pub fn duplicate_searched(&self) -> Result<DuplicateSearched> {
        duplicates::searched(self.conn)
    }
}
