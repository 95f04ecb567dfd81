//! What a compound file (OLE 2) holds, told by the names of its streams.

use super::{Container, unknown};
use crate::error::{FileFormat, LooksLike, ReadError};

const HEADER: usize = 512;
const ENTRY: usize = 128;

/// Tells what is inside.
///
/// # Errors
/// [`ReadError::Encrypted`], [`ReadError::UnknownFormat`], or [`ReadError::Damaged`] when no stream is known.
pub fn inside(bytes: &[u8]) -> Result<Container, ReadError> {
    let mut workbook = false;
    let mut other = None;
    for name in stream_names(bytes) {
        match name.to_ascii_lowercase().as_str() {
            "encryptedpackage" => return Err(ReadError::Encrypted),
            "workbook" | "book" => workbook = true,
            "worddocument" | "matost" => other = Some(LooksLike::OldDocument),
            "powerpoint document" | "pp40" => other = Some(LooksLike::Slides),
            "__properties_version1.0" | "__nameid_version1.0" => other = other.or(Some(LooksLike::Mail)),
            "visiodocument" | "quill" => other = other.or(Some(LooksLike::OldDocument)),
            "nativecontent_main" => other = Some(LooksLike::OldTable),
            _ => {}
        }
    }
    if workbook {
        return Ok(Container::Xls);
    }
    Err(other.map_or(ReadError::Damaged { format: FileFormat::Xls }, unknown))
}

/// Names of the streams in a compound file's directory. Entries are 128 bytes and aligned, so they are
/// found without following the sector chain, also in a file that is cut off.
fn stream_names(bytes: &[u8]) -> impl Iterator<Item = String> {
    bytes.get(HEADER..).unwrap_or_default().chunks_exact(ENTRY).filter_map(|entry| {
        let length = usize::from(u16::from_le_bytes(entry.get(64..66)?.try_into().ok()?));
        if !(4..=64).contains(&length) || length % 2 != 0 {
            return None;
        }
        let units = entry.get(..length - 2)?.chunks_exact(2);
        let units = units.filter_map(|pair| pair.try_into().ok().map(u16::from_le_bytes));
        String::from_utf16(&units.collect::<Vec<_>>()).ok()
    })
}

#[cfg(test)]
mod tests {
    use super::super::{CFB_MAGIC, sniff};
    use super::*;

    fn file_with(stream: &str) -> Vec<u8> {
        let mut file = CFB_MAGIC.to_vec();
        file.resize(HEADER, 0);
        let mut entry = stream.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>();
        let length = u16::try_from(entry.len() + 2).unwrap();
        entry.resize(ENTRY, 0);
        entry[64..66].copy_from_slice(&length.to_le_bytes());
        file.extend(entry);
        file
    }

    #[test]
    fn a_compound_file_is_told_by_its_streams() {
        assert_eq!(sniff(&file_with("EncryptedPackage")).err(), Some(ReadError::Encrypted), "its one stream says so");
        assert_eq!(sniff(&file_with("Workbook")).ok(), Some(Container::Xls), "whatever the name: .et is this too");
        let told = |stream| sniff(&file_with(stream)).err();
        assert_eq!(told("WordDocument"), Some(unknown(LooksLike::OldDocument)), ".doc and .wps");
        assert_eq!(told("PowerPoint Document"), Some(unknown(LooksLike::Slides)), ".ppt and .dps");
        assert_eq!(told("__properties_version1.0"), Some(unknown(LooksLike::Mail)), ".msg");
        assert_eq!(told("x"), Some(ReadError::Damaged { format: FileFormat::Xls }), "nothing known");
    }
}
