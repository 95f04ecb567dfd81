//! Records whose findings are nothing but their dates: documents, visits, care notes, protections, grids.

use super::written::{end_before_begin, not_listed, words};
use super::{Finding, FindingCode};
use crate::care::{CareNote, Protection};
use crate::document::Document;
use crate::grid::Grid;
use crate::visit::Visit;

/// What is missing or doubtful in a document that is still used.
pub fn document(document: &Document) -> Vec<Finding> {
    let expired = document.until.filter(|_| document.to.is_none());
    let expired = expired.map(|date| Finding::from_date(FindingCode::DocumentExpired, date));
    let ends = end_before_begin(document.from, document.until).or_else(|| end_before_begin(document.from, document.to));
    expired.into_iter().chain(ends).chain(not_listed([words(document.kind.as_ref())])).collect()
}

/// A promised visit that was not made yet.
pub fn visit(visit: &Visit) -> Vec<Finding> {
    let promised = visit.again_on.filter(|_| visit.kept_on.is_none());
    promised.map(|date| Finding::from_date(FindingCode::VisitPromised, date)).into_iter().collect()
}

/// A care note that has to be reviewed. What it says is not repeated here.
pub fn care_note(note: &CareNote) -> Vec<Finding> {
    let review = note.review_on.filter(|_| note.to.is_none());
    review.map(|date| Finding::from_date(FindingCode::CareReviewDue, date)).into_iter().collect()
}

/// A protection that has to be reviewed.
pub fn protection(protection: &Protection) -> Vec<Finding> {
    let review = protection.review_on.filter(|_| protection.to.is_none());
    review.map(|date| Finding::from_date(FindingCode::ProtectionReviewDue, date)).into_iter().collect()
}

/// What is doubtful in a grid.
pub fn grid(grid: &Grid) -> Vec<Finding> {
    end_before_begin(grid.from, grid.to).into_iter().collect()
}
