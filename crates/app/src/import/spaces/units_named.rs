//! The units (单元) that the rows at hand name, so that a room number without its unit means the same whatever the order
//! of the rows.
//!
//! It knows the chunk of rows at hand, by the very words of their addresses, and nothing of rows further down a long
//! sheet.

use louce_domain::address::{AddressParts, read_building_no, room_form};
use louce_domain::space_kind::SpaceKind;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A building as rows write it: site, building, road, door.
type Written = (Option<String>, Option<String>, Option<String>, Option<String>);

/// The units that rows name, by building and room number.
#[derive(Debug, Default)]
pub struct UnitsNamed(HashMap<Written, BTreeMap<String, BTreeSet<String>>>);

/// The unit that a number without one is in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UnitMeant {
    /// Nobody speaks of units here.
    Unsaid,
    /// The number is in this unit alone.
    Only(String),
    /// The number is in several units, or in none of those the building is said to have.
    Open,
}

fn written(parts: &AddressParts) -> Written {
    let building = parts.building.as_deref().map(|name| read_building_no(name).unwrap_or_else(|| name.to_owned()));
    (parts.site.clone(), building, parts.road.clone(), parts.door_no.clone())
}

fn number_of(parts: &AddressParts) -> Option<String> {
    parts.room.as_deref().map(|number| room_form(number, parts.floor))
}

impl UnitsNamed {
    /// What these addresses name; nothing where each room has its unit, or none has.
    pub fn of(addresses: &[AddressParts]) -> Self {
        let mut named = Self::default();
        let is_bare = |parts: &AddressParts| parts.room.is_some() && parts.unit.is_none();
        if !addresses.iter().any(is_bare) {
            return named;
        }
        for parts in addresses {
            if let (Some(unit), Some(number)) = (&parts.unit, number_of(parts)) {
                let numbers = named.0.entry(written(parts)).or_default();
                numbers.entry(number).or_default().insert(unit.clone());
            }
        }
        named
    }

    /// The unit of a number that is written without one, where the register has the number in these units already. A
    /// shop (商铺) stands in no unit.
    pub fn meant<'a>(&'a self, parts: &AddressParts, known: impl Iterator<Item = &'a str>) -> UnitMeant {
        let numbers = self.0.get(&written(parts));
        let here = number_of(parts).and_then(|number| numbers?.get(&number));
        let units: BTreeSet<&str> = here.into_iter().flatten().map(String::as_str).chain(known).collect();
        let is_dwelling = matches!(parts.space_kind, None | Some(SpaceKind::Dwelling));
        match (units.first(), units.len()) {
            (Some(only), 1) => UnitMeant::Only((*only).to_owned()),
            (None, _) if numbers.is_none() || !is_dwelling => UnitMeant::Unsaid,
            _ => UnitMeant::Open,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use louce_domain::address::parse_address;

    #[test]
    fn a_number_without_its_unit_is_read_with_the_rows_around_it() {
        let read = |others: &[&str], register: &[&str]| {
            let bare = parse_address("望湖家园3幢501室");
            let mut all: Vec<_> = others.iter().map(|text| parse_address(text)).collect();
            all.insert(0, bare.clone());
            UnitsNamed::of(&all).meant(&bare, register.iter().copied())
        };
        let (one, two) = ("望湖家园3幢1单元501室", "望湖家园3幢2单元501室");
        assert_eq!(read(&[one], &[]), UnitMeant::Only("1".to_owned()), "it is the only 501");
        assert_eq!(read(&[one, two], &[]), UnitMeant::Open, "there are two");
        assert_eq!(read(&[one], &["2"]), UnitMeant::Open, "one of them is in the register");
        assert_eq!(
            read(&["望湖家园3幢1单元502室"], &[]),
            UnitMeant::Open,
            "the building has units, 501 is in none yet"
        );
        assert_eq!(read(&["望湖家园4幢1单元501室"], &[]), UnitMeant::Unsaid, "the next building is another");
    }
}
