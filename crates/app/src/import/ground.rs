//! Map files (地图文件): footprints, roads, water, green and outlines of sites from GeoJSON and CityJSON. Footprints go to the
//! buildings whose they are, others stay footprints nobody has taken; the rest is the quiet base under them.

mod plan;
mod written;

pub use crate::ground::UNNAMED;

use super::pass::check_readable;
use super::prepared::{Content, GroundContent, PreparedImport, imported_before};
use super::preview_view::counts_view;
use crate::asking::{Asking, Permit, stored};
use crate::permission::Operation;
use crate::refusal;
use louce_domain::batch::RowOutcome;
use louce_import::footprints::{BYTES_AT_MOST, Coordinates, GroundError, GroundProposal, read_ground};
use louce_store::{FileInfo, GroundSource, NewBatch};
use louce_wire::{CoordinateSystem, ErrorCode, ImportChoices, ImportEffects, ImportPreview, ImportResult, RpcError};
use plan::GroundPlan;
use sha2::{Digest, Sha256};
use std::path::Path;

/// Whether a file is read as a map.
pub fn is_ground_file(path: &Path) -> bool {
    let of_map = ["geojson", "json", "cityjson"];
    path.extension().is_some_and(|extension| of_map.iter().any(|known| extension.eq_ignore_ascii_case(known)))
}

fn unreadable(error: &GroundError) -> RpcError {
    let (zh, en) = error.words();
    let refused = RpcError::new(ErrorCode::Unreadable, zh, en);
    if error.is_of_coordinates() { refused.about("coordinates") } else { refused }
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

/// The file's bytes, as many as are read of a map.
fn bytes_of(path: &Path) -> Result<Vec<u8>, RpcError> {
    check_readable(path)?;
    let failed = |error: std::io::Error| {
        RpcError::new(
            ErrorCode::NotFound,
            format!("无法读取文件 {}：{error}。", path.display()),
            format!("{} cannot be read: {error}.", path.display()),
        )
    };
    let length = std::fs::metadata(path).map_err(failed)?.len();
    if usize::try_from(length).is_ok_and(|length| length <= BYTES_AT_MOST) {
        return std::fs::read(path).map_err(failed);
    }
    Err(unreadable(&GroundError::TooManyBytes))
}

/// Reads a map file and says what it would do.
///
/// # Errors
/// When it is no map, too large, or its coordinates cannot be what they are said to be.
pub fn prepare(
    permit: Permit<'_>,
    token: String,
    path: &Path,
    said: &ImportChoices,
) -> Result<PreparedImport, RpcError> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let bytes = bytes_of(path)?;
    let mut proposal = read_ground(&bytes, said.coordinates.map(coordinates_of)).map_err(|error| unreadable(&error))?;
    if proposal.count() == 0 {
        let zh = "文件中没有楼幢轮廓、道路、水面、绿地或小区范围。";
        return Err(refusal::invalid(zh, "The file has no footprints, roads, water, green or outlines of sites."));
    }
    plan::round(&mut proposal);
    let file = FileInfo {
        name: name.clone(),
        format: proposal.format.clone(),
        bytes: u64::try_from(bytes.len()).unwrap_or(u64::MAX),
        sha256: Sha256::digest(&bytes).into(),
    };
    permit.look(|reader| {
        let listings = reader.buildings().map_err(stored)?;
        let plan = GroundPlan::of(reader, &listings, &proposal, &name)?;
        let view = ImportPreview {
            token,
            file: name.clone(),
            format: file.format.clone(),
            encoding: None,
            bytes: bytes.len() as f64,
            choices: said.clone(),
            profile: None,
            ledger_date: None,
            ledger_date_from: String::new(),
            questions: Vec::new(),
            blocks: Vec::new(),
            sheets: Vec::new(),
            counts: counts_view(plan.counts),
            effects: ImportEffects { buildings: plan.raised(), ..ImportEffects::default() },
            warnings: Vec::new(),
            more_warnings: 0,
            imported_before: imported_before(reader, &file.sha256)?,
            ground: Some(plan.view(&listings, &proposal)),
        };
        let counts = plan.counts;
        Ok(PreparedImport { view, content: Content::Ground(Box::new(GroundContent { file, proposal, counts })) })
    })
}

/// Commits a map file as one batch, whole or not at all.
///
/// # Errors
/// When the role does not allow it, the register changed since the preview, or it cannot be written.
pub fn commit(asking: Asking<'_>, content: &GroundContent) -> Result<ImportResult, RpcError> {
    let permit = asking.permit(Operation::ImportLedger)?;
    let GroundContent { file, proposal, counts } = content;
    let (batch, buildings) = permit.write_loaded(|tx| {
        let listings = tx.reader().buildings().map_err(stored)?;
        let plan = GroundPlan::of(&tx.reader(), &listings, proposal, &file.name)?;
        if plan.counts != *counts {
            return Err(changed_since_preview());
        }
        let batch =
            tx.begin_batch(&NewBatch { kind: "ground".to_owned(), label: file.name.clone() }).map_err(stored)?;
        tx.add_file(file).map_err(stored)?;
        written::keep_plane(tx, &listings, proposal)?;
        let buildings = written::write_buildings(tx, asking.area(), &listings, proposal, &plan)?;
        if plan.lays {
            let source = GroundSource { name: file.name.clone(), attribution: attribution(proposal, &file.name) };
            tx.lay_ground(&source, &plan.features).map_err(stored)?;
        }
        tx.finish_batch(&plan.counts).map_err(stored)?;
        Ok((batch, buildings))
    })?;
    let raised = u32::try_from(buildings.len()).unwrap_or(u32::MAX);
    Ok(ImportResult {
        batch_id: batch.to_string(),
        counts: counts_view(*counts),
        effects: ImportEffects { buildings: raised, ..ImportEffects::default() },
        buildings,
    })
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
