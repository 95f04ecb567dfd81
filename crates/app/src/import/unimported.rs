//! The rows of a batch that were not taken, as a workbook with a reason column: repair and import again.

use super::logged::RawRow;
use super::reasons::in_chinese;
use crate::asking::{Asking, stored};
use crate::permission::Operation;
use crate::{ids, refusal};
use louce_domain::batch::RowOutcome;
use louce_domain::id::BatchId;
use louce_report::{TableCell, TableColumn, render_table_xlsx};
use louce_store::{LoggedRow, Reader, StoreError};
use louce_wire::{RpcError, UnimportedRows};
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
    std::fs::write(out, bytes).map_err(|error| {
        refusal::invalid(
            format!("无法写入 {}：{error}。请换一个位置。", out.display()),
            format!("{} cannot be written: {error}.", out.display()),
        )
    })?;
    Ok(UnimportedRows { path: out.display().to_string(), rows: u32::try_from(rows.len()).unwrap_or(u32::MAX) })
}

fn untaken(reader: &Reader<'_>, id: BatchId) -> Result<Vec<LoggedRow>, StoreError> {
    let mut rows = reader.import_rows(id, Some(RowOutcome::Pending))?;
    rows.extend(reader.import_rows(id, Some(RowOutcome::Rejected))?);
    Ok(rows)
}

/// The header row of the ledger: its columns' headers by position, from the mapping the batch keeps.
fn headers(reader: &Reader<'_>, id: BatchId) -> Result<Vec<String>, StoreError> {
    let Some(batch) = reader.batch(id)? else { return Ok(Vec::new()) };
    let Some(sheet) = batch.files.first().and_then(|file| file.sheets.first()) else { return Ok(Vec::new()) };
    let columns: Vec<(String, String, String)> = serde_json::from_str(&sheet.mapping)?;
    Ok(columns.into_iter().map(|(_, header, _)| header).collect())
}

fn workbook(headers: &[String], rows: &[LoggedRow]) -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    let mut columns = vec![TableColumn::new("未导入原因"), TableColumn::new("来源")];
    columns.extend(headers.iter().map(TableColumn::new));
    let mut lines = Vec::with_capacity(rows.len());
    for logged in rows {
        let raw: RawRow = serde_json::from_str(&logged.row.raw)?;
        let reason =
            raw.detail.unwrap_or_else(|| in_chinese(logged.row.reason.as_deref().unwrap_or_default()).to_owned());
        let origin = format!("{} {} 第{}行", logged.file, logged.sheet, logged.row.row);
        let cells = raw.cells.into_iter().take(headers.len());
        lines.push([reason, origin].into_iter().chain(cells).map(TableCell::Text).collect());
    }
    Ok(render_table_xlsx("未导入", &columns, &lines)?)
}
