//! What becomes of the footprints of a map: pure, so that the preview and the import come to the same.
//!
//! A footprint is one that is known by its identity in the map source, or lies where one lies already, or is that of a
//! building by its words, where nothing else could be meant on either side. All others become footprints nobody has taken.

use super::likeness::Words;
use super::outline::{contains, middle, signed_area};
use super::{is_unclaimed, wants_footprint};
use louce_domain::space::Building;
use louce_import::footprints::FootprintFacts;
use louce_store::BuildingListing;
use std::collections::{HashMap, HashSet};

/// Metres within which the middles of two footprints lie that are drawn over each other.
const SAME_PLACE_M: f64 = 4.0;
/// Metres by which a newer map may move what an older one brought, beside half of its own length: walls are measured anew,
/// houses do not walk. What lies further off under the same identity is another house.
const SAME_HOUSE_M: f64 = 60.0;
/// The same of one that an officer put elsewhere.
const PUT_ELSEWHERE_M: f64 = 2_000.0;
/// By how much their areas may differ.
const SAME_AREA: std::ops::RangeInclusive<f64> = 0.7..=1.43;
const METRES_A_DEGREE: f64 = 111_320.0;
/// Metres of a cell in which neighbours are looked for: what is over a footprint lies in its cell or beside it, although on a
/// parallel some metres further north the same longitude is as many metres further west.
const CELL_M: f64 = 16.0;

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
        let mut known: HashMap<&str, Vec<usize>> = HashMap::new();
        for (at, listing) in buildings.iter().enumerate().filter(|(_, listing)| listing.building.is_live()) {
            if let Some(id) = listing.building.map_id.as_deref() {
                known.entry(id).or_default().push(at);
            }
        }
        for (at, footprint) in footprints.iter().enumerate() {
            let Some(of_id) = footprint.map_id.and_then(|id| known.get_mut(id)) else { continue };
            let reached = of_id.iter().enumerate().filter_map(|(nth, building)| {
                let listing = buildings.get(*building)?;
                Some((nth, *building, reach(&footprint.facts.shape.ring, &listing.building)?))
            });
            if let Some((nth, building, _)) = reached.min_by(|a, b| a.2.total_cmp(&b.2)) {
                of_id.swap_remove(nth);
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
                let of_file = footprints.get(footprint).and_then(|f| source(f.map_id?));
                let of_register = buildings.get(building).and_then(|b| source(b.building.map_id.as_deref()?));
                // What a source brought under another number is what it brought.
                let is_renewed = of_file.is_some() && of_file == of_register;
                self.settle(footprint, if is_renewed { Fate::Known(building) } else { Fate::Lies(building) });
            }
        }
    }

    /// By words that no other building and no other footprint has, whether those are given away already or not.
    fn by_words(&mut self, footprints: &[Footprint<'_>], sites: &[SiteArea], buildings: &[BuildingListing]) {
        let ours: Vec<Option<Words>> = buildings.iter().map(words_of_building).collect();
        let sites = Sites::of(sites);
        let theirs: Vec<Option<Words>> = footprints.iter().map(|f| Some(words_of_footprint(f.facts, &sites))).collect();
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

/// The source of an identity: `osm`, or the name of a file.
fn source(map_id: &str) -> Option<&str> {
    map_id.split_once(':').map(|(source, _)| source)
}

/// Metres from where a footprint lies to where a building of its identity stands; none where that is too far to be one.
fn reach(ring: &[[f64; 2]], building: &Building) -> Option<f64> {
    let (Some(there), Some(here)) = (Spot::of(ring), Spot::of(&building.footprint)) else { return Some(0.0) };
    let apart = there.apart(&here);
    let most =
        if building.hand_placed { PUT_ELSEWHERE_M } else { SAME_HOUSE_M + there.area.max(here.area).sqrt() / 2.0 };
    (apart <= most).then_some(apart)
}

/// Footprints of a file and buildings that stand somewhere which are one by identity or by words, wherever they lie: by them a
/// file is seen to be shifted as a whole.
pub fn pairs(footprints: &[Footprint<'_>], sites: &[SiteArea], buildings: &[BuildingListing]) -> Vec<(usize, usize)> {
    let stands = |listing: &BuildingListing| {
        let building = &listing.building;
        building.is_live() && !building.hand_placed && building.footprint.len() >= 3
    };
    let standing = || buildings.iter().enumerate().filter(|(_, listing)| stands(listing));
    let mut by_id: HashMap<&str, Option<usize>> = HashMap::new();
    for (at, listing) in standing() {
        if let Some(id) = listing.building.map_id.as_deref() {
            by_id.entry(id).and_modify(|only| *only = None).or_insert(Some(at));
        }
    }
    let known = footprints.iter().enumerate();
    let mut found: HashMap<usize, usize> =
        known.filter_map(|(at, f)| Some((at, by_id.get(f.map_id?).copied().flatten()?))).collect();
    let sites = Sites::of(sites);
    let theirs: Vec<Option<Words>> = footprints.iter().map(|f| Some(words_of_footprint(f.facts, &sites))).collect();
    let ours: Vec<Option<Words>> =
        buildings.iter().map(|listing| stands(listing).then(|| words_where_it_stands(listing, &sites))).collect();
    for rank in 0..Words::default().keys().len() {
        let by_ours = grouped(&ours, rank);
        for (key, footprint) in grouped(&theirs, rank) {
            let pair = footprint.zip(by_ours.get(&key).copied().flatten());
            if let Some(((footprint, _), (building, _))) = pair {
                found.entry(footprint).or_insert(building);
            }
        }
    }
    found.into_iter().collect()
}

/// The words of a building or of a footprint that nobody has taken, with the site whose outline it stands in.
fn words_where_it_stands(listing: &BuildingListing, sites: &Sites<'_>) -> Words {
    let around = || sites.at(middle(&listing.building.footprint)?);
    Words::of_building(&listing.building, listing.site_name.as_deref().or_else(around))
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

fn words_of_footprint(facts: &FootprintFacts, sites: &Sites<'_>) -> Words {
    let around = || sites.at(middle(&facts.shape.ring)?);
    let site = facts.site.as_deref().or_else(around);
    Words::of_footprint(facts.name.as_deref(), site, facts.street.as_deref(), facts.house_number.as_deref())
}

/// Outlines of sites, the smallest first, each with the box around it.
pub struct Sites<'a> {
    smallest_first: Vec<(f64, [[f64; 2]; 2], &'a SiteArea)>,
}

impl<'a> Sites<'a> {
    /// Measures the outlines, once.
    pub fn of(sites: &'a [SiteArea]) -> Self {
        let around = |ring: &[[f64; 2]]| {
            ring.iter().fold([[f64::MAX; 2], [f64::MIN; 2]], |[[west, south], [east, north]], [x, y]| {
                [[west.min(*x), south.min(*y)], [east.max(*x), north.max(*y)]]
            })
        };
        let mut smallest_first: Vec<_> =
            sites.iter().map(|site| (signed_area(&site.ring).abs(), around(&site.ring), site)).collect();
        smallest_first.sort_by(|a, b| a.0.total_cmp(&b.0));
        Self { smallest_first }
    }

    /// The name of the smallest outline around a point.
    pub fn at(&self, [x, y]: [f64; 2]) -> Option<&'a str> {
        let is_boxed = |[[west, south], [east, north]]: &[[f64; 2]; 2]| {
            (*west..=*east).contains(&x) && (*south..=*north).contains(&y)
        };
        let mut around = self.smallest_first.iter().filter(|(_, frame, _)| is_boxed(frame));
        around.find(|(.., site)| contains(&site.ring, [x, y])).map(|(.., site)| site.name.as_str())
    }
}

/// Where a footprint lies and how large it is.
struct Spot {
    /// Middle, degrees.
    at: [f64; 2],
    /// Square metres.
    area: f64,
}

impl Spot {
    fn of(ring: &[[f64; 2]]) -> Option<Self> {
        let [longitude, latitude] = middle(ring)?;
        let narrow = latitude.to_radians().cos();
        let area = signed_area(ring).abs() * METRES_A_DEGREE * METRES_A_DEGREE * narrow;
        Some(Self { at: [longitude, latitude], area })
    }

    fn cell(&self) -> (i64, i64) {
        let [longitude, latitude] = self.at;
        let east = longitude * latitude.to_radians().cos();
        let [x, y] = [east, latitude].map(|degrees| (degrees * METRES_A_DEGREE / CELL_M).floor());
        (x as i64, y as i64)
    }

    fn cells(&self) -> impl Iterator<Item = (i64, i64)> + use<> {
        let (x, y) = self.cell();
        (-1..=1).flat_map(move |dx| (-1..=1).map(move |dy| (x.saturating_add(dx), y.saturating_add(dy))))
    }

    /// Metres between the middles, along the parallel between them: a degree of longitude is not as long on both.
    fn apart(&self, other: &Self) -> f64 {
        let ([longitude, latitude], [to_longitude, to_latitude]) = (self.at, other.at);
        let narrow = f64::midpoint(latitude, to_latitude).to_radians().cos();
        ((longitude - to_longitude) * narrow).hypot(latitude - to_latitude) * METRES_A_DEGREE
    }

    fn is_over(&self, other: &Self) -> bool {
        self.apart(other) < SAME_PLACE_M && SAME_AREA.contains(&(self.area / other.area.max(0.01)))
    }
}
