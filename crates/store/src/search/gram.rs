//! Grams: what the index knows of a text. Pure functions.
//!
//! Of each character but digits its unigram; of each neighbouring pair, unless both are digits, its bigram; of each three
//! neighbouring ASCII letters, digits or dashes their trigram. So Chinese is found by pairs, pinyin, numbers and room
//! shorthands by triples, and whatever mixes them by the pairs where they meet. Only one or two digits alone have no
//! gram. Grams are written in hexadecimal, so that no tokenizer's table of Unicode can differ from ours.

use std::fmt::Write;

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
pub(crate) fn document(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 8);
    let mut before: [Option<char>; 2] = [None, None];
    for c in text.chars() {
        if is_break(c) {
            before = [None, None];
            continue;
        }
        if !is_digit(c) {
            word(&mut out, &[c]);
        }
        if let [_, Some(b)] = before {
            if !(is_digit(b) && is_digit(c)) {
                word(&mut out, &[b, c]);
            }
            if let [Some(a), _] = before
                && is_plain(a)
                && is_plain(b)
                && is_plain(c)
            {
                word(&mut out, &[a, b, c]);
            }
        }
        before = [before[1], Some(c)];
    }
    out
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
        // Writing to a String cannot fail.
        let _ = if i == 0 { write!(out, "{:x}", u32::from(*c)) } else { write!(out, "g{:x}", u32::from(*c)) };
    }
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
const ENOUGH_OF_A_NUMBER: usize = 2;

/// The grams to ask for. Enough of them to cover the term, not all: each costs a walk, and the text is checked anyway.
pub(crate) fn asked(term: &str) -> Asked {
    let chars: Vec<char> = term.chars().collect();
    let mut grams = Vec::new();
    match chars.as_slice() {
        [] => {}
        [c] if is_digit(*c) => {}
        [_] => grams.push(chars.clone()),
        _ => grams = cover(&chars),
    }
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
fn cover(chars: &[char]) -> Vec<Vec<char>> {
    let mut grams: Vec<Vec<char>> = Vec::new();
    let mut covered = 0;
    for start in 0..chars.len() {
        let Some(gram) = longest(chars, start) else {
            continue;
        };
        let end = start + gram.len();
        // The last gram that still touches the first uncovered character reaches furthest.
        let next_reaches = longest(chars, start + 1).is_some() && start < covered;
        if end > covered && (start >= covered || !next_reaches) {
            covered = end;
            grams.push(gram);
        }
    }
    grams
}

/// The longest gram that begins at a character.
fn longest(chars: &[char], start: usize) -> Option<Vec<char>> {
    let at = |i: usize| chars.get(start + i).copied();
    match (at(0)?, at(1), at(2)) {
        (a, Some(b), Some(c)) if is_plain(a) && is_plain(b) && is_plain(c) => Some(vec![a, b, c]),
        (a, Some(b), _) if !(is_digit(a) && is_digit(b)) => Some(vec![a, b]),
        (a, ..) if !is_digit(a) => Some(vec![a]),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn has_all(text: &str, term: &str) -> bool {
        let document = document(text);
        let words: Vec<&str> = document.split(' ').collect();
        asked(term).grams.iter().all(|gram| words.contains(&gram.as_str()))
    }

    #[test]
    fn a_term_asks_for_few_grams_that_cover_it() {
        let count = |term| asked(term).grams.len();
        assert_eq!(count("张"), 1, "one character is its own gram");
        assert_eq!(count("张伟"), 1, "two characters are one pair");
        assert_eq!(count("zhangwei"), 3, "eight letters are covered by three triples");
        assert_eq!(count("12"), 0, "two digits have no gram: they are found by a scan");
        assert!(asked("501").exact, "three digits are one triple, which is the term");
        assert!(!asked("3-2-501").exact, "several grams may stand apart in the text");
    }

    proptest! {
        #[test]
        fn every_text_that_contains_a_term_has_its_grams(
            before in "[张伟望湖a-z0-9\\-# \u{1}]{0,8}", term in "[张伟望湖a-z0-9\\-#幢]{1,8}", after in "[张伟望湖a-z0-9\\-# ]{0,8}"
        ) {
            let text = format!("{before}{term}{after}");
            prop_assert!(has_all(&text, &term), "no text that contains the term may be missed");
        }

        #[test]
        fn an_exact_term_is_contained_wherever_its_gram_is(text in "[张伟a-c0-9\\- ]{0,12}", term in "[张伟a-c0-9\\-]{1,3}") {
            if asked(&term).exact {
                prop_assert_eq!(has_all(&text, &term), text.contains(&term), "one gram that spells the whole term decides");
            }
        }
    }
}
