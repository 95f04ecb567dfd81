//! Footprints that a building may stand on, likeliest first, each with the reasons why.

use super::is_unclaimed;
use super::likeness::Words;
use super::matching::{SiteArea, Sites};
use super::outline::{area_m2, middle};
use crate::asking::{Asking, stored};
use crate::permission::Operation;
use crate::plane::{LocalPlane, median};
use crate::{ids, refusal};
use louce_domain::id::BuildingId;
use louce_domain::space::Building;
use louce_store::{BuildingListing, GroundFeature};
use louce_wire::{FootprintCandidate, FootprintCandidates, RpcError};

/// The most candidates.
const MOST: usize = 20;
/// Metres at which nearness counts for half.
const NEAR_M: f64 = 120.0;
/// Storeys by which a map may be off and still fit.
const FLOORS_OFF: i16 = 1;
const STOREY_M: f64 = 3.0;

/// What each reason is worth; they add up, at most to 1.
const NAME: f64 = 0.6;
const NUMBER: f64 = 0.3;
const STREET: f64 = 0.1;
const DOOR: f64 = 0.25;
const SITE: f64 = 0.2;
const NEAR: f64 = 0.2;
const FLOORS: f64 = 0.1;

/// The candidates of a building.
///
/// # Errors
/// When the role does not allow it, or there is no such building.
pub fn candidates(asking: Asking<'_>, building: &str) -> Result<FootprintCandidates, RpcError> {
    let permit = asking.permit(Operation::ViewSpaces)?;
    let id: BuildingId = ids::read(building)?;
    permit.look(|reader| {
        let listings = reader.buildings().map_err(stored)?;
        let sites = site_areas(&reader.ground().map_err(stored)?);
        let of = listings.iter().find(|listing| listing.building.id == id);
        let of = of.ok_or_else(|| refusal::no_such_record("building"))?;
        let plane = LocalPlane::of_map(reader, listings.iter().map(|listing| &listing.building))?;
        let Some(plane) = plane else {
            return Ok(FootprintCandidates { building: id.to_string(), candidates: Vec::new() });
        };
        let sites = Sites::of(&sites);
        let wanted = Wanted::of(of, &listings, &plane);
        let free = listings.iter().filter(|listing| is_unclaimed(listing) && listing.building.id != id);
        let free = free.filter(|listing| listing.building.footprint.len() >= 3);
        let mut found: Vec<FootprintCandidate> =
            free.map(|listing| wanted.weighed(&listing.building, &sites, &plane)).collect();
        found.retain(|candidate| candidate.score > 0.01);
        found.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.id.cmp(&b.id)));
        found.truncate(MOST);
        Ok(FootprintCandidates { building: id.to_string(), candidates: found })
    })
}

/// The named outlines of sites among the ground.
pub fn site_areas(ground: &[GroundFeature]) -> Vec<SiteArea> {
    let sites = ground.iter().filter(|feature| feature.layer == "site");
    sites.filter_map(|site| Some(SiteArea { name: site.name.clone()?, ring: site.points.clone() })).collect()
}

/// What a footprint is weighed by.
struct Wanted {
    words: Words,
    floors: Option<i16>,
    near: Option<[f64; 2]>,
}

impl Wanted {
    fn of(listing: &BuildingListing, all: &[BuildingListing], plane: &LocalPlane) -> Self {
        let building = &listing.building;
        let said = building.longitude.zip(building.latitude).map(|(longitude, latitude)| [longitude, latitude]);
        let siblings = all.iter().map(|other| &other.building).filter(|other| {
            other.id != building.id && other.is_live() && building.site.is_some() && other.site == building.site
        });
        let beside = || median(siblings.filter_map(|other| middle(&other.footprint)));
        Self {
            words: Words::of_building(building, listing.site_name.as_deref()),
            floors: building.floors_above,
            near: said.or_else(beside).map(|at| plane.metres(at)),
        }
    }

    fn weighed(&self, footprint: &Building, sites: &Sites<'_>, plane: &LocalPlane) -> FootprintCandidate {
        let at = middle(&footprint.footprint);
        let site = at.and_then(|at| sites.at(at));
        let name = Some(footprint.name.as_str()).filter(|name| !name.starts_with(super::UNNAMED));
        let words = Words::of_footprint(name, site, footprint.street.as_deref(), footprint.door_no.as_deref());
        let mut reasons = self.by_words(&words);
        if let Some(weight) = self.nearness(at.map(|at| plane.metres(at))) {
            reasons.push(("near", weight));
        }
        reasons.extend(self.by_floors(footprint));
        let score: f64 = reasons.iter().map(|(_, weight)| weight).sum();
        FootprintCandidate {
            id: footprint.id.to_string(),
            label: name.unwrap_or_default().to_owned(),
            address: footprint.address.clone(),
            score: score.clamp(0.0, 1.0) as f32,
            reasons: reasons
                .into_iter()
                .filter(|(code, weight)| *code != "near" || *weight > NEAR / 2.0)
                .map(|(code, _)| code.to_owned())
                .collect(),
            area_m2: area_m2(&plane.project_all(&footprint.footprint)) as f32,
        }
    }

    fn by_words(&self, words: &Words) -> Vec<(&'static str, f64)> {
        let (ours, theirs) = (&self.words, words);
        let is_same = |a: &Option<String>, b: &Option<String>| a.is_some() && a == b;
        let mut reasons = Vec::new();
        if is_same(&ours.title, &theirs.title) || is_same(&ours.name, &theirs.name) {
            reasons.push(("same_name", NAME));
        }
        if is_same(&ours.number, &theirs.number) {
            reasons.push(("same_number", NUMBER));
        }
        if is_same(&ours.street, &theirs.street) {
            let door = if is_same(&ours.door, &theirs.door) { DOOR } else { 0.0 };
            reasons.push(("same_street", STREET + door));
        }
        if is_same(&ours.site, &theirs.site) {
            reasons.push(("same_site", SITE));
        }
        reasons
    }

    /// Halves with every [`NEAR_M`] metres.
    fn nearness(&self, at: Option<[f64; 2]>) -> Option<f64> {
        let ([x, y], [to_x, to_y]) = (self.near?, at?);
        Some(NEAR * 0.5_f64.powf((x - to_x).hypot(y - to_y) / NEAR_M))
    }

    fn by_floors(&self, footprint: &Building) -> Option<(&'static str, f64)> {
        let from_height = || Some((footprint.height_m? / STOREY_M).round().clamp(1.0, 200.0) as i16);
        let drawn = footprint.floors_above.or_else(from_height)?;
        let is_fit = (self.floors? - drawn).abs() <= FLOORS_OFF;
        Some(if is_fit { ("floors_fit", FLOORS) } else { ("floors_differ", -FLOORS) })
    }
}
