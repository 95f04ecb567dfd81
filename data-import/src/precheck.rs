//! Looks at a zip archive by really inflating it, before any spreadsheet library sees it.
//!
//! Sizes that an archive declares are claims; the bytes that come out are facts.

use crate::error::{ArchiveFault, FileFormat, LooksLike, ReadError, XmlFault};
use crate::limits::Limits;
use std::collections::HashSet;
use std::io::{Cursor, Read};
use zip::ZipArchive;

const HEAD: usize = 1024;
const CHUNK: usize = 64 * 1024;
const CENTRAL_HEADER: &[u8] = b"PK\x01\x02";

/// What the pre-check learned about an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArchiveFacts {
    /// Which workbook is inside.
    pub format: FileFormat,
    /// Whether any sheet has merged ranges (looking them up costs a second pass).
    pub has_merges: bool,
    /// Bytes that came out, over all entries.
    pub inflated: u64,
}

/// Checks an archive against the limits and tells which workbook it holds.
///
/// # Errors
/// [`ReadError::Bomb`], [`ReadError::HostileXml`], [`ReadError::Damaged`] for a broken archive,
/// [`ReadError::UnknownFormat`] for one without a workbook.
pub fn precheck(bytes: &[u8], limits: &Limits) -> Result<ArchiveFacts, ReadError> {
    let damaged = ReadError::Damaged { format: FileFormat::Xlsx };
    check_directory(bytes, limits)?;
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged.clone())?;
    if archive.len() > limits.zip_entries {
        return Err(bomb(ArchiveFault::TooManyEntries));
    }
    if archive.has_overlapping_files().map_err(|_| damaged.clone())? {
        return Err(bomb(ArchiveFault::Overlap));
    }
    let mut facts = ArchiveFacts { format: FileFormat::Xlsx, has_merges: false, inflated: 0 };
    let mut format = None;
    let mut table_inside = None;
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).map_err(|_| damaged.clone())?;
        let name = entry.name().map_err(|_| damaged.clone())?.replace('\\', "/");
        let shown = shown(entry.name_raw());
        let packed = entry.compressed_size();
        let room = limits.zip_entry_bytes.min(limits.zip_total_bytes.saturating_sub(facts.inflated));
        let seen = inflate(&mut entry, packed, room, limits).map_err(|fault| match fault {
            Inflate::Broken => damaged.clone(),
            Inflate::Fault(ArchiveFault::EntryTooLarge) if room < limits.zip_entry_bytes => {
                bomb(ArchiveFault::TotalTooLarge)
            }
            Inflate::Fault(fault) => bomb(fault),
        })?;
        facts.inflated += seen.bytes;
        facts.has_merges |= seen.has_merges && name.contains("worksheets/");
        check_part(&name, &seen)?;
        format = format.or_else(|| format_of(&name, &seen.head));
        table_inside = table_inside.or_else(|| Some(shown).filter(|name| is_table_name(name)));
    }
    facts.format = format.ok_or(()).map_err(|()| match (foreign(&archive), table_inside) {
        (Some(looks_like), _) => ReadError::UnknownFormat { looks_like },
        (None, Some(entry)) => ReadError::Packed { entry },
        (None, None) => ReadError::UnknownFormat { looks_like: LooksLike::Archive },
    })?;
    Ok(facts)
}

fn bomb(fault: ArchiveFault) -> ReadError {
    ReadError::Bomb { fault }
}

/// Reads the names out of the central directory ourselves, because the archive reader silently keeps only
/// the last of two entries with one name, and another reader the first.
fn check_directory(bytes: &[u8], limits: &Limits) -> Result<(), ReadError> {
    let mut names = HashSet::new();
    let mut at = directory_start(bytes).unwrap_or(bytes.len());
    while let Some(header) = bytes.get(at..at.saturating_add(46)) {
        if !header.starts_with(CENTRAL_HEADER) {
            break;
        }
        let length = |from: usize| {
            header.get(from..from + 2).and_then(|two| two.try_into().ok()).map_or(0, u16::from_le_bytes).into()
        };
        let (name, extra, comment): (usize, usize, usize) = (length(28), length(30), length(32));
        let Some(name_bytes) = bytes.get(at + 46..at + 46 + name) else { break };
        if !names.insert(name_bytes.to_ascii_lowercase()) {
            return Err(bomb(ArchiveFault::DuplicateName));
        }
        if names.len() > limits.zip_entries {
            return Err(bomb(ArchiveFault::TooManyEntries));
        }
        at += 46 + name + extra + comment;
    }
    Ok(())
}

/// Offset of the central directory, from the end record (which may be followed by a comment).
fn directory_start(bytes: &[u8]) -> Option<usize> {
    let tail_from = bytes.len().saturating_sub(66_000);
    let tail = bytes.get(tail_from..)?;
    let end = tail.windows(4).rposition(|four| four == b"PK\x05\x06")?;
    let offset = tail.get(end + 16..end + 20)?.try_into().ok().map(u32::from_le_bytes)?;
    usize::try_from(offset).ok()
}

struct Seen {
    head: Vec<u8>,
    bytes: u64,
    has_merges: bool,
}

enum Inflate {
    Broken,
    Fault(ArchiveFault),
}

fn inflate(entry: &mut impl Read, packed: u64, room: u64, limits: &Limits) -> Result<Seen, Inflate> {
    const NEEDLE: &[u8] = b"mergeCell ";
    let mut seen = Seen { head: Vec::new(), bytes: 0, has_merges: false };
    let mut chunk = vec![0u8; CHUNK];
    let mut carry: Vec<u8> = Vec::new();
    loop {
        let got = entry.read(&mut chunk).map_err(|_| Inflate::Broken)?;
        let Some(new) = chunk.get(..got).filter(|new| !new.is_empty()) else { break };
        seen.bytes += got as u64;
        if seen.bytes > room {
            return Err(Inflate::Fault(ArchiveFault::EntryTooLarge));
        }
        if seen.bytes > limits.zip_ratio_from && seen.bytes / packed.max(1) > limits.zip_ratio {
            return Err(Inflate::Fault(ArchiveFault::Ratio));
        }
        let missing = HEAD.saturating_sub(seen.head.len());
        seen.head.extend(new.iter().take(missing));
        if !seen.has_merges {
            carry.extend_from_slice(new);
            seen.has_merges = contains(&carry, NEEDLE);
            let keep = carry.len().saturating_sub(NEEDLE.len());
            carry.drain(..keep);
        }
    }
    Ok(seen)
}

fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    memchr::memmem::find(haystack, needle).is_some()
}

/// `uniqueCount` makes the library reserve memory before it has read anything, and a document type opens
/// the door to entities; both stand in the first bytes of a part.
fn check_part(name: &str, seen: &Seen) -> Result<(), ReadError> {
    let lower = name.to_ascii_lowercase();
    if lower.ends_with(".xml") || lower.ends_with(".rels") {
        let plain: Vec<u8> = seen.head.iter().filter(|b| **b != 0).map(u8::to_ascii_lowercase).collect();
        if contains(&plain, b"<!doctype") || contains(&plain, b"<!entity") {
            return Err(ReadError::HostileXml { fault: XmlFault::Doctype });
        }
    }
    let count = if lower.ends_with("sharedstrings.xml") {
        declared(&seen.head, "uniqueCount").max(declared(&seen.head, "count"))
    } else if lower.ends_with("sharedstrings.bin") {
        binary_count(&seen.head)
    } else {
        0
    };
    // The shortest string item is `<si/>`, five bytes; `count` may honestly repeat items, so only the
    // memory it would reserve (24 bytes each) is bounded.
    let unique = if lower.ends_with(".xml") { declared(&seen.head, "uniqueCount") } else { count };
    if unique > seen.bytes / 4 + 16 || count > 100_000_000 {
        return Err(ReadError::HostileXml { fault: XmlFault::Count });
    }
    Ok(())
}

/// The number in `attribute="…"`, or 0; a number too long to read counts as the largest.
fn declared(head: &[u8], attribute: &str) -> u64 {
    let text = String::from_utf8_lossy(head);
    let needle = format!(" {attribute}=");
    let mut parts = text.split(&needle);
    parts.next();
    parts
        .map(|rest| rest.trim_start_matches(['"', '\'']))
        .map(|rest| rest.chars().take_while(char::is_ascii_digit).collect::<String>())
        .filter(|digits| !digits.is_empty())
        .map(|digits| digits.parse().unwrap_or(u64::MAX))
        .max()
        .unwrap_or(0)
}

/// `BrtBeginSst` (record 159): total and unique counts as two little-endian 32-bit numbers.
fn binary_count(head: &[u8]) -> u64 {
    let Some(body) = head.strip_prefix(&[0x9F, 0x01, 0x08]) else { return 0 };
    body.get(4..8).and_then(|four| four.try_into().ok()).map_or(0, |four| u64::from(u32::from_le_bytes(four)))
}

fn format_of(name: &str, head: &[u8]) -> Option<FileFormat> {
    match name.to_ascii_lowercase().as_str() {
        "xl/workbook.xml" => Some(FileFormat::Xlsx),
        "xl/workbook.bin" => Some(FileFormat::Xlsb),
        "word/document.xml" => Some(FileFormat::Docx),
        "[content_types].xml" if contains(head, b"wordprocessingml.document.main+xml") => Some(FileFormat::Docx),
        // Some programs leave the first entry out, which names the kind.
        "meta-inf/manifest.xml" if contains(head, b"application/vnd.oasis.opendocument.spreadsheet\"") => {
            Some(FileFormat::Ods)
        }
        "mimetype" if head.starts_with(b"application/vnd.oasis.opendocument.spreadsheet") => Some(FileFormat::Ods),
        // Some programs put the workbook elsewhere and only say so in the content types.
        "[content_types].xml" if contains(head, b"spreadsheetml.sheet.main+xml") => Some(FileFormat::Xlsx),
        "[content_types].xml" if contains(head, b"sheet.macroEnabled.main+xml") => Some(FileFormat::Xlsx),
        _ => None,
    }
}

/// A file that is itself an archive, but no table.
fn foreign<R: Read + std::io::Seek>(archive: &ZipArchive<R>) -> Option<LooksLike> {
    const MARKS: &[(&[u8], LooksLike)] = &[
        (b"ppt/", LooksLike::Slides),
        (b"OFD.xml", LooksLike::Ofd),
        (b"Doc_0/", LooksLike::Ofd),
        (b"Index/Document.iwa", LooksLike::AppleDocument),
        (b"Index.zip", LooksLike::AppleDocument),
        (b"META-INF/MANIFEST.MF", LooksLike::Program),
        (b"AndroidManifest.xml", LooksLike::Program),
        (b"word/", LooksLike::OldDocument),
        (b"Pictures/", LooksLike::OldDocument),
        (b"content.xml", LooksLike::OldDocument),
    ];
    let found = MARKS.iter().find(|(mark, _)| archive.file_names_raw().any(|name| name.starts_with(mark)));
    found.map(|(_, what)| *what)
}

/// An entry's name as the one who packed it saw it: older programs wrote it in GBK and did not say so.
fn shown(name: &[u8]) -> String {
    match std::str::from_utf8(name) {
        Ok(name) => name.to_owned(),
        Err(_) => encoding_rs::GBK.decode_without_bom_handling(name).0.into_owned(),
    }
}

/// Whether an entry is a table file by its name, to say which of them to unpack.
fn is_table_name(name: &str) -> bool {
    const ENDINGS: [&str; 10] = [".xlsx", ".xlsm", ".xlsb", ".xls", ".et", ".ods", ".csv", ".tsv", ".docx", ".txt"];
    let lower = name.to_lowercase();
    let file = lower.rsplit('/').next().unwrap_or(&lower);
    !file.starts_with(['.', '~'])
        && !lower.starts_with("__macosx")
        && ENDINGS.iter().any(|ending| file.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::io::Write;
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    fn archive() -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, part) in
            [("xl/workbook.xml", "<workbook/>"), ("xl/worksheets/sheet1.xml", "<mergeCell ref=\"A1:B1\"/>")]
        {
            zip.start_file(name, SimpleFileOptions::default()).unwrap();
            zip.write_all(part.as_bytes()).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn an_ordinary_archive_passes_with_its_facts() {
        let facts = precheck(&archive(), &Limits::default()).unwrap();
        assert_eq!((facts.format, facts.has_merges), (FileFormat::Xlsx, true), "a workbook with merged cells");
        let small = Limits { zip_total_bytes: 20, ..Limits::default() };
        let refused = precheck(&archive(), &small).unwrap_err();
        assert_eq!(refused, bomb(ArchiveFault::TotalTooLarge), "what comes out is counted, not what is declared");
    }

    fn with(name: &str) -> Result<ArchiveFacts, ReadError> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(b"x").unwrap();
        precheck(&zip.finish().unwrap().into_inner(), &Limits::default())
    }

    #[test]
    fn an_archive_without_a_workbook_says_what_it_is() {
        let entry = "台账/3幢.xlsx".to_owned();
        assert_eq!(with(&entry), Err(ReadError::Packed { entry: entry.clone() }), "which file to unpack");
        for (name, looks_like) in [
            ("OFD.xml", LooksLike::Ofd),
            ("Index/Document.iwa", LooksLike::AppleDocument),
            ("ppt/presentation.xml", LooksLike::Slides),
            ("content.xml", LooksLike::OldDocument),
            ("a.jpg", LooksLike::Archive),
        ] {
            assert_eq!(with(name), Err(ReadError::UnknownFormat { looks_like }), "{name}");
        }
        assert_eq!(with("word/document.xml").map(|facts| facts.format), Ok(FileFormat::Docx), "its tables are read");
    }

    proptest! {
        #[test]
        fn damaged_archives_never_panic(at in 0usize..400, byte: u8, cut in 0usize..400) {
            let mut bytes = archive();
            if let Some(slot) = bytes.get_mut(at) {
                *slot = byte;
            }
            let _ = precheck(&bytes, &Limits::default());
            bytes.truncate(cut);
            let _ = precheck(&bytes, &Limits::default());
        }

        #[test]
        fn noise_never_panics(bytes in proptest::collection::vec(any::<u8>(), 0..500)) {
            let _ = precheck(&[b"PK\x03\x04", bytes.as_slice()].concat(), &Limits::default());
        }
    }
}
