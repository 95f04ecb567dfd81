//! `louce import`: ledgers and footprints.

use crate::arguments::Unlocking;
use crate::desk::Desk;
use crate::output::Output;
use crate::progress::OnTerminal;
use crate::status::Status;
use clap::Args;
use louce_app::import::at_once::import_at_once;
use louce_app::import::preview::prepare;
use louce_app::import::profile::by_name;
use louce_app::permission::Operation;
use louce_wire::{
    ImportChoices, ImportPreview, ImportResult, ImportWarning, OutcomeCountsView, ProfileUse, RpcError, SheetPreview,
};
use serde_json::{Value, json};
use std::path::PathBuf;

/// Import ledgers (xlsx, xls, ods, csv) or footprints (geojson). Each file is one batch that can be undone.
#[derive(Debug, Args)]
pub struct Import {
    #[command(flatten)]
    unlocking: Unlocking,
    /// The files.
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// Only say what would happen.
    #[arg(long)]
    dry_run: bool,
    /// Read the files with this profile (导入方案).
    #[arg(long, value_name = "NAME")]
    profile: Option<String>,
}

impl Import {
    /// Imports the files in turn; the first that cannot be read ends the command, earlier ones stay imported.
    pub fn run(&self, output: &Output) -> Result<Status, RpcError> {
        let desk = Desk::open(&self.unlocking, output)?;
        let mut status = Status::Done;
        let choices = ImportChoices { profile: self.profile_use(&desk)?, ..ImportChoices::default() };
        for file in &self.files {
            let watch = OnTerminal::new();
            let (view, result) = if self.dry_run {
                (prepare(desk.asking(), file, &choices, &watch)?.view, None)
            } else {
                let (view, result) = import_at_once(desk.asking(), file, &choices, &watch)?;
                (view, Some(result))
            };
            drop(watch);
            let counts = result.as_ref().map_or(view.counts, |result| result.counts);
            if counts.pending + counts.rejected > 0 || holds_only_unread_rows(&view, counts) {
                status = Status::NeedsAttention;
            }
            output.tell(&document(&view, result.as_ref()), || words(output, &view, counts))?;
        }
        Ok(status)
    }
}

impl Import {
    fn profile_use(&self, desk: &Desk) -> Result<ProfileUse, RpcError> {
        let Some(name) = &self.profile else { return Ok(ProfileUse::Recognise) };
        let permit = desk.asking().permit(Operation::ImportLedger)?;
        permit.look(|reader| by_name(reader, name))
    }
}

/// Whether the file gave no record although it holds rows: nothing said what their columns are.
fn holds_only_unread_rows(view: &ImportPreview, counts: OutcomeCountsView) -> bool {
    let records = counts.added + counts.updated + counts.unchanged;
    records == 0 && view.warnings.iter().any(|warning| warning.code == "header_not_found")
}

/// What became of a file, as DESIGN §6 lays it out.
fn document(view: &ImportPreview, result: Option<&ImportResult>) -> Value {
    json!({
        "file": view.file,
        "format": view.format,
        "encoding": view.encoding,
        "batch": result.map(|result| &result.batch_id),
        "counts": result.map_or(view.counts, |result| result.counts),
        "effects": result.map_or(&view.effects, |result| &result.effects),
        "sheets": view.sheets.iter().map(sheet).collect::<Vec<_>>(),
        "warnings": view.warnings.iter().map(warned).collect::<Vec<_>>(),
        "more_warnings": view.more_warnings,
    })
}

/// A warning with the cell it is about, as written; cells of refused columns were never kept.
fn warned(warning: &ImportWarning) -> Value {
    json!({
        "sheet": warning.sheet,
        "row": warning.row,
        "column": warning.column,
        "code": warning.code,
        "message": warning.message,
        "raw": warning.raw,
    })
}

fn sheet(sheet: &SheetPreview) -> Value {
    let mapping: Vec<Value> = sheet
        .columns
        .iter()
        .map(|column| {
            json!({
                "column": column.column,
                "header": column.header,
                "field": column.field,
                "refused": column.refused,
                "unsupported": column.unsupported,
            })
        })
        .collect();
    let c = sheet.counts;
    json!({
        "name": sheet.name,
        "ledger": sheet.ledger,
        "header_row": sheet.header_rows.last(),
        "header_rows": sheet.header_rows,
        "mapping": mapping,
        "rows": c.added + c.updated + c.unchanged + c.pending + c.rejected + c.dropped,
        "added": c.added,
        "updated": c.updated,
        "unchanged": c.unchanged,
        "pending": c.pending,
        "rejected": c.rejected,
        "dropped": c.dropped,
    })
}

fn words(output: &Output, view: &ImportPreview, c: OutcomeCountsView) -> String {
    let mut text = if output.language == crate::language::Language::Zh {
        format!(
            "{}（{}）：新增 {}，更新 {}，无变化 {}，待处理 {}，拒绝 {}，略过 {}\n",
            view.file, view.format, c.added, c.updated, c.unchanged, c.pending, c.rejected, c.dropped
        )
    } else {
        format!(
            "{} ({}): {} added, {} updated, {} unchanged, {} pending, {} rejected, {} dropped\n",
            view.file, view.format, c.added, c.updated, c.unchanged, c.pending, c.rejected, c.dropped
        )
    };
    for warning in view.warnings.iter().take(20) {
        text.push_str(&format!("  {} {} {}\n", warning.sheet, warning.row, warning.message));
    }
    text
}
