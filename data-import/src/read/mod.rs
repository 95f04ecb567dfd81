//! Reading bytes into rows: one module per family of formats, one gate that every row passes.

pub mod collect;
mod delimited;
pub mod encoding;
pub mod gate;
mod html;
mod spreadsheetml;
mod workbook;
mod xml;

use crate::error::{FileFormat, ReadError};
use crate::precheck::precheck;
use crate::sniff::{Container, sniff};
use crate::worker::{Parsed, Request};
use gate::{Gate, Sink};

/// Reads a file in this process. Only the parsing process should: a hostile file may abort it.
///
/// # Errors
/// Any [`ReadError`] that concerns the file, or what the sink refuses.
pub fn parse_here(bytes: &[u8], request: &Request, sink: &mut dyn Sink) -> Result<Parsed, ReadError> {
    let limits = &request.limits;
    let size = bytes.len() as u64;
    if size > limits.file_bytes {
        return Err(ReadError::TooLarge { bytes: size, limit: limits.file_bytes });
    }
    let container = sniff(bytes)?;
    let mut gate = Gate::new(sink, limits, &request.headers);
    let mut encoding = None;
    let format = match container {
        Container::Zip => {
            let facts = precheck(bytes, limits)?;
            match facts.format {
                FileFormat::Xlsb => workbook::read_xlsb(bytes, &mut gate)?,
                FileFormat::Ods => workbook::read_ods(bytes, &mut gate)?,
                _ => workbook::read_xlsx(bytes, facts.has_merges, &mut gate)?,
            }
            facts.format
        }
        Container::Xls => {
            workbook::read_xls(bytes, &mut gate)?;
            FileFormat::Xls
        }
        Container::Html => {
            encoding = Some(html::read(bytes, &mut gate)?);
            FileFormat::Html
        }
        Container::Mhtml => {
            encoding = Some(html::read_mhtml(bytes, &mut gate)?);
            FileFormat::Html
        }
        Container::SpreadsheetMl => {
            encoding = Some(spreadsheetml::read(bytes, &mut gate)?);
            FileFormat::SpreadsheetMl
        }
        Container::BareXls | Container::FlatOds => {
            return Err(ReadError::UnknownFormat { looks_like: crate::error::LooksLike::OldTable });
        }
        Container::Text => {
            let decoded = encoding::decode(bytes)?;
            encoding = Some(decoded.encoding);
            delimited::read(&decoded.text, &mut gate)?;
            FileFormat::Csv
        }
    };
    Ok(Parsed { format, encoding: encoding.map(str::to_owned) })
}
