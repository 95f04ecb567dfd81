//! What a file really is, told from its bytes; its name is never believed.

use crate::error::{FileFormat, LooksLike, ReadError};

const ZIP_MAGIC: &[u8] = b"PK\x03\x04";
const ZIP_EMPTY: &[u8] = b"PK\x05\x06";
const CFB_MAGIC: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
const CFB_HEADER: usize = 512;
const CFB_ENTRY: usize = 128;
const HEAD: usize = 8 * 1024;

/// The container of a file: what can be told without unpacking anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Container {
    /// A zip archive; the pre-check says which workbook is inside.
    Zip,
    /// A BIFF workbook in a compound file.
    Xls,
    /// Text that is a page with a table.
    Html,
    /// Text that is SpreadsheetML 2003.
    SpreadsheetMl,
    /// Other text: delimited values.
    Text,
}

/// Tells the container of a file.
///
/// # Errors
/// [`ReadError::Empty`], [`ReadError::Encrypted`], [`ReadError::UnknownFormat`], or
/// [`ReadError::Damaged`] for a compound file that is cut off before its directory.
pub fn sniff(bytes: &[u8]) -> Result<Container, ReadError> {
    if bytes.is_empty() {
        return Err(ReadError::Empty);
    }
    if bytes.starts_with(ZIP_MAGIC) {
        return Ok(Container::Zip);
    }
    if bytes.starts_with(ZIP_EMPTY) {
        return Err(unknown(LooksLike::Archive));
    }
    if bytes.starts_with(CFB_MAGIC) {
        return compound_file(bytes);
    }
    if let Some(known) = foreign_magic(bytes) {
        return Err(unknown(known));
    }
    text(bytes)
}

fn unknown(looks_like: LooksLike) -> ReadError {
    ReadError::UnknownFormat { looks_like }
}

fn foreign_magic(bytes: &[u8]) -> Option<LooksLike> {
    const MAGICS: &[(&[u8], LooksLike)] = &[
        (b"%PDF", LooksLike::Pdf),
        (b"\x89PNG", LooksLike::Picture),
        (b"\xFF\xD8\xFF", LooksLike::Picture),
        (b"GIF8", LooksLike::Picture),
        (b"Rar!", LooksLike::Archive),
        (b"7z\xBC\xAF", LooksLike::Archive),
        (b"\x1F\x8B", LooksLike::Archive),
        (b"{\\rtf", LooksLike::Document),
    ];
    MAGICS.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, what)| *what)
}

/// Names of the streams in a compound file's directory. Entries are 128 bytes and aligned, so they are
/// found without following the sector chain, also in a file that is cut off.
fn stream_names(bytes: &[u8]) -> impl Iterator<Item = String> {
    bytes.get(CFB_HEADER..).unwrap_or_default().chunks_exact(CFB_ENTRY).filter_map(|entry| {
        let length = usize::from(u16::from_le_bytes(entry.get(64..66)?.try_into().ok()?));
        if !(4..=64).contains(&length) || length % 2 != 0 {
            return None;
        }
        let units = entry.get(..length - 2)?.chunks_exact(2);
        let units = units.filter_map(|pair| pair.try_into().ok().map(u16::from_le_bytes));
        String::from_utf16(&units.collect::<Vec<_>>()).ok()
    })
}

fn compound_file(bytes: &[u8]) -> Result<Container, ReadError> {
    let mut workbook = false;
    let mut other = None;
    for name in stream_names(bytes) {
        match name.as_str() {
            "EncryptedPackage" => return Err(ReadError::Encrypted),
            "Workbook" | "Book" | "WORKBOOK" | "BOOK" => workbook = true,
            "WordDocument" => other = Some(LooksLike::Document),
            "PowerPoint Document" => other = Some(LooksLike::Slides),
            _ => {}
        }
    }
    if workbook {
        return Ok(Container::Xls);
    }
    Err(other.map_or(ReadError::Damaged { format: FileFormat::Xls }, unknown))
}

fn text(bytes: &[u8]) -> Result<Container, ReadError> {
    let head = bytes.get(..HEAD.min(bytes.len())).unwrap_or_default();
    let wide = head.starts_with(b"\xFF\xFE") || head.starts_with(b"\xFE\xFF");
    let zeros = head.iter().filter(|b| **b == 0).count();
    let controls = head.iter().filter(|b| **b < 9 && **b != 0 || (14..32).contains(*b)).count();
    if !wide && (controls * 50 > head.len() || (zeros > 0 && !crate::read::encoding::is_utf16(head))) {
        return Err(unknown(LooksLike::Binary));
    }
    // Only ASCII is looked for, so dropping the zero bytes of UTF-16 is enough to see it.
    let plain: Vec<u8> = head.iter().filter(|b| **b != 0).map(u8::to_ascii_lowercase).collect();
    let plain = String::from_utf8_lossy(&plain);
    let start = plain.trim_start_matches(|c: char| !c.is_ascii_graphic());
    if !start.starts_with('<') {
        return Ok(Container::Text);
    }
    if plain.contains("urn:schemas-microsoft-com:office:spreadsheet") && !plain.contains("<html") {
        return Ok(Container::SpreadsheetMl);
    }
    if ["<html", "<table", "<!doctype html", "<meta", "<head", "<body", "<tr"].iter().any(|tag| plain.contains(tag)) {
        return Ok(Container::Html);
    }
    Err(unknown(LooksLike::NoTable))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_name_does_not_decide_what_a_file_is() {
        assert_eq!(sniff(b"<html><table><tr><td>1").ok(), Some(Container::Html), "a page called .xls is a page");
        assert_eq!(sniff("姓名,电话\n".as_bytes()).ok(), Some(Container::Text), "text is text");
        assert_eq!(sniff(b"").err(), Some(ReadError::Empty), "nothing is nothing");
        assert_eq!(sniff(b"%PDF-1.7").err(), Some(unknown(LooksLike::Pdf)), "a PDF is named as one");
    }

    #[test]
    fn an_encrypted_package_is_told_by_its_stream() {
        let mut file = CFB_MAGIC.to_vec();
        file.resize(CFB_HEADER, 0);
        let mut entry = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>();
        let length = u16::try_from(entry.len() + 2).unwrap();
        entry.resize(CFB_ENTRY, 0);
        entry[64..66].copy_from_slice(&length.to_le_bytes());
        file.extend(entry);
        assert_eq!(sniff(&file).err(), Some(ReadError::Encrypted), "its one stream says so");
    }

    proptest! {
        #[test]
        fn sniffing_never_panics(bytes in proptest::collection::vec(any::<u8>(), 0..2000)) {
            let _ = sniff(&bytes);
            let _ = sniff(&[CFB_MAGIC, &bytes].concat());
        }
    }
}
