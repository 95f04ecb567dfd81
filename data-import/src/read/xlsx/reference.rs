//! References such as `B12` and `A1:C3`.

use crate::cell::CellAt;

/// Columns of a sheet (A to XFD).
pub const COLUMNS: u32 = 16_384;

/// Column from 0 and row from 1 of a reference; either is absent where it is not written or out of range.
pub fn parse(reference: &[u8]) -> (Option<u32>, Option<u32>) {
    let (mut column, mut row) = (0u32, 0u32);
    for byte in reference {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' => {
                let letter = u32::from(byte.to_ascii_uppercase() - b'A') + 1;
                column = column.saturating_mul(26).saturating_add(letter);
            }
            b'0'..=b'9' => row = row.saturating_mul(10).saturating_add(u32::from(byte - b'0')),
            b'$' => {}
            _ => return (None, None),
        }
    }
    (column.checked_sub(1), Some(row).filter(|row| *row > 0))
}

/// The corners of a range; nothing for a single cell or what is no range of cells.
pub fn range(reference: &[u8]) -> Option<(CellAt, CellAt)> {
    let colon = reference.iter().position(|byte| *byte == b':')?;
    let corner = |bytes: &[u8]| match parse(bytes) {
        (Some(column), Some(row)) if column < COLUMNS => Some((row, column)),
        _ => None,
    };
    let (a, b) = (corner(reference.get(..colon)?)?, corner(reference.get(colon + 1..)?)?);
    let from = CellAt { row: a.0.min(b.0), column: a.1.min(b.1) };
    let to = CellAt { row: a.0.max(b.0), column: a.1.max(b.1) };
    (from != to).then_some((from, to))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_read_as_spreadsheets_write_them() {
        assert_eq!(parse(b"B12"), (Some(1), Some(12)), "letters and digits");
        assert_eq!(
            parse(b"$xfd$1048576"),
            (Some(COLUMNS - 1), Some(1_048_576)),
            "the last cell, anchored, in small letters"
        );
        assert_eq!(parse(b"B"), (Some(1), None), "a column alone");
        assert_eq!(parse(b"12"), (None, Some(12)), "a row alone");
        assert_eq!(parse(b"B-1"), (None, None), "no reference");
        assert_eq!(parse(b"ZZZZZZZZZZ99999999999999"), (Some(u32::MAX - 1), Some(u32::MAX)), "too much saturates");
    }

    #[test]
    fn ranges_have_their_corners_put_in_order() {
        let corners = (CellAt { row: 1, column: 0 }, CellAt { row: 3, column: 2 });
        assert_eq!(range(b"A1:C3"), Some(corners), "as usual");
        assert_eq!(range(b"C1:A3"), Some(corners), "from the other corner");
        assert_eq!([&b"A1"[..], b"A1:A1", b"A:C", b"A1:ZZZZ3"].map(range), [None; 4], "what covers no range of cells");
    }
}
