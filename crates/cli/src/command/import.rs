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
    CoordinateSystem, GroundPreview, ImportChoices, ImportPreview, ImportResult, ImportWarning, OutcomeCountsView,
    ProfileUse, RpcError, SheetPreview,
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
    /// The coordinates of map files: wgs84, gcj02, bd09, cgcs2000 or epsg:N. Without it, as the file says.
    #[arg(long, value_name = "SYSTEM", value_parser = coordinates_of)]
    coordinates: Option<CoordinateSystem>,
}

/// A system of coordinates as it is typed.
fn coordinates_of(text: &str) -> Result<CoordinateSystem, String> {
    let typed = text.to_ascii_lowercase().replace('-', "");
    match typed.as_str() {
        "wgs84" => Ok(CoordinateSystem::Wgs84),
        "gcj02" => Ok(CoordinateSystem::Gcj02),
        "bd09" => Ok(CoordinateSystem::Bd09),
        "cgcs2000" => Ok(CoordinateSystem::Cgcs2000),
        _ => {
            let code = typed.strip_prefix("epsg:").and_then(|code| code.parse().ok());
            let code = code.ok_or_else(|| "wgs84, gcj02, bd09, cgcs2000, epsg:N".to_owned())?;
            Ok(CoordinateSystem::Epsg { code })
        }
    }
}

/// A system of coordinates as it is called.
fn title(system: CoordinateSystem) -> String {
    match system {
        CoordinateSystem::Wgs84 => "WGS-84".to_owned(),
        CoordinateSystem::Cgcs2000 => "CGCS2000".to_owned(),
        CoordinateSystem::Gcj02 => "GCJ-02".to_owned(),
        CoordinateSystem::Bd09 => "BD-09".to_owned(),
        CoordinateSystem::Epsg { code } => format!("EPSG:{code}"),
    }
}

impl Import {
    /// Imports the files in turn; the first that cannot be read ends the command, earlier ones stay imported.
    pub fn run(&self, output: &Output) -> Result<Status, RpcError> {
        let desk = Desk::open(&self.unlocking, output)?;
        let mut status = Status::Done;
        let choices = ImportChoices {
            profile: self.profile_use(&desk)?,
            coordinates: self.coordinates,
            ..ImportChoices::default()
        };
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
        "ground": view.ground,
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
    if let Some(ground) = &view.ground {
        text.push_str(&ground_words(output, ground));
    }
    for warning in view.warnings.iter().take(20) {
        text.push_str(&format!("  {} {} {}\n", warning.sheet, warning.row, warning.message));
    }
    text
}

/// What a map file brings, and in which coordinates it was read.
fn ground_words(output: &Output, ground: &GroundPreview) -> String {
    let system = title(ground.coordinates);
    let GroundPreview { footprints, matched, known, unmatched, elsewhere, replaced, .. } = ground;
    let GroundPreview { roads, paved, water, green, sites, .. } = ground;
    let is_zh = output.language == crate::language::Language::Zh;
    let from = match (ground.coordinates_from.as_str(), is_zh) {
        ("said", true) => "由命令指定",
        ("said", false) => "as said",
        ("file", true) => "文件注明",
        ("file", false) => "as the file says",
        (_, true) => "文件未注明，按此推定",
        (_, false) => "assumed",
    };
    let mut text = if is_zh {
        format!(
            "  坐标系 {system}（{from}）\n  楼幢轮廓 {footprints}：匹配 {matched}，已有轮廓 {known}，尚无楼幢 {unmatched}\n  道路 {roads}，路面 {paved}，水面 {water}，绿地 {green}，小区 {sites}\n"
        )
    } else {
        format!(
            "  coordinates {system} ({from})\n  {footprints} footprints: {matched} matched, {known} known, {unmatched} without a building\n  {roads} roads, {paved} paved, {water} water, {green} green, {sites} sites\n"
        )
    };
    if *elsewhere > 0 {
        let (zh, en) = (
            "个轮廓的编号在登记簿中是别处的楼幢，按新楼幢计",
            "footprints have the identity of a building elsewhere: they are new",
        );
        text.push_str(&format!("  {elsewhere} {}\n", output.say(zh, en)));
    }
    if *replaced > 0 {
        let (zh, en) = ("处同名文件带来的底图被取代", "roads and areas of an earlier file of this name go");
        text.push_str(&format!("  {replaced} {}\n", output.say(zh, en)));
    }
    if let Some(metres) = ground.shift_m {
        let like = ground.looks_like.map_or_else(|| "GCJ-02 / BD-09".to_owned(), title);
        text.push_str(&if is_zh {
            format!("  已知楼幢整体偏离约 {metres} 米，坐标像是 {like}：请用 --coordinates 指定坐标系\n")
        } else {
            format!("  known buildings lie about {metres} m off, all the same way: it looks like {like}; say --coordinates\n")
        });
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coordinates_are_typed_as_people_write_them() {
        for (typed, system) in [
            ("wgs84", Some(CoordinateSystem::Wgs84)),
            ("GCJ-02", Some(CoordinateSystem::Gcj02)),
            ("bd09", Some(CoordinateSystem::Bd09)),
            ("cgcs2000", Some(CoordinateSystem::Cgcs2000)),
            ("epsg:4549", Some(CoordinateSystem::Epsg { code: 4549 })),
            ("EPSG:x", None),
            ("mars", None),
        ] {
            assert_eq!(coordinates_of(typed).ok(), system, "{typed}");
        }
    }
}
