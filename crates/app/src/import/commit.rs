//! Carries a previewed import out: the pass of the preview once more, kept. One batch, one transaction, every row with
//! its fate.

use super::ground;
use super::kept::Keeper;
use super::known::Known;
use super::logged::logged;
use super::mint::Mint;
use super::pass::{Order, RowTaker, pass};
use super::plan::PlannedRow;
use super::prepared::{Content, LedgerContent, PreparedImport};
use super::preview::sha256_bytes;
use super::preview_view::{counts_view, effects_view};
use super::profile::{note_used, remember};
use crate::asking::{Asking, stored};
use crate::host::{Watch, at};
use crate::permission::Operation;
use louce_domain::id::BatchId;
use louce_import::proposal::{ColumnMeaning, FileFacts, RowProposal};
use louce_import::{SheetHead, SheetTail};
use louce_store::{FileInfo, FileRow, NewBatch, SheetInfo, SheetRow, StoreError, WriteTx};
use louce_wire::{ErrorCode, ImportResult, OutcomeCountsView, RpcError};

/// Commits a prepared import.
///
/// # Errors
/// When the role does not allow it, the file or the register changed since the preview, or the user cancelled: nothing
/// is written.
pub fn commit(asking: Asking<'_>, prepared: &PreparedImport, watch: &dyn Watch) -> Result<ImportResult, RpcError> {
    commit_and_remember(asking, prepared, None, watch)
}

/// The same, and keeps what was said about the file as the profile of a name.
///
/// # Errors
/// As [`commit`], and when the name is none or nothing was said.
pub fn commit_and_remember(
    asking: Asking<'_>,
    prepared: &PreparedImport,
    remember_as: Option<&str>,
    watch: &dyn Watch,
) -> Result<ImportResult, RpcError> {
    let permit = asking.permit(Operation::ImportLedger)?;
    let ledger = match &prepared.content {
        Content::Ledger(ledger) => ledger,
        Content::Ground(content) => return ground::commit(asking, content),
    };
    permit.write_loaded(|tx| {
        let mut log = Log { file: &ledger.file, written: None };
        let order = Order {
            asking,
            path: &ledger.path,
            options: &ledger.options,
            decisions: &prepared.view.choices.decisions,
            phase: "writing",
            rows_total: rows_total(&prepared.view.counts),
            watch,
        };
        let passed = pass(&order, tx, &mut log)?;
        if passed.file.sha256 != ledger.file.sha256 {
            return Err(file_changed(ledger));
        }
        let (counts, effects) = (counts_view(passed.counts), effects_view(passed.effects));
        if counts != prepared.view.counts || effects != prepared.view.effects {
            return Err(changed_since_preview());
        }
        let batch = log.finish(tx)?;
        if let Some(profile) = &prepared.view.profile {
            note_used(tx, &profile.id)?;
        }
        if let Some(name) = remember_as {
            let id = Mint::new(asking.host).uuid();
            remember(tx, id, name, &ledger.options.choices, &ledger.layouts)?;
        }
        tx.finish_batch(&passed.counts).map_err(stored)?;
        watch.progress(at("indexing", 0, 0));
        let buildings = passed.buildings.iter().map(ToString::to_string).collect();
        Ok(ImportResult { batch_id: batch.to_string(), counts, effects, buildings })
    })
}

fn rows_total(counts: &OutcomeCountsView) -> usize {
    let OutcomeCountsView { added, updated, unchanged, pending, rejected, dropped } = *counts;
    let rows = [added, updated, unchanged, pending, rejected, dropped].into_iter().map(u64::from).sum::<u64>();
    usize::try_from(rows).unwrap_or(usize::MAX)
}

fn file_changed(ledger: &LedgerContent) -> RpcError {
    let name = &ledger.file.name;
    RpcError::new(
        ErrorCode::Conflict,
        format!("预览之后文件“{name}”又被改动。请重新预览后再导入。"),
        format!("“{name}” was changed since the preview: preview it again, then import."),
    )
}

fn changed_since_preview() -> RpcError {
    RpcError::new(
        ErrorCode::Conflict,
        "预览之后登记簿又有改动，结果会与预览不同。请重新预览后再导入。",
        "The register changed since the preview and the result would differ: preview the file again.",
    )
}

/// What a batch has begun to keep.
struct Written {
    batch: BatchId,
    file: FileRow,
    sheet: Option<SheetRow>,
    keeper: Keeper,
}

/// Logs every row with its fate, and keeps the file's copy.
struct Log<'a> {
    file: &'a FileFacts,
    written: Option<Written>,
}

impl Log<'_> {
    fn written(&mut self) -> Result<&mut Written, RpcError> {
        self.written.as_mut().ok_or_else(|| crate::refusal::internal("import", &"no batch was begun"))
    }

    fn finish(self, tx: &mut WriteTx<'_>) -> Result<BatchId, RpcError> {
        let written = self.written.ok_or_else(|| crate::refusal::internal("import", &"no batch was begun"))?;
        written.keeper.finish(tx).map_err(stored)?;
        Ok(written.batch)
    }
}

impl RowTaker for Log<'_> {
    fn begin(&mut self, tx: &mut WriteTx<'_>) -> Result<(), RpcError> {
        let new = NewBatch { kind: "import".to_owned(), label: self.file.name.clone() };
        let batch = tx.begin_batch(&new).map_err(stored)?;
        let file = tx.add_file(&file_info(self.file)).map_err(stored)?;
        self.written = Some(Written { batch, file, sheet: None, keeper: Keeper::of(file) });
        Ok(())
    }

    fn sheet(&mut self, tx: &mut WriteTx<'_>, head: SheetHead) -> Result<(), RpcError> {
        let written = self.written()?;
        let info = sheet_info(&head).map_err(stored)?;
        let sheet = tx.add_sheet(written.file, &info).map_err(stored)?;
        tx.note_layout(sheet, &head.fingerprint).map_err(stored)?;
        written.sheet = Some(sheet);
        let name = head.name.as_deref();
        written.keeper.sheet(tx, name, head.hidden, &head.header_rows, &head.merges).map_err(stored)
    }

    fn row(&mut self, tx: &mut WriteTx<'_>, row: RowProposal, planned: &PlannedRow, _: &Known) -> Result<(), RpcError> {
        let written = self.written()?;
        let Some(sheet) = written.sheet else { return Ok(()) };
        written.keeper.row(tx, &row).map_err(stored)?;
        let kept = tx.add_import_row(sheet, &logged(&row, planned).map_err(stored)?).map_err(stored)?;
        if let Some(waiting) = &planned.settles {
            tx.settle_row(waiting.id, kept).map_err(stored)?;
        }
        tx.set_source(Some(kept));
        Ok(())
    }

    fn sheet_end(&mut self, _: SheetTail) -> Result<(), RpcError> {
        Ok(())
    }
}

fn file_info(file: &FileFacts) -> FileInfo {
    FileInfo {
        name: file.name.clone(),
        format: file.format.name().to_owned(),
        bytes: file.bytes,
        sha256: sha256_bytes(&file.sha256).unwrap_or_default(),
    }
}

/// A sheet as the batch names it.
///
/// # Errors
/// When its columns cannot be written as JSON.
pub(super) fn sheet_info(head: &SheetHead) -> Result<SheetInfo, StoreError> {
    let meaning = |meaning: ColumnMeaning| match meaning {
        ColumnMeaning::Field(field) => field.code().to_owned(),
        ColumnMeaning::Refused(_) => "refused".to_owned(),
        ColumnMeaning::Unsupported => "unsupported".to_owned(),
        ColumnMeaning::Unmapped => "unmapped".to_owned(),
    };
    let columns: Vec<_> = head.columns.iter().map(|c| (&c.letters, &c.header, meaning(c.meaning))).collect();
    Ok(SheetInfo {
        name: head.name.clone().unwrap_or_default(),
        header_row: head.header_rows.first().copied(),
        mapping: serde_json::to_string(&columns)?,
    })
}
