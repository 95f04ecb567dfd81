//! Map files (地图文件): footprints, roads, water, green and outlines of sites from GeoJSON and CityJSON. Footprints go to the
//! buildings whose they are, others stay footprints nobody has taken; the rest is the quiet base under them.

mod layers;
mod plan;
mod record;
mod rejected;
mod shift;
mod written;

pub use crate::ground::UNNAMED;

use super::pass::check_readable;
use super::prepared::{Content, GroundContent, PreparedImport, imported_before};
use super::preview::sha256_bytes;
use super::preview_view::counts_view;
use crate::asking::{Asking, stored};
use crate::host::{Watch, at};
use crate::permission::Operation;
use crate::refusal;
use louce_domain::batch::RowOutcome;
use louce_import::footprints::{Coordinates, GroundProposal};
use louce_import::worker::{MapRequest, read_map};
use louce_import::{Limits, ReadError, Source};
use louce_store::{FileInfo, NewBatch};
use louce_wire::{
    CoordinateSystem, ErrorCode, ImportChoices, ImportEffects, ImportPreview, ImportResult, Progress, RpcError,
};
use plan::GroundPlan;
use std::cell::Cell;
use std::path::Path;

/// Whether a file is read as a map.
pub fn is_ground_file(path: &Path) -> bool {
    let of_map = ["geojson", "json", "cityjson"];
    path.extension().is_some_and(|extension| of_map.iter().any(|known| extension.eq_ignore_ascii_case(known)))
}

/// Why a map was not read, as the clerk is told it.
fn unreadable(error: &ReadError) -> RpcError {
    let refused = RpcError::new(ErrorCode::Unreadable, error.message_zh(), error.message_en());
    match error {
        ReadError::Cancelled => refusal::cancelled(),
        ReadError::Map { why } if why.is_of_coordinates() => refused.about("coordinates"),
        _ => refused,
    }
}

const fn coordinates_of(said: CoordinateSystem) -> Coordinates {
    match said {
        CoordinateSystem::Wgs84 => Coordinates::Wgs84,
        CoordinateSystem::Cgcs2000 => Coordinates::Cgcs2000,
        CoordinateSystem::Gcj02 => Coordinates::Gcj02,
        CoordinateSystem::Bd09 => Coordinates::Bd09,
        CoordinateSystem::Epsg { code } => Coordinates::epsg(code),
    }
}

const fn coordinates_view(read: Coordinates) -> CoordinateSystem {
    match read {
        Coordinates::Wgs84 => CoordinateSystem::Wgs84,
        Coordinates::Cgcs2000 => CoordinateSystem::Cgcs2000,
        Coordinates::Gcj02 => CoordinateSystem::Gcj02,
        Coordinates::Bd09 => CoordinateSystem::Bd09,
        Coordinates::Epsg(code) => CoordinateSystem::Epsg { code },
    }
}

/// Passes on how far the reading is.
struct Reading<'a> {
    watch: &'a dyn Watch,
    share: Cell<Option<f64>>,
}

impl Reading<'_> {
    fn tell(&self, features: u64) {
        let features = usize::try_from(features).unwrap_or(usize::MAX);
        self.watch.progress(Progress { share: self.share.get(), ..at("reading", features, 0) });
    }
}

impl louce_import::Watch for Reading<'_> {
    fn progress(&self, features: u64) {
        self.tell(features);
    }

    fn bytes(&self, done: u64, total: u64) {
        if total > 0 {
            self.share.set(Some((done as f64 / total as f64).clamp(0.0, 1.0)));
        }
    }

    fn cancelled(&self) -> bool {
        self.watch.cancelled()
    }
}

/// Reads a map file in the capped process; nothing of it is kept where that fails.
fn read(
    asking: Asking<'_>,
    path: &Path,
    said: &ImportChoices,
    watch: &dyn Watch,
) -> Result<(GroundProposal, FileInfo), RpcError> {
    check_readable(path)?;
    let source = Source::File(path.to_owned());
    let name = source.name();
    let asked = MapRequest { coordinates: said.coordinates.map(coordinates_of) };
    let reading = Reading { watch, share: Cell::new(None) };
    let program = asking.host.parse_worker();
    let (mut proposal, fed) =
        read_map(&program, source, asked, &Limits::default(), &reading).map_err(|error| unreadable(&error))?;
    plan::round(&mut proposal);
    let format = proposal.format.clone();
    Ok((proposal, FileInfo { name, format, bytes: fed.bytes, sha256: sha256_bytes(&fed.sha256).unwrap_or_default() }))
}

/// Reads a map file and says what it would do.
///
/// # Errors
/// When it is no map, too large, its coordinates cannot be what they are said to be, or the user cancelled.
pub fn prepare(
    asking: Asking<'_>,
    token: String,
    path: &Path,
    said: &ImportChoices,
    watch: &dyn Watch,
) -> Result<PreparedImport, RpcError> {
    let permit = asking.permit(Operation::ImportLedger)?;
    let (proposal, file) = read(asking, path, said, watch)?;
    if proposal.count() == 0 {
        return Err(empty(&proposal));
    }
    let (warnings, more_warnings) = rejected::warnings(&proposal);
    permit.look(|reader| {
        let listings = reader.buildings().map_err(stored)?;
        let plan = GroundPlan::of(reader, &listings, &proposal, &file.name)?;
        let view = ImportPreview {
            token,
            file: file.name.clone(),
            format: file.format.clone(),
            encoding: None,
            bytes: file.bytes as f64,
            choices: said.clone(),
            profile: None,
            ledger_date: None,
            ledger_date_from: String::new(),
            questions: Vec::new(),
            blocks: Vec::new(),
            sheets: Vec::new(),
            counts: counts_view(plan.counts),
            effects: ImportEffects { buildings: plan.raised(), ..ImportEffects::default() },
            warnings,
            more_warnings,
            imported_before: imported_before(reader, &file.sha256)?,
            ground: Some(plan.view(&listings, &proposal)),
        };
        let digest = plan.digest(&listings);
        Ok(PreparedImport { view, content: Content::Ground(Box::new(GroundContent { file, proposal, digest })) })
    })
}

/// Commits a map file as one batch, whole or not at all.
///
/// # Errors
/// When the role does not allow it, the register changed since the preview, it cannot be written, or the user cancelled:
/// nothing is written.
pub fn commit(asking: Asking<'_>, content: &GroundContent, watch: &dyn Watch) -> Result<ImportResult, RpcError> {
    let permit = asking.permit(Operation::ImportLedger)?;
    let GroundContent { file, proposal, digest } = content;
    let (batch, counts, buildings) = permit.write_loaded(|tx| {
        let listings = tx.reader().buildings().map_err(stored)?;
        let plan = GroundPlan::of(&tx.reader(), &listings, proposal, &file.name)?;
        if plan.digest(&listings) != *digest {
            return Err(changed_since_preview());
        }
        let batch =
            tx.begin_batch(&NewBatch { kind: "ground".to_owned(), label: file.name.clone() }).map_err(stored)?;
        tx.add_file(file).map_err(stored)?;
        written::keep_plane(tx, &listings, proposal)?;
        let buildings = written::write_buildings(tx, asking.area(), &listings, proposal, &plan, watch)?;
        if plan.layers.is_changed {
            tx.lay_ground(&plan.layers.source, &plan.layers.laid).map_err(stored)?;
        }
        tx.finish_batch(&plan.counts).map_err(stored)?;
        Ok((batch, plan.counts, buildings))
    })?;
    let raised = u32::try_from(buildings.len()).unwrap_or(u32::MAX);
    Ok(ImportResult {
        batch_id: batch.to_string(),
        counts: counts_view(counts),
        effects: ImportEffects { buildings: raised, ..ImportEffects::default() },
        buildings,
    })
}

/// Whether a map may be kept that nobody looks at first: one that lies shifted against the register as a whole may not, unless
/// its coordinates were said.
///
/// # Errors
/// Where it may not, with what it looks like.
pub fn check_unseen(view: &ImportPreview) -> Result<(), RpcError> {
    let Some(ground) = view.ground.as_ref().filter(|ground| ground.coordinates_from != "said") else { return Ok(()) };
    let Some(metres) = ground.shift_m else { return Ok(()) };
    let title = |system| coordinates_of(system).title();
    let (zh, en) = ground.looks_like.map_or_else(
        || ("GCJ-02 或 BD-09".to_owned(), "GCJ-02 or BD-09".to_owned()),
        |system| (title(system), title(system)),
    );
    let refused = RpcError::new(
        ErrorCode::Invalid,
        format!(
            "文件中的楼幢整体偏离登记簿约 {metres} 米，坐标像是 {zh}。请指定文件的坐标系（命令行用 --coordinates）后再导入。"
        ),
        format!(
            "The file's buildings lie about {metres} m from where the register has them, all the same way: it looks like {en}. Say the coordinates (--coordinates), then import."
        ),
    );
    Err(refused.about("coordinates"))
}

/// A map of which nothing can be drawn: why, where the reasons are known.
fn empty(proposal: &GroundProposal) -> RpcError {
    let (zh, en) = (
        "文件中没有楼幢轮廓、道路、水面、绿地或小区范围。",
        "The file has no footprints, roads, water, green or outlines of sites.",
    );
    match proposal.rejects.named.first() {
        Some(first) => {
            let count = proposal.rejects.count;
            let said = rejected::said(first);
            refusal::invalid(
                format!("{zh}有 {count} 个要素无法绘制，第一个：{said}。"),
                format!("{en} {count} features cannot be drawn; see the first: feature {}.", first.feature),
            )
        }
        None => refusal::invalid(zh, en),
    }
}

/// Who has to be named; where the file does not say, the file is.
fn attribution(proposal: &GroundProposal, file: &str) -> String {
    if proposal.attribution.is_empty() { file.to_owned() } else { proposal.attribution.clone() }
}

fn changed_since_preview() -> RpcError {
    RpcError::new(
        ErrorCode::Conflict,
        "预览之后登记簿又有改动，结果会与预览不同。请重新预览后再导入。",
        "The register changed since the preview and the result would differ: preview the file again.",
    )
}

/// How something ends that is there already or not.
const fn outcome(is_new: bool) -> RowOutcome {
    if is_new { RowOutcome::Added } else { RowOutcome::Unchanged }
}
