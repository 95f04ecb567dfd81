//! Why a report could not be made.

/// Why a report or a list could not be written.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// The records could not be handed to the typesetter: a fault of the program.
    #[error("the report's data could not be prepared ({0}); please report this as a fault of Louce")]
    Data(String),
    /// The typesetter refused: a fault of the template or of the fonts.
    #[error(
        "the PDF could not be set ({0}); save the report as XLSX or HTML instead and report this as a fault of Louce"
    )]
    Typesetting(String),
    /// The workbook could not be written, mostly because a limit of Excel was met.
    #[error("the workbook could not be written ({0}); choose a smaller area, or CSV for a list")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
}
