//! The table of weights: how much each piece of evidence says, in bits, after Fellegi and Sunter (1969).
//!
//! A weight is log₂ of how often the evidence is seen between two records of one person over how often between records
//! of two. Orders of magnitude behind it: a Chinese name is shared by about one pair in a few thousand (11 bits with
//! slips allowed for), a birth date by one in 25,000 (15), a number by nobody (40). Phones and addresses are as rare as
//! names among strangers, but relatives share them: so the penalty of a differing name is set to outweigh birth date,
//! phone and address together (15 + 14 + 14), which is what twins have in common.
//!
//! Beside a number in common relatives are no longer the other explanation, and birth and sex are already inside the
//! number: the second column holds there. One set of weights serves every register; none is learnt from its people.

use super::evidence::Evidence;

/// What one piece of evidence weighs, in bits: positive for one person, negative for two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Weight {
    /// Where the records have no number in common.
    pub(super) alone: i16,
    /// Where a citizen id or document is the same, or a citizen id is one slip apart.
    pub(super) beside_number: i16,
}

/// From this sum on a pair is shown at all: the name and the birth date, or the name and the phone.
pub(super) const POSSIBLE: i16 = 24;
/// From this sum on: name, birth date and phone; a citizen id whose name differs by one character.
pub(super) const PROBABLE: i16 = 34;
/// From this sum on, with a number in common and no other name or sex: one citizen id and names that sound alike.
pub(super) const CERTAIN: i16 = 46;
/// The most an address can add: a pair that cannot reach [`POSSIBLE`] with it need not have it read.
pub(super) const MOST_OF_ADDRESS: i16 = 14;

/// The table.
pub(super) const fn weight(evidence: Evidence) -> Weight {
    let (alone, beside_number) = match evidence {
        Evidence::SameCitizenId => (40, 40),
        Evidence::CitizenIdOneDigitApart => (28, 28),
        Evidence::CitizenIdNearlyAgrees => (1, 1),
        Evidence::CitizenIdDiffers => (-26, -26),
        Evidence::SameDocument => (32, 32),
        Evidence::DocumentOneCharacterApart => (20, 20),
        Evidence::DocumentDiffers => (-1, 0),
        Evidence::SameName => (11, 11),
        Evidence::FormerNameMatches => (10, 10),
        Evidence::NameSoundsAlike => (6, 7),
        Evidence::NameSpeltAlike => (10, 10),
        Evidence::NameFitsGap => (5, 6),
        Evidence::NamePartMissing => (3, 4),
        Evidence::NameDiffersByOneCharacter => (-21, -2),
        Evidence::NamePartDiffers => (-21, -4),
        Evidence::NameDiffers => (-26, -12),
        Evidence::SameBirth => (15, 4),
        Evidence::SameBirthNewYearsDay => (8, 2),
        Evidence::BirthDayMonthSwapped => (9, 2),
        Evidence::BirthAgreesToMonth => (9, 2),
        Evidence::BirthAgreesToYear => (5, 1),
        Evidence::BirthOneDigitApart => (4, 1),
        Evidence::BirthYearDiffers => (2, 1),
        Evidence::BirthSameYear => (-3, -1),
        Evidence::BirthDiffers => (-15, -4),
        Evidence::SexDiffers => (-6, -3),
        Evidence::SharedPhone => (14, 5),
        Evidence::HukouAddressAgrees => (14, 4),
        Evidence::HukouAddressSimilar => (9, 3),
        Evidence::HukouAddressDiffers => (-1, -1),
    };
    Weight { alone, beside_number }
}
