//! What a workbook says before its sheets: strings, number formats, fonts, fills, the calendar.

use super::record::{Record, Records};
use super::text::{Strings, code_page, decode};
use crate::error::ReadError;
use crate::read::cell_format::{CellFormat, Look};
use crate::read::number_format::{built_in, custom};
use crate::read::palette::Palette;
use encoding_rs::{Encoding, GBK};
use std::collections::HashMap;

/// A sheet as the workbook lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    pub name: String,
    pub hidden: bool,
    /// Where its records begin.
    pub offset: usize,
}

/// Format as written, before fonts and number formats are known.
#[derive(Debug, Clone, Copy)]
struct Xf {
    font: u16,
    format: u16,
    pattern: u32,
    fore: u32,
    back: u32,
}

/// Everything that cells refer to.
#[derive(Debug)]
pub struct Globals {
    /// BIFF version: 2, 3, 4, 5 or 8.
    pub version: u8,
    pub encoding: &'static Encoding,
    /// Days count from 1904.
    pub from_1904: bool,
    pub strings: Vec<String>,
    pub sheets: Vec<Listed>,
    pub cell_formats: Vec<CellFormat>,
    /// By number: whether the format shows a day.
    dates: HashMap<u16, bool>,
    /// By place: whether the font has a line through it.
    struck_fonts: Vec<bool>,
    formats: Vec<Xf>,
    palette: Palette,
}

impl Globals {
    /// Reads the records up to the end of the first substream; of a bare sheet, those of the sheet.
    ///
    /// # Errors
    /// [`ReadError::Encrypted`].
    pub fn of(stream: &[u8]) -> Result<Self, ReadError> {
        let mut globals = Self {
            version: 8,
            encoding: GBK,
            from_1904: false,
            strings: Vec::new(),
            sheets: Vec::new(),
            cell_formats: Vec::new(),
            dates: HashMap::new(),
            struck_fonts: Vec::new(),
            formats: Vec::new(),
            palette: Palette::default(),
        };
        let mut begun = false;
        for record in Records::from(stream, 0) {
            match record.id {
                0x0009 | 0x0209 | 0x0409 | 0x0809 if !begun => {
                    begun = true;
                    globals.version = version(&record);
                }
                0x000A => break,
                _ => globals.take(&record)?,
            }
        }
        globals.settle();
        Ok(globals)
    }

    fn take(&mut self, record: &Record<'_>) -> Result<(), ReadError> {
        match record.id {
            // FILEPASS
            0x002F => return Err(ReadError::Encrypted),
            // CODEPAGE
            0x0042 => self.encoding = code_page(record.u16(0).unwrap_or(0)),
            // DATEMODE
            0x0022 => self.from_1904 = record.u16(0) == Some(1),
            // FONT
            0x0031 | 0x0231 => self.struck_fonts.push(record.u16(2).unwrap_or(0) & 8 != 0),
            // FORMAT
            0x001E | 0x041E => self.number_format(record),
            // XF
            0x0043 | 0x0243 | 0x0443 | 0x00E0 => self.formats.extend(self.xf(record)),
            // PALETTE
            0x0092 => {
                let colours = record.data.get(2..).unwrap_or_default().chunks_exact(4);
                let colours = colours.filter_map(|four| four.get(..3)?.try_into().ok());
                self.palette.replace(colours);
            }
            // BOUNDSHEET
            0x0085 => self.sheets.extend(self.listed(record)),
            // SST
            0x00FC => {
                let mut strings = Strings::of(record, 8);
                let count = record.u32(4).unwrap_or(0);
                self.strings = (0..count).map_while(|_| strings.unicode(2)).collect();
            }
            _ => {}
        }
        Ok(())
    }

    fn number_format(&mut self, record: &Record<'_>) {
        let implied = u16::try_from(self.dates.len()).unwrap_or(u16::MAX);
        let bytes = |at: usize| {
            let length = usize::from(record.u8(at).unwrap_or(0));
            let rest = record.data.get(at + 1..).unwrap_or_default();
            decode(rest.get(..length).unwrap_or(rest), self.encoding)
        };
        let (number, code) = match self.version {
            2 | 3 => (implied, bytes(0)),
            4 => (implied, bytes(2)),
            5 => (record.u16(0).unwrap_or(0), bytes(2)),
            _ => (record.u16(0).unwrap_or(0), Strings::of(record, 2).unicode(2).unwrap_or_default()),
        };
        self.dates.insert(number, custom(&code).is_day());
    }

    fn xf(&self, record: &Record<'_>) -> Option<Xf> {
        let early = |fill: u32| {
            Some(Xf {
                font: u16::from(record.u8(0)?),
                format: u16::from(record.u8(1)?),
                pattern: fill & 0x3F,
                fore: fill >> 6 & 0x1F,
                back: fill >> 11 & 0x1F,
            })
        };
        match record.id {
            0x0043 => Some(Xf { format: u16::from(record.u8(2)? & 0x3F), ..early(0)? }),
            0x0243 | 0x0443 => early(u32::from(record.u16(6).unwrap_or(0))),
            _ => {
                let (font, format) = (record.u16(0)?, record.u16(2)?);
                let (pattern, colours) = if self.version == 5 {
                    let fill = record.u32(8).unwrap_or(0);
                    (fill >> 16 & 0x3F, fill)
                } else {
                    (record.u32(14).unwrap_or(0) >> 26, u32::from(record.u16(18).unwrap_or(0)))
                };
                Some(Xf { font, format, pattern, fore: colours & 0x7F, back: colours >> 7 & 0x7F })
            }
        }
    }

    /// Tables only: charts, macro sheets and modules hold no records.
    fn listed(&self, record: &Record<'_>) -> Option<Listed> {
        let offset = usize::try_from(record.u32(0)?).ok()?;
        let (hidden, kind) = (record.u8(4)? & 0x3F != 0, record.u8(5)?);
        let name = if self.version == 8 {
            Strings::of(record, 6).unicode(1).unwrap_or_default()
        } else {
            let length = usize::from(record.u8(6)?);
            let bytes = record.data.get(7..)?;
            decode(bytes.get(..length).unwrap_or(bytes), self.encoding)
        };
        (kind == 0).then_some(Listed { name, hidden, offset })
    }

    /// Puts fonts, number formats and colours together, once all are known.
    fn settle(&mut self) {
        let formats = self.formats.iter().map(|xf| CellFormat {
            is_date: self.is_date(xf.format),
            look: Look { struck: self.is_struck(xf.font), fill: self.palette.pattern(xf.pattern, xf.fore, xf.back) },
        });
        self.cell_formats = formats.collect();
    }

    /// Whether a number format shows a day. Before BIFF5 every format is written out.
    pub fn is_date(&self, format: u16) -> bool {
        self.dates.get(&format).copied().unwrap_or_else(|| built_in(format.into()).is_day())
    }

    /// Whether a font has a line through it; there is no font number 4.
    pub fn is_struck(&self, font: u16) -> bool {
        let place = usize::from(if font > 4 { font - 1 } else { font });
        self.struck_fonts.get(place).copied().unwrap_or(false)
    }
}

/// The version that a `BOF` record states.
pub fn version(record: &Record<'_>) -> u8 {
    match (record.id, record.u16(0)) {
        (0x0009, _) | (0x0809, Some(0x0002 | 0x0007 | 0x0200)) => 2,
        (0x0209, _) | (0x0809, Some(0x0300)) => 3,
        (0x0409, _) | (0x0809, Some(0x0400)) => 4,
        (_, Some(0x0500)) => 5,
        _ => 8,
    }
}
