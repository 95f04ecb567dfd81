//! The layout of a sheet: what is drawn of it in the preview, and what tells it from other layouts.

use crate::cell::{Merge, Row};
use crate::choices::{LedgerChoices, SheetChoice};
use crate::dictionary::header_key;
use crate::header::{self, Header};
use crate::mapping;
use crate::remembered::{Recall, RememberedLayout};
use sha2::{Digest, Sha256};

/// Rows whose merged ranges are named.
const DRAWN_ROWS: u32 = 200;
/// Merged ranges that are named at most.
const DRAWN_MERGES: usize = 500;
/// Bytes of the digest that are kept.
const FINGERPRINT_BYTES: usize = 16;

/// The merged ranges that touch the first rows.
pub(crate) fn drawn(merges: &[Merge]) -> Vec<Merge> {
    merges.iter().filter(|merge| merge.from.row <= DRAWN_ROWS).take(DRAWN_MERGES).copied().collect()
}

/// Finds the header: where the user says, where a remembered layout had it and it is the same there, where the
/// dictionary knows one, else nowhere: a table may be told by its values alone. A header of one word, or one below a long
/// introduction, is believed only where nothing else speaks against it. What is found without anybody's word
/// comes second, where that is another: what it refuses stays refused.
pub(crate) fn find(
    rows: &[Row],
    merges: &[Merge],
    wanted: Option<&SheetChoice>,
    remembered: &[RememberedLayout],
) -> (Option<Header>, Option<Header>) {
    let unasked = header::find(rows, merges, None)
        .or_else(|| mapping::without_header(rows))
        .or_else(|| header::below_text(rows, merges).or_else(|| mapping::names_alone(rows)));
    let named = |at: (u32, u32)| {
        let mut header = header::find(rows, merges, Some(at))?;
        unasked.iter().for_each(|unasked| header.bind(unasked));
        Some(header)
    };
    if let Some(at) = wanted.and_then(|wanted| wanted.header_rows) {
        return (named(at), unasked);
    }
    let moved = remembered.iter().find_map(|layout| {
        let found = named(layout.header_rows?)?;
        (fingerprint(Some(&found)) == layout.fingerprint).then_some(found)
    });
    match moved {
        Some(moved) => (Some(moved), unasked),
        None => (unasked, None),
    }
}

/// What a profile remembers of sheets with this header.
pub(crate) fn recall(header: &Header, choices: &LedgerChoices) -> Option<Recall> {
    if choices.remembered.is_empty() {
        return None;
    }
    let columns: Vec<_> = header.columns.iter().map(|(column, tiers)| (*column, tiers.join("·"))).collect();
    choices.recall(&fingerprint(Some(header)), &columns)
}

/// Tells layouts apart: equal for two sheets with the same headers in the same columns, whatever stands above the
/// header or below it and however the sheet is called; empty without header rows.
pub(crate) fn fingerprint(header: Option<&Header>) -> String {
    // Tables without a header are alike only in having none.
    let Some(header) = header.filter(|header| !header.rows.is_empty()) else { return String::new() };
    let mut digest = Sha256::new();
    for (column, tiers) in &header.columns {
        digest.update(column.to_le_bytes());
        for tier in tiers {
            digest.update(header_key(tier).as_bytes());
            digest.update([0x1f]);
        }
        digest.update([0x1e]);
    }
    digest.finalize().iter().take(FINGERPRINT_BYTES).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(first_row: u32, tiers: &[&str]) -> Header {
        let columns = (0..).zip(tiers).map(|(column, tier)| (column, vec![(*tier).to_owned()]));
        Header { rows: vec![first_row], columns: columns.collect() }
    }

    #[test]
    fn a_layout_is_told_by_its_headers_alone() {
        let of = |row, tiers| fingerprint(Some(&header(row, tiers)));
        assert_eq!(
            of(1, &["姓名", "电话"]),
            of(4, &["姓 名", "电话"]),
            "title rows and blanks in a header do not count"
        );
        assert_ne!(of(1, &["姓名", "电话"]), of(1, &["电话", "姓名"]), "the order of the columns does");
        assert_ne!(of(1, &["姓名", "电话"]), of(1, &["姓名", "联系电话"]), "and so do their names");
    }
}
