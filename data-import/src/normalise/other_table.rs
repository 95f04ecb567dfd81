//! A second table on the same sheet: where its columns are others, no row of it is read by the columns of the first.

use super::columns::FieldColumns;
use super::dropped;
use crate::cell::Row;
use crate::dictionary::header_key;
use crate::header::{self, Header};
use crate::later_header;
use crate::mapping::{self, Told};
use crate::proposal::{ColumnMeaning, DropReason, RejectReason, RowOutcome, RowProposal, Warning};
use crate::refused_values::sensitive;

/// Tables that are named in warnings.
const NAMED: usize = 20;

/// The tables of a sheet whose columns are not those of its own header.
#[derive(Debug, Default)]
pub(crate) struct OtherTables {
    /// The last header row of the table that the rows belong to now.
    now: Option<u32>,
    /// First header rows, from 1.
    first_rows: Vec<u32>,
}

impl OtherTables {
    /// Whether a row below the sheet's header names columns once more, and with that ends the table above it.
    pub(crate) fn begin(&mut self, row: &Row, is_later_header: bool, own: &Header, fields: &FieldColumns) -> bool {
        if row.number <= own.last_row() || !(is_later_header || later_header::names_columns(row)) {
            return is_later_header;
        }
        let is_tier = self.now.is_some_and(|above| above.checked_add(1) == Some(row.number));
        let differs = differs(row, own, fields);
        if differs && !is_tier && self.first_rows.len() < NAMED {
            self.first_rows.push(row.number);
        }
        self.now = (differs || is_tier).then_some(row.number);
        true
    }

    /// Whether the rows belong to such a table.
    pub(crate) fn hold(&self) -> bool {
        self.now.is_some()
    }

    /// What is said of each.
    pub(crate) fn warnings(&self, sheet: Option<&str>) -> Vec<Warning> {
        let of_row = |row: &u32| Warning {
            sheet: sheet.map(str::to_owned),
            row: Some(*row),
            column: None,
            code: "other_table".to_owned(),
            message: format!(
                "第 {row} 行起是另一张表，各列与本表不同，这些行未导入；请把它放到单独的工作表或文件中再导入。"
            ),
        };
        self.first_rows.iter().map(of_row).collect()
    }
}

/// Whether a header row says of a column that it carries something else than the sheet's own header does. What it
/// refuses is withheld from its row on, and no difference.
fn differs(row: &Row, own: &Header, fields: &FieldColumns) -> bool {
    let at = Some((row.number, row.number));
    let Some(header) = header::find(std::slice::from_ref(row), &[], at) else { return false };
    let (columns, _) = mapping::map(&header, &[], Told::default());
    columns.iter().any(|column| {
        let key = header_key(&column.header);
        let tiers = own.columns.iter().find(|(at, _)| *at == column.column).map_or(&[][..], |(_, tiers)| tiers);
        let is_read = || fields.each().any(|(_, at)| at == column.column);
        match column.meaning {
            _ if tiers.iter().any(|tier| header_key(tier) == key) => false,
            ColumnMeaning::Field(field) => !fields.all(field).contains(&column.column),
            ColumnMeaning::Unmapped => is_read(),
            ColumnMeaning::Refused(_) | ColumnMeaning::Unsupported => false,
        }
    })
}

/// A row of another table: it stands in the preview and among what was not imported, less what speaks of what is not
/// registered, as nothing tells its columns.
pub(crate) fn rejected(row: &Row) -> RowProposal {
    let mut row = row.clone();
    row.cells.retain(|(_, cell)| sensitive(&cell.text).is_none());
    let outcome = RowOutcome::Rejected(RejectReason::OtherTable);
    RowProposal { outcome, ..dropped(row.number, Some(&row), DropReason::RepeatedHeader) }
}

/// What is said where a table stands above the sheet's own header: its rows are passed by as if they were titles.
pub(crate) fn above(sheet: Option<&str>, held: &[Row], own: &Header) -> Option<Warning> {
    let first = own.rows.first().copied()?;
    let above = held.iter().take_while(|row| row.number < first);
    let row = above.clone().find(|row| later_header::names_columns(row))?.number;
    let last = above.last().map(|row| row.number).filter(|last| *last > row)?;
    Some(Warning {
        sheet: sheet.map(str::to_owned),
        row: Some(row),
        column: None,
        code: "rows_above_header".to_owned(),
        message: format!(
            "第 {row}–{last} 行是另一张表，在第 {first} 行的表头之上，未导入；请把它放到单独的工作表或文件中再导入。"
        ),
    })
}

#[cfg(test)]
mod tests {
    use crate::cell::{Cell, Row, Sheet, Workbook};
    use crate::proposal::{FileFacts, Proposal, RowOutcome};
    use crate::{FileFormat, ProposeOptions, Unwatched, propose};

    fn read(rows: &[&[&str]]) -> Proposal {
        let row = |(number, texts): (u32, &&[&str])| Row {
            number,
            hidden: false,
            cells: (0..).zip(texts.iter()).map(|(column, text)| (column, Cell::text(*text))).collect(),
        };
        let rows = (1..).zip(rows).map(row).collect();
        let book = Workbook { encoding: None, sheets: vec![Sheet { rows, ..Sheet::default() }] };
        let (name, sha256) = ("a.csv".to_owned(), String::new());
        let file = FileFacts { name, sha256, format: FileFormat::Csv, encoding: None, bytes: 1 };
        propose::of_workbook(book, file, &ProposeOptions::in_year(2026), &Unwatched).unwrap()
    }

    fn outcomes(proposal: &Proposal) -> Vec<&'static str> {
        let of = |outcome: &RowOutcome| match outcome {
            RowOutcome::Record => "record",
            RowOutcome::Pending(reason) => reason.code(),
            RowOutcome::Dropped(reason) => reason.code(),
            RowOutcome::Rejected(reason) => reason.code(),
        };
        proposal.sheets[0].rows.iter().map(|row| of(&row.outcome)).collect()
    }

    const OWN: &[&str] = &["姓名", "身份证号", "住址", "联系电话"];
    const ZHANG: &[&str] = &["张三", "330299198001010011", "望湖家园3幢1单元101室", "13900001111"];

    #[test]
    fn no_row_is_read_by_the_columns_of_another_table() {
        let wang: &[&str] = &["王五", "13900001112", "望湖家园3幢1单元102室", "330299198001010038"];
        let odd: &[&str] = &["赵六", "13900001113", "精神病患者", "330299198001010046"];
        let swapped: &[&str] = &["姓名", "联系电话", "住址", "身份证号"];
        let proposal = read(&[OWN, ZHANG, swapped, wang, odd, OWN, ZHANG]);
        assert_eq!(
            outcomes(&proposal),
            ["header", "record", "repeated_header", "other_table", "other_table", "repeated_header", "record"],
            "until the sheet's own header stands there again"
        );
        assert!(proposal.sheets[0].rows[3].facts.is_none(), "a phone number is nobody's id");
        assert!(!format!("{proposal:?}").contains("精神病"), "what is not registered is left out there too");
        let told = proposal.warnings.iter().find(|warning| warning.code == "other_table").unwrap();
        assert_eq!(told.row, Some(3), "and the user is told where it begins");
    }

    #[test]
    fn the_same_columns_by_other_names_are_the_same_table() {
        let proposal = read(&[OWN, ZHANG, &["姓名", "公民身份号码", "住址", "手机号码"], ZHANG]);
        assert_eq!(outcomes(&proposal), ["header", "record", "repeated_header", "record"], "words may differ");
        assert!(proposal.warnings.iter().all(|warning| warning.code != "other_table"), "and nothing is said");
    }

    #[test]
    fn a_table_above_the_header_is_named() {
        let proposal = read(&[&["姓名", "性别", "备注"], &["李四", "女", "租客"], OWN, ZHANG]);
        assert_eq!(outcomes(&proposal), ["title", "title", "header", "record"], "the better header counts");
        let told = proposal.warnings.iter().find(|warning| warning.code == "rows_above_header").unwrap();
        assert!(told.message.contains("第 1–2 行"), "the rows that are passed by are named: {}", told.message);
    }
}
