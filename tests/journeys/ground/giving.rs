//! The law of giving footprints away, on maps and registers of any sort.

use louce_app::ground::matching::{Fate, Footprint, SiteArea, Sites, fates};
use louce_domain::id::BuildingId;
use louce_domain::space::Building;
use louce_import::footprints::FootprintFacts;
use louce_store::{BuildingCounts, BuildingListing};
use proptest::prelude::*;
use uuid::Uuid;

const NAMES: [&str; 6] = ["3", "3幢", "3号楼", "示例苑3幢", "锅炉房", "5"];

fn square(at: f64) -> Vec<[f64; 2]> {
    let (x, y) = (121.9 + at * 1e-4, 29.5);
    vec![[x, y], [x + 3e-4, y], [x + 3e-4, y + 1e-4], [x, y + 1e-4]]
}

fn footprint((name, at, street): (usize, u8, bool)) -> FootprintFacts {
    let mut facts = FootprintFacts::default();
    facts.name = Some(NAMES[name].to_owned());
    facts.street = street.then(|| "澄浪路".to_owned());
    facts.house_number = street.then(|| "15".to_owned());
    facts.shape.ring = square(f64::from(at));
    facts
}

fn building(number: usize, (name, at, street, known): (usize, Option<u8>, bool, Option<u8>)) -> BuildingListing {
    let id = BuildingId(Uuid::from_u128(number as u128 + 1));
    let mut building = Building::named(id, "330299003101", NAMES[name]);
    building.footprint = at.map(|at| square(f64::from(at))).unwrap_or_default();
    // Only what has an outline has it from a map.
    building.map_id = known.filter(|_| at.is_some()).map(|known| format!("osm:{known}"));
    building.street = street.then(|| "澄浪路".to_owned());
    building.door_no = street.then(|| "15号".to_owned());
    BuildingListing { building, site_name: Some("示例苑".to_owned()), counts: BuildingCounts::default() }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_footprint_is_given_to_two_buildings_and_none_gets_two(
        footprints in prop::collection::vec((0..6_usize, 0..40_u8, any::<bool>()), 0..14),
        buildings in prop::collection::vec(
            (0..6_usize, prop::option::of(0..40_u8), any::<bool>(), prop::option::of(0..10_u8)), 0..14),
    ) {
        let facts: Vec<FootprintFacts> = footprints.into_iter().map(footprint).collect();
        let ids: Vec<String> = (0..facts.len()).map(|number| format!("osm:{}", number % 7)).collect();
        let found: Vec<Footprint<'_>> =
            facts.iter().zip(&ids).map(|(facts, id)| Footprint { facts, map_id: Some(id) }).collect();
        let listings: Vec<BuildingListing> =
            buildings.into_iter().enumerate().map(|(number, seed)| building(number, seed)).collect();
        let site = SiteArea { name: "示例苑".to_owned(), ring: vec![[121.0, 29.0], [122.5, 29.0], [122.5, 30.0], [121.0, 30.0]] };
        let fates = fates(&found, &[site], &listings);
        prop_assert_eq!(fates.len(), found.len(), "every footprint has a fate");
        let mut met: Vec<usize> = fates.iter().filter_map(|fate| match fate {
            Fate::New => None,
            Fate::Taken(at) | Fate::Known(at) | Fate::Lies(at) => Some(*at),
        }).collect();
        let all = met.len();
        met.sort_unstable();
        met.dedup();
        prop_assert_eq!(met.len(), all, "no building meets two footprints");
        for (fate, footprint) in fates.iter().zip(&found) {
            if let Fate::Taken(at) = fate {
                let taken = &listings[*at].building;
                prop_assert!(taken.map_id.is_none(), "nobody loses a footprint of the map: {:?}", footprint.map_id);
            }
        }
    }
}

/// The rule itself, without boxes or order: the smallest of all outlines around a point.
fn slowly(sites: &[SiteArea], at: [f64; 2]) -> Option<&str> {
    use louce_app::ground::outline::{contains, signed_area};
    let around = sites.iter().filter(|site| contains(&site.ring, at));
    let smallest = around.min_by(|a, b| signed_area(&a.ring).abs().total_cmp(&signed_area(&b.ring).abs()));
    smallest.map(|site| site.name.as_str())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_point_is_of_the_smallest_site_around_it(
        sites in prop::collection::vec(prop::collection::vec([0.0..1.0_f64, 0.0..1.0], 3..7), 0..20),
        at in [0.0..1.0_f64, 0.0..1.0],
    ) {
        let named = |(number, ring): (usize, Vec<[f64; 2]>)| SiteArea { name: number.to_string(), ring };
        let sites: Vec<SiteArea> = sites.into_iter().enumerate().map(named).collect();
        prop_assert_eq!(Sites::of(&sites).at(at), slowly(&sites, at), "boxes and order change nothing");
    }
}
