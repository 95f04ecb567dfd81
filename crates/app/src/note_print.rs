//! A sheet that the window is about to print (打印): paper is as much a list that leaves as a file is.

use crate::asking::Asking;
use crate::permission::Operation;
use crate::picture::leaving::Leaving;
use louce_wire::{MapShown, PrintNoted, PrintedSheet, RpcError};

/// Notes the print in the audit log. Gives what stands at the head of the sheet.
///
/// # Errors
/// When the role may export no records, or what is shown is not there: then nothing is to be printed.
pub fn note_print(asking: Asking<'_>, sheet: PrintedSheet, shown: &MapShown) -> Result<PrintNoted, RpcError> {
    let permit = asking.permit(Operation::ExportRecords)?;
    let how = match sheet {
        PrintedSheet::Map => "print map",
        PrintedSheet::Table => "print table",
    };
    let at_ms = Leaving { how, shown, floor: None, file: None }.note(asking, &permit)?;
    Ok(PrintNoted { by: asking.session.display_name.clone(), at_ms: at_ms as f64 })
}
