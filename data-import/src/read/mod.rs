//! Reading bytes into rows: one module per family of formats, one gate that every row passes.

mod cell_format;
pub mod collect;
pub(crate) mod delimited;
mod docx;
pub mod encoding;
pub mod gate;
mod html;
mod in_order;
mod number_format;
mod ods;
mod palette;
mod rows;
mod serial_date;
mod spreadsheetml;
mod xls;
mod xlsb;
mod xlsx;
mod xml;

use crate::error::{FileFormat, ReadError};
use crate::limits::Limits;
use crate::precheck::precheck;
use crate::sniff::{Container, sniff};
use crate::worker::{Parsed, Request};
use delimited::TextEnd;
use gate::{Gate, Sink};
use in_order::{InOrder, Sorting};
use std::io::Read;

/// Reads a file in this process. Only the parsing process should: a hostile file may abort it.
///
/// # Errors
/// Any [`ReadError`] that concerns the file, or what the sink refuses.
pub fn parse_here(bytes: &[u8], request: &Request, sink: &mut dyn Sink) -> Result<Parsed, ReadError> {
    let container = sniff(bytes)?;
    if container != Container::Text {
        return parse_whole(bytes, container, request, sink);
    }
    let (head, rest) = bytes.split_at(bytes.len().min(delimited::SAMPLE_BYTES));
    let mut encoding = request.encoding.clone();
    loop {
        match parse_text(head, &mut &*rest, encoding.as_deref(), request, sink)? {
            TextEnd::Read(encoding) => {
                return Ok(Parsed { format: FileFormat::Csv, encoding: Some(encoding.to_owned()) });
            }
            TextEnd::Anew(other) => {
                sink.restart()?;
                encoding = Some(other.to_owned());
            }
        }
    }
}

/// Reads delimited text as it comes.
pub(crate) fn parse_text(
    head: &[u8],
    rest: &mut dyn Read,
    encoding: Option<&str>,
    request: &Request,
    sink: &mut dyn Sink,
) -> Result<TextEnd, ReadError> {
    let limits = Limits { rows: request.limits.text_rows, ..request.limits.clone() };
    let mut gate = Gate::new(sink, &limits, &request.headers);
    delimited::read(head, rest, encoding, limits.text_bytes, &mut gate)
}

/// Reads a file that is in memory; once more and sorted where its rows turn out to be out of order.
fn parse_whole(
    bytes: &[u8],
    container: Container,
    request: &Request,
    sink: &mut dyn Sink,
) -> Result<Parsed, ReadError> {
    let limits = &request.limits;
    let size = bytes.len() as u64;
    if size > limits.file_bytes {
        return Err(ReadError::TooLarge { bytes: size, limit: limits.file_bytes });
    }
    let mut gate = Gate::new(sink, limits, &request.headers);
    let mut in_order = InOrder::new(&mut gate);
    let read = read_container(bytes, container, limits, &mut in_order);
    if !in_order.is_broken() {
        return read;
    }
    sink.restart()?;
    let mut gate = Gate::new(sink, limits, &request.headers);
    read_container(bytes, container, limits, &mut Sorting::new(&mut gate))
}

fn read_container(
    bytes: &[u8],
    container: Container,
    limits: &Limits,
    sink: &mut dyn Sink,
) -> Result<Parsed, ReadError> {
    let mut encoding = None;
    let format = match container {
        Container::Zip => {
            let facts = precheck(bytes, limits)?;
            match facts.format {
                FileFormat::Xlsb => xlsb::read(bytes, sink)?,
                FileFormat::Ods => ods::read(bytes, sink)?,
                FileFormat::Docx => docx::read(bytes, sink)?,
                _ => xlsx::read(bytes, facts.has_merges, sink)?,
            }
            facts.format
        }
        Container::Xls => {
            xls::read(bytes, sink)?;
            FileFormat::Xls
        }
        Container::Html => {
            encoding = Some(html::read(bytes, sink)?);
            FileFormat::Html
        }
        Container::Mhtml => {
            encoding = Some(html::read_mhtml(bytes, sink)?);
            FileFormat::Html
        }
        Container::SpreadsheetMl => {
            encoding = Some(spreadsheetml::read(bytes, sink)?);
            FileFormat::SpreadsheetMl
        }
        Container::BareXls => {
            xls::read_bare(bytes, sink)?;
            FileFormat::Xls
        }
        Container::FlatOds => {
            encoding = Some(ods::read_flat(bytes, sink)?);
            FileFormat::Ods
        }
        Container::Text => return Err(ReadError::UnknownEncoding),
    };
    Ok(Parsed { format, encoding: encoding.map(str::to_owned) })
}
