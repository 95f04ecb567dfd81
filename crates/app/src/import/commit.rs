//! Carries a previewed import out: the pass of the preview once more, kept. One batch, one transaction, every row with
//! its fate.

use super::ground;
use super::log::Log;
use super::mint::Mint;
use super::pass::{Order, pass};
use super::prepared::{Content, LedgerContent, PreparedImport};
use super::preview_view::{counts_view, effects_view};
use super::profile::{note_used, remember};
use crate::asking::{Asking, stored};
use crate::host::{Watch, at};
use crate::permission::Operation;
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
        Content::Ground(content) => return ground::commit(asking, content, watch),
    };
    permit.write_loaded(|tx| {
        let mut log = Log::of(&ledger.path);
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
        let is_as_shown = counts == prepared.view.counts && effects == prepared.view.effects;
        if !is_as_shown || passed.digest != ledger.digest {
            return Err(changed_since_preview());
        }
        let batch = log.finish(tx, &passed.file)?;
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
