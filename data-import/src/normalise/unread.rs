//! A sheet that is not read because nothing says what its columns are: its rows are counted and the first are shown, so
//! that somebody can point at its header (DOMAIN §2.2 #20).

use super::dropped;
use super::row_reading::Outlet;
use crate::cell::Row;
use crate::error::ReadError;
use crate::field::FieldCode as F;
use crate::proposal::{ColumnMeaning, ColumnProposal, DropReason, RowProposal, Warning};
use crate::refused_values::{refused_by_values, sensitive};
use std::collections::BTreeSet;

/// Rows that are shown.
const SHOWN: u32 = 200;
/// Cells of a row that belongs to a table; covers and instructions are written in one.
const TABLE_CELLS: usize = 2;
/// Fields that speak of somebody or of a home; a chart has none of them.
const OF_A_LIST: &[F] = &[F::Address, F::Room, F::Phone, F::Sex, F::BirthDate, F::HukouAddr];

/// Whether columns without a ledger are nevertheless those of a list, and not of a chart.
pub(crate) fn are_of_a_list(columns: &[ColumnProposal]) -> bool {
    columns.iter().any(|column| matches!(column.meaning, ColumnMeaning::Field(field) if OF_A_LIST.contains(&field)))
}

/// What is remembered of a sheet that is not read.
#[derive(Debug, Default)]
pub(crate) struct Unread {
    has_header: bool,
    is_table: bool,
    rows: u64,
    shown: u32,
    /// Columns (from 0) that speak of what is never kept; without a header only their values tell.
    refused: BTreeSet<u32>,
}

impl Unread {
    /// Judges the rows that were held back.
    pub(crate) fn of(held: &[Row], has_header: bool) -> Self {
        let columns: BTreeSet<u32> = held.iter().flat_map(Row::own).map(|(column, _)| *column).collect();
        let refused = columns.into_iter().filter(|column| refused_by_values(held, *column).is_some()).collect();
        Self { has_header, is_table: held.iter().any(is_of_a_table), refused, ..Self::default() }
    }

    /// Counts the next row, and shows it while there are few.
    pub(crate) fn row(&mut self, row: &Row, outlet: &mut Outlet<'_>) -> Result<(), ReadError> {
        if row.own().next().is_some() {
            self.rows += 1;
            self.is_table |= is_of_a_table(row);
            if self.is_table && self.shown < SHOWN {
                self.shown += 1;
                outlet.sink.row(self.shown(row))?;
            }
        }
        Ok(())
    }

    /// What is said of the sheet at its end; nothing of covers and instructions.
    pub(crate) fn warning(&self, sheet: Option<&str>) -> Option<Warning> {
        self.is_table.then(|| Warning {
            sheet: sheet.map(str::to_owned),
            row: None,
            column: None,
            code: "header_not_found".to_owned(),
            message: if self.has_header {
                format!(
                    "表头中没有姓名、单位名称或楼栋，共{}行未读取；请在预览中指定各列的含义或另选表头行，不需要的工作表可略过。",
                    self.rows
                )
            } else {
                format!(
                    "未识别出表头，共{}行未读取；请在预览中指定表头行，或在文件中补上表头后重新导入，不需要的工作表可略过。",
                    self.rows
                )
            },
        })
    }

    fn shown(&self, row: &Row) -> RowProposal {
        let mut proposal = dropped(row.number, Some(row), DropReason::NoHeader);
        for (column, text) in (0..).zip(&mut proposal.cells) {
            if self.refused.contains(&column) || sensitive(text).is_some() {
                text.clear();
            }
        }
        proposal
    }
}

fn is_of_a_table(row: &Row) -> bool {
    row.own().nth(TABLE_CELLS - 1).is_some()
}

#[cfg(test)]
mod tests;
