//! What the clerk says about a file, from the words of the wire to those of the reader: nothing unknown passes.

use crate::refusal;
use louce_domain::date::PartialDate;
use louce_import::cell::column_number;
use louce_import::choices::{Answer, LedgerChoices, SheetChoice, ValueFix};
use louce_import::field::FieldCode;
use louce_import::remembered::RememberedLayout;
use louce_wire::{ColumnChoice, ImportChoices, RpcError, SheetChoices, SheetPreview};

/// Columns a spreadsheet can have.
const COLUMNS: u32 = 16_384;

/// Reads what is said, beside the layouts that are remembered.
///
/// # Errors
/// When a field, a column or a date is none.
pub fn read(said: &ImportChoices, remembered: Vec<RememberedLayout>) -> Result<LedgerChoices, RpcError> {
    let sheets = said.sheets.iter().map(sheet).collect::<Result<Vec<_>, _>>()?;
    let ledger_date = said.ledger_date.as_deref().filter(|date| !date.is_empty()).map(date).transpose()?;
    Ok(LedgerChoices { sheets, ledger_date, remembered })
}

fn sheet(said: &SheetChoices) -> Result<SheetChoice, RpcError> {
    let fixes = said.fixes.iter().map(|fix| {
        let column = column_at(&fix.column)?;
        Ok(ValueFix { column, from: fix.from.trim().to_owned(), to: fix.to.trim().to_owned() })
    });
    let answers = said.answers.iter();
    Ok(SheetChoice {
        sheet: (!said.sheet.is_empty()).then(|| said.sheet.clone()),
        skip: said.skip,
        header_rows: said.header.map(|rows| header_rows(rows.first, rows.last)).transpose()?,
        columns: said.columns.iter().map(column).collect::<Result<_, RpcError>>()?,
        fixes: fixes.collect::<Result<_, RpcError>>()?,
        answers: answers.map(|said| Answer { code: said.code.clone(), answer: said.answer.clone() }).collect(),
    })
}

fn header_rows(first: u32, last: u32) -> Result<(u32, u32), RpcError> {
    if first >= 1 && last >= first {
        return Ok((first, last));
    }
    Err(refusal::invalid(
        format!("表头行 {first}–{last} 无效：请从第1行起选择，末行不早于首行。"),
        format!("Header rows {first}–{last} are none: count from 1, the last not before the first."),
    )
    .about("header"))
}

fn column(said: &ColumnChoice) -> Result<(u32, Option<FieldCode>), RpcError> {
    let field = said.field.as_deref().map(|code| {
        FieldCode::from_code(code).ok_or_else(|| {
            refusal::invalid(
                format!("没有“{code}”这一字段，请从列表中选择。"),
                format!("There is no field “{code}”: choose one of the list."),
            )
            .about("field")
        })
    });
    Ok((column_at(&said.column)?, field.transpose()?))
}

/// The column of a letter name.
fn column_at(letters: &str) -> Result<u32, RpcError> {
    column_number(letters).filter(|number| *number < COLUMNS).ok_or_else(|| {
        refusal::invalid(
            format!("没有“{letters}”列，请使用 A、B、AA 这样的列号。"),
            format!("There is no column “{letters}”: columns are called A, B, AA."),
        )
        .about("column")
    })
}

fn date(text: &str) -> Result<PartialDate, RpcError> {
    text.parse().map_err(|_| {
        refusal::invalid(
            format!("台账日期“{text}”无法识别，请写成 2026-09-21、2026-09 或 2026。"),
            format!("“{text}” is no date: write 2026-09-21, 2026-09 or 2026."),
        )
        .about("ledgerDate")
    })
}

/// Refuses what is said of sheets that the file does not have.
///
/// # Errors
/// When there is such a sheet.
pub fn check_sheets(said: &ImportChoices, found: &[SheetPreview]) -> Result<(), RpcError> {
    let named = said.sheets.iter().map(|sheet| &sheet.sheet).chain(said.decisions.iter().map(|row| &row.sheet));
    let mut missing = named.filter(|name| !found.iter().any(|sheet| sheet.name == **name));
    missing.next().map_or(Ok(()), |name| {
        Err(refusal::invalid(
            format!("文件中没有工作表“{name}”，文件可能已被改动。请重新选择文件。"),
            format!("The file has no sheet “{name}”; it may have been changed. Choose it again."),
        )
        .about("sheet"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_column(column: &str, field: &str) -> ImportChoices {
        let columns = vec![ColumnChoice { column: column.into(), field: Some(field.into()) }];
        ImportChoices { sheets: vec![SheetChoices { columns, ..SheetChoices::default() }], ..ImportChoices::default() }
    }

    #[test]
    fn letters_become_numbers_and_codes_fields() {
        let read = read(&with_column("AA", "name"), Vec::new()).unwrap();
        assert_eq!(read.sheets[0].columns, [(26, Some(FieldCode::Name))], "AA is the 27th column");
        assert_eq!(read.sheets[0].sheet, None, "a format without sheets");
    }

    #[test]
    fn what_is_unknown_is_refused_and_says_what() {
        for (column, field) in [("7", "name"), ("", "name"), ("ZZZZ", "name"), ("A", "religion")] {
            let refused = read(&with_column(column, field), Vec::new()).unwrap_err();
            assert!(refused.field.is_some(), "{column:?} → {field:?} names what is wrong");
        }
        let day = ImportChoices { ledger_date: Some("去年".into()), ..ImportChoices::default() };
        assert!(read(&day, Vec::new()).is_err(), "a day must be one");
        assert!(check_sheets(&with_column("A", "name"), &[]).is_err(), "a sheet must be in the file");
    }
}
