//! Buildings by the plate of their address (门楼牌). A building has one class; its rooms have none here.

use super::town::{House, Town};
use crate::asking::stored;
use louce_domain::space_address::PlateState;
use louce_store::{BuildingPlate, BuildingRow, Reader};
use louce_wire::RpcError;
use std::collections::HashMap;

const IN_ORDER: u8 = 0;
const NOT_SURVEYED: u8 = 1;
const NO_PLATE: u8 = 2;
const FAULTY: u8 = 3;
const NO_ADDRESS: u8 = 4;

/// The class of every building of the town; none of a footprint nobody has claimed.
///
/// # Errors
/// When the register cannot be read.
pub(super) fn by_plate(reader: &Reader<'_>, town: &Town) -> Result<Vec<Option<u8>>, RpcError> {
    let mut known: HashMap<BuildingRow, Vec<BuildingPlate>> = HashMap::new();
    for plate in reader.map_plates(town.scope).map_err(stored)? {
        known.entry(plate.building).or_default().push(plate);
    }
    let class = |house: &House| {
        let plates = known.get(&house.building.row).map(Vec::as_slice).unwrap_or_default();
        (!house.building.unclaimed).then(|| of_building(plates, house.building.addressed))
    };
    Ok(town.houses.iter().map(class).collect())
}

/// A plate that a survey found wanting is told before one in order beside it: it is the one to be put right.
fn of_building(plates: &[BuildingPlate], addressed: bool) -> u8 {
    let any = |holds: &dyn Fn(&BuildingPlate) -> bool| plates.iter().any(holds);
    if any(&|plate| plate.state.is_some_and(|state| state != PlateState::Good)) {
        FAULTY
    } else if any(&|plate| plate.state == Some(PlateState::Good)) {
        IN_ORDER
    } else if any(&|plate| plate.recorded) {
        NOT_SURVEYED
    } else if addressed || !plates.is_empty() {
        NO_PLATE
    } else {
        NO_ADDRESS
    }
}
