//! What every reader of XML parts needs: attributes, references, colours, and the refusal of document types.

use crate::error::{FileFormat, ReadError, XmlFault};
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::io::BufRead;

/// Merged ranges kept for one sheet; more than any ledger draws.
pub const MERGES_KEPT: usize = 200_000;

/// The refusal of a document type declaration, which ordinary programs never write.
pub fn doctype() -> ReadError {
    ReadError::HostileXml { fault: XmlFault::Doctype }
}

/// The error for a part that is broken or cut off.
pub fn damaged(format: FileFormat) -> ReadError {
    ReadError::Damaged { format }
}

/// Hands on the events of a document, an empty element as its start and end.
///
/// # Errors
/// [`ReadError::Damaged`] for what is no XML or is cut off, [`ReadError::HostileXml`] for a document type, or what
/// `take` refuses.
pub fn events(
    source: impl BufRead,
    format: FileFormat,
    mut take: impl FnMut(&Event<'_>) -> Result<(), ReadError>,
) -> Result<(), ReadError> {
    let mut reader = Reader::from_reader(source);
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_unmatched_ends = true;
    reader.config_mut().allow_dangling_amp = true;
    reader.config_mut().expand_empty_elements = true;
    let mut buffer = Vec::new();
    let mut depth = 0i64;
    loop {
        buffer.clear();
        let event = reader.read_event_into(&mut buffer).map_err(|_| damaged(format))?;
        match &event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth -= 1,
            Event::DocType(_) => return Err(doctype()),
            Event::Eof if depth > 0 => return Err(damaged(format)),
            Event::Eof => return Ok(()),
            _ => {}
        }
        take(&event)?;
    }
}

/// The value of an attribute by its name without prefix.
pub fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = tag.attributes();
    let found =
        attributes.with_checks(false).flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
}

/// The value of an attribute as a number.
pub fn number(tag: &BytesStart<'_>, name: &str) -> Option<u32> {
    attribute(tag, name)?.trim().parse().ok()
}

/// The character that a reference stands for; unknown entities stand for nothing.
pub fn referred(name: &BytesRef<'_>) -> Option<char> {
    name.resolve_char_ref().ok().flatten().or(match &**name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    })
}

/// A colour written `#RRGGBB` or `RRGGBB`; none for white, which is how an empty page looks.
pub fn colour(text: &str) -> Option<[u8; 3]> {
    let digits = text.trim().trim_start_matches('#');
    let value = u32::from_str_radix(digits, 16).ok().filter(|_| digits.len() == 6)?;
    let [_, red, green, blue] = value.to_be_bytes();
    visible([red, green, blue])
}

/// A fill colour that can be seen: white is none.
pub fn visible(colour: [u8; 3]) -> Option<[u8; 3]> {
    (colour != [255; 3]).then_some(colour)
}
