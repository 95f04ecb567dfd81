//! An import that nobody looks at first: read, planned and kept in one pass.

use super::commit::commit;
use super::known::Known;
use super::log::Log;
use super::mint::Mint;
use super::pass::{Order, Passed, RowTaker, pass};
use super::plan::PlannedRow;
use super::prepared::imported_before;
use super::preview::{prepare, sha256_bytes};
use super::profile::{applied, note_used, recognise};
use super::summary::Summary;
use super::{choices, ground};
use crate::asking::{Asking, Permit, stored};
use crate::host::{Watch, at};
use crate::permission::Operation;
use louce_import::proposal::RowProposal;
use louce_import::{ProposeOptions, SheetHead, SheetTail};
use louce_store::{Seen, WriteTx};
use louce_wire::{ImportChoices, ImportPreview, ImportResult, RpcError};
use std::path::Path;

/// Imports a file: what its preview would have shown, and what became of it.
///
/// # Errors
/// When the role does not allow it, the file cannot be read, or the user cancelled: nothing is written.
pub fn import_at_once(
    asking: Asking<'_>,
    path: &Path,
    said: &ImportChoices,
    watch: &dyn Watch,
) -> Result<(ImportPreview, ImportResult), RpcError> {
    if ground::is_ground_file(path) {
        let prepared = prepare(asking, path, said, watch)?;
        ground::check_unseen(&prepared.view)?;
        let result = commit(asking, &prepared, watch)?;
        return Ok((prepared.view, result));
    }
    let permit = asking.permit(Operation::ImportLedger)?;
    let mut options = ProposeOptions::in_year(asking.host.today().year());
    options.choices = choices::read(said, permit.look(|reader| recognise(reader, &said.profile))?)?;
    let order =
        Order { asking, path, options: &options, decisions: &said.decisions, phase: "writing", rows_total: 0, watch };
    let mut seen = Seen::default();
    let done = permit.write_loaded(|tx| {
        let mut taker = Both { log: Log::of(path), summary: Summary::new(&mut seen) };
        let passed = pass(&order, tx, &mut taker)?;
        let done = taker.finish(&order, said, &passed, tx)?;
        tx.finish_batch(&passed.counts).map_err(stored)?;
        watch.progress(at("indexing", 0, 0));
        Ok(done)
    })?;
    tell(&permit, seen)?;
    Ok(done)
}

/// What the summary names of the register is audited before it is handed out.
fn tell(permit: &Permit<'_>, noted: Seen) -> Result<(), RpcError> {
    permit.look_audited(|_, seen| {
        *seen = noted;
        Ok(())
    })
}

/// Logs every row, and remembers of it what a preview shows.
struct Both<'s> {
    log: Log,
    summary: Summary<'s>,
}

impl Both<'_> {
    fn finish(
        self,
        order: &Order<'_>,
        said: &ImportChoices,
        passed: &Passed,
        tx: &mut WriteTx<'_>,
    ) -> Result<(ImportPreview, ImportResult), RpcError> {
        let before = imported_before(&tx.reader(), &sha256_bytes(&passed.file.sha256).unwrap_or_default())?;
        let profile = applied(&tx.reader(), &self.summary.recalled())?;
        let token = Mint::new(order.asking.host).uuid().to_string();
        let view = self.summary.finish(token, passed, said.clone());
        choices::check_sheets(said, &view.sheets)?;
        let batch = self.log.finish(tx, &passed.file)?;
        if let Some(profile) = &profile {
            note_used(tx, &profile.id)?;
        }
        let buildings = passed.buildings.iter().map(ToString::to_string).collect();
        let result =
            ImportResult { batch_id: batch.to_string(), counts: view.counts, effects: view.effects.clone(), buildings };
        Ok((ImportPreview { profile, imported_before: before, ..view }, result))
    }
}

impl RowTaker for Both<'_> {
    fn begin(&mut self, tx: &mut WriteTx<'_>) -> Result<(), RpcError> {
        self.log.begin(tx)?;
        self.summary.begin(tx)
    }

    fn sheet(&mut self, tx: &mut WriteTx<'_>, head: SheetHead) -> Result<(), RpcError> {
        self.log.begin_sheet(tx, &head)?;
        self.summary.sheet(tx, head)
    }

    fn row(
        &mut self,
        tx: &mut WriteTx<'_>,
        row: RowProposal,
        planned: &PlannedRow,
        known: &Known,
    ) -> Result<(), RpcError> {
        self.log.note(tx, &row, planned)?;
        self.summary.row(tx, row, planned, known)
    }

    fn sheet_end(&mut self, tail: SheetTail) -> Result<(), RpcError> {
        self.summary.sheet_end(tail)
    }
}
