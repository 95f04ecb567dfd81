//! What comes by when a file is read, counted.
use louce_import::cell::{Merge, Row};
use louce_import::error::ReadError;
use louce_import::read::gate::Sink;

/// Counts rows and their text; a row goes back to be filled anew, as the parsing process does.
#[derive(Default)]
pub struct Count {
    /// Rows.
    pub rows: u64,
    /// Text of their cells, bytes.
    pub bytes: u64,
    spare: Row,
}

impl Sink for Count {
    fn sheet(&mut self, _: Option<String>, _: bool, _: Vec<Merge>) -> Result<(), ReadError> {
        Ok(())
    }

    fn row(&mut self, row: Row) -> Result<(), ReadError> {
        self.rows += 1;
        self.bytes += row.cells.iter().map(|(_, cell)| cell.text.len() as u64).sum::<u64>();
        self.spare = row;
        Ok(())
    }

    fn note(&mut self, _: Vec<u32>, _: Vec<u32>) -> Result<(), ReadError> {
        Ok(())
    }

    fn sheet_end(&mut self) -> Result<(), ReadError> {
        Ok(())
    }

    fn spare(&mut self) -> Row {
        std::mem::take(&mut self.spare)
    }

    fn restart(&mut self) -> Result<(), ReadError> {
        *self = Self::default();
        Ok(())
    }
}
