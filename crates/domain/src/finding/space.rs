//! Buildings, rooms, addresses and their plates.

use super::written::end_before_begin;
use super::{Finding, FindingCode};
use crate::code_list::Coded;
use crate::population_class::{ClassCut, PopulationClass, RegisteredBy, derive_class};
use crate::space::{Building, Room, RoomState};
use crate::space_address::{PlateState, SpaceAddress};
use crate::stay::{DwellingKind, RelationToOwner, Stay};

/// A building and its surroundings.
#[derive(Debug, Clone, Copy)]
pub struct BuildingFacts<'a> {
    /// The building.
    pub building: &'a Building,
    /// Whole dwellings in use, counted in it.
    pub dwellings: u32,
}

/// What is missing or doubtful in a building’s record. One that is no longer there is history.
pub fn building(facts: &BuildingFacts<'_>) -> Vec<Finding> {
    let BuildingFacts { building, dwellings } = *facts;
    let mut found: Vec<Finding> = end_before_begin(building.valid_from, building.valid_to).into_iter().collect();
    if !building.is_live() {
        return found;
    }
    if let Some(declared) = building.households_declared.filter(|declared| *declared != dwellings) {
        found.push(Finding::saying(FindingCode::DeclaredRoomsDiffer, format!("{declared} ≠ {dwellings}")));
    }
    if building.floors_above.is_none() {
        found.push(Finding::of(FindingCode::FloorsMissing));
    }
    let on_the_map = building.longitude.is_some() && building.latitude.is_some() || !building.footprint.is_empty();
    if !on_the_map {
        found.push(Finding::of(FindingCode::CoordinatesMissing));
    }
    found
}

/// A room and its surroundings.
#[derive(Debug, Clone, Copy)]
pub struct RoomFacts<'a> {
    /// The room.
    pub room: &'a Room,
    /// Open stays of floating tenants in it: see [`is_floating_tenant`].
    pub floating_tenants: u32,
}

/// Whether a stay counts as one of a floating tenant (流动人口租住): floating by class, and not in a home of their own.
/// The class is the stated one, else derived; where either division is unknown, nothing is derived.
pub fn is_floating_tenant(stay: &Stay, hukou_division: Option<&str>, residence_division: Option<&str>) -> bool {
    let derived = || derive_class(hukou_division, residence_division?, RegisteredBy::Mainland, ClassCut::County).into();
    let known = hukou_division.is_some().then(derived).flatten();
    let owns = stay.dwelling_kind == Some(Coded::Listed(DwellingKind::Owned))
        || stay.relation_to_owner == Some(Coded::Listed(RelationToOwner::Owner));
    stay.is_open() && !owns && stay.stated_class.or(known) == Some(PopulationClass::Floating)
}

/// What is missing or doubtful in a room’s record.
pub fn room(facts: &RoomFacts<'_>) -> Vec<Finding> {
    let RoomFacts { room, floating_tenants } = *facts;
    let unmarked = room.is_live() && floating_tenants > 0 && room.state != RoomState::Let;
    let rental = unmarked
        .then(|| Finding::saying(FindingCode::RentalNotMarked, format!("{} · {floating_tenants}", room.state.zh())));
    rental.into_iter().chain(end_before_begin(room.valid_from, room.valid_to)).collect()
}

/// What is missing or doubtful in an address and its plate.
pub fn space_address(address: &SpaceAddress) -> Vec<Finding> {
    let code = match address.plate_state {
        Some(PlateState::Missing) => Some(FindingCode::PlateMissing),
        Some(PlateState::Damaged) => Some(FindingCode::PlateDamaged),
        Some(PlateState::Wrong) => Some(FindingCode::PlateWrong),
        Some(PlateState::Doubled) => Some(FindingCode::PlateDoubled),
        Some(PlateState::Good) | None => None,
    };
    let in_use = address.to.is_none();
    let words = || address.plate_no.clone().unwrap_or_else(|| address.text.clone());
    let plate = code.filter(|_| in_use).map(|code| Finding::saying(code, words()));
    plate.into_iter().chain(end_before_begin(address.from, address.to)).collect()
}
