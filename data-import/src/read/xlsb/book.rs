//! What an xlsb workbook says before its sheets: their list, strings, formats, the calendar.

use super::record::Records;
use crate::error::{FileFormat, ReadError};
use crate::read::cell_format::{CellFormat, Look};
use crate::read::number_format::{built_in, custom};
use crate::read::palette::Palette;
use crate::read::xml::{attribute, damaged, events, visible};
use quick_xml::events::Event;
use std::collections::HashMap;
use std::io::{BufReader, Cursor, Read};
use zip::ZipArchive;

/// A sheet as the workbook lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    pub name: String,
    pub hidden: bool,
    /// Name of its part.
    pub part: String,
}

/// The parts of a workbook.
pub struct Parts<'a>(pub &'a [u8]);

impl Parts<'_> {
    /// Hands the content of a part to `read`.
    ///
    /// # Errors
    /// [`ReadError::Damaged`] without such a part, or those of `read`.
    pub fn with<T>(
        &self,
        name: &str,
        read: impl FnOnce(&mut dyn Read) -> Result<T, ReadError>,
    ) -> Result<T, ReadError> {
        let broken = |_| damaged(FileFormat::Xlsb);
        let mut archive = ZipArchive::new(Cursor::new(self.0)).map_err(broken)?;
        let folded = name.to_ascii_lowercase();
        let same = |raw: &[u8]| String::from_utf8_lossy(raw).replace('\\', "/").to_ascii_lowercase() == folded;
        let index = archive.file_names_raw().position(same).ok_or_else(|| damaged(FileFormat::Xlsb))?;
        let part = archive.by_index(index).map_err(broken)?;
        read(&mut BufReader::with_capacity(64 << 10, part))
    }
}

/// Everything that sheets refer to.
#[derive(Debug, Default)]
pub struct Book {
    /// Days count from 1904.
    pub from_1904: bool,
    pub sheets: Vec<Listed>,
    pub strings: Vec<String>,
    pub formats: Vec<CellFormat>,
}

impl Book {
    /// Reads the workbook part and those that it needs.
    ///
    /// # Errors
    /// [`ReadError::Damaged`], [`ReadError::HostileXml`].
    pub fn of(parts: &Parts<'_>) -> Result<Self, ReadError> {
        let relations = relations(parts)?;
        let mut book = Self::default();
        parts.with("xl/workbook.bin", |part| book.read_workbook(&mut Records::new(part), &relations))?;
        for (kind, name) in relations.values() {
            match kind.as_str() {
                "sharedStrings" => book.strings = parts.with(name, |part| strings(&mut Records::new(part)))?,
                "styles" => book.formats = parts.with(name, |part| formats(&mut Records::new(part)))?,
                _ => {}
            }
        }
        Ok(book)
    }

    fn read_workbook(&mut self, records: &mut Records<&mut dyn Read>, relations: &Relations) -> Result<(), ReadError> {
        while let Some(kind) = records.next()? {
            match kind {
                // BrtWbProp
                153 => self.from_1904 = records.u32(0).unwrap_or(0) & 1 != 0,
                // BrtBundleSh; charts, dialogs and macro sheets hold no records
                156 => {
                    let named = records.text(8).and_then(|(id, end)| Some((id, records.text(end)?.0)));
                    let Some((id, name)) = named else { continue };
                    let part = relations.get(&id).filter(|(kind, _)| kind == "worksheet").map(|(_, part)| part.clone());
                    let hidden = records.u32(0).unwrap_or(0) != 0;
                    self.sheets.extend(part.map(|part| Listed { name, hidden, part }));
                }
                _ => {}
            }
        }
        Ok(())
    }
}

/// By id: last step of the type, and the name of the part.
type Relations = HashMap<String, (String, String)>;

fn relations(parts: &Parts<'_>) -> Result<Relations, ReadError> {
    let mut found = HashMap::new();
    parts.with("xl/_rels/workbook.bin.rels", |part| {
        events(BufReader::new(part), FileFormat::Xlsb, |event| {
            if let Event::Start(tag) = event
                && let (Some(id), Some(kind), Some(target)) =
                    (attribute(tag, "Id"), attribute(tag, "Type"), attribute(tag, "Target"))
            {
                let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                let part = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
                found.insert(id, (kind, part));
            }
            Ok(())
        })
    })?;
    Ok(found)
}

fn strings(records: &mut Records<&mut dyn Read>) -> Result<Vec<String>, ReadError> {
    let mut strings = Vec::new();
    while let Some(kind) = records.next()? {
        // BrtSSTItem
        if kind == 19 {
            strings.push(records.text(1).map(|(text, _)| text).unwrap_or_default());
        }
    }
    Ok(strings)
}

/// Number format, font and fill of an XF, by number.
type Xf = (u16, u16, u16);

fn formats(records: &mut Records<&mut dyn Read>) -> Result<Vec<CellFormat>, ReadError> {
    let (mut dates, mut struck, mut fills, mut xfs) = (HashMap::new(), Vec::new(), Vec::new(), Vec::<Xf>::new());
    let mut in_cell_formats = false;
    while let Some(kind) = records.next()? {
        match kind {
            // BrtFmt
            44 => {
                if let (Some(number), Some((code, _))) = (records.u16(0), records.text(2)) {
                    dates.insert(number, custom(&code).is_day());
                }
            }
            // BrtFont
            43 => struck.push(records.u16(2).unwrap_or(0) & 8 != 0),
            // BrtFill
            45 => fills.push(fill(records)),
            // BrtBeginCellXFs, BrtEndCellXFs
            617 => in_cell_formats = true,
            618 => in_cell_formats = false,
            // BrtXF
            47 if in_cell_formats => {
                let number = |at| records.u16(at).unwrap_or(0);
                xfs.push((number(2), number(4), number(6)));
            }
            _ => {}
        }
    }
    let formats = xfs.into_iter().map(|(format, font, fill)| CellFormat {
        is_date: dates.get(&format).copied().unwrap_or_else(|| built_in(format.into()).is_day()),
        look: Look {
            struck: struck.get(usize::from(font)).copied().unwrap_or(false),
            fill: fills.get(usize::from(fill)).copied().flatten(),
        },
    });
    Ok(formats.collect())
}

/// The colour of a fill: a solid one is all foreground.
fn fill(records: &Records<&mut dyn Read>) -> Option<[u8; 3]> {
    match records.u32(0)? {
        0 => None,
        1 => colour(records, 4),
        _ => colour(records, 12).or_else(|| colour(records, 4)),
    }
}

/// A colour as it stands, by number, or as the program last resolved it from the theme.
fn colour(records: &Records<&mut dyn Read>, at: usize) -> Option<[u8; 3]> {
    let kind = records.u8(at)?;
    if kind >> 1 == 1 {
        return Palette::default().fill(u32::from(records.u8(at + 1)?));
    }
    let is_known = kind & 1 == 1 && kind >> 1 != 0;
    let colour = records.data.get(at + 4..at + 7)?.try_into().ok()?;
    visible(colour).filter(|_| is_known)
}
