//! The layout of a sheet: what is drawn of it in the preview, and what tells it from other layouts.

use crate::cell::Merge;
use crate::dictionary::header_key;
use crate::header::Header;
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

/// Tells layouts apart: equal for two sheets with the same headers in the same columns, whatever stands above the
/// header or below it and however the sheet is called; empty without a header.
pub(crate) fn fingerprint(header: Option<&Header>) -> String {
    let Some(header) = header else { return String::new() };
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
