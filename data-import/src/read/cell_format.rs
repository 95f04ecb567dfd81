//! What the styles of a workbook say of a cell, in the formats that keep them in tables.

use crate::cell::Cell;

/// How cells of one style look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Look {
    /// Written with a line through it.
    pub struck: bool,
    /// Fill colour, red green blue.
    pub fill: Option<[u8; 3]>,
}

impl Look {
    /// The cell with this look.
    pub fn on(self, cell: Cell) -> Cell {
        Cell { struck: self.struck, fill: self.fill, ..cell }
    }
}

/// How cells of one format (XF of BIFF and xlsb) are to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CellFormat {
    /// Numbers are days.
    pub is_date: bool,
    /// How they look.
    pub look: Look,
}
