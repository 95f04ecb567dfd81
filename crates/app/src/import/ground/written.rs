//! Carrying the plan of a map file out.

use super::plan::{GroundPlan, described, middle_of_file, renewed};
use crate::asking::stored;
use crate::ground::matching::Fate;
use crate::plane::LocalPlane;
use louce_domain::space::Building;
use louce_import::footprints::GroundProposal;
use louce_store::{BuildingListing, WriteTx};
use louce_wire::RpcError;

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
/// When the register cannot be written.
pub fn write_buildings(
    tx: &mut WriteTx<'_>,
    area: &str,
    listings: &[BuildingListing],
    proposal: &GroundProposal,
    plan: &GroundPlan,
) -> Result<Vec<String>, RpcError> {
    let mut raised = Vec::new();
    for ((facts, fate), id) in proposal.buildings.iter().zip(&plan.fates).zip(&plan.map_ids) {
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
