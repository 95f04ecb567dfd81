//! What a map file would do: pure, from the register as it stands.

use super::{attribution, outcome};
use crate::asking::stored;
use crate::ground::candidates::site_areas;
use crate::ground::matching::{Fate, Footprint, SiteArea, fates};
use crate::ground::outline::rounded;
use crate::ground::{is_unclaimed, standing_on, unnamed};
use crate::plane::{kilometres, median, middle_of};
use louce_domain::batch::{OutcomeCounts, RowOutcome};
use louce_domain::space::{Building, BuildingUse};
use louce_import::footprints::{
    AreaFacts, AreaShape, Coordinates, CoordinatesFrom, FootprintFacts, GroundProposal, OSM_ATTRIBUTION,
};
use louce_store::{BuildingListing, GroundFeature, GroundSource, Reader};
use louce_wire::{GroundPreview, RpcError};
use sha2::{Digest, Sha256};
use std::collections::HashMap;

/// What becomes of everything in a map file.
pub struct GroundPlan {
    /// Of each footprint.
    pub fates: Vec<Fate>,
    /// Identity of each footprint.
    pub map_ids: Vec<String>,
    /// Roads and areas.
    pub features: Vec<GroundFeature>,
    /// Whether they differ from what the file of this name brought before.
    pub lays: bool,
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
        let features = features(proposal);
        let lays = lays(reader, proposal, &features, file, &mut counts)?;
        Ok(Self { fates, map_ids, features, lays, counts })
    }

    /// Footprints that become records of their own.
    pub fn raised(&self) -> u32 {
        small(self.fates.iter().filter(|fate| **fate == Fate::New).count() as u64)
    }

    /// What the clerk is shown.
    pub fn view(&self, listings: &[BuildingListing], proposal: &GroundProposal) -> GroundPreview {
        let (read, from) = proposal.coordinates.unwrap_or((Coordinates::Wgs84, CoordinatesFrom::Assumed));
        let here = middle_of(listings.iter().map(|listing| &listing.building));
        let away = here.zip(middle_of_file(proposal)).map(|(here, there)| kilometres(here, there));
        let count = |list: usize| small(list as u64);
        GroundPreview {
            coordinates: super::coordinates_view(read),
            coordinates_from: from.code().to_owned(),
            footprints: count(proposal.buildings.len()),
            matched: count(self.fates.iter().filter(|fate| matches!(fate, Fate::Taken(_))).count()),
            unmatched: self.raised(),
            roads: count(proposal.roads.len()),
            paved: count(proposal.paved.len()),
            water: count(proposal.water.len()),
            streams: small(proposal.streams),
            green: count(proposal.green.len()),
            sites: count(proposal.sites.len()),
            attribution: proposal.attribution.clone(),
            away_km: away.map(|kilometres| (kilometres * 100.0).round() / 100.0),
        }
    }
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

/// Counts the roads and areas; says whether they are to be laid anew.
fn lays(
    reader: &Reader<'_>,
    proposal: &GroundProposal,
    features: &[GroundFeature],
    file: &str,
    counts: &mut OutcomeCounts,
) -> Result<bool, RpcError> {
    let before = reader.ground_of(file).map_err(stored)?;
    let key = |feature: &GroundFeature| format!("{feature:?}");
    let mut known: HashMap<String, usize> = HashMap::new();
    before.iter().for_each(|feature| *known.entry(key(feature)).or_default() += 1);
    let mut is_changed = before.len() != features.len();
    for feature in features {
        let here = known.get_mut(&key(feature)).filter(|left| **left > 0);
        counts.count(outcome(here.is_none()));
        match here {
            Some(left) => *left -= 1,
            None => is_changed = true,
        }
    }
    let source = GroundSource { name: file.to_owned(), attribution: attribution(proposal, file) };
    Ok(is_changed || !reader.ground_sources().map_err(stored)?.contains(&source))
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

/// A footprint's record with what the map says of it. One without a name is called by its address, else by its number in the
/// map source.
pub fn described(blank: Building, facts: &FootprintFacts, map_id: &str) -> Building {
    let address = facts.street.as_ref().zip(facts.house_number.as_ref()).map(|(street, no)| format!("{street}{no}"));
    Building {
        name: facts.name.clone().or_else(|| address.clone()).unwrap_or_else(|| unnamed(map_id)),
        street: facts.street.clone(),
        door_no: facts.house_number.clone(),
        address,
        building_use: building_use(facts.use_tag.as_deref()),
        floors_above: facts.levels.and_then(|levels| i16::try_from(levels).ok()),
        height_m: facts.height_m,
        footprint: facts.shape.ring.clone(),
        footprint_holes: facts.shape.holes.clone(),
        map_id: Some(map_id.to_owned()),
        unclaimed: true,
        ..blank
    }
}

/// A building as it is once a footprint is its own. What people know of it stays; a footprint that somebody drew or moved
/// is not moved back.
pub fn renewed(listing: &BuildingListing, facts: &FootprintFacts, map_id: &str) -> Building {
    let before = &listing.building;
    if is_unclaimed(listing) && !before.hand_placed {
        return described(before.clone(), facts, map_id);
    }
    let found = described(Building::named(before.id, &before.area, ""), facts, map_id);
    if before.hand_placed && !before.footprint.is_empty() {
        let (footprint, footprint_holes) = (before.footprint.clone(), before.footprint_holes.clone());
        return standing_on(before, &Building { footprint, footprint_holes, hand_placed: true, ..found });
    }
    standing_on(before, &found)
}

/// The ground layers of a proposal.
fn features(proposal: &GroundProposal) -> Vec<GroundFeature> {
    let area = |layer: &'static str| {
        move |area: &AreaFacts| GroundFeature {
            layer: layer.to_owned(),
            name: area.name.clone(),
            closed: true,
            points: area.shape.ring.clone(),
            holes: area.shape.holes.clone(),
            width_m: None,
        }
    };
    let roads = proposal.roads.iter().map(|road| GroundFeature {
        layer: "road".to_owned(),
        name: road.name.clone(),
        closed: false,
        points: road.line.clone(),
        holes: Vec::new(),
        width_m: Some(road.width_m),
    });
    let water = proposal.water.iter().map(area("water"));
    let green = proposal.green.iter().map(area("green"));
    let sites = proposal.sites.iter().map(area("site"));
    let paved = proposal.paved.iter().map(area("paved"));
    roads.chain(paved).chain(water).chain(green).chain(sites).collect()
}
