//! Tables of a Word document, `.docx`: each table of the text is a sheet, named 表1, 表2 …
//!
//! Two passes over the document: the first learns the merged ranges, the second passes the rows on. The last line of
//! text right above a table is its title and stands in row 1, as a title stands above the header in a workbook; the
//! rows of the table follow. Deleted revisions, hidden text, drawings and text boxes are left out.

mod cell;
mod spans;
mod tables;

use crate::error::{FileFormat, LooksLike, ReadError};
use crate::read::gate::Sink;
use crate::read::xml::{attribute, damaged, events};
use quick_xml::events::Event;
use std::io::{BufReader, Cursor};
use tables::Tables;
use zip::ZipArchive;

/// Reads every table of the document.
///
/// # Errors
/// [`ReadError::UnknownFormat`] without a table, [`ReadError::Damaged`], [`ReadError::HostileXml`], or what the sink
/// refuses.
pub fn read(bytes: &[u8], sink: &mut dyn Sink) -> Result<(), ReadError> {
    let document = document_part(bytes)?;
    let mut first = Tables::new(None, Vec::new());
    part(bytes, &document, |event| first.take(event))?;
    let mut second = Tables::new(Some(sink), first.into_merges());
    part(bytes, &document, |event| second.take(event))?;
    if second.passed() == 0 {
        return Err(ReadError::UnknownFormat { looks_like: LooksLike::Document });
    }
    Ok(())
}

/// Name of the main part, as the package says; where it does not, where Word puts it.
fn document_part(bytes: &[u8]) -> Result<String, ReadError> {
    let mut named = None;
    let relations = part(bytes, "_rels/.rels", |event| {
        if let Event::Start(tag) = event
            && attribute(tag, "Type").is_some_and(|kind| kind.ends_with("/officeDocument"))
        {
            named = attribute(tag, "Target");
        }
        Ok(())
    });
    match relations {
        Err(error @ ReadError::HostileXml { .. }) => Err(error),
        _ => Ok(named.map_or_else(|| "word/document.xml".into(), |name| name.trim_start_matches('/').to_owned())),
    }
}

fn part(bytes: &[u8], name: &str, take: impl FnMut(&Event<'_>) -> Result<(), ReadError>) -> Result<(), ReadError> {
    let broken = |_| damaged(FileFormat::Docx);
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    let part = archive.by_name(name).map_err(broken)?;
    events(BufReader::with_capacity(64 << 10, part), FileFormat::Docx, take)
}

#[cfg(test)]
mod tests;
