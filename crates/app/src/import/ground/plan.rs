//! What a map file would do: pure, from the register as it stands.

use super::layers::Layers;
use super::record::renewed;
use super::shift::{Shift, shift};
use crate::asking::stored;
use crate::ground::candidates::site_areas;
use crate::ground::matching::{Fate, Footprint, SiteArea, fates};
use crate::ground::outline::rounded;
use crate::plane::{kilometres, median, middle_of};
use louce_domain::batch::{OutcomeCounts, RowOutcome};
use louce_import::footprints::{
    AreaShape, Coordinates, CoordinatesFrom, FootprintFacts, GroundProposal, OSM_ATTRIBUTION,
};
use louce_store::{BuildingListing, Reader};
use louce_wire::{GroundPreview, RpcError};
use sha2::{Digest, Sha256};
use std::collections::HashSet;

/// What becomes of everything in a map file.
pub struct GroundPlan {
    /// Of each footprint.
    pub fates: Vec<Fate>,
    /// Identity of each footprint.
    pub map_ids: Vec<String>,
    /// Roads and areas.
    pub layers: Layers,
    /// How the file lies against the register as a whole.
    pub shift: Option<Shift>,
    /// Footprints, roads and areas by what becomes of them.
    pub counts: OutcomeCounts,
}

impl GroundPlan {
    /// The plan.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub fn of(
        reader: &Reader<'_>,
        listings: &[BuildingListing],
        proposal: &GroundProposal,
        file: &str,
    ) -> Result<Self, RpcError> {
        let map_ids = map_ids(proposal, file);
        let footprints: Vec<Footprint<'_>> =
            proposal.buildings.iter().zip(&map_ids).map(|(facts, id)| Footprint { facts, map_id: Some(id) }).collect();
        let mut sites = site_areas(&reader.ground().map_err(stored)?);
        sites.extend(
            proposal
                .sites
                .iter()
                .filter_map(|site| Some(SiteArea { name: site.name.clone()?, ring: site.shape.ring.clone() })),
        );
        let fates = fates(&footprints, &sites, listings);
        let mut counts = OutcomeCounts {
            dropped: small(proposal.skipped),
            rejected: small(proposal.rejects.count),
            ..OutcomeCounts::default()
        };
        for ((facts, fate), id) in proposal.buildings.iter().zip(&fates).zip(&map_ids) {
            counts.count(match *fate {
                Fate::New => RowOutcome::Added,
                Fate::Lies(_) => RowOutcome::Unchanged,
                Fate::Taken(at) | Fate::Known(at) => match listings.get(at) {
                    Some(listing) if renewed(listing, facts, id) == listing.building => RowOutcome::Unchanged,
                    _ => RowOutcome::Updated,
                },
            });
        }
        let layers = Layers::of(reader, proposal, file, &mut counts)?;
        let (read, _) = coordinates(proposal);
        let shift = shift(&footprints, &sites, listings, read);
        Ok(Self { fates, map_ids, layers, shift, counts })
    }

    /// What a preview promises: the building that each footprint meets, and what is laid. The same on a register in which
    /// nothing changed that matters.
    pub fn digest(&self, listings: &[BuildingListing]) -> [u8; 32] {
        let mut digest = Sha256::new();
        for fate in &self.fates {
            let (kind, met) = match *fate {
                Fate::New => (0_u8, None),
                Fate::Taken(at) => (1, Some(at)),
                Fate::Known(at) => (2, Some(at)),
                Fate::Lies(at) => (3, Some(at)),
            };
            let id = met.and_then(|at| listings.get(at)).map(|listing| listing.building.id.to_string());
            digest.update([kind]);
            digest.update(id.unwrap_or_default());
        }
        digest.update(format!("{:?} {} {}", self.counts, self.layers.is_changed, self.layers.replaced));
        digest.finalize().into()
    }

    /// Footprints whose identity a building has that stands elsewhere.
    fn elsewhere(&self, listings: &[BuildingListing]) -> usize {
        let live = listings.iter().filter(|listing| listing.building.is_live());
        let ids: HashSet<&str> = live.filter_map(|listing| listing.building.map_id.as_deref()).collect();
        let raised = self.fates.iter().zip(&self.map_ids).filter(|(fate, _)| **fate == Fate::New);
        raised.filter(|(_, id)| ids.contains(id.as_str())).count()
    }

    /// Footprints that become records of their own.
    pub fn raised(&self) -> u32 {
        small(self.fates.iter().filter(|fate| **fate == Fate::New).count() as u64)
    }

    /// What the clerk is shown.
    pub fn view(&self, listings: &[BuildingListing], proposal: &GroundProposal) -> GroundPreview {
        let (read, from) = coordinates(proposal);
        let here = middle_of(listings.iter().map(|listing| &listing.building));
        let away = here.zip(middle_of_file(proposal)).map(|(here, there)| kilometres(here, there));
        let count = |list: usize| small(list as u64);
        GroundPreview {
            coordinates: super::coordinates_view(read),
            coordinates_from: from.code().to_owned(),
            footprints: count(proposal.buildings.len()),
            matched: count(self.fates.iter().filter(|fate| matches!(fate, Fate::Taken(_))).count()),
            known: count(self.fates.iter().filter(|fate| matches!(fate, Fate::Known(_) | Fate::Lies(_))).count()),
            unmatched: self.raised(),
            elsewhere: count(self.elsewhere(listings)),
            roads: count(proposal.roads.len()),
            paved: count(proposal.paved.len()),
            water: count(proposal.water.len()),
            streams: small(proposal.streams),
            green: count(proposal.green.len()),
            sites: count(proposal.sites.len()),
            replaced: self.layers.replaced,
            attribution: proposal.attribution.clone(),
            shift_m: self.shift.map(|shift| shift.metres.round()),
            looks_like: self.shift.and_then(|shift| shift.looks_like).map(super::coordinates_view),
            away_km: away.map(|kilometres| (kilometres * 100.0).round() / 100.0),
        }
    }
}

/// In which coordinates a file was read, and on whose word.
fn coordinates(proposal: &GroundProposal) -> (Coordinates, CoordinatesFrom) {
    proposal.coordinates.unwrap_or((Coordinates::Wgs84, CoordinatesFrom::Assumed))
}

fn small(count: u64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// Where most of a file lies.
pub fn middle_of_file(proposal: &GroundProposal) -> Option<[f64; 2]> {
    let corners = proposal.buildings.iter().filter_map(|building| building.shape.ring.first());
    let lines = proposal.roads.iter().filter_map(|road| road.line.first());
    let areas = proposal.paved.iter().chain(&proposal.water).chain(&proposal.green).chain(&proposal.sites);
    median(corners.copied()).or_else(|| median(lines.chain(areas.filter_map(|area| area.shape.ring.first())).copied()))
}

/// Rounds every point to what is kept, so that a file that comes again is the same.
pub fn round(proposal: &mut GroundProposal) {
    let ring = |points: &mut Vec<[f64; 2]>| points.iter_mut().for_each(|point| *point = rounded(*point));
    let shape = |shape: &mut AreaShape| {
        ring(&mut shape.ring);
        shape.holes.iter_mut().for_each(ring);
    };
    proposal.buildings.iter_mut().for_each(|building| shape(&mut building.shape));
    proposal.roads.iter_mut().for_each(|road| ring(&mut road.line));
    let areas = proposal.paved.iter_mut().chain(&mut proposal.water);
    let areas = areas.chain(&mut proposal.green).chain(&mut proposal.sites);
    areas.for_each(|area| shape(&mut area.shape));
}

/// The identity of each footprint: OpenStreetMap's are its own wherever they come from, others are of their file; one
/// without is known by its corners.
fn map_ids(proposal: &GroundProposal, file: &str) -> Vec<String> {
    let source = if proposal.attribution == OSM_ATTRIBUTION { "osm" } else { file };
    let by_corners = |facts: &FootprintFacts| {
        let text = format!("{:?}", facts.shape.ring);
        let digest = Sha256::digest(text.as_bytes());
        digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect::<String>()
    };
    let id = |facts: &FootprintFacts| facts.source_id.clone().unwrap_or_else(|| by_corners(facts));
    proposal.buildings.iter().map(|facts| format!("{source}:{}", id(facts))).collect()
}
