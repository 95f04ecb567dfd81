//! Louce's paper: the handover report (工作移交报告) as PDF, HTML and workbook, and lists as workbooks.
//!
//! The report is plain data ([`HandoverReport`]) that the caller fills. From it one document is composed in
//! one language, names and phones masked, and printed three ways, so that no two of them can disagree.
//!
//! What is absent, on purpose:
//! - any other crate of Louce: a report knows no store, no session, no screen;
//! - a clock and dice: the same report gives the same bytes;
//! - citizen ids, ethnicity and notes on persons: there is no field to put them in;
//! - network and disk, but for [`find_fonts`];
//! - markup made from data: records reach the typesetter as values, the page escaped, the sheet as text.

#![forbid(unsafe_code)]

mod disclosure;
mod document;
mod error;
mod fonts;
mod handover;
mod html;
mod labels;
mod language;
mod pdf;
mod xlsx;

pub use crate::disclosure::{Disclosure, WITHHELD};
pub use crate::error::ReportError;
pub use crate::fonts::{FontError, Fonts, find_fonts, find_sans_fonts, usual_font_dirs};
pub use crate::handover::{
    AreaPicture, BaseNumbers, BuildingLine, BuildingSheet, ChangeCount, ChangeEntry, Changes, Cover, Disagreement, Gap,
    HandoverReport, OrganisationLine, Origin, Parties, Party, PopulationClass, Printed, Resident, RoomSheet, RoomState,
    Severity, Sex, SpotCheckRoom, Stock, Sum,
};
pub use crate::html::render_html;
pub use crate::language::{Language, Term};
pub use crate::pdf::{PdfStage, render_pdf};
pub use crate::xlsx::{PlainBook, PlainCell, TableCell, TableColumn, render_table_xlsx, render_xlsx};

/// Dated changes that are printed one by one; the workbook lists all it is given.
pub const PRINTED_CHANGES: usize = document::PRINTED_CHANGES;

/// Rooms that are printed one by one in the PDF; beyond it the PDF says so and the workbook has them.
pub const PRINTED_ROOMS: usize = document::PRINTED_ROOMS;
