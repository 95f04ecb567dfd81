//! Carrying the plan of a map file out.

use super::plan::{GroundPlan, middle_of_file};
use super::record::{described, renewed};
use crate::asking::stored;
use crate::ground::matching::Fate;
use crate::host::{Watch, at};
use crate::plane::LocalPlane;
use crate::refusal;
use louce_domain::space::Building;
use louce_import::footprints::GroundProposal;
use louce_store::{BuildingListing, WriteTx};
use louce_wire::RpcError;

/// Footprints between two looks at whether the user wants to stop.
const LOOK_EVERY: usize = 256;

/// Keeps where the plane of the map lies: as it was, else around the middle of the file.
///
/// # Errors
/// When the register cannot be written.
pub fn keep_plane(
    tx: &mut WriteTx<'_>,
    listings: &[BuildingListing],
    proposal: &GroundProposal,
) -> Result<(), RpcError> {
    let known = LocalPlane::of_map(&tx.reader(), listings.iter().map(|listing| &listing.building))?;
    match known.or_else(|| middle_of_file(proposal).map(LocalPlane::at)) {
        Some(plane) => plane.keep(tx),
        None => Ok(()),
    }
}

/// Writes the footprints; says which records are new.
///
/// # Errors
/// When the register cannot be written, or the user cancelled.
pub fn write_buildings(
    tx: &mut WriteTx<'_>,
    area: &str,
    listings: &[BuildingListing],
    proposal: &GroundProposal,
    plan: &GroundPlan,
    watch: &dyn Watch,
) -> Result<Vec<String>, RpcError> {
    let mut raised = Vec::new();
    let total = proposal.buildings.len();
    for (done, ((facts, fate), id)) in proposal.buildings.iter().zip(&plan.fates).zip(&plan.map_ids).enumerate() {
        if done.is_multiple_of(LOOK_EVERY) {
            watch.progress(at("writing", done, total));
            if watch.cancelled() {
                return Err(refusal::cancelled());
            }
        }
        match *fate {
            Fate::New => {
                let building = described(Building::named(tx.mint(), area, ""), facts, id);
                tx.create_building(&building).map_err(stored)?;
                raised.push(building.id.to_string());
            }
            Fate::Taken(at) | Fate::Known(at) => {
                if let Some(listing) = listings.get(at) {
                    tx.amend(&listing.building, &renewed(listing, facts, id)).map_err(stored)?;
                }
            }
            Fate::Lies(_) => {}
        }
    }
    Ok(raised)
}
