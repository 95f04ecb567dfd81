//! The rows of a batch that were not taken, as a workbook with a reason column: repair and import again.

use super::logged::RawRow;
use super::reasons::in_chinese;
use crate::asking::{Asking, stored};
use crate::permission::Operation;
use crate::save::save;
use crate::{ids, refusal};
use louce_domain::batch::RowOutcome;
use louce_domain::id::BatchId;
use louce_report::{TableCell, TableColumn, render_table_xlsx};
use louce_store::{LoggedRow, Reader, StoreError};
use louce_wire::{RpcError, UnimportedRows};
use std::collections::BTreeMap;
use std::path::Path;

/// Writes the workbook.
///
/// # Errors
/// When the role does not allow it, or the file cannot be written.
pub fn write(asking: Asking<'_>, batch_id: &str, out: &Path) -> Result<UnimportedRows, RpcError> {
    let permit = asking.permit(Operation::ImportLedger)?;
    let id: BatchId = ids::read(batch_id)?;
    let (headers, rows) = permit.look_audited(|reader, seen| {
        let rows = untaken(reader, id).map_err(stored)?;
        seen.count(u64::try_from(rows.len()).unwrap_or(u64::MAX));
        Ok((headers(reader, id).map_err(stored)?, rows))
    })?;
    let bytes = workbook(&headers, &rows).map_err(|error| refusal::internal("workbook", &error))?;
    save(asking, out, &bytes)?;
    Ok(UnimportedRows { path: out.display().to_string(), rows: u32::try_from(rows.len()).unwrap_or(u32::MAX), withheld: 0 })
}

fn untaken(reader: &Reader<'_>, id: BatchId) -> Result<Vec<LoggedRow>, StoreError> {
    let mut rows = reader.import_rows(id, Some(RowOutcome::Pending))?;
    rows.extend(reader.import_rows(id, Some(RowOutcome::Rejected))?);
    Ok(rows)
}

/// The headers of each sheet by column: the mapping the batch keeps names the columns by their letters.
type Headers = BTreeMap<String, BTreeMap<usize, String>>;

fn headers(reader: &Reader<'_>, id: BatchId) -> Result<Headers, StoreError> {
    let mut headers = Headers::new();
    let sheets = reader.batch(id)?.into_iter().flat_map(|batch| batch.files).flat_map(|file| file.sheets);
    for sheet in sheets {
        let columns: Vec<(String, String, String)> = serde_json::from_str(&sheet.mapping)?;
        let placed = columns.into_iter().filter_map(|(letters, header, _)| Some((column_number(&letters)?, header)));
        headers.insert(sheet.name, placed.collect());
    }
    Ok(headers)
}

/// A column's number from its letters: A is 0, AA is 26.
pub fn column_number(letters: &str) -> Option<usize> {
    let digit = |letter: char| letter.is_ascii_uppercase().then(|| letter as usize - 'A' as usize + 1);
    letters.chars().try_fold(0, |number, letter| Some(number * 26 + digit(letter)?))?.checked_sub(1)
}

/// All headers that occur become columns; a cell goes under its own sheet's header, whatever its place was there.
fn workbook(headers: &Headers, rows: &[LoggedRow]) -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    let mut titles: Vec<&String> = Vec::new();
    for header in headers.values().flat_map(BTreeMap::values) {
        if !titles.contains(&header) {
            titles.push(header);
        }
    }
    let mut columns = vec![TableColumn::new("未导入原因"), TableColumn::new("来源")];
    columns.extend(titles.iter().map(|title| TableColumn::new(title.as_str())));
    let mut lines = Vec::with_capacity(rows.len());
    for logged in rows {
        let raw: RawRow = serde_json::from_str(&logged.row.raw)?;
        let code = logged.row.reason.as_deref().unwrap_or_default();
        let reason = raw.detail.clone().unwrap_or_else(|| in_chinese(code).to_owned());
        let origin = format!("{} {} 第{}行", logged.file, logged.sheet, logged.row.row);
        let own = headers.get(&logged.sheet);
        let cell_under = |title: &&String| {
            let column = own.and_then(|own| own.iter().find(|(_, header)| header == title)).map(|(column, _)| *column);
            column.and_then(|column| raw.cells.get(column).cloned()).unwrap_or_default()
        };
        let cells = titles.iter().map(cell_under);
        lines.push([reason, origin].into_iter().chain(cells).map(TableCell::Text).collect());
    }
    Ok(render_table_xlsx("未导入", &columns, &lines)?)
}

#[cfg(test)]
mod tests {
    use super::column_number;

    #[test]
    fn letters_name_columns() {
        assert_eq!(["A", "Z", "AA", "AC"].map(column_number), [Some(0), Some(25), Some(26), Some(28)], "base 26");
        assert_eq!(column_number(""), None, "no letters, no column");
    }
}
