//! Values that mean another (值映射): put in place of what is written, before a row is read.

use super::shown;
use crate::cell::{Cell, Row};
use crate::choices::{SheetChoice, ValueFix};
use crate::proposal::{ColumnMeaning, ColumnProposal};
use std::collections::HashMap;

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

/// What is said of values of a sheet; never of those in a refused column.
#[derive(Debug, Clone, Default)]
pub(crate) struct Fixes {
    /// By column: value as written → as meant.
    columns: Vec<(u32, HashMap<String, String>)>,
}

impl Fixes {
    /// What the user says of values, and what a profile remembers where the user says nothing.
    pub(crate) fn of(columns: &[ColumnProposal], wanted: Option<&SheetChoice>, recalled: Option<&SheetChoice>) -> Self {
        let is_read = |fix: &&ValueFix| {
            let column = columns.iter().find(|column| column.column == fix.column);
            column.is_some_and(|column| matches!(column.meaning, ColumnMeaning::Field(_) | ColumnMeaning::Unmapped))
        };
        let mut fixes = Self::default();
        let said = recalled.into_iter().chain(wanted).flat_map(|said| &said.fixes);
        for fix in said.filter(is_read) {
            let place = fixes.columns.iter().position(|(column, _)| *column == fix.column).unwrap_or_else(|| {
                fixes.columns.push((fix.column, HashMap::new()));
                fixes.columns.len() - 1
            });
            if let Some((_, values)) = fixes.columns.get_mut(place) {
                values.insert(fix.from.trim().to_owned(), fix.to.clone());
            }
        }
        fixes
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.columns.is_empty()
    }

    /// Applies what is said of values to a row; the result is what was changed.
    pub(crate) fn apply(&self, row: &mut Row) -> Vec<FixedCell> {
        let mut fixed = Vec::new();
        for (column, values) in &self.columns {
            let cell = row.cell(*column);
            let written = cell.map(shown).unwrap_or_default();
            let Some(value) = values.get(written.trim()) else { continue };
            let raw = cell.map(|cell| cell.text.clone()).unwrap_or_default();
            // The look of the cell and where it comes from stay: only its value is another.
            let base = cell.cloned().unwrap_or_else(|| Cell::text(""));
            let meant =
                Cell { struck: base.struck, fill: base.fill, merged_from: base.merged_from, ..Cell::text(value) };
            row.put(*column, meant);
            fixed.push(FixedCell { column: *column, raw, value: value.clone() });
        }
        fixed
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::field::RefusedKind;
    use crate::proposal::Evidence;

    fn column(column: u32, meaning: ColumnMeaning) -> ColumnProposal {
        ColumnProposal {
            column,
            letters: String::new(),
            header: String::new(),
            meaning,
            confidence: 100,
            examples: Vec::new(),
            evidence: Evidence::Header,
            alternatives: Vec::new(),
            contradicted: false,
        }
    }

    fn said(fixes: &[(u32, &str, &str)]) -> SheetChoice {
        let fix = |(column, from, to): &(u32, &str, &str)| ValueFix {
            column: *column,
            from: (*from).to_owned(),
            to: (*to).to_owned(),
        };
        SheetChoice { fixes: fixes.iter().map(fix).collect(), ..SheetChoice::default() }
    }

    #[test]
    fn values_are_put_in_place_and_the_written_ones_kept() {
        let columns = [column(0, ColumnMeaning::Unmapped), column(1, ColumnMeaning::Unmapped)];
        let remembered = said(&[(0, "1", "男"), (0, "2", "女")]);
        let fixes = Fixes::of(&columns, Some(&said(&[(0, "2", "未知"), (1, "", "未填")])), Some(&remembered));
        let mut row = Row { number: 2, hidden: false, cells: vec![(0, Cell::number(2.0))] };
        let fixed = fixes.apply(&mut row);
        assert_eq!((row.text(0), row.text(1)), ("未知", "未填"), "the user's word wins; empty cells have a value");
        assert_eq!(fixed.first().map(|cell| cell.raw.as_str()), Some("2"), "what is written is kept");
    }

    #[test]
    fn nothing_is_put_into_a_refused_column() {
        let columns = [column(0, ColumnMeaning::Refused(RefusedKind::Religion))];
        let fixes = Fixes::of(&columns, Some(&said(&[(0, "", "佛教")])), None);
        assert!(fixes.is_empty(), "a fix is no way around a refusal");
    }
}
