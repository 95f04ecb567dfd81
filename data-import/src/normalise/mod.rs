//! Rows → facts, each value with a trail, each row with an outcome; row by row as they are read.

mod above;
mod address;
mod building;
mod building_note;
mod columns;
mod file_reading;
mod fixes;
mod layout;
mod listed;
mod messages;
mod organisation;
mod other_table;
mod person;
mod place;
mod questions;
mod record;
mod rental;
mod row_kind;
mod row_reading;
mod sheet_reading;
mod sites;
mod split;
mod stated;
mod unread;
pub(crate) mod value;
mod view;
mod warnings;

pub(crate) use file_reading::FileReading;

use crate::cell::{Cell, Form, Row};
use crate::proposal::{DropReason, RowOutcome, RowProposal, StyledCell};
use crate::refused_values::sensitive;

/// The texts of a row, by column; what a wide merged range lends sideways stands in its first column only.
pub(crate) fn cells_of(row: &Row) -> Vec<String> {
    let mut texts = Vec::new();
    for (column, cell) in &row.cells {
        if cell.merged_from.is_some_and(|from| from.column != *column) {
            continue;
        }
        texts.resize(usize::try_from(*column).unwrap_or(0), String::new());
        texts.push(shown(cell));
    }
    texts
}

/// The text of a cell as preview, batch and value fixes know it: a number shown as 4.39988E+14 still has all its digits.
pub(crate) fn shown(cell: &Cell) -> String {
    match cell.form {
        Form::Number(value) if value.abs() < 1e15 => value.to_string(),
        _ => cell.text.clone(),
    }
}

/// The cells of a row that are marked by their look.
pub(crate) fn styled_of(row: &Row) -> Vec<StyledCell> {
    let marked =
        row.cells.iter().filter(|(_, cell)| cell.merged_from.is_none() && (cell.struck || cell.fill.is_some()));
    marked.map(|(column, cell)| StyledCell { column: *column, struck: cell.struck, fill: cell.fill }).collect()
}

/// The cells of a title or note, less those that speak of what is never kept (DESIGN §3).
fn telling_nothing(mut cells: Vec<String>) -> Vec<String> {
    cells.iter_mut().filter(|text| sensitive(text).is_some()).for_each(String::clear);
    cells
}

fn dropped(number: u32, row: Option<&Row>, reason: DropReason) -> RowProposal {
    // The name of a refused column is what its refusal is told by.
    let names_columns = matches!(reason, DropReason::Header | DropReason::RepeatedHeader);
    RowProposal {
        row: number,
        hidden: row.is_some_and(|row| row.hidden),
        styled: row.map(styled_of).unwrap_or_default(),
        cells: row
            .map(|row| if names_columns { cells_of(row) } else { telling_nothing(cells_of(row)) })
            .unwrap_or_default(),
        outcome: RowOutcome::Dropped(reason),
        facts: None,
        stated: Vec::new(),
        findings: Vec::new(),
        trail: Vec::new(),
    }
}
