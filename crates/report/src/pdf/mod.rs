//! The report as a PDF, set by Typst as a library.
//!
//! Records reach Typst as JSON that the template reads as values. No text of a register is ever part of
//! the markup, so a name such as `#let x` is a name.

mod data;
mod world;

use typst::foundations::{Datetime, Smart};
use typst_pdf::{PdfOptions, Timestamp};

use self::data::{PdfData, pictures};
use self::world::ReportWorld;
use crate::document::{Extent, PRINTED_ROOMS, compose};
use crate::error::ReportError;
use crate::fonts::Fonts;
use crate::handover::HandoverReport;
use crate::language::Language;

/// Up to this many rooms the PDF carries tags for screen readers. They make a long annex fifteen times
/// as large; there the HTML form is the one to read aloud.
const TAGGED_ROOMS: usize = 500;

/// How far the making of a PDF has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PdfStage {
    /// Pages are being laid out; by far the longest part. `rooms` is how many are listed one by one.
    LayingOut {
        /// Rooms in the annex.
        rooms: usize,
    },
    /// The file is complete.
    Written {
        /// Pages of the finished document.
        pages: usize,
    },
}

/// Sets the report as a PDF on A4. The same report, fonts and language give the same bytes.
///
/// More than [`PRINTED_ROOMS`](crate::PRINTED_ROOMS) rooms are not printed one by one: the PDF then says
/// that they are in the workbook of [`render_xlsx`](crate::render_xlsx), which must go with it.
pub fn render_pdf(
    report: &HandoverReport,
    fonts: &Fonts,
    language: Language,
    progress: &mut dyn FnMut(PdfStage),
) -> Result<Vec<u8>, ReportError> {
    let document = compose(report, language, Extent::Print);
    let data = PdfData::new(&document, report, fonts, language);
    let json = serde_json::to_vec(&data).map_err(|error| ReportError::Data(error.to_string()))?;
    let rooms = Some(report.listed_rooms()).filter(|rooms| *rooms <= PRINTED_ROOMS).unwrap_or(0);
    progress(PdfStage::LayingOut { rooms });
    let bytes = typeset(&ReportWorld::new(fonts, json, pictures(&document))?, report, progress);
    // What was laid out is remembered by Typst; residents must not stay in memory longer than needed.
    typst::comemo::evict(0);
    bytes
}

fn typeset(
    world: &ReportWorld,
    report: &HandoverReport,
    progress: &mut dyn FnMut(PdfStage),
) -> Result<Vec<u8>, ReportError> {
    let failed = |errors: &[typst::diag::SourceDiagnostic]| {
        let messages: Vec<&str> = errors.iter().map(|error| error.message.as_str()).collect();
        ReportError::Typesetting(messages.join("; "))
    };
    let pages = typst::compile(world).output.map_err(|errors| failed(&errors))?;
    let options = PdfOptions {
        ident: Smart::Custom(format!("{} {}", report.cover.fingerprint, report.cover.cut_off)),
        creator: Smart::Custom(Some(format!("Louce {}", report.cover.app_version))),
        timestamp: timestamp(&report.cover.generated_at),
        tagged: report.listed_rooms() <= TAGGED_ROOMS,
        ..PdfOptions::default()
    };
    let written = typst_pdf::pdf(&pages, &options);
    progress(PdfStage::Written { pages: pages.pages().len() });
    written.map_err(|errors| failed(&errors))
}

/// `2026-03-31T18:05[:00]`; anything else leaves the PDF without a date.
fn timestamp(iso: &str) -> Option<Timestamp> {
    let mut fields = iso.split(['-', 'T', ' ', ':']);
    let year = fields.next()?.parse().ok()?;
    let mut next = || fields.next().and_then(|field| field.parse::<u8>().ok());
    let (month, day) = (next()?, next()?);
    let (hour, minute, second) = (next().unwrap_or(0), next().unwrap_or(0), next().unwrap_or(0));
    Datetime::from_ymd_hms(year, month, day, hour, minute, second).map(Timestamp::new_utc)
}
