//! Looking at what a form would make, before anything is written.

use super::form::{form_of, spec_of};
use super::open_records::Before;
use super::problems;
use super::spec::{planned_number, stored_spec};
use crate::asking::Asking;
use crate::block::{BlockOf, DeclaredFloors, block};
use crate::building::inhabited;
use crate::ids;
use crate::permission::Operation;
use louce_domain::id::{BuildingId, RoomId};
use louce_domain::room_plan::{BlockDiff, BlockSpec, PlannedRoom, RoomNumbering, UnitNames, UnitSpec, diff, rooms};
use louce_domain::space::{Building, Room};
use louce_store::Reader;
use louce_wire::{BlockForm, BlockPreview, BlockView, FloorRow, FormSource, PlannedRoomRow, RpcError, SurplusRoom};
use std::collections::HashMap;
use uuid::Uuid;

/// What a form would make, new or of a building that is there. Without a form it begins with the one kept with the
/// building, else with one read off its rooms, else with a usual one.
///
/// # Errors
/// When the role does not allow it, the building is not there, or a kind of space is not in its list.
pub fn plan_block(
    asking: Asking<'_>,
    building_id: Option<&str>,
    form: Option<&BlockForm>,
) -> Result<BlockPreview, RpcError> {
    let permit = asking.permit(Operation::ViewSpaces)?;
    let given = form.map(spec_of).transpose()?;
    let building: Option<BuildingId> = building_id.map(ids::read).transpose()?;
    permit.look(|reader| {
        let before = building.map(|id| Before::read(reader, id, asking.host.today())).transpose()?;
        let (spec, source) = begin_with(given, before.as_ref());
        preview(reader, before.as_ref(), &spec, source)
    })
}

fn begin_with(given: Option<BlockSpec>, before: Option<&Before>) -> (BlockSpec, FormSource) {
    let stored = || Some((stored_spec(&before?.building)?, FormSource::Stored));
    let inferred = || {
        let rooms = &before?.rooms;
        rooms.iter().any(Room::is_live).then(|| (BlockSpec::inferred(rooms), FormSource::Inferred))
    };
    let usual = || (declared(before.map(|known| &known.building)), FormSource::Usual);
    given.map(|spec| (spec, FormSource::Given)).or_else(stored).or_else(inferred).unwrap_or_else(usual)
}

/// A form to begin with: as the building declares, else a walk-up of the usual size.
fn declared(building: Option<&Building>) -> BlockSpec {
    let floors = |floors: Option<i16>| floors.and_then(|floors| u16::try_from(floors).ok());
    let units = building.and_then(|known| known.units).unwrap_or(2);
    let names = if units > 1 { UnitNames::Numbers.names(units) } else { Vec::new() };
    BlockSpec {
        units: names.into_iter().map(UnitSpec::named).collect(),
        floors_above: building.and_then(|known| floors(known.floors_above)).unwrap_or(6),
        floors_below: building.and_then(|known| floors(known.floors_below)).unwrap_or(0),
        rooms_per_floor: building.and_then(|known| known.rooms_per_floor).unwrap_or(2),
        numbering: RoomNumbering::FloorSerial,
        ..BlockSpec::default()
    }
}

fn preview(
    reader: &Reader<'_>,
    before: Option<&Before>,
    spec: &BlockSpec,
    source: FormSource,
) -> Result<BlockPreview, RpcError> {
    let no_rooms = Vec::new();
    let known: Vec<Room> =
        before.map_or(&no_rooms, |before| &before.rooms).iter().filter(|room| room.is_live()).cloned().collect();
    let found = diff(&known, before.map_or(&[][..], Before::occupants), spec);
    let count = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
    Ok(BlockPreview {
        form: form_of(spec),
        source,
        block: drawn(reader, before, spec, &known, &found)?,
        floors: spec.floors(None).into_iter().map(floor_row).collect(),
        rooms: planned_rows(spec, &found),
        added: count(found.added.len()),
        kept: count(found.kept.len()),
        surplus: surplus(&known, &found),
        problems: problems::form_problems(spec),
    })
}

/// The identifier of a room that is not there yet.
fn new_id(index: usize) -> RoomId {
    RoomId(Uuid::from_u128(index as u128))
}

fn shown_new_id(index: usize) -> String {
    format!("new:{index}")
}

/// The block as it would be: rooms that are there, and those that would be added.
fn drawn(
    reader: &Reader<'_>,
    before: Option<&Before>,
    spec: &BlockSpec,
    known: &[Room],
    found: &BlockDiff,
) -> Result<BlockView, RpcError> {
    let building = before.map_or(BuildingId(Uuid::nil()), |before| before.building.id);
    let added = found.added.iter().enumerate().map(|(index, planned)| planned.room(new_id(index), building));
    let rooms: Vec<Room> = known.iter().cloned().chain(added).collect();
    let inside = before.map(|before| inhabited(reader, before.building.id, None)).transpose()?.unwrap_or_default();
    let building_id = before.map(|before| before.building.id.to_string()).unwrap_or_default();
    // The form says all there is to say.
    let declared = DeclaredFloors::default();
    let of = BlockOf { building_id: &building_id, rooms: &rooms, occupancy: &inside.rooms, spec: Some(spec), declared };
    let mut view = block(&of);
    let new: HashMap<String, String> =
        (0..found.added.len()).map(|index| (new_id(index).to_string(), shown_new_id(index))).collect();
    for cell in view.floors.iter_mut().flat_map(|floor| &mut floor.rooms) {
        if let Some(id) = new.get(&cell.id) {
            cell.id.clone_from(id);
        }
    }
    Ok(view)
}

fn floor_row(floor: louce_domain::room_plan::PlannedFloor) -> FloorRow {
    FloorRow { storey: floor.storey, floor: floor.floor, label: floor.label, built: floor.is_built }
}

type Key<'a> = (&'a Option<String>, &'a str, &'a Option<String>);

fn key(planned: &PlannedRoom) -> Key<'_> {
    (&planned.unit, &planned.number, &planned.sub_room)
}

fn planned_rows(spec: &BlockSpec, found: &BlockDiff) -> Vec<PlannedRoomRow> {
    let added = found.added.iter().enumerate().map(|(index, planned)| (key(planned), shown_new_id(index)));
    let kept = found.kept.iter().rev().map(|kept| (key(&kept.planned), kept.room.to_string()));
    let cells: HashMap<Key<'_>, String> = added.chain(kept).collect();
    let planned = rooms(spec);
    let row = |planned: &PlannedRoom| PlannedRoomRow {
        id: cells.get(&key(planned)).cloned().unwrap_or_default(),
        unit: planned.unit.clone(),
        number: planned.number.clone(),
        part: planned.sub_room.clone(),
        planned_number: planned_number(spec, planned),
        floor: floor_label(planned),
        kind: planned.kind.code().to_owned(),
        door: planned.written.clone(),
        street_address: planned.street_address.clone(),
    };
    planned.iter().map(row).collect()
}

fn floor_label(planned: &PlannedRoom) -> String {
    let number = || if planned.floor < 0 { format!("B{}", -planned.floor) } else { planned.floor.to_string() };
    planned.floor_label.clone().unwrap_or_else(number)
}

fn surplus(known: &[Room], found: &BlockDiff) -> Vec<SurplusRoom> {
    let label = |id: RoomId| {
        let room = known.iter().find(|room| room.id == id);
        room.map(|room| {
            let unit = room.unit.as_ref().map(|unit| format!("{unit}单元")).unwrap_or_default();
            format!("{unit}{}", room.label())
        })
    };
    let row = |surplus: &louce_domain::room_plan::SurplusRoom| SurplusRoom {
        id: surplus.room.to_string(),
        label: label(surplus.room).unwrap_or_default(),
        occupants: u32::try_from(surplus.occupants.len()).unwrap_or(u32::MAX),
    };
    found.surplus.iter().map(row).collect()
}
