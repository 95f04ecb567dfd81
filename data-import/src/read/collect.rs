//! A sink that keeps everything: the workbook in memory, for tests and for looking at files.

use crate::cell::{Merge, Row, Sheet, Workbook};
use crate::error::ReadError;
use crate::merged::{self, Lending};
use crate::read::gate::Sink;

/// Collects sheets into a [`Workbook`], with what merged ranges lend.
#[derive(Debug, Default)]
pub struct Collect {
    /// What was read so far.
    pub workbook: Workbook,
    /// Rows so far, over all sheets.
    pub rows: u64,
    lending: Lending,
}

impl Collect {
    fn current(&mut self) -> Option<&mut Sheet> {
        self.workbook.sheets.last_mut()
    }
}

impl Sink for Collect {
    fn sheet(&mut self, name: Option<String>, hidden: bool, merges: Vec<Merge>) -> Result<(), ReadError> {
        self.lending = Lending::of(&merged::apart(&merges).0);
        self.workbook.sheets.push(Sheet { name, hidden, merges, ..Sheet::default() });
        Ok(())
    }

    fn row(&mut self, mut row: Row) -> Result<(), ReadError> {
        self.rows += 1;
        if let Some(sheet) = self.workbook.sheets.last_mut() {
            self.lending.lend(&mut row, &sheet.withheld);
            sheet.rows.push(row);
        }
        Ok(())
    }

    fn note(&mut self, withheld: Vec<u32>, far_rows: Vec<u32>) -> Result<(), ReadError> {
        if let Some(sheet) = self.current() {
            sheet.withheld.extend(withheld);
            sheet.far_rows.extend(far_rows);
        }
        Ok(())
    }

    fn sheet_end(&mut self) -> Result<(), ReadError> {
        Ok(())
    }

    fn restart(&mut self) -> Result<(), ReadError> {
        *self = Self::default();
        Ok(())
    }
}
