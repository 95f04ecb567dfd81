//! Buildings.

use super::building_note::{self, Note};
use super::organisation::contact;
use super::place::Place;
use super::value;
use super::view::RowView;
use crate::facts::{BuildingFacts, DeclaredCounts};
use crate::field::FieldCode as F;
use louce_domain::address::{AddressContext, parse_address_in, read_building_no};

/// Reads the building of a row; none without a number.
pub(crate) fn read(view: &mut RowView<'_>, place: &Place) -> Option<BuildingFacts> {
    let written = view.text(F::Building).or_else(|| place.building.clone())?;
    let building = read_building_no(&written).unwrap_or_else(|| written.clone());
    if building != written {
        view.step(F::Building, &building, "building_number");
    }
    let site = view.text(F::Site).or_else(|| place.site.clone());
    let address_raw = view.text(F::Address);
    let context = AddressContext { site: site.as_deref(), building: Some(&building), unit: None, room: None };
    let remark = view.text(F::Remark);
    let note = building_note::read(remark.as_deref().unwrap_or(""));
    let mut facts = BuildingFacts {
        address: parse_address_in(address_raw.as_deref().unwrap_or(""), &context),
        site,
        building,
        address_raw,
        units: view.count(F::Units),
        floors_above: view.count(F::FloorsAbove),
        floors_below: view.count(F::FloorsBelow),
        rooms_per_floor: view.text(F::RoomsPerFloor).as_deref().and_then(value::flats_per_floor),
        households_declared: view.count(F::HouseholdsDeclared),
        rooms_expected: None,
        skipped_floors: note.skipped.clone(),
        shop_floors: note.shops,
        unit_floors: note.unit_floors.clone(),
        counts: DeclaredCounts {
            resident_households: view.count(F::CountResidentHouseholds),
            residents: view.count(F::CountResidents),
            let_households: view.count(F::CountLet),
            floating: view.count(F::CountFloating),
            vacant: view.count(F::CountVacant),
        },
        block_leader: contact(view, F::BlockLeaderName, None, F::BlockLeaderPhone),
        property_co: view.text(F::PropertyCo),
        remark,
    };
    facts.rooms_expected = rooms_expected(&facts, &note);
    if facts.rooms_expected.zip(facts.households_declared).is_some_and(|(expected, declared)| expected != declared) {
        view.find("declared_rooms_differ", F::HouseholdsDeclared);
    }
    Some(facts)
}

/// Units × floors × rooms per floor, less the floors that the note takes away.
fn rooms_expected(facts: &BuildingFacts, note: &Note) -> Option<u32> {
    let (units, floors, flats) = (facts.units?, facts.floors_above?, facts.rooms_per_floor?);
    let without = |top: u32| {
        let gone = |floor: i16| {
            note.skipped.contains(&floor) || note.shops.is_some_and(|(from, to)| (from..=to).contains(&floor))
        };
        let gone = (1..=top).filter(|floor| i16::try_from(*floor).is_ok_and(gone)).count();
        top.saturating_sub(u32::try_from(gone).unwrap_or(0))
    };
    if floors > 300 || units > 1000 || flats > 1000 {
        return None;
    }
    if note.unit_floors.len() == usize::try_from(units).unwrap_or(0) {
        let floors: u32 = note.unit_floors.iter().map(|(_, top)| without(*top)).sum();
        return floors.checked_mul(flats);
    }
    units.checked_mul(without(floors))?.checked_mul(flats)
}
