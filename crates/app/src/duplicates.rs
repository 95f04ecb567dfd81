//! Duplicates (疑似重复): records that may be one person's, and the verdicts about them. Nothing is merged away: a verdict is a
//! record of its own that can be taken back, and both records stay as they were.

mod given;
mod pair;
mod queue;
mod search;
mod verdict;

pub use given::verdicts;
pub use pair::pair;
pub use queue::queue;
pub use search::search;
pub use verdict::{link, unlink};

use louce_domain::change::RecordRef;
use louce_domain::duplicate::{Candidate, Side};
use louce_domain::field::RecordKind;
use louce_domain::id::PersonId;
use louce_wire::{DuplicateRow, EvidenceRow, LinkRow};

fn record(id: PersonId) -> RecordRef {
    RecordRef { kind: RecordKind::Person, id: id.0 }
}

/// A pair in words: how likely, and why.
fn row(person: LinkRow, other: LinkRow, candidate: &Candidate) -> DuplicateRow {
    let reasons = candidate.evidence.iter().map(|evidence| EvidenceRow {
        code: evidence.code().to_owned(),
        zh: evidence.zh().to_owned(),
        en: evidence.en().to_owned(),
        supports: evidence.side() == Side::For,
    });
    DuplicateRow {
        person,
        other,
        grade: candidate.grade.code().to_owned(),
        grade_zh: candidate.grade.zh().to_owned(),
        reasons: reasons.collect(),
    }
}
