//! What changed since the earlier date, by kind and by whom.

use serde::{Deserialize, Serialize};

use crate::language::Term;

/// Flows of the period. They are never added to the stocks of the base numbers.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Changes {
    /// Counts of each kind by each officer. Kinds are listed in the order of their first appearance,
    /// officers by name: a handover ranks nobody.
    pub counts: Vec<ChangeCount>,
    /// Dated entries, newest first. The print lists the first
    /// [`PRINTED_CHANGES`](crate::PRINTED_CHANGES); the workbook lists all that are here.
    pub entries: Vec<ChangeEntry>,
    /// How many entries there are in all; what `entries` leaves out is said, not hidden.
    pub entries_total: u64,
}

/// How often one officer made one kind of change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeCount {
    /// Kind of change, e.g. 迁入.
    pub kind: Term,
    /// Who made it.
    pub by: String,
    /// How often.
    pub count: u64,
}

/// One change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeEntry {
    /// When, ISO date or date-time.
    pub at: String,
    /// Who made it.
    pub by: String,
    /// Kind of change, e.g. 迁出.
    pub kind: Term,
    /// The building and room it happened in, as an address.
    pub place: String,
    /// The person it concerns; masked by the report like any other name.
    pub person: Option<String>,
    /// What else is worth saying, e.g. which fields. No values of persons: it is not masked.
    pub detail: Option<Term>,
}
