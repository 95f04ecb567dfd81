//! Carries a previewed import out: one batch, one transaction, every row with its fate.

use super::ground;
use super::kept::Keeper;
use super::linked::{Linked, Part, each_linked};
use super::logged::logged;
use super::plan::{Plan, PlannedRow, Step};
use super::prepared::{Content, PreparedImport};
use super::preview::{plan_against, sha256_bytes};
use super::preview_view::{counts_view, effects_view};
use crate::asking::{Asking, stored};
use crate::host::{Watch, at};
use crate::permission::Operation;
use crate::refusal;
use louce_domain::id::BatchId;
use louce_import::Proposal;
use louce_import::proposal::{ColumnMeaning, SheetProposal};
use louce_store::{FileInfo, NewBatch, SheetInfo, StoreError, WriteTx};
use louce_wire::{ErrorCode, ImportResult, RpcError};
use std::collections::HashSet;

/// Commits a prepared import.
///
/// # Errors
/// When the role does not allow it, the register changed since the preview, or the user cancelled: nothing is written.
pub fn commit(asking: Asking<'_>, prepared: &PreparedImport, watch: &dyn Watch) -> Result<ImportResult, RpcError> {
    let permit = asking.permit(Operation::ImportLedger)?;
    let proposal = match &prepared.content {
        Content::Ledger(proposal) => proposal,
        Content::Ground(content) => return ground::commit(asking, content),
    };
    let effects = &prepared.view.effects;
    let work = |tx: &mut WriteTx<'_>| {
        let plan = plan_against(asking, &tx.reader(), proposal, watch)?;
        if counts_view(plan.counts()) != prepared.view.counts || effects_view(plan.effects()) != *effects {
            return Err(changed_since_preview());
        }
        let batch = carry_out(tx, proposal, &plan, watch)?;
        Ok((batch, plan))
    };
    let (batch, plan) = permit.write(None, work)?;
    Ok(ImportResult {
        batch_id: batch.to_string(),
        counts: counts_view(plan.counts()),
        effects: effects_view(plan.effects()),
        buildings: touched_buildings(&plan),
    })
}

fn changed_since_preview() -> RpcError {
    RpcError::new(
        ErrorCode::Conflict,
        "预览之后登记簿又有改动，结果会与预览不同。请重新预览后再导入。",
        "The register changed since the preview and the result would differ: preview the file again.",
    )
}

fn file_info(proposal: &Proposal) -> FileInfo {
    FileInfo {
        name: proposal.file.name.clone(),
        format: proposal.file.format.name().to_owned(),
        bytes: proposal.file.bytes,
        sha256: sha256_bytes(&proposal.file.sha256).unwrap_or_default(),
    }
}

fn sheet_info(sheet: &SheetProposal) -> Result<SheetInfo, StoreError> {
    let meaning = |meaning: ColumnMeaning| match meaning {
        ColumnMeaning::Field(field) => field.code().to_owned(),
        ColumnMeaning::Refused(_) => "refused".to_owned(),
        ColumnMeaning::Unsupported => "unsupported".to_owned(),
        ColumnMeaning::Unmapped => "unmapped".to_owned(),
    };
    let columns: Vec<_> = sheet.columns.iter().map(|c| (&c.letters, &c.header, meaning(c.meaning))).collect();
    Ok(SheetInfo {
        name: sheet.name.clone().unwrap_or_default(),
        header_row: sheet.header_rows.first().copied(),
        mapping: serde_json::to_string(&columns)?,
    })
}

fn carry_out(tx: &mut WriteTx<'_>, proposal: &Proposal, plan: &Plan, watch: &dyn Watch) -> Result<BatchId, RpcError> {
    let new = NewBatch { kind: "import".to_owned(), label: proposal.file.name.clone() };
    let batch = tx.begin_batch(&new).map_err(stored)?;
    let file = tx.add_file(&file_info(proposal)).map_err(stored)?;
    let mut keeper = Keeper::of(file);
    let mut planned = plan.rows.iter().enumerate();
    for sheet in &proposal.sheets {
        let sheet_row = tx.add_sheet(file, &sheet_info(sheet).map_err(stored)?).map_err(stored)?;
        keeper.sheet(tx, sheet.name.as_deref(), sheet.hidden, &sheet.header_rows, &[]).map_err(stored)?;
        for (row, (done, planned)) in sheet.rows.iter().zip(planned.by_ref()) {
            if done.is_multiple_of(256) {
                watch.progress(at("writing", done, plan.rows.len()));
                if watch.cancelled() {
                    return Err(refusal::cancelled());
                }
            }
            keeper.row(tx, row).map_err(stored)?;
            let kept = tx.add_import_row(sheet_row, &logged(row, planned).map_err(stored)?).map_err(stored)?;
            if let Some(waiting) = &planned.settles {
                tx.settle_row(waiting.id, kept).map_err(stored)?;
            }
            tx.set_source(Some(kept));
            write_row(tx, planned).map_err(stored)?;
            tx.set_source(None);
        }
    }
    keeper.finish(tx).map_err(stored)?;
    tx.finish_batch(&plan.counts()).map_err(stored)?;
    watch.progress(at("indexing", plan.rows.len(), plan.rows.len()));
    Ok(batch)
}

fn write_row(tx: &mut WriteTx<'_>, row: &PlannedRow) -> Result<(), StoreError> {
    row.steps.iter().try_for_each(|step| write_step(tx, step))
}

/// Writes one step.
///
/// # Errors
/// What the store says.
pub fn write_step(tx: &mut WriteTx<'_>, step: &Step) -> Result<(), StoreError> {
    match step {
        Step::CreateSite(site) => tx.create_site(site),
        Step::CreateBuilding(building) => tx.create_building(building),
        Step::CreateRoom(room) => tx.create_room(room),
        Step::CreatePerson(person) => tx.create_person(person),
        Step::CreateStay(stay) => tx.create_stay(stay),
        Step::CreateOrganisation(organisation) => tx.create_organisation(organisation),
        Step::CreatePresence(presence) => tx.create_presence(presence),
        Step::Create(linked) => each_linked!(&**linked, record => tx.create(record)),
        Step::Amend { before, after } => amend_linked(tx, before, after),
        Step::AmendBuilding { before, after } => tx.amend(&**before, &**after).map(drop),
        Step::AmendPerson { before, after } => tx.amend(&**before, &**after).map(drop),
        Step::AmendStay { before, after } => tx.amend(&**before, &**after).map(drop),
        Step::AmendOrganisation { before, after } => tx.amend(&**before, &**after).map(drop),
    }
}

fn amend_linked(tx: &mut WriteTx<'_>, before: &Linked, after: &Linked) -> Result<(), StoreError> {
    fn amend<R: Part + louce_store::Record>(
        tx: &mut WriteTx<'_>,
        before: &Linked,
        after: &Linked,
    ) -> Result<(), StoreError> {
        let pair = R::of(before).zip(R::of(after));
        pair.map_or(Ok(()), |(before, after)| tx.amend(before, after).map(drop))
    }
    fn kind_of<R: Part + louce_store::Record>(
        _: &R,
    ) -> fn(&mut WriteTx<'_>, &Linked, &Linked) -> Result<(), StoreError> {
        amend::<R>
    }
    each_linked!(after, record => kind_of(record))(tx, before, after)
}

/// The buildings that were made or gained rooms, to fly to.
fn touched_buildings(plan: &Plan) -> Vec<String> {
    let building_of = |step: &Step| match step {
        Step::CreateBuilding(building) => Some(building.id),
        Step::CreateRoom(room) => Some(room.building),
        _ => None,
    };
    let mut seen = HashSet::new();
    let touched = plan.rows.iter().flat_map(|row| &row.steps).filter_map(building_of);
    touched.filter(|id| seen.insert(*id)).map(|id| id.to_string()).collect()
}
