//! What a doubtful row may speak of: records of the register with a score and the reasons, for a person to choose from.

use louce_domain::change::RecordRef;
use louce_domain::duplicate::{Evidence, Side};
use louce_domain::field::RecordKind;
use uuid::Uuid;

/// The most that are shown for one row.
pub const MOST_CANDIDATES: usize = 8;

/// A record a row may speak of. The score grades how two writings fit, never a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The record.
    pub record: RecordRef,
    /// How it is called, masked where it names a person.
    pub title: String,
    /// How well it fits, 0–100.
    pub score: u8,
    /// Why, in Chinese.
    pub evidence: Vec<String>,
}

impl Candidate {
    /// A candidate without evidence yet.
    pub fn new(kind: RecordKind, id: Uuid, title: String, score: u8) -> Self {
        Self { record: RecordRef { kind, id }, title, score, evidence: Vec::new() }
    }

    /// The same with one more reason, which counts for or against.
    #[must_use]
    pub fn because(mut self, words: &str, points: i8) -> Self {
        self.evidence.push(words.to_owned());
        self.score = self.score.saturating_add_signed(points).min(99);
        self
    }

    /// The same with what the comparison of two records found.
    #[must_use]
    pub fn compared(mut self, evidence: &[Evidence]) -> Self {
        let (for_it, against): (Vec<&Evidence>, Vec<&Evidence>) =
            evidence.iter().partition(|found| found.side() == Side::For);
        self.evidence.extend(for_it.into_iter().chain(against).map(|found| found.zh().to_owned()));
        self
    }
}

/// The best of them, best first.
pub fn best(mut candidates: Vec<Candidate>) -> Vec<Candidate> {
    candidates.sort_by(|a, b| b.score.cmp(&a.score).then(a.record.cmp(&b.record)));
    candidates.dedup_by_key(|candidate| candidate.record);
    candidates.truncate(MOST_CANDIDATES);
    candidates
}
