//! What any record can have: an end before its beginning, words where a list has codes.

use super::{Finding, FindingCode};
use crate::code_list::{CodeList, Coded};
use crate::date::PartialDate;

/// An end that lies before the beginning, whatever the dates leave open.
pub(super) fn end_before_begin(from: Option<PartialDate>, to: Option<PartialDate>) -> Option<Finding> {
    let (from, to) = from.zip(to).filter(|(from, to)| to.ends_before(*from))?;
    Some(Finding::saying(FindingCode::EndBeforeBegin, format!("{from} > {to}")))
}

/// The words that a list does not have, under any name ledgers know.
pub(super) fn words<L: CodeList>(coded: Option<&Coded<L>>) -> Option<&str> {
    match coded {
        Some(Coded::Written(words)) => {
            let known = L::entries().iter().any(|entry| entry.entry_words().contains(&words.as_str()));
            Some(words.as_str()).filter(|_| !known)
        }
        _ => None,
    }
}

/// One finding for all fields of a record whose lists do not have what was written.
pub(super) fn not_listed<'a>(words: impl IntoIterator<Item = Option<&'a str>>) -> Option<Finding> {
    let words: Vec<&str> = words.into_iter().flatten().collect();
    (!words.is_empty()).then(|| Finding::saying(FindingCode::CodeNotListed, words.join("、")))
}
