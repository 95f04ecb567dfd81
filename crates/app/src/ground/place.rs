//! Putting a building somewhere on the map (摆放, 手绘轮廓): drawn or moved by hand, laid on a map without coordinates, or
//! back to where its site's layout puts it.

use super::outline::{checked, in_degrees, middle, moved_holes, on_plane, rounded};
use super::overlap::overlapped;
use super::release::{release, without_footprint};
use crate::asking::{Asking, stored};
use crate::permission::Operation;
use crate::plane::LocalPlane;
use crate::writing::Writing;
use crate::{ids, places, refusal};
use louce_domain::id::BuildingId;
use louce_domain::space::{Building, LaidMiddle, LaidPlace};
use louce_store::{BuildingListing, Reader};
use louce_wire::{BuildingPlace, BuildingPlaced, RpcError};

/// How far from the middle of the map a building may be laid, metres.
const REACH_M: f32 = 50_000.0;

/// Puts a building somewhere, and tells which others it stands upon now: outlines of different sources seldom fit, so that
/// is for the officer to look at, and refuses nothing.
///
/// # Errors
/// When the role does not allow it, nothing can stand there, or the building is there no more: nothing is written then.
pub fn place_building(asking: Asking<'_>, id: &str, place: &BuildingPlace) -> Result<BuildingPlaced, RpcError> {
    let permit = asking.permit(Operation::EditRecords)?;
    let id: BuildingId = ids::read(id)?;
    let written = permit.write(None, |tx| {
        let before = tx.reader().building(id).map_err(stored)?;
        if !before.is_live() {
            return Err(gone(&before));
        }
        if before.unclaimed && matches!(place, BuildingPlace::Automatic) {
            return Err(refusal::invalid(
                "这是地图带来的轮廓，没有自动摆放的位置。要取消摆放，请撤销那次操作。",
                "This outline came with a map: no layout has a place for it. To take a move back, undo it.",
            )
            .about("place"));
        }
        let listings = tx.reader().buildings().map_err(stored)?;
        let plane = plane_of(&tx.reader(), &listings)?;
        let after = placed(&before, place, plane.as_ref())?;
        if after == before {
            return Err(refusal::invalid(
                "楼幢已经在这个位置，没有要改的内容。",
                "The building stands there already: there is nothing to change.",
            ));
        }
        if let Some(plane) = plane {
            plane.keep(tx)?;
        }
        let measured = plane.filter(|_| after.footprint.len() >= 3);
        let overlaps = measured.map(|plane| overlapped(&after, &listings, &plane)).unwrap_or_default();
        let title = places::building_title(&tx.reader(), id)?;
        let mut writing = Writing::begin(tx, "place", format!("摆放 {title}"))?;
        writing.amend(&before, &after)?;
        if before.map_id.is_some() && after.map_id.is_none() {
            release(&mut writing, &before)?;
        }
        Ok(BuildingPlaced { written: writing.finish()?, overlaps })
    });
    written.inspect_err(|_| permit.note_refused())
}

/// The plane that the map is drawn on.
pub(super) fn plane(reader: &Reader<'_>) -> Result<Option<LocalPlane>, RpcError> {
    plane_of(reader, &reader.buildings().map_err(stored)?)
}

fn plane_of(reader: &Reader<'_>, listings: &[BuildingListing]) -> Result<Option<LocalPlane>, RpcError> {
    LocalPlane::of_map(reader, listings.iter().map(|listing| &listing.building))
}

pub(super) fn gone(building: &Building) -> RpcError {
    refusal::invalid(
        format!("{}已停用，不能再摆放。请选择在用的楼幢。", building.label()),
        format!("{} is no longer in use: choose a building that is.", building.label()),
    )
}

fn placed(before: &Building, place: &BuildingPlace, plane: Option<&LocalPlane>) -> Result<Building, RpcError> {
    match place {
        BuildingPlace::Footprint { ring } => {
            let plane = plane.ok_or_else(without_coordinates)?;
            Ok(on_footprint(before, &checked(ring)?, plane))
        }
        BuildingPlace::Laid { middle, turn_deg } => laid(before, *middle, *turn_deg, plane),
        BuildingPlace::Automatic => Ok(Building { laid: None, ..without_footprint(before) }),
    }
}

fn on_footprint(before: &Building, ring: &[[f64; 2]], plane: &LocalPlane) -> Building {
    let old = on_plane(plane, &before.footprint);
    let holes: Vec<Vec<[f64; 2]>> = before.footprint_holes.iter().map(|hole| on_plane(plane, hole)).collect();
    let holes = moved_holes(&old, ring, &holes);
    let footprint = in_degrees(plane, ring);
    let stands = middle(&footprint).map(rounded);
    Building {
        footprint_holes: holes.iter().map(|hole| in_degrees(plane, hole)).collect(),
        longitude: stands.map(|[longitude, _]| longitude),
        latitude: stands.map(|[_, latitude]| latitude),
        footprint,
        hand_placed: true,
        laid: None,
        ..before.clone()
    }
}

fn laid(before: &Building, middle: [f32; 2], turn_deg: f32, plane: Option<&LocalPlane>) -> Result<Building, RpcError> {
    if before.footprint.len() >= 3 {
        return Err(refusal::invalid(
            "该楼已有轮廓：请拖动轮廓，或先恢复自动摆放。",
            "The building has a footprint: move that, or put it back to the automatic place first.",
        )
        .about("place"));
    }
    let within = |metres: &f32| metres.is_finite() && metres.abs() <= REACH_M;
    if !middle.iter().all(within) || !turn_deg.is_finite() {
        let zh = "位置超出地图范围：请在地图范围内摆放。";
        return Err(refusal::invalid(zh, "The place lies beyond the map: put it within.").about("place"));
    }
    let middle = match plane {
        Some(plane) => LaidMiddle::Degrees(rounded(plane.unproject(middle))),
        None => LaidMiddle::Metres(middle.map(|metres| (f64::from(metres) * 100.0).round() / 100.0)),
    };
    let turn_deg = (f64::from(turn_deg).rem_euclid(360.0) * 10.0).round() / 10.0;
    Ok(Building { laid: Some(LaidPlace { middle, turn_deg }), ..before.clone() })
}

fn without_coordinates() -> RpcError {
    refusal::invalid(
        "登记簿还没有坐标，不能绘制轮廓：请先导入一份地图（GeoJSON、CityJSON），或直接拖动楼幢摆放。",
        "The register has no coordinates yet: import a map file (GeoJSON, CityJSON) first, or drag the building.",
    )
    .about("place")
}
