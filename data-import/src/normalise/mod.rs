//! Rows → facts, each value with a trail, each row with an outcome.

mod above;
mod address;
mod building;
mod building_note;
mod columns;
mod listed;
mod messages;
mod organisation;
mod person;
mod place;
mod questions;
mod record;
mod rental;
mod row_kind;
mod split;
mod stated;
mod value;
mod view;

use crate::cell::{Form, Row, Sheet, column_letters};
use crate::dictionary::Withheld;
use crate::error::ReadError;
use crate::header::{self, Header};
use crate::later_header::{LaterColumn, Withholding};
use crate::mapping;
use crate::proposal::{
    ColumnMeaning, ColumnProposal, DropReason, LedgerKind, Proposal, RowOutcome, RowProposal, SheetProposal,
    StyledCell, Warning,
};
use crate::propose::ProposeOptions;
use crate::worker::Watch;
use above::Above;
use columns::FieldColumns;
use place::Place;
use row_kind::RowKind;

/// Rows between two looks at whether the user wants to stop.
const LOOK_EVERY: u32 = 2048;

/// Adds what one sheet proposes.
///
/// # Errors
/// [`ReadError::Cancelled`].
pub fn sheet(
    mut sheet: Sheet,
    options: &ProposeOptions,
    watch: &dyn Watch,
    proposal: &mut Proposal,
) -> Result<(), ReadError> {
    let wanted = options.choices.of_sheet(sheet.name.as_deref());
    let header = header::find(&sheet.rows, &sheet.merges, wanted.and_then(|wanted| wanted.header_rows));
    let later = withhold(&mut sheet, header.as_ref());
    let understood = header.map(|header| {
        let (columns, ledger) = mapping::map(&header, &sheet.rows, wanted);
        (header, columns, ledger)
    });
    let Some((header, columns, ledger)) = understood.filter(|(_, _, ledger)| *ledger != LedgerKind::NoRecords) else {
        proposal.sheets.push(without_records(&sheet));
        return Ok(());
    };
    warn(&sheet, &columns, proposal);
    warn_later(&sheet, &later, proposal);
    let reading =
        Reading { header: &header, later: &later, fields: FieldColumns::of(&columns), ledger, options, watch };
    let mut rows = rows(&sheet, &reading, site_of_file(proposal))?;
    questions::ask(&sheet, &columns, &mut rows, proposal);
    proposal.sheets.push(SheetProposal {
        name: sheet.name,
        hidden: sheet.hidden,
        header_rows: header.rows,
        ledger,
        columns,
        rows,
    });
    Ok(())
}

/// What all rows of a sheet are read by.
struct Reading<'a> {
    header: &'a Header,
    later: &'a [(u32, LaterColumn)],
    fields: FieldColumns,
    ledger: LedgerKind,
    options: &'a ProposeOptions,
    watch: &'a dyn Watch,
}

/// The parsing process has withheld these cells already; should it ever not have, they end here.
/// The result is what headers other than the sheet's own refuse, with their rows (from 1).
fn withhold(sheet: &mut Sheet, header: Option<&Header>) -> Vec<(u32, LaterColumn)> {
    let mut withholding = Withholding::new(header, &sheet.merges);
    let mut found = Vec::new();
    let mut rows = std::mem::take(&mut sheet.rows);
    let mut above: Option<&Row> = None;
    for row in &mut rows {
        let later = withholding.pass(above, row);
        found.extend(later.into_iter().map(|later| (row.number, later)));
        above = Some(row);
    }
    sheet.rows = rows;
    found
}

fn without_records(sheet: &Sheet) -> SheetProposal {
    SheetProposal {
        name: sheet.name.clone(),
        hidden: sheet.hidden,
        header_rows: Vec::new(),
        ledger: LedgerKind::NoRecords,
        columns: Vec::new(),
        rows: Vec::new(),
    }
}

/// The site that an earlier sheet of the file gave its rows, for a sheet that names none.
fn site_of_file(proposal: &Proposal) -> Option<String> {
    let mut sites =
        proposal.sheets.iter().flat_map(|sheet| &sheet.rows).filter_map(|row| record::site(row.facts.as_deref()?));
    let first = sites.next()?;
    sites.all(|site| site == first).then(|| first.to_owned())
}

fn rows(sheet: &Sheet, reading: &Reading<'_>, site_of_file: Option<String>) -> Result<Vec<RowProposal>, ReadError> {
    let Reading { header, later, fields, ledger, options, watch } = reading;
    let first_header = header.rows.first().copied().unwrap_or(0);
    let titles = sheet.rows.iter().filter(|row| row.number < first_header);
    let titles: Vec<&str> = titles.flat_map(Row::own).map(|(_, cell)| cell.text.as_str()).collect();
    let mut place = Place::of_sheet(sheet.name.as_deref(), &titles);
    place.site = place.site.or(site_of_file);
    let mut above = Above::of(&sheet.rows, fields);
    let last = sheet.rows.iter().rev().find(|row| row.own().next().is_some()).map_or(0, |row| row.number);
    let mut present = sheet.rows.iter().peekable();
    let mut rows = Vec::new();
    for number in 1..=last {
        if number % LOOK_EVERY == 0 && watch.cancelled() {
            return Err(ReadError::Cancelled);
        }
        let row = present.next_if(|row| row.number == number);
        if later.binary_search_by_key(&number, |(at, _)| *at).is_ok() {
            rows.push(dropped(number, row, DropReason::RepeatedHeader));
            continue;
        }
        rows.push(match row_kind::kind_of(number, row, header, fields) {
            RowKind::Dropped(reason) => dropped(number, row, reason),
            RowKind::Section(section) => {
                place.enter(section);
                above.forget();
                dropped(number, row, DropReason::Section)
            }
            RowKind::Record => match row {
                Some(row) => record::read(row, fields, &mut above, &place, *ledger, options),
                None => dropped(number, row, DropReason::Blank),
            },
        });
    }
    Ok(rows)
}

/// The texts of a row, by column; what a wide merged range lends sideways stands in its first column only.
pub(crate) fn cells_of(row: &Row) -> Vec<String> {
    let mut texts = Vec::new();
    for (column, cell) in &row.cells {
        if cell.merged_from.is_some_and(|from| from.column != *column) {
            continue;
        }
        texts.resize(usize::try_from(*column).unwrap_or(0), String::new());
        // A number shown as 4.39988E+14 still has all its digits.
        texts.push(match cell.form {
            Form::Number(value) if value.abs() < 1e15 => value.to_string(),
            _ => cell.text.clone(),
        });
    }
    texts
}

/// The cells of a row that are marked by their look.
pub(crate) fn styled_of(row: &Row) -> Vec<StyledCell> {
    let marked =
        row.cells.iter().filter(|(_, cell)| cell.merged_from.is_none() && (cell.struck || cell.fill.is_some()));
    marked.map(|(column, cell)| StyledCell { column: *column, struck: cell.struck, fill: cell.fill }).collect()
}

fn dropped(number: u32, row: Option<&Row>, reason: DropReason) -> RowProposal {
    RowProposal {
        row: number,
        hidden: row.is_some_and(|row| row.hidden),
        styled: row.map(styled_of).unwrap_or_default(),
        cells: row.map(cells_of).unwrap_or_default(),
        outcome: RowOutcome::Dropped(reason),
        facts: None,
        stated: Vec::new(),
        findings: Vec::new(),
        trail: Vec::new(),
    }
}

fn warn(sheet: &Sheet, columns: &[ColumnProposal], proposal: &mut Proposal) {
    let mut push = |row: Option<u32>, column: Option<u32>, code: &str, message: String| {
        proposal.warnings.push(Warning { sheet: sheet.name.clone(), row, column, code: code.to_owned(), message });
    };
    for column in columns {
        match column.meaning {
            ColumnMeaning::Refused(kind) => {
                push(None, Some(column.column), "column_refused", format!("“{}”：{}", column.header, kind.why_zh()));
            }
            ColumnMeaning::Unsupported => {
                push(
                    None,
                    Some(column.column),
                    "column_unsupported",
                    format!("“{}”：没有对应的登记项，不读取、不保存。", column.header),
                );
            }
            ColumnMeaning::Unmapped => {
                push(
                    None,
                    Some(column.column),
                    "column_unmapped",
                    format!("“{}”：未识别，如需导入请指定含义。", column.header),
                );
            }
            ColumnMeaning::Field(_) => {}
        }
    }
    for row in &sheet.far_rows {
        push(Some(*row), None, "far_row", format!("第 {row} 行远在表格之外，未读取。"));
    }
}

fn warn_later(sheet: &Sheet, later: &[(u32, LaterColumn)], proposal: &mut Proposal) {
    for (row, LaterColumn { column, header, why }) in later {
        let (code, why) = match why {
            Withheld::Refused(kind) => ("column_refused", kind.why_zh()),
            Withheld::Unsupported => ("column_unsupported", "没有对应的登记项，不读取、不保存。"),
        };
        let message = format!("第 {row} 行起，{} 列“{header}”：{why}", column_letters(*column));
        proposal.warnings.push(Warning {
            sheet: sheet.name.clone(),
            row: Some(*row),
            column: Some(*column),
            code: code.to_owned(),
            message,
        });
    }
}
