//! Weighing one pair of records.

use super::address::compare_addresses;
use super::birth::compare_births;
use super::comparable::Comparable;
use super::evidence::Evidence;
use super::facts::PersonFacts;
use super::name::compare_names;
use super::number::{compare_citizen_ids, compare_documents};
use super::weight::{CERTAIN, MOST_OF_ADDRESS, POSSIBLE, PROBABLE, weight};
use crate::code_list::code_list;

code_list! {
    /// How likely a pair of *records* is about one person. It says nothing about the person.
    Grade {
        /// Worth a look.
        Possible = "possible", "可能", "Possible";
        /// More likely than not.
        Probable = "probable", "很可能", "Probable";
        /// A number in common, and nothing that speaks against it.
        Certain = "certain", "基本确定", "All but certain";
    }
}

/// Two records that may be about one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// How likely.
    pub grade: Grade,
    /// What speaks for it and against it, in the order of the list.
    pub evidence: Vec<Evidence>,
}

impl Candidate {
    /// Whether the two share a number but not a name or sex (证号相同、姓名不符): one of the records is wrong, even if they are
    /// about two people.
    pub fn is_conflict(&self) -> bool {
        let unlike = [
            Evidence::NameDiffers,
            Evidence::NamePartDiffers,
            Evidence::NameDiffersByOneCharacter,
            Evidence::SexDiffers,
        ];
        self.evidence.iter().any(|evidence| shares_number(*evidence))
            && self.evidence.iter().any(|evidence| unlike.contains(evidence))
    }
}

/// Compares two records. `None` where too little speaks for one person.
pub fn compare<K, L>(a: &PersonFacts<'_, K>, b: &PersonFacts<'_, L>) -> Option<Candidate> {
    compare_read(&Comparable::read(a), &Comparable::read(b))
}

pub(super) fn compare_read(a: &Comparable<'_>, b: &Comparable<'_>) -> Option<Candidate> {
    let found = [
        compare_citizen_ids(&a.citizen_ids, &b.citizen_ids),
        compare_documents(&a.documents, &b.documents),
        compare_names(&a.names, &b.names),
        compare_births(&a.births, &b.births),
        a.sex.zip(b.sex).filter(|(a, b)| a != b).map(|_| Evidence::SexDiffers),
        shared_phone(a, b),
    ];
    let mut evidence: Vec<Evidence> = found.into_iter().flatten().collect();
    // Addresses are the costliest to compare, and most pairs are decided before.
    if sum(&evidence) + MOST_OF_ADDRESS < POSSIBLE && !evidence.iter().any(|evidence| shares_number(*evidence)) {
        return None;
    }
    evidence.extend(compare_addresses(a.hukou_address, b.hukou_address));
    grade(sum(&evidence), &evidence).map(|grade| Candidate { grade, evidence })
}

fn shared_phone(a: &Comparable<'_>, b: &Comparable<'_>) -> Option<Evidence> {
    a.phones.iter().any(|phone| b.phones.contains(phone)).then_some(Evidence::SharedPhone)
}

/// The weights in sum; by the second column beside a number that is the same or one slip apart.
fn sum(found: &[Evidence]) -> i16 {
    let slips = [Evidence::CitizenIdOneDigitApart, Evidence::DocumentOneCharacterApart];
    let beside_number = found.iter().any(|evidence| shares_number(*evidence) || slips.contains(evidence));
    let weights = found.iter().map(|evidence| weight(*evidence));
    weights.map(|weight| if beside_number { weight.beside_number } else { weight.alone }).sum()
}

/// Records with one number always meet: either they are about one person, or one of the numbers is wrong.
fn grade(sum: i16, evidence: &[Evidence]) -> Option<Grade> {
    let number_shared = evidence.iter().any(|evidence| shares_number(*evidence));
    let unopposed = number_shared && !evidence.iter().any(|evidence| names_another(*evidence));
    match sum {
        sum if sum >= CERTAIN && unopposed => Some(Grade::Certain),
        sum if sum >= PROBABLE => Some(Grade::Probable),
        sum if sum >= POSSIBLE || number_shared => Some(Grade::Possible),
        _ => None,
    }
}

fn shares_number(evidence: Evidence) -> bool {
    matches!(evidence, Evidence::SameCitizenId | Evidence::SameDocument)
}

fn names_another(evidence: Evidence) -> bool {
    matches!(
        evidence,
        Evidence::NameDiffers | Evidence::NamePartDiffers | Evidence::NameDiffersByOneCharacter | Evidence::SexDiffers
    )
}
