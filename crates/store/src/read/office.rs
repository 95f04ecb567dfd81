//! Organisations whose addresses do not agree (楼宇经济), along the index of what was derived when they were written.

use super::Reader;
use crate::connection::Ready;
use crate::error::Result;
use crate::table::address_mismatch;
use louce_domain::id::OrganisationId;
use louce_domain::office::{AddressMismatch, HomeDivision};
use rusqlite::params;
use uuid::Uuid;

/// An organisation in the list of mismatches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MismatchListing {
    /// The organisation.
    pub organisation: OrganisationId,
    /// Its name.
    pub name: String,
    /// How its addresses disagree, and which are missing.
    pub mismatches: Vec<AddressMismatch>,
}

/// Those that disagree, as [`AddressMismatch::is_disagreement`] has them.
const DISAGREEING: &str = "'out_of_district', 'other_building', 'other_room', 'unmatched'";

impl Reader<'_> {
    /// The division the register is kept for.
    pub fn home_division(&self) -> Result<HomeDivision> {
        address_mismatch::home(self.conn)
    }

    /// How many organisations there are with each kind of mismatch, in the order of the list.
    pub fn mismatch_counts(&self) -> Result<Vec<(AddressMismatch, u64)>> {
        let mut statement = self.conn.ready("SELECT count(*) FROM address_mismatch WHERE code = ?1")?;
        let count = |kind: &AddressMismatch| Ok((*kind, statement.query_row([kind.code()], |row| row.get(0))?));
        AddressMismatch::ALL.iter().map(count).collect()
    }

    /// How many organisations have a mismatch of a kind; without a kind, whose addresses disagree in any way.
    pub fn mismatch_count(&self, kind: Option<AddressMismatch>) -> Result<u64> {
        let Some(kind) = kind else {
            let sql =
                format!("SELECT count(DISTINCT organisation) FROM address_mismatch WHERE code IN ({DISAGREEING})");
            return Ok(self.conn.ready(&sql)?.query_row([], |row| row.get(0))?);
        };
        let sql = "SELECT count(*) FROM address_mismatch WHERE code = ?1";
        Ok(self.conn.ready(sql)?.query_row([kind.code()], |row| row.get(0))?)
    }

    /// A page of the organisations with a mismatch of a kind; without a kind, of all whose addresses disagree. In the
    /// order in which they were entered.
    pub fn mismatched(&self, kind: Option<AddressMismatch>, offset: u32, limit: u32) -> Result<Vec<MismatchListing>> {
        let which = match kind {
            Some(kind) => {
                format!("SELECT organisation FROM address_mismatch WHERE code = '{kind}' ORDER BY organisation")
            }
            None => format!(
                "SELECT DISTINCT organisation FROM address_mismatch WHERE code IN ({DISAGREEING}) ORDER BY organisation"
            ),
        };
        let sql = format!(
            "SELECT page.organisation, organisation.uuid, organisation.name FROM ({which} LIMIT ?1 OFFSET ?2) page
             CROSS JOIN organisation ON organisation.id = page.organisation ORDER BY page.organisation"
        );
        let mut statement = self.conn.ready(&sql)?;
        let found = statement
            .query_map(params![limit, offset], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
            .collect::<rusqlite::Result<Vec<(i64, [u8; 16], String)>>>()?;
        let listing = |(row, uuid, name): (i64, [u8; 16], String)| {
            let mismatches = self.mismatches_of(row)?;
            Ok(MismatchListing { organisation: OrganisationId(Uuid::from_bytes(uuid)), name, mismatches })
        };
        found.into_iter().map(listing).collect()
    }

    fn mismatches_of(&self, organisation: i64) -> Result<Vec<AddressMismatch>> {
        let mut statement = self.conn.ready("SELECT code FROM address_mismatch WHERE organisation = ?1")?;
        let codes =
            statement.query_map([organisation], |row| row.get(0))?.collect::<rusqlite::Result<Vec<String>>>()?;
        let mut found: Vec<AddressMismatch> = codes.iter().filter_map(|code| code.parse().ok()).collect();
        found.sort_unstable();
        Ok(found)
    }
}
