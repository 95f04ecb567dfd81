//! What is odd about a sheet as a whole.

use crate::cell::{CellAt, column_letters};
use crate::dictionary::Withheld;
use crate::later_header::LaterColumn;
use crate::proposal::{ColumnMeaning, ColumnProposal, Warning};

/// The warnings of a sheet: its columns, rows far below it, and columns that later headers refuse (with their rows,
/// from 1).
pub(crate) fn of_sheet(
    sheet: Option<&str>,
    columns: &[ColumnProposal],
    far_rows: &[u32],
    later: &[(u32, LaterColumn)],
) -> Vec<Warning> {
    let warning = |row: Option<u32>, column: Option<u32>, code: &str, message: String| Warning {
        sheet: sheet.map(str::to_owned),
        row,
        column,
        code: code.to_owned(),
        message,
    };
    let of_columns = columns.iter().filter_map(|column| {
        let (code, why) = of_column(column)?;
        let name = if column.header.is_empty() {
            format!("{} 列（没有表头）", column.letters)
        } else {
            format!("“{}”", column.header)
        };
        Some(warning(None, Some(column.column), code, format!("{name}：{why}")))
    });
    let of_far_rows =
        far_rows.iter().map(|row| warning(Some(*row), None, "far_row", format!("第 {row} 行远在表格之外，未读取。")));
    let of_later = later.iter().map(|(row, LaterColumn { column, header, why })| {
        let (code, why) = match why {
            Withheld::Refused(kind) => ("column_refused", kind.why_zh()),
            Withheld::Unsupported => ("column_unsupported", UNSUPPORTED),
        };
        let message = format!("第 {row} 行起，{} 列“{header}”：{why}", column_letters(*column));
        warning(Some(*row), Some(*column), code, message)
    });
    let is_headerless = !columns.is_empty() && columns.iter().all(|column| column.header.is_empty());
    let of_table = is_headerless.then(|| warning(None, None, "no_header", NO_HEADER.to_owned()));
    of_table.into_iter().chain(of_columns).chain(of_far_rows).chain(of_later).collect()
}

/// The warning of merged ranges that lie over one another; `at` is where the first such range begins.
pub(crate) fn of_merges(sheet: Option<&str>, at: CellAt) -> Warning {
    let cell = format!("{}{}", column_letters(at.column), at.row);
    Warning {
        sheet: sheet.map(str::to_owned),
        row: Some(at.row),
        column: Some(at.column),
        code: "merged_overlap".to_owned(),
        message: format!("合并单元格互相重叠（从 {cell} 起），重叠的不作合并处理，请核对这些行。"),
    }
}

/// The warning of a sheet that leaves out what the sheet before it left out, having no header of its own.
pub(crate) fn of_carried(sheet: Option<&str>, columns: &[u32]) -> Option<Warning> {
    let letters: Vec<String> = columns.iter().map(|column| column_letters(*column)).collect();
    (!columns.is_empty()).then(|| Warning {
        sheet: sheet.map(str::to_owned),
        row: None,
        column: columns.first().copied(),
        code: "columns_carried".to_owned(),
        message: format!("没有自己的表头，前一张表不读取的 {} 列在这里也不读取。", letters.join("、")),
    })
}

const NO_HEADER: &str = "没有找到表头，各列按内容判断，请逐列核对。";
const UNSUPPORTED: &str = "没有对应的登记项，不读取、不保存。";

fn of_column(column: &ColumnProposal) -> Option<(&'static str, &'static str)> {
    match column.meaning {
        ColumnMeaning::Refused(kind) => Some(("column_refused", kind.why_zh())),
        ColumnMeaning::Unsupported => Some(("column_unsupported", UNSUPPORTED)),
        ColumnMeaning::Unmapped => Some(("column_unmapped", "未识别，如需导入请指定含义。")),
        ColumnMeaning::Field(_) if column.contradicted => {
            Some(("column_contradicts", "列中的内容与表头不符，请核对该列的含义。"))
        }
        ColumnMeaning::Field(_) => None,
    }
}
