//! Files that are no table, told by their first bytes.

use crate::error::LooksLike;

const MAGICS: &[(&[u8], LooksLike)] = &[
    (b"%PDF", LooksLike::Pdf),
    (b"\x89PNG", LooksLike::Picture),
    (b"\xFF\xD8\xFF", LooksLike::Picture),
    (b"GIF8", LooksLike::Picture),
    (b"II*\0", LooksLike::Picture),
    (b"MM\0*", LooksLike::Picture),
    (b"Rar!", LooksLike::Archive),
    (b"7z\xBC\xAF", LooksLike::Archive),
    (b"\x1F\x8B", LooksLike::Archive),
    (b"BZh", LooksLike::Archive),
    (b"\xFD7zXZ", LooksLike::Archive),
    (b"MSCF", LooksLike::Archive),
    (b"{\\rtf", LooksLike::OldDocument),
    (b"\xDB\xA5\x2D\0", LooksLike::OldDocument),
    (b"\0\x01\0\0Standard Jet DB", LooksLike::Database),
    (b"\0\x01\0\0Standard ACE DB", LooksLike::Database),
    (b"SQLite format 3\0", LooksLike::Database),
    (b"\0\0\x02\0\x06\x04", LooksLike::OldTable),
    (b"\0\0\x1A\0\0\x10", LooksLike::OldTable),
    (b"\0\0\x1A\0\x02\x10", LooksLike::OldTable),
    (b"\0\0\x1A\0\x03\x10", LooksLike::OldTable),
    (b"\0\0\x1A\0\x05\x10", LooksLike::OldTable),
    (b"MZ\x90\0", LooksLike::Program),
    (b"\x7FELF", LooksLike::Program),
];

/// What a file is that is certainly no readable table.
pub fn look(bytes: &[u8]) -> Option<LooksLike> {
    let found = MAGICS.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, what)| *what);
    found
        .or_else(|| is_bitmap(bytes).then_some(LooksLike::Picture))
        .or_else(|| is_webp(bytes).then_some(LooksLike::Picture))
        .or_else(|| is_owner_file(bytes).then_some(LooksLike::OwnerFile))
        .or_else(|| is_dbase(bytes).then_some(LooksLike::Database))
        .or_else(|| bytes.get(257..262).is_some_and(|mark| mark == b"ustar").then_some(LooksLike::Archive))
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + 4)?.try_into().ok().map(u32::from_le_bytes)
}

/// `BM` alone could begin a text; the size of its header could not.
fn is_bitmap(bytes: &[u8]) -> bool {
    bytes.starts_with(b"BM") && matches!(number(bytes, 14), Some(12 | 40 | 52 | 56 | 64 | 108 | 124))
}

fn is_webp(bytes: &[u8]) -> bool {
    bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP")
}

/// `~$NAME`: length and name of the user in a field of 54 bytes, then the same in UTF-16.
fn is_owner_file(bytes: &[u8]) -> bool {
    let Some((&length, rest)) = bytes.split_first().filter(|_| matches!(bytes.len(), 162 | 165)) else { return false };
    let padding = rest.get(usize::from(length)..53).unwrap_or_default();
    (1..53).contains(&length) && padding.iter().all(|b| matches!(b, b' ' | 0))
}

/// dBASE and FoxPro: a version, a day of change, and a header whose length fits its fields.
fn is_dbase(bytes: &[u8]) -> bool {
    let [version, _, month, day, ..] = *bytes else { return false };
    let known = matches!(version, 0x02 | 0x03 | 0x30 | 0x31 | 0x32 | 0x43 | 0x83 | 0x8B | 0xCB | 0xF5);
    let header = bytes.get(8..10).and_then(|two| two.try_into().ok()).map_or(0, u16::from_le_bytes);
    known && (1..=12).contains(&month) && (1..=31).contains(&day) && header >= 33 && header % 32 <= 8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_offices_mistake_for_a_table_is_named() {
        let mut owner = vec![b' '; 165];
        owner[..4].copy_from_slice(b"\x03abc");
        let mut dbase = vec![0u8; 64];
        dbase[..10].copy_from_slice(&[0x03, 126, 11, 22, 1, 0, 0, 0, 65, 0]);
        let files: [(&[u8], LooksLike); 8] = [
            (b"Rar!\x1a\x07", LooksLike::Archive),
            (b"7z\xBC\xAF\x27\x1C", LooksLike::Archive),
            (b"\xFF\xD8\xFF\xE0", LooksLike::Picture),
            (b"{\\rtf1", LooksLike::OldDocument),
            (b"\0\x01\0\0Standard Jet DB\0", LooksLike::Database),
            (b"\0\0\x02\0\x06\x04\x06\0", LooksLike::OldTable),
            (&owner, LooksLike::OwnerFile),
            (&dbase, LooksLike::Database),
        ];
        for (bytes, what) in files {
            assert_eq!(look(bytes), Some(what), "{:?}", bytes.get(..8));
            assert!(what.advice_zh().contains('请') && !what.advice_en().is_empty(), "{what:?} says what to do");
        }
        assert_eq!(look("BM,姓名\n1,张三\n".as_bytes()), None, "text that begins like a bitmap");
    }
}
