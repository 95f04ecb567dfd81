//! Footprints, roads, water and green from GeoJSON: buildings of the register and the quiet base under them.

use super::prepared::{Content, GroundContent, PreparedImport, imported_before};
use super::preview_view::counts_view;
use crate::asking::{Asking, Permit, stored};
use crate::permission::Operation;
use crate::refusal;
use louce_domain::batch::{OutcomeCounts, RowOutcome};
use louce_domain::id::BuildingId;
use louce_domain::space::{Building, BuildingUse};
use louce_import::footprints::{FootprintFacts, GroundProposal, read_ground};
use louce_store::{FileInfo, GroundFeature, NewBatch, StoreError, WriteTx};
use louce_wire::{ImportChoices, ImportEffects, ImportPreview, ImportResult, RpcError};
use sha2::{Digest, Sha256};
use std::collections::HashSet;
use std::path::Path;

/// How a footprint without name or address is called; its number in the map source follows.
pub const UNNAMED: &str = "无名楼 ";

/// Whether a file is read as ground.
pub fn is_ground_file(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("geojson"))
}

fn unreadable(error: &dyn std::fmt::Display) -> RpcError {
    RpcError::new(louce_wire::ErrorCode::Unreadable, error.to_string(), error.to_string())
}

/// Reads a ground file and says what it would do.
///
/// # Errors
/// When it is no GeoJSON, or too large.
pub fn prepare(permit: Permit<'_>, token: String, name: &str, bytes: &[u8]) -> Result<PreparedImport, RpcError> {
    let text = String::from_utf8_lossy(bytes);
    let proposal = read_ground(&text).map_err(|error| unreadable(&error))?;
    if proposal.buildings.is_empty() && features(&proposal).is_empty() {
        let zh = "文件中没有楼幢轮廓、道路、水面或绿地。";
        return Err(refusal::invalid(zh, "The file has no footprints, roads, water or green."));
    }
    let file = FileInfo {
        name: name.to_owned(),
        format: "geojson".to_owned(),
        bytes: u64::try_from(bytes.len()).unwrap_or(u64::MAX),
        sha256: Sha256::digest(bytes).into(),
    };
    let small = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let kept = proposal.buildings.len() + proposal.roads.len() + proposal.water.len() + proposal.green.len();
    let counts = OutcomeCounts {
        added: small(kept),
        dropped: u32::try_from(proposal.skipped).unwrap_or(u32::MAX),
        ..OutcomeCounts::default()
    };
    let view = ImportPreview {
        token,
        file: name.to_owned(),
        format: "geojson".to_owned(),
        encoding: None,
        bytes: bytes.len() as f64,
        choices: ImportChoices::default(),
        profile: None,
        ledger_date: None,
        ledger_date_from: String::new(),
        questions: Vec::new(),
        blocks: Vec::new(),
        sheets: Vec::new(),
        counts: counts_view(counts),
        effects: ImportEffects { buildings: small(proposal.buildings.len()), ..ImportEffects::default() },
        warnings: Vec::new(),
        more_warnings: 0,
        imported_before: permit.look(|reader| imported_before(reader, &file.sha256))?,
        ground: None,
    };
    Ok(PreparedImport { view, content: Content::Ground(Box::new(GroundContent { file, proposal })) })
}

fn building_use(tag: Option<&str>) -> Option<BuildingUse> {
    Some(match tag? {
        "residential" | "apartments" | "house" | "dormitory" | "detached" | "terrace" => BuildingUse::Dwelling,
        "retail" | "commercial" | "hotel" | "supermarket" => BuildingUse::Commercial,
        "office" | "public" | "government" | "civic" => BuildingUse::Office,
        "industrial" | "manufacture" => BuildingUse::Industrial,
        "warehouse" | "storage" => BuildingUse::Storage,
        _ => BuildingUse::Other,
    })
}

/// A building of a footprint. One without a name is called by its address, else by its number in the map source.
fn building_of(id: BuildingId, area: &str, facts: &FootprintFacts) -> Building {
    let address = facts.street.as_ref().zip(facts.house_number.as_ref()).map(|(street, no)| format!("{street}{no}"));
    let unnamed = || format!("{UNNAMED}{}", facts.osm_id.as_deref().unwrap_or("?"));
    let name = facts.name.clone().or_else(|| address.clone()).unwrap_or_else(unnamed);
    Building {
        street: facts.street.clone(),
        door_no: facts.house_number.clone(),
        address,
        building_use: building_use(facts.use_tag.as_deref()),
        floors_above: facts.levels.and_then(|levels| i16::try_from(levels).ok()),
        height_m: facts.height_m,
        footprint: facts.ring.clone(),
        ..Building::named(id, area, &name)
    }
}

/// The ground layers of a proposal.
fn features(proposal: &GroundProposal) -> Vec<GroundFeature> {
    let area = |layer: &str, points: &Vec<[f64; 2]>| GroundFeature {
        layer: layer.to_owned(),
        name: None,
        closed: true,
        points: points.clone(),
        attribution: proposal.attribution.clone(),
    };
    let roads = proposal.roads.iter().map(|road| GroundFeature {
        layer: "road".to_owned(),
        name: road.name.clone(),
        closed: false,
        points: road.line.clone(),
        attribution: proposal.attribution.clone(),
    });
    let water = proposal.water.iter().map(|ring| area("water", ring));
    let green = proposal.green.iter().map(|ring| area("green", ring));
    roads.chain(water).chain(green).collect()
}

/// Keeps the layers that the file does not bring, replaces those it brings.
fn lay_ground(tx: &mut WriteTx<'_>, brought: Vec<GroundFeature>) -> Result<(), StoreError> {
    if brought.is_empty() {
        return Ok(());
    }
    let layers: HashSet<String> = brought.iter().map(|feature| feature.layer.clone()).collect();
    let mut all = tx.reader().ground()?;
    all.retain(|feature| !layers.contains(&feature.layer));
    all.extend(brought);
    tx.replace_ground(&all)
}

/// Commits a ground file: one batch of buildings; layers are replaced.
///
/// # Errors
/// When the role does not allow it, or the register cannot be written.
pub fn commit(asking: Asking<'_>, content: &GroundContent) -> Result<ImportResult, RpcError> {
    let permit = asking.permit(Operation::ImportLedger)?;
    let proposal = &content.proposal;
    let mut counts = OutcomeCounts::default();
    proposal.buildings.iter().for_each(|_| counts.count(RowOutcome::Added));
    let (batch, buildings) = permit.write(None, |tx| {
        if imported_before(&tx.reader(), &content.file.sha256)?.is_some() {
            let zh = "该文件已经导入过，再次导入会使楼幢重复。如需重来，请先撤销原批次。";
            return Err(refusal::invalid(
                zh,
                "This file was imported before: its buildings would stand twice. Undo that batch first.",
            ));
        }
        let new = NewBatch { kind: "ground".to_owned(), label: content.file.name.clone() };
        let batch = tx.begin_batch(&new).map_err(stored)?;
        tx.add_file(&content.file).map_err(stored)?;
        let mut buildings = Vec::with_capacity(proposal.buildings.len());
        for facts in &proposal.buildings {
            let building = building_of(tx.mint(), asking.area(), facts);
            tx.create_building(&building).map_err(stored)?;
            buildings.push(building.id.to_string());
        }
        lay_ground(tx, features(proposal)).map_err(stored)?;
        tx.finish_batch(&counts).map_err(stored)?;
        Ok((batch, buildings))
    })?;
    Ok(ImportResult {
        batch_id: batch.to_string(),
        counts: counts_view(counts),
        effects: ImportEffects {
            buildings: u32::try_from(buildings.len()).unwrap_or(u32::MAX),
            ..ImportEffects::default()
        },
        buildings,
    })
}
