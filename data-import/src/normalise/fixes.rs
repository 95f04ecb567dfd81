//! Values that mean another (值映射): put in place of what is written, before a row is read.

use crate::cell::{Cell, Row};
use crate::choices::ValueFix;

/// A cell whose value was put in place of another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FixedCell {
    /// Column from 0.
    pub(crate) column: u32,
    /// As written.
    pub(crate) raw: String,
    /// As meant.
    pub(crate) value: String,
}

/// Applies what is said of values to a row; the result is what was changed.
pub(crate) fn apply(row: &mut Row, fixes: &[ValueFix]) -> Vec<FixedCell> {
    let mut fixed = Vec::new();
    for fix in fixes {
        let written = row.text(fix.column);
        if written.trim() == fix.from {
            fixed.push(FixedCell { column: fix.column, raw: written.to_owned(), value: fix.to.clone() });
            row.put(fix.column, Cell::text(fix.to.clone()));
        }
    }
    fixed
}
