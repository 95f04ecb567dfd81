//! What the batch keeps of a row: its cells as written, less the refused columns, and who a pending row speaks of.

use super::plan::PlannedRow;
use louce_domain::batch::RowOutcome;
use louce_import::RowFacts;
use louce_import::facts::PersonFacts;
use louce_import::proposal::RowProposal;
use louce_store::{ImportRow, StoreError};
use serde::{Deserialize, Serialize};

/// The raw part of a logged row.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct RawRow {
    /// Cells by column.
    pub cells: Vec<String>,
    /// Words of the outcome, for the clerk.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// Who a pending row speaks of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pending: Option<PendingPerson>,
}

/// Enough of a pending row's person to recognise the row when it comes again put right.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PendingPerson {
    /// Name as read.
    pub name: String,
    /// Citizen id as read.
    pub citizen_id: Option<String>,
    /// Address as written.
    pub raw_address: String,
}

fn pending_person(facts: Option<&RowFacts>) -> Option<PendingPerson> {
    let person: &PersonFacts = match facts? {
        RowFacts::Person(person) => person,
        RowFacts::Tenancy(tenancy) => tenancy.tenant.as_deref()?,
        _ => return None,
    };
    Some(PendingPerson {
        name: person.name.clone(),
        citizen_id: person.id.text.clone(),
        raw_address: person.stay.address.raw.clone(),
    })
}

/// The row as the batch keeps it.
///
/// # Errors
/// When it cannot be written as JSON.
pub fn logged(row: &RowProposal, planned: &PlannedRow) -> Result<ImportRow, StoreError> {
    let is_pending = planned.outcome == RowOutcome::Pending;
    let raw = RawRow {
        cells: row.cells.clone(),
        detail: super::preview_view::reason_of(planned),
        pending: is_pending.then(|| pending_person(row.facts.as_deref())).flatten(),
    };
    Ok(ImportRow {
        row: row.row,
        outcome: planned.outcome,
        reason: planned.reason.clone(),
        record: planned.record,
        raw: serde_json::to_string(&raw)?,
        trail: serde_json::to_string(&row.trail)?,
    })
}
