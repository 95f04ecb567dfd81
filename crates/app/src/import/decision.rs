//! What a person decided about single rows: said now, or remembered from the last time the same row came.

use super::candidate::Candidate;
use louce_domain::change::RecordRef;
use louce_domain::field::RecordKind;
use louce_import::RowFacts;
use louce_import::facts::Stated;
use louce_store::RowDecided;
use louce_wire::{RowDecision, RowTake};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use uuid::Uuid;

/// What to do with a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Take {
    /// It speaks of this record.
    Candidate(Uuid),
    /// It speaks of somebody or something new.
    New,
    /// Where it contradicts the register, the ledger is right.
    Ledger,
    /// Where it contradicts the register, the register is right.
    Register,
    /// The people of one cell are as proposed.
    Split,
    /// It stays waiting.
    Wait,
}

impl Take {
    fn read(take: &RowTake) -> Self {
        match take {
            RowTake::Candidate { id } => id.parse().map_or(Self::Wait, Self::Candidate),
            RowTake::New => Self::New,
            RowTake::Ledger => Self::Ledger,
            RowTake::Register => Self::Register,
            RowTake::Split => Self::Split,
            RowTake::Wait => Self::Wait,
        }
    }

    /// What is remembered of it, with the record the row became or met; none where nothing needs to be.
    fn remembered(self, record: Option<Uuid>) -> Option<(&'static str, Option<Uuid>)> {
        match self {
            Self::Candidate(id) => Some(("candidate", Some(id))),
            Self::New => Some(("new", record)),
            Self::Ledger => Some(("ledger", record)),
            Self::Register => Some(("register", record)),
            Self::Split => Some(("split", record)),
            Self::Wait => None,
        }
    }

    /// What a remembered decision means when the same row comes again: what was new is known now, and the ledger's value
    /// stands in the register unless somebody knew better since.
    fn again(decided: &RowDecided) -> Option<Self> {
        match decided.take.as_str() {
            "candidate" | "new" => decided.record.map(Self::Candidate),
            "register" => Some(Self::Register),
            "split" => Some(Self::Split),
            _ => None,
        }
    }
}

/// The decisions said about a file, by sheet name and row. One row may raise two doubts, so it may have several.
#[derive(Debug, Clone, Default)]
pub struct Decisions(HashMap<(String, u32), Vec<Take>>);

impl Decisions {
    /// The decisions of the wizard.
    pub fn of(decisions: &[RowDecision]) -> Self {
        let mut by_row: HashMap<(String, u32), Vec<Take>> = HashMap::new();
        for decision in decisions {
            let takes = by_row.entry((decision.sheet.clone(), decision.row)).or_default();
            takes.push(Take::read(&decision.take));
        }
        Self(by_row)
    }

    /// Whether nothing was said of any row.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What was said of a row.
    pub fn of_row(&self, sheet: &str, row: u32) -> Takes {
        if self.0.is_empty() {
            return Takes::default();
        }
        Takes { list: self.0.get(&(sheet.to_owned(), row)).cloned().unwrap_or_default(), ..Takes::default() }
    }
}

/// What was decided about the row at hand.
#[derive(Debug, Clone, Default)]
pub struct Takes {
    list: Vec<Take>,
    /// Whether it comes from memory and not from the wizard.
    is_remembered: bool,
}

impl Takes {
    /// What memory says of a row.
    pub fn again(decided: &[RowDecided]) -> Self {
        Self { list: decided.iter().filter_map(Take::again).collect(), is_remembered: true }
    }

    /// The same without the word that the register is right.
    #[must_use]
    pub fn without_register(mut self) -> Self {
        self.list.retain(|take| *take != Take::Register);
        self
    }

    /// Whether nothing was said.
    pub const fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Whether a person said it about this very row in this very file.
    pub const fn is_said_now(&self) -> bool {
        !self.list.is_empty() && !self.is_remembered
    }

    /// The chosen record of one of these kinds, among the candidates or beside them.
    pub fn chosen(&self, candidates: &[Candidate], kinds: &[RecordKind]) -> Option<RecordRef> {
        self.list.iter().find_map(|take| match take {
            Take::Candidate(id) => candidates
                .iter()
                .map(|candidate| candidate.record)
                .find(|record| record.id == *id && kinds.contains(&record.kind)),
            _ => None,
        })
    }

    /// The identifiers that were chosen.
    pub fn chosen_ids(&self) -> impl Iterator<Item = Uuid> {
        self.list.iter().filter_map(|take| match take {
            Take::Candidate(id) => Some(*id),
            _ => None,
        })
    }

    /// Whether a doubt is settled by something new. It settles one doubt: the next needs a word of its own.
    pub fn take_new(&mut self) -> bool {
        let at = self.list.iter().position(|take| *take == Take::New);
        at.map(|at| self.list.remove(at)).is_some()
    }

    /// Whether the people of one cell are as proposed.
    pub fn says_split(&self) -> bool {
        self.list.contains(&Take::Split)
    }

    /// Whether something new is said.
    pub fn says_new(&self) -> bool {
        self.list.contains(&Take::New)
    }

    /// Whether the ledger is right where it contradicts the register.
    pub fn is_for_ledger(&self) -> bool {
        self.list.contains(&Take::Ledger)
    }

    /// Whether it was said in so many words that the register is right.
    pub fn says_register(&self) -> bool {
        self.list.contains(&Take::Register)
    }

    /// Whether the register is right. Whoever names the record and says no more leaves it as it is.
    pub fn is_for_register(&self) -> bool {
        let names_record = self.list.iter().any(|take| matches!(take, Take::Candidate(_)));
        self.list.contains(&Take::Register) || (names_record && !self.is_for_ledger())
    }

    /// What is to be remembered of it.
    pub fn to_remember(&self, key: [u8; 32], record: Option<Uuid>) -> Vec<RowDecided> {
        let remembered = self.list.iter().filter_map(|take| take.remembered(record));
        remembered.map(|(take, record)| RowDecided { key, take: take.to_owned(), record }).collect()
    }
}

/// What tells one row's words from another's, wherever they stand.
pub fn row_key(facts: &RowFacts, stated: &[Stated]) -> Option<[u8; 32]> {
    let said = serde_json::to_vec(&(facts, stated)).ok()?;
    Some(Sha256::digest(said).into())
}

/// What tells the name of a site, for the decision what site it means.
pub fn site_key(name: &str) -> [u8; 32] {
    Sha256::digest(format!("site\u{0}{name}")).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(takes: &[RowTake]) -> Takes {
        let decisions: Vec<_> =
            takes.iter().map(|take| RowDecision { sheet: String::new(), row: 3, take: take.clone() }).collect();
        Decisions::of(&decisions).of_row("", 3)
    }

    #[test]
    fn one_word_settles_one_doubt() {
        let mut takes = said(&[RowTake::New]);
        assert!(takes.take_new(), "the address is a new one");
        assert!(!takes.take_new(), "that the person is new too was not said");
    }

    #[test]
    fn who_names_the_record_leaves_it_as_it_is() {
        let id = Uuid::from_u128(7).to_string();
        assert!(said(&[RowTake::Candidate { id: id.clone() }]).is_for_register(), "only who it is was said");
        let both = said(&[RowTake::Candidate { id }, RowTake::Ledger]);
        assert!(!both.is_for_register() && both.is_for_ledger(), "and here that the ledger is right as well");
    }

    #[test]
    fn what_was_new_is_known_when_it_comes_again() {
        let id = Uuid::from_u128(7);
        let kept = said(&[RowTake::New]).to_remember([1; 32], Some(id));
        assert_eq!(Takes::again(&kept).chosen_ids().collect::<Vec<_>>(), [id], "the record made then");
        let kept = said(&[RowTake::Ledger]).to_remember([1; 32], Some(id));
        assert!(Takes::again(&kept).is_empty(), "newer knowledge is not overruled by an old word for the ledger");
    }
}
