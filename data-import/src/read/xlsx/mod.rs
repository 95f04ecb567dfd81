//! Office Open XML workbooks (`.xlsx`, `.xlsm`; transitional and strict, ISO/IEC 29500), read as a stream.
//!
//! The parts are found as the package's relationships say. Shared strings lie in one arena, styles are reduced to
//! what a ledger tells by them (a date, a fill, a line through), and each row goes on as soon as it is complete:
//! memory is the arena and a window, however long the sheet.

mod book;
mod colour;
mod escape;
mod merges;
mod package;
mod reference;
mod rich_text;
mod shared_strings;
mod sheet;
mod styles;
mod tag;
mod transcode;
mod value;
mod xml;

use crate::error::{FileFormat, ReadError};
use crate::read::gate::Sink;
use book::{Book, Entry};
use package::{Package, Relation};
use xml::Xml;

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
    let mut part = Parts { package: &mut package, relations: &relations };
    let theme = part.read("theme", colour::read_theme)?;
    let styles = part.read("styles", |xml| styles::read(xml, &theme))?;
    let shared = part.read("sharedStrings", shared_strings::read)?;
    let reading = value::Reading { shared: &shared, styles: &styles, from_1904: book.from_1904 };
    let tables = tables(&book, &relations, &mut package)?;
    let total = tables.iter().fold(0u64, |total, (_, _, size)| total.saturating_add(*size));
    let mut progress = sheet::Progress { before: 0, total };
    for (entry, target, size) in tables {
        let merges = if has_merges { merges::find(&mut package.required(target)?)? } else { Vec::new() };
        sink.sheet(Some(entry.name.clone()), entry.hidden, merges)?;
        sheet::read(&mut package.required(target)?, &reading, progress, sink)?;
        sink.sheet_end()?;
        progress.before = progress.before.saturating_add(size);
    }
    Ok(())
}

/// Parts that a workbook may do without.
struct Parts<'p, 'b> {
    package: &'p mut Package<'b>,
    relations: &'p [Relation],
}

impl Parts<'_, '_> {
    fn read<T: Default>(
        &mut self,
        kind: &str,
        read: impl FnOnce(&mut Xml<'_>) -> Result<T, ReadError>,
    ) -> Result<T, ReadError> {
        let Some(relation) = self.relations.iter().find(|relation| relation.kind == kind) else {
            return Ok(T::default());
        };
        self.package.part(&relation.target)?.map_or_else(|| Ok(T::default()), |mut xml| read(&mut xml))
    }
}

/// Sheets that hold records, each with the name of its part and its bytes. Charts, dialogs and macro sheets hold none.
fn tables<'b>(
    book: &'b Book,
    relations: &'b [Relation],
    package: &mut Package<'_>,
) -> Result<Vec<(&'b Entry, &'b str, u64)>, ReadError> {
    let mut tables = Vec::new();
    for entry in &book.sheets {
        let relation = relations.iter().find(|relation| relation.id == entry.relation).ok_or_else(damaged)?;
        if relation.kind == "worksheet" {
            tables.push((entry, relation.target.as_str(), package.size(&relation.target)));
        }
    }
    Ok(tables)
}

#[cfg(test)]
mod tests;
