//! Office Open XML workbooks (`.xlsx`, `.xlsm`; transitional and strict, ISO/IEC 29500), read as a stream.
//!
//! The parts are found as the package's relationships say. Shared strings lie in one arena, styles are reduced to
//! what a ledger tells by them (a date, a fill, a line through), and each row goes on as soon as it is complete:
//! memory is the arena and a window, however long the sheet.

mod book;
mod colour;
mod escape;
mod merges;
pub mod number_format;
mod package;
mod reference;
mod rich_text;
pub mod serial_date;
mod shared_strings;
mod sheet;
mod styles;
mod tag;
mod transcode;
mod value;
mod xml;

use crate::error::{FileFormat, ReadError};
use crate::read::gate::Sink;
use package::Package;
use shared_strings::SharedStrings;
use styles::Styles;

fn damaged() -> ReadError {
    ReadError::Damaged { format: FileFormat::Xlsx }
}

/// Reads every worksheet of a workbook that passed the pre-check. Merged ranges stand behind the rows in a
/// sheet; they are looked for first where `has_merges` says that there are any.
///
/// # Errors
/// [`ReadError::Damaged`], [`ReadError::HostileXml`], or what the sink refuses.
pub fn read(bytes: &[u8], has_merges: bool, sink: &mut dyn Sink) -> Result<(), ReadError> {
    let mut package = Package::open(bytes)?;
    let book_part = package.workbook()?;
    let relations = package.relations_of(&book_part)?;
    let book = book::read(&mut package.required(&book_part)?)?;
    let part = |kind: &str| relations.iter().find(|relation| relation.kind == kind).map(|found| found.target.as_str());
    let theme = match part("theme").map(|name| package.part(name)).transpose()?.flatten() {
        Some(mut xml) => colour::read_theme(&mut xml)?,
        None => Vec::new(),
    };
    let styles = match part("styles").map(|name| package.part(name)).transpose()?.flatten() {
        Some(mut xml) => styles::read(&mut xml, &theme)?,
        None => Styles::default(),
    };
    let shared = match part("sharedStrings").map(|name| package.part(name)).transpose()?.flatten() {
        Some(mut xml) => shared_strings::read(&mut xml)?,
        None => SharedStrings::default(),
    };
    let reading = value::Reading { shared: &shared, styles: &styles, from_1904: book.from_1904 };
    for entry in &book.sheets {
        let relation = relations.iter().find(|relation| relation.id == entry.relation).ok_or_else(damaged)?;
        if relation.kind != "worksheet" {
            // Charts, dialogs and macro sheets hold no records.
            continue;
        }
        let merges = if has_merges { merges::find(&mut package.required(&relation.target)?)? } else { Vec::new() };
        sink.sheet(Some(entry.name.clone()), entry.hidden, merges)?;
        sheet::read(&mut package.required(&relation.target)?, &reading, sink)?;
        sink.sheet_end()?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
