//! What the batch keeps of a row: its cells as written, less the refused columns, and who a pending row speaks of.

use super::plan::PlannedRow;
use louce_domain::batch::RowOutcome;
use louce_import::RowFacts;
use louce_import::facts::PersonFacts;
use louce_import::proposal::{DropReason, RowFinding, RowOutcome as Proposed, RowProposal};
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
    /// For a row that was not taken: the cells that are odd.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub odd: Vec<OddCell>,
    /// Whether the cells were purged when the retention of the file was over.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub purged: bool,
}

/// A cell that is missing or doubtful.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OddCell {
    /// Column from 0.
    pub column: u32,
    /// What is the matter, in Chinese.
    pub message: String,
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

fn odd_cells(row: &RowProposal) -> Vec<OddCell> {
    let odd = |finding: &RowFinding| Some(OddCell { column: finding.column?, message: finding.message.clone() });
    row.findings.iter().filter_map(odd).collect()
}

/// The row as the batch keeps it.
///
/// # Errors
/// When it cannot be written as JSON.
pub fn logged(row: &RowProposal, planned: &PlannedRow) -> Result<ImportRow, StoreError> {
    let is_pending = planned.outcome == RowOutcome::Pending;
    // Of a sheet without a header nobody knows what its columns hold: its cells are shown once, never kept.
    let is_kept = row.outcome != Proposed::Dropped(DropReason::NoHeader);
    let raw = RawRow {
        cells: if is_kept { row.cells.clone() } else { Vec::new() },
        detail: super::preview_view::reason_of(planned),
        pending: is_pending.then(|| pending_person(row.facts.as_deref())).flatten(),
        odd: if is_pending || planned.outcome == RowOutcome::Rejected { odd_cells(row) } else { Vec::new() },
        purged: false,
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
