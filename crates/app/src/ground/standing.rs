//! How a building stands on the footprint of a map, whether a map gave it or an officer took it.

use super::outline::{middle, rounded};
use louce_domain::space::Building;

/// Metres a storey may have: a height outside of that is not of as many floors as the register knows.
const STOREY_M: std::ops::RangeInclusive<f64> = 2.2..=8.0;

/// The building on a footprint. What people know of it stays: its place where somebody said it, its floors, its height.
pub fn standing_on(building: &Building, footprint: &Building) -> Building {
    let is_said = building.longitude.is_some() && !stands_in_its_middle(building);
    let stands = middle(&footprint.footprint).map(rounded).filter(|_| !is_said);
    Building {
        footprint: footprint.footprint.clone(),
        footprint_holes: footprint.footprint_holes.clone(),
        map_id: footprint.map_id.clone(),
        hand_placed: footprint.hand_placed,
        laid: None,
        height_m: building.height_m.or_else(|| height_of(building, footprint)),
        floors_above: building.floors_above.or(footprint.floors_above),
        longitude: stands.map_or(building.longitude, |[longitude, _]| Some(longitude)),
        latitude: stands.map_or(building.latitude, |[_, latitude]| Some(latitude)),
        ..building.clone()
    }
}

/// The height of a footprint, unless the floors that the register knows say otherwise: maps are older than towers.
fn height_of(building: &Building, footprint: &Building) -> Option<f64> {
    let is_of =
        |height: f64| building.floors_above.is_none_or(|floors| STOREY_M.contains(&(height / f64::from(floors))));
    footprint.height_m.filter(|height| is_of(*height))
}

/// Whether the place that is said of a building only follows from its footprint.
pub fn stands_in_its_middle(building: &Building) -> bool {
    let stood = building.longitude.zip(building.latitude);
    let middle = middle(&building.footprint);
    stood
        .zip(middle)
        .is_some_and(|((longitude, latitude), [x, y])| (longitude - x).abs().max((latitude - y).abs()) < 1e-6)
}

#[cfg(test)]
mod tests {
    use super::*;
    use louce_domain::id::BuildingId;
    use uuid::Uuid;

    fn named(name: &str) -> Building {
        Building::named(BuildingId(Uuid::from_u128(1)), "330299003101", name)
    }

    fn footprint() -> Building {
        let ring = vec![[121.9, 29.5], [121.901, 29.5], [121.901, 29.501], [121.9, 29.501]];
        let map_id = Some("osm:way/1".to_owned());
        Building {
            footprint: ring,
            height_m: Some(9.0),
            floors_above: Some(3),
            map_id,
            unclaimed: true,
            ..named("无名楼 way/1")
        }
    }

    #[test]
    fn a_building_of_which_nothing_is_known_takes_what_the_map_says() {
        let stands = standing_on(&named("3"), &footprint());
        assert_eq!((stands.height_m, stands.floors_above), (Some(9.0), Some(3)), "its height and floors");
        assert_eq!(stands.longitude.zip(stands.latitude), Some((121.9005, 29.5005)), "and its place");
        assert_eq!((stands.name.as_str(), stands.unclaimed), ("3", false), "and stays what it is");
    }

    #[test]
    fn what_people_said_of_a_building_outweighs_the_map() {
        let said = Building { longitude: Some(121.95), latitude: Some(29.55), floors_above: Some(18), ..named("3") };
        let stands = standing_on(&said, &footprint());
        assert_eq!((stands.longitude, stands.latitude), (Some(121.95), Some(29.55)), "its place");
        assert_eq!((stands.floors_above, stands.height_m), (Some(18), None), "and 18 floors are not 9 metres high");
        let known = Building { height_m: Some(55.0), ..said };
        assert_eq!(
            standing_on(&known, &footprint()).height_m,
            Some(55.0),
            "nor is a height that somebody knew replaced"
        );
    }
}
