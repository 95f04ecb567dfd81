//! What is special about the cells of a shown row.

use super::words;
use louce_import::proposal::RowProposal;
use louce_wire::CellMark;

/// Marks of a row: how cells look, where their values come from, what is the matter with them.
pub(super) fn of(row: &RowProposal) -> Vec<CellMark> {
    let mut marks = Vec::new();
    let mut mark = |column: u32, mark: &str, text: String| {
        let is_new = !marks.iter().any(|known: &CellMark| known.column == column && known.mark == mark);
        if is_new {
            marks.push(CellMark { column, mark: mark.to_owned(), text });
        }
    };
    for cell in &row.styled {
        if cell.struck {
            mark(cell.column, "struck", "删除线".to_owned());
        }
        if let Some([red, green, blue]) = cell.fill {
            mark(cell.column, "filled", format!("#{red:02X}{green:02X}{blue:02X}"));
        }
    }
    for finding in &row.findings {
        if let Some(column) = finding.column {
            mark(column, "problem", finding.message.clone());
        }
    }
    for step in &row.trail {
        match step.rule.as_str() {
            "as_above" | "merged" => mark(step.column, "inherited", words::rule(&step.rule).to_owned()),
            "value_fixed" => mark(step.column, "fixed", step.value.clone()),
            _ if step.value != step.raw.trim() => mark(step.column, "cleaned", step.value.clone()),
            _ => {}
        }
    }
    marks
}
