//! Numbers that are issued once: the citizen id, other documents, phones.

use super::evidence::Evidence;
use super::facts::DocumentFact;
use super::slip::one_slip_apart;
use super::weight::weight;
use crate::citizen_id::{CellForm, CitizenIdReading, CitizenIdState, read_citizen_id};

/// Shorter texts identify nobody.
const SHORTEST_CITIZEN_ID: usize = 12;
const SHORTEST_DOCUMENT: usize = 5;
const SHORTEST_PHONE: usize = 7;
/// How many places two numbers nearly agree within.
const NEARLY: usize = 3;

/// A citizen id in the one form that is compared.
#[derive(Debug, Clone)]
pub(super) struct IdNumber {
    /// 18 characters, also of a 15-digit number; otherwise what was written.
    pub(super) text: Box<str>,
    /// Whether a checksum was written and holds.
    proved: bool,
    /// Whether 15 digits were written, whose check character is therefore ours.
    fifteen: bool,
}

impl IdNumber {
    /// `None` where nothing that could be a number was written.
    pub(super) fn of(reading: &CitizenIdReading) -> Option<Self> {
        let fifteen = reading.state == CitizenIdState::FifteenDigit;
        let text = reading.upgrade_offer.as_deref().or(reading.text.as_deref())?;
        let text: String = text.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_uppercase();
        let identifies = text.len() >= SHORTEST_CITIZEN_ID && varies(&text);
        let proved = reading.state == CitizenIdState::Ok;
        identifies.then(|| Self { text: text.into_boxed_str(), proved, fifteen })
    }

    /// Reads a number as written.
    pub(super) fn read(written: &str) -> CitizenIdReading {
        read_citizen_id(written, CellForm::Text)
    }

    /// The number without century and check character, as the first generation had it: what slips there does not part.
    pub(super) fn first_generation(&self) -> String {
        let parts = self.text.get(..6).zip(self.text.get(8..17)).filter(|_| self.text.len() == 18);
        parts.map_or_else(|| self.text.to_string(), |(division, rest)| format!("{division}{rest}"))
    }

    /// Division and birth date, and the last four characters: a slip in one leaves the other.
    pub(super) fn ends(&self) -> [&str; 2] {
        let end = self.text.len().saturating_sub(4);
        [self.text.get(..14).unwrap_or_default(), self.text.get(end..).unwrap_or_default()]
    }

    /// The 17 digits before the check character.
    fn body(&self) -> &[u8] {
        let bytes = self.text.as_bytes();
        bytes.get(..bytes.len().min(17)).unwrap_or_default()
    }
}

/// The kindest of what can be said of two records' citizen ids. `None` where one has none.
pub(super) fn compare_citizen_ids(a: &[IdNumber], b: &[IdNumber]) -> Option<Evidence> {
    let pairs = a.iter().flat_map(|x| b.iter().map(move |y| compare_citizen_id(x, y)));
    pairs.max_by_key(|evidence| weight(*evidence).alone)
}

fn compare_citizen_id(a: &IdNumber, b: &IdNumber) -> Evidence {
    if a.text == b.text {
        return Evidence::SameCitizenId;
    }
    if a.proved && b.proved {
        return Evidence::CitizenIdDiffers;
    }
    if a.fifteen || b.fifteen {
        // People registered on one day are numbered in a row: without a check character that is no slip.
        let in_a_row = a.body().get(..14) == b.body().get(..14);
        let slip = !in_a_row && one_slip_apart(a.body(), b.body());
        return if slip { Evidence::CitizenIdOneDigitApart } else { Evidence::CitizenIdDiffers };
    }
    if one_slip_apart(a.text.as_bytes(), b.text.as_bytes()) {
        return Evidence::CitizenIdOneDigitApart;
    }
    let near = strsim::osa_distance(&a.text, &b.text) <= NEARLY;
    if near { Evidence::CitizenIdNearlyAgrees } else { Evidence::CitizenIdDiffers }
}

/// A document in the form that is compared.
#[derive(Debug, Clone)]
pub(super) struct DocumentNumber {
    pub(super) kind: Box<str>,
    pub(super) number: Box<str>,
}

impl DocumentNumber {
    /// `None` where the text is too short or too uniform to identify a document.
    pub(super) fn read(document: &DocumentFact<'_>) -> Option<Self> {
        let number: String = document.number.chars().filter(char::is_ascii_alphanumeric).collect();
        let identifies = number.len() >= SHORTEST_DOCUMENT && varies(&number);
        identifies.then(|| Self {
            kind: document.kind.trim().to_lowercase().into_boxed_str(),
            number: number.to_ascii_uppercase().into_boxed_str(),
        })
    }
}

/// The kindest of what can be said of two records' documents. `None` where they have no kind in common.
pub(super) fn compare_documents(a: &[DocumentNumber], b: &[DocumentNumber]) -> Option<Evidence> {
    let pairs = a.iter().flat_map(|x| b.iter().filter(|y| y.kind == x.kind).map(move |y| (x, y)));
    let compared = pairs.map(|(x, y)| match x.number == y.number {
        true => Evidence::SameDocument,
        false if slipped(x.number.as_bytes(), y.number.as_bytes()) => Evidence::DocumentOneCharacterApart,
        false => Evidence::DocumentDiffers,
    });
    compared.max_by_key(|evidence| weight(*evidence).alone)
}

/// Whether one slip lies between two document numbers before their last two signs: there, families are issued documents
/// in a row.
fn slipped(a: &[u8], b: &[u8]) -> bool {
    let front = |number: &'_ [u8]| number.len().saturating_sub(2);
    one_slip_apart(a, b) && a.get(..front(a)) != b.get(..front(b))
}

/// The digits of a phone without country code. `None` where they are too few or a mere filling.
pub(super) fn read_phone(phone: &str) -> Option<Box<str>> {
    let bare = phone.trim().trim_start_matches("+86").trim_start_matches("0086");
    let digits: String = bare.chars().filter(char::is_ascii_digit).collect();
    (digits.len() >= SHORTEST_PHONE && varies(&digits)).then(|| digits.into_boxed_str())
}

/// Whether more than two different signs occur: 00000000 and 11111111111 are fillings.
fn varies(text: &str) -> bool {
    let mut seen: Vec<u8> = Vec::with_capacity(3);
    for byte in text.bytes() {
        if !seen.contains(&byte) {
            seen.push(byte);
        }
        if seen.len() > 2 {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::citizen_id::{check_character, upgrade_fifteen_digit};

    fn number(written: &str) -> Vec<IdNumber> {
        IdNumber::of(&IdNumber::read(written)).into_iter().collect()
    }

    fn full(body: &str) -> String {
        format!("{body}{}", check_character(body).unwrap())
    }

    #[test]
    fn one_number_in_two_generations_is_one() {
        let old = "330299800105123";
        let new = upgrade_fifteen_digit(old).unwrap();
        assert_eq!(
            compare_citizen_ids(&number(old), &number(&new)),
            Some(Evidence::SameCitizenId),
            "15 digits and their 18 characters"
        );
    }

    #[test]
    fn a_slip_is_told_from_a_neighbour_in_the_sequence() {
        let id = full("33029919800105123");
        let (next, slip) = (full("33029919800105125"), id.replacen("0105", "0106", 1));
        let compared = |other: &str| compare_citizen_ids(&number(&id), &number(other));
        assert_eq!(compared(&next), Some(Evidence::CitizenIdDiffers), "twins: both numbers prove themselves");
        assert_eq!(compared(&slip), Some(Evidence::CitizenIdOneDigitApart), "the checksum fails after a slip");
        assert_eq!(compared("330299800105125"), Some(Evidence::CitizenIdDiffers), "the twin's 15-digit number");
        assert_eq!(compared("330299810105123"), Some(Evidence::CitizenIdOneDigitApart), "a slip in 15 digits");
        assert_eq!(
            compared(id.get(..17).unwrap()),
            Some(Evidence::CitizenIdOneDigitApart),
            "the last character is missing"
        );
    }

    #[test]
    fn fillings_identify_nobody() {
        assert!(number("111111111111111111").is_empty(), "one digit over and over");
        assert!(number("无").is_empty(), "无 is an answer, not a number");
        assert_eq!(read_phone("00000000000"), None, "nobody's phone");
        assert_eq!(read_phone("+86 139-0000-1234").as_deref(), Some("13900001234"), "a phone is its digits");
    }
}
