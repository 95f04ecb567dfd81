//! What a file really is, told from its bytes; its name is never believed.

mod compound;
mod foreign;

use crate::error::{FileFormat, LooksLike, ReadError};

const ZIP_MAGIC: &[u8] = b"PK\x03\x04";
const ZIP_EMPTY: &[u8] = b"PK\x05\x06";
pub(crate) const CFB_MAGIC: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
const HEAD: usize = 8 * 1024;

/// The container of a file: what can be told without unpacking anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Container {
    /// A zip archive; the pre-check says which workbook is inside.
    Zip,
    /// A BIFF workbook in a compound file, also when WPS calls it `.et`.
    Xls,
    /// BIFF records without a compound file: Excel 2 to 4, and some writers of later versions.
    BareXls,
    /// Text that is a page with a table.
    Html,
    /// A page packed with its parts into one MIME file, `.mht`.
    Mhtml,
    /// Text that is SpreadsheetML 2003.
    SpreadsheetMl,
    /// An OpenDocument spreadsheet in one XML file, `.fods`.
    FlatOds,
    /// Other text: delimited values.
    Text,
}

impl Container {
    /// The format of a file in this container; for a zip archive the likeliest.
    #[must_use]
    pub fn format(self) -> FileFormat {
        match self {
            Self::Zip => FileFormat::Xlsx,
            Self::Xls | Self::BareXls => FileFormat::Xls,
            Self::Html | Self::Mhtml => FileFormat::Html,
            Self::SpreadsheetMl => FileFormat::SpreadsheetMl,
            Self::FlatOds => FileFormat::Ods,
            Self::Text => FileFormat::Csv,
        }
    }
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
        return compound::inside(bytes);
    }
    if is_bare_biff(bytes) {
        return Ok(Container::BareXls);
    }
    if let Some(known) = foreign::look(bytes) {
        return Err(unknown(known));
    }
    text(bytes)
}

fn unknown(looks_like: LooksLike) -> ReadError {
    ReadError::UnknownFormat { looks_like }
}

/// A `BOF` record of any BIFF version: its number, a plausible length, and a known kind of substream.
fn is_bare_biff(bytes: &[u8]) -> bool {
    let word = |at: usize| {
        bytes.get(at..at + 2).and_then(|two| two.try_into().ok()).map(u16::from_le_bytes).unwrap_or_default()
    };
    let length = match word(0) {
        0x0009 => 4..=4,
        0x0209 | 0x0409 => 6..=6,
        0x0809 => 8..=16,
        _ => return false,
    };
    length.contains(&word(2)) && matches!(word(6), 0x0005 | 0x0010 | 0x0020 | 0x0040 | 0x0100)
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
    if start.starts_with('<') {
        return markup(&plain);
    }
    let headed = start.lines().take_while(|line| !line.trim().is_empty());
    if start.starts_with("mime-version:") || headed.clone().any(|line| line.starts_with("mime-version:")) {
        let page = plain.contains("multipart/related") || plain.contains("text/html");
        return if page { Ok(Container::Mhtml) } else { Err(unknown(LooksLike::Mail)) };
    }
    // A page after a line that the exporting system printed before it.
    if ["<table", "<tr", "<td"].iter().all(|tag| plain.contains(tag)) {
        return Ok(Container::Html);
    }
    Ok(Container::Text)
}

/// Which markup a text is that begins with a tag; the beginning in lower case.
fn markup(plain: &str) -> Result<Container, ReadError> {
    let is_page = plain.contains("<html");
    if plain.contains("urn:schemas-microsoft-com:office:spreadsheet") && !is_page {
        return Ok(Container::SpreadsheetMl);
    }
    if plain.contains("urn:oasis:names:tc:opendocument:xmlns:office") && !is_page {
        let sheet = plain.contains("opendocument.spreadsheet");
        return if sheet { Ok(Container::FlatOds) } else { Err(unknown(LooksLike::OldDocument)) };
    }
    if ["<html", "<table", "<!doctype html", "<meta", "<head", "<body", "<tr"].iter().any(|tag| plain.contains(tag)) {
        return Ok(Container::Html);
    }
    if plain.contains("schemas.microsoft.com/office/word") || plain.contains("progid=\"word.document") {
        return Err(unknown(LooksLike::OldDocument));
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
    fn each_kind_of_text_is_told_by_what_it_says() {
        let kinds: [(&[u8], Container); 5] = [
            (b"\x09\x00\x04\x00\x02\x00\x10\x00", Container::BareXls),
            (b"\x09\x04\x06\x00\x00\x00\x10\x00\x00\x00", Container::BareXls),
            (b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n", Container::Mhtml),
            (b"<?xml version=\"1.0\"?><office:document xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" office:mimetype=\"application/vnd.oasis.opendocument.spreadsheet\">", Container::FlatOds),
            (b"exported 2026\n<table><tr><td>1", Container::Html),
        ];
        for (bytes, container) in kinds {
            assert_eq!(sniff(bytes).ok(), Some(container), "{}", String::from_utf8_lossy(bytes));
        }
        let mail = b"From: a\r\nMIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\nhello";
        assert_eq!(sniff(mail).err(), Some(unknown(LooksLike::Mail)), "a letter holds no table");
    }

    proptest! {
        #[test]
        fn sniffing_never_panics(bytes in proptest::collection::vec(any::<u8>(), 0..2000)) {
            let _ = sniff(&bytes);
            let _ = sniff(&[CFB_MAGIC, &bytes].concat());
        }
    }
}
