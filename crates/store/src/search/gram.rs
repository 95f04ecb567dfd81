//! Grams: what the index knows of a text. Pure functions.
//!
//! Of each character its unigram; of each neighbouring pair its bigram; of each three neighbouring ASCII letters, digits
//! or dashes their trigram; of each four letters theirs. So Chinese is found by pairs, numbers and room shorthands by
//! triples, pinyin by triples and fours, and whatever mixes them by the pairs where they meet. In the entries of persons,
//! whose long numbers hold every short one, one or two digits alone have no gram: a scan finds such a hit at once. Grams
//! are written in hexadecimal, so that no tokenizer's table of Unicode can differ from ours.

use louce_domain::field::RecordKind;

/// Whether one and two digits have grams.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Digits {
    /// They have.
    All,
    /// They have not: the entries of persons.
    Triples,
}

impl Digits {
    /// As the entry of this number has them.
    pub(crate) fn of(entry: i64) -> Self {
        if super::entry_kind(entry) == Some(RecordKind::Person) { Self::Triples } else { Self::All }
    }

    /// Whether a gram of these characters is left out.
    fn omit(self, gram: &[char]) -> bool {
        self == Self::Triples && gram.len() < 3 && gram.iter().all(|c| is_digit(*c))
    }
}

/// ASCII letters, digits and the dash of shorthands.
const fn is_plain(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-'
}

/// Digits and the dash: too common alone.
const fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || c == '-'
}

/// Grams do not reach over spaces or field marks.
fn is_break(c: char) -> bool {
    c.is_control() || c.is_whitespace()
}

/// All grams of a text, as the document given to the index.
pub(crate) fn document(text: &str, digits: Digits) -> String {
    let mut out = String::with_capacity(text.len() * 12);
    // The last characters, oldest first.
    let mut window: Vec<char> = Vec::with_capacity(5);
    for c in text.chars() {
        if is_break(c) {
            window.clear();
            continue;
        }
        window.push(c);
        if window.len() > 4 {
            window.remove(0);
        }
        for start in 0..window.len() {
            let gram = window.get(start..).unwrap_or_default();
            if is_gram(gram) && !digits.omit(gram) {
                word(&mut out, gram);
            }
        }
    }
    out
}

/// Whether these neighbours make a gram.
fn is_gram(chars: &[char]) -> bool {
    match chars.len() {
        0 => false,
        1 | 2 => true,
        3 => chars.iter().all(|c| is_plain(*c)),
        4 => chars.iter().all(char::is_ascii_lowercase),
        _ => false,
    }
}

fn word(out: &mut String, chars: &[char]) {
    if !out.is_empty() {
        out.push(' ');
    }
    spell(out, chars);
}

/// One gram in hexadecimal, its characters told apart by `g`.
fn spell(out: &mut String, chars: &[char]) {
    for (i, c) in chars.iter().enumerate() {
        if i > 0 {
            out.push('g');
        }
        hexadecimal(out, u32::from(*c));
    }
}

/// A number in lower-case hexadecimal without leading zeros. By hand: an import spells tens of millions of them.
fn hexadecimal(out: &mut String, number: u32) {
    let digits = (u32::BITS - number.leading_zeros()).div_ceil(4).max(1);
    let nibbles = (0..digits).rev().map(|place| (number >> (4 * place)) & 0xf);
    out.extend(nibbles.filter_map(|nibble| char::from_digit(nibble, 16)));
}

/// What the index has to be asked for a term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Asked {
    /// Grams that every text containing the term has.
    pub(crate) grams: Vec<String>,
    /// Whether having them means containing the term, so that no text need be read.
    pub(crate) exact: bool,
}

/// From here on the last grams of a number narrow it enough.
const LONG_NUMBER: usize = 8;
const ENOUGH_OF_A_NUMBER: usize = 3;

/// The grams to ask for. Enough of them to cover the term, not all: each costs a walk, and the text is checked anyway.
pub(crate) fn asked(term: &str, digits: Digits) -> Asked {
    let chars: Vec<char> = term.chars().collect();
    let mut grams = cover(&chars, digits);
    if chars.len() > LONG_NUMBER && chars.iter().all(|c| is_digit(*c)) {
        // The beginnings of citizen ids and phones are common to thousands, their ends are not.
        grams.drain(..grams.len().saturating_sub(ENOUGH_OF_A_NUMBER));
    }
    let exact = matches!(grams.as_slice(), [only] if only.len() == chars.len());
    let spelled = grams.iter().map(|gram| {
        let mut text = String::new();
        spell(&mut text, gram);
        text
    });
    Asked { grams: spelled.collect(), exact }
}

/// Grams that together touch every character that has any.
fn cover(chars: &[char], digits: Digits) -> Vec<Vec<char>> {
    let mut grams: Vec<Vec<char>> = Vec::new();
    let mut covered = 0;
    while covered < chars.len() {
        // Of the grams that touch the first uncovered character, the one that reaches furthest; of those the longest.
        let starts = covered.saturating_sub(3)..=covered;
        let best = starts
            .filter_map(|start| longest(chars, start, digits).map(|gram| (start + gram.len(), gram)))
            .filter(|(end, _)| *end > covered)
            .max_by_key(|(end, gram)| (*end, gram.len()));
        match best {
            Some((end, gram)) => {
                covered = end;
                grams.push(gram);
            }
            None => covered += 1,
        }
    }
    grams
}

/// The longest gram that begins at a character.
fn longest(chars: &[char], start: usize, digits: Digits) -> Option<Vec<char>> {
    let rest = chars.get(start..)?;
    (1..=4).rev().filter_map(|n| rest.get(..n)).find(|gram| is_gram(gram) && !digits.omit(gram)).map(<[char]>::to_vec)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn has_all(text: &str, term: &str, digits: Digits) -> bool {
        let document = document(text, digits);
        let words: Vec<&str> = document.split(' ').collect();
        asked(term, digits).grams.iter().all(|gram| words.contains(&gram.as_str()))
    }

    #[test]
    fn a_term_asks_for_few_grams_that_cover_it() {
        let count = |term| asked(term, Digits::Triples).grams.len();
        assert_eq!(count("张"), 1, "one character is its own gram");
        assert_eq!(count("张伟"), 1, "two characters are one pair");
        assert_eq!(count("zhangwei"), 2, "eight letters are covered by two fours");
        assert_eq!(count("12"), 0, "in persons two digits have no gram: they are found by a scan");
        assert!(asked("12", Digits::All).exact, "in all else they have");
        assert!(asked("501", Digits::Triples).exact, "three digits are one triple, which is the term");
        assert!(!asked("3-2-501", Digits::All).exact, "several grams may stand apart in the text");
    }

    #[test]
    fn grams_are_spelt_as_they_always_were() {
        for number in [0, 1, 9, 15, 16, 0x2d, 0x39, 0x5f20, 0x10_ffff] {
            let mut text = String::new();
            hexadecimal(&mut text, number);
            assert_eq!(text, format!("{number:x}"), "the index of an older register is asked by the same words");
        }
    }

    proptest! {
        #[test]
        fn every_text_that_contains_a_term_has_its_grams(
            before in "[张伟望湖a-z0-9\\-# \u{1}]{0,8}", term in "[张伟望湖a-z0-9\\-#幢]{1,8}", after in "[张伟望湖a-z0-9\\-# ]{0,8}"
        ) {
            let text = format!("{before}{term}{after}");
            prop_assert!(has_all(&text, &term, Digits::All) && has_all(&text, &term, Digits::Triples), "no text that contains the term may be missed");
        }

        #[test]
        fn an_exact_term_is_contained_wherever_its_gram_is(text in "[张伟a-c0-9\\- ]{0,12}", term in "[张伟a-c0-9\\-]{1,4}") {
            for digits in [Digits::All, Digits::Triples] {
                if asked(&term, digits).exact {
                    let held = has_all(&text, &term, digits);
                    prop_assert_eq!(held, text.contains(&term), "one gram that spells the whole term decides");
                }
            }
        }
    }
}
