//! A file while it is read: rows come in, sheet by sheet, and what they propose goes out.

use super::row_reading::Outlet;
use super::sheet_reading::SheetReading;
use super::sites::Sites;
use crate::cell::{Merge, Row};
use crate::error::ReadError;
use crate::field::RefusedKind;
use crate::mapping;
use crate::propose::ProposeOptions;
use crate::read::gate::Sink;
use crate::refused_values::sensitive;
use crate::sink::ProposalSink;
use crate::worker::Watch;

/// Turns the rows of a file into what they propose.
pub(crate) struct FileReading<'a> {
    outlet: Outlet<'a>,
    sheet: Option<SheetReading>,
    /// Columns withheld of the sheet before.
    carried: Vec<u32>,
    /// Sheets begun.
    sheets: usize,
}

impl<'a> FileReading<'a> {
    /// Begins a file of this name.
    pub(crate) fn new(
        file: &str,
        options: &'a ProposeOptions,
        watch: &'a dyn Watch,
        sink: &'a mut dyn ProposalSink,
    ) -> Self {
        let file = file.rsplit(['/', '\\']).next().unwrap_or(file).to_owned();
        Self {
            outlet: Outlet { options, watch, sink, file, sites: Sites::default(), spare: Row::default() },
            sheet: None,
            carried: Vec::new(),
            sheets: 0,
        }
    }
}

/// A sheet called after a list that is never kept (DESIGN §3) is told by its place in the file alone.
fn telling_nothing(name: String, place: usize) -> String {
    let is_refused = sensitive(&name).is_some() || mapping::withheld(std::slice::from_ref(&name)).is_some();
    if is_refused { format!("第{place}张工作表") } else { name }
}

impl Sink for FileReading<'_> {
    fn sheet(&mut self, name: Option<String>, hidden: bool, merges: Vec<Merge>) -> Result<(), ReadError> {
        self.sheets += 1;
        let name = name.map(|name| telling_nothing(name, self.sheets));
        self.sheet = Some(SheetReading::new(name, hidden, merges, std::mem::take(&mut self.carried)));
        Ok(())
    }

    fn row(&mut self, row: Row) -> Result<(), ReadError> {
        match &mut self.sheet {
            Some(sheet) => sheet.row(row, &mut self.outlet),
            None => Err(ReadError::ParserConfused),
        }
    }

    fn note(&mut self, withheld: Vec<u32>, far_rows: Vec<u32>) -> Result<(), ReadError> {
        if let Some(sheet) = &mut self.sheet {
            sheet.note(withheld, far_rows);
        }
        Ok(())
    }

    fn refused(&mut self, columns: Vec<(u32, RefusedKind)>) -> Result<(), ReadError> {
        if let Some(sheet) = &mut self.sheet {
            sheet.refuse(columns);
        }
        Ok(())
    }

    fn sheet_end(&mut self) -> Result<(), ReadError> {
        if let Some(sheet) = self.sheet.take() {
            self.carried = sheet.end(&mut self.outlet)?;
        }
        Ok(())
    }

    fn spare(&mut self) -> Row {
        std::mem::take(&mut self.outlet.spare)
    }

    fn restart(&mut self) -> Result<(), ReadError> {
        self.outlet.sites = Sites::default();
        self.sheet = None;
        self.carried = Vec::new();
        self.outlet.sink.restart()
    }
}
