//! What becomes of the footprints of a map: pure, so that the preview and the import come to the same.
//!
//! A footprint is one that is known by its identity in the map source, or lies where one lies already, or is that of a
//! building by its words, where nothing else could be meant on either side. All others become footprints nobody has taken.

use super::likeness::Words;
use super::outline::{contains, middle, signed_area};
use super::{is_unclaimed, wants_footprint};
use louce_import::footprints::FootprintFacts;
use louce_store::BuildingListing;
use std::collections::{HashMap, HashSet};

/// Metres within which the middles of two footprints lie that are drawn over each other.
const SAME_PLACE_M: f64 = 4.0;
/// By how much their areas may differ.
const SAME_AREA: std::ops::RangeInclusive<f64> = 0.7..=1.43;
const METRES_A_DEGREE: f64 = 111_320.0;

/// What becomes of a footprint; a building by its place in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It becomes a footprint that nobody has taken.
    New,
    /// A building without a footprint takes it.
    Taken(usize),
    /// It came before, from the same source.
    Known(usize),
    /// One lies there already.
    Lies(usize),
}

/// A named outline of a site.
#[derive(Debug, Clone, PartialEq)]
pub struct SiteArea {
    /// Name.
    pub name: String,
    /// Outer ring, degrees.
    pub ring: Vec<[f64; 2]>,
}

/// A footprint with its identity.
#[derive(Debug, Clone, Copy)]
pub struct Footprint<'a> {
    /// What the file says.
    pub facts: &'a FootprintFacts,
    /// Identity, by source.
    pub map_id: Option<&'a str>,
}

/// The fate of each footprint.
pub fn fates(footprints: &[Footprint<'_>], sites: &[SiteArea], buildings: &[BuildingListing]) -> Vec<Fate> {
    let mut matching = Matching { fates: vec![Fate::New; footprints.len()], taken: HashSet::new() };
    matching.by_identity(footprints, buildings);
    matching.by_place(footprints, buildings);
    matching.by_words(footprints, sites, buildings);
    matching.fates
}

struct Matching {
    fates: Vec<Fate>,
    taken: HashSet<usize>,
}

impl Matching {
    fn settle(&mut self, footprint: usize, fate: Fate) {
        if let Fate::Taken(building) | Fate::Known(building) | Fate::Lies(building) = fate
            && let Some(slot) = self.fates.get_mut(footprint)
        {
            *slot = fate;
            self.taken.insert(building);
        }
    }

    fn open(&self) -> impl Iterator<Item = usize> + '_ {
        self.fates.iter().enumerate().filter(|(_, fate)| **fate == Fate::New).map(|(at, _)| at)
    }

    fn by_identity(&mut self, footprints: &[Footprint<'_>], buildings: &[BuildingListing]) {
        let ids = buildings.iter().enumerate().filter(|(_, listing)| listing.building.is_live());
        let mut known: HashMap<&str, usize> =
            ids.filter_map(|(at, listing)| Some((listing.building.map_id.as_deref()?, at))).collect();
        for (at, footprint) in footprints.iter().enumerate() {
            if let Some(building) = footprint.map_id.and_then(|id| known.remove(id)) {
                self.settle(at, Fate::Known(building));
            }
        }
    }

    fn by_place(&mut self, footprints: &[Footprint<'_>], buildings: &[BuildingListing]) {
        let standing = buildings.iter().enumerate().filter(|(at, listing)| {
            let of_place = listing.building.map_id.is_some() || listing.building.hand_placed || is_unclaimed(listing);
            listing.building.is_live() && of_place && !self.taken.contains(at)
        });
        let mut cells: HashMap<(i64, i64), Vec<(usize, Spot)>> = HashMap::new();
        for (at, listing) in standing {
            if let Some(spot) = Spot::of(&listing.building.footprint) {
                cells.entry(spot.cell()).or_default().push((at, spot));
            }
        }
        for footprint in self.open().collect::<Vec<_>>() {
            let Some(spot) = footprints.get(footprint).and_then(|f| Spot::of(&f.facts.shape.ring)) else { continue };
            let beside = spot.cells().filter_map(|cell| cells.get(&cell)).flatten();
            let mut there =
                beside.filter(|(at, other)| !self.taken.contains(at) && spot.is_over(other)).map(|(at, _)| *at);
            if let (Some(building), None) = (there.next(), there.next()) {
                self.settle(footprint, Fate::Lies(building));
            }
        }
    }

    /// By words that no other building and no other footprint has, whether those are given away already or not.
    fn by_words(&mut self, footprints: &[Footprint<'_>], sites: &[SiteArea], buildings: &[BuildingListing]) {
        let ours: Vec<Option<Words>> = buildings.iter().map(words_of_building).collect();
        let theirs: Vec<Option<Words>> = footprints.iter().map(|f| Some(words_of_footprint(f.facts, sites))).collect();
        for rank in 0..Words::default().keys().len() {
            let (by_ours, by_theirs) = (grouped(&ours, rank), grouped(&theirs, rank));
            for (key, footprint) in by_theirs {
                let pair = footprint.zip(by_ours.get(&key).copied().flatten());
                let Some(((footprint, said), (building, known))) = pair else { continue };
                let is_wanted = buildings.get(building).is_some_and(|listing| wants_footprint(&listing.building));
                let is_free = self.fates.get(footprint) == Some(&Fate::New) && !self.taken.contains(&building);
                if is_wanted && is_free && !known.contradict(said) {
                    self.settle(footprint, Fate::Taken(building));
                }
            }
        }
    }
}

/// The words of a building; a footprint that nobody has taken and a building that is gone are none.
fn words_of_building(listing: &BuildingListing) -> Option<Words> {
    let stands = listing.building.is_live() && !is_unclaimed(listing);
    stands.then(|| Words::of_building(&listing.building, listing.site_name.as_deref()))
}

/// Records by one of their keys; none where several share it.
fn grouped(words: &[Option<Words>], rank: usize) -> HashMap<String, Option<(usize, &Words)>> {
    let mut groups: HashMap<String, Option<(usize, &Words)>> = HashMap::new();
    let known = words.iter().enumerate().filter_map(|(at, words)| Some((at, words.as_ref()?)));
    for (at, words) in known {
        if let Some(key) = words.keys().into_iter().nth(rank).flatten() {
            groups.entry(key).and_modify(|only| *only = None).or_insert(Some((at, words)));
        }
    }
    groups
}

fn words_of_footprint(facts: &FootprintFacts, sites: &[SiteArea]) -> Words {
    let around = || {
        let at = middle(&facts.shape.ring)?;
        site_at(sites, at)
    };
    let site = facts.site.as_deref().or_else(around);
    Words::of_footprint(facts.name.as_deref(), site, facts.street.as_deref(), facts.house_number.as_deref())
}

/// The name of the smallest outline around a point.
pub fn site_at(sites: &[SiteArea], at: [f64; 2]) -> Option<&str> {
    let around = sites.iter().filter(|site| contains(&site.ring, at));
    let smallest = around.min_by(|a, b| signed_area(&a.ring).abs().total_cmp(&signed_area(&b.ring).abs()));
    smallest.map(|site| site.name.as_str())
}

/// Where a footprint lies and how large it is, in metres of a plane that is good enough for neighbours.
struct Spot {
    at: [f64; 2],
    area: f64,
}

impl Spot {
    fn of(ring: &[[f64; 2]]) -> Option<Self> {
        let [longitude, latitude] = middle(ring)?;
        let narrow = latitude.to_radians().cos();
        let area = signed_area(ring).abs() * METRES_A_DEGREE * METRES_A_DEGREE * narrow;
        Some(Self { at: [longitude * METRES_A_DEGREE * narrow, latitude * METRES_A_DEGREE], area })
    }

    fn cell(&self) -> (i64, i64) {
        let [x, y] = self.at.map(|metres| (metres / SAME_PLACE_M).floor());
        (x as i64, y as i64)
    }

    fn cells(&self) -> impl Iterator<Item = (i64, i64)> + use<> {
        let (x, y) = self.cell();
        (-1..=1).flat_map(move |dx| (-1..=1).map(move |dy| (x.saturating_add(dx), y.saturating_add(dy))))
    }

    fn is_over(&self, other: &Self) -> bool {
        let apart = (self.at[0] - other.at[0]).hypot(self.at[1] - other.at[1]);
        apart < SAME_PLACE_M && SAME_AREA.contains(&(self.area / other.area.max(0.01)))
    }
}
