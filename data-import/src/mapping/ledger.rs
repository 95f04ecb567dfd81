//! Which ledger (台账) a sheet is, by the fields of its columns.

use crate::field::FieldCode as F;
use crate::proposal::{ColumnMeaning, ColumnProposal, LedgerKind};
use std::collections::HashSet;

/// The ledger that columns make.
pub(super) fn ledger_of(columns: &[ColumnProposal]) -> LedgerKind {
    let fields: HashSet<F> = columns
        .iter()
        .filter_map(|column| match column.meaning {
            ColumnMeaning::Field(field) => Some(field),
            _ => None,
        })
        .collect();
    let any = |wanted: &[F]| wanted.iter().any(|field| fields.contains(field));
    if any(&[F::VisitOn]) && any(&[F::VisitPurpose, F::VisitContent, F::Met]) {
        LedgerKind::Visits
    } else if any(&[F::PlateState, F::PlateKind, F::SurveyedOn]) && !any(&[F::Name]) {
        LedgerKind::Plates
    } else if any(&[F::GridLeader, F::GridWorkers]) && any(&[F::Grid]) && !any(&[F::Name]) {
        LedgerKind::Grids
    } else if any(&[F::OrgName]) && any(&[F::Name]) && any(&[F::Post, F::Department, F::EmployedFrom]) {
        LedgerKind::Employees
    } else if any(&[F::OrgName]) {
        LedgerKind::Organisation
    } else if any(&[F::Units, F::FloorsAbove, F::HouseholdsDeclared]) && any(&[F::Building]) && !any(&[F::Name]) {
        LedgerKind::Building
    } else if any(&[F::RentalNo, F::RoomsLet, F::AgreementSigned]) || (any(&[F::OwnerName]) && any(&[F::Rent])) {
        LedgerKind::Rental
    } else if any(&[F::RoomKind, F::RoomStatus, F::CertNo]) {
        LedgerKind::RoomSurvey
    } else if any(&[F::PermitNo, F::Reason, F::DwellingKind, F::IntendedUntil]) && any(&[F::Name]) {
        LedgerKind::FloatingPopulation
    } else if any(&[F::Name, F::CitizenId]) {
        LedgerKind::Person
    } else if any(&[F::Building]) && any(&[F::Room]) {
        LedgerKind::RoomSurvey
    } else {
        LedgerKind::NoRecords
    }
}
