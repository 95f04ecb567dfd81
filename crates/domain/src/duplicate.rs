//! Duplicate candidates (疑似重复记录): which records may be about one and the same person, and why.
//!
//! Three steps, all pure: [`blocking_keys`] are the texts under which two such records meet, so that nobody compares all
//! with all; [`compare`] weighs one pair after Fellegi and Sunter, by the weights of one table; [`candidates`] does both
//! for a whole register, [`candidates_for`] for one record that was just written. What comes out is a [`Grade`] and the
//! list of [`Evidence`] for and against, in words. The sum behind the grade stays inside: it grades *pairs of records*,
//! never people, and nothing is merged by it; an officer decides. docs/duplicates.md has what was measured.
//!
//! Relatives share addresses, phones and birthdays and are named alike. The table is made so that twins, namesakes and
//! households stay apart: what kin share never outweighs a name that differs.

mod address;
mod birth;
mod block;
mod comparable;
mod compare;
mod evidence;
mod facts;
mod name;
mod number;
mod search;
mod slip;
mod weight;

pub use block::{BlockKind, BlockingKey, blocking_keys};
pub use compare::{Candidate, Grade, compare};
pub use evidence::{Evidence, Side};
pub use facts::{DocumentFact, PersonFacts};
pub use search::{
    CandidatePair, Found, MOST_IN_BLOCK, WideBlock, WideBlockOutcome, candidates, candidates_for, candidates_while,
};

#[cfg(test)]
mod tests;
